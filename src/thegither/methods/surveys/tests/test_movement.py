import numpy as np

from thegither.methods.surveys import between_waves, in_panel

ORGANIZATION = np.repeat(np.arange(20), 10)


def wave(rng, people, shift=0.0):
    return 3 + shift + 0.7 * people + 0.4 * rng.normal(size=people.shape)


def test_the_same_people_show_a_step_that_cross_sections_leave_open():
    rng = np.random.default_rng(0)
    people = rng.normal(size=(200, 1)) * 2
    before, now = wave(rng, people), wave(rng, people, 0.2)
    panel = in_panel(before, now, ORGANIZATION, 0.1)
    apart = between_waves(before, now, None, 0.1)
    assert panel.verdict[0] == "rose"
    assert apart.verdict[0] == "no_clear_movement"
    assert panel.high[0] - panel.low[0] < apart.high[0] - apart.low[0]


def test_identical_waves_do_not_move():
    rng = np.random.default_rng(1)
    values = wave(rng, rng.normal(size=(200, 3)))
    found = between_waves(values, values, (ORGANIZATION, ORGANIZATION), 0.5)
    assert set(found.verdict) == {"no_movement_that_matters"}
    np.testing.assert_allclose(found.change, 0, atol=1e-12)


def test_a_fall_is_called_one():
    rng = np.random.default_rng(2)
    before, now = wave(rng, rng.normal(size=(200, 1))), wave(rng, rng.normal(size=(200, 1)), -1)
    found = between_waves(before, now, (ORGANIZATION, ORGANIZATION), 0.5)
    assert found.verdict[0] == "fell"
    assert found.low[0] < -1 < found.high[0]


def test_answers_only_in_one_wave_say_nothing_about_the_same_people():
    before, now = np.array([[1.0], [np.nan], [2]]), np.array([[np.nan], [3.0], [2]])
    assert in_panel(before, now, None, 0.5).n[0][0] == 1
