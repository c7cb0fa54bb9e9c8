"""Decisions, what happened to them and to promises since, and the questions what became of something.

A promise itself is `spaces.Commitment`, an issue `spaces.Issue`; who answers for either is
`people.Responsibility`. Each is seen exactly when its record is.
"""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thegither.spine.people.models import Person
from thegither.spine.spaces.models import Record
from thegither.spine.spaces.visibility import (
    ThroughRecordQuerySet,
    Viewer,
    held_back,
)


class Decision(models.Model):
    """What was decided, how, on which mandate, what spoke against it, and when it is looked at again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.OneToOneField(Record, on_delete=models.CASCADE, related_name="decision")
    text = models.TextField(_("what was decided"))
    decided_on = models.DateField(_("decided on"))
    how = models.CharField(_("how it was decided"), max_length=200)
    mandate = models.TextField(_("mandate"), blank=True)
    level = models.CharField(_("where it was taken"), max_length=200, blank=True)
    dissent = models.TextField(_("what spoke against it"), blank=True)
    # A decision has promises, or says why it has none.
    no_promise_because = models.TextField(_("why it carries no promise"), blank=True)
    review_on = models.DateField(_("looked at again on"), null=True, blank=True)
    # Set when it stopped counting, with or without another one in its place.
    ended_on = models.DateField(null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replaces"
    )

    objects = ThroughRecordQuerySet.as_manager()


class Event(models.Model):
    """Something that happened to a promise, a decision or an issue on a day, in somebody's words."""

    class Kind(models.TextChoices):
        MADE = "made", _("made")
        KEPT = "kept", _("kept")
        BROKEN = "broken", _("not kept")
        RENEGOTIATED = "renegotiated", _("given a new date")
        REVIEWED = "reviewed", _("reviewed, and it stands")
        ENDED = "ended", _("ended")
        CLOSED = "closed", _("closed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=20, choices=Kind)
    on = models.DateField()
    said = models.TextField(blank=True)
    # The day it is now due, or looked at again.
    day = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    objects = ThroughRecordQuerySet.as_manager()

    class Meta:
        ordering = ["on", "written_at"]


class QuestionQuerySet(ThroughRecordQuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """Whoever may see the question, and what it is about: a hiding of either hides the question."""
        return super().visible_to(viewer).filter(~held_back(viewer, Record, "about"))


class Question(models.Model):
    """ "What became of it?", asked of a record: whoever answers for it has until a day to say."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.OneToOneField(Record, on_delete=models.CASCADE, related_name="question")
    about = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="asked_about")
    # Nobody, where votes or answers are sealed: asking must not point at anybody's own.
    asked_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    words = models.TextField(_("what you would like to know"), blank=True)
    asked_on = models.DateField()
    answer_due = models.DateField()
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    went_to_board_at = models.DateTimeField(null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["about"], condition=Q(answered_at=None), name="one_open_question_a_record"
            )
        ]
