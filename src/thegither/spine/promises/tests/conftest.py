from collections.abc import Iterator

import pytest
from tests.one_day import that_day


@pytest.fixture(autouse=True)
def one_day_in_all_tests() -> Iterator[None]:
    with that_day():
        yield
