"""Who was heard: support weighted to the frame, who is not spoken for, and what nobody can work out from it."""

import io

import numpy as np
import openpyxl
import pytest
from django.urls import reverse
from tests.world_conversations import fill, prepare

from thegither.capabilities.conversations import actions, tasks
from thegither.capabilities.conversations.models import Conversation, Participant
from thegither.capabilities.conversations.queries.coverage import COVERAGE
from thegither.capabilities.conversations.queries.polis import folder_of
from thegither.capabilities.conversations.queries.results import results_of
from thegither.capabilities.conversations.queries.take_away import as_workbook
from thegither.capabilities.conversations.queries.totals import newest_release
from thegither.capabilities.conversations.queries.weighting import weigh
from thegither.capabilities.conversations.tests.test_results import TWO_CAMPS
from thegither.methods.surveys.weights import Margin, rake
from thegither.spine.evidence.actions import publish_release

HEARD = {"public": (30, 40), "community": (20, 80), "private": (None, 9)}


@pytest.fixture
def unlinked(world, keys) -> Conversation:
    """Closed, of members alone: 30 public, 20 community, 3 blurred; by sector, not by level."""
    conversation = actions.open_conversation(
        viewer=world.viewer("ailsa"), conversation=prepare(world, open_to_link=False)
    )
    fill(conversation, neighbours=53)
    conversation.activity.phase = "closed"
    conversation.activity.save()
    sectors = ["public"] * 30 + ["community"] * 20 + ["any"] * 3
    for number, person in enumerate(Participant.objects.filter(conversation=conversation)):
        person.number, person.sector, person.level = number, sectors[number], "any"
        person.save()
    _release(conversation, HEARD)
    return conversation


def _release(conversation, heard: dict, asked: int | None = 129) -> None:
    rows = [
        {"key": key, "answered": answered, "asked": of} for key, (answered, of) in heard.items()
    ]
    level = [{"key": "front_line", "answered": 53, "asked": 129}]
    sides = {"sector": {"rows": rows, "silent": []}, "level": {"rows": level, "silent": []}}
    publish_release(
        chain=conversation.record.partnership_id,
        activity=conversation.activity_id,
        kind=COVERAGE,
        content={"people": 53, "asked": asked, "sides": sides},
        method="coverage 1",
    )


def weighed(conversation) -> dict:
    return weigh(conversation, folder_of(conversation))


def test_the_weighted_support_is_that_of_raking_rounded(unlinked):
    found = weighed(unlinked)
    people = folder_of(unlinked).to_votes()
    agrees = {int(people.people[v]) for v in range(people.n_votes)
              if people.statements[v] == 4 and people.choices[v] == 1}  # fmt: skip
    keys = [[0]] * 30 + [[1]] * 20 + [[-1]] * 3
    margin = [Margin("sector", ("public", "community"), (40, 80))]
    weights = rake(np.ones(53), np.array(keys), margin).weights
    exact = sum(weights[one] for one in agrees) / 53
    assert found["sides"] == ["sector"] and found["effect"] >= 1.1
    assert found["support"]["5"] == pytest.approx(exact, abs=found["step"] / 2 + 1e-9)


def test_a_group_that_is_hidden_is_named_and_spoken_for_by_nobody(world, unlinked):
    found = weighed(unlinked)
    assert found["left_out"]["sector"] == ["private"]
    tasks.tick()
    view = results_of(unlinked).weighted
    assert "private" in view.unheard
    assert "say nothing of those there who kept silent" in view.unheard


def test_every_weighted_figure_has_its_margin_and_says_how(unlinked):
    tasks.tick()
    rows = [row for row in results_of(unlinked).weighted.rows if row.weighted.value is not None]
    assert rows
    for row in rows:
        low, high = row.weighted.interval
        assert low <= row.weighted.value <= high
        assert "weighted by sector" in row.weighted.limits
        assert high - low >= row.counted.interval[1] - row.counted.interval[0]


def test_only_rounded_shares_are_stored_and_released(unlinked):
    tasks.tick()
    stored = unlinked.landscapes.get().result["weighted"]
    released = newest_release(unlinked, "opinion_landscape").content["weighted"]
    assert stored == released
    assert set(stored) == {"effect", "step", "sides", "left_out", "support"}
    for share in stored["support"].values():
        assert (
            share is None
            or (share / stored["step"]) % 1 == pytest.approx(0, abs=1e-6)
            or (share / stored["step"]) % 1 == pytest.approx(1, abs=1e-6)
        )


HIDDEN = {"public": (47, 110), "community": (None, 10), "private": (None, 9)}
FAR_TOO_MANY_ASKED = {"public": (47, 60), "community": (6, 8000)}


@pytest.mark.parametrize(
    ("heard", "asked", "why"),
    [(HEARD, None, "link"), (HIDDEN, 129, "too_few"), (FAR_TOO_MANY_ASKED, 8060, "uneven")],
)
def test_where_weights_cannot_be_had_one_sentence_says_why(world, unlinked, heard, asked, why):
    people = Participant.objects.filter(conversation=unlinked)
    people.update(sector="public")
    people.filter(number__lt=6).update(sector="community")
    _release(unlinked, heard, asked)
    assert weighed(unlinked) == {"why": why}
    tasks.tick()
    address = reverse("conversations:results", args=["kirkbrae", unlinked.pk])
    page = world.client("bashir").get(address).text
    assert results_of(unlinked).weighted.why in page
    assert "Agree, weighted" not in page


def test_without_a_frame_there_is_nothing_to_weight_by(busy, close):
    conversation = close(busy)
    assert weighed(conversation) == {"why": "link"}
    newest_release(conversation, COVERAGE).delete()
    assert weighed(conversation) == {"why": "no_frame"}


def test_page_and_workbook_show_both(world, unlinked):
    tasks.tick()
    address = reverse("conversations:results", args=["kirkbrae", unlinked.pk])
    page = world.client("bashir").get(address).text
    assert "thought like those of their own sector and level" in page
    assert "Agree, as counted" in page and "Agree, weighted" in page
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(results_of(unlinked))))
    rows = list(book["Weighted"].values)
    assert {row[2] for row in rows[1:]} == {"counted", "weighted"}


def test_results_from_before_weights_were_worked_out_still_show(world, closed):
    landscape = closed.landscapes.get()
    landscape.result = {key: TWO_CAMPS[key] for key in TWO_CAMPS}
    landscape.save()
    results = results_of(closed)
    assert results.weighted is None and results.sure is None
    address = reverse("conversations:results", args=["kirkbrae", closed.pk])
    assert world.client("bashir").get(address).status_code == 200
