"""A conversation: a question, short statements, and votes that nobody can trace."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thegither.spine.spaces.models import Activity, Record
from thegither.spine.spaces.visibility import ThroughRecordQuerySet


class Conversation(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.OneToOneField(Record, on_delete=models.CASCADE, related_name="conversation")
    activity = models.OneToOneField(Activity, on_delete=models.CASCADE, related_name="conversation")
    question = models.CharField(_("question"), max_length=300)
    background = models.TextField(_("background"), blank=True)
    closes_on = models.DateField(_("closes on"), null=True, blank=True)
    open_to_link = models.BooleanField(_("anyone with the link may take part"), default=False)
    link_token = models.CharField(max_length=40, unique=True)
    # When somebody moderates: weekdays (Monday is 1), and from when until when, in local time.
    moderated_on = models.CharField(max_length=7, blank=True)
    moderated_from = models.TimeField(null=True, blank=True)
    moderated_until = models.TimeField(null=True, blank=True)
    # What an import brought along that votes alone do not tell.
    superseded_votes = models.PositiveIntegerField(default=0)
    repairs = models.JSONField(default=dict, blank=True)
    is_imported = models.BooleanField(default=False)

    objects = ThroughRecordQuerySet.as_manager()

    def __str__(self) -> str:
        return self.question


class Statement(models.Model):
    """One short view. Its author stands here as a pseudonym only, and after closing not even so."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for a moderator")
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("not accepted")
        HIDDEN = "hidden", _("hidden to keep somebody safe")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.OneToOneField(Record, on_delete=models.CASCADE, related_name="statement")
    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="statements"
    )
    number = models.PositiveIntegerField()
    text = models.TextField(_("statement"))
    language = models.CharField(max_length=10, default="en-gb")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    is_meta = models.BooleanField(default=False)
    author = models.CharField(max_length=64, blank=True)

    objects = ThroughRecordQuerySet.as_manager()

    class Meta:
        ordering = ["conversation", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "number"], name="one_statement_per_number"
            )
        ]


class Participant(models.Model):
    """Somebody who took part. While open: a pseudonym. After closing: a number and coarse attributes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="participants"
    )
    pseudonym = models.CharField(max_length=64, null=True, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    sector = models.CharField(max_length=20, blank=True)
    level = models.CharField(max_length=30, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "pseudonym"], name="one_participant_per_pseudonym"
            )
        ]


class Vote(models.Model):
    """Agree, disagree or pass: one per participant and statement, changed in place until closing."""

    class Choice(models.IntegerChoices):
        AGREE = 1, _("Agree")
        DISAGREE = -1, _("Disagree")
        PASS = 0, _("Pass")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The constraint below is the index for this column: a second one would only slow each vote.
    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="votes", db_index=False
    )
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="votes")
    choice = models.SmallIntegerField(choices=Choice)
    # What the totals hold of this vote (nothing before it is counted), and whether that is what it says now.
    counted_as = models.SmallIntegerField(null=True, blank=True)
    is_counted = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "statement"], name="one_vote_per_participant_and_statement"
            ),
            models.CheckConstraint(condition=Q(choice__in=[-1, 0, 1]), name="vote_is_one_of_three"),
        ]
        indexes = [
            # Holds what came since the last count and nothing else, so it stays small.
            models.Index(
                fields=["participant"], condition=Q(is_counted=False), name="votes_to_be_counted"
            )
        ]


class Totals(models.Model):
    """What pages tell of how many took part: a snapshot by `tick`, of a day and not of a moment."""

    conversation = models.OneToOneField(
        Conversation, on_delete=models.CASCADE, primary_key=True, related_name="totals"
    )
    as_of = models.DateField(default=timezone.localdate)
    people = models.PositiveIntegerField(default=0)
    votes = models.PositiveBigIntegerField(default=0)
    # How many votes were ever folded in or taken out: it tells one state from every other.
    changes = models.PositiveBigIntegerField(default=0)
    # Totals of each statement that go out when five more people have taken part. Gone at closing.
    waiting = models.JSONField(default=dict, blank=True)


class Tally(models.Model):
    """How one statement was voted on, as last counted by `tick`, and what follows for who is asked next."""

    statement = models.OneToOneField(
        Statement, on_delete=models.CASCADE, primary_key=True, related_name="tally"
    )
    agree = models.PositiveIntegerField(default=0)
    disagree = models.PositiveIntegerField(default=0)
    passed = models.PositiveIntegerField(default=0)
    # How far it pulls people apart.
    extremity = models.FloatField(default=0.0)
    priority = models.FloatField()


class ModerationEntry(models.Model):
    """What a moderator decided about a statement, and why. The log is public; the moderator's duty is named."""

    class Verdict(models.TextChoices):
        ACCEPT = "accept", _("accepted")
        REJECT = "reject", _("not accepted")
        SAFEGUARD = "safeguard", _("hidden to keep somebody safe")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="moderation")
    verdict = models.CharField(max_length=10, choices=Verdict)
    reason = models.TextField(_("reason"), blank=True)
    moderator = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at"]


class Landscape(models.Model):
    """One dated result of the opinion method, as released."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="landscapes"
    )
    as_of = models.DateTimeField(default=timezone.now)
    method = models.CharField(max_length=200)
    result = models.JSONField()

    class Meta:
        ordering = ["-as_of"]


class ImportJob(models.Model):
    """A folder of Polis files on its way in, and how far it is."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        READING = "reading", _("reading")
        DONE = "done", _("done")
        REFUSED = "refused", _("refused")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.OneToOneField(Record, on_delete=models.CASCADE, related_name="import_job")
    path = models.CharField(max_length=500)
    question = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    message = models.TextField(blank=True)
    counts = models.JSONField(default=dict)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ThroughRecordQuerySet.as_manager()
