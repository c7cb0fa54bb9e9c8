"""What the house asks of assessments: their kind and word, asks, cards, findings, rows and files."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.assessments.actions.closing import close_without_key
from thegither.capabilities.assessments.actions.forgetting import erase_person, forget_answers
from thegither.capabilities.assessments.actions.planning import KIND
from thegither.capabilities.assessments.actions.session import AGREED, forget_locked
from thegither.capabilities.assessments.models import (
    FramePlace,
    OwnInstrument,
    PlanEntry,
    Remark,
    Response,
    SealedRating,
    Session,
    Talk,
    Wave,
)
from thegither.capabilities.assessments.phases import CLOSED, OPEN, SETTLING
from thegither.capabilities.assessments.queries.exporting import open_files
from thegither.capabilities.assessments.queries.handling import handling_of, kept_about
from thegither.capabilities.assessments.queries.home_picture import last_mirror
from thegither.capabilities.assessments.queries.instruments import choices
from thegither.capabilities.assessments.queries.paper import board_lines
from thegither.capabilities.assessments.queries.reading import state_sentence, waves_of
from thegither.capabilities.assessments.queries.remarks import waiting
from thegither.capabilities.assessments.queries.respondents import (
    has_finished,
    is_in_frame,
    respondent_of,
)
from thegither.spine.contact.models import Helper
from thegither.spine.contact.queries import helped_by
from thegither.spine.evidence.queries import lost_seals
from thegither.spine.evidence.seals import has_key
from thegither.spine.people.models import Person
from thegither.spine.people.rules import allows
from thegither.spine.spaces.house import Act, Ask, Card, Picture, Prepared, Template
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

WORD = "see"


def asks(viewer: Viewer, partnership: Partnership) -> list[Ask]:
    """Answer what is open and not finished, also in the name of whoever one helps; read what waits."""
    if not viewer.is_member:
        return []
    opened = waves_of(viewer, partnership).filter(activity__phase=OPEN)
    helps = [
        one for one in helped_by(viewer, timezone.localdate()) if one.what == Helper.What.ANSWER
    ]
    return [
        ask
        for wave in opened
        for ask in (*_own(viewer, wave), *_in_a_name(helps, wave), *_to_read(viewer, wave))
    ]


def _own(viewer: Viewer, wave: Wave) -> Iterator[Ask]:
    if _is_asked(wave, viewer.person):
        yield Ask(wave.title, _url("answer", wave), wave.instrument.minutes, wave.closes_on)


def _in_a_name(helps: list[Helper], wave: Wave) -> Iterator[Ask]:
    for helper in helps:
        if _is_asked(wave, helper.person_id):
            title = _("For %(name)s: %(title)s") % {
                "name": helper.person.name,
                "title": wave.title,
            }
            page = _url("helper_answer", wave, helper.pk)
            yield Ask(title, page, wave.instrument.minutes, wave.closes_on)


def _is_asked(wave: Wave, person: UUID) -> bool:
    """In the frame, and not yet done."""
    if not has_key(wave.activity_id) or not is_in_frame(wave, person):
        return False
    return not has_finished(respondent_of(wave, person))


def _to_read(viewer: Viewer, wave: Wave) -> Iterator[Ask]:
    if allows("assessments.moderate", viewer, wave):
        remarks = len(waiting(viewer, wave))
        if remarks:
            title = _("Read what people wrote: %(title)s") % {"title": wave.title}
            yield Ask(title, _url("moderate", wave), max(1, remarks // 2))


def cards(viewer: Viewer, partnership: Partnership) -> list[Card]:
    return [_card(wave) for wave in waves_of(viewer, partnership)]


def _card(wave: Wave) -> Card:
    phase = wave.activity.phase
    return Card(
        title=wave.title,
        url=_url("mirror" if phase == CLOSED else "wave", wave),
        state="",
        summary=state_sentence(wave),
        is_open=phase == OPEN,
    )


def _url(page: str, wave: Wave, *more: object) -> str:
    return reverse(f"assessments:{page}", args=[wave.record.partnership.slug, wave.pk, *more])


def starts(viewer: Viewer, partnership: Partnership) -> list[tuple[str, str]]:
    """The buttons under the word: what this viewer may begin, and the way to all waves."""
    pages = {"index": _("All assessments")}
    if allows("assessments.create", viewer, partnership):
        pages = {"create": _("Look at ourselves")} | pages
    slug = partnership.slug
    return [(text, reverse(f"assessments:{page}", args=[slug])) for page, text in pages.items()]


def templates(viewer: Viewer, partnership: Partnership) -> list[Template]:
    """Ready questions for a partnership that looks at itself."""
    if not allows("assessments.create", viewer, partnership):
        return []
    page = reverse("assessments:create", args=[partnership.slug])
    group = _("Look at yourselves: an assessment")
    return [
        Template(group, one.title, one.purpose, f"{page}?ready={one.key}")
        for one in choices(viewer, partnership)
    ]


def prepared(viewer: Viewer, partnership: Partnership) -> list[Prepared]:
    """The waves to which a coordinator invites people, the newest first."""
    if not allows("assessments.create", viewer, partnership):
        return []
    own = waves_of(viewer, partnership).order_by("-record__created_at", "pk")
    return [_prepared(viewer, wave) for wave in own]


def _prepared(viewer: Viewer, wave: Wave) -> Prepared:
    is_open = wave.activity.phase == OPEN
    return Prepared(
        title=wave.title,
        url=_url("wave", wave),
        # Who is invited can answer at once: so it opens first.
        invite_url=_url("invite" if is_open else "wave", wave),
        discard_url=_url("discard", wave) if allows("assessments.discard", viewer, wave) else "",
        is_sent=wave.activity.invitations.exists(),
    )


def acts(viewer: Viewer, partnership: Partnership, since: date, until: date) -> list[Act]:
    """Answers are sealed and decide nothing: there is nothing to weigh."""
    return []


def pictures(viewer: Viewer, partnership: Partnership) -> list[Picture]:
    """What assessments add to the mirror on the home page: how we see ourselves."""
    found = last_mirror(viewer, partnership)
    if found is None:
        return []
    sentence = _("The areas of “%(title)s”, as those who answered see them.") % {
        "title": found.wave.title
    }
    address = _url("mirror", found.wave)
    return [Picture(_("How we see ourselves"), address, found.svg, sentence, found.rows)]


def words_of(record: Record) -> str:
    """The words behind a remark's record, for those whose duty it is to read them."""
    found = Remark.objects.filter(record=record).first()
    return found.text if found else ""


