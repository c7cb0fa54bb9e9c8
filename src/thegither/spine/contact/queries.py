"""Reads of contact: who is due for a letter, what they have not been told, how far invitations are."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Model, Q, QuerySet
from django.utils import timezone

from thegither.spine.contact.models import (
    AskBudget,
    ContactPreference,
    HelpCount,
    Helper,
    Invitation,
    Letter,
    Notice,
)
from thegither.spine.evidence.seals import has_key
from thegither.spine.people.models import Person
from thegither.spine.people.queries import belonging
from thegither.spine.spaces.models import Activity, Partnership, Record
from thegither.spine.spaces.visibility import Viewer

Channel, State = Invitation.Channel, Invitation.State
# What nobody was told for a month is no news any more, as after a long time without mail.
NEWS_LASTS = timedelta(days=30)


def due_for_digest(partnership: Partnership, now: datetime) -> QuerySet[Person]:
    """Everybody who belongs, has an address, wants mail, and whose next digest may go out now."""
    people = belonging(partnership, timezone.localdate(now)).exclude(email="")
    off = Q(contact_preference__rhythm=ContactPreference.Rhythm.OFF)
    free = Q(contact_preference__next_at=None) | Q(contact_preference__next_at__lte=now)
    return people.exclude(off).filter(free).select_related("partnership")


def untold(person: Person) -> list[Notice]:
    """What this person may see and was not told. What was hidden meanwhile waits until it is shown again."""
    today = timezone.localdate()
    notices = person.notices.filter(told_on=None, made_on__gte=today - NEWS_LASTS)
    visible = Record.objects.visible_to(Viewer(partnership=person.partnership_id, person=person.pk))
    return list(notices.filter(Q(about=None) | Q(about__in=visible)))


def ask_budget(partnership: Partnership) -> AskBudget | None:
    """What the partnership agreed on how often anybody is asked; None where it agreed nothing."""
    return AskBudget.objects.filter(partnership=partnership).first()


def asked_enough(partnership: Partnership, today: date) -> QuerySet[Invitation]:
    """Whom nobody may ask to anything more today, as their ids: what was agreed is used up.

    Whoever wants no message was never disturbed, so finding an invitation when they sign in does not count.
    """
    budget = ask_budget(partnership)
    if budget is None:
        return Invitation.objects.none().values("person")
    since = today - timedelta(days=budget.days)
    asked = Invitation.objects.filter(activity__partnership=partnership, invited_on__gt=since)
    times = asked.exclude(channel=Channel.NONE).order_by().values("person")
    return times.annotate(times=Count("pk")).filter(times__gte=budget.most).values("person")


def due_invitations(now: datetime) -> QuerySet[Invitation]:
    """Mails that were never sent, and those that failed and are to be tried again."""
    unsent = Invitation.objects.exclude(state=State.SENT).filter(declined_on=None)
    due = unsent.filter(channel=Channel.EMAIL, next_try_at__lte=now)
    return due.select_related("person__partnership", "letter", "activity__record")


def letters_to_print(activity: Activity, *, again: bool = False) -> list[Invitation]:
    """The letters of an activity that nobody has printed; `again`: all of them. Nobody who said no."""
    letters = activity.invitations.filter(channel=Channel.LETTER, declined_on=None)
    if not again:
        letters = letters.filter(state=State.WAITING)
    return list(letters.select_related("person__partnership", "letter", "activity__record"))


def texts_to_send(activity: Activity) -> list[Invitation]:
    texts = activity.invitations.filter(channel=Channel.TEXT, declined_on=None)
    return list(texts.select_related("person__partnership", "letter", "activity__record"))


def due_reminders(activity: Activity, closes_on: date | None, now: datetime) -> list[Invitation]:
    """Who was asked by mail, did not say no, and has a reminder due that can go into a digest now.

    Whether they answered is not known here, and must not be: it is not stored.
    """
    today = timezone.localdate(now)
    if closes_on and closes_on < today:
        return []
    reached = activity.invitations.filter(channel=Channel.EMAIL, state=State.SENT, declined_on=None)
    here = reached.filter(person__in=belonging(activity.partnership, today))
    may = here.exclude(person__contact_preference__rhythm=ContactPreference.Rhythm.OFF)
    free = Q(person__contact_preference__next_at=None) | Q(
        person__contact_preference__next_at__lte=now
    )
    rows = may.filter(free).select_related("person__partnership", "letter", "activity__record")
    return [one for one in rows if _is_due(one, closes_on, today)]


def _is_due(invitation: Invitation, closes_on: date | None, today: date) -> bool:
    done = invitation.reminded_on or invitation.invited_on
    return any(done < day <= today for day in reminder_days(invitation, closes_on))


def reminder_days(invitation: Invitation, closes_on: date | None) -> list[date]:
    """The days on which a silent person is reminded: some days after asking, some before closing."""
    letter, days = invitation.letter, []
    if letter.remind_after is not None:
        days.append(invitation.invited_on + timedelta(days=letter.remind_after))
    if letter.remind_before is not None and closes_on:
        days.append(closes_on - timedelta(days=letter.remind_before))
    return sorted(days)


@dataclass(frozen=True, slots=True)
class Asked:
    """How far the invitations of an activity are. Who answered is not among it: nobody can tell."""

    people: int
    said_no: int
    waiting_mails: int
    letters: int
    printed: int
    texts: int
    unreachable: list[Invitation]
    failed: list[Invitation]


def asked(activity: Activity) -> Asked:
    """The state of an activity's invitations, as its coordinators see it."""
    rows = list(activity.invitations.select_related("person", "letter"))
    open_rows = [row for row in rows if row.declined_on is None]

    def of(channel: str, state: str) -> list[Invitation]:
        return [row for row in open_rows if (row.channel, row.state) == (channel, state)]

    return Asked(
        people=len(rows),
        said_no=len(rows) - len(open_rows),
        waiting_mails=len(of(Channel.EMAIL, State.WAITING)),
        letters=len(of(Channel.LETTER, State.WAITING)),
        printed=len(of(Channel.LETTER, State.SENT)),
        texts=len(of(Channel.TEXT, State.WAITING)),
        unreachable=[row for row in open_rows if row.channel == Channel.NONE],
        failed=of(Channel.EMAIL, State.FAILED),
    )


