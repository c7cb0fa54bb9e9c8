"""Who answers to whom, who may decide what, and what came of it when somebody had to ask.

Lines and clauses are written and struck, never altered: whoever changes one strikes it and writes
another. So what the scheme said on any day, and what was known of it then, can be had again.
"""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thegither.spine.people.models import Membership, Person, Post, RegisterEntry
from thegither.spine.spaces.models import Partnership, Record
from thegither.spine.spaces.visibility import ThroughRecordQuerySet


class DatedEntry(RegisterEntry):
    """What holds from one day to another, both included, and when it was written and struck."""

    valid_from = models.DateField(_("first day"), null=True, blank=True)
    valid_to = models.DateField(_("last day"), null=True, blank=True)
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    struck_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    on = staticmethod(Membership.on)

    @staticmethod
    def known(moment: datetime | None = None) -> Q:
        """What stood written at a moment; what stands written now."""
        if moment is None:
            return Q(struck_at=None)
        return Q(written_at__lte=moment) & (Q(struck_at=None) | Q(struck_at__gt=moment))


class AccountabilityLine(DatedEntry):
    """A dated "answers to, for what" between posts."""

    class Kind(models.TextChoices):
        LINE = "line", _("line management")
        PROFESSIONAL = "professional", _("professional standards")
        FINANCIAL = "financial", _("money")
        PLAN = "plan", _("sign-off of plans")

    from_post = models.ForeignKey(
        Post, on_delete=models.CASCADE, related_name="answers_to", verbose_name=_("who answers")
    )
    to_post = models.ForeignKey(
        Post, on_delete=models.CASCADE, related_name="answered_by", verbose_name=_("to whom")
    )
    kind = models.CharField(_("for what"), max_length=20, choices=Kind)


class Delegation(DatedEntry):
    """One clause of a scheme of delegation: a post may decide this, to that limit, on these conditions."""

    post = models.ForeignKey(
        Post, on_delete=models.CASCADE, related_name="delegations", verbose_name=_("post")
    )
    decision_type = models.CharField(_("kind of decision"), max_length=100)
    limit = models.DecimalField(
        _("up to how many pounds"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    conditions = models.TextField(_("on which condition"), blank=True)
    clause = models.CharField(_("clause"), max_length=100)

    class Meta:
        indexes = [
            # What one post may decide, and who else may decide so much: both asked on every question.
            models.Index(fields=["partnership", "decision_type", "post"]),
            models.Index(fields=["partnership", "decision_type", "limit", "post"]),
        ]


class KeptAnswer(RegisterEntry):
    """An answer as it was given, word for word, with all it takes to work it out again. Not who asked."""

    post = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, related_name="+")
    post_name = models.CharField(max_length=400)
    decision_type = models.CharField(max_length=100)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    on = models.DateField()
    known_at = models.DateTimeField()
    verdict = models.CharField(max_length=20)
    sentence = models.TextField()
    clause = models.CharField(max_length=100, blank=True)


class LevelTaken(models.Model):
    """At which level a decision of a known kind was taken: from this, drift is read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.OneToOneField(Record, on_delete=models.CASCADE, related_name="level_taken")
    decision_type = models.CharField(max_length=100)
    level = models.CharField(max_length=30, choices=Post.Level)
    on = models.DateField()

    objects = ThroughRecordQuerySet.as_manager()


class Escalation(models.Model):
    """A matter that somebody may not decide, sent to a post that may, with what the sender proposes."""

    class Result(models.TextChoices):
        CONFIRMED = "confirmed", _("as proposed")
        CHANGED = "changed", _("something else")
        REFUSED = "refused", _("no")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.OneToOneField(Record, on_delete=models.CASCADE, related_name="escalation")
    decision_type = models.CharField(max_length=100)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    from_post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="sent_up")
    to_post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="was_asked")
    proposal = models.TextField(_("what you propose"))
    sent_on = models.DateField()
    due_on = models.DateField(_("by when an answer is needed"), null=True, blank=True)
    sent_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    result = models.CharField(max_length=10, choices=Result, blank=True)
    reason = models.TextField(blank=True)

    objects = ThroughRecordQuerySet.as_manager()


class Look(models.Model):
    """When the house last looked for gaps, circles and drift; None: something changed since."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.OneToOneField(
        Partnership, on_delete=models.CASCADE, related_name="look_at_authority"
    )
    looked_on = models.DateField(null=True, blank=True)
