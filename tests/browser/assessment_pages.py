"""The pages of assessments, each in the state in which it has most to show."""

from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import Page
from tests.browser.assessing_together import QUESTIONS, TOGETHER
from tests.browser.visits import Visit, at
from tests.world import World
from tests.world_assessments import add_neighbours, answer_all, fill, open_wave, plan_wave
from tests.world_mirror import join

from thegither.capabilities.assessments import actions
from thegither.capabilities.assessments.models import Wave
from thegither.capabilities.assessments.queries.respondents import respondent_of
from thegither.spine.contact.actions import Agreement, Words, invite, name_helper
from thegither.spine.contact.models import Helper

Make = Callable[[World], Wave]


# --- A: waves and answering ------------------------------------------------------------------------
def busy(world: World) -> Wave:
    """Open, with the answers of twenty neighbours, and Bashir half way through."""
    neighbours = add_neighbours(world)
    wave = open_wave(world, introduction="Ten minutes, once a year.")
    fill(wave, neighbours)
    half_way(wave, world)
    return wave


def half_way(wave: Wave, world: World) -> None:
    """Bashir answered the first area."""
    respondent = respondent_of(wave, world.people["bashir"].pk)
    first = wave.instrument.scales[0].id
    answers = {item.id: 4 for item in wave.instrument.items_of(first)}
    actions.save_answers(respondent=respondent, answers=answers)


def opened(world: World) -> Wave:
    wave = open_wave(world)
    half_way(wave, world)
    return wave


def with_letters(world: World) -> Wave:
    """Catriona was invited, and gets a letter."""
    wave = open_wave(world)
    words = Words(subject="How do you see us?", body="Dear {name}", path="/kirkbrae/")
    people = [world.people[name] for name in ("catriona", "bashir")]
    invite(viewer=world.viewer("ailsa"), activity=wave.activity, people=people, words=words)
    return wave


def with_words(world: World) -> Wave:
    """Bashir wrote something that waits for a moderator."""
    wave = open_wave(world, instrument="board-self-assessment")
    respondent = respondent_of(wave, world.people["bashir"].pk)
    item = next(one for one in wave.instrument.items if one.evidence or not one.options)
    words = {item.id: "We asked every street, and wrote back to all of them."}
    actions.save_answers(respondent=respondent, answers={}, remarks=words)
    return wave


def _closed(world: World) -> Wave:
    wave = busy(world)
    answer_all(wave, world.people["catriona"], 3)
    return actions.close_wave(viewer=world.viewer("ailsa"), wave=wave)


# --- B: the mirror ----------------------------------------------------------------------------------
def _looked_into(instrument: str, **fields: object) -> Make:
    """The second wave of a crowd, one sector of which kept silent."""

    def make(world: World) -> Wave:
        crowd = join(world)
        for seed in (0, 1):
            wave = crowd.wave(instrument, **fields)
            crowd.answer(wave, seed, silent=("voluntary",) if seed else ())
            crowd.close(wave)
        return wave

    return make


def _page(name: str, who: str, make: Make, *more: object) -> Visit:
    full = f"assessments:{name}"
    return Visit(full, who, lambda world: reverse(full, args=["kirkbrae", make(world).pk, *more]))


def _index(world: World) -> str:
    plan_wave(world, title="Our culture", instrument="culture")
    busy(world)
    return reverse("assessments:index", args=["kirkbrae"])


def _helped_page(name: str, *more: object) -> Visit:
    """Bashir answers for Catriona, who agreed to it."""

    def address(world: World) -> str:
        from datetime import timedelta

        from django.utils import timezone

        wave, today = open_wave(world), timezone.localdate()
        agreement = Agreement(
            what=Helper.What.ANSWER,
            consent="Said so on the phone",
            agreed_on=today,
            until=today + timedelta(days=30),
        )
        helper = name_helper(
            viewer=world.viewer("ailsa"),
            person=world.people["catriona"],
            helper=world.people["bashir"],
            agreement=agreement,
        )
        return reverse(f"assessments:{name}", args=["kirkbrae", wave.pk, helper.pk, *more])

    return Visit(f"assessments:{name}", "bashir", address)


def _wrong_code(page: Page) -> None:
    page.locator("input[name=code]").fill("ABCD-2345")
    page.get_by_role("button", name="Begin").click()


ASSESSMENTS = [
    Visit("assessments:index", "ailsa", _index),
    at("assessments:create", "ailsa", "kirkbrae"),
    _page("wave", "ailsa", plan_wave),
    _page("wave", "bashir", busy),
    _page("change", "ailsa", plan_wave),
    _page("discard", "ailsa", plan_wave),
    _page("progress", "ailsa", busy),
    _page("close", "ailsa", busy),
    _page("invite", "ailsa", opened),
    _page("print_paper", "bashir", plan_wave),
    _page("print_sheets", "ailsa", with_letters),
    _page("paper", "ailsa", with_letters),
    _page("kiosk", "nobody", with_letters),
    Visit("assessments:kiosk", "nobody", lambda world: _kiosk(world), _wrong_code),
    _page("moderate", "morag", with_words),
    _page("answer", "bashir", opened),
    _page("area", "bashir", opened, 1),
    _page("review", "bashir", opened),
    _helped_page("helper_answer"),
    _helped_page("helper_area", 1),
    _helped_page("helper_review"),
    # B: the mirror
    _page("mirror", "bashir", _closed),
    _page("mirror", "bashir", _looked_into("collaborative-practice")),
    _page("mirror", "ailsa", _looked_into("culture", compares="organization")),
    # C: instruments, the session, the plan
    *QUESTIONS,
    *TOGETHER,
]
ASSESSMENT_POST_ONLY = frozenset(
    f"assessments:{name}"
    for name in (
        "open decide finish helped helper_finish helper_helped copy_instrument discard_instrument "
        "move_row drop_row end_session ask_ratings show_ratings type_ratings"
    ).split()
)
ASSESSMENT_NO_PAGE: dict[str, str] = {
    "assessments:instrument_file": "a file",
    "assessments:board_paper_file": "a file",
    "assessments:workbook": "a file",
    "assessments:table_file": "a file",
    "assessments:answers_file": "a file",
    "assessments:room_now": "a part of the room's page",
    "assessments:how_many_rated": "a part of a question's page",
}


def _kiosk(world: World) -> str:
    return reverse("assessments:kiosk", args=["kirkbrae", with_letters(world).pk])
