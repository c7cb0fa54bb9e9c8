"""Pages of a wave as people use them, without JavaScript."""

import re

import pytest
from django.urls import reverse
from tests.world_assessments import EIGHT, add_neighbours, open_wave

from thegither.capabilities.assessments import tasks
from thegither.capabilities.assessments.models import Remark, Response, Wave
from thegither.capabilities.assessments.queries.respondents import respondent_of, sheet_of
from thegither.spine.contact.actions import Words, invite
from thegither.spine.contact.invited import sheet_code, token_of
from thegither.spine.contact.models import HelpCount

pytestmark = pytest.mark.django_db


def url(page, wave, *more):
    return reverse(f"assessments:{page}", args=["kirkbrae", wave.pk, *more])


def items_of(wave, number=1):
    scale = wave.instrument.scales[number - 1].id
    return [item.id for item in wave.instrument.items_of(scale)]


def sheet(world, wave, name):
    return sheet_of(respondent_of(wave, world.people[name].pk))


def ask(world, wave, *names):
    words = Words(subject="How do you see us?", body="Dear {name}", path=url("answer", wave))
    people = [world.people[name] for name in names]
    made = invite(viewer=world.viewer("ailsa"), activity=wave.activity, people=people, words=words)
    return {one.person.name.split()[0].lower(): one for one in made}


def test_a_coordinator_plans_reads_through_and_opens(world, keys):
    ailsa = world.client("ailsa")
    fields = {
        "instrument": EIGHT,
        "title": "How do we work together?",
        "pledge": "anonymous",
        "compares": "level",
    }
    assert ailsa.post(reverse("assessments:create", args=["kirkbrae"]), fields).status_code == 302
    wave = Wave.objects.get()
    assert wave.margin == 0.5
    page = ailsa.get(url("print_paper", wave)).content.decode()
    assert all(item.text in page.replace("&#x27;", "'") for item in wave.instrument.items)
    assert ailsa.post(url("open", wave)).status_code == 302
    wave.refresh_from_db()
    assert wave.activity.phase == "open"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", "", "Fill this in"),
        ("margin", "9", "Give at most 2"),
        ("closes_on", "2020-01-01", "This day has passed"),
        ("instrument", "no-such", "Choose one of those"),
    ],
)
def test_a_plan_says_what_is_wrong(world, keys, field, value, said):
    fields = {"instrument": EIGHT, "title": "T", "pledge": "anonymous", "compares": "level"}
    where = reverse("assessments:create", args=["kirkbrae"])
    answer = world.client("ailsa").post(where, fields | {field: value})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Wave.objects.exists()


def test_answers_are_kept_page_by_page_and_taken_up_on_another_device(world, wave):
    first = items_of(wave)
    page = world.client("bashir")
    answer = page.post(url("area", wave, 1), {item: "4" for item in first})
    assert answer["Location"] == url("area", wave, 2)
    other = world.client("bashir")
    assert url("area", wave, 2) in other.get(url("answer", wave)).content.decode()
    shown = other.get(url("area", wave, 1)).content.decode()
    assert len(re.findall(r'value="4"[^>]*checked', shown)) == len(first)


def test_dont_know_is_an_answer_of_its_own(world, wave):
    one, two = items_of(wave)[:2]
    world.client("bashir").post(url("area", wave, 1), {one: "-2"})
    assert sheet(world, wave, "bashir").answers == {one: -2}
    review = world.client("bashir").get(url("review", wave)).content.decode()
    assert "Don&#x27;t know" in review or "Don't know" in review
    assert "no answer" in review


def test_an_answer_that_cannot_be_chosen_is_named_and_nothing_is_kept(world, wave):
    one, two = items_of(wave)[:2]
    answer = world.client("bashir").post(url("area", wave, 1), {one: "4", two: "77"})
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
    assert sheet(world, wave, "bashir").answers == {}


def test_an_old_tab_takes_nothing_back(world, wave):
    one, two = items_of(wave)[:2]
    bashir = world.client("bashir")
    bashir.post(url("area", wave, 1), {one: "4"})
    bashir.post(url("area", wave, 1), {two: "2"})
    assert sheet(world, wave, "bashir").answers == {one: 4, two: 2}
    bashir.post(url("area", wave, 1), {one: "leave_out"})
    assert sheet(world, wave, "bashir").answers == {two: 2}


def test_stopping_leads_back_and_finishing_is_said(world, wave):
    bashir = world.client("bashir")
    stopped = bashir.post(url("area", wave, 1), {items_of(wave)[0]: "3", "stop": "1"})
    assert stopped["Location"] == url("answer", wave)
    assert "You have finished" not in bashir.get(url("answer", wave)).content.decode()
    bashir.post(url("finish", wave))
    assert "You have finished" in bashir.get(url("answer", wave)).content.decode()


