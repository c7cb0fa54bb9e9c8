"""What the joining pages show: reads of the spine, and of each capability's `activity`."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.spine.authority import house as authority_house
from thegither.spine.authority.power import Sheet, balance_sheet
from thegither.spine.people.queries import partners
from thegither.spine.promises import house as promises_house
from thegither.spine.spaces.house import Ask, Card, Picture
from thegither.spine.spaces.models import Commitment, Finding, Link, Partnership, Record
from thegither.spine.spaces.queries import SETTLED, alerts_for
from thegither.spine.spaces.veil import veiled
from thegither.spine.spaces.visibility import OUTSIDER, SAFEGUARDING_LEAD, Viewer
from thegither.thread.registry import activities, activities_of
from thegither.thread.words import WORDS, Word

# Rooms of the spine that the house asks as it asks every capability.
SPINE = (authority_house, promises_house)
MOST_ASKS = 5
MOST_NEWS = 5
MOST_FOUND = 50
RECENT = timedelta(days=14)
# Records that come by the dozen and would drive everything else out of the news, or that come with another.
TOO_SMALL = ("statement", "import", "agenda_item", "card", "option", "directive")


@dataclass(frozen=True, slots=True)
class Promises:
    """Commitments by what became of them. Overdue: still open, and its day has passed."""

    kept: list[Commitment]
    due: list[Commitment]
    overdue: list[Commitment]
    broken: list[Commitment]

    def __bool__(self) -> bool:
        return any((self.kept, self.due, self.overdue, self.broken))


@dataclass(frozen=True, slots=True)
class Turn:
    """One word of the loop in the row on the home page: what is open under it."""

    word: Word
    open_cards: list[Card]


@dataclass(frozen=True, slots=True)
class Door:
    """A partnership as anybody sees it: who takes part, what is open to all, and what came of the last."""

    partnership: Partnership
    partners: dict[str, list[str]]
    open_cards: list[Card]
    past_cards: list[Card]
    found: list[Record]


def front_door() -> list[Door]:
    """Every partnership here by name."""
    return [door_of(each) for each in Partnership.objects.order_by("name")]


def door_of(partnership: Partnership) -> Door:
    """What an outsider sees of one partnership."""
    cards = all_cards(OUTSIDER, partnership)
    records = Record.objects.visible_to(OUTSIDER).filter(partnership=partnership, kind="finding")
    return Door(
        partnership=partnership,
        partners=partners(partnership, timezone.localdate()),
        open_cards=_open(cards),
        past_cards=[card for card in cards if not card.is_open][:MOST_NEWS],
        found=veiled(
            OUTSIDER,
            records.order_by("-created_at", "pk").prefetch_related(sources(OUTSIDER, "links_in"))[
                :MOST_NEWS
            ],
        ),
    )


def asks_of(viewer: Viewer, partnership: Partnership) -> list[Ask]:
    """What this viewer is asked to do: the most urgent five, those without a day last."""
    asks = [ask for activity in activities() for ask in activity.asks(viewer, partnership)]
    asks += [ask for house in SPINE for ask in house.asks(viewer, partnership)]
    asks += _alerts(viewer, partnership)
    asks.sort(key=lambda ask: (ask.due is None, ask.due or date.max, ask.minutes, ask.title))
    return asks[:MOST_ASKS]


def _alerts(viewer: Viewer, partnership: Partnership) -> list[Ask]:
    """Texts that may tell of harm wait for the safeguarding lead: nothing is more urgent."""
    if not viewer.has_duty(SAFEGUARDING_LEAD):
        return []
    waiting = alerts_for(viewer, partnership).filter(answered_at=None)
    title, url = _("Somebody may be at risk"), reverse("people:alerts", args=[partnership.slug])
    return [Ask(title, url, 5, timezone.localdate(alert.due_at)) for alert in waiting[:1]]


def words_of(record: Record) -> str:
    """The words behind a record, read where a duty calls for it; empty where there are none."""
    found = (house.words_of(record) for house in (*activities(), *SPINE))
    return next((words for words in found if words), "")


def pictures(viewer: Viewer, partnership: Partnership) -> list[Picture]:
    """The mirror on the home page: the small pictures that exist."""
    return [each for activity in activities() for each in activity.pictures(viewer, partnership)]


def cards_of(word: Word, viewer: Viewer, partnership: Partnership) -> list[Card]:
    """The activities under one word, the open ones first; otherwise as the capability orders them."""
    modules = activities_of(word.name)
    cards = [card for activity in modules for card in activity.cards(viewer, partnership)]
    return sorted(cards, key=lambda card: not card.is_open)


def starts_of(word: Word, viewer: Viewer, partnership: Partnership) -> list[tuple[str, str]]:
    """What this viewer may begin under a word: the text of each button, and where it leads."""
    modules = [*activities_of(word.name), *(h for h in (authority_house,) if h.WORD == word.name)]
    return [start for module in modules for start in module.starts(viewer, partnership)]


def balance_of(
    viewer: Viewer, partnership: Partnership, *, since: date, until: date, null: str
) -> Sheet:
    """Who did how much where this partnership decides, by class of partner, against a null that is named."""
    acts = [act for each in activities() for act in each.acts(viewer, partnership, since, until)]
    return balance_sheet(viewer, partnership, acts, until, null)


def address_of(record: Record) -> str:
    """The page of a record in its own capability or in the spine, or nothing if none has one for it."""
    addresses = (house.address_of(record) for house in (*activities(), *SPINE))
    return next((address for address in addresses if address), "")


def all_cards(viewer: Viewer, partnership: Partnership) -> list[Card]:
    return [card for word in WORDS for card in cards_of(word, viewer, partnership)]


def turns(viewer: Viewer, partnership: Partnership) -> list[Turn]:
    return [Turn(word, _open(cards_of(word, viewer, partnership))) for word in WORDS]


def _open(cards: list[Card]) -> list[Card]:
    return [card for card in cards if card.is_open]


def news(viewer: Viewer, partnership: Partnership) -> list[Record]:
    """What came into the partnership in the last two weeks. Nobody's own last visit is kept."""
    records = Record.objects.visible_to(viewer).filter(partnership=partnership)
    recent = records.filter(created_at__gte=timezone.now() - RECENT)
    return veiled(viewer, recent.exclude(kind__in=TOO_SMALL)[:MOST_NEWS])


