"""What reaches whom: notices and powers on their way down an organisation, ideas on their way up.

Counted by thing and layer. A thing has reached a layer when somebody there says so; which of them said it
is not kept, so a layer of fewer than five people is not asked at all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thegither.capabilities.relationships.models import LayerLook, Receipt
from thegither.methods.networks import LayerFunnel, Step, layer_funnel
from thegither.spine.evidence.figures import Figure
from thegither.spine.people.models import Membership, Organization, Post
from thegither.spine.spaces.models import Partnership, Record
from thegither.spine.spaces.visibility import Viewer, any_member

METHOD = "layer funnel 1"
# From the front line up.
LAYERS = (
    Post.Level.FRONT_LINE,
    Post.Level.FIRST_LINE_MANAGER,
    Post.Level.MIDDLE_MANAGER,
    Post.Level.SENIOR_MANAGER,
    Post.Level.EXECUTIVE,
)
FEWEST_PEOPLE = 5
# Below so many things a share says nothing.
ENOUGH = 10
LOOKED_BACK, NEWEST, AT_ONCE = timedelta(days=365), 20, 10
# Nobody asked for this finding, so it has to be surer than an answer to a question.
SURE = 0.001


@dataclass(frozen=True, slots=True)
class Way:
    """One direction: which kinds of records go there, and how it is called."""

    key: str
    kinds: tuple[str, ...]
    title: str
    thing: str

    def in_order(self, layers: Iterable[str]) -> list[str]:
        """The layers as they are passed on this way."""
        found = set(layers)
        upwards = [layer.value for layer in LAYERS if layer.value in found]
        return upwards if self.key == "up" else upwards[::-1]


DOWN = Way(
    "down",
    ("decision", "directive", "permission"),
    gettext_lazy("Down: what was decided, and which powers were handed on"),
    gettext_lazy("What was decided"),
)
UP = Way(
    "up",
    ("statement", "issue"),
    gettext_lazy("Up: ideas and worries"),
    gettext_lazy("What people said or asked for"),
)
WAYS = (DOWN, UP)


@dataclass(frozen=True, slots=True)
class Place:
    """A layer of an organisation to which somebody belongs."""

    organization: UUID
    level: str


def things(partnership: Partnership, way: Way) -> list[Record]:
    """What is asked about on one way: the newest of a year that every member sees."""
    since = timezone.now() - LOOKED_BACK
    seen = Record.objects.visible_to(any_member(partnership.pk)).filter(partnership=partnership)
    found = seen.filter(kind__in=way.kinds, created_at__gte=since)
    return list(found.order_by("-created_at", "pk")[:NEWEST])


def large_layers(partnership: Partnership, on: date) -> dict[UUID, list[str]]:
    """The layers of each organisation in which five people or more hold a post; others are left out."""
    held = Membership.objects.filter(Membership.on(on), partnership=partnership)
    held = held.filter(post__level__in=LAYERS, person__merged_into=None)
    counts = held.values("organization", "post__level").annotate(n=Count("person", distinct=True))
    found: dict[UUID, list[str]] = {}
    for row in counts.filter(n__gte=FEWEST_PEOPLE).order_by("organization", "post__level"):
        found.setdefault(row["organization"], []).append(row["post__level"])
    return found


def place_of(viewer: Viewer, partnership: Partnership) -> Place | None:
    """Where this member's word counts; None where the layer is so small that it would tell who spoke."""
    today = timezone.localdate()
    own = Membership.objects.filter(Membership.on(today), person=viewer.person)
    first = own.filter(post__level__in=LAYERS).order_by("valid_from", "pk").select_related("post")
    post = first.first()
    if post is None:
        return None
    place = Place(post.organization_id, post.post.level)
    large = large_layers(partnership, today).get(place.organization, [])
    return place if place.level in large else None


def to_ask(partnership: Partnership, place: Place) -> list[tuple[Way, list[Record]]]:
    """What has not reached this layer yet as far as known, what nobody there has spoken of first."""
    own = Receipt.objects.filter(organization=place.organization, level=place.level)
    said = dict(own.values_list("record_id", "has_reached"))
    return [(way, _unsettled(things(partnership, way), said)) for way in WAYS]


def _unsettled(records: list[Record], said: dict[UUID, bool]) -> list[Record]:
    left = [record for record in records if not said.get(record.pk)]
    return sorted(left, key=lambda record: record.pk in said)[:AT_ONCE]


def is_silent(partnership: Partnership, place: Place) -> bool:
    """Whether there is something of which nobody in this layer has spoken."""
    own = Receipt.objects.filter(organization=place.organization, level=place.level)
    known = set(own.values_list("record_id", flat=True))
    return any(record.pk not in known for way in WAYS for record in things(partnership, way))


