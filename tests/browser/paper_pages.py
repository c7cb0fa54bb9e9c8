"""The pages of papers, each in the state in which it has most to show."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.browser.visits import Visit
from tests.world import World
from tests.world_conversations import prepare

from thegither.spine.papers import actions
from thegither.spine.papers.models import Paper
from thegither.spine.spaces.models import Activity, Record
from thegither.spine.young import actions as young


def _record(world: World) -> Record:
    return prepare(world).record


def a_paper(world: World) -> Paper:
    return actions.add_paper(
        viewer=world.viewer("ailsa"),
        record=_record(world),
        upload=SimpleUploadedFile("bus_times.txt", b"A bus every hour."),
    )


def with_versions(world: World) -> Record:
    record = _record(world)
    for kind, language, given in (
        ("bsl", "en-gb", {"url": "https://films.example/signed/7"}),
        ("language", "pl", {"url": "https://council.example/pl", "title": "Opieka"}),
        ("gaelic", "gd", {"upload": SimpleUploadedFile("cairdean.txt", "Cùram".encode())}),
    ):
        actions.add_other_version(
            viewer=world.viewer("ailsa"), record=record, kind=kind, language=language, **given
        )
    return record


def asks_guardians(world: World) -> Activity:
    """The activity of a conversation for under-18s, with one consent."""
    activity, ailsa = prepare(world).activity, world.viewer("ailsa")
    young.set_age_rule(viewer=ailsa, activity=activity, rule="consent")
    activity.refresh_from_db()
    young.record_consent(
        viewer=ailsa,
        activity=activity,
        person=world.people["bashir"],
        guardian="Una",
        how="form",
        given_on=date(2026, 5, 1),
    )
    return activity


PAPERS = [
    Visit(
        "young:about",
        "bashir",
        lambda world: reverse("young:about", args=["kirkbrae", asks_guardians(world).pk]),
    ),
    Visit(
        "young:keep",
        "ailsa",
        lambda world: reverse("young:keep", args=["kirkbrae", asks_guardians(world).pk]),
    ),
    Visit(
        "papers:versions",
        "ailsa",
        lambda world: reverse("papers:versions", args=["kirkbrae", with_versions(world).pk]),
    ),
    Visit(
        "papers:add",
        "ailsa",
        lambda world: reverse("papers:add", args=["kirkbrae", _record(world).pk]),
    ),
    Visit(
        "papers:withdraw",
        "ailsa",
        lambda world: reverse("papers:withdraw", args=["kirkbrae", a_paper(world).pk]),
    ),
]
PAPER_POST_ONLY: frozenset[str] = frozenset(
    {"papers:remove_version", "thread:check_words", "young:set_rule", "young:withdraw"}
)
PAPER_NO_PAGE: dict[str, str] = {"papers:file": "a file"}
