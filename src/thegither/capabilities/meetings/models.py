"""A meeting: when and where, its agenda, who is expected and came, and what its minutes say."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thegither.spine.people.models import Organization, Person
from thegither.spine.spaces.models import Activity, Finding, Partnership, Record
from thegither.spine.spaces.visibility import ThroughRecordQuerySet

NOBODY_LEFT = {"on_delete": models.SET_NULL, "null": True, "blank": True, "related_name": "+"}


class Meeting(models.Model):
    """Its title, audience and language stand in its record, its phase in its activity."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.OneToOneField(Record, on_delete=models.CASCADE, related_name="meeting")
    activity = models.OneToOneField(Activity, on_delete=models.CASCADE, related_name="meeting")
    # Which group meets; without one it is the board, to which people are chosen one by one.
    body = models.ForeignKey(Organization, **NOBODY_LEFT)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=300, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    chair = models.ForeignKey(Person, **NOBODY_LEFT)
    note_taker = models.ForeignKey(Person, **NOBODY_LEFT)
    quorum = models.PositiveSmallIntegerField(_("quorum"), null=True, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    cancelled_because = models.TextField(_("reason"), blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    agreed_at = models.ForeignKey("self", **NOBODY_LEFT)

    objects = ThroughRecordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=models.F("starts_at")),
                name="meeting_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.record.title

    @property
    def title(self) -> str:
        return self.record.title

    @property
    def minutes_long(self) -> int:
        return round((self.ends_at - self.starts_at).total_seconds() / 60)


class AgendaItem(models.Model):
    """One thing to talk about. What it is called stands in its record, which joins it to the thread."""

    class State(models.TextChoices):
        SUGGESTED = "suggested", _("suggested")
        LISTED = "listed", _("on the agenda")
        DROPPED = "dropped", _("not on the agenda")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.OneToOneField(Record, on_delete=models.CASCADE, related_name="agenda_item")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.LISTED)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    led_by = models.ForeignKey(Person, **NOBODY_LEFT)
    suggested_by = models.ForeignKey(Person, **NOBODY_LEFT)
    dropped_because = models.TextField(_("reason"), blank=True)
    comes_every_time = models.BooleanField(_("comes back at the next meeting"), default=False)
    # What was said, and how often it was saved: two people may be writing.
    notes = models.TextField(_("notes"), blank=True)
    version = models.PositiveIntegerField(default=0)

    objects = ThroughRecordQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "position", "pk"]

    def __str__(self) -> str:
        return self.record.title

    @property
    def title(self) -> str:
        return self.record.title


class Correction(models.Model):
    """That agreed minutes were put right: what stood there before, and why it was changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="corrections")
    before = models.TextField()
    reason = models.TextField(_("reason"))
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Person, **NOBODY_LEFT)

    class Meta:
        ordering = ["made_at"]


class Attendance(models.Model):
    """Somebody who is expected at a meeting, what they answered, who comes instead, and who came."""

    class Answer(models.TextChoices):
        NONE = "", _("no answer yet")
        COMING = "coming", _("coming")
        APOLOGIES = "apologies", _("sends apologies")

    class Came(models.TextChoices):
        UNKNOWN = "", _("not noted yet")
        SELF = "self", _("was there")
        SUBSTITUTE = "substitute", _("a substitute was there")
        NOBODY = "nobody", _("was not there")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="attendances")
    # For whom they sit there: the body of that day, so that later moves in the register change nothing.
    organization = models.ForeignKey(Organization, **NOBODY_LEFT)
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.NONE, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    substitute = models.ForeignKey(Person, **NOBODY_LEFT)
    substitute_may_decide = models.BooleanField(default=False)
    # What the scheme of delegation let the absent person decide on the day it was said.
    mandate = models.TextField(blank=True)
    came = models.CharField(max_length=10, choices=Came, default=Came.UNKNOWN, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="expected_once_a_meeting")
        ]

    @property
    def counts_for_quorum(self) -> bool:
        """A substitute who may speak and not decide does not help to make a quorum."""
        is_there = self.came == self.Came.SUBSTITUTE and self.substitute_may_decide
        return is_there or self.came == self.Came.SELF


class EarlyWord(models.Model):
    """That the board has seen less of one partner: said to that partner alone, and passed on when it answered.

    `figures` holds pairs of a label and a stored figure. Who said what changed is not kept beside it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    # The meeting since which it is so, and the one after which it was noticed.
    since = models.DateTimeField()
    until = models.DateTimeField()
    figures = models.JSONField(default=list)
    said_on = models.DateField(default=timezone.localdate)
    answer = models.TextField(_("what changed?"), blank=True)
    answered_on = models.DateField(null=True, blank=True)
    # What others learn of it, from the day of the answer on.
    finding = models.OneToOneField(Finding, **NOBODY_LEFT)

    class Meta:
        ordering = ["-until", "pk"]


class PartnerLook(models.Model):
    """On which day the house last looked whether a partner is drifting away."""

    partnership = models.OneToOneField(
        Partnership, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    looked_on = models.DateField()
