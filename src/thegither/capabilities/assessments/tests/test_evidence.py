"""Questions whose answers count only with something to show for them."""

from tests.world_assessments import open_wave

from thegither.capabilities.assessments import actions
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


def test_the_page_says_beforehand_that_it_would_not_count(world, keys):
    wave = open_wave(world, "seven-shifts")
    text = world.client("bashir").get(f"/kirkbrae/assessments/{wave.pk}/answer/1/").text
    assert text.count("Without it, the answer does not count.") == 7
