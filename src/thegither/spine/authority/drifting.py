"""Whether decisions move upwards, and which matters only ever came back as proposed."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from thegither.methods.authority import drift, widenings
from thegither.methods.authority.drift import Drift, Widening
from thegither.methods.authority.drift import Escalation as Sent
from thegither.spine.authority.models import Escalation, LevelTaken
from thegither.spine.authority.wording import post_name
from thegither.spine.evidence.figures import Figure
from thegither.spine.people.models import Post
from thegither.spine.spaces.visibility import Viewer

METHOD_DRIFT, METHOD_WIDENING = "pettitt 1", "confirmed escalations 1"
# How far from people's doors a level stands; people who use services decide nearest to themselves.
LEVELS = (
    Post.Level.CITIZEN_LEADER,
    Post.Level.FRONT_LINE,
    Post.Level.FIRST_LINE_MANAGER,
    Post.Level.MIDDLE_MANAGER,
    Post.Level.SENIOR_MANAGER,
    Post.Level.EXECUTIVE,
    Post.Level.ELECTED_MEMBER,
)
HEIGHT = {level.value: height for height, level in enumerate(LEVELS)}


@dataclass(frozen=True, slots=True)
class History:
    """The decisions of one kind in the order in which they were taken, and what drift says of them."""

    decision_type: str
    taken: tuple[LevelTaken, ...]
    drift: Drift

    @property
    def changed_on(self) -> date | None:
        """The day of the first decision after the change; None where none is shown."""
        return self.taken[self.drift.change].on if self.drift.upward else None

    @property
    def sentence(self) -> str:
        if not self.drift.upward:
            return _("No move upwards is shown.")
        said = {"type": self.decision_type, "day": date_format(self.changed_on, "j F Y")}
        return _("Decisions on %(type)s are taken higher up since about %(day)s.") % said

    def figures(self) -> list[Figure]:
        """The mean height before and after; the front line stands at 1, the executive at 5."""
        change = self.drift.change or 0
        since = self.drift.decisions - change
        both = (
            (_("in the %s decisions before") % change, self.drift.level_before),
            (_("in the %s decisions since") % since, self.drift.level_after),
        )
        return [
            Figure.recorded(
                round(mean, 2),
                unit=_("is the average step (1 is the front line, 5 an executive)"),
                label=label,
                as_of=self.taken[-1].on,
                method=METHOD_DRIFT,
            )
            for label, mean in both
        ]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A delegation that could be widened. It is a proposal: nothing applies itself."""

    decision_type: str
    post: Post
    widening: Widening
    as_of: date

    @property
    def sentence(self) -> str:
        said = {
            "post": post_name(self.post),
            "type": self.decision_type,
            "confirmed": self.widening.confirmed,
            "sent": self.widening.escalations,
        }
        return (
            _(
                "%(confirmed)s of the %(sent)s matters of %(type)s that %(post)s sent up came back as"
                " proposed. Could they be decided where they arise?"
            )
            % said
        )

    def figures(self) -> list[Figure]:
        one = self.widening
        return [
            Figure.share(
                one.confirmed,
                one.escalations,
                one.escalations,
                as_of=self.as_of,
                method=METHOD_WIDENING,
                label=_("came back as proposed"),
            ),
            Figure.recorded(
                one.days,
                unit=_("days"),
                label=_("waited in the middle case"),
                as_of=self.as_of,
                method=METHOD_WIDENING,
            ),
        ]


def histories(viewer: Viewer) -> list[History]:
    """Each kind of decision of which levels were noted, by name."""
    rows = LevelTaken.objects.visible_to(viewer).filter(record__partnership=viewer.partnership)
    taken: dict[str, list[LevelTaken]] = defaultdict(list)
    for row in rows.select_related("record").order_by("on", "record__created_at", "pk"):
        taken[row.decision_type].append(row)
    levels = {kind: [HEIGHT[row.level] for row in found] for kind, found in taken.items()}
    return [
        History(one.decision_type, tuple(taken[one.decision_type]), one) for one in drift(levels)
    ]


def answered(viewer: Viewer) -> list[Escalation]:
    """Every matter sent up and answered, in the order of answers."""
    rows = Escalation.objects.visible_to(viewer).filter(record__partnership=viewer.partnership)
    rows = rows.exclude(answered_on=None).select_related("record", "from_post__organization")
    return list(rows.order_by("answered_on", "record__created_at", "pk"))


def proposals(viewer: Viewer) -> list[Proposal]:
    """Which delegations could be widened, the surest first."""
    log = answered(viewer)
    posts = {str(one.from_post_id): one.from_post for one in log}
    found = widenings(
        Sent(
            one.decision_type,
            str(one.from_post_id),
            (one.answered_on - one.sent_on).days,
            one.result == Escalation.Result.CONFIRMED,
        )
        for one in log
    )
    latest = max((one.answered_on for one in log), default=date.min)
    return [Proposal(one.decision_type, posts[one.sender], one, latest) for one in found]
