import pytest

from thegither.methods.networks import ImpossibleNetwork, read_weights


def test_a_weight_is_read_by_its_meaning():
    assert [part.tolist() for part in read_weights([1, 4], "frequency")] == [[1, 4], [1, 0.25]]
    assert [part.tolist() for part in read_weights([0, 4], "cost")] == [[0.5, 0.25], [2, 4]]
    assert read_weights([1, 4], "rank")[0].tolist() == [4, 1]
    with pytest.raises(ImpossibleNetwork, match="above nought"):
        read_weights([0, 1], "frequency")
    with pytest.raises(ImpossibleNetwork, match="no meaning"):
        read_weights([1], "weight")
