"""What is wrong with lines and clauses is said in plain English, found once, and settled when it is mended."""

from collections import Counter

from thegither.spine.authority import actions, tasks
from thegither.spine.authority.drifting import histories, proposals
from thegither.spine.authority.lines import Picture
from thegither.spine.authority.models import AccountabilityLine, Delegation
from thegither.spine.authority.queries import open_findings
from thegither.spine.authority.scheme import Written
from thegither.spine.authority.tests.made import (
    DAY,
    TODAY,
    a_scheme,
    a_year,
    allow,
    answers,
    send_up,
    take,
    with_trouble,
)
from thegither.spine.people import actions as people
from thegither.spine.spaces.models import Finding
from thegither.spine.spaces.visibility import any_member


def eyes(world):
    return any_member(world.partnership.pk)


def kinds(world):
    return Counter(open_findings(world.partnership).values_list("kind", flat=True))


def test_everything_wrong_is_found_and_nothing_else(world):
    with_trouble(world)
    actions.look_for_trouble(partnership=world.partnership)
    assert kinds(world) == {
        "dual_line": 1,
        "accountability_circle": 1,
        "delegation_gap": 1,
        "delegation_contradiction": 1,
        "two_masters": 1,
    }
    said = {one.kind: one.sentence for one in open_findings(world.partnership)}
    assert said["dual_line"].startswith(
        "Support worker (Kirkbrae Council) answers to more than one"
    )
    assert said["delegation_gap"] == (
        "Nobody may decide on transport above £100. The smallest such matter: transport, £100.01."
    )
    assert said["delegation_contradiction"].startswith("Clauses 5.1 and 5.2 contradict one another")


def test_a_simple_house_gives_no_alarm(world):
    a_scheme(world)
    assert actions.look_for_trouble(partnership=world.partnership) == []


def test_the_same_is_said_once_and_settled_when_it_is_mended(world):
    with_trouble(world)
    for _ in range(2):
        for work in tasks.due():
            work()
    before = Finding.objects.count()
    clause = Delegation.objects.get(clause="5.2", struck_at=None)
    actions.strike_entry(viewer=world.viewer("ailsa"), entry=clause, because="Written twice.")
    assert len(list(tasks.due())) == 1
    actions.look_for_trouble(partnership=world.partnership)
    assert Finding.objects.count() == before
    assert "delegation_contradiction" not in kinds(world)


def test_a_clause_that_ends_some_day_is_a_gap_to_come_and_a_past_gap_is_none(world):
    allow(
        world, "Carer", "1", None, "respite", valid_from=TODAY - 9 * DAY, valid_to=TODAY - 5 * DAY
    )
    allow(
        world, "Carer", "2", None, "respite", valid_from=TODAY - 2 * DAY, valid_to=TODAY + 30 * DAY
    )
    (gap,) = Written(eyes(world), TODAY).gaps()
    assert f"from {TODAY + 31 * DAY:%-d %B %Y}" in gap.sentence


def test_two_last_words_are_no_trouble_where_one_answers_to_the_other(world):
    allow(world, "Organizer", "1")
    allow(world, "Chief officer", "2")
    written, picture = (
        (lambda: Written(eyes(world), TODAY)),
        (lambda: Picture.of(eyes(world), TODAY)),
    )
    assert len(written().two_masters(picture())) == 1
    answers(world, "Organizer", "Carer")
    answers(world, "Carer", "Chief officer")
    assert written().two_masters(picture()) == []


def test_without_a_line_equals_a_recount_after_it_is_really_gone(world):
    with_trouble(world)
    picture = Picture.of(eyes(world), TODAY)
    for line in AccountabilityLine.objects.filter(struck_at=None):
        what_if = picture.without([str(line.pk)])
        AccountabilityLine.objects.filter(pk=line.pk).update(valid_to=TODAY - DAY)
        recount = Picture.of(eyes(world), TODAY)
        assert what_if.after == recount.found()
        assert [b for _, b in recount.burdens()] == sorted(
            (b for b in what_if.burden_after if b.reports or b.answered_by),
            key=lambda b: (-b.total, -b.masters, picture.names[b.post]),
        )
        AccountabilityLine.objects.filter(pk=line.pk).update(valid_to=None)


def test_boards_are_the_bodies_besides_ones_own(world):
    people.add_membership(
        viewer=world.viewer("ailsa"), person=world.people["bashir"],
        organization=world.organizations["health"],
    )  # fmt: skip
    answers(world, "Support worker", "Organizer")
    carried = {place.label: one for place, one in Picture.of(eyes(world), TODAY).burdens()}
    assert (carried["Support worker"].boards, carried["Organizer"].boards) == (1, 0)


def test_decisions_that_move_up_and_needless_escalations_are_found_and_nothing_applies_itself(
    world,
):
    before = a_year(world) and Delegation.objects.count()
    assert kinds(world) == {"upward_drift": 1, "widen_delegation": 1}
    (history,), (proposal,) = histories(eyes(world)), proposals(eyes(world))
    assert history.changed_on == TODAY - 12 * 7 * DAY
    assert proposal.sentence.startswith("8 of the 8 matters of respite that Support worker")
    assert proposal.widening.days == 9
    actions.look_for_trouble(partnership=world.partnership)
    assert Delegation.objects.count() == before


def test_a_flat_history_and_answers_of_every_kind_propose_nothing(world):
    for week in range(24):
        take(world, "front_line" if week % 2 else "senior_manager", TODAY - week * 7 * DAY)
    for week in range(8):
        result = "confirmed" if week % 2 else "refused"
        send_up(world, TODAY - (week + 2) * 7 * DAY, waits=3, result=result, reason="No.")
    actions.look_for_trouble(partnership=world.partnership)
    assert not kinds(world)


def test_a_level_said_again_corrects_and_hidden_decisions_are_not_counted(world):
    take(world, "front_line", TODAY)
    (history,) = histories(eyes(world))
    record = history.taken[0].record
    actions.note_level(
        viewer=world.viewer("ailsa"),
        record=record,
        decision_type="Respite",
        level="executive",
        on=TODAY,
    )
    (history,) = histories(eyes(world))
    assert [one.level for one in history.taken] == ["executive"]
    world.hide_from_everybody(record)
    assert histories(eyes(world)) == []