@dataclass(frozen=True, slots=True)
class Passage:
    """One organisation and way: how much reaches each layer, and how much each passes on."""

    organization: Organization
    way: Way
    layers: tuple[str, ...]
    reached: list[tuple[str, Figure]]
    passed: list[tuple[str, Figure]]
    funnel: LayerFunnel
    as_of: date

    @property
    def blocking(self) -> str:
        """The layer that passes on clearly less than the others do; empty where none does."""
        return "" if self.funnel.blocked is None else self.layers[self.funnel.blocked]

    @property
    def sentence(self) -> str:
        if not any(step.known for step in self.funnel.steps):
            return _("We cannot tell yet: too little has been said.")
        if self.funnel.blocked is None:
            return _("No layer is shown to pass on less than the others.")
        step = self.funnel.steps[self.funnel.blocked]
        return _("In %(body)s, little of what reaches one layer goes on to the next: %(step)s.") % {
            "body": self.organization.name,
            "step": _step_label(self.layers, step),
        }

    def evidence(self) -> list[Figure]:
        """What the sentence rests on: this step, and all others together."""
        here = self.funnel.steps[self.funnel.blocked or 0]
        rest = [step for step in self.funnel.steps if step is not here and step.known]
        return [
            _step_figure(_("passed on here"), here.passed, here.arrived, self.as_of),
            _step_figure(
                _("passed on at the other steps"),
                sum(step.passed for step in rest),
                sum(step.arrived for step in rest),
                self.as_of,
            ),
        ]


def passages(partnership: Partnership) -> list[Passage]:
    """Every organisation with two layers large enough, by name, both ways."""
    today = timezone.localdate()
    large = {
        key: found for key, found in large_layers(partnership, today).items() if len(found) > 1
    }
    bodies = Organization.objects.filter(pk__in=large).order_by("name", "pk")
    asked = {way.key: [record.pk for record in things(partnership, way)] for way in WAYS}
    said = _said(large, [key for keys in asked.values() for key in keys])
    return [
        _passage(body, way, way.in_order(large[body.pk]), asked[way.key], said, today)
        for body in bodies
        for way in WAYS
    ]


def to_look_at(today: date) -> QuerySet[Partnership]:
    """Partnerships in which somebody has said something, and that were not looked at today."""
    told = Receipt.objects.values("record__partnership")
    done = LayerLook.objects.filter(looked_on=today).values("partnership")
    return Partnership.objects.filter(pk__in=told).exclude(pk__in=done).order_by("pk")


Said = dict[tuple[UUID, UUID, str], bool]


def _said(bodies: Iterable[UUID], records: Iterable[UUID]) -> Said:
    rows = Receipt.objects.filter(organization__in=bodies, record__in=records)
    fields = rows.values_list("organization_id", "record_id", "level", "has_reached")
    return {(body, record, level): reached for body, record, level, reached in fields}


def _passage(
    body: Organization, way: Way, layers: Sequence[str], asked: list[UUID], said: Said, today: date
) -> Passage:
    table = [[said.get((body.pk, record, layer)) for layer in layers] for record in asked]
    # A thing goes into the funnel when each of the layers has spoken of it.
    whole = [row for row in table if None not in row] or [[False] * len(layers)]
    funnel = layer_funnel(whole, enough=ENOUGH, level=SURE)
    return Passage(
        organization=body,
        way=way,
        layers=tuple(layers),
        reached=[
            (layer_label(layer), _reached([row[i] for row in table], today))
            for i, layer in enumerate(layers)
        ],
        passed=[
            (_step_label(layers, step), _step_figure("", step.passed, step.arrived, today))
            for step in funnel.steps
        ],
        funnel=funnel,
        as_of=today,
    )


def _reached(column: list[bool | None], today: date) -> Figure:
    """Of the things this layer has spoken of, how many have reached it."""
    spoken = [one for one in column if one is not None]
    rest = {"as_of": today, "method": METHOD, "label": _("have reached it")}
    if len(spoken) < ENOUGH:
        return Figure.withheld(_few(), answered=len(spoken), asked=len(column), **rest)
    return Figure.share(sum(spoken), len(spoken), len(column), **rest)


def _step_figure(label: str, passed: int, arrived: int, today: date) -> Figure:
    rest = {"as_of": today, "method": METHOD, "label": label or _("went on")}
    if arrived < ENOUGH:
        return Figure.withheld(_few(), answered=arrived, asked=arrived, **rest)
    return Figure.share(passed, arrived, arrived, **rest)


def _few() -> str:
    return _("fewer than ten things are known")


def _step_label(layers: Sequence[str], step: Step) -> str:
    ends = {"from": layer_label(layers[step.source]), "to": layer_label(layers[step.target])}
    return _("from %(from)s to %(to)s") % ends


def layer_label(level: str) -> str:
    return str(LAYER_LABELS[level])


LAYER_LABELS = {
    Post.Level.FRONT_LINE.value: gettext_lazy("the front line"),
    Post.Level.FIRST_LINE_MANAGER.value: gettext_lazy("first-line managers"),
    Post.Level.MIDDLE_MANAGER.value: gettext_lazy("middle managers"),
    Post.Level.SENIOR_MANAGER.value: gettext_lazy("senior managers"),
    Post.Level.EXECUTIVE.value: gettext_lazy("the executive"),
}
