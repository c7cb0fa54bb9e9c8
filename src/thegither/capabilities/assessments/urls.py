"""Addresses below `/<partnership>/assessments/`."""

from django.urls import path

from thegither.capabilities.assessments.views import (
    answering,
    asking,
    editing,
    importing,
    instruments,
    mirror,
    moderating,
    out,
    plan,
    room,
    running,
    session,
)

app_name = "assessments"
ONE = "<uuid:key>/"
TALK = f"{ONE}session/<uuid:talk>/"
NAMED = "questions/<str:name>/"
HELPER = f"{ONE}for/<uuid:helper_id>/"

urlpatterns = [
    path("", running.index, name="index"),
    path("new/", running.create, name="create"),
    path(ONE, running.show, name="wave"),
    path(f"{ONE}change/", running.change, name="change"),
    path(f"{ONE}discard/", running.discard, name="discard"),
    path(f"{ONE}open/", running.open_it, name="open"),
    path(f"{ONE}progress/", running.show_progress, name="progress"),
    path(f"{ONE}close/", running.close, name="close"),
    path(f"{ONE}invite/", asking.invite, name="invite"),
    path(f"{ONE}questions/", asking.print_paper, name="print_paper"),
    path(f"{ONE}sheets/", asking.print_sheets, name="print_sheets"),
    path(f"{ONE}paper/", asking.type_paper, name="paper"),
    path(f"{ONE}code/", asking.kiosk, name="kiosk"),
    path(f"{ONE}moderate/", moderating.queue, name="moderate"),
    path(f"{ONE}moderate/<uuid:remark_id>/", moderating.decide, name="decide"),
    path(f"{ONE}answer/", answering.start, name="answer"),
    path(f"{ONE}answer/<int:number>/", answering.area, name="area"),
    path(f"{ONE}answer/review/", answering.review, name="review"),
    path(f"{ONE}answer/finish/", answering.finish, name="finish"),
    path(f"{ONE}answer/helped/", answering.helped, name="helped"),
    path(f"{HELPER}answer/", answering.start, name="helper_answer"),
    path(f"{HELPER}answer/<int:number>/", answering.area, name="helper_area"),
    path(f"{HELPER}answer/review/", answering.review, name="helper_review"),
    path(f"{HELPER}answer/finish/", answering.finish, name="helper_finish"),
    path(f"{HELPER}answer/helped/", answering.helped, name="helper_helped"),
    # the mirror
    path(f"{ONE}mirror/", mirror.show, name="mirror"),
    # instruments, the session, the plan
    path("questions/", instruments.index, name="instruments"),
    path("questions/import/", instruments.bring_in, name="import_instrument"),
    path(NAMED, instruments.show, name="instrument"),
    path(f"{NAMED}preview/<int:number>/", instruments.preview, name="instrument_preview"),
    path(f"{NAMED}file.<slug:form>", instruments.file, name="instrument_file"),
    path(f"{NAMED}copy/", instruments.copy, name="copy_instrument"),
    path(f"{NAMED}discard/", instruments.discard, name="discard_instrument"),
    path(f"{NAMED}edit/", editing.edit, name="edit_instrument"),
    path(f"{NAMED}edit/head/", editing.head, name="edit_head"),
    path(f"{NAMED}edit/question/", editing.question, name="add_question"),
    path(f"{NAMED}edit/question/<str:item>/", editing.question, name="edit_question"),
    path(f"{NAMED}edit/area/", editing.area, name="add_area"),
    path(f"{NAMED}edit/area/<str:scale>/", editing.area, name="edit_area"),
    path(f"{NAMED}edit/answers/", editing.answers, name="add_answers"),
    path(f"{NAMED}edit/answers/<str:options>/", editing.answers, name="edit_answers"),
    path(f"{NAMED}edit/move/", editing.move, name="move_row"),
    path(f"{NAMED}edit/drop/", editing.drop, name="drop_row"),
    path(f"{ONE}session/", session.show, name="session"),
    path(f"{ONE}session/start/", session.start, name="start_session"),
    path(f"{ONE}session/end/", session.end, name="end_session"),
    path(f"{ONE}session/sheets/", session.sheets, name="session_sheets"),
    path(f"{ONE}session/code/", room.come_in, name="room_code"),
    path(f"{ONE}session/room/", room.seat, name="room"),
    path(f"{ONE}session/now/", room.now, name="room_now"),
    path(f"{TALK}", session.talk, name="session_talk"),
    path(f"{TALK}ask/", session.ask, name="ask_ratings"),
    path(f"{TALK}show/", session.reveal, name="show_ratings"),
    path(f"{TALK}paper/", session.paper, name="type_ratings"),
    path(f"{TALK}rated/", session.rated, name="how_many_rated"),
    path(f"{ONE}plan/", plan.show, name="improvement_plan"),
    path(f"{ONE}plan/new/", plan.add, name="add_to_plan"),
    path(f"{ONE}import/", importing.bring_in, name="import_responses"),
    # what goes out
    path(f"{ONE}board-paper/", out.paper, name="board_paper"),
    path(f"{ONE}board-paper.<slug:form>", out.paper_file, name="board_paper_file"),
    path(f"{ONE}tables.xlsx", out.workbook, name="workbook"),
    path(f"{ONE}tables/<slug:name>.csv", out.table, name="table_file"),
    path(f"{ONE}answers.csv", out.answers, name="answers_file"),
]
