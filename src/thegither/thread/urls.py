"""The addresses that join the capabilities: front door, home, the words of the loop, the thread."""

from django.urls import path, register_converter

from thegither.thread import balance_views, board_views, starting, views
from thegither.thread.start import ALL, STEPS
from thegither.thread.words import WordConverter

app_name = "thread"
register_converter(WordConverter, "word")


class StepConverter:
    """The part of an address that is one of the steps of the guided start, or all of them."""

    regex = "|".join((*STEPS, ALL))

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


register_converter(StepConverter, "step")

urlpatterns = [
    path("", views.front_door, name="front_door"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("words/", views.glossary, name="glossary"),
    path("words/check/", views.check_words, name="check_words"),
    path("contact/", views.contact, name="contact"),
    path("<slug:partnership_slug>/", views.home, name="home"),
    path("<slug:partnership_slug>/start/", starting.start, name="start"),
    path("<slug:partnership_slug>/start/pick/", starting.pick, name="pick"),
    path("<slug:partnership_slug>/start/delete/", starting.delete, name="delete_partnership"),
    path("<slug:partnership_slug>/start/skip/<step:step>/", starting.skip, name="skip_step"),
    path("<slug:partnership_slug>/start/take/<step:step>/", starting.take_up, name="take_up_step"),
    path("<slug:partnership_slug>/board-paper/", board_views.show, name="board_paper"),
    path("<slug:partnership_slug>/board-paper.docx", board_views.docx, name="board_paper_docx"),
    path("<slug:partnership_slug>/board-paper.pdf", board_views.pdf, name="board_paper_pdf"),
    path("<slug:partnership_slug>/balance/", balance_views.show, name="balance"),
    path("<slug:partnership_slug>/search/", views.search, name="search"),
    path("<slug:partnership_slug>/<word:word>/", views.word, name="word"),
    path("<slug:partnership_slug>/thread/<uuid:record_id>/", views.thread, name="thread"),
]
