"""A wave from plan to mirror, and who may do what in it."""

import pytest
from tests.world_assessments import (
    EACH,
    add_neighbours,
    answer_all,
    content_of,
    fill,
    open_wave,
    plan_wave,
)

from thegither.capabilities.assessments import actions
from thegither.capabilities.assessments.actions.errors import (
    AnsweredBefore,
    NotAsked,
    NothingToAsk,
    NotInFrame,
    SomebodyCame,
)
from thegither.capabilities.assessments.models import Wave
from thegither.capabilities.assessments.phases import CLOSED, OPEN, WrongPhase
from thegither.capabilities.assessments.queries.answers import closed_answers
from thegither.capabilities.assessments.queries.respondents import (
    respondent_of,
    response_of,
    sheet_of,
)
from thegither.spine.evidence.models import AuditEntry, Release
from thegither.spine.evidence.seals import has_key
from thegither.spine.people import actions as people

pytestmark = pytest.mark.django_db


def first_item(wave):
    return wave.instrument.closed[0].id


def test_a_wave_needs_a_title_and_questions(world):
    with pytest.raises(NothingToAsk):
        plan_wave(world, title=" ")
    with pytest.raises(NothingToAsk):
        plan_wave(world, content={})


def test_opening_fixes_who_could_answer(world, keys):
    wave = open_wave(world)
    add_neighbours(world)
    assert wave.places.count() == 5
    assert wave.activity.phase == OPEN
    assert has_key(wave.activity_id)


@pytest.mark.parametrize("pledge", ["anonymous", "confidential"])
@pytest.mark.parametrize(("kept_answers", "counts"), [(True, 5), (False, 1)])
def test_two_entries_that_are_one_person_count_once(world, keys, pledge, kept_answers, counts):
    """The sheet of the entry that lives on counts, else that of the other; and one place is gone."""
    wave = open_wave(world, pledge=pledge)
    kept, absorbed = world.people["bashir"], world.people["catriona"]
    answer_all(wave, absorbed, 1)
    if kept_answers:
        answer_all(wave, kept, 5)
    merge = people.merge_people(viewer=world.viewer("ailsa"), kept=kept, absorbed=absorbed)
    assert sheet_of(respondent_of(wave, absorbed.pk)).answers, "until it closes this can be undone"
    stopped = actions.stop_answering(viewer=world.viewer("ailsa"), wave=wave)
    [row] = stopped.responses.all()
    assert set(row.answers.values()) == {counts}
    assert row.pk == response_of(respondent_of(wave, kept.pk)).pk
    assert sorted(stopped.places.values_list("person", flat=True)) == sorted(
        person.pk for name, person in world.people.items() if name not in ("catriona", "duncan")
    )
    assert merge.absorbed == absorbed


def test_nothing_of_an_open_wave_can_change(world, wave):
    plan = actions.Plan(title="Other", content=content_of("culture"))
    with pytest.raises(WrongPhase):
        actions.change_wave(viewer=world.viewer("ailsa"), wave=wave, plan=plan)


def test_a_draft_can_change_everything(world, draft_wave):
    plan = actions.Plan(title="Our culture", content=content_of("culture"), margin=0.3)
    changed = actions.change_wave(viewer=world.viewer("ailsa"), wave=draft_wave, plan=plan)
    assert (changed.title, changed.margin, changed.instrument.id) == ("Our culture", 0.3, "culture")


def test_answers_of_two_pages_stand_together_and_one_can_be_taken_back(world, wave):
    respondent = respondent_of(wave, world.people["bashir"].pk)
    one, two = (item.id for item in wave.instrument.closed[:2])
    actions.save_answers(respondent=respondent, answers={one: 4})
    actions.save_answers(respondent=respondent, answers={two: -2})
    assert sheet_of(respondent).answers == {one: 4, two: -2}
    actions.save_answers(respondent=respondent, answers={one: None})
    assert sheet_of(respondent).answers == {two: -2}


@pytest.mark.parametrize("answers", [{"no_such_item": 3}, {"": 1}])
def test_what_is_not_asked_is_refused_by_name(world, wave, answers):
    respondent = respondent_of(wave, world.people["bashir"].pk)
    with pytest.raises(NotAsked) as problem:
        actions.save_answers(respondent=respondent, answers=answers)
    assert problem.value.field == next(iter(answers))
    assert not wave.responses.exists()


