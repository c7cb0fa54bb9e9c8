"""A decision room: a question, options drafted together, a rule sealed before anybody votes, and ballots.

What was sealed, counted and written down are Releases of evidence, which `thegither verify` compares with
the audit chain. The tables here hold what is still being worked on.
"""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thegither.spine.authority.models import KeptAnswer
from thegither.spine.people.models import Person
from thegither.spine.promises.models import Decision
from thegither.spine.spaces.models import Activity, Record
from thegither.spine.spaces.visibility import ThroughRecordQuerySet

NOBODY_LEFT = {"on_delete": models.SET_NULL, "null": True, "blank": True, "related_name": "+"}


class Room(models.Model):
    """Its question stands in its record, its phase in its activity."""

    class Horizon(models.TextChoices):
        YEAR = "year", _("within a year")
        FIVE = "five", _("in one to five years")
        LATER = "later", _("later than that")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.OneToOneField(Record, on_delete=models.CASCADE, related_name="room")
    activity = models.OneToOneField(Activity, on_delete=models.CASCADE, related_name="room")
    outcome = models.TextField(_("what gets better for people"), blank=True)
    whose = models.CharField(_("for whom"), max_length=300, blank=True)
    sign = models.TextField(_("how we would know"), blank=True)
    horizon = models.CharField(_("by when"), max_length=10, choices=Horizon, blank=True)
    mandate = models.TextField(_("mandate"), blank=True)
    clause = models.CharField(_("clause"), max_length=100, blank=True)
    # What the scheme of delegation answered, where the mandate was taken from it; else it is in words.
    answer = models.ForeignKey(KeptAnswer, **NOBODY_LEFT)
    level = models.CharField(_("where it is taken"), max_length=200, blank=True)
    # The rule as it is being written. Once sealed, the release counts and this does not.
    rule = models.JSONField(default=dict, blank=True)
    closes_on = models.DateField(_("closes on"), null=True, blank=True)
    decision = models.OneToOneField(
        Decision, on_delete=models.SET_NULL, null=True, blank=True, related_name="room"
    )

    objects = ThroughRecordQuerySet.as_manager()

    def __str__(self) -> str:
        return self.record.title

    @property
    def question(self) -> str:
        return self.record.title


class Option(models.Model):
    """One way to answer the question, drafted together. Its words as first moved stand in its amendments."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.OneToOneField(Record, on_delete=models.CASCADE, related_name="option")
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="options")
    number = models.PositiveSmallIntegerField()
    words = models.TextField(_("option"))
    cost = models.PositiveIntegerField(_("cost in pounds"), null=True, blank=True)
    moved_by = models.ForeignKey(Person, **NOBODY_LEFT)
    withdrawn_because = models.TextField(blank=True)

    objects = ThroughRecordQuerySet.as_manager()

    class Meta:
        ordering = ["room", "number"]
        constraints = [
            models.UniqueConstraint(fields=["room", "number"], name="one_option_per_number")
        ]


class Amendment(models.Model):
    """Other words for an option: what it said before, who moved them, why, and what became of them."""

    class State(models.TextChoices):
        MOVED = "moved", _("moved, waits for an answer")
        TAKEN = "taken", _("taken up")
        DECLINED = "declined", _("not taken up")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.OneToOneField(Record, on_delete=models.CASCADE, related_name="amendment")
    option = models.ForeignKey(Option, on_delete=models.CASCADE, related_name="amendments")
    before = models.TextField()
    words = models.TextField(_("new words"))
    why = models.TextField(_("why"))
    moved_by = models.ForeignKey(Person, **NOBODY_LEFT)
    state = models.CharField(max_length=10, choices=State, default=State.MOVED)
    answer = models.TextField(_("answer"), blank=True)
    moved_at = models.DateTimeField(default=timezone.now)

    objects = ThroughRecordQuerySet.as_manager()

    class Meta:
        ordering = ["moved_at"]


class Elector(models.Model):
    """Who may vote, and for which class of partner: as the register was when the rule was sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="electors")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    partner_class = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "person"], name="one_elector_a_person")
        ]


class Ballot(models.Model):
    """One ballot while the vote is open. Closing moves all of them into a release and empties this table.

    `voter` is a pseudonym under the key of the seal, or the person's id where the ballot is open. No time
    stands here, and the key is random, so that no order tells who came when.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="ballots", db_index=False)
    voter = models.CharField(max_length=64)
    marks = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "voter"], name="one_ballot_a_voter")]


class Card(models.Model):
    """A first preference, locked with the key of the seal until all cards are shown together."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="cards", db_index=False)
    holder = models.CharField(max_length=64)
    locked = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "holder"], name="one_card_a_holder")]


