"""A partner of which the board sees less is told so first and alone, and asked what changed."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from thegither.capabilities.meetings.actions.audit import sentence
from thegither.capabilities.meetings.actions.errors import MeetingError
from thegither.capabilities.meetings.models import Attendance, EarlyWord, PartnerLook
from thegither.capabilities.meetings.queries.drifting import Fall, falls
from thegither.spine.contact.actions import tell
from thegither.spine.evidence.actions import append_entry
from thegither.spine.people.models import Membership, Person
from thegither.spine.spaces.actions import create_record, hide_record
from thegither.spine.spaces.models import Finding, Partnership, Record
from thegither.spine.spaces.visibility import HOUSE, Viewer

RETREAT, ANSWERED = "retreat", "answered"
HIDDEN_FOR = timedelta(days=365)


class AnsweredAlready(MeetingError):
    """An early word is answered once."""


@transaction.atomic
def watch_partners(*, partnership: Partnership) -> list[EarlyWord]:
    """Say an early word to each partner that drifts away. Twice is as good as once."""
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    looked = {"looked_on": timezone.localdate()}
    PartnerLook.objects.update_or_create(partnership=partnership, defaults=looked)
    return [_say(partnership, fall) for fall in falls(partnership)]


def _say(partnership: Partnership, fall: Fall) -> EarlyWord:
    word = EarlyWord.objects.create(
        partnership=partnership,
        organization_id=fall.organization,
        since=fall.since,
        until=fall.until,
        figures=[[label, figure.to_json()] for label, figure in fall.figures],
    )
    for person in _who_sits_there(partnership, fall.organization):
        tell(
            partnership=partnership,
            person=person,
            kind="early_word",
            about=None,
            # It goes out by mail, so it tells nothing to whoever else reads the mailbox.
            sentence=_("A question to your organisation alone: has anything changed?"),
            path=reverse("meetings:early_word", args=[partnership.slug, word.pk]),
            minutes=2,
        )
    # The chain can be read by others: it says that a word was said, and not to whom.
    _write_down(word, HOUSE, "say_early_word")
    return word


def _who_sits_there(partnership: Partnership, organization: UUID) -> list[Person]:
    """Those who had a place for it within a year and belong to it today."""
    since = timezone.now() - timedelta(days=365)
    places = Attendance.objects.filter(
        organization=organization,
        meeting__body=None,
        meeting__record__partnership=partnership,
        meeting__starts_at__gte=since,
    )
    today = Membership.on(timezone.localdate())
    staff = Membership.objects.filter(today, organization=organization).values("person")
    people = Person.objects.filter(pk__in=places.values("person"), merged_into=None)
    return list(people.filter(pk__in=staff).order_by("name", "pk"))


@transaction.atomic
def answer_early_word(*, viewer: Viewer, word: EarlyWord, answer: str) -> Finding:
    """What changed, in the partner's words. From now on coordinators see it too, and no other partner does.

    Raises NothingSaid without words, AnsweredAlready the second time.
    """
    word = EarlyWord.objects.select_for_update(of=("self",)).get(pk=word.pk)
    if word.answered_on:
        raise AnsweredAlready(_("Somebody of your organisation has answered already."))
    word.answer = sentence(answer, "answer")
    word.answered_on = timezone.localdate()
    word.finding = _find(word, viewer)
    word.save(update_fields=["answer", "answered_on", "finding"])
    _write_down(word, viewer, "answer_early_word")
    return word.finding


def _find(word: EarlyWord, viewer: Viewer) -> Finding:
    day = date_format(timezone.localdate(word.since), "j F Y")
    said = {"body": word.organization.name, "day": day}
    text = _("The board has seen less of %(body)s since %(day)s.") % said
    record = create_record(
        partnership=word.partnership,
        kind="finding",
        title=text,
        audience=Record.Audience.MEMBERS,
        state=ANSWERED,
    )
    hide_record(
        viewer=viewer,
        record=record,
        reason=_("It concerns one partner, who was asked first. Coordinators help that partner."),
        until=timezone.now() + HIDDEN_FOR,
        seen_by_moderator=False,
    )
    return Finding.objects.create(
        record=record,
        kind=RETREAT,
        about=[f"organization:{word.organization_id}"],
        sentence=text,
        figures=[figure for _label, figure in word.figures],
        verdict="found",
    )


def _write_down(word: EarlyWord, viewer: Viewer, verb: str) -> None:
    append_entry(
        chain=word.partnership_id,
        actor=HOUSE.actor if verb == "say_early_word" else viewer.actor,
        verb=verb,
        about=f"early_word:{word.pk}",
        state={},
    )
