"""What came of it: common ground first, groups in words, clusters of five, and who was heard."""

import json
from pathlib import Path

import pytest
from django.urls import reverse
from tests.world_conversations import count, fill

from thegither.capabilities.conversations import actions, activity, tasks
from thegither.capabilities.conversations.models import Landscape
from thegither.capabilities.conversations.phases import WrongPhase
from thegither.capabilities.conversations.queries.landscape import analyse, nearest_group
from thegither.capabilities.conversations.queries.results import (
    results_of,
    telling_statements,
    why_no_groups,
)
from thegither.capabilities.conversations.queries.taking_part import guest_of
from thegither.capabilities.conversations.queries.totals import released_totals, totals_of
from thegither.formats.polis import read_folder
from thegither.spine.evidence.models import Release
from thegither.spine.spaces.models import Link

POLIS = Path(__file__).resolve().parents[6] / "shared/data/polis"


@pytest.fixture
def grouped(closed):
    """The closed conversation as if the verdict had been "groups": two camps, as planted."""
    landscape = closed.landscapes.get()
    landscape.result = json.loads(json.dumps(TWO_CAMPS))
    landscape.save()
    return closed


def _row(number: int, camps: list[list[int]]) -> dict:
    total = [sum(camp[side] for camp in camps) for side in range(3)]
    return {"number": number, "is_accepted": True, "is_meta": False, "all": total,
            "groups": camps, "consensus": 0.9 if number <= 4 else 0.1}  # fmt: skip


TWO_CAMPS = {
    "verdict": "groups",
    "counts": {"people": 36, "statements": 8, "votes": 288, "superseded": 0, "repaired": 0},
    "groups": [
        {"name": "A", "size": 18, "centre": [-1.0, 0.1]},
        {"name": "B", "size": 18, "centre": [1.0, -0.1]},
    ],
    "statements": [
        *(_row(number, [[18, 0, 0], [17, 1, 0]]) for number in range(1, 5)),
        *(_row(number, [[18, 0, 0], [0, 18, 0]]) for number in (5, 6)),
        *(_row(number, [[0, 18, 0], [18, 0, 0]]) for number in (7, 8)),
    ],
    "common_ground": [{"number": 2, "score": 0.9, "lowest": 0.7}],
    "apart": [
        [{"number": 5, "direction": "agree", "hits": 18, "seen": 18},
         {"number": 2, "direction": "disagree", "hits": 0, "seen": 18}],
        [{"number": 7, "direction": "agree", "hits": 18, "seen": 18}],
    ],
    "spots": [{"x": -1.0, "y": 0.1, "group": "A", "size": 18},
              {"x": 1.0, "y": -0.1, "group": "B", "size": 18}],
    "axes": {"numbers": list(range(1, 9)), "means": [0.0] * 8,
             "components": [[0, 0, 0, 0, -0.5, -0.5, 0.5, 0.5], [0.0] * 8]},
    "picture": "<svg></svg>",
}  # fmt: skip


def test_results_wait_until_the_conversation_is_closed(opened):
    with pytest.raises(WrongPhase):
        actions.publish_results(conversation=opened)


def test_results_are_worked_out_once(closed):
    actions.publish_results(conversation=closed)
    tasks.tick()
    assert Landscape.objects.count() == 1
    assert Release.objects.filter(kind="opinion_landscape").count() == 1


def test_fewer_than_fifteen_voters_give_counts_and_the_reason(world, opened, close):
    fill(opened, neighbours=14)
    close(opened)
    tasks.tick()
    results = results_of(opened)
    assert (results.groups, results.shared, results.picture) == ([], [], "")
    assert "Fewer than 15" in results.why
    page = world.client("bashir").get(f"/kirkbrae/conversations/{opened.pk}/results/").text
    assert "Counts only" in page
    assert "What everyone can support" not in page


def test_a_spectrum_is_shown_in_parts_and_never_called_groups(world, grouped):
    landscape = grouped.landscapes.get()
    landscape.result["verdict"] = "spectrum"
    landscape.save()
    address = reverse("conversations:results", args=[world.partnership.slug, grouped.pk])
    page = world.client("ailsa").get(address).content.decode()
    assert "No clear groups" in page and "Part A" in page and "Part B" in page
    assert "Group A" not in page and "Where do you stand?" not in page


