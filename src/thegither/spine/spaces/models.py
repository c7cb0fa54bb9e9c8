"""Partnerships, what they do together, and the records, links and hidings that make the thread."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thegither.spine.spaces.visibility import RecordQuerySet, ThroughRecordQuerySet


class Partnership(models.Model):
    """Organizations and people who agree to lead something together."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=200)
    purpose = models.TextField(_("purpose"))
    language = models.CharField(max_length=10, default="en-gb")
    safeguarding_name = models.CharField(_("safeguarding lead"), max_length=200, blank=True)
    safeguarding_email = models.EmailField(_("safeguarding lead's e-mail"), blank=True)
    safeguarding_phone = models.CharField(_("safeguarding lead's phone"), max_length=50, blank=True)
    safeguarding_hours = models.PositiveSmallIntegerField(
        _("hours within which the safeguarding lead answers"), default=24
    )
    complaints = models.TextField(_("how to complain"), blank=True)
    answer_days = models.PositiveSmallIntegerField(
        _("working days in which a question is answered"), default=10
    )
    # Steps of the guided start that a coordinator skipped; what is done is worked out, never stored.
    set_aside = models.JSONField(default=list, blank=True)
    is_made_up = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name


class Activity(models.Model):
    """Something the partnership does for a while: a conversation, later an assessment or a decision."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="activities"
    )
    kind = models.CharField(max_length=50)
    phase = models.CharField(max_length=50)
    record = models.OneToOneField("spaces.Record", on_delete=models.CASCADE, related_name="+")

    objects = ThroughRecordQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "activities"


class Phase(models.Model):
    """One stretch of an activity's life. `phases.py` of its capability says which verbs it opens."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="phases")
    kind = models.CharField(max_length=50)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["starts_at"]


class Record(models.Model):
    """What can be hidden, linked, searched and listed. Each object that people can see has one."""

    class Audience(models.TextChoices):
        PUBLIC = "public", _("anyone")
        MEMBERS = "members", _("members of the partnership")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="records")
    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, null=True, blank=True, related_name="records"
    )
    kind = models.CharField(max_length=50)
    title = models.CharField(max_length=300)
    state = models.CharField(max_length=50, blank=True)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.MEMBERS)
    language = models.CharField(max_length=10, default="en-gb")
    created_at = models.DateTimeField(default=timezone.now)

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["partnership", "kind"])]

    def __str__(self) -> str:
        return self.title


class Link(models.Model):
    """One step of the thread from voice to outcome, or the written reason why it goes no further."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    from_record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="links_out")
    to_record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="links_in")
    relation = models.CharField(max_length=50)
    reason = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["from_record", "to_record", "relation"], name="one_link_per_relation"
            ),
            models.CheckConstraint(
                condition=~Q(from_record=models.F("to_record")), name="no_link_to_itself"
            ),
        ]


class Hiding(models.Model):
    """That a record is hidden from members: for a written reason, until a date, save from named duties."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="hidings")
    reason = models.TextField(_("reason"))
    until = models.DateTimeField(_("until"))
    seen_by_coordinator = models.BooleanField(default=True)
    seen_by_moderator = models.BooleanField(default=True)
    seen_by_safeguarding_lead = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="hiding_has_a_reason"),
        ]


class Finding(models.Model):
    """Something the figures say, in a sentence, with the figures it rests on."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.OneToOneField(Record, on_delete=models.CASCADE, related_name="finding")
    kind = models.CharField(max_length=50)
    about = models.JSONField(default=list)
    sentence = models.TextField()
    figures = models.JSONField(default=list)
    verdict = models.CharField(max_length=50)

    objects = ThroughRecordQuerySet.as_manager()


class Issue(models.Model):
    """Something the partnership has yet to settle."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.OneToOneField(Record, on_delete=models.CASCADE, related_name="issue")
    description = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    objects = ThroughRecordQuerySet.as_manager()


class Commitment(models.Model):
    """A promise with a date. Who made it is `people.Responsibility`."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        KEPT = "kept", _("kept")
        RENEGOTIATED = "renegotiated", _("renegotiated")
        BROKEN = "broken", _("broken")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.OneToOneField(Record, on_delete=models.CASCADE, related_name="commitment")
    promise = models.TextField()
    due_on = models.DateField()
    state = models.CharField(max_length=20, choices=State, default=State.OPEN)

    objects = ThroughRecordQuerySet.as_manager()


class SafeguardingAlert(models.Model):
    """That a text may disclose harm: hidden at once, told to the safeguarding lead, with a clock."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.OneToOneField(
        Record, on_delete=models.CASCADE, related_name="safeguarding_alert"
    )
    # What the moderator saw. Only those who may see the record read it.
    reason = models.TextField(_("what makes you worry"), blank=True)
    raised_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)

    objects = ThroughRecordQuerySet.as_manager()

    @property
    def is_late(self) -> bool:
        return self.answered_at is None and self.due_at <= timezone.now()


class Lease(models.Model):
    """That one worker at a time does a piece of due work. It runs out by itself when the worker dies."""

    name = models.CharField(max_length=50, primary_key=True)
    holder = models.CharField(max_length=64)
    until = models.DateTimeField()
