"""The addresses of authority, below `/<partnership>/authority/`."""

from django.urls import path

from thegither.spine.authority.models import AccountabilityLine, Delegation
from thegither.spine.authority.views import asking, entries, importing, lines, scheme, sent_up

app_name = "authority"
LINE, CLAUSE = {"model": AccountabilityLine}, {"model": Delegation}

urlpatterns = [
    path("", asking.can_i, name="can_i"),
    path("keep/", asking.keep, name="keep"),
    path("answers/<uuid:answer_id>/", asking.answer, name="answer"),
    path("posts/<uuid:post_id>/card/", asking.card, name="card"),
    path("lines/", lines.lines, name="lines"),
    path("lines/simplify/", lines.simplify, name="simplify"),
    path("lines.csv", lines.as_csv, name="lines_csv"),
    path("lines/add/", entries.add_line, name="add_line"),
    path("lines/<uuid:key>/end/", entries.end, LINE, name="end_line"),
    path("lines/<uuid:key>/strike/", entries.strike, LINE, name="strike_line"),
    path("scheme/", scheme.scheme, name="scheme"),
    path("scheme.csv", scheme.as_csv, name="scheme_csv"),
    path("scheme/add/", entries.add_clause, name="add_clause"),
    path("scheme/undo/", importing.undo_replacement, name="undo_replacement"),
    path("scheme/<uuid:key>/change/", entries.change_clause, name="change_clause"),
    path("scheme/<uuid:key>/end/", entries.end, CLAUSE, name="end_clause"),
    path("scheme/<uuid:key>/strike/", entries.strike, CLAUSE, name="strike_clause"),
    path("import/<slug:name>/", importing.import_list, name="import_list"),
    path("import/<slug:name>/store/", importing.store_list, name="store_list"),
    path("drift/", sent_up.drift, name="drift"),
    path("sent-up/", sent_up.index, name="sent_up"),
    path("sent-up/send/", sent_up.send, name="send"),
    path("sent-up/<uuid:key>/", sent_up.sent, name="sent"),
]
