"""What the house asks of meetings: their kind and word, asks, cards, findings, rows and files."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from thegither.capabilities.meetings.actions import RETREAT
from thegither.capabilities.meetings.actions.planning import KIND
from thegither.capabilities.meetings.models import (
    AgendaItem,
    Attendance,
    Correction,
    EarlyWord,
    Meeting,
    PartnerLook,
)
from thegither.capabilities.meetings.phases import HELD, PLANNED
from thegither.capabilities.meetings.queries.acts import acts_of
from thegither.capabilities.meetings.queries.drifting import own_words
from thegither.capabilities.meetings.queries.exporting import open_files
from thegither.capabilities.meetings.queries.reading import meetings_of, state_sentence, when
from thegither.spine.papers.queries import papers_of
from thegither.spine.people.models import Person
from thegither.spine.people.rules import allows
from thegither.spine.spaces.house import (
    Act,
    Ask,
    Card,
    Handling,
    Kept,
    Picture,
    Prepared,
    Section,
    Template,
)
from thegither.spine.spaces.models import Activity, Finding, Partnership, Record
from thegither.spine.spaces.visibility import Viewer

WORD = "decide"
KEEP_MONTHS = 72
A_PAPER = 5  # minutes to read one
SHOWN_FOR = timedelta(days=120)


def asks(viewer: Viewer, partnership: Partnership) -> list[Ask]:
    """Say whether you come, read the papers, and (for those who run it) bring the minutes to an end."""
    if not viewer.is_member:
        return []
    own = meetings_of(viewer, partnership)
    coming = own.filter(activity__phase=PLANNED, starts_at__gte=timezone.now())
    places = Attendance.objects.filter(meeting__in=coming, person=viewer.person)
    found = [ask for place in places for ask in _before(viewer, _of(coming, place), place)]
    found += _early_words(viewer, partnership)
    held = own.filter(activity__phase=HELD, ends_at__lt=timezone.now())
    return found + [_after(each) for each in held if allows("meetings.agree_minutes", viewer, each)]


def _early_words(viewer: Viewer, partnership: Partnership) -> list[Ask]:
    """Asked of everybody in the organisation until one of them has answered."""
    where = [
        reverse("meetings:early_word", args=[partnership.slug, word.pk])
        for word in own_words(viewer, partnership).filter(answered_on=None)
    ]
    return [Ask(_("Has anything changed in your organisation?"), url, 2) for url in where]


def _of(meetings: QuerySet[Meeting], place: Attendance) -> Meeting:
    return next(each for each in meetings if each.pk == place.meeting_id)


def _before(viewer: Viewer, meeting: Meeting, place: Attendance) -> Iterator[Ask]:
    said = {
        "meeting": meeting.title,
        "day": date_format(timezone.localdate(meeting.starts_at), "j F"),
    }
    day, url = timezone.localdate(meeting.starts_at), _url("meeting", meeting)
    if not place.answer:
        yield Ask(_("Say whether you come: %(meeting)s, %(day)s") % said, url, 1, day)
    papers = papers_of(viewer, meeting.record).filter(withdrawn_at=None).count()
    if papers and place.answer != Attendance.Answer.APOLOGIES:
        yield Ask(_("Read the papers: %(meeting)s, %(day)s") % said, url, papers * A_PAPER, day)


def _after(meeting: Meeting) -> Ask:
    title = _("Bring the minutes to an end: %(meeting)s") % {"meeting": meeting.title}
    return Ask(title, _url("minutes", meeting), 10)


def cards(viewer: Viewer, partnership: Partnership) -> list[Card]:
    """Those to come, the next one first, and those of the last months; the others stand on their own page."""
    recent = meetings_of(viewer, partnership).filter(starts_at__gte=timezone.now() - SHOWN_FOR)
    ordered = sorted(recent, key=_nearest_first)
    return [_card(meeting) for meeting in ordered]


def _nearest_first(meeting: Meeting) -> tuple[bool, float]:
    """Those to come in the order in which they come, then those that were, the last one first."""
    seconds = meeting.starts_at.timestamp()
    is_over = meeting.ends_at < timezone.now()
    return is_over, -seconds if is_over else seconds


def _card(meeting: Meeting) -> Card:
    return Card(
        title=meeting.title,
        url=_url("meeting", meeting),
        state=when(meeting),
        summary=state_sentence(meeting),
        is_open=meeting.activity.phase in (PLANNED, HELD),
    )


def _url(page: str, meeting: Meeting) -> str:
    return reverse(f"meetings:{page}", args=[meeting.record.partnership.slug, meeting.pk])


def starts(viewer: Viewer, partnership: Partnership) -> list[tuple[str, str]]:
    """The buttons under the word: what this viewer may begin, and the way to all meetings."""
    pages = {"index": _("All meetings")}
    if allows("meetings.create", viewer, partnership):
        pages = {"create": _("Plan a meeting"), "agreed_anew": _("Record what was agreed")} | pages
    slug = partnership.slug
    return [(text, reverse(f"meetings:{page}", args=[slug])) for page, text in pages.items()]


def templates(viewer: Viewer, partnership: Partnership) -> list[Template]:
    """The next meeting, for a coordinator who begins."""
    if not allows("meetings.create", viewer, partnership):
        return []
    words = _("Day and place, an agenda, and a record of what was agreed, by whom and until when.")
    url = reverse("meetings:create", args=[partnership.slug])
    return [Template(_("Write down what we agree"), _("Plan the next meeting"), words, url)]


def prepared(viewer: Viewer, partnership: Partnership) -> list[Prepared]:
    """The meetings to which a coordinator asks people, the newest first."""
    if not allows("meetings.create", viewer, partnership):
        return []
    own = Meeting.objects.visible_to(viewer).filter(record__partnership=partnership)
    return [_prepared(viewer, each) for each in own.order_by("-starts_at", "pk")]


def _prepared(viewer: Viewer, meeting: Meeting) -> Prepared:
    pages = {
        name: reverse(f"meetings:{name}", args=[meeting.record.partnership.slug, meeting.pk])
        for name in ("meeting", "people", "cancel")
    }
    return Prepared(
        title=meeting.title,
        url=pages["meeting"],
        invite_url=pages["people"],
        discard_url=pages["cancel"] if allows("meetings.cancel", viewer, meeting) else "",
        is_sent=meeting.attendances.exists(),
    )


def acts(viewer: Viewer, partnership: Partnership, since: date, until: date) -> list[Act]:
    """Who chaired, set the agenda and came, by class of partner."""
    return list(acts_of(viewer, partnership, since, until))


def pictures(viewer: Viewer, partnership: Partnership) -> list[Picture]:
    return []


def board_lines(
    viewer: Viewer, partnership: Partnership, since: date, until: date
) -> list[Section]:
    """What was agreed stands in the board paper as decisions and promises; a meeting adds nothing."""
    return []


def words_of(record: Record) -> str:
    """The words behind an item of an agenda, for those whose duty it is to read them."""
    item = AgendaItem.objects.filter(record=record).select_related("record").first()
    return "\n\n".join(filter(None, [item.title, item.notes])) if item else ""


def address_of(record: Record) -> str:
    """The page of a meeting, also for an item of its agenda; nothing for any other record."""
    meetings = Meeting.objects.select_related("record__partnership")
    found = meetings.filter(record=record).first() or meetings.filter(items__record=record).first()
    return _url("meeting", found) if found else ""


def findings(partnership: Partnership) -> QuerySet[Finding]:
    """What the figures say of meetings, and of partners that have answered an early word."""
    ours = Q(record__activity__kind=KIND) | Q(kind=RETREAT)
    own = Finding.objects.filter(ours, record__partnership=partnership)
    return own.select_related("record").order_by("record__created_at", "pk")


def export_files(partnership: Partnership) -> Iterator[tuple[str, bytes]]:
    """What members see of meetings, as JSON, as tables, and as a calendar."""
    yield from open_files(partnership)


def rows(partnership: Partnership) -> list[QuerySet[Model]]:
    """Every row of meetings that belongs to a partnership, in an order in which it can be stored."""
    return [
        Meeting.objects.filter(record__partnership=partnership),
        AgendaItem.objects.filter(record__partnership=partnership),
        Correction.objects.filter(item__record__partnership=partnership),
        Attendance.objects.filter(meeting__record__partnership=partnership),
        EarlyWord.objects.filter(partnership=partnership),
        PartnerLook.objects.filter(partnership=partnership),
    ]


def handling_of(activity: Activity) -> Handling:
    return Handling(
        asks=_("Who comes, who cannot, what is said to each point, and what was agreed."),
        why=_("So that everybody can rely on what was agreed, and on who does it by when."),
        seen_while_open=_("Members read the agenda, the papers, who comes and the minutes."),
        seen_after=_("Members read the minutes and what was agreed."),
        goes=_("Nothing by itself: what was agreed is the partnership's record."),
        stays=_("The agenda, the minutes, and what was agreed."),
        keep_months=KEEP_MONTHS,
        is_sealed=False,
        has_opened=True,
    )


def forget(activity: Activity) -> dict[str, int]:
    """Minutes are the results: there are no single answers behind them to delete."""
    return {}


def erase(person: Person) -> dict[str, int]:
    """What points at somebody is found without us; nothing else of a meeting leads to a person."""
    return {}


def kept_about(person: Person) -> list[Kept]:
    return []


def arrive(partnership: Partnership) -> None:
    """Nothing of a meeting is sealed, so nothing has to close after an import."""
