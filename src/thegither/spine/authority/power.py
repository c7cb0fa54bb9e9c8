"""The balance of power: who sets the agenda, proposes, amends, chairs, votes and may spend, class by class.

Each line is compared with what chance would give if every act had fallen by lot, on a null that the reader
chooses and that is named: by seats, by attendance, or equal classes.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thegither.methods.decisions.balance import Balance, balance
from thegither.spine.authority.queries import kinds_of_money, posts_of
from thegither.spine.evidence.figures import number_text
from thegither.spine.people.classes import CLASSES, class_of, classes_on
from thegither.spine.spaces.house import Act, Doing
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer

SEATS, ATTENDANCE, EQUAL = "seats", "attendance", "equal"
NULLS = {
    SEATS: gettext_lazy("by seats: each class as often as it has people in the register"),
    ATTENDANCE: gettext_lazy("by attendance: each class as often as it came to meetings"),
    EQUAL: gettext_lazy("equal: each class as often as any other"),
}
ROWS = {
    Doing.AGENDA: gettext_lazy("Sets the agenda (items led or suggested)"),
    Doing.PROPOSED: gettext_lazy("Proposes (options)"),
    Doing.AMENDED: gettext_lazy("Amends (other words moved)"),
    Doing.CHAIRED: gettext_lazy("Chairs (meetings)"),
    Doing.VOTED: gettext_lazy("Votes (ballots cast)"),
    Doing.MONEY: gettext_lazy("Holds the money (kinds of spending a post may decide)"),
}
Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to do: what each class did of it beside what chance gives, and what follows."""

    name: str
    cells: tuple[str, ...]
    verdict: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The balance of one stretch of time against one null."""

    headings: list[str]
    rows: list[Row]
    null: str

    @property
    def texts(self) -> list[tuple[str, ...]]:
        return [(row.name, *row.cells, row.verdict) for row in self.rows]


def balance_sheet(
    viewer: Viewer, partnership: Partnership, acts: Iterable[Act], day: date, null: str
) -> Sheet:
    """What was done up to a day, every line against one null.

    A class without anybody in the register has no column. Where nobody's attendance was noted there is
    nothing to compare with, and every line says so.
    """
    counts = _counted([*acts, *_money(viewer, day)])
    seats = Counter(classes_on(partnership, day).values())
    shown = [name for name in CLASSES if seats[name]]
    expected = {
        SEATS: {name: seats[name] for name in shown},
        ATTENDANCE: {name: counts[Doing.CAME][name] for name in shown},
        EQUAL: dict.fromkeys(shown, 1),
    }[null]
    rows = [_row(ROWS[doing], counts[doing], expected, str(NULLS[null])) for doing in ROWS]
    headings = [_("Who"), *(str(CLASSES[name]) for name in shown), _("More uneven than chance?")]
    return Sheet(headings, rows, str(NULLS[null]))


def _money(viewer: Viewer, day: date) -> Iterable[Act]:
    """One for each kind of spending that a post may decide by the scheme of that day."""
    posts = {post.pk: post for post in posts_of(viewer)}
    for key, _kind in kinds_of_money(viewer, day):
        post = posts[key]
        yield Act(Doing.MONEY, class_of(post.organization.sector, post.level))


def _counted(acts: Iterable[Act]) -> dict[Doing, Counter[str]]:
    counts: dict[Doing, Counter[str]] = {doing: Counter() for doing in Doing}
    for act in acts:
        counts[act.doing][act.partner_class] += act.number
    return counts


def _row(name: object, done: Counter[str], expected: Counts, null: str) -> Row:
    acts = {name: done[name] for name in expected}
    if not any(acts.values()):
        return Row(str(name), ("–",) * len(acts), _("nothing was counted"))
    if not any(expected.values()):
        cells = tuple(number_text(number) for number in acts.values())
        return Row(str(name), cells, _("there is nothing to compare with"))
    found = balance(acts, {key: float(number) for key, number in expected.items()}, null=null)
    return Row(str(name), _cells(found), _verdict(found))


def _cells(found: Balance) -> tuple[str, ...]:
    """`12 of 30 (by lot: 4 to 13)`."""
    total = sum(one.acts for one in found.classes)
    return tuple(
        _("%(acts)s of %(total)s (by lot: %(low)s to %(high)s)")
        % {
            "acts": number_text(one.acts),
            "total": number_text(total),
            "low": number_text(round(one.band[0] * total)),
            "high": number_text(round(one.band[1] * total)),
        }
        for one in found.classes
    )


def _verdict(found: Balance) -> str:
    said = {"gini": f"{found.gini:.2f}", "band": f"{found.band:.2f}"}
    if found.uneven:
        return _("yes: Gini %(gini)s, by lot up to %(band)s") % said
    return _("not shown: Gini %(gini)s, by lot up to %(band)s") % said
