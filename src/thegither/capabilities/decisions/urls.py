"""The addresses of decisions, below `/<partnership>/decisions/`."""

from django.urls import path

from thegither.capabilities.decisions.views import (
    beside,
    closing,
    drafting,
    files,
    inviting,
    mandate,
    rooms,
    talking,
    voting,
)

app_name = "decisions"
ONE = "<uuid:key>/"
OPTION, AMENDMENT = f"{ONE}options/<uuid:option_key>/", f"{ONE}amendments/<uuid:amendment_key>/"
OBJECTION = f"{ONE}objections/<uuid:objection_key>/"

urlpatterns = [
    path("", rooms.index, name="index"),
    path("new/", rooms.create, name="create"),
    path("kept/", closing.kept, name="kept"),
    path("reviews.ics", files.reviews, name="reviews"),
    path("directives/", beside.directives, name="directives"),
    path("directives/new/", beside.direct, name="direct"),
    path("directives/<uuid:key>/read/", beside.acknowledge, name="acknowledge"),
    path("directives/<uuid:key>/renew/", beside.renew, name="renew"),
    path("risks/", beside.risks, name="risks"),
    path("risks/new/", beside.take_risk, name="take_risk"),
    path("risks/<uuid:key>/went/", beside.end_risk, name="end_risk"),
    path("permissions/new/", beside.permit, name="permit"),
    path("permissions/<uuid:key>/end/", beside.end_permission, name="end_permission"),
    path(ONE, rooms.show, name="room"),
    path(f"{ONE}change/", rooms.change, name="change"),
    path(f"{ONE}mandate/", mandate.mandate, name="mandate"),
    path(f"{ONE}discard/", rooms.discard, name="discard"),
    path(f"{ONE}open/", rooms.open_options, name="open_options"),
    path(f"{ONE}propose/", drafting.propose, name="propose"),
    path(f"{OPTION}amend/", drafting.amend, name="amend"),
    path(f"{OPTION}withdraw/", drafting.withdraw, name="withdraw"),
    path(f"{AMENDMENT}answer/", drafting.answer, name="answer"),
    path(f"{ONE}at-risk/<uuid:record_key>/", drafting.safeguard, name="safeguard"),
    path(f"{ONE}rule/", drafting.rule, name="rule"),
    path(f"{ONE}seal/", drafting.seal, name="seal"),
    path(f"{ONE}cards/open/", talking.open_cards, name="open_cards"),
    path(f"{ONE}cards/mine/", talking.card, name="card"),
    path(f"{ONE}cards/show/", talking.show_cards, name="show_cards"),
    path(f"{ONE}object/", talking.object_to, name="object"),
    path(OBJECTION, talking.path, name="path"),
    path(f"{OBJECTION}next/", talking.next_step, name="next_step"),
    path(f"{OBJECTION}notes/", talking.notes, name="notes"),
    path(f"{OBJECTION}settle/", talking.settle, name="settle"),
    path(f"{ONE}vote/", voting.vote, name="vote"),
    path(f"{ONE}code/", voting.code, name="code"),
    path(f"{ONE}invite/", inviting.invite, name="invite"),
    path(f"{ONE}paper/", voting.paper, name="paper"),
    path(f"{ONE}paper/print/", voting.papers, name="papers"),
    path(f"{ONE}close/", closing.close, name="close"),
    path(f"{ONE}result/", closing.result, name="result"),
    path(f"{ONE}record/", closing.write_record, name="write_record"),
    path(f"{ONE}review/", closing.review, name="review"),
    path(f"{ONE}motion.json", files.motion, name="motion"),
    path(f"{ONE}ballots/", files.ballots, name="ballots"),
]