@pytest.mark.skipif(not POLIS.exists(), reason="needs the real conversations in shared/data")
@pytest.mark.parametrize(("name", "parts"), [("brexit-consensus", 3), ("london.youth.policing", 0)])
def test_a_spectrum_with_a_part_of_fewer_than_five_people_gives_counts_only(name, parts):
    found = analyse(read_folder(POLIS / name))
    assert found["verdict"] == "spectrum"
    assert len(found["groups"]) == parts
    assert all(group["size"] >= 5 for group in found["groups"])


@pytest.mark.parametrize("verdict", ["too_few", "no_structure", "spectrum"])
def test_every_verdict_without_groups_has_its_sentence(verdict):
    assert "counts only" in why_no_groups({"verdict": verdict})


def test_the_page_goes_from_common_ground_to_what_is_next(world, grouped):
    page = world.client("bashir").get(f"/kirkbrae/conversations/{grouped.pk}/results/").text
    parts = ["What everyone can support", "Where we differ", "The landscape", "All statements",
             "Who was heard", "What happens next"]  # fmt: skip
    places = [page.index(part) for part in parts]
    assert places == sorted(places)


def test_what_everybody_shares_sets_nobody_apart(grouped):
    first, second = results_of(grouped).groups
    assert [said.statement.number for said in first.apart] == [5]
    assert [said.statement.number for said in second.apart] == [7]


def test_telling_statements_come_from_each_group_in_turn(grouped):
    assert [statement.number for statement in telling_statements(grouped)] == [5, 7]


def test_where_you_stand_is_worked_out_from_answers_alone(grouped):
    result = grouped.landscapes.get().result
    assert nearest_group(result, {5: 1, 6: 1, 7: -1}) == "A"
    assert nearest_group(result, {5: -1, 7: 1, 8: 1}) == "B"
    assert nearest_group(result, {}) is None


def test_where_you_stand_stores_nothing(world, grouped, django_assert_max_num_queries):
    before = Landscape.objects.count(), Release.objects.count()
    address = f"/kirkbrae/conversations/{grouped.pk}/results/where-you-stand/"
    page = world.client("bashir").post(address, {"choice_5": "1", "choice_7": "-1"})
    assert "nearest to those of group A" in page.text
    assert (Landscape.objects.count(), Release.objects.count()) == before


def test_every_number_in_the_table_has_its_limits(grouped):
    for row in results_of(grouped).table:
        for figure in row.figures:
            assert "answered" in figure.limits
            assert figure.asked >= figure.answered


def test_the_table_begins_with_what_is_most_widely_supported(grouped):
    numbers = [row.statement.number for row in results_of(grouped).table]
    assert numbers[:4] == [1, 2, 3, 4]


def test_the_report_prints_everything_unfolded(world, grouped):
    page = world.client("bashir").get(f"/kirkbrae/conversations/{grouped.pk}/results/report/").text
    assert "data-print" in page
    assert '<details class="ds_details" open>' in page


def test_who_was_heard_is_shown_with_hidden_cells(world, closed):
    page = world.client("bashir").get(f"/kirkbrae/conversations/{closed.pk}/results/").text
    assert "By sector" in page
    assert "hidden, so that nobody can work out who took part" in page


# --- while open -----------------------------------------------------------------------------------


def vote_on_the_first(conversation, *names: str) -> None:
    first = conversation.statements.get(number=1).pk
    for name in names:
        actions.cast_vote(voter=guest_of(conversation, name), statement=first, choice=1)
    count()


def test_totals_wait_for_five_more_people_so_that_closing_never_adds_one_alone(opened, close):
    fill(opened, neighbours=20)
    count()
    assert actions.release_totals(conversation=opened) is None
    vote_on_the_first(opened, "a", "b", "c", "d")
    assert actions.release_totals(conversation=opened) is None
    vote_on_the_first(opened, "e")
    told = actions.release_totals(conversation=opened)
    assert told.content["people"] == 20
    assert len(released_totals(opened)) == 8
    close(opened)
    assert totals_of(opened).waiting == {}
    assert totals_of(opened).people - told.content["people"] == 5


