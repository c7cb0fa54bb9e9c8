"""The addresses that are no page to look at, buttons and files, each of a thing that is really there."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from tests.browser.assessing_together import closed as closed_wave
from tests.browser.assessing_together import in_session, own_questions
from tests.browser.assessment_pages import opened as opened_wave
from tests.browser.assessment_pages import with_words
from tests.browser.authority_pages import AUTHORITY_ADDRESSES
from tests.browser.contact_pages import asked, helper_of_catriona
from tests.browser.conversation_pages import closed, opened, waiting
from tests.browser.decision_pages import (
    drafting,
    laying,
    permitted,
    split,
)
from tests.browser.meeting_pages import busy, first_item, noted
from tests.browser.paper_pages import a_paper, asks_guardians, with_versions
from tests.browser.promise_pages import gone, promised
from tests.browser.start_pages import a_list_came_in
from tests.world import World
from tests.world_assessments import plan_wave as plan_assessment
from tests.world_conversations import prepare
from tests.world_relationships import counted_wave, open_wave, prepare_wave

from thegither.capabilities.assessments.models import Wave
from thegither.capabilities.meetings.queries.calendars import feed_token
from thegither.spine.people import actions as people
from thegither.spine.people.models import Import, Merge, Person, Seat
from thegither.spine.promises.actions import raise_issue

Address = Callable[[World], str]


def _kirkbrae(name: str, *parts: object) -> str:
    return reverse(name, args=["kirkbrae", *parts])


def _fixed(name: str, *parts: object) -> Address:
    return lambda world: _kirkbrae(name, *parts)


def _key(name: str, key: Callable[[World], object]) -> Address:
    """One thing below the partnership, by its key."""
    return lambda world: _kirkbrae(name, key(world))


def _keys(name: str, keys: Callable[[World], tuple[object, ...]]) -> Address:
    """A thing that stands below another one."""
    return lambda world: _kirkbrae(name, *keys(world))


# --- people --------------------------------------------------------------------------------------------
def _bashir(world: World) -> UUID:
    return world.people["bashir"].pk


def _his_seat(world: World) -> UUID:
    return world.people["bashir"].memberships.get().pk


def _two_alike(world: World) -> tuple[UUID, UUID]:
    other = people.add_person(
        viewer=world.viewer("ailsa"), partnership=world.partnership, name="BASHIR"
    )
    return _bashir(world), other.pk


def _merged(world: World) -> UUID:
    kept, absorbed = (Person.objects.get(pk=key) for key in _two_alike(world))
    people.merge_people(viewer=world.viewer("ailsa"), kept=kept, absorbed=absorbed)
    return Merge.objects.latest("merged_at").pk


def _brought_in(world: World) -> UUID:
    a_list_came_in(world)
    return Import.objects.get().pk


def _a_duty(world: World) -> UUID:
    return Seat.objects.get(person=world.people["morag"]).pk


PEOPLE = {
    "people:sign_out": lambda world: reverse("people:sign_out"),
    "people:sign_out_everywhere": lambda world: reverse("people:sign_out_everywhere"),
    "people:merge": _keys("people:merge", _two_alike),
    "people:keep_apart": _keys("people:keep_apart", _two_alike),
    "people:undo_merge": _key("people:undo_merge", _merged),
    "people:make_code": _key("people:make_code", _bashir),
    "people:step_into": _key("people:step_into", _bashir),
    "people:end_duty": _key("people:end_duty", _a_duty),
    "people:end_membership": _key("people:end_membership", _his_seat),
    "people:reopen_membership": _key("people:reopen_membership", _his_seat),
    "people:undo_import": _key("people:undo_import", _brought_in),
    "people:undo_leaving": _key("people:undo_leaving", lambda world: gone(world).pk),
    "people:as_csv": _fixed("people:as_csv"),
    "people:as_popolo": _fixed("people:as_popolo"),
}


# --- conversations -------------------------------------------------------------------------------------
def _a_statement(world: World) -> tuple[UUID, int]:
    conversation = waiting(world)
    return conversation.pk, conversation.statements.get(state="waiting").number


CONVERSATIONS = {
    "conversations:open": _key("conversations:open", lambda world: prepare(world).pk),
    "conversations:decide": _keys("conversations:decide", _a_statement),
    "conversations:helped": _key("conversations:helped", lambda world: opened(world).pk),
    "conversations:invited_helped": _key(
        "conversations:invited_helped", lambda world: asked(world).pk
    ),
    "conversations:guest_helped": _key(
        "conversations:guest_helped", lambda world: opened(world).link_token
    ),
    "conversations:export": _key("conversations:export", lambda world: closed(world).pk),
    "conversations:workbook": _key("conversations:workbook", lambda world: closed(world).pk),
    "conversations:table_file": _keys(
        "conversations:table_file", lambda world: (closed(world).pk, "statements")
    ),
    "conversations:picture_file": _keys(
        "conversations:picture_file", lambda world: (closed(world).pk, "landscape", "svg")
    ),
}


# --- meetings ------------------------------------------------------------------------------------------
def _an_item(world: World, state: str = "listed") -> tuple[UUID, UUID]:
    meeting = busy(world)
    return meeting.pk, meeting.items.filter(state=state).first().pk


def _noted_item(world: World) -> tuple[UUID, UUID]:
    meeting = noted(world)
    return meeting.pk, first_item(meeting).pk


def _an_issue(world: World) -> tuple[UUID, UUID]:
    issue = raise_issue(
        viewer=world.viewer("ailsa"),
        partnership=world.partnership,
        title="Nobody answers the phone",
        due_on=timezone.localdate() + timedelta(days=3),
    )
    return busy(world).pk, issue.record_id


def _a_place(world: World) -> tuple[UUID, UUID]:
    meeting = busy(world)
    return meeting.pk, meeting.attendances.first().pk


_FILES = ("calendar", "agenda_pdf", "agenda_docx", "minutes_pdf", "minutes_docx")
MEETINGS = {
    "meetings:start": _key("meetings:start", lambda world: busy(world).pk),
    "meetings:answer": _key("meetings:answer", lambda world: busy(world).pk),
    "meetings:take_on": _keys("meetings:take_on", _an_issue),
    "meetings:move_item": _keys("meetings:move_item", _an_item),
    "meetings:accept_item": _keys("meetings:accept_item", partial(_an_item, state="suggested")),
    "meetings:safeguard_item": _keys(
        "meetings:safeguard_item", partial(_an_item, state="suggested")
    ),
    "meetings:save_notes": _keys("meetings:save_notes", _noted_item),
    "meetings:leave_out": _keys("meetings:leave_out", _a_place),
    "meetings:feed": _key("meetings:feed", lambda world: feed_token(_with_account(world))),
} | {f"meetings:{name}": _key(f"meetings:{name}", lambda world: noted(world).pk) for name in _FILES}


def _with_account(world: World) -> Person:
    world.account("bashir")
    return Person.objects.get(pk=_bashir(world))


# --- decisions ----------------------------------------------------------------------------------------
def _an_option(world: World) -> tuple[UUID, UUID]:
    room = drafting(world)
    return room.pk, room.options.get(number=1).record_id


DECISIONS = {
    "decisions:safeguard": _keys("decisions:safeguard", _an_option),
    "decisions:open_cards": _key("decisions:open_cards", lambda world: drafting(world).pk),
    "decisions:show_cards": _key("decisions:show_cards", lambda world: laying(world).pk),
    "decisions:end_permission": _key("decisions:end_permission", lambda world: permitted(world).pk),
    "decisions:motion": _key("decisions:motion", lambda world: split(world).pk),
    "decisions:ballots": _key("decisions:ballots", lambda world: split(world).pk),
    "decisions:reviews": _fixed("decisions:reviews"),
}


# --- contact -------------------------------------------------------------------------------------------
def _an_invitation(world: World) -> UUID:
    return asked(world).activity.invitations.get(person=world.people["bashir"]).pk


def _activity_of_asking(world: World) -> UUID:
    return asked(world).activity_id


CONTACT = {
    "contact:choose": _fixed("contact:choose"),
    "contact:end_help": _key("contact:end_help", lambda world: helper_of_catriona(world).pk),
} | {
    f"contact:{name}": _key(f"contact:{name}", thing)
    for thing, names in (
        (_an_invitation, "take_part say_no say_no_as_member try_again ask_by_letter"),
        (_activity_of_asking, "change_reminders letters texts_as_csv texts_sent"),
    )
    for name in names.split()
}


# --- relationships -------------------------------------------------------------------------------------
RELATIONSHIPS = {
    f"relationships:{name}": _key(f"relationships:{name}", lambda world: prepare_wave(world).pk)
    for name in ("open", "discard")
} | {
    f"relationships:{name}": _key(f"relationships:{name}", lambda world: counted_wave(world).pk)
    for name in ("be_named", "not_named")
}
RELATIONSHIPS["relationships:helped"] = _key(
    "relationships:helped", lambda world: open_wave(world).pk
)
RELATIONSHIPS["relationships:file"] = _keys(
    "relationships:file", lambda world: (counted_wave(world).pk, "graphml")
)


# --- assessments ---------------------------------------------------------------------------------------
def _of_wave(name: str, make: Callable[[World], Wave]) -> dict[str, Address]:
    return {f"assessments:{name}": _key(f"assessments:{name}", lambda world: make(world).pk)}


def _a_remark(world: World) -> tuple[UUID, UUID]:
    remark = with_words(world).remarks.get()
    return remark.wave_id, remark.pk


def _his_help(world: World) -> tuple[UUID, UUID]:
    """The wave in which Bashir may answer for Catriona, and the leave to do so."""
    wave = opened_wave(world)
    return wave.pk, helper_of_catriona(world).pk


def _a_talk(world: World) -> tuple[UUID, UUID]:
    session = in_session(world).session
    return session.wave_id, session.talks.get(item="leadership_2").pk


ASSESSMENTS = {
    **_of_wave("open", plan_assessment),
    **_of_wave("finish", opened_wave),
    **_of_wave("helped", opened_wave),
    **_of_wave("end_session", in_session),
    **_of_wave("room_now", in_session),
    **_of_wave("workbook", closed_wave),
    **_of_wave("answers_file", closed_wave),
    **{
        f"assessments:{name}": _keys(f"assessments:{name}", keys)
        for keys, names in {
            _a_remark: "decide",
            _his_help: "helper_finish helper_helped",
            _a_talk: "ask_ratings show_ratings type_ratings how_many_rated",
        }.items()
        for name in names.split()
    },
    **{
        f"assessments:{name}": _key(f"assessments:{name}", own_questions)
        for name in "copy_instrument discard_instrument move_row drop_row".split()
    },
    "assessments:instrument_file": _keys(
        "assessments:instrument_file", lambda world: (own_questions(world), "toml")
    ),
    "assessments:board_paper_file": _keys(
        "assessments:board_paper_file", lambda world: (closed_wave(world).pk, "pdf")
    ),
    "assessments:table_file": _keys(
        "assessments:table_file", lambda world: (closed_wave(world).pk, "codebook")
    ),
}


# --- the rest ------------------------------------------------------------------------------------------
def _a_consent(world: World) -> tuple[UUID, UUID]:
    activity = asks_guardians(world)
    return activity.pk, activity.guardian_consents.get().pk


REST = {
    "promises:ask": _key("promises:ask", lambda world: promised(world).record_id),
    "promises:partner_file": _key(
        "promises:partner_file", lambda world: world.organizations["carers"].pk
    ),
    "papers:file": _key("papers:file", lambda world: a_paper(world).pk),
    "papers:remove_version": _key(
        "papers:remove_version", lambda world: with_versions(world).other_versions.first().pk
    ),
    "young:set_rule": _key("young:set_rule", lambda world: asks_guardians(world).pk),
    "young:withdraw": _keys("young:withdraw", _a_consent),
    "protection:copy": _fixed("protection:copy"),
    "protection:copy_for": _key("protection:copy_for", _bashir),
    "protection:ask_to_be_forgotten": _fixed("protection:ask_to_be_forgotten"),
    "protection:document_file": _fixed("protection:document_file", "impact-assessment", "pdf"),
    "thread:check_words": lambda world: reverse("thread:check_words"),
    "thread:skip_step": _fixed("thread:skip_step", "people"),
    "thread:take_up_step": _fixed("thread:take_up_step", "people"),
    "thread:board_paper_docx": _fixed("thread:board_paper_docx"),
    "thread:board_paper_pdf": _fixed("thread:board_paper_pdf"),
}
ADDRESSES: dict[str, Address] = (
    AUTHORITY_ADDRESSES
    | PEOPLE
    | CONVERSATIONS
    | MEETINGS
    | DECISIONS
    | CONTACT
    | RELATIONSHIPS
    | ASSESSMENTS
    | REST
)
# For machines; they lead to nothing that a partnership holds.
OF_THE_HOUSE = frozenset(
    {"thread:healthz", "thread:readyz", "openid_connect_login", "openid_connect_callback"}
)