def address_of(record: Record) -> str:
    """The page of a wave or of questions whose record this is; nothing for any other record."""
    waves = Wave.objects.select_related("activity", "record__partnership")
    found = waves.filter(record=record).first()
    return _card(found).url if found else _address_of_questions(record)


def _address_of_questions(record: Record) -> str:
    own = OwnInstrument.objects.filter(record=record).first()
    slug = record.partnership.slug
    return reverse("assessments:instrument", args=[slug, str(own.pk)]) if own else ""


def findings(partnership: Partnership) -> QuerySet[Finding]:
    """What a mirror says; what a group agreed when it looked at it is no alarm of the figures."""
    own = Finding.objects.filter(record__partnership=partnership, record__activity__kind=KIND)
    own = own.exclude(kind=AGREED)
    return own.select_related("record").order_by("record__created_at", "pk")


def export_files(partnership: Partnership) -> Iterator[tuple[str, bytes]]:
    """The questions of each wave as they were asked."""
    yield from open_files(partnership)


def rows(partnership: Partnership) -> list[QuerySet[Model]]:
    """Every row of assessments that belongs to a partnership, in an order in which it can be stored.

    What an open anonymous wave holds stands under pseudonyms whose key stays behind: `arrive` closes it.
    """
    own = {"wave__record__partnership": partnership}
    return [
        OwnInstrument.objects.filter(record__partnership=partnership),
        # The earlier of two that are compared comes first.
        Wave.objects.filter(record__partnership=partnership).order_by("record__created_at", "pk"),
        FramePlace.objects.filter(**own),
        Response.objects.filter(**own),
        Remark.objects.filter(**own),
        Session.objects.filter(**own),
        Talk.objects.filter(session__wave__record__partnership=partnership),
        SealedRating.objects.filter(talk__session__wave__record__partnership=partnership),
        PlanEntry.objects.filter(**own),
    ]


def forget(activity: Activity) -> dict[str, int]:
    """Delete the single answers of a closed wave; its mirror stays."""
    return forget_answers(activity=activity)


def erase(person: Person) -> dict[str, int]:
    """Remove what one person answered, as far as anything still leads to it."""
    return erase_person(person=person)


def arrive(partnership: Partnership) -> None:
    """After an import or a restore: close what was open and whose key stayed behind."""
    own = Wave.objects.filter(record__partnership=partnership, activity__phase__in=(OPEN, SETTLING))
    for wave in own.filter(activity__in=lost_seals()).order_by("pk"):
        close_without_key(wave=wave)
    for session in Session.objects.filter(wave__record__partnership=partnership, ended_on=None):
        if not has_key(session.pk):
            forget_locked(session=session)
