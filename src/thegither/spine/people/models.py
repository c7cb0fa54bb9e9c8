"""Accounts, and the register: people and bodies as the Popolo specification names them."""

import secrets
import uuid
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from thegither.spine.people.register import RegisterQuerySet
from thegither.spine.spaces.models import Partnership, Record

# Provenance speaks of fields by the names that the Popolo document gives them.
IN_POPOLO = {"valid_from": "start_date", "valid_to": "end_date"}


def new_stamp() -> str:
    return secrets.token_hex(16)


class Account(AbstractBaseUser):
    """Somebody who can sign in. Several may share a mailbox, so the e-mail address is not unique."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200, unique=True)
    email = models.EmailField(blank=True, db_index=True)
    is_active = models.BooleanField(default=True)
    is_staff = False
    # When somebody last came would stand beside the votes they cast: it is not kept.
    last_login = None
    sign_in_stamp = models.CharField(max_length=32, default=new_stamp)

    objects = BaseUserManager()
    USERNAME_FIELD = "name"

    def get_session_auth_hash(self) -> str:
        """Signed cookies hold the session, so signing out everywhere means changing the stamp."""
        return salted_hmac("thegither.sign_in", self.sign_in_stamp, algorithm="sha256").hexdigest()


class SignInCode(models.Model):
    """A code that lets one account in: mailed and short-lived, or printed and good for longer."""

    class Kind(models.TextChoices):
        MAILED = "mailed", _("by e-mail")
        PRINTED = "printed", _("printed, texted or read out")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="codes")
    kind = models.CharField(max_length=10, choices=Kind)
    # The first letters are kept as they are, so that wrong tries can be counted against this code.
    first_group = models.CharField(max_length=4, db_index=True)
    digest = models.CharField(max_length=64)
    expires_at = models.DateTimeField()
    tries_left = models.PositiveSmallIntegerField(default=5)


class Import(models.Model):
    """Where a part of the register came from; each object names the import of each of its fields."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="imports")
    source = models.CharField(max_length=300)
    imported_at = models.DateTimeField(default=timezone.now)
    imported_by = models.CharField(max_length=200)
    counts = models.JSONField(default=dict)
    # Ids of the entries it made, by kind: what an undoing takes out again. Empty afterwards.
    brought = models.JSONField(default=dict, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)


class RegisterEntry(models.Model):
    """What the register's entries share: a partnership, and where each field came from."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="%(class)ss"
    )
    identifier = models.CharField(max_length=200, blank=True)
    provenance = models.JSONField(default=dict, blank=True)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        abstract = True


class Organization(RegisterEntry):
    class Sector(models.TextChoices):
        PUBLIC = "public", _("public")
        PRIVATE = "private", _("private")
        VOLUNTARY = "voluntary", _("voluntary")
        COMMUNITY = "community", _("community")

    name = models.CharField(_("name"), max_length=200)
    classification = models.CharField(_("kind of body"), max_length=100, blank=True)
    sector = models.CharField(_("sector"), max_length=20, choices=Sector)
    parent = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )
    founding_date = models.DateField(_("founded on"), null=True, blank=True)
    dissolution_date = models.DateField(_("dissolved on"), null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Person(RegisterEntry):
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=50, blank=True)
    account = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="persons"
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="merged"
    )

    class Meta:
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name


class Post(RegisterEntry):
    """A position that exists whoever holds it."""

    class Level(models.TextChoices):
        FRONT_LINE = "front_line", _("front line")
        FIRST_LINE_MANAGER = "first_line_manager", _("first-line manager")
        MIDDLE_MANAGER = "middle_manager", _("middle manager")
        SENIOR_MANAGER = "senior_manager", _("senior manager")
        EXECUTIVE = "executive", _("executive")
        ELECTED_MEMBER = "elected_member", _("elected member")
        CITIZEN_LEADER = "citizen_leader", _("citizen leader")

    label = models.CharField(_("post"), max_length=200)
    level = models.CharField(_("level"), max_length=30, choices=Level)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="posts")

    def __str__(self) -> str:
        return self.label


def holds(valid_from: date | None, valid_to: date | None, day: date) -> bool:
    """Whether what lasts from one day to the other, both included, lasts on this day.

    >>> holds(date(2026, 1, 1), None, date(2026, 1, 1)), holds(None, date(2025, 12, 31), date(2026, 1, 1))
    (True, False)
    """
    return (valid_from is None or valid_from <= day) and (valid_to is None or valid_to >= day)


class Membership(RegisterEntry):
    """A dated tie of a person to an organization, maybe through a post. Both dates are inclusive."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    organization = models.ForeignKey(
        Organization,
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name=_("organisation"),
    )
    post = models.ForeignKey(
        Post,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("post"),
    )
    role = models.CharField(_("role"), max_length=200, blank=True)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None)
                | Q(valid_to=None)
                | Q(valid_from__lte=models.F("valid_to")),
                name="membership_does_not_end_before_it_starts",
            )
        ]

    @staticmethod
    def on(day: date) -> Q:
        """The same question to the database: memberships that hold on this day."""
        started = Q(valid_from=None) | Q(valid_from__lte=day)
        return started & (Q(valid_to=None) | Q(valid_to__gte=day))


class Seat(models.Model):
    """A duty that a person carries in the partnership, dated: coordinator, moderator, safeguarding lead."""

    class Duty(models.TextChoices):
        COORDINATOR = "coordinator", _("coordinator")
        MODERATOR = "moderator", _("moderator")
        SAFEGUARDING_LEAD = "safeguarding_lead", _("safeguarding lead")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="seats")
    duty = models.CharField(max_length=30, choices=Duty)
    valid_from = models.DateField(default=date.today)
    valid_to = models.DateField(null=True, blank=True)

    on = staticmethod(Membership.on)


class ContactConsent(models.Model):
    """That a person may be contacted by a channel, since when, and until they said no."""

    class Channel(models.TextChoices):
        EMAIL = "email", _("e-mail")
        PHONE = "phone", _("phone or text")
        POST = "post", _("letter")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    channel = models.CharField(max_length=10, choices=Channel)
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)


class Responsibility(models.Model):
    """Who answers for a record (a promise, an issue, an activity); on the day `until` somebody else does."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="responsibilities")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="responsibilities")
    since = models.DateField(default=date.today)
    until = models.DateField(null=True, blank=True)
    # Why it came to this person from another; empty for the first who had it.
    reason = models.TextField(blank=True)
    given_at = models.DateTimeField(default=timezone.now)

    @staticmethod
    def on(day: date) -> Q:
        return Q(since__lte=day) & (Q(until=None) | Q(until__gt=day))


class Merge(models.Model):
    """Two entries found to be one person, with all it takes to undo that."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kept = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="merges_kept")
    absorbed = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="merges_absorbed")
    moved = models.JSONField(default=dict)
    merged_at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)


class Leaving(models.Model):
    """That a person or a partner left, on which day and why, with all it takes to undo that."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="leavings")
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="leavings"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, null=True, blank=True, related_name="leavings"
    )
    left_on = models.DateField()
    reason = models.TextField(_("reason"))
    # By kind, what each row said before; of what was handed over, old row to new.
    moved = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None) ^ Q(organization=None), name="one_who_leaves"
            )
        ]

    @property
    def who(self) -> "Person | Organization":
        return self.person or self.organization


class KeptApart(models.Model):
    """Two entries that look alike and were found to be two people: never proposed again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name_plural = "kept apart"
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="kept_apart_once"),
        ]
