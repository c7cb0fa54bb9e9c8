"""What somebody answered. In an anonymous wave nothing here leads to a person, nor to a time."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thegither.capabilities.assessments.models.wave import Wave
from thegither.spine.people.models import Person
from thegither.spine.spaces.models import Record
from thegither.spine.spaces.visibility import ThroughRecordQuerySet


class Response(models.Model):
    """One sheet of answers.

    Anonymous: under a pseudonym while the wave is open; after closing a row under a new random key, in random
    order, with a number and groups so coarse that five or more people share each combination. Confidential:
    under the person, who may be joined to themselves in the next wave.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="responses")
    pseudonym = models.CharField(max_length=64, null=True, blank=True)
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    number = models.PositiveIntegerField(null=True, blank=True)
    # The number of the answer by the item's id; -2 for "don't know". What was passed over is not there.
    answers = models.JSONField(default=dict)
    is_finished = models.BooleanField(default=False)
    # Written at closing: the organisation's id, and the codes of the register, or broader ones.
    organization = models.CharField(max_length=40, blank=True)
    sector = models.CharField(max_length=20, blank=True)
    level = models.CharField(max_length=30, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wave", "pseudonym"], name="one_response_per_pseudonym"
            ),
            models.UniqueConstraint(fields=["wave", "person"], name="one_response_per_person"),
            models.CheckConstraint(
                condition=Q(pseudonym=None) | Q(person=None),
                name="a_pseudonym_stands_beside_no_person",
            ),
        ]


class Remark(models.Model):
    """What somebody wrote in their own words, to an open question or as the evidence for an answer.

    Its author stands here by the key of their response while the wave is open; after closing nothing joins
    the two any more, whatever was promised. Nobody but moderators reads it until one of them lets it through.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for a moderator")
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("not accepted")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.OneToOneField(Record, on_delete=models.CASCADE, related_name="remark")
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="remarks")
    response = models.ForeignKey(
        Response, on_delete=models.SET_NULL, null=True, blank=True, related_name="remarks"
    )
    item = models.CharField(max_length=100)
    text = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)

    objects = ThroughRecordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "item"], name="one_remark_per_item")
        ]
