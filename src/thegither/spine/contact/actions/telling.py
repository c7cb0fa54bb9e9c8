"""Telling people: each thing once, in a digest that goes out once a day at most, or not at all."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from thegither.spine.contact.digest import Item, digest_of, item_of
from thegither.spine.contact.letters import send_letter
from thegither.spine.contact.models import ContactPreference, Notice
from thegither.spine.contact.queries import due_for_digest, untold
from thegither.spine.evidence.actions import append_entry
from thegither.spine.people.actions import choose_contact, withdraw_consent
from thegither.spine.people.errors import BadAddress, NoLetters
from thegither.spine.people.models import ContactConsent, Person
from thegither.spine.people.queries import entries_standing_for
from thegither.spine.spaces.models import Partnership, Record
from thegither.spine.spaces.visibility import Viewer

# People read it over the first cup of tea.
MORNING = time(7)
DAYS = {ContactPreference.Rhythm.DAILY: 1, ContactPreference.Rhythm.WEEKLY: 7}
TRY_AGAIN_AFTER = timedelta(minutes=15)
# Few enough for a slow mail server to take them while the lease of `tick` lasts.
AT_ONCE = 50
EMAIL = ContactConsent.Channel.EMAIL


@transaction.atomic
def tell(
    *,
    partnership: Partnership,
    person: Person,
    kind: str,
    about: Record | None,
    sentence: str,
    path: str,
    minutes: int | None = None,
    due_on: date | None = None,
) -> Notice | None:
    """Put something into a person's next digest; None where they were told it before.

    Once for each person, kind and record (or page, where it is about no record). Give `minutes` where
    something is asked of them. The sentence goes out by mail: keep what is sensitive out of it.
    Nothing is written in the audit chain; the action that calls this has its own entry.
    """
    if person.partnership_id != partnership.pk:
        raise ValueError("A person is told of their own partnership only.")
    what = {"person": person, "kind": kind, "about": about}
    if about is None:
        what["path"] = path
    rest = {"sentence": sentence, "path": path, "minutes": minutes, "due_on": due_on}
    notice, is_new = Notice.objects.get_or_create(**what, defaults=rest)
    return notice if is_new else None


@transaction.atomic
def choose_rhythm(
    *, viewer: Viewer, person: Person, rhythm: str, channels: Iterable[str] = ()
) -> ContactPreference:
    """How often e-mail may come, and by which other channels the partnership may get in touch."""
    preference = _set_rhythm(person, rhythm)
    by_mail = [] if rhythm == ContactPreference.Rhythm.OFF else [EMAIL]
    choose_contact(viewer=viewer, person=person, channels=[*by_mail, *channels])
    _write_down(viewer, preference)
    return preference


@transaction.atomic
def turn_mail_off(*, person: Person) -> ContactPreference:
    """By the link in a letter: whoever holds the letter may do this, and nothing else."""
    viewer = Viewer(partnership=person.partnership_id, person=person.pk)
    preference = _set_rhythm(person, ContactPreference.Rhythm.OFF)
    withdraw_consent(viewer=viewer, person=person, channel=EMAIL)
    _write_down(viewer, preference)
    return preference


def _set_rhythm(person: Person, rhythm: str) -> ContactPreference:
    """For the person, and for the entries that were found to be the same person."""
    known = ContactPreference.objects.filter(person__in=entries_standing_for([person]))
    known.update(rhythm=rhythm)
    return ContactPreference.objects.update_or_create(person=person, defaults={"rhythm": rhythm})[0]


def _write_down(viewer: Viewer, preference: ContactPreference) -> None:
    append_entry(
        chain=preference.person.partnership_id,
        actor=viewer.actor,
        verb="choose_rhythm",
        about=f"person:{preference.person_id}",
        state={"rhythm": preference.rhythm},
    )


def send_digests(*, partnership: Partnership) -> int:
    """This morning's digests, some at a time; raises `NoLetters` and stops while no mail goes out."""
    due = due_for_digest(partnership, timezone.now())[:AT_ONCE]
    return sum(send_digest(person=person) for person in due)


def send_digest(*, person: Person, asked: Sequence[Item] = ()) -> bool:
    """Tell one person what they have not been told; False where their next digest is not due yet.

    Nothing to tell means no mail, and yet the day counts as told: so the rows of somebody who was
    reminded (`asked`) look like the rows of somebody who was not.
    """
    if not _take_the_day(person):
        return False
    notices = untold(person)
    if notices or asked:
        try:
            send_letter(person, *digest_of(person, [*asked, *map(item_of, notices)]))
        except NoLetters:
            _give_the_day_back(person)
            raise
        except BadAddress:
            return True
        _mark_told(notices)
    return True


@transaction.atomic
def _take_the_day(person: Person) -> bool:
    """Whether a digest may go to this person now; if so, none will before the next morning."""
    now = timezone.now()
    preference, _new = ContactPreference.objects.get_or_create(person=person)
    if preference.rhythm == ContactPreference.Rhythm.OFF:
        return False
    free = ContactPreference.objects.filter(Q(next_at=None) | Q(next_at__lte=now), person=person)
    return bool(free.update(next_at=next_morning(now, DAYS[preference.rhythm])))


@transaction.atomic
def _give_the_day_back(person: Person) -> None:
    later = timezone.now() + TRY_AGAIN_AFTER
    ContactPreference.objects.filter(person=person).update(next_at=later)


@transaction.atomic
def _mark_told(notices: Sequence[Notice]) -> None:
    keys = [notice.pk for notice in notices]
    Notice.objects.filter(pk__in=keys).update(told_on=timezone.localdate())


@transaction.atomic
def count_as_told_today(*, person: Person) -> None:
    """Another letter went to this person today: their digest waits for the next morning."""
    morning = next_morning(timezone.now(), 1)
    ContactPreference.objects.get_or_create(person=person)
    waiting = Q(next_at=None) | Q(next_at__lt=morning)
    ContactPreference.objects.filter(waiting, person=person).update(next_at=morning)


def next_morning(now: datetime, days: int) -> datetime:
    """Seven o'clock, this many days on, by the clock on the wall."""
    day = timezone.localdate(now) + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, MORNING))
