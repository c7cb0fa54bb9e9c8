"""Who was asked to the open conversation of a made-up partnership, and who helps whom."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from thegither.demo.register import Register
from thegither.spine.contact import actions
from thegither.spine.contact.words import usual_words
from thegither.spine.people.models import Membership, Person
from thegither.spine.people.queries import belonging
from thegither.spine.spaces.models import Activity, Partnership

MINUTES = 3
HELP_LASTS = timedelta(days=180)


def invite_the_panel(partnership: Partnership, register: Register) -> None:
    """Ask everybody in the bodies of people without e-mail: some by mail, some by letter.

    One of those without e-mail has somebody who answers in their name.
    """
    today = timezone.localdate()
    here = belonging(partnership, today)
    offline = here.filter(email="")
    bodies = Membership.objects.filter(Membership.on(today), person__in=offline)
    panel = here.filter(memberships__organization__in=bodies.values("organization")).distinct()
    coordinator = register.on_duty["coordinator"]
    activity = Activity.objects.get(partnership=partnership, kind="conversation", phase="open")
    actions.invite(
        viewer=coordinator, activity=activity, people=panel, words=_words(partnership, activity)
    )
    helped = offline.first()
    helper = panel.exclude(email="").first()
    if helped and helper:
        _let_help(register, helped, helper)


def _words(partnership: Partnership, activity: Activity) -> actions.Words:
    title = activity.record.title
    key = activity.conversation.pk
    return actions.Words(
        subject=f"Your view is wanted: {title}",
        body=usual_words(title, MINUTES, None, partnership.name),
        path=reverse("conversations:invited_vote", args=[partnership.slug, key]),
        minutes=MINUTES,
    )


def _let_help(register: Register, helped: Person, helper: Person) -> None:
    today = timezone.localdate()
    actions.name_helper(
        viewer=register.on_duty["coordinator"],
        person=helped,
        helper=helper,
        agreement=actions.Agreement("answer", "Said so on the phone", today, today + HELP_LASTS),
    )
