"""A number that a person may see: never without its limits.

A `Figure` knows how many answered of how many were asked, how sure one can be, and on which day.
It knows no framework, so methods' results, pictures and pages can share it.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from math import isfinite
from numbers import Number, Real
from typing import Any, Self

from thegither.methods.shared.intervals import wilson, worst_case

SHARE = "share"
THIS_FRAME, PEOPLE_LIKE_THESE = "this_frame", "people_like_these"
THE_RECORD = "the_record"
UNWEIGHTED = "unweighted"
NOBODY_ANSWERED = "nobody has answered yet"

Pair = tuple[float, float]


class BareNumber(TypeError):
    """A number was about to be shown without its limits."""

    def __init__(self, value: object) -> None:
        super().__init__(
            f"The number {value!r} was about to be shown without its limits. Show a Figure, or mark "
            'a harmless count with |plain:"minutes" (in an attribute or address: |attribute).'
        )


class ImpossibleFigure(ValueError):
    """The parts of a figure contradict one another; the message says which."""


_translate: Callable[[str], str] = str


def speak_with(translate: Callable[[str], str]) -> None:
    """Give figures a voice: the function that turns English into the reader's language."""
    global _translate
    _translate = translate


def _(text: str) -> str:
    return _translate(text)


def is_bare_number(value: object) -> bool:
    """Whether this is a number, or holds numbers, that would be shown as they stand.

    >>> is_bare_number(31), is_bare_number(True), is_bare_number("31"), is_bare_number([("a", 2)])
    (True, False, False, True)
    """
    if isinstance(value, Mapping):
        return any(is_bare_number(part) for part in value.values())
    if isinstance(value, list | tuple | set | frozenset):
        return any(is_bare_number(part) for part in value)
    kind = getattr(getattr(value, "dtype", None), "kind", "")
    return kind in {"i", "u", "f", "c"} or (
        isinstance(value, Number) and not isinstance(value, bool)
    )


def number_text(value: Real) -> str:
    """A number as people in Scotland write it.

    >>> number_text(1921), number_text(3.50), number_text(1234.567)
    ('1,921', '3.5', '1,234.57')
    """
    if value == int(value):
        return f"{int(value):,}"
    return f"{float(value):,.2f}".rstrip("0")


def percent_text(share: float) -> str:
    """A share as a whole per cent, halves up.

    >>> percent_text(19 / 31), percent_text(0.125)
    ('61', '13')
    """
    return str(int(100 * share + 0.5))


def day_text(day: date) -> str:
    """A day as people in Scotland write it.

    >>> day_text(date(2026, 11, 21))
    '21 November 2026'
    """
    return f"{day.day} {_(day.strftime('%B'))} {day.year}"