def findings(viewer: Viewer, partnership: Partnership) -> list[Finding]:
    """What was found and is still so, the newest first. What was looked at or answered is left out."""
    visible = Finding.objects.visible_to(viewer).filter(record__partnership=partnership)
    still_so = visible.exclude(record__state=SETTLED).select_related("record")
    told = still_so.prefetch_related(sources(viewer, "record__links_in"))
    return veiled(viewer, told.order_by("-record__created_at", "pk")[:MOST_FOUND], "sentence")


def sources(viewer: Viewer, path: str) -> Prefetch:
    """What each finding was found in, as far as this viewer may see it: the links in its `sources`.

    A finding never quotes what it is about, which may be hidden one day; so its title is read each time.
    """
    seen = Record.objects.visible_to(viewer)
    links = Link.objects.filter(relation="found", from_record__in=seen)
    return Prefetch(path, links.select_related("from_record"), to_attr="sources")


def promises(viewer: Viewer, partnership: Partnership) -> Promises:
    visible = Commitment.objects.visible_to(viewer).filter(record__partnership=partnership)
    rows = list(visible.select_related("record").order_by("due_on"))
    states, today = Commitment.State, timezone.localdate()
    still_open = [row for row in rows if row.state in {states.OPEN, states.RENEGOTIATED}]
    return Promises(
        kept=[row for row in rows if row.state == states.KEPT],
        due=[row for row in still_open if row.due_on >= today],
        overdue=[row for row in still_open if row.due_on < today],
        broken=[row for row in rows if row.state == states.BROKEN],
    )


def found(viewer: Viewer, partnership: Partnership, words: str) -> list[Record]:
    """Visible records whose title holds every one of the words, as this viewer may read it."""
    records = Record.objects.visible_to(viewer).filter(partnership=partnership)
    parts = words.lower().split()
    for part in parts:
        records = records.filter(title__icontains=part)
    read = veiled(viewer, records[:MOST_FOUND])
    return [one for one in read if all(part in one.title.lower() for part in parts)]
