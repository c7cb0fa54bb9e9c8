"""Questions whose answers count only with something to show for them."""

from tests.world_assessments import add_neighbours, open_wave

from thegither.capabilities.assessments import actions
from thegither.capabilities.assessments.queries.mirror_page import mirror_view
from thegither.capabilities.assessments.queries.respondents import respondent_of


def test_an_answer_without_anything_that_shows_it_does_not_count(world, keys, close_wave):
    wave = open_wave(world, "seven-shifts")
    for name in ("bashir", "catriona"):
        remarks = {"shift_1": "The minutes of May."} if name == "bashir" else {}
        respondent = respondent_of(wave, world.people[name].pk)
        answers = {"shift_1": 4, "shift_2": 4 if name == "bashir" else 2}
        actions.save_answers(respondent=respondent, answers=answers, remarks=remarks)
    closed = close_wave(wave)
    assert [row.answers for row in closed.responses.all()] == [{"shift_1": 4}]


def test_the_mirror_places_only_what_something_shows(world, keys, close_wave):
    """Shift one with evidence from all, shift two with none: a bar for one, grey for the other, one total."""
    neighbours = [one for level in add_neighbours(world).values() for one in level]
    wave = open_wave(world, "seven-shifts")
    for place, person in enumerate(neighbours):
        respondent = respondent_of(wave, person.pk)
        answers = {"shift_1": 4 - place % 2, "shift_2": 1}
        actions.save_answers(
            respondent=respondent, answers=answers, remarks={"shift_1": "The minutes of May."}
        )
    view = mirror_view(world.viewer("bashir"), close_wave(wave))
    [(_area, [first, second, *others])] = view.statements
    assert not first.is_grey and first.unshown is None and first.agree.value == 0.5
    assert second.is_grey and second.unshown.value == 20 and all(one.is_grey for one in others)
    assert [area.figure.value for area in view.areas] == [3.5]
    assert view.placed.count("too little shows it") == 6


def test_the_page_says_beforehand_that_it_would_not_count(world, keys):
    wave = open_wave(world, "seven-shifts")
    text = world.client("bashir").get(f"/kirkbrae/assessments/{wave.pk}/answer/1/").text
    assert text.count("Without it, the answer does not count.") == 7
