"""The group looks at its answers together: the session, each question in it, and what becomes of a finding."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from thegither.capabilities.assessments.models.wave import Wave
from thegither.spine.people.models import Person
from thegither.spine.spaces.models import Finding, Issue


class Session(models.Model):
    """A facilitator walks the group through some questions of a closed wave. Seen by whoever sees the wave.

    A key file of its own (`evidence.seals`, under the session's id) locks ratings until they are shown.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.OneToOneField(Wave, on_delete=models.CASCADE, related_name="session")
    facilitator = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Read out in the room; lets in whoever has no account.
    code = models.CharField(max_length=12)
    # Grows with everything that the room has to see, so that phones ask cheaply whether to look again.
    version = models.PositiveIntegerField(default=1)
    ended_on = models.DateField(null=True, blank=True)


class Talk(models.Model):
    """One question of a session: rated alone, shown together, talked over, agreed."""

    class State(models.TextChoices):
        WAITING = "waiting", _("not yet talked about")
        RATING = "rating", _("everybody rates alone")
        SHOWN = "shown", _("ratings are shown")
        SETTLED = "settled", _("settled")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="talks")
    item = models.CharField(max_length=100)
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    # How many chose each answer, once shown; -2 for "don't know".
    tally = models.JSONField(default=dict, blank=True)
    agreed = models.SmallIntegerField(_("agreed answer"), null=True, blank=True)
    said = models.TextField(_("what was said"), blank=True)
    evidence = models.TextField(_("what shows it"), blank=True)
    finding = models.OneToOneField(
        Finding, on_delete=models.SET_NULL, null=True, blank=True, related_name="talk"
    )

    class Meta:
        ordering = ["session", "position"]
        constraints = [
            models.UniqueConstraint(fields=["session", "item"], name="one_talk_about_an_item")
        ]


class SealedRating(models.Model):
    """What one seat in the room chose, locked until it is shown; then the row goes and a tally remains.

    `seat` is a pseudonym that is another one for each question, so that rows of two questions cannot be joined.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="sealed_ratings")
    seat = models.CharField(max_length=64)
    locked = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["talk", "seat"], name="one_rating_a_seat_and_talk")
        ]


class PlanEntry(models.Model):
    """A line of the improvement plan: an issue (owner, date and title stand there) and how one will know.

    `looks_at` is the item or the scale beside which the next wave shows what moved; empty if none fits.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="plan_entries")
    issue = models.OneToOneField(Issue, on_delete=models.CASCADE, related_name="plan_entry")
    finding = models.ForeignKey(
        Finding, on_delete=models.SET_NULL, null=True, blank=True, related_name="plan_entries"
    )
    measure = models.CharField(_("how we will know"), max_length=500)
    looks_at = models.CharField(max_length=100, blank=True)
