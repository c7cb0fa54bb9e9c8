"""Plant the truths of a made-up conversation: a silent sector, three outlooks, four bridging statements.

Everything is drawn from the seed: who falls silent, which four statements bridge, who holds which
outlook, how many statements each person votes on (log-normal, as in real conversations) and every
single vote. The effects are strong: see `docs/explanation/made-up-partnership.md`.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from thegither.demo.statements import ALONE_REJECTS, ALONE_SUPPORTS, COULD_BRIDGE, LUKEWARM

OUTLOOKS = tuple(ALONE_SUPPORTS)
OUTLOOK_SHARES = (0.38, 0.33, 0.29)
BRIDGING = 4
# A sector falls silent only if it is large enough to tell silence from chance.
SMALLEST_SILENT_SECTOR = 40
ANSWERING = 0.72
FEWEST_SILENT_VOTERS, MOST_SILENT_VOTERS = 6, 8
# Votes a head: log-normal with this median and spread, and nobody under the fewest.
MEDIAN_VOTES, SPREAD, FEWEST_VOTES = 28, 0.45, 5
# Chances of agree and disagree; what remains is a pass.
FOR, AGAINST, SHARED, DIVIDED = (0.90, 0.05), (0.08, 0.84), (0.96, 0.02), (0.40, 0.36)


@dataclass(frozen=True, slots=True)
class PlantedStatement:
    """A text, and what was planted in it: "bridging", "lukewarm", or which outlook stands alone."""

    text: str
    role: str
    outlook: str = ""


@dataclass(frozen=True, slots=True)
class PlantedVote:
    person: str
    statement: int
    choice: int


@dataclass(frozen=True, slots=True)
class PlantedConversation:
    """What was planted. `votes` name people by key and statements by their place in `statements`."""

    statements: tuple[PlantedStatement, ...]
    votes: tuple[PlantedVote, ...]
    silent_sector: str
    outlook_of: dict[str, str]

    @property
    def bridging(self) -> tuple[int, ...]:
        return tuple(n for n, s in enumerate(self.statements) if s.role == "bridging")


def plant(sector_of: Mapping[str, str], seed: int) -> PlantedConversation:
    """Plant a conversation among these people, given the sector of each.

    >>> people = {f"{sector}{n}": sector for sector in ("public", "private") for n in range(60)}
    >>> planted = plant(people, seed=1)
    >>> len(planted.statements), len(planted.bridging), planted == plant(people, seed=1)
    (40, 4, True)
    """
    source = np.random.default_rng([seed, 1])
    statements = _draw_statements(source)
    silent = _draw_silent_sector(sector_of, source)
    voters = _draw_voters(sector_of, silent, source)
    outlooks = _draw_outlooks(len(voters), source)
    votes = _draw_votes(_chances(statements), outlooks, source)
    return PlantedConversation(
        statements=statements,
        votes=tuple(PlantedVote(voters[p], s, choice) for p, s, choice in votes),
        silent_sector=silent,
        outlook_of={voter: OUTLOOKS[o] for voter, o in zip(voters, outlooks, strict=True)},
    )


def _draw_statements(source: np.random.Generator) -> tuple[PlantedStatement, ...]:
    candidates = source.permutation(COULD_BRIDGE).tolist()
    planted = [PlantedStatement(text, "bridging") for text in candidates[:BRIDGING]]
    planted += [PlantedStatement(text, "lukewarm") for text in (*candidates[BRIDGING:], *LUKEWARM)]
    for role, texts in (("supports", ALONE_SUPPORTS), ("rejects", ALONE_REJECTS)):
        planted += [PlantedStatement(text, role, o) for o in OUTLOOKS for text in texts[o]]
    return tuple(planted[n] for n in source.permutation(len(planted)))


def _draw_silent_sector(sector_of: Mapping[str, str], source: np.random.Generator) -> str:
    sizes = Counter(sector_of.values())
    large = sorted(s for s, size in sizes.items() if size >= SMALLEST_SILENT_SECTOR)
    return str(source.choice(large))


def _draw_voters(sector_of: Mapping[str, str], silent: str, source) -> list[str]:
    """The same share of every sector but the silent one, in random order."""
    voters: list[str] = []
    for sector in sorted(set(sector_of.values())):
        people = sorted(person for person, own in sector_of.items() if own == sector)
        few = int(source.integers(FEWEST_SILENT_VOTERS, MOST_SILENT_VOTERS + 1))
        count = few if sector == silent else round(ANSWERING * len(people))
        voters += source.permutation(people)[:count].tolist()
    return source.permutation(voters).tolist()


def _draw_outlooks(count: int, source) -> np.ndarray:
    """Outlooks in their shares, whatever the sector: int array of shape (count,)."""
    ends = np.round(np.cumsum(OUTLOOK_SHARES) * count)
    return source.permutation(np.searchsorted(ends, np.arange(count), side="right"))


def _chances(statements: tuple[PlantedStatement, ...]) -> np.ndarray:
    """Chance of agree and of disagree, shape (outlooks, statements, 2)."""
    return np.array([[_chance(s, outlook) for s in statements] for outlook in OUTLOOKS])


def _chance(statement: PlantedStatement, outlook: str) -> tuple[float, float]:
    if statement.role in {"bridging", "lukewarm"}:
        return SHARED if statement.role == "bridging" else DIVIDED
    alone = statement.outlook == outlook
    return FOR if alone == (statement.role == "supports") else AGAINST


def _draw_votes(chances: np.ndarray, outlooks: np.ndarray, source) -> list[tuple[int, int, int]]:
    """Rows (person, statement, choice); earlier statements are seen a little more often."""
    n_statements = chances.shape[1]
    order = source.random((len(outlooks), n_statements)) ** np.linspace(1.0, 1.4, n_statements)
    drawn = source.lognormal(np.log(MEDIAN_VOTES), SPREAD, len(outlooks))
    counts = np.clip(np.round(drawn), FEWEST_VOTES, n_statements).astype(int)
    rank = np.argsort(np.argsort(-order, axis=1), axis=1)
    people, seen = np.nonzero(rank < counts[:, None])
    luck, (agree, disagree) = source.random(len(people)), chances[outlooks[people], seen].T
    choices = np.where(luck < agree, 1, np.where(luck < agree + disagree, -1, 0))
    return list(zip(people.tolist(), seen.tolist(), choices.tolist(), strict=True))
