"""The addresses of promises, below `/<partnership>/promises/`."""

from django.urls import path

from thegither.spine.promises.views import (
    decisions,
    issues,
    partners,
    promises,
    questions,
    reading,
    safeguarding,
)

app_name = "promises"

urlpatterns = [
    path("", reading.index, name="index"),
    path("make/", promises.make, name="make"),
    path("<uuid:key>/", reading.promise, name="promise"),
    path("<uuid:key>/kept/", promises.keep, name="keep"),
    path("<uuid:key>/not-kept/", promises.break_off, name="break_off"),
    path("<uuid:key>/new-date/", promises.renegotiate, name="renegotiate"),
    path("<uuid:key>/hand-over/", promises.hand_over, name="hand_over"),
    path("decisions/", reading.decisions, name="decisions"),
    path("decisions/record/", decisions.record, name="record_decision"),
    path("decisions/<uuid:key>/", reading.decision, name="decision"),
    path("decisions/<uuid:key>/review/", decisions.review, name="review"),
    path("decisions/<uuid:key>/end/", decisions.end, name="end"),
    path("decisions/<uuid:key>/replace/", decisions.replace, name="replace"),
    path("decisions/<uuid:key>/no-promise/", decisions.no_promise, name="no_promise"),
    path("issues/", reading.issues, name="issues"),
    path("issues/raise/", issues.raise_one, name="raise_issue"),
    path("issues/<uuid:key>/", reading.issue, name="issue"),
    path("issues/<uuid:key>/close/", issues.close, name="close_issue"),
    path("ask/<uuid:key>/", questions.ask, name="ask"),
    path("questions/<uuid:key>/", questions.question, name="question"),
    path("questions/<uuid:key>/answer/", questions.answer, name="answer"),
    path("safeguard/<uuid:key>/", safeguarding.safeguard, name="safeguard"),
    path("partners/<uuid:organization_id>.zip", partners.partner_file, name="partner_file"),
]
