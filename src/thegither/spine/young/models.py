"""Whether people under 18 may take part in an activity, and whose guardian said yes. Nobody's age is kept."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from thegither.spine.people.models import Person
from thegither.spine.spaces.models import Activity


class AgeRule(models.Model):
    """What an activity says about under-18s. One that says nothing is for people of 18 and over."""

    class Rule(models.TextChoices):
        NO = "no", _("No, it is for people aged 18 and over")
        CONSENT = "consent", _("Yes, when their parent or guardian agrees")
        YES = "yes", _("Yes, like everybody else")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    activity = models.OneToOneField(Activity, on_delete=models.CASCADE, related_name="age_rule")
    rule = models.CharField(max_length=10, choices=Rule, default=Rule.NO)


class GuardianConsent(models.Model):
    """That a guardian agreed to one person taking part in one activity: who, when and how. No more."""

    class How(models.TextChoices):
        FORM = "form", _("a signed form")
        MAIL = "mail", _("an e-mail or a letter")
        SPOKEN = "spoken", _("by phone or face to face")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="guardian_consents"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="guardian_consents")
    guardian = models.CharField(_("parent or guardian"), max_length=200)
    how = models.CharField(max_length=10, choices=How)
    given_on = models.DateField()

    class Meta:
        ordering = ["person__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "person"], name="one_guardian_consent_per_person"
            )
        ]
