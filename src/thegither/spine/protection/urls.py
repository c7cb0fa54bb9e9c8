"""The addresses of protection, below `/<partnership>/protection/`."""

from django.urls import path, re_path

from thegither.spine.protection.views import documents, keeping, notices, own, requests

app_name = "protection"

urlpatterns = [
    path("", keeping.overview, name="overview"),
    path("notice/<uuid:activity_id>/", notices.notice, name="notice"),
    path("notice/<uuid:activity_id>/<int:number>/", notices.version, name="notice_version"),
    path("notice/<uuid:activity_id>/write/", notices.write, name="write_notice"),
    path("keep/<uuid:activity_id>/", keeping.extend_activity, name="extend_activity"),
    path("keep/person/<uuid:person_id>/", keeping.extend_person, name="extend_person"),
    path("yours/", own.yours, name="yours"),
    path("yours/copy/", own.copy, name="copy"),
    path("yours/forget/", own.ask_to_be_forgotten, name="ask_to_be_forgotten"),
    path("requests/note/", requests.note, name="note_request"),
    path("requests/<uuid:request_id>/", requests.answer, name="answer_request"),
    path("people/<uuid:person_id>/copy/", requests.copy_for, name="copy_for"),
    path("people/<uuid:person_id>/forget/", requests.forget, name="forget"),
    path("documents/<slug:name>/", documents.document, name="document"),
    re_path(
        r"^documents/(?P<name>[-\w]+)\.(?P<form>docx|pdf)$",
        documents.document_file,
        name="document_file",
    ),
]
