"""The addresses that join the capabilities: front door, home, the words of the loop, the thread."""

from django.urls import path, register_converter

from thegither.thread import board_views, views
from thegither.thread.words import WordConverter

app_name = "thread"
register_converter(WordConverter, "word")

urlpatterns = [
    path("", views.front_door, name="front_door"),
    path("healthz", views.healthz, name="healthz"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("words/", views.glossary, name="glossary"),
    path("contact/", views.contact, name="contact"),
    path("<slug:partnership_slug>/", views.home, name="home"),
    path("<slug:partnership_slug>/board-paper/", board_views.show, name="board_paper"),
    path("<slug:partnership_slug>/board-paper.docx", board_views.docx, name="board_paper_docx"),
    path("<slug:partnership_slug>/board-paper.pdf", board_views.pdf, name="board_paper_pdf"),
    path("<slug:partnership_slug>/search/", views.search, name="search"),
    path("<slug:partnership_slug>/<word:word>/", views.word, name="word"),
    path("<slug:partnership_slug>/thread/<uuid:record_id>/", views.thread, name="thread"),
]
