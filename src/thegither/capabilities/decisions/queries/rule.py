"""The rule of a room: as it is written, as it is sealed, and as a person reads it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thegither.capabilities.decisions.queries.counting import RANKED, Sealed
from thegither.spine.evidence.figures import number_text

CONSENT, CONSENSUS, MAJORITY, APPROVAL = "consent", "consensus", "majority", "approval"
SCORE, SCHULZE, RUNOFF, STV, SHARES = "score", "schulze", "instant-runoff", "stv", "equal-shares"
METHODS = {
    CONSENT: gettext_lazy("Consent: it passes when no reasoned objection stands"),
    CONSENSUS: gettext_lazy("Consensus: it passes when everybody who takes part can live with it"),
    MAJORITY: gettext_lazy("Majority: one choice each, and a share that has to be reached"),
    APPROVAL: gettext_lazy("Approval: tick all you can support; the most ticks win"),
    SHARES: gettext_lazy("Fair split of a budget: every voter has the same share of the money"),
    SCORE: gettext_lazy("Scores: give each option 0 to 5 points; the most points win"),
    SCHULZE: gettext_lazy("Ranking (Schulze): the option that beats every other one by one"),
    RUNOFF: gettext_lazy("Ranking (run-off): the last option drops out until one has half"),
    STV: gettext_lazy("Ranking for several seats (single transferable vote)"),
}
VOICED = (CONSENT, CONSENSUS)
OF_CLASS, OF_ALL = "class", "all"
THRESHOLDS = {
    "1/2": gettext_lazy("more than half"),
    "3/5": gettext_lazy("at least three in five"),
    "2/3": gettext_lazy("at least two thirds"),
    "3/4": gettext_lazy("at least three quarters"),
}
QUORUMS = {
    "": gettext_lazy("none"),
    "1/3": gettext_lazy("a third"),
    "1/2": gettext_lazy("half"),
    "2/3": gettext_lazy("two thirds"),
}
COMPLETIONS = {
    "larger-shares-greedy": gettext_lazy(
        "everybody's share grows step by step; then the most supported that still fit"
    ),
    "larger-shares": gettext_lazy("everybody's share grows step by step; the rest is kept"),
    "greedy": gettext_lazy("the most supported options that still fit"),
    "none": gettext_lazy("it is kept"),
}
TIES = {
    "order": gettext_lazy("the option that stands first on the list wins"),
    "lot": gettext_lazy("by a lot that is drawn from all ballots, and that anybody can check"),
}


@dataclass(frozen=True, kw_only=True)
class Rule:
    """How a room decides, named before anybody votes. `bodies` are those whose people vote; none for all."""

    method: str = MAJORITY
    secret: bool = True
    threshold: str = "1/2"
    seats: int = 1
    budget: int = 0
    completion: str = "larger-shares-greedy"
    quorum: str = ""
    quorum_of: str = OF_ALL
    each_class: bool = False
    ties: str = "order"
    bodies: tuple[str, ...] = ()

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Self:
        return cls(**dict(stored) | {"bodies": tuple(stored.get("bodies", ()))})

    def to_json(self) -> dict[str, Any]:
        return asdict(self) | {"bodies": list(self.bodies)}

    @property
    def is_voiced(self) -> bool:
        """Whether people say where they stand, by name, instead of casting a ballot."""
        return self.method in VOICED

    @property
    def is_ranked(self) -> bool:
        return self.method in RANKED

    def to_count_by(self, seed: str) -> Sealed:
        """The same as the counting knows it. A share above one half has to be reached, one half passed.

        The quorum is looked at by `result`, which knows of everybody together too."""
        return Sealed(
            rule=self.method,
            budget=str(self.budget) if self.method == SHARES else "",
            seats=self.seats,
            completion=self.completion,
            satisfaction="",
            ties=self.ties,
            seed=seed if self.ties == "lot" else "",
            threshold=Fraction(self.threshold),
            more_than=self.threshold == "1/2",
            class_column="class",
            quorum=None,
            each_class=self.each_class,
            secret=self.secret,
        )

    def sentences(self) -> list[str]:
        """The rule as a person reads it, a sentence for each thing it settles."""
        said = [str(METHODS[self.method]) + "."]
        said += [sentence for sentence in self._numbers() if sentence]
        said.append(self._ballot())
        if not self.is_voiced:
            said.append(_("Where options tie: %(how)s.") % {"how": TIES[self.ties]})
        return said

    def _numbers(self) -> list[str]:
        return [
            _("It takes %(share)s of the votes; whoever abstains does not count.")
            % {"share": THRESHOLDS[self.threshold]}
            if self.method == MAJORITY
            else "",
            _("Each class of partner has to reach that share too.") if self.each_class else "",
            _("There are %(seats)s to be chosen.") % {"seats": number_text(self.seats)}
            if self.seats > 1
            else "",
            _("There are £%(money)s to spend. What is left: %(rest)s.")
            % {"money": number_text(self.budget), "rest": COMPLETIONS[self.completion]}
            if self.method == SHARES
            else "",
            self._quorum(),
        ]

    def _quorum(self) -> str:
        if not self.quorum:
            return _("It counts however many vote.")
        whom = _("each class of partner") if self.quorum_of == OF_CLASS else _("all who may vote")
        return _("It counts only if at least %(share)s of %(whom)s vote.") % {
            "share": QUORUMS[self.quorum],
            "whom": whom,
        }

    def _ballot(self) -> str:
        if self.secret:
            return _("The ballot is secret.")
        return _("The ballot is open: when it closes, members read who voted how.")
