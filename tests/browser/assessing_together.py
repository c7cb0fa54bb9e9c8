"""The pages of questions, of the consensus session, of the plan and of what goes out."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page
from tests.browser.visits import Visit, at
from tests.world import World
from tests.world_assessments import add_neighbours, content_of, fill, open_wave

from thegither.capabilities.assessments import actions
from thegither.capabilities.assessments.actions.instruments import keep_instrument
from thegither.capabilities.assessments.actions.plan import plan_improvement
from thegither.capabilities.assessments.actions.session import (
    ask_ratings,
    settle_talk,
    show_ratings,
    start_session,
    type_ratings,
)
from thegither.capabilities.assessments.models import Talk, Wave
from thegither.formats.instruments import instrument_of, write_xlsform

RATED = {1: 2, 2: 7, 4: 5, 5: 1, -2: 1}


def own_questions(world: World) -> str:
    """The key of questions that the partnership changed for itself."""
    content = content_of("culture") | {"title": "Our culture, in our words"}
    own = keep_instrument(
        viewer=world.viewer("ailsa"), partnership=world.partnership, content=content
    )
    return str(own.pk)


def closed(world: World) -> Wave:
    neighbours = add_neighbours(world)
    wave = open_wave(world, "partnership-health")
    fill(wave, neighbours)
    return actions.close_wave(viewer=world.viewer("ailsa"), wave=wave)


def in_session(world: World) -> Wave:
    """One question settled with a finding, one being rated with sheets of paper counted in, one to come."""
    wave, ailsa = closed(world), world.viewer("ailsa")
    session = start_session(
        viewer=ailsa, wave=wave, items=["leadership_1", "leadership_2", "working_1"]
    )
    first, second, _third = session.talks.all()
    ask_ratings(viewer=ailsa, talk=first)
    type_ratings(viewer=ailsa, talk=first, counts=RATED)
    show_ratings(viewer=ailsa, talk=first)
    settle_talk(
        viewer=ailsa,
        talk=first,
        agreed=2,
        said="Each of us knows a vision. They are not the same one.",
        evidence="Three plans with three different first lines.",
        finding="We have three visions and no shared one.",
    )
    ask_ratings(viewer=ailsa, talk=second)
    type_ratings(viewer=ailsa, talk=second, counts=RATED)
    return wave


def shown(world: World) -> Wave:
    wave = in_session(world)
    show_ratings(viewer=world.viewer("ailsa"), talk=wave.session.talks.get(item="leadership_2"))
    return wave


def with_plan(world: World) -> Wave:
    wave = in_session(world)
    plan_improvement(
        viewer=world.viewer("ailsa"),
        wave=wave,
        finding=wave.session.talks.first().finding,
        title="Write one vision on one page",
        owner=world.people["bashir"],
        measure="Everybody on the board can say it in one sentence",
        due_on=timezone.localdate() + timedelta(days=90),
        looks_at="leadership",
    )
    return wave


def _upload(page: Page) -> None:
    content = instrument_of(content_of("development"))
    file = {"name": "development.xlsx", "mimeType": "", "buffer": write_xlsform(content)}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Look at it").click()
    page.get_by_role("button", name="Keep these questions").wait_for()


def _wrong_upload(page: Page) -> None:
    file = {"name": "photo.xlsx", "mimeType": "", "buffer": b"nothing of the kind"}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Look at it").click()
    page.get_by_text("this is not an XLSX file").first.wait_for()


def _own(name: str, *more: str) -> Visit:
    full = f"assessments:{name}"
    return Visit(
        full, "ailsa", lambda world: reverse(full, args=["kirkbrae", own_questions(world), *more])
    )


def _wave(name: str, who: str, make=closed, *more: object) -> Visit:
    full = f"assessments:{name}"
    return Visit(full, who, lambda world: reverse(full, args=["kirkbrae", make(world).pk, *more]))


def _talk(make, state: str) -> Visit:
    def address(world: World) -> str:
        talk = Talk.objects.get(session__wave=make(world), state=state)
        keys = ["kirkbrae", talk.session.wave_id, talk.pk]
        return reverse("assessments:session_talk", args=keys)

    return Visit("assessments:session_talk", "ailsa", address)


def _in_gaelic(world: World) -> str:
    address = reverse("assessments:translate", args=["kirkbrae", own_questions(world)])
    return f"{address}?language=gd"


def _all_questions(world: World) -> str:
    own_questions(world)
    return reverse("assessments:instruments", args=["kirkbrae"])


QUESTIONS = [
    Visit("assessments:instruments", "ailsa", _all_questions),
    at("assessments:import_instrument", "ailsa", "kirkbrae"),
    Visit("assessments:import_instrument", "ailsa", lambda world: _import(), _upload),
    Visit("assessments:import_instrument", "ailsa", lambda world: _import(), _wrong_upload),
    at("assessments:instrument", "bashir", "kirkbrae", "partnership-health"),
    _own("instrument"),
    at("assessments:instrument_preview", "bashir", "kirkbrae", "seven-shifts", "1"),
    _own("edit_instrument"),
    _own("edit_head"),
    _own("add_question"),
    _own("edit_question", "cohesion_1"),
    _own("add_area"),
    _own("edit_area", "cohesion"),
    _own("add_answers"),
    _own("translate"),
    Visit("assessments:translate", "ailsa", lambda world: _in_gaelic(world)),
    _own("edit_answers", "agree"),
]
TOGETHER = [
    _wave("import_responses", "ailsa", open_wave),
    _wave("session", "bashir"),
    _wave("session", "ailsa", in_session),
    _wave("start_session", "ailsa"),
    _wave("session_sheets", "ailsa", in_session),
    _talk(in_session, "waiting"),
    _talk(in_session, "rating"),
    _talk(shown, "shown"),
    _wave("room_code", "nobody", in_session),
    _wave("room", "catriona", in_session),
    _wave("room", "catriona", shown),
    _wave("improvement_plan", "ailsa"),
    _wave("improvement_plan", "catriona", with_plan),
    _wave("add_to_plan", "ailsa"),
    _wave("board_paper", "bashir", with_plan),
]


def _import() -> str:
    return reverse("assessments:import_instrument", args=["kirkbrae"])
