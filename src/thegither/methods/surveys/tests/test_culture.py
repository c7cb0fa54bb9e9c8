import numpy as np
import pytest

from thegither.methods.surveys import clouds, shifts

WHERE = np.repeat(np.arange(8), 25)


def wave(rng, step=0.0):
    points = 3 + rng.normal(size=(200, 2)) @ np.array([[0.8, 0.3], [0.0, 0.6]])
    points[WHERE == 3] += step
    return points


def test_the_one_organisation_that_moved_is_found():
    rng = np.random.default_rng(0)
    found = shifts((wave(rng), WHERE), (wave(rng, step=1.0), WHERE))
    assert [place for place, shift in enumerate(found) if shift.is_clear] == [3]


def test_waves_alike_seldom_show_any_movement():
    rng = np.random.default_rng(1)
    any_clear = [
        any(shift.is_clear for shift in shifts((wave(rng), WHERE), (wave(rng), WHERE)))
        for _ in range(100)
    ]
    assert np.mean(any_clear) < 0.12


def test_the_ellipse_holds_the_true_centre_at_its_rate():
    rng, inside = np.random.default_rng(2), []
    for _ in range(30):
        for cloud in clouds(wave(rng), WHERE):
            turn = np.array(
                [
                    [np.cos(cloud.angle), np.sin(cloud.angle)],
                    [-np.sin(cloud.angle), np.cos(cloud.angle)],
                ]
            )
            inside.append(np.sum((turn @ (3 - np.array(cloud.centre)) / cloud.axes) ** 2) < 1)
    assert np.mean(inside) == pytest.approx(0.95, abs=0.05)


def test_fewer_than_five_people_have_no_cloud():
    found = clouds(
        np.array([[1.0, 2], [2, 1], [np.nan, 2], [1, 1], [2, 2]]), np.zeros(5, dtype=int)
    )
    assert found[0].n == 4
    assert found[0].centre is None
