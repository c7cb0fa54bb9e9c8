"""What is due in promises, found by query. Asked again and again; idempotent."""

from collections.abc import Callable, Iterator
from functools import partial

from thegither.spine.promises import actions
from thegither.spine.promises.queries import late_questions, late_reviews


def due() -> Iterator[Callable[[], object]]:
    """One piece of work at a time, so that one that fails holds up no other."""
    for question in late_questions():
        yield partial(actions.take_to_board, question=question)
    for decision in late_reviews():
        yield partial(actions.find_review_due, decision=decision)


def tick() -> None:
    for work in due():
        work()
