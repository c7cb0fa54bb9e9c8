"""What is kept about people, why and how long; what each may have a copy of; what is erased."""

import calendar
import uuid
from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from thegither.spine.people.models import Person
from thegither.spine.people.register import RegisterQuerySet
from thegither.spine.spaces.models import Activity, Partnership

LONGEST_KEEPING = 120
# The mark of the one register entry that stands for everybody who was forgotten.
SOMEBODY_WHO_LEFT = "somebody-who-left"


class Basis(models.TextChoices):
    """The six lawful bases of Article 6 of the UK GDPR."""

    PUBLIC_TASK = "public_task", _("public task")
    LEGAL_OBLIGATION = "legal_obligation", _("legal obligation")
    CONSENT = "consent", _("consent")
    LEGITIMATE_INTERESTS = "legitimate_interests", _("legitimate interests")
    CONTRACT = "contract", _("contract")
    VITAL_INTERESTS = "vital_interests", _("vital interests")


class PrivacyNotice(models.Model):
    """What happens with what people say in one activity: a draft until it opens, then numbered and dated.

    A version in force is never changed: what comes later is a new one, and the earlier can be read.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="notices")
    number = models.PositiveSmallIntegerField(default=1)
    in_force_since = models.DateField(null=True, blank=True)
    changed_because = models.TextField(_("why it was changed"), blank=True)
    asks = models.TextField(_("what we ask of you"))
    why = models.TextField(_("why we ask it"))
    basis = models.CharField(
        _("lawful basis"), max_length=30, choices=Basis, default=Basis.PUBLIC_TASK
    )
    seen_while_open = models.TextField(_("who sees what, while it is open"))
    seen_after = models.TextField(_("who sees what, afterwards"))
    keep_months = models.PositiveSmallIntegerField(
        _("months for which single answers are kept after closing"),
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_KEEPING)],
    )
    whom_to_ask = models.CharField(_("whom to ask"), max_length=300)

    class Meta:
        ordering = ["activity", "number"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "number"], name="one_notice_per_number")
        ]

    @property
    def kept_for(self) -> str:
        return in_years_or_months(self.keep_months)


class Extension(models.Model):
    """That something is kept for longer than its rule says: an activity's rows, or a register entry."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, null=True, blank=True, related_name="extensions"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="extensions"
    )
    until = models.DateField(_("keep it until"))
    reason = models.TextField(_("reason"))
    made_on = models.DateField(default=timezone.localdate)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="extension_has_a_reason"),
            models.CheckConstraint(
                condition=Q(activity=None) ^ Q(person=None), name="extension_of_one_thing"
            ),
        ]


def one_month_after(day: date) -> date:
    """The day by which a request has to be answered: the same day of the next month, or its last day.

    >>> one_month_after(date(2027, 1, 31)), one_month_after(date(2026, 12, 3))
    (datetime.date(2027, 2, 28), datetime.date(2027, 1, 3))
    """
    return months_after(day, 1)


def in_years_or_months(months: int) -> str:
    """A stretch of time as people say it.

    >>> in_years_or_months(72), in_years_or_months(12), in_years_or_months(18), in_years_or_months(1)
    ('6 years', '1 year', '18 months', '1 month')
    """
    years, rest = divmod(months, 12)
    if years and not rest:
        return ngettext("%(n)s year", "%(n)s years", years) % {"n": years}
    return ngettext("%(n)s month", "%(n)s months", months) % {"n": months}


def months_after(day: date, months: int) -> date:
    """The same day so many months later; where there is none, the last day of that month.

    >>> months_after(date(2026, 11, 21), 24), months_after(date(2024, 2, 29), 12)
    (datetime.date(2028, 11, 21), datetime.date(2025, 2, 28))
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


class Request(models.Model):
    """What somebody asks of the partnership about their own data, with the month it has to answer."""

    class Kind(models.TextChoices):
        COPY = "copy", _("a copy of everything kept about them")
        ERASURE = "erasure", _("to be forgotten")
        CORRECTION = "correction", _("to have something put right")
        OBJECTION = "objection", _("that we stop using something")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="requests")
    kind = models.CharField(_("what is asked"), max_length=20, choices=Kind)
    received_on = models.DateField(_("asked on"), default=timezone.localdate)
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(_("what was done"), blank=True)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        ordering = ["received_on", "pk"]

    @property
    def due_on(self) -> date:
        return one_month_after(self.received_on)

    @property
    def is_late(self) -> bool:
        return self.answered_on is None and self.due_on < timezone.localdate()


class Deletion(models.Model):
    """The agreed stub: what was deleted, when, and under which rule. The audit chain holds its digest.

    Of a person it keeps sector and level, and those only where five others or more share them.
    """

    class Rule(models.TextChoices):
        ACTIVITY_OVER = "activity_over", _("the time to keep single answers was over")
        LEFT = "left", _("a year had passed since they left")
        ASKED = "asked", _("they asked to be forgotten")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, null=True, blank=True, related_name="deletions"
    )
    rule = models.CharField(max_length=20, choices=Rule)
    deleted_on = models.DateField(default=timezone.localdate)
    counts = models.JSONField(default=dict)
    sector = models.CharField(max_length=20, blank=True)
    level = models.CharField(max_length=30, blank=True)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        ordering = ["-deleted_on", "pk"]
