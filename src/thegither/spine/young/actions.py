"""Saying whether under-18s may take part, and recording that a guardian agreed."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.spine.people.models import Person
from thegither.spine.spaces.actions import write_down
from thegither.spine.spaces.models import Activity
from thegither.spine.spaces.visibility import Viewer
from thegither.spine.young.errors import ConsentError
from thegither.spine.young.models import AgeRule, GuardianConsent
from thegither.spine.young.queries import rule_of


@transaction.atomic
def set_age_rule(*, viewer: Viewer, activity: Activity, rule: str) -> AgeRule:
    said, _is_new = AgeRule.objects.update_or_create(activity=activity, defaults={"rule": rule})
    write_down(activity.partnership_id, viewer, "set_age_rule", activity, rule=str(rule))
    return said


@transaction.atomic
def record_consent(
    *, viewer: Viewer, activity: Activity, person: Person, guardian: str, how: str, given_on: date
) -> GuardianConsent:
    """Keep who agreed, when and how. Recording it again for the same person replaces it.

    Raises `ConsentError` where the activity asks for none, or the day is still to come.
    """
    if rule_of(activity) != AgeRule.Rule.CONSENT:
        raise ConsentError(_("This activity does not ask for a guardian's consent."))
    if given_on > timezone.localdate():
        raise ConsentError(_("This day is still to come."), "given_on")
    said = {"guardian": guardian.strip(), "how": how, "given_on": given_on}
    consent, _is_new = GuardianConsent.objects.update_or_create(
        activity=activity, person=person, defaults=said
    )
    write_down(
        activity.partnership_id,
        viewer,
        "record_consent",
        activity,
        person=str(person.pk),
        how=str(how),
    )
    return consent


@transaction.atomic
def withdraw_consent(*, viewer: Viewer, consent: GuardianConsent) -> None:
    """A guardian said no after all: the consent is deleted, not marked."""
    write_down(
        consent.activity.partnership_id,
        viewer,
        "withdraw_consent",
        consent.activity,
        person=str(consent.person_id),
    )
    consent.delete()