class ShownCard(models.Model):
    """Whose card of a release is whose, so that the release names nobody, and words that may be hidden."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.OneToOneField(Record, on_delete=models.CASCADE, related_name="shown_card")
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="shown_cards")
    person = models.ForeignKey(Person, **NOBODY_LEFT)
    words = models.TextField()

    objects = ThroughRecordQuerySet.as_manager()


class Objection(models.Model):
    """A reasoned "no": met by a change, taken back, or standing. Its path has steps with days."""

    class State(models.TextChoices):
        OPEN = "open", _("being talked about")
        MET = "met", _("met by a change")
        STANDS = "stands", _("stands")
        BACK = "back", _("taken back")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.OneToOneField(Record, on_delete=models.CASCADE, related_name="objection")
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="objections")
    person = models.ForeignKey(Person, **NOBODY_LEFT)
    reason = models.TextField(_("reason"))
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    answer = models.TextField(_("what became of it"), blank=True)
    raised_on = models.DateField(default=timezone.localdate)

    objects = ThroughRecordQuerySet.as_manager()

    class Meta:
        ordering = ["raised_on", "pk"]


class Step(models.Model):
    """One stretch of the path of an objection: how it is talked about, until when, and what came of it."""

    class Kind(models.TextChoices):
        TALK = "talk", _("the two sides talk")
        FACILITATED = "facilitated", _("somebody helps them talk")
        MEDIATED = "mediated", _("a mediator works with them")
        INDEPENDENT = "independent", _("somebody independent gives an opinion")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    objection = models.ForeignKey(Objection, on_delete=models.CASCADE, related_name="steps")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    helper = models.ForeignKey(Person, **NOBODY_LEFT)
    began_on = models.DateField(default=timezone.localdate)
    due_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    # What was said stays with those who were there; what was agreed is for everybody who sees the room.
    notes = models.TextField(blank=True)
    agreed = models.TextField(blank=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["objection", "place"], name="one_step_a_place")
        ]


class Review(models.Model):
    """The day we looked at it again: kept, renegotiated or broken, and what became of the outcome."""

    class Verdict(models.TextChoices):
        KEPT = "kept", _("kept")
        RENEGOTIATED = "renegotiated", _("renegotiated")
        BROKEN = "broken", _("broken")

    class Became(models.TextChoices):
        BETTER = "better", _("It got better for people")
        PARTLY = "partly", _("It got better in part")
        SAME = "same", _("Nothing changed for people")
        WORSE = "worse", _("It got worse")
        TOO_EARLY = "early", _("It is too early to tell")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="reviews")
    on = models.DateField(default=timezone.localdate)
    verdict = models.CharField(max_length=20, choices=Verdict)
    became = models.CharField(max_length=10, choices=Became)
    found = models.TextField(_("what we found"))
    next_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Person, **NOBODY_LEFT)

    class Meta:
        ordering = ["on", "pk"]


class Directive(models.Model):
    """A decision one post takes alone, when there is no time: with a reason, a scope, and an end."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.OneToOneField(Record, on_delete=models.CASCADE, related_name="directive")
    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="directive")
    taken_by = models.ForeignKey(Person, **NOBODY_LEFT)
    reason = models.TextField(_("why it could not wait"))
    scope = models.TextField(_("what it covers, and what it does not"))
    # Moved by a renewal alone, which a decision taken together stands behind.
    ends_on = models.DateField(_("ends on"))

    objects = ThroughRecordQuerySet.as_manager()


class Acknowledgement(models.Model):
    """That somebody of the coalition has read a directive, and what they say to it. It is no consent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    directive = models.ForeignKey(
        Directive, on_delete=models.CASCADE, related_name="acknowledgements"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    said = models.TextField(blank=True)
    on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["directive", "person"], name="one_acknowledgement_a_person"
            )
        ]


class Renewal(models.Model):
    """That a directive goes on, by a decision taken together in a room. Each room renews once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="renewals")
    room = models.OneToOneField(Room, on_delete=models.CASCADE, related_name="renewal")
    on = models.DateField(default=timezone.localdate)
    until = models.DateField()

    class Meta:
        ordering = ["on", "pk"]


class Risk(models.Model):
    """A risk taken knowingly for a person's benefit: it starts only with a stop rule, and shared."""

    class Went(models.TextChoices):
        RUNNING = "", _("running")
        WELL = "well", _("It did what we hoped")
        MIXED = "mixed", _("Some good, some harm")
        STOPPED = "stopped", _("We stopped it by the stop rule")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.OneToOneField(Record, on_delete=models.CASCADE, related_name="risk")
    benefit = models.TextField(_("what good it may do"))
    harm = models.TextField(_("what harm it may do"))
    mitigation = models.TextField(_("what makes the harm less likely"))
    shared_by = models.CharField(_("who shares the risk"), max_length=300)
    stop_rule = models.TextField(_("when we stop"))
    review_on = models.DateField(_("when we look at it"))
    permission = models.ForeignKey(
        "Permission", on_delete=models.SET_NULL, null=True, blank=True, related_name="risks"
    )
    taken_by = models.ForeignKey(Person, **NOBODY_LEFT)
    started_on = models.DateField(default=timezone.localdate)
    went = models.CharField(max_length=10, choices=Went, blank=True)
    what_happened = models.TextField(blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = ThroughRecordQuerySet.as_manager()


class Permission(models.Model):
    """A standing permission: try this, within these limits, covered by this post, until a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.OneToOneField(Record, on_delete=models.CASCADE, related_name="permission")
    may = models.TextField(_("what may be tried"))
    within = models.TextField(_("within which limits"))
    covered_by = models.CharField(_("who covers it"), max_length=300)
    until = models.DateField(_("until"))
    ended_on = models.DateField(null=True, blank=True)

    objects = ThroughRecordQuerySet.as_manager()
