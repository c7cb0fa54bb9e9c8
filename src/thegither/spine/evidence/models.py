"""What evidence keeps: the audit chain, releases, seals. Partnerships and people are named as text here."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditHead(models.Model):
    """The newest entry of one partnership's chain; locked last in every action."""

    chain = models.UUIDField(primary_key=True)
    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)


class AuditEntry(models.Model):
    """Who did what, on which mandate, to which object, chained by hash to the entry before."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    chain = models.UUIDField()
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    verb = models.CharField(max_length=100)
    about = models.CharField(max_length=200)
    mandate = models.TextField(blank=True)
    state_digest = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["chain", "number"]
        constraints = [
            models.UniqueConstraint(fields=["chain", "number"], name="one_entry_per_number")
        ]


class AuditSalt(models.Model):
    """The salt of an entry's state digest. Erasing it leaves a digest that nobody can test against a person."""

    entry = models.OneToOneField(AuditEntry, on_delete=models.CASCADE, primary_key=True)
    salt = models.CharField(max_length=64)


class Seal(models.Model):
    """That an activity is sealed. The key itself is a file outside the database."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")
        LOST = "lost", _("key lost")

    activity = models.UUIDField(primary_key=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    digest = models.CharField(max_length=64, blank=True)
    closed_on = models.DateField(null=True, blank=True)


class Release(models.Model):
    """One table that went out, as it went out. Later releases are checked against it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    chain = models.UUIDField()
    activity = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=100)
    number = models.PositiveIntegerField()
    as_of = models.DateTimeField()
    method = models.CharField(max_length=200)
    content = models.JSONField()

    class Meta:
        ordering = ["activity", "kind", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "kind", "number"], name="one_release_per_number"
            )
        ]
