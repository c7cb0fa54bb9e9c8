"""One dated round of the same questions, and who could answer it."""

import uuid
from functools import cached_property

from django.db import models
from django.utils.translation import gettext_lazy as _

from thegither.formats.instruments import Instrument, instrument_of
from thegither.spine.people.models import Organization, Person, Post
from thegither.spine.spaces.models import Activity, Record
from thegither.spine.spaces.visibility import ThroughRecordQuerySet


class Wave(models.Model):
    """What is asked, what was promised to those who answer, and how results will be read.

    The promise, the margin and the questions are fixed when the wave opens.
    """

    class Pledge(models.TextChoices):
        ANONYMOUS = "anonymous", _("anonymous: nobody can trace an answer")
        CONFIDENTIAL = "confidential", _("confidential: answers can be joined to the next time")

    class Compares(models.TextChoices):
        """Which groups of an anonymous wave are told apart once it has closed.

        Where none are, single answers may be taken away. Never both: from the means of groups one can work out
        which of the rows are theirs.
        """

        LEVEL = "level", _("sectors and levels")
        ORGANIZATION = "organization", _("organisations")
        NOTHING = "nothing", _("no groups")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.OneToOneField(Record, on_delete=models.CASCADE, related_name="wave")
    activity = models.OneToOneField(Activity, on_delete=models.CASCADE, related_name="wave")
    # A copy of the questions as they are asked: as `formats.instruments.read_content` gives them.
    content = models.JSONField()
    introduction = models.TextField(_("introduction"), blank=True)
    pledge = models.CharField(_("promise"), max_length=12, choices=Pledge, default=Pledge.ANONYMOUS)
    compares = models.CharField(max_length=12, choices=Compares, default=Compares.LEVEL)
    # The difference, in points of the scale, below which nothing is said to differ.
    margin = models.FloatField(_("difference that matters"), default=0.5)
    closes_on = models.DateField(_("last day for answers"), null=True, blank=True)
    previous = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="following"
    )

    objects = ThroughRecordQuerySet.as_manager()

    def __str__(self) -> str:
        return self.record.title

    @property
    def title(self) -> str:
        return self.record.title

    @property
    def is_anonymous(self) -> bool:
        return self.pledge == self.Pledge.ANONYMOUS

    @property
    def tells_groups(self) -> bool:
        """Whether what groups think is told; of a confidential wave it always is."""
        return not self.is_anonymous or self.compares != self.Compares.NOTHING

    @cached_property
    def instrument(self) -> Instrument:
        return instrument_of(self.content)


class FramePlace(models.Model):
    """One person who could answer, as the register had them on the day the wave opened.

    Who is forgotten leaves the place behind, without a name: how many could answer does not change.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="places")
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    sector = models.CharField(max_length=20, choices=Organization.Sector)
    # Empty for somebody who belongs to an organisation without holding a post.
    level = models.CharField(max_length=30, choices=Post.Level, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wave", "person"], name="one_place_in_a_wave")
        ]
