"""The guided start: five steps from a name to the first invitation, and how far a partnership has come.

What is done is worked out from what is there, on each visit; only what a coordinator skipped is stored.
"""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from thegither.spine.contact.models import Invitation, Notice
from thegither.spine.people.models import Membership, Organization, Person
from thegither.spine.people.rules import allows
from thegither.spine.spaces.house import Prepared, Template
from thegither.spine.spaces.models import Activity, Partnership, Record
from thegither.spine.spaces.visibility import Viewer
from thegither.thread.registry import activities
from thegither.thread.words import Word

NAME, PEOPLE, PICK, READ, SEND = STEPS = ("name", "people", "pick", "read", "send")
# Kept among the skipped steps when a coordinator puts the whole list away.
ALL = "all"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is, how it stands, the button that does it, and the way to undo it."""

    key: str
    title: Promise
    words: str
    button: str
    url: str
    is_done: bool
    is_skipped: bool
    undo: str = ""
    undo_url: str = ""

    @property
    def is_over(self) -> bool:
        return self.is_done or self.is_skipped


@dataclass(frozen=True, slots=True)
class Start:
    """All five steps. What is next is the first that is neither done nor skipped."""

    steps: list[Step]
    is_put_away: bool

    @property
    def total(self) -> int:
        return len(self.steps)

    @property
    def done(self) -> int:
        return sum(step.is_done for step in self.steps)

    @property
    def next(self) -> Step | None:
        return next((step for step in self.steps if not step.is_over), None)


def start_of(viewer: Viewer, partnership: Partnership) -> Start:
    prepared = [each for one in activities() for each in one.prepared(viewer, partnership)]
    first = next((each for each in prepared if not each.is_sent), None)
    is_sent = any(each.is_sent for each in prepared)
    steps = [
        _name(partnership),
        _people(viewer, partnership),
        _pick(partnership, first),
        _read(partnership, first, is_sent),
        _send(partnership, first, is_sent),
    ]
    return Start(steps, is_put_away=ALL in partnership.set_aside)


def card_of(viewer: Viewer, partnership: Partnership) -> Start | None:
    """The start as home shows it: to coordinators, until it is over or put away."""
    is_wanted = not partnership.is_made_up and ALL not in partnership.set_aside
    if not is_wanted or not allows("people.change_partnership", viewer, partnership):
        return None
    start = start_of(viewer, partnership)
    return start if start.next else None


def templates_of(viewer: Viewer, partnership: Partnership) -> list[tuple[str, list[Template]]]:
    """The ready beginnings of every capability, by group."""
    found = [each for one in activities() for each in one.templates(viewer, partnership)]
    return [(group, list(each)) for group, each in groupby(found, key=lambda one: one.group)]


def beginning_of(word: Word, viewer: Viewer, partnership: Partnership) -> tuple[Promise, str]:
    """Where to go while there is nothing under a word: its text, and its page."""
    if word.begins_with != word.name:
        page = reverse("thread:word", args=[partnership.slug, word.begins_with])
        return _("Go to where it begins"), page
    if allows("people.change_partnership", viewer, partnership):
        return _("Pick a ready beginning"), _page("thread:pick", partnership)
    return _("Go to the home page"), _page("thread:home", partnership)


def _step(partnership: Partnership, key: str, **told: object) -> Step:
    return Step(key=key, is_skipped=key in partnership.set_aside, **told)


def _page(name: str, partnership: Partnership) -> str:
    return reverse(name, args=[partnership.slug])


def _name(partnership: Partnership) -> Step:
    return _step(
        partnership,
        NAME,
        title=_("Name it, and say what it is for"),
        words=partnership.purpose,
        button=_("Say what it is for"),
        url=_page("people:partnership", partnership),
        is_done=bool(partnership.name and partnership.purpose),
        undo=_("Change the name or the purpose"),
        undo_url=_page("people:partnership", partnership),
    )


def _people(viewer: Viewer, partnership: Partnership) -> Step:
    number = _people_besides(viewer, partnership)
    counted = ngettext(
        "%(n)s person is in besides you.", "%(n)s people are in besides you.", number
    )
    nobody = _("Only you are in. Paste the list that you have: a spreadsheet will do.")
    return _step(
        partnership,
        PEOPLE,
        title=_("Bring in the people"),
        words=counted % {"n": number} if number else nobody,
        button=_("Paste the people"),
        url=_page("people:import_people", partnership),
        is_done=number > 0,
        undo=_("Look at the lists that came in, bring in more, or undo one"),
        undo_url=_page("people:imports", partnership),
    )


def _people_besides(viewer: Viewer, partnership: Partnership) -> int:
    today = Membership.on(timezone.localdate())
    held = Membership.objects.filter(today, partnership=partnership, person__merged_into=None)
    return held.exclude(person=viewer.person).values("person").distinct().count()


def _pick(partnership: Partnership, first: Prepared | None) -> Step:
    return _step(
        partnership,
        PICK,
        title=_("Pick what to do first"),
        words=first.title if first else _("Start from a ready question, or from a meeting."),
        button=_("Pick what to do first"),
        url=_page("thread:pick", partnership),
        is_done=Activity.objects.filter(partnership=partnership).exists(),
        undo=_("Throw it away") if first and first.discard_url else "",
        undo_url=first.discard_url if first else "",
    )


def _read(partnership: Partnership, first: Prepared | None, is_sent: bool) -> Step:
    return _step(
        partnership,
        READ,
        title=_("Read the invitation as it will arrive"),
        words=_(
            "It opens first, so that whoever is invited can answer. You see the letter before anybody gets it."
        ),
        button=_("Read the invitation"),
        url=first.invite_url if first else _page("thread:pick", partnership),
        is_done=is_sent,
    )


def _send(partnership: Partnership, first: Prepared | None, is_sent: bool) -> Step:
    return _step(
        partnership,
        SEND,
        title=_("Send it"),
        words=_("From here on people rely on it: what was sent cannot be taken back."),
        button=_("Go to the invitation"),
        url=first.invite_url if first else _page("thread:pick", partnership),
        is_done=is_sent,
    )


# --- the way back from all of it ---------------------------------------------------------------------


def what_goes(partnership: Partnership) -> list[tuple[Promise, int]]:
    """What a deletion would take with it, counted."""
    own = {"partnership": partnership}
    return [
        (_("people in the register"), Person.objects.filter(**own).count()),
        (_("organisations"), Organization.objects.filter(**own).count()),
        (_("drafts of activities"), Activity.objects.filter(**own).count()),
        (_("other records"), Record.objects.filter(**own).exclude(activity=None).count()),
    ]


def why_it_stays(viewer: Viewer, partnership: Partnership) -> list[Promise]:
    """What stands against deleting a partnership: others rely on it by now. Empty while nobody does."""
    accounts = Person.objects.filter(partnership=partnership, account__isnull=False)
    phases = Activity.objects.filter(partnership=partnership).annotate(stretches=Count("phases"))
    told = Q(person__partnership=partnership, told_on__isnull=False)
    reasons = (
        (accounts.exclude(pk=viewer.person), _("Somebody else has a way to sign in.")),
        (phases.filter(stretches__gt=1), _("Something was opened for others.")),
        (
            Invitation.objects.filter(activity__partnership=partnership),
            _("Somebody was invited."),
        ),
        (Notice.objects.filter(told).exclude(person=viewer.person), _("Somebody was told of it.")),
    )
    return [words for found, words in reasons if found.exists()]
