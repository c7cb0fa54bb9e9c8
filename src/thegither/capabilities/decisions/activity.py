"""What the house asks of decision rooms: their kind and word, asks, cards, findings, rows and files."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from thegither.capabilities.decisions.actions.cards import drop_cards
from thegither.capabilities.decisions.actions.closing import close_without_key
from thegither.capabilities.decisions.actions.preparing import KIND
from thegither.capabilities.decisions.models import (
    Acknowledgement,
    Amendment,
    Ballot,
    Card,
    Directive,
    Elector,
    Objection,
    Option,
    Permission,
    Renewal,
    Review,
    Risk,
    Room,
    ShownCard,
    Step,
)
from thegither.capabilities.decisions.phases import CARDS, PHASES, TALK, VOTING
from thegither.capabilities.decisions.queries.acts import acts_of
from thegither.capabilities.decisions.queries.asking import asks_of
from thegither.capabilities.decisions.queries.board import board_lines
from thegither.capabilities.decisions.queries.handing_out import open_files
from thegither.capabilities.decisions.queries.handling import handling_of
from thegither.capabilities.decisions.queries.reading import rooms_for, rooms_of, state_sentence
from thegither.spine.evidence.queries import lost_seals
from thegither.spine.people.models import Person
from thegither.spine.people.rules import allows
from thegither.spine.spaces import house
from thegither.spine.spaces.models import Activity, Finding, Partnership, Record
from thegither.spine.spaces.visibility import Viewer

__all__ = [
    "KIND",
    "WORD",
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

WORD = "decide"


def asks(viewer: Viewer, partnership: Partnership) -> list[house.Ask]:
    """Vote, lay a card, and (for coordinators) write the record and look at it again."""
    return list(asks_of(viewer, partnership)) if viewer.is_member else []


def cards(viewer: Viewer, partnership: Partnership) -> list[house.Card]:
    return [_card(room) for room in rooms_for(viewer, rooms_of(viewer, partnership))]


def _card(room: Room) -> house.Card:
    return house.Card(
        title=room.question,
        url=_url("room", room),
        state=str(PHASES.label(room)),
        summary=state_sentence(room),
        is_open=room.activity.phase in (VOTING, CARDS, TALK, "options"),
    )


def _url(page: str, room: Room) -> str:
    return reverse(f"decisions:{page}", args=[room.record.partnership.slug, room.pk])


def starts(viewer: Viewer, partnership: Partnership) -> list[tuple[str, str]]:
    """The buttons under the word: what this viewer may begin, and the ways to the lists."""
    pages = {"index": _("All decisions")}
    if viewer.is_member and viewer.partnership == partnership.pk:
        pages |= {"risks": _("Risks and permissions"), "directives": _("Decided by one post")}
    if allows("decisions.create", viewer, partnership):
        pages = {"create": _("Decide something together")} | pages
    return [
        (text, reverse(f"decisions:{page}", args=[partnership.slug]))
        for page, text in pages.items()
    ]


def templates(viewer: Viewer, partnership: Partnership) -> list[house.Template]:
    """A first decision, for a coordinator who begins."""
    if not allows("decisions.create", viewer, partnership):
        return []
    words = _("A question, options drafted together, a rule sealed before anybody votes, a record.")
    url = reverse("decisions:create", args=[partnership.slug])
    return [house.Template(_("Decide together"), _("Settle what is contested"), words, url)]


def prepared(viewer: Viewer, partnership: Partnership) -> list[house.Prepared]:
    """The rooms in which those on the roll can be asked to vote, the newest first."""
    if not allows("decisions.create", viewer, partnership):
        return []
    rooms = rooms_of(viewer, partnership).filter(activity__phase=VOTING)
    return [_prepared(room) for room in rooms.order_by("-record__created_at", "pk")]


def _prepared(room: Room) -> house.Prepared:
    return house.Prepared(
        title=room.question,
        url=_url("room", room),
        invite_url=_url("invite", room),
        discard_url="",
        is_sent=room.activity.invitations.exists(),
    )


def acts(viewer: Viewer, partnership: Partnership, since: date, until: date) -> list[house.Act]:
    """Who proposed, amended and voted, by class of partner."""
    return list(acts_of(viewer, partnership, since, until))


def pictures(viewer: Viewer, partnership: Partnership) -> list[house.Picture]:
    return []


def words_of(record: Record) -> str:
    """The words behind a record of ours, for those whose duty it is to read them."""
    option = Option.objects.filter(record=record).first()
    amendment = Amendment.objects.filter(record=record).first()
    objection = Objection.objects.filter(record=record).first()
    card = ShownCard.objects.filter(record=record).first()
    found = (option and option.words, amendment and amendment.words, objection and objection.reason)
    return next(filter(None, (*found, card and card.words)), "")


def address_of(record: Record) -> str:
    """The page of a room, also for what was said in it; of a directive or a risk its list; else nothing."""
    room = (
        Room.objects.filter(activity__records=record).select_related("record__partnership").first()
    )
    room = room or Room.objects.filter(record=record).select_related("record__partnership").first()
    if room:
        own = {"objection": record.kind == "objection"}
        return _url("room", room) + ("#objections" if own["objection"] else "")
    page = {"directive": "directives", "risk": "risks", "permission": "risks"}.get(record.kind)
    return reverse(f"decisions:{page}", args=[record.partnership.slug]) if page else ""


def findings(partnership: Partnership) -> QuerySet[Finding]:
    """What the figures say of rooms of their own accord."""
    own = Finding.objects.filter(record__partnership=partnership, record__activity__kind=KIND)
    return own.select_related("record").order_by("record__created_at", "pk")


def export_files(partnership: Partnership) -> Iterator[tuple[str, bytes]]:
    """Each decision as Popolo, its ballots as Pabulib or PrefLib where they fit, and the days of review."""
    yield from open_files(partnership)


def rows(partnership: Partnership) -> list[QuerySet[Model]]:
    """Every row of decisions that belongs to a partnership, in an order in which it can be stored.

    What a secret vote holds stands under pseudonyms whose key stays behind: `arrive` closes it.
    """
    own = {"record__partnership": partnership}
    inside = {"room__record__partnership": partnership}
    return [
        Room.objects.filter(**own),
        Option.objects.filter(**own),
        Amendment.objects.filter(**own),
        Elector.objects.filter(**inside),
        Ballot.objects.filter(**inside),
        Card.objects.filter(**inside),
        ShownCard.objects.filter(**own),
        Objection.objects.filter(**own),
        Step.objects.filter(objection__record__partnership=partnership),
        Review.objects.filter(**inside),
        Directive.objects.filter(**own),
        Acknowledgement.objects.filter(directive__record__partnership=partnership),
        Renewal.objects.filter(**inside),
        Permission.objects.filter(**own),
        Risk.objects.filter(**own),
    ]


def forget(activity: Activity) -> dict[str, int]:
    """The record of a decision stays, with its ballots: secret ones lead to nobody."""
    return {}


def erase(person: Person) -> dict[str, int]:
    """What points at somebody is found without us; a release names people by an id that then means nothing."""
    return {}


def kept_about(person: Person) -> list[house.Kept]:
    return []


def arrive(partnership: Partnership) -> None:
    """After an import or a restore: close what was open and whose key stayed behind.

    An open ballot needs no key to be counted; only the codes on paper are lost with it."""
    own = Room.objects.filter(record__partnership=partnership, activity__in=lost_seals())
    for room in own.filter(activity__phase=VOTING, rule__secret=True).order_by("pk"):
        close_without_key(room=room)
    for room in own.filter(activity__phase__in=[CARDS, TALK]).order_by("pk"):
        drop_cards(room=room)
