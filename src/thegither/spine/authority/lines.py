"""The accountability lines of a day, laid out for the method, and what it finds, said in plain English."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from thegither.methods.authority import Lines, burdens, look, what_if
from thegither.methods.authority.burden import Burden, WhatIf
from thegither.methods.authority.lines import DualLine, Findings
from thegither.spine.authority.models import AccountabilityLine
from thegither.spine.authority.queries import lines_on, posts_of
from thegither.spine.authority.wording import post_name
from thegither.spine.people.models import Membership, Post
from thegither.spine.spaces.visibility import Viewer

KINDS = dict(AccountabilityLine.Kind.choices)
DUAL, CIRCLE, ORPHAN, SPLIT, ROOTLESS = "dual", "circle", "orphan", "split", "rootless"


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was found, in a sentence, and the posts it is about."""

    kind: str
    sentence: str
    posts: tuple[Post, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Every post of the register, the lines between them on a day, and both as the method takes them."""

    day: date
    posts: tuple[Post, ...]
    rows: tuple[AccountabilityLine, ...]
    graph: Lines

    @classmethod
    def of(cls, viewer: Viewer, day: date) -> "Picture":
        rows, posts = tuple(lines_on(viewer, day)), tuple(posts_of(viewer))
        place = {post.pk: index for index, post in enumerate(posts)}
        lines = [(place[row.from_post_id], place[row.to_post_id], row.kind) for row in rows]
        return cls(day, posts, rows, Lines.of(len(posts), lines))

    def found(self) -> Findings:
        return look(self.graph)

    def burdens(self) -> list[tuple[Post, Burden]]:
        """What each post with lines carries, the heaviest first."""
        carried = burdens(self.graph, self.boards())
        with_lines = [one for one in carried if one.reports or one.answered_by]
        with_lines.sort(key=lambda one: (-one.total, -one.masters, self.names[one.post]))
        return [(self.posts[one.post], one) for one in with_lines]

    def without(self, removed: Iterable[str]) -> WhatIf:
        """What would be different without some of the lines, named by their ids."""
        gone = {str(key) for key in removed}
        places = [place for place, row in enumerate(self.rows) if str(row.pk) in gone]
        return what_if(self.graph, places, self.boards())

    def boards(self) -> dict[int, int]:
        """On how many bodies besides its own somebody who holds a post sits that day, at most."""
        ties = Membership.objects.filter(Membership.on(self.day))
        bodies: dict[UUID, set[UUID]] = defaultdict(set)
        holding: dict[UUID, set[UUID]] = defaultdict(set)
        here = ties.filter(person__partnership__in={post.partnership_id for post in self.posts})
        for person, body, post in here.values_list("person", "organization", "post"):
            bodies[person].add(body)
            holding[post].add(person)
        return {
            place: max(
                (len(bodies[one] - {post.organization_id}) for one in holding[post.pk]), default=0
            )
            for place, post in enumerate(self.posts)
        }

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(post_name(post) for post in self.posts)

    def say(self, found: Findings) -> list[Said]:
        """Everything that is not simple, a sentence each, what hurts most first.

        That lines end nowhere goes without saying for posts of a circle that is named.
        """
        circling = {post for circle in found.cycles for post in circle}
        astray = [post for post in found.rootless if post not in circling]
        return [
            *(self._said(CIRCLE, circle, self._circle(circle)) for circle in found.cycles),
            *(self._said(DUAL, (one.post,), self._dual(one)) for one in found.dual),
            *(
                self._said(SPLIT, (post,), self._split(post, roots))
                for post, roots in found.split_roots
            ),
            *(self._said(ROOTLESS, (post,), self._rootless(post)) for post in astray),
            *(self._said(ORPHAN, (post,), self._orphan(post)) for post in found.orphans),
        ]

    def _said(self, kind: str, posts: Sequence[int], sentence: str) -> Said:
        return Said(kind, sentence, tuple(self.posts[post] for post in posts))

    def _dual(self, one: DualLine) -> str:
        masters = [
            _("%(master)s for %(kinds)s")
            % {"master": self.names[master], "kinds": listed([str(KINDS[kind]) for kind in kinds])}
            for master, kinds in zip(one.masters, one.kinds, strict=True)
        ]
        said = {"post": self.names[one.post], "masters": listed(masters)}
        return _("%(post)s answers to more than one: %(masters)s.") % said

    def _circle(self, circle: Sequence[int]) -> str:
        names = [self.names[post] for post in (*circle, circle[0])]
        return _("A circle, in which nobody is in charge: %s.") % " → ".join(names)

    def _split(self, post: int, roots: Sequence[int]) -> str:
        said = {"post": self.names[post], "tops": listed([self.names[root] for root in roots])}
        return _("The lines of %(post)s end at different tops: %(tops)s.") % said

    def _rootless(self, post: int) -> str:
        return _("The lines of %s end nowhere: they only lead into a circle.") % self.names[post]

    def _orphan(self, post: int) -> str:
        return _("%s answers to nobody, and nobody answers to it.") % self.names[post]


def listed(words: Sequence[str]) -> str:
    """`a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