def open_invitations(person: Person) -> list[Invitation]:
    """What this person was asked, did not decline, and can still answer; nothing says whether they did."""
    mine = person.invitations.filter(declined_on=None).select_related("activity__record", "letter")
    return [one for one in mine if has_key(one.activity_id)]


def helpers_of(person: Person, today: date) -> QuerySet[Helper]:
    """Who may help this person on this day."""
    return person.helped_by.filter(Helper.on(today)).select_related("helper", "person")


def how_many_had_help(activity: Activity) -> int:
    """How many said that somebody helped them to answer."""
    return next(
        iter(HelpCount.objects.filter(activity=activity).values_list("people", flat=True)), 0
    )


def helped_by(viewer: Viewer, today: date) -> list[Helper]:
    """Whom this viewer may help on this day, while those people belong to the partnership."""
    if not viewer.is_member:
        return []
    mine = Helper.objects.filter(Helper.on(today), helper=viewer.person)
    found = mine.select_related("person__partnership").order_by("person__name", "pk")
    return [one for one in found if belongs(one.person, today)]


def standing_helper(viewer: Viewer, helper_id: UUID, today: date) -> Helper | None:
    """The help of this id, if it is this viewer's to give today."""
    return next((one for one in helped_by(viewer, today) if one.pk == helper_id), None)


def belongs(person: Person, today: date) -> bool:
    """Whether this person is still in the partnership, under an entry of their own."""
    return belonging(person.partnership, today).filter(pk=person.pk).exists()


def rows(partnership: Partnership) -> list[QuerySet[Model]]:
    """Every row of contact that belongs to a partnership, in an order in which it can be stored."""
    of_person = (ContactPreference, Notice)
    return [
        AskBudget.objects.filter(partnership=partnership),
        *(model.objects.filter(person__partnership=partnership) for model in of_person),
        Letter.objects.filter(activity__partnership=partnership),
        Invitation.objects.filter(activity__partnership=partnership),
        Helper.objects.filter(person__partnership=partnership),
        HelpCount.objects.filter(activity__partnership=partnership),
    ]
