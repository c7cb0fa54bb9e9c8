"""What the house asks of relationships: their kind and word, asks, cards, findings, rows and files."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from thegither.capabilities.relationships.actions import (
    BLOCKED_LAYER,
    KIND,
    close_without_key,
    erase_person,
    forget_positions,
)
from thegither.capabilities.relationships.models import (
    LayerLook,
    NamedSpanner,
    Position,
    Receipt,
    Sheet,
    Snapshot,
    Wave,
)
from thegither.capabilities.relationships.phases import CLOSED, COUNTING, OPEN, PREPARING
from thegither.capabilities.relationships.queries.files import open_files
from thegither.capabilities.relationships.queries.handling import handling_of, kept_about
from thegither.capabilities.relationships.queries.reaching import is_silent, place_of
from thegither.capabilities.relationships.queries.reading import (
    last_results,
    state_sentence,
    waves_of,
)
from thegither.capabilities.relationships.queries.roster import roster_of
from thegither.capabilities.relationships.queries.sheets import has_answered
from thegither.capabilities.relationships.queries.showing import sentences, whole_figures
from thegither.spine.evidence.queries import lost_seals
from thegither.spine.evidence.seals import has_key
from thegither.spine.people.models import Person
from thegither.spine.people.rules import allows
from thegither.spine.spaces.house import (
    Act,
    Ask,
    Card,
    Line,
    Picture,
    Prepared,
    Section,
    Template,
)
from thegither.spine.spaces.models import Activity, Finding, Partnership, Record
from thegither.spine.spaces.visibility import Viewer

__all__ = [
    "KIND",
    "acts",
    "address_of",
    "arrive",
    "asks",
    "board_lines",
    "cards",
    "erase",
    "export_files",
    "findings",
    "forget",
    "handling_of",
    "kept_about",
    "pictures",
    "prepared",
    "rows",
    "starts",
    "templates",
    "words_of",
]

WORD = "see"
MINUTES, REACH_MINUTES = 10, 2
# A map of some 60 organisations; a larger one would weigh down the home page and show nothing so small.
LARGEST_ON_HOME = 50_000


def asks(viewer: Viewer, partnership: Partnership) -> list[Ask]:
    """Say whom you work with, while a wave is open, and what has reached your layer."""
    if not viewer.is_member:
        return []
    opened = waves_of(viewer, partnership).filter(activity__phase=OPEN)
    sheets = [
        Ask(wave.title, _url("choose", wave), MINUTES, wave.closes_on)
        for wave in opened
        if _is_wanted(viewer, wave)
    ]
    return sheets + _reach_ask(viewer, partnership)


def _reach_ask(viewer: Viewer, partnership: Partnership) -> list[Ask]:
    """Asked of a layer until somebody there has spoken; nobody knows who did."""
    place = place_of(viewer, partnership)
    if place is None or not is_silent(partnership, place):
        return []
    url = reverse("relationships:say_what_reached", args=[partnership.slug])
    return [Ask(_("What has reached you?"), url, REACH_MINUTES)]


def _is_wanted(viewer: Viewer, wave: Wave) -> bool:
    on_the_list = roster_of(wave).of_person(viewer.person) is not None
    return on_the_list and has_key(wave.activity_id) and not has_answered(viewer.person, wave)


def cards(viewer: Viewer, partnership: Partnership) -> list[Card]:
    return [_card(wave) for wave in waves_of(viewer, partnership)]


def _card(wave: Wave) -> Card:
    phase = wave.activity.phase
    return Card(
        title=wave.title,
        url=_url("results" if phase == CLOSED else "wave", wave),
        state="",
        summary=state_sentence(wave),
        is_open=phase == OPEN,
    )


def _url(page: str, wave: Wave) -> str:
    return reverse(f"relationships:{page}", args=[wave.record.partnership.slug, wave.pk])


def starts(viewer: Viewer, partnership: Partnership) -> list[tuple[str, str]]:
    """The buttons under the word: what this viewer may begin."""
    if not allows("relationships.create", viewer, partnership):
        return []
    return [
        (_("Ask who works with whom"), reverse("relationships:create", args=[partnership.slug]))
    ]


def templates(viewer: Viewer, partnership: Partnership) -> list[Template]:
    if not allows("relationships.create", viewer, partnership):
        return []
    words = _(
        "A map of organisations, who holds others together, and what would be lost if one left."
    )
    url = reverse("relationships:create", args=[partnership.slug])
    return [Template(_("See how we hang together"), _("Who works with whom?"), words, url)]


def prepared(viewer: Viewer, partnership: Partnership) -> list[Prepared]:
    """The waves to which a coordinator invites people, the newest first."""
    if not allows("relationships.create", viewer, partnership):
        return []
    own = waves_of(viewer, partnership).filter(activity__phase__in=[PREPARING, OPEN])
    return [_prepared(wave) for wave in own]


def _prepared(wave: Wave) -> Prepared:
    is_open = wave.activity.phase == OPEN
    return Prepared(
        title=wave.title,
        url=_url("wave", wave),
        # Who is invited can answer at once: so it opens first.
        invite_url=_url("invite" if is_open else "wave", wave),
        discard_url="",
        is_sent=wave.activity.invitations.exists(),
    )


def acts(viewer: Viewer, partnership: Partnership, since: date, until: date) -> list[Act]:
    """Answers are sealed and decide nothing: there is nothing to weigh."""
    return []


def pictures(viewer: Viewer, partnership: Partnership) -> list[Picture]:
    """What relationships add to the mirror on the home page: the map of organisations."""
    wave = last_results(viewer, partnership)
    if wave is None or not 0 < len(wave.snapshot.svg) <= LARGEST_ON_HOME:
        return []
    snapshot = wave.snapshot
    title, url = _("Relationships"), _url("results", wave)
    return [Picture(title, url, snapshot.svg, sentences(snapshot)[0], whole_figures(snapshot)[:1])]


def board_lines(
    viewer: Viewer, partnership: Partnership, since: date, until: date
) -> list[Section]:
    """What the waves that were counted in these days say."""
    own = waves_of(viewer, partnership).filter(
        activity__phase=CLOSED,
        snapshot__as_of__date__gte=since,
        snapshot__as_of__date__lte=until,
    )
    return [_section(wave) for wave in own.select_related("snapshot")]


def _section(wave: Wave) -> Section:
    return Section(
        title=wave.title,
        url=_url("results", wave),
        lines=tuple(Line(sentence) for sentence in sentences(wave.snapshot)),
        caption=_("Organisations together"),
        rows=tuple(whole_figures(wave.snapshot)),
        cannot_tell=(_("Who named whom: nobody can read that any more."),),
    )


def words_of(record: Record) -> str:
    """A wave holds no words of people."""
    return ""


def address_of(record: Record) -> str:
    """The page of a wave; nothing for any other record."""
    found = Wave.objects.filter(record=record).select_related("activity", "record").first()
    return _card(found).url if found else ""


def findings(partnership: Partnership) -> QuerySet[Finding]:
    ours = Q(record__activity__kind=KIND) | Q(kind=BLOCKED_LAYER)
    own = Finding.objects.filter(ours, record__partnership=partnership)
    return own.select_related("record").order_by("record__created_at", "pk")


def export_files(partnership: Partnership) -> Iterator[tuple[str, bytes]]:
    """The map of organisations of each counted wave, as tables and as a picture."""
    yield from open_files(partnership)


def rows(partnership: Partnership) -> list[QuerySet[Model]]:
    """Every row of relationships that belongs to a partnership, in an order in which it can be stored.

    Sheets and pages of people are locked; their keys stay behind, so nobody can read them elsewhere.
    """
    return [
        Wave.objects.filter(record__partnership=partnership),
        Sheet.objects.filter(wave__record__partnership=partnership),
        Snapshot.objects.filter(wave__record__partnership=partnership),
        Position.objects.filter(wave__record__partnership=partnership),
        NamedSpanner.objects.filter(wave__record__partnership=partnership),
        Receipt.objects.filter(record__partnership=partnership),
        LayerLook.objects.filter(partnership=partnership),
    ]


def forget(activity: Activity) -> dict[str, int]:
    """Delete everybody's page about themselves; the picture of the whole stays."""
    return forget_positions(activity=activity)


def erase(person: Person) -> dict[str, int]:
    """Remove what one person said and what others said of them, as far as a key still leads there."""
    return erase_person(person=person)


def arrive(partnership: Partnership) -> None:
    """After an import or a restore: close what was open and whose key stayed behind."""
    own = Wave.objects.filter(record__partnership=partnership, activity__phase__in=[OPEN, COUNTING])
    for wave in own.filter(activity__in=lost_seals()).order_by("pk"):
        close_without_key(wave=wave)
