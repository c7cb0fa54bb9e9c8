"""Seeds for igraph, which draws from one generator for the whole process."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

import igraph

_one_at_a_time = Lock()


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Let igraph draw from a generator of our own, so that equal seeds give equal results."""
    with _one_at_a_time:
        igraph.set_random_number_generator(random.Random(seed))
        try:
            yield
        finally:
            igraph.set_random_number_generator(random)
