"""Who may help whom: named with consent and an end, and ended by one press."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.spine.contact.actions.telling import tell
from thegither.spine.contact.errors import WrongHelp
from thegither.spine.contact.models import HelpCount, Helper
from thegither.spine.evidence.actions import append_entry
from thegither.spine.people.models import Person
from thegither.spine.spaces.models import Activity
from thegither.spine.spaces.visibility import Viewer

LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was agreed: to what, said how and when, and until which day (that day included)."""

    what: str
    consent: str
    agreed_on: date
    until: date


@transaction.atomic
def name_helper(*, viewer: Viewer, person: Person, helper: Person, agreement: Agreement) -> Helper:
    """Let somebody read to a person, or answer in their name. Both of them are told.

    Raises `WrongHelp` where the two are one, the days do not fit, or nobody wrote how it was agreed.
    """
    _check(person, helper, agreement)
    named = Helper.objects.create(
        person=person,
        helper=helper,
        what=agreement.what,
        consent=agreement.consent.strip(),
        agreed_on=agreement.agreed_on,
        until=agreement.until,
    )
    _tell_both(named)
    _write_down(viewer, "name_helper", named)
    return named


def _check(person: Person, helper: Person, agreement: Agreement) -> None:
    today = timezone.localdate()
    if person.pk == helper.pk:
        raise WrongHelp(_("Choose somebody else: nobody needs leave to help themselves."), "helper")
    if not agreement.consent.strip():
        raise WrongHelp(_("Write how they agreed, so that others can rely on it."), "consent")
    if agreement.agreed_on > today:
        raise WrongHelp(_("This day is still to come. When did they agree?"), "agreed_on")
    if not today <= agreement.until <= today + LONGEST:
        raise WrongHelp(_("Choose a last day within the next year."), "until")


def _tell_both(named: Helper) -> None:
    path = reverse("people:you", args=[named.person.partnership.slug])
    names = {"helper": named.helper.name, "person": named.person.name}
    what = str(named.get_what_display())
    sentences = {
        named.person: _("%(helper)s may help you now: %(what)s.") % {**names, "what": what},
        named.helper: _("You may help %(person)s now: %(what)s.") % {**names, "what": what},
    }
    for whom, sentence in sentences.items():
        tell(
            partnership=named.person.partnership,
            person=whom,
            kind=f"helper:{named.pk}",
            about=None,
            sentence=sentence,
            path=path,
        )


@transaction.atomic
def end_help(*, viewer: Viewer, helper: Helper) -> Helper:
    """From this moment on. Ending it twice is ending it once."""
    if helper.ended_on is None:
        helper.ended_on = timezone.localdate()
        helper.save(update_fields=["ended_on"])
        _write_down(viewer, "end_help", helper)
    return helper


@transaction.atomic
def count_help(*, activity: Activity) -> None:
    """Somebody says that they were helped to answer: one more, in a step of its own, without an entry."""
    HelpCount.objects.get_or_create(activity=activity)
    HelpCount.objects.filter(activity=activity).update(people=F("people") + 1)


def _write_down(viewer: Viewer, verb: str, helper: Helper) -> None:
    append_entry(
        chain=helper.person.partnership_id,
        actor=viewer.actor,
        verb=verb,
        about=f"helper:{helper.pk}",
        state={
            "person": str(helper.person_id),
            "helper": str(helper.helper_id),
            "what": helper.what,
            "until": helper.until.isoformat(),
        },
    )
