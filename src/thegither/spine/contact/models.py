"""How the partnership reaches people: invitations, reminders, the daily digest, and who may help whom.

Nothing here is written when somebody answers: no row, no time, no order of rows. Who was reminded is not
kept either; a reminder moves the rows of all who were invited alike, whether they had answered or not.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thegither.spine.people.models import Person
from thegither.spine.spaces.models import Activity, Partnership, Record


class ContactPreference(models.Model):
    """How often somebody wants e-mail, and from when the next digest may go to them.

    `next_at` moves on for everybody at the same hour, also for those to whom there was nothing to tell.
    """

    # So a row here tells of nothing that anybody did, and `people.lists` may take its person out again.
    holds_its_person = False

    class Rhythm(models.TextChoices):
        DAILY = "daily", _("At most once a day")
        WEEKLY = "weekly", _("At most once a week")
        OFF = "off", _("Never: no e-mail at all")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, related_name="contact_preference"
    )
    rhythm = models.CharField(max_length=10, choices=Rhythm, default=Rhythm.DAILY)
    next_at = models.DateTimeField(null=True, blank=True)


class Notice(models.Model):
    """One thing to tell one person, once: asked of them where it takes `minutes`, else news."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=50)
    about = models.ForeignKey(
        Record, on_delete=models.CASCADE, null=True, blank=True, related_name="notices"
    )
    sentence = models.TextField()
    path = models.CharField(max_length=500)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    made_on = models.DateField(default=timezone.localdate)
    told_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["made_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "about"], name="each_thing_told_once"
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "path"],
                condition=Q(about=None),
                name="each_page_told_once",
            ),
        ]


class AskBudget(models.Model):
    """How often anybody may be asked to something: at most so many times in so many days, whoever asks."""

    partnership = models.OneToOneField(
        Partnership, on_delete=models.CASCADE, primary_key=True, related_name="ask_budget"
    )
    most = models.PositiveSmallIntegerField(_("times"))
    days = models.PositiveSmallIntegerField(_("days"))


class Letter(models.Model):
    """The words of an invitation, and when those who stay silent are reminded of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="letters")
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("letter"))
    # Where the button on the page behind the mailed link leads.
    path = models.CharField(max_length=500)
    remind_after = models.PositiveSmallIntegerField(null=True, blank=True)
    remind_before = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(default=5)
    written_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["written_on", "pk"]


class Invitation(models.Model):
    """That one person was asked to one activity, how it reached them, and whether they said no."""

    class Channel(models.TextChoices):
        EMAIL = "email", _("by e-mail")
        TEXT = "text", _("by text message")
        LETTER = "letter", _("by letter")
        NONE = "none", _("not at all: they want no message")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")
        FAILED = "failed", _("did not arrive")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="invitations")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="invitations")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="invitations")
    channel = models.CharField(max_length=10, choices=Channel)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    invited_on = models.DateField(default=timezone.localdate)
    # The last day on which silent people were reminded; it moves for those who answered too.
    reminded_on = models.DateField(null=True, blank=True)
    declined_on = models.DateField(null=True, blank=True)
    # Why a mail did not go out, and when it is tried again (None: not by itself).
    problem = models.TextField(blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["person__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "person"], name="one_invitation_to_an_activity"
            )
        ]


class HelpCount(models.Model):
    """How many people said that somebody helped them to answer. A number for each activity, and no more:
    nothing joins it to an answer."""

    activity = models.OneToOneField(
        Activity, on_delete=models.CASCADE, primary_key=True, related_name="help_count"
    )
    people = models.PositiveIntegerField(default=0)


class Helper(models.Model):
    """That somebody may help a person: to what, agreed to how and when, and until when."""

    class What(models.TextChoices):
        READ = "read", _("to read things out and to explain them")
        ANSWER = "answer", _("to answer in their name")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="helped_by")
    helper = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="helps")
    what = models.CharField(_("what they may do"), max_length=10, choices=What)
    consent = models.TextField(_("how they agreed"))
    agreed_on = models.DateField(_("agreed on"))
    until = models.DateField(_("until"))
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["until", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(person=models.F("helper")), name="helps_another"),
            models.CheckConstraint(condition=~Q(consent=""), name="help_rests_on_consent"),
        ]

    @staticmethod
    def on(day) -> Q:
        """Which hold on this day, the last one included."""
        return Q(ended_on=None, agreed_on__lte=day, until__gte=day)
