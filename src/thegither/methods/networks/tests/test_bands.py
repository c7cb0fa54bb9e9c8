import numpy as np

from thegither.methods.networks import bands


def test_overlapping_intervals_share_a_band_also_through_a_third():
    #   |--a--|          a overlaps b, b overlaps c, d stands alone, e is undefined
    #       |--b--|
    #            |--c--|      |d|
    low, high = [0.6, 0.4, 0.2, 0.0, np.nan], [0.8, 0.65, 0.45, 0.1, np.nan]
    assert bands(low, high).tolist() == [0, 0, 0, 1, 2]


def test_known_values_get_ranks_of_their_own():
    values = [0.1, 0.5, 0.1, 0.3]
    assert bands(values, values).tolist() == [2, 0, 2, 1]
