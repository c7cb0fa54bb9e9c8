"""Made-up conversations: groups planted, a spectrum, or votes by lot."""

import numpy as np
import numpy.typing as npt
from hypothesis import strategies as st

from thegither.methods.opinion import Votes

Ints = npt.NDArray[np.int64]


def planted(seed: int, people: int = 180, statements: int = 40, k: int = 3) -> tuple[Votes, Ints]:
    """k groups that differ on most statements, and each person's group. Three in five cells seen."""
    random = np.random.default_rng(seed)
    group = np.sort(random.integers(k, size=people))
    chance = random.choice([0.1, 0.9], size=(k, statements))
    seen = random.random((people, statements)) < 0.6
    agrees = random.random((people, statements)) < chance[group]
    who, what = np.nonzero(seen)
    return Votes.of(who, what, np.where(agrees, 1, -1)[who, what], people, statements), group


def shuffled(votes: Votes, seed: int) -> Votes:
    """The same conversation with each statement's votes dealt out anew among those who saw it."""
    random, choices = np.random.default_rng(seed), votes.choices.copy()
    for statement in range(votes.n_statements):
        mine = np.flatnonzero(votes.statements == statement)
        choices[mine] = choices[random.permutation(mine)]
    return Votes.of(
        votes.people, votes.statements, choices, votes.n_participants, votes.n_statements
    )


def reordered(votes: Votes, seed: int) -> tuple[Votes, Ints, Ints]:
    """Rows, people and statements in another order, ids travelling along, and both orders."""
    random = np.random.default_rng(seed)
    people, statements = (random.permutation(n) for n in (votes.n_participants, votes.n_statements))
    rows = random.permutation(votes.n_votes)
    turned = Votes.of(
        np.argsort(people)[votes.people[rows]],
        np.argsort(statements)[votes.statements[rows]],
        votes.choices[rows],
        votes.n_participants,
        votes.n_statements,
        participant_ids=votes.participant_ids[people],
        statement_ids=votes.statement_ids[statements],
    )
    return turned, people, statements


@st.composite
def conversations(draw: st.DrawFn) -> Votes:
    """Any small conversation, also empty ones and ones where everybody agrees."""
    people, statements = draw(st.integers(0, 30)), draw(st.integers(0, 9))
    cell = st.sampled_from([None, -1, 0, 1])
    table = [[draw(cell) for _ in range(statements)] for _ in range(people)]
    rows = [(i, j, v) for i, row in enumerate(table) for j, v in enumerate(row) if v is not None]
    who, what, choice = zip(*rows, strict=True) if rows else ((), (), ())
    return Votes.of(who, what, choice, people, statements)
