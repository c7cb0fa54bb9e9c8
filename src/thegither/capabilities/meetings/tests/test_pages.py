"""The pages of meetings without JavaScript: right and wrong input, who sees what, what can be taken away."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.world_meetings import agree_board, hold_board, plan, plan_group

from thegither.capabilities.meetings import actions, activity
from thegither.capabilities.meetings.models import Meeting
from thegither.capabilities.meetings.queries.calendars import feed_token
from thegither.spine.people.actions import sign_out_everywhere
from thegither.spine.promises.models import Decision
from thegither.spine.spaces.actions import hide_record
from thegither.spine.spaces.models import Commitment


def at(name: str, meeting: Meeting, *more: object) -> str:
    return reverse(f"meetings:{name}", args=["kirkbrae", meeting.pk, *more])


def filled(**fields: object) -> dict[str, object]:
    day = timezone.localdate() + timedelta(days=10)
    usual = {
        "title": "Board",
        "day": day,
        "starts": "14:00",
        "ends": "15:30",
        "audience": "members",
        "language": "en-gb",
    }
    return usual | fields


def row(number: int = 0, **fields: object) -> dict[str, object]:
    usual = {"text": "A break for carers", "no_promise_because": "it is done already"}
    return {f"row{number}-{name}": value for name, value in (usual | fields).items()}


# --- planning -------------------------------------------------------------------------------------


def test_a_coordinator_plans_a_meeting_and_goes_on_to_its_agenda(world):
    answer = world.client("ailsa").post(reverse("meetings:create", args=["kirkbrae"]), filled())
    meeting = Meeting.objects.get()
    assert answer.url == at("agenda", meeting)
    assert timezone.localtime(meeting.starts_at).hour == 14


def test_a_meeting_has_a_language_which_its_agenda_shares(world):
    world.client("ailsa").post(reverse("meetings:create", args=["kirkbrae"]), filled())
    meeting = Meeting.objects.get()
    actions.add_item(viewer=world.viewer("ailsa"), meeting=meeting, title="Fàilte")
    changed = filled(title="Coinneamh", language="gd")
    world.client("ailsa").post(at("change", meeting), changed)
    page = world.client("ailsa").get(at("meeting", meeting)).text
    assert '<span lang="gd">Coinneamh</span>' in page
    assert 'lang="gd">Fàilte' in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"ends": "13:00"}, "ends after it starts"),
        ({"title": ""}, "There is a problem"),
        ({"day": "yesterday"}, "There is a problem"),
        ({"chair": "00000000-0000-0000-0000-000000000000"}, "There is a problem"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(world, wrong, said):
    page = world.client("ailsa").post(
        reverse("meetings:create", args=["kirkbrae"]), filled(**wrong)
    )
    assert page.status_code == 422
    assert said in page.text
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("name", ["bashir", "duncan"])
def test_others_read_why_they_cannot_plan(world, name):
    assert world.client(name).get(reverse("meetings:create", args=["kirkbrae"])).status_code == 403


def test_a_later_meeting_does_not_begin_and_says_why(world, planned):
    page = world.client("ailsa").post(at("start", planned), follow=True)
    assert "This meeting is on a later day" in page.text


# --- seeing ---------------------------------------------------------------------------------------


def test_a_hidden_meeting_says_why_and_until_when(world, planned):
    hide_record(
        viewer=world.viewer("ailsa"),
        record=planned.record,
        reason="About one family",
        until=timezone.now() + timedelta(days=30),
    )
    page = world.client("catriona").get(at("meeting", planned))
    assert page.status_code == 403
    assert "About one family" in page.text
    assert planned.title not in page.text


def test_outsiders_read_agreed_minutes_of_a_public_meeting_and_no_names(world, held):
    draft = actions.draft_of(held)
    assert world.client().get(at("meeting", held)).status_code == 302
    held.record.audience = "public"
    held.record.save()
    world.partnership.records.filter(agenda_item__meeting=held).update(audience="public")
    page = world.client().get(at("meeting", held))
    assert "Agenda" in page.text and "Minutes" not in page.text
    assert world.client().get(at("print_minutes", held)).status_code == 302
    today = timezone.localdate()
    actions.agree_minutes(viewer=world.viewer("ailsa"), meeting=held, agreed_on=today)
    page = world.client().get(at("print_minutes", held))
    assert page.status_code == 200 and "Agreed on" in page.text
    assert draft.note_taker.name not in page.text


def test_what_comes_in_the_wrong_phase_gets_a_page_that_says_so(world, agreed):
    page = world.client("ailsa").get(at("minutes", agreed))
    assert page.status_code == 409
    assert "minutes agreed" in page.text


# --- the agenda -----------------------------------------------------------------------------------


def test_buttons_move_an_item_up(world, planned):
    last = planned.items.order_by("position").last()
    world.client("ailsa").post(at("move_item", planned, last.pk), {"up": "1"})
    assert planned.items.order_by("position").first() == last


def test_what_nobody_asked_for_goes_at_one_press_and_a_suggestion_needs_a_reason(world, planned):
    ailsa = world.client("ailsa")
    item = planned.items.order_by("position").first()
    assert ailsa.post(at("drop_item", planned, item.pk)).status_code == 302
    asked = actions.suggest_item(viewer=world.viewer("catriona"), meeting=planned, title="Buses")
    page = ailsa.post(at("drop_item", planned, asked.pk))
    assert page.status_code == 200 and "Catriona asked for it" in page.text
    assert ailsa.post(at("drop_item", planned, asked.pk), {"reason": ""}).status_code == 422
    ailsa.post(at("drop_item", planned, asked.pk), {"reason": "In May."})
    assert "Why not: In May." in world.client("catriona").get(at("meeting", planned)).text


def test_a_member_cannot_arrange_the_agenda(world, planned):
    assert world.client("catriona").get(at("agenda", planned)).status_code == 403


def test_the_item_of_another_meeting_is_not_found_here(world, planned, held):
    item = held.items.order_by("position").first()
    answer = world.client("ailsa").post(at("move_item", planned, item.pk), {"up": "1"})
    assert answer.status_code == 404


# --- who comes ------------------------------------------------------------------------------------


def test_apologies_are_one_press(world, planned):
    page = world.client("catriona").post(
        at("answer", planned), {"answer": "apologies"}, follow=True
    )
    assert "Your apologies are noted" in page.text
    assert planned.attendances.get(person__name="Catriona").answer == "apologies"


def test_a_substitute_expected_already_is_refused_beside_the_field(world, planned):
    said = {"substitute": world.people["morag"].pk, "may": "decide"}
    page = world.client("catriona").post(at("substitute", planned), said)
    assert page.status_code == 422
    assert "Morag is expected already" in page.text


def test_ticks_note_who_is_there(world, held):
    place = held.attendances.get(person__name="Ailsa")
    page = world.client("bashir").post(
        at("attendance", held), {f"came-{place.pk}": "self"}, follow=True
    )
    assert "able to decide: 1 of 3 expected" in page.text and "2, not reached" in page.text
    assert held.attendances.filter(came="nobody").count() == 2


# --- minutes --------------------------------------------------------------------------------------


def test_notes_are_saved_without_javascript_and_in_place_with_it(world, held):
    bashir, item = world.client("bashir"), held.items.order_by("position").first()
    bashir.post(at("save_notes", held, item.pk), {"notes": "One", "seen": "0"})
    answer = bashir.post(
        at("save_notes", held, item.pk),
        {"notes": "Two", "seen": "1"},
        headers={"HX-Request": "true"},
    )
    assert "<html" not in answer.text and 'value="2"' in answer.text
    item.refresh_from_db()
    assert item.notes == "Two"


def test_whoever_saves_second_keeps_their_words_on_the_page(world, held):
    item = held.items.order_by("position").first()
    for name, words in (("bashir", "There is money"), ("ailsa", "There is none")):
        page = world.client(name).post(
            at("save_notes", held, item.pk), {"notes": words, "seen": "0"}
        )
    assert page.status_code == 409
    assert "There is money" in page.text and "There is none" in page.text


def test_a_correction_shows_what_stood_there_before(world, agreed):
    item = agreed.items.order_by("position").first()
    said = {"notes": "Until June", "reason": "Misread"}
    world.client("ailsa").post(at("correct", agreed, item.pk), said)
    page = world.client("catriona").get(at("meeting", agreed)).text
    assert all(words in page for words in ("Until June", "Misread", "There is enough money."))


# --- the two-minute record ------------------------------------------------------------------------


def test_two_minutes_are_enough_for_two_decisions_with_a_promise(world, held):
    bashir = world.people["bashir"]
    day = timezone.localdate() + timedelta(days=28)
    first = row(text="A break for carers", owner=bashir.pk, due_on=day, no_promise_because="")
    answer = world.client("bashir").post(
        at("agreed", held), {"rows": "2", **first, **row(1, text="The office stays")}
    )
    assert answer.url == at("meeting", held) + "#agreed"
    assert Decision.objects.count() == 2 and Commitment.objects.get().due_on == day
    page = world.client("catriona").get(at("meeting", held)).text
    assert "Bashir" in page and "No promise, because: it is done already" in page


def test_one_more_row_keeps_what_was_written_and_complains_of_nothing(world, held):
    page = world.client("bashir").post(
        at("agreed", held), {"rows": "1", "more": "1", **row(text="Half a sent")}
    )
    assert page.status_code == 200
    assert "Half a sent" in page.text and 'name="row1-text"' in page.text
    assert "There is a problem" not in page.text and not Decision.objects.exists()


def test_a_day_is_suggested_and_a_row_without_owner_or_reason_is_refused(world, held):
    page = world.client("bashir").get(at("agreed", held)).text
    assert re.search(r'name="row0-due_on" value="\d{4}-\d\d-\d\d"', page)
    page = world.client("bashir").post(
        at("agreed", held), {"rows": "1", **row(no_promise_because="")}
    )
    assert page.status_code == 422
    assert "Say who does it" in page.text and not Decision.objects.exists()


def test_a_meeting_that_was_never_planned_here_is_written_down_with_what_it_agreed(world):
    address = reverse("meetings:agreed_anew", args=["kirkbrae"])
    said = {
        "rows": "1",
        "meeting": "new",
        "title": "A talk in the corridor",
        "day": timezone.localdate(),
        **row(),
    }
    world.client("ailsa").post(address, said)
    again = world.client("ailsa").post(address, said)
    assert again.status_code == 422 and "in the list above by now" in again.text
    assert Meeting.objects.get().activity.phase == "held"
    assert Decision.objects.get().how == "agreed at the meeting"


def test_a_refused_record_leaves_no_meeting_behind(world):
    address = reverse("meetings:agreed_anew", args=["kirkbrae"])
    day = timezone.localdate() - timedelta(days=5)
    wrong = row(review_on=day - timedelta(days=30))
    page = world.client("ailsa").post(
        address, {"rows": "1", "meeting": "new", "title": "Talk", "day": day, **wrong}
    )
    assert page.status_code == 422 and "There is a problem" in page.text
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("rows", ["", "many", "-1", "999", "²", "9" * 5000])
def test_an_odd_number_of_rows_is_no_way_to_break_the_page(world, held, rows):
    page = world.client("bashir").post(at("agreed", held), {"rows": rows, "more": "1"})
    assert page.status_code == 200


# --- to take away ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["agenda_pdf", "agenda_docx", "minutes_pdf", "minutes_docx"])
def test_agenda_and_minutes_can_be_taken_away(world, agreed, name):
    answer = world.client("catriona").get(at(name, agreed))
    begins = {"pdf": b"%PDF", "docx": b"PK"}[name[-4:].strip("_")]
    assert answer.content.startswith(begins)
    assert "attachment" in answer["Content-Disposition"]


def test_a_meeting_goes_into_a_calendar_and_out_again_when_it_is_cancelled(world, planned):
    browser = world.client("catriona")
    assert "SUMMARY:Carers' group" in browser.get(at("calendar", planned)).content.decode()
    actions.cancel_meeting(viewer=world.viewer("ailsa"), meeting=planned, reason="Snow")
    assert "STATUS:CANCELLED" in browser.get(at("calendar", planned)).content.decode()


def test_a_feed_holds_what_one_person_is_expected_at_and_needs_no_sign_in(world, planned):
    world.account("catriona")
    world.people["catriona"].refresh_from_db()
    plan(world, title="Not for Catriona")
    address = reverse("meetings:feed", args=["kirkbrae", feed_token(world.people["catriona"])])
    text = world.client().get(address).content.decode()
    assert "Carers' group" in text and "Not for Catriona" not in text
    sign_out_everywhere(account=world.people["catriona"].account)
    assert world.client().get(address).status_code == 404


def test_a_feed_of_somebody_who_left_is_gone(world, planned):
    world.account("catriona")
    person = world.people["catriona"]
    person.refresh_from_db()
    person.memberships.update(valid_to=timezone.localdate() - timedelta(days=1))
    address = reverse("meetings:feed", args=["kirkbrae", feed_token(person)])
    assert world.client().get(address).status_code == 404


@pytest.mark.parametrize("token", ["nonsense", "WyJ4IiwgIiJd:1abc:def"])
def test_a_made_up_feed_is_not_found(world, token):
    address = reverse("meetings:feed", args=["kirkbrae", token])
    assert world.client().get(address).status_code == 404


# --- what the house asks --------------------------------------------------------------------------


def test_a_member_is_asked_whether_they_come_and_then_no_more(world, planned):
    catriona = world.viewer("catriona")
    (ask,) = activity.asks(catriona, world.partnership)
    assert ask.title.startswith("Say whether you come: Carers' group")
    actions.answer_meeting(viewer=catriona, meeting=planned, is_coming=True)
    assert not activity.asks(catriona, world.partnership)


def test_whoever_runs_a_meeting_is_asked_to_bring_its_minutes_to_an_end(world):
    hold_board(world, days=-1)
    titles = [ask.title for ask in activity.asks(world.viewer("bashir"), world.partnership)]
    assert titles == ["Bring the minutes to an end: Board"]
    assert not activity.asks(world.viewer("catriona"), world.partnership)


def test_the_next_meeting_stands_first_and_those_that_were_last(world):
    agree_board(world)
    plan(world, title="Far", days=60)
    plan_group(world)
    titles = [card.title for card in activity.cards(world.viewer("bashir"), world.partnership)]
    assert titles == ["Carers' group", "Far", "Board"]


def test_the_export_holds_meetings_attendance_and_a_calendar(world, agreed):
    files = dict(activity.export_files(world.partnership))
    assert set(files) == {
        "meetings/meetings.json",
        "meetings/attendance.csv",
        "meetings/meetings.ics",
    }
    assert b"There is enough money." in files["meetings/meetings.json"]
    assert files["meetings/attendance.csv"].count(b"Kirkbrae") == 3


def test_a_record_of_a_meeting_or_its_item_leads_to_the_meeting(world, planned):
    item = planned.items.order_by("position").first()
    for record in (planned.record, item.record):
        assert activity.address_of(record) == at("meeting", planned)
    assert activity.words_of(item.record) == "Welcome"