def test_whoever_came_later_reads_why_they_cannot_answer(world, wave):
    neighbours = add_neighbours(world)
    world.people["una"] = neighbours["front_line"][0]
    answer = world.client("una").get(url("answer", wave))
    assert answer.status_code == 403
    assert "after this assessment had opened" in answer.content.decode()


def test_an_invited_person_answers_without_signing_in(world, wave, client):
    invitation = ask(world, wave, "catriona")["catriona"]
    link = reverse("contact:take_part", args=["kirkbrae", invitation.pk])
    client.post(link, {"token": token_of(invitation)})
    answer = client.post(url("area", wave, 1), {items_of(wave)[0]: "5"})
    assert answer.status_code == 302
    assert sheet(world, wave, "catriona").answers == {items_of(wave)[0]: 5}


def test_a_stranger_is_asked_to_sign_in(wave, client):
    assert "/sign-in/" in client.get(url("answer", wave))["Location"]


def test_at_a_shared_device_a_code_lets_one_person_in_and_finishing_lets_them_out(
    world, wave, client
):
    code = sheet_code(ask(world, wave, "catriona")["catriona"])
    assert client.post(url("kiosk", wave), {"code": "ABCD-2345"}).status_code == 422
    client.post(url("kiosk", wave), {"code": code.lower()})
    client.post(url("area", wave, 1), {items_of(wave)[0]: "2"})
    done = client.post(url("finish", wave))
    assert done["Location"] == url("kiosk", wave)
    assert "/sign-in/" in client.get(url("answer", wave))["Location"]
    assert sheet(world, wave, "catriona").answers == {items_of(wave)[0]: 2}


def test_a_paper_sheet_counts_as_the_person_it_was_printed_for(world, wave):
    code = sheet_code(ask(world, wave, "catriona")["catriona"])
    item = items_of(wave)[0]
    ailsa = world.client("ailsa")
    for value in ("2", "3"):
        typed = ailsa.post(url("paper", wave), {"_code": code, item: value, "_helped": "on"})
        assert typed.status_code == 302
    assert sheet(world, wave, "catriona").answers == {item: 3}
    assert Response.objects.count() == 1
    assert HelpCount.objects.get().people == 1


def test_a_wrong_code_is_named_and_nothing_is_stored(world, wave):
    answer = world.client("ailsa").post(url("paper", wave), {"_code": "ABCD-2345"})
    assert answer.status_code == 422
    assert "No sheet of this assessment has this code" in answer.content.decode()
    assert not Response.objects.exists()


def test_somebody_helped_me_is_counted_once_a_browser(world, wave):
    bashir = world.client("bashir")
    for _time in range(2):
        bashir.post(url("helped", wave))
    assert HelpCount.objects.get().people == 1


def test_words_wait_for_a_moderator(world, keys):
    wave = open_wave(world, instrument="board-self-assessment")
    item = next(one for one in wave.instrument.items if one.evidence or not one.options)
    number = 1 + [scale.id for scale in wave.instrument.scales].index(item.scale)
    fields = {f"{item.id}__words": "We wrote to every street.", f"initial-{item.id}__words": ""}
    world.client("bashir").post(url("area", wave, number), fields)
    remark = Remark.objects.get()
    assert not Remark.objects.visible_to(world.viewer("catriona")).exists()
    assert not Remark.objects.visible_to(world.viewer("ailsa")).exists()
    assert (
        "We wrote to every street."
        in world.client("morag").get(url("moderate", wave)).content.decode()
    )
    world.client("morag").post(url("decide", wave, remark.pk), {"let_through": "1"})
    assert Remark.objects.visible_to(world.viewer("catriona")).exists()
    other = fields | {
        f"initial-{item.id}__words": "We wrote to every street.",
        f"{item.id}__words": "",
    }
    world.client("bashir").post(url("area", wave, number), other)
    assert not Remark.objects.exists()


def test_every_page_of_answering_is_light(world, wave):
    bashir = world.client("bashir")
    for number in range(1, len(wave.instrument.scales) + 1):
        assert len(bashir.get(url("area", wave, number)).content) < 40_000


def test_coordinators_see_organisations_in_steps_of_five(world, busy_wave):
    page = world.client("ailsa").get(url("progress", busy_wave)).content.decode()
    assert "Kirkbrae Council: at least 10 of 12" in page
    assert "Kirkbrae Carers" not in page


def test_closing_asks_first_and_then_shows_the_mirror(world, busy_wave):
    ailsa = world.client("ailsa")
    assert ailsa.get(url("close", busy_wave)).status_code == 200
    assert ailsa.post(url("close", busy_wave))["Location"] == url("wave", busy_wave)
    assert "being worked out" in ailsa.get(url("wave", busy_wave)).content.decode()
    assert world.client("bashir").get(url("answer", busy_wave)).status_code == 409
    for work in tasks.due():
        work()
    assert ailsa.get(url("mirror", busy_wave)).status_code == 200
    assert world.client("bashir").get(url("answer", busy_wave)).status_code == 409
