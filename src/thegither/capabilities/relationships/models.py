"""A wave: who works with whom, asked of people and organisations, and what came of it.

While it is open, a sheet stands under a pseudonym and is locked: nothing in the database says who filled it in,
whom it names, or how many. When it has been counted the sheets are gone, and three things are left: the
picture that every member sees, one locked page for each person about themselves, and the names of those who
agreed to be named.
"""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thegither.spine.people.models import Organization, Person
from thegither.spine.spaces.models import Activity, Partnership, Record
from thegither.spine.spaces.visibility import ThroughRecordQuerySet


class Wave(models.Model):
    """Its title stands in its record, its phase in its activity."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.OneToOneField(
        Record, on_delete=models.CASCADE, related_name="relationship_wave"
    )
    activity = models.OneToOneField(
        Activity, on_delete=models.CASCADE, related_name="relationship_wave"
    )
    closes_on = models.DateField(_("closes on"), null=True, blank=True)
    # Whose answers are wanted, by the level of their post; all levels where none is named.
    levels = models.JSONField(default=list, blank=True)
    # Who is on the list from the day it opens: so numbers on paper stay, and so does the frame.
    roster = models.JSONField(default=dict, blank=True)
    # The key of each person's page about themselves, which outlives the key of the sheets.
    own_seal = models.UUIDField(default=uuid.uuid4, editable=False)
    # Ties of organisations read from a file, until they are counted.
    brought = models.JSONField(default=dict, blank=True)

    objects = ThroughRecordQuerySet.as_manager()

    def __str__(self) -> str:
        return self.record.title

    @property
    def title(self) -> str:
        return self.record.title

    @property
    def is_imported(self) -> bool:
        """Read from a file: nobody was asked, so nobody has a page of their own."""
        return not self.roster and bool(self.brought)


class Sheet(models.Model):
    """What one person has answered so far, locked with the key of the wave; pages of equal length."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="sheets")
    pseudonym = models.CharField(max_length=64)
    locked = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wave", "pseudonym"], name="one_relationship_sheet_a_person"
            )
        ]


class Snapshot(models.Model):
    """What one wave came to: figures and map, worked out once when it closed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.OneToOneField(Wave, on_delete=models.CASCADE, related_name="snapshot")
    as_of = models.DateTimeField(default=timezone.now)
    method = models.CharField(max_length=200)
    result = models.JSONField()
    svg = models.TextField()


class Position(models.Model):
    """Where one person stands: locked, under a pseudonym, for that person's eyes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="positions")
    pseudonym = models.CharField(max_length=64)
    locked = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wave", "pseudonym"], name="one_relationship_position_a_person"
            )
        ]


class NamedSpanner(models.Model):
    """That somebody agreed to be named as one who holds others together, until they changed their mind."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="named")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    agreed_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    # What others may see of them: empty again from the moment they withdraw.
    shown = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wave", "person"], name="named_once_in_a_wave")
        ]


class Receipt(models.Model):
    """Whether one thing has reached one layer of one organisation, as far as anybody there has said.

    No person, no number of people, no time: who said so cannot be had back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="receipts")
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="receipts"
    )
    level = models.CharField(max_length=30)
    has_reached = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "organization", "level"], name="one_receipt_a_layer"
            )
        ]


class LayerLook(models.Model):
    """On which day the house last looked for a layer that passes little on."""

    partnership = models.OneToOneField(
        Partnership, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    looked_on = models.DateField()