class Plain(str):
    """A harmless count, such as minutes, and what it counts. It is text, so it needs no limits.

    >>> Plain.of(1921, "statements"), Plain.of(1921, "statements").counts
    ('1,921', 'statements')
    """

    counts: str = ""

    @classmethod
    def of(cls, value: Real, counts: str) -> Self:
        plain = cls(number_text(value))
        plain.counts = counts
        return plain


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One number with its limits.

    `value` is a count, a mean, or a share between 0 and 1 (`unit` is then "share"); it is None exactly
    when `suppressed` says why it is withheld. `asked` is None when nobody knows how many were asked.
    `answered` is None where how many answered must itself not be seen.
    A figure about `the_record` was read from what is written down: nobody was asked, so nobody answered.
    `interval` says how far chance alone may reach (95%); `bounds` how far those who did not answer may.

    >>> figure = Figure.share(19, 31, 52, label="agree", as_of=date(2026, 11, 21), method="wilson 1")
    >>> figure.sentence()
    '31 of 52 answered; 19 agree (61%; 44 to 76). Whatever the rest think: 37 to 77% of all 52'
    >>> print(figure)
    61% (31 of 52 answered; 44 to 76%; whatever the rest think, 37 to 77% of all 52; 21 November 2026)
    """

    value: float | None
    unit: str
    answered: int | None
    asked: int | None
    as_of: date
    method: str
    target: str = THIS_FRAME
    weighting: str = UNWEIGHTED
    interval: Pair | None = None
    bounds: Pair | None = None
    suppressed: str = ""
    label: str = ""

    def __post_init__(self) -> None:
        if (self.value is None) != bool(self.suppressed):
            raise ImpossibleFigure("A figure has either a value or a reason why it is withheld.")
        if self.value is not None and not isfinite(self.value):
            raise ImpossibleFigure(f"{self.value} is not a number that can be shown.")
        if self.answered is None and not self.suppressed:
            raise ImpossibleFigure("A figure that is shown says how many answered.")
        if None not in (self.answered, self.asked) and not 0 <= self.answered <= self.asked:
            raise ImpossibleFigure(f"{self.answered} of {self.asked} cannot have answered.")
        if isinstance(self.as_of, datetime):
            object.__setattr__(self, "as_of", self.as_of.date())

    @classmethod
    def count(
        cls,
        value: float,
        *,
        unit: str,
        answered: int,
        asked: int | None,
        as_of: date,
        method: str,
        label: str = "",
    ) -> Self:
        """A count of `unit` among those who answered."""
        return cls(
            value=value,
            unit=unit,
            answered=answered,
            asked=asked,
            as_of=as_of,
            method=method,
            label=label,
        )

    @classmethod
    def recorded(
        cls, value: float, *, unit: str, as_of: date, method: str, label: str = ""
    ) -> Self:
        """A count that needed nobody's answer, such as days between a written day and today.

        >>> late = Figure.recorded(
        ...     22, unit="days", label="past the day", as_of=date(2026, 11, 21), method="days 1"
        ... )
        >>> late.sentence(), late.limits
        ('22 days past the day, on 21 November 2026', 'from the record; 21 November 2026')
        """
        return cls(
            value=value,
            unit=unit,
            answered=0,
            asked=0,
            as_of=as_of,
            method=method,
            target=THE_RECORD,
            label=label,
        )

    @classmethod
    def share(
        cls,
        successes: int,
        answered: int,
        asked: int | None,
        *,
        as_of: date,
        method: str,
        label: str = "",
        target: str = THIS_FRAME,
    ) -> Self:
        """What share of those who answered; Wilson interval, and worst-case bounds over all asked."""
        if not 0 <= successes <= answered:
            raise ImpossibleFigure(f"{successes} of {answered} cannot be a share.")
        common = {"as_of": as_of, "method": method, "label": label, "target": target}
        if not answered:
            return cls.withheld(NOBODY_ANSWERED, answered=0, asked=asked, **common)
        bounds = worst_case(successes, answered, asked) if asked else None
        return cls(
            value=successes / answered,
            unit=SHARE,
            answered=answered,
            asked=asked,
            interval=_pair(wilson(successes, answered)),
            bounds=_pair(bounds),
            **common,
        )

    @classmethod
    def withheld(
        cls,
        reason: str,
        *,
        answered: int | None,
        asked: int | None,
        unit: str = SHARE,
        **rest: Any,
    ) -> Self:
        """A figure whose value nobody may see, and why; `answered` is None where that is hidden too.

        >>> few = Figure.withheld(
        ...     "fewer than 5", answered=None, asked=30, as_of=date(2026, 11, 21), method="count 1"
        ... )
        >>> print(few)
        not shown (30 asked; fewer than 5; 21 November 2026)
        """
        return cls(value=None, unit=unit, answered=answered, asked=asked, suppressed=reason, **rest)

    @property
    def shown(self) -> str:
        """The value alone, as text; for a component that puts the limits beside it."""
        if self.value is None:
            return _("not shown")
        if self.unit == SHARE:
            return f"{percent_text(self.value)}%"
        unit = _("person") if self.value == 1 and self.unit == "people" else _(self.unit)
        return f"{number_text(self.value)} {unit}".strip()

    @property
    def response(self) -> str:
        """How many answered, of how many; or that nobody had to."""
        if self.target == THE_RECORD:
            return _("from the record")
        if self.answered is None:
            asked = "" if self.asked is None else number_text(self.asked)
            return _("%(asked)s asked") % {"asked": asked} if asked else ""
        if self.asked is None:
            return _("%(answered)s answered; nobody knows how many were asked") % {
                "answered": number_text(self.answered)
            }
        return _("%(answered)s of %(asked)s answered") % {
            "answered": number_text(self.answered),
            "asked": number_text(self.asked),
        }

    @property
    def limits(self) -> str:
        """All limits in one short line."""
        parts = [self.response, _(self.suppressed), self._likely(), self._whatever()]
        if self.weighting != UNWEIGHTED:
            parts.append(_("weighted by %(how)s") % {"how": _(self.weighting)})
        if self.target == PEOPLE_LIKE_THESE:
            parts.append(_("said of people like these"))
        return "; ".join(part for part in [*parts, day_text(self.as_of)] if part)

    def sentence(self) -> str:
        """The figure as one line that can be read out; the date stays with the page."""
        if self.value is None:
            hidden = f"{_(self.label)} {self.shown}: {_(self.suppressed)}".strip()
            return f"{self.response}; {hidden}" if self.response else hidden
        if self.target == THE_RECORD:
            counted = f"{self.shown} {_(self.label)}".strip()
            return _("%(counted)s, on %(day)s") % {"counted": counted, "day": day_text(self.as_of)}
        if self.value == self.answered and not self.label:
            return self.response
        if self.unit != SHARE:
            return f"{self.response}; {self.shown} {_(self.label)}".strip()
        number = number_text(round(self.value * (self.answered or 0)))
        reach = "" if self.interval is None else f"; {self._reach(self.interval)}"
        said = f"{self.response}; {number} {_(self.label)} ({self.shown}{reach})"
        return f"{said}. {self._rest()}" if self.bounds else said

    def __str__(self) -> str:
        return f"{self.shown} ({self.limits})"

    def to_json(self) -> dict[str, Any]:
        """Everything, as plain types in a fixed order: the same figure gives the same bytes."""
        return asdict(self) | {"as_of": self.as_of.isoformat(), "limits": self.limits}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """The figure that `to_json` wrote."""
        parts = {key: value for key, value in stored.items() if key != "limits"}
        parts["as_of"] = date.fromisoformat(parts["as_of"])
        return cls(
            **parts | {name: _pair(parts.get(name)) for name in ("interval", "bounds")},
        )

    def _likely(self) -> str:
        if self.interval is None:
            return ""
        return self._reach(self.interval) + ("%" if self.unit == SHARE else "")

    def _whatever(self) -> str:
        rest = self._rest()
        return "" if not rest else rest[0].lower() + rest[1:].replace(":", ",", 1)

    def _rest(self) -> str:
        if self.bounds is None:
            return ""
        if self.answered == self.asked:
            return _("Everybody who was asked answered")
        return _("Whatever the rest think: %(reach)s%% of all %(asked)s") % {
            "reach": self._reach(self.bounds),
            "asked": number_text(self.asked or 0),
        }

    def _reach(self, pair: Pair) -> str:
        text = percent_text if self.unit == SHARE else number_text
        return _("%(low)s to %(high)s") % {"low": text(pair[0]), "high": text(pair[1])}


count, share, withheld = Figure.count, Figure.share, Figure.withheld


def _pair(values: Any) -> Pair | None:
    """Two plain floats, whatever kind of pair a method or a stored JSON gave."""
    return None if values is None else (float(values[0]), float(values[1]))