def test_totals_go_out_only_when_five_people_changed_every_changed_number(opened):
    """The second statement is voted on by one of those who come after the first totals went out."""
    fill(opened, neighbours=20)
    count()
    actions.release_totals(conversation=opened)
    second = opened.statements.get(number=2).pk
    actions.cast_vote(voter=guest_of(opened, "one"), statement=second, choice=1)
    vote_on_the_first(opened, "a", "b", "c", "d", "e")
    assert actions.release_totals(conversation=opened)
    vote_on_the_first(opened, "f", "g", "h", "i", "j")
    assert actions.release_totals(conversation=opened) is None
    assert totals_of(opened).waiting == {}


def test_no_totals_go_out_before_fifteen_took_part(opened):
    fill(opened, neighbours=14)
    count()
    assert actions.release_totals(conversation=opened) is None


def test_one_sees_ones_own_vote_beside_the_released_totals(world, busy):
    actions.release_totals(conversation=busy)
    vote_on_the_first(busy, *"abcde")
    assert actions.release_totals(conversation=busy)
    page = world.client("bashir").get(f"/kirkbrae/conversations/{busy.pk}/yours/").text
    assert "Everybody so far" in page
    assert "of" in page


# --- what the house asks --------------------------------------------------------------------------


def test_members_are_asked_to_vote_until_they_have(world, opened):
    bashir = world.viewer("bashir")
    (ask,) = activity.asks(bashir, world.partnership)
    assert ask.title == opened.question
    world.client("bashir").post(
        ask.url, {"statement": opened.statements.get(number=1).pk, "choice": "1"}
    )
    assert activity.asks(bashir, world.partnership) == []


def test_moderators_are_asked_to_moderate_what_waits(world, opened):
    actions.write_statement(voter=guest_of(opened, "a"), text="More buses.")
    titles = [ask.title for ask in activity.asks(world.viewer("morag"), world.partnership)]
    assert "Moderate: How do we look after carers?" in titles


def test_nobody_outside_is_asked_anything(world, opened):
    assert activity.asks(world.viewer("nobody"), world.partnership) == []


def test_cards_show_outsiders_what_is_open_to_all(world, prepared):
    assert activity.cards(world.viewer("nobody"), world.partnership) == []
    (card,) = activity.cards(world.viewer("bashir"), world.partnership)
    assert not card.is_open


def test_findings_are_tied_to_the_conversation(closed, world):
    for finding in activity.findings(world.partnership):
        assert Link.objects.filter(
            from_record=closed.record, to_record=finding.record, relation="found"
        ).exists()


def test_closed_conversations_are_exported_as_polis_files(world, closed):
    names = [name for name, _content in activity.export_files(world.partnership)]
    assert f"conversations/{closed.pk}/votes.csv" in names


def test_every_kind_of_row_is_named_for_the_export(world, closed):
    kinds = {queryset.model.__name__ for queryset in activity.rows(world.partnership)}
    assert {"Conversation", "Statement", "Participant", "Vote", "Landscape"} <= kinds


def test_without_groups_the_table_begins_with_what_most_agree_with(world, opened, close):
    """Ten people: all agree with 3, half with 5, nobody with the others."""
    for neighbour in range(10):
        choices = {
            row.pk: 1 if row.number == 3 or (row.number == 5 and neighbour % 2) else -1
            for row in opened.statements.all()
        }
        actions.cast_votes(voter=guest_of(opened, f"neighbour {neighbour}"), choices=choices)
    conversation = close(opened)
    tasks.tick()
    results = results_of(conversation)
    assert results.why and not results.groups
    assert [row.statement.number for row in results.table[:2]] == [3, 5]


def test_the_voices_are_drawn_when_the_conversation_closes_and_not_for_each_visitor(
    world, closed, monkeypatch
):
    stored = closed.landscapes.get().result["voices"]
    monkeypatch.setattr("thegither.ui.charts.bars", None)
    drawn = activity.pictures(world.viewer("bashir"), world.partnership)
    assert [picture.svg for picture in drawn] == ([stored] if stored else [])
    assert all(figure.limits for picture in drawn for _label, figure in picture.rows)
