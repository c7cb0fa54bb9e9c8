"""The scheme of delegation as it stands written, and what is wrong with it, said in plain English."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from thegither.methods.authority import (
    Scheme,
    contradictions,
    distances_up,
    gaps,
    shared_last_words,
)
from thegither.methods.authority.gaps import Contradiction, Gap
from thegither.methods.authority.masters import SharedLastWord
from thegither.spine.authority.deciding import as_clauses
from thegither.spine.authority.lines import Picture, listed
from thegither.spine.authority.models import Delegation, Look
from thegither.spine.authority.queries import OF_SCHEME, open_findings, written_delegations
from thegither.spine.authority.wording import in_pounds, matter, post_name
from thegither.spine.people.models import Post
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer

# Beyond so many clauses, looking for what is wrong takes longer than anybody waits for a page.
LOOKED_AT_ANEW = 2_000


@dataclass(frozen=True, slots=True)
class Trouble:
    """A gap, a contradiction or a shared last word: its sentence, its smallest example, what it is about."""

    sentence: str
    example: str
    decision_type: str
    clauses: tuple[Delegation, ...] = ()
    posts: tuple[Post, ...] = ()


@dataclass(frozen=True, slots=True)
class Looked:
    """What needs putting right, and on which day the house looked; no day where it looked just now.

    `waits`: the scheme was changed since, and the clock has not come round yet.
    """

    troubles: list[Trouble]
    on: date | None = None
    waits: bool = False


def look_at(viewer: Viewer, partnership: Partnership, day: date) -> Looked:
    """A scheme of some size is looked at anew each time; a large one is looked at by the clock."""
    if written_delegations(viewer).count() > LOOKED_AT_ANEW:
        last = Look.objects.filter(partnership=partnership).values_list("looked_on", flat=True)
        found = open_findings(partnership).visible_to(viewer).filter(kind__in=OF_SCHEME)
        troubles = [Trouble(one.sentence, "", "") for one in found]
        return Looked(troubles, last.first(), waits=last.first() is None)
    written = Written(viewer, day)
    masters = written.two_masters(Picture.of(viewer, day))
    return Looked([*written.contradictions(), *masters, *written.gaps()])


class Written:
    """Every clause that stands written, of whatever days, with the method's view of it."""

    def __init__(self, viewer: Viewer, day: date) -> None:
        self.viewer, self.day = viewer, day
        rows = written_delegations(viewer)
        self.rows = {str(row.pk): row for row in rows}
        self.posts = {str(row.post_id): row.post for row in self.rows.values()}
        self.scheme = Scheme(as_clauses(rows))

    def gaps(self) -> list[Trouble]:
        """Gaps of today and of days to come."""
        standing = (
            gap for gap in gaps(self.scheme) if gap.last_day is None or gap.last_day >= self.day
        )
        return [
            Trouble(_gap_said(gap), _example(gap.decision_type, gap.example), gap.decision_type)
            for gap in standing
        ]

    def contradictions(self) -> list[Trouble]:
        return [
            Trouble(
                _clash_said(clash, self.rows, self.posts[clash.post]),
                _example(clash.decision_type, clash.example),
                clash.decision_type,
                clauses=tuple(self.rows[key] for key in clash.clauses),
            )
            for clash in contradictions(self.scheme)
            if clash.last_day is None or clash.last_day >= self.day
        ]

    def two_masters(self, picture: Picture) -> list[Trouble]:
        """Kinds of decision on which several have the last word, none of whom answers to another."""
        suspects = {key for one in shared_last_words(self.scheme, self.day) for key in one.masters}
        above = {key: _superiors(picture, self.posts[key]) for key in suspects}
        found = shared_last_words(self.scheme, self.day, above)
        return [
            Trouble(
                _shared_said(one, [post_name(self.posts[key]) for key in one.masters]),
                "",
                one.decision_type,
                posts=tuple(self.posts[key] for key in one.masters),
            )
            for one in found
        ]


def _superiors(picture: Picture, post: Post) -> set[str]:
    """Everybody a post answers to, directly or in the end."""
    above = distances_up(picture.graph, picture.posts.index(post))
    return {str(picture.posts[place].pk) for place in above}


def _gap_said(gap: Gap) -> str:
    said = {"type": gap.decision_type, "days": _days(gap.first_day, gap.last_day)}
    if gap.above is None:
        return _("Nobody may decide on %(type)s%(days)s.") % said
    said["above"] = in_pounds(gap.above)
    return _("Nobody may decide on %(type)s above %(above)s%(days)s.") % said


def _clash_said(clash: Contradiction, rows: dict[str, Delegation], post: Post) -> str:
    one, other = sorted(rows[key].clause for key in clash.clauses)
    said = {
        "one": one,
        "other": other,
        "post": post_name(post),
        "type": clash.decision_type,
    }
    return _("Clauses %(one)s and %(other)s contradict one another: %(post)s, %(type)s.") % said


def _shared_said(one: SharedLastWord, names: list[str]) -> str:
    said = {"type": one.decision_type, "posts": listed(names)}
    return (
        _(
            "Two masters for %(type)s: %(posts)s each have the last word, and neither answers to the other."
        )
        % said
    )


def _days(first: date | None, last: date | None) -> str:
    said = ""
    if first:
        said += _(" from %s") % date_format(first, "j F Y")
    if last:
        said += _(" to %s") % date_format(last, "j F Y")
    return said


def _example(decision_type: str, example: tuple[date | None, Decimal]) -> str:
    """The smallest matter that shows it: `respite, £500.01, on 1 April 2026`."""
    day, amount = example
    said = matter(decision_type, amount)
    return f"{said}, {date_format(day, 'j F Y')}" if day else said