def test_a_number_off_the_scale_is_refused(world, wave):
    respondent = respondent_of(wave, world.people["bashir"].pk)
    with pytest.raises(NotAsked):
        actions.save_answers(respondent=respondent, answers={first_item(wave): 6})


def test_a_helper_adds_and_changes_nothing(world, wave):
    respondent = respondent_of(wave, world.people["catriona"].pk)
    one, two = (item.id for item in wave.instrument.closed[:2])
    actions.save_answers(respondent=respondent, answers={one: 4})
    with pytest.raises(AnsweredBefore):
        actions.save_answers(respondent=respondent, answers={one: 1, two: 1}, may_change=False)
    actions.save_answers(respondent=respondent, answers={two: 1}, may_change=False)
    assert sheet_of(respondent).answers == {one: 4, two: 1}


def test_answering_leaves_no_entry_in_the_audit_chain(world, wave):
    before = AuditEntry.objects.count()
    answer_all(wave, world.people["bashir"], 3)
    assert AuditEntry.objects.count() == before


def test_nobody_answers_before_it_opens_or_after_it_closed(world, wave, close_wave):
    respondent = respondent_of(wave, world.people["bashir"].pk)
    close_wave(wave)
    with pytest.raises(WrongPhase):
        actions.save_answers(respondent=respondent, answers={first_item(wave): 3})


def test_a_wave_that_somebody_answered_stays(world, wave):
    answer_all(wave, world.people["bashir"], 3)
    with pytest.raises(SomebodyCame):
        actions.discard_wave(viewer=world.viewer("ailsa"), wave=wave)


def test_an_open_wave_that_nobody_came_to_can_go(world, wave):
    actions.discard_wave(viewer=world.viewer("ailsa"), wave=wave)
    assert not Wave.objects.exists()


def test_closing_releases_the_mirror_and_coarsens_groups(world, busy_wave, close_wave):
    close_wave(busy_wave)
    assert Release.objects.filter(activity=busy_wave.activity_id, kind="mirror").count() == 1
    answers = closed_answers(Wave.objects.get(pk=busy_wave.pk))
    assert (answers.answered, answers.asked) == (2 * EACH, 2 * EACH + 5)
    assert set(answers.level) == {"front_line", "middle_manager"}
    assert set(answers.organization) == {"any"}
    assert set(answers.person) == {None}


def test_an_anonymous_wave_can_keep_the_organisation_in_place_of_the_level(world, keys, close_wave):
    neighbours = add_neighbours(world)
    wave = open_wave(world, compares=Wave.Compares.ORGANIZATION)
    fill(wave, neighbours)
    close_wave(wave)
    answers = closed_answers(wave)
    ids = {str(world.organizations[name].pk) for name in ("council", "health")}
    assert set(answers.organization) == ids
    assert set(answers.level) == {"any"}


def test_a_confidential_wave_keeps_the_person_and_every_group(world, keys, close_wave):
    wave = open_wave(world, pledge=Wave.Pledge.CONFIDENTIAL)
    answer_all(wave, world.people["bashir"], 3)
    close_wave(wave)
    answers = closed_answers(wave)
    assert answers.person == (world.people["bashir"].pk,)
    assert answers.level == ("front_line",)
    assert answers.organization == (str(world.organizations["council"].pk),)


def test_a_stack_of_sheets_is_stored_whole_or_not_at_all(world, wave):
    item, bashir, effie = first_item(wave), world.people["bashir"], world.people["effie"]
    with pytest.raises(NotAsked):
        actions.save_sheets(wave=wave, sheets={bashir.pk: {item: 3}, effie.pk: {item: 9}})
    with pytest.raises(NotInFrame):
        actions.save_sheets(wave=wave, sheets={world.partnership.pk: {item: 3}})
    assert not wave.responses.exists()
    assert actions.save_sheets(wave=wave, sheets={bashir.pk: {item: 3}, effie.pk: {item: 4}}) == 2
    assert sheet_of(respondent_of(wave, effie.pk)).answers == {item: 4}


def test_empty_sheets_do_not_count(world, wave, close_wave):
    actions.finish(respondent=respondent_of(wave, world.people["bashir"].pk))
    close_wave(wave)
    assert closed_answers(wave).answered == 0


def test_a_wave_whose_key_is_lost_closes_without_groups(world, busy_wave):
    from thegither.spine.evidence.seals import destroy_key

    destroy_key(busy_wave.activity_id)
    closed = actions.close_without_key(wave=busy_wave)
    assert closed.activity.phase == CLOSED
    assert set(closed_answers(closed).level) == {""}
