"""What coordinators do about invitations: ask, read what will arrive, print letters, send texts, mend."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thegither.formats.tables import CSV_TYPE, write_csv
from thegither.spine.contact import actions
from thegither.spine.contact.errors import NobodyToInvite
from thegither.spine.contact.forms import BudgetForm, InviteForm, RemindersForm
from thegither.spine.contact.links import absolute
from thegither.spine.contact.models import Invitation
from thegither.spine.contact.queries import (
    ask_budget,
    asked,
    asked_enough,
    texts_to_send,
)
from thegither.spine.contact.reach import channels_of
from thegither.spine.contact.words import for_person, preview, text_of
from thegither.spine.evidence.figures import Figure
from thegither.spine.people.actions import PRINTED_FOR
from thegither.spine.people.models import Membership, Person
from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.people.queries import belonging, coordinators
from thegither.spine.spaces.models import Activity
from thegither.ui.downloads import download
from thegither.ui.plain_words import PRESSED


@dataclass(frozen=True, slots=True)
class Asking:
    """What a capability says of the activity to which people are invited."""

    activity: Activity
    words: actions.Words
    back_url: str
    back_label: str
    answered: Figure
    closes_on: date | None = None
    # Who alone can be asked; None: everybody of the partnership.
    among: Collection[UUID] | None = None


def asking_page(request: HttpRequest, asking: Asking) -> HttpResponse:
    """Whom, in which words; then the letter as it will arrive; then it is sent. A capability's own page
    calls this when its rule has been checked."""
    step = request.POST.get("step", "")
    free = _not_asked_yet(request, asking)
    sent = request.POST if step or PRESSED in request.POST else None
    form = InviteForm(free, sent, initial=_usual(asking.words))
    if step in {"preview", "send"} and form.is_valid():
        people = _chosen(form, free)
        if step == "preview" and people:
            return _preview(request, asking, form, people)
        done = _send(request, asking, form, people)
        if done:
            return done
    context = {
        "form": form,
        "asking": asking,
        "asked": asked(asking.activity),
        "reminders": RemindersForm(initial=_days(asking)),
        "page_url": request.path,
        "nobody_left": not free.exists(),
        "budget": ask_budget(request.partnership),
        "tired": _tired(request, asking.activity),
    }
    status = 422 if step in {"preview", "send"} else 200
    return render(request, "contact/asking.html", context, status=status)


def _not_asked_yet(request: HttpRequest, asking: Asking) -> QuerySet[Person]:
    today, before = timezone.localdate(), asking.activity.invitations.values("person")
    here = belonging(request.partnership, today)
    if asking.among is not None:
        here = here.filter(pk__in=asking.among)
    tired = asked_enough(request.partnership, today)
    return here.exclude(pk__in=before).exclude(pk__in=tired)


def _tired(request: HttpRequest, activity: Activity) -> int:
    """How many were not asked to this, and may not be today."""
    before = activity.invitations.values("person")
    enough = asked_enough(request.partnership, timezone.localdate())
    return enough.exclude(person__in=before).count()


def _usual(words: actions.Words) -> dict[str, object]:
    return {
        "who": InviteForm.EVERYBODY,
        "subject": words.subject,
        "body": words.body,
        "remind_after": words.remind_after,
        "remind_before": words.remind_before,
    }


def _days(asking: Asking) -> dict[str, object]:
    letter = asking.activity.letters.last()
    source = letter or asking.words
    return {"remind_after": source.remind_after, "remind_before": source.remind_before}


def _chosen(form: InviteForm, free: QuerySet[Person]) -> list[Person]:
    who = form.cleaned_data["who"]
    if who == InviteForm.CHOSEN:
        return list(form.cleaned_data["people"])
    if who == InviteForm.EVERYBODY:
        return list(free)
    today = Membership.on(timezone.localdate())
    there = Membership.objects.filter(today, organization__sector=who)
    return list(free.filter(pk__in=there.values("person")))


def _preview(
    request: HttpRequest, asking: Asking, form: InviteForm, people: list[Person]
) -> HttpResponse:
    channels = channels_of(people)
    by_mail = [one for one in people if channels[one.pk] == Invitation.Channel.EMAIL]
    by_letter = [one for one in people if channels[one.pk] == Invitation.Channel.LETTER]
    said = form.cleaned_data
    counts = [
        (label, sum(channel == value for channel in channels.values()))
        for value, label in Invitation.Channel.choices
    ]
    context = {
        "asking": asking,
        "mail": preview(by_mail[0], said["subject"], said["body"]) if by_mail else None,
        "letter_body": for_person(said["body"], by_letter[0]) if by_letter else "",
        "people": len(people),
        "counts": [(label, number) for label, number in counts if number],
        "kept": [(k, v) for k, values in request.POST.lists() for v in values if k not in NOT_KEPT],
        "page_url": request.path,
    }
    return render(request, "contact/preview.html", context)


NOT_KEPT = {"csrfmiddlewaretoken", "step"}


def _send(
    request: HttpRequest, asking: Asking, form: InviteForm, people: list[Person]
) -> HttpResponse | None:
    said = form.cleaned_data
    words = actions.Words(
        subject=said["subject"],
        body=said["body"],
        path=asking.words.path,
        minutes=asking.words.minutes,
        remind_after=said["remind_after"],
        remind_before=said["remind_before"],
    )
    try:
        actions.invite(viewer=request.viewer, activity=asking.activity, people=people, words=words)
    except NobodyToInvite as nobody:
        form.add_error("who", str(nobody))
        return None
    messages.success(request, _("Invited. Mails go out within a minute."))
    return redirect(request.path)


def _activity(request: HttpRequest, activity_id: UUID) -> Activity:
    own = Activity.objects.visible_to(request.viewer).filter(partnership=request.partnership)
    return get_object_or_404(own.select_related("record"), pk=activity_id)


def _back(request: HttpRequest) -> HttpResponse:
    """To the page from which the button was pressed, or to the page "You"."""
    wanted = _ours(request.POST.get("back", ""))
    return redirect(wanted) if wanted else redirect("people:you", request.partnership.slug)


def _ours(address: str) -> str:
    """An address that leads to a page of this house; empty for any other."""
    return address if url_has_allowed_host_and_scheme(address, allowed_hosts=None) else ""


@require_POST
@partnership_page
@needs("contact.invite")
def change_reminders(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    form = RemindersForm(request.POST)
    if form.is_valid():
        activity = _activity(request, activity_id)
        actions.change_reminders(viewer=request.viewer, activity=activity, **form.cleaned_data)
        messages.success(request, _("The days of reminding are changed."))
    else:
        messages.error(request, _("Give whole numbers of days, or leave the boxes empty."))
    return _back(request)


@require_POST
@partnership_page
@needs("contact.invite")
def try_again(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    actions.try_again(viewer=request.viewer, invitation=_invitation(request, invitation_id))
    messages.success(request, _("It goes out within a minute."))
    return _back(request)


@require_POST
@partnership_page
@needs("contact.invite")
def ask_by_letter(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    actions.ask_by_letter(viewer=request.viewer, invitation=_invitation(request, invitation_id))
    messages.success(request, _("It is among the letters to print."))
    return _back(request)


def _invitation(request: HttpRequest, invitation_id: UUID) -> Invitation:
    own = Invitation.objects.filter(activity__partnership=request.partnership)
    return get_object_or_404(own.select_related("activity", "person"), pk=invitation_id)


@never_cache
@require_POST
@partnership_page
@needs("contact.invite")
def print_letters(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    """The answer to the post is the letters themselves: their codes cannot be shown a second time."""
    activity = _activity(request, activity_id)
    again = "again" in request.POST
    sheets = actions.print_letters(viewer=request.viewer, activity=activity, again=again)
    context = {
        "activity": activity,
        "sheets": [(s, for_person(s.invitation.letter.body, s.invitation.person)) for s in sheets],
        "address": absolute("/sign-in/code/"),
        "until": timezone.localdate() + PRINTED_FOR,
        "coordinators": coordinators(request.partnership),
        "back": _ours(request.POST.get("back", "")),
    }
    return render(request, "contact/letters.html", context)


@never_cache
@require_safe
@partnership_page
@needs("contact.invite")
def texts(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    activity = _activity(request, activity_id)
    context = {
        "activity": activity,
        "texts": [(one, text_of(one)) for one in texts_to_send(activity)],
        "back": _ours(request.GET.get("back", "")),
    }
    return render(request, "contact/texts.html", context)


@never_cache
@require_safe
@partnership_page
@needs("contact.invite")
def texts_as_csv(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    """For a service that sends text messages. A plus would make a spreadsheet reckon: 00 means the same."""
    rows = [
        [one.person.name, one.person.phone.replace("+", "00"), text_of(one)]
        for one in texts_to_send(_activity(request, activity_id))
    ]
    content = write_csv(("name", "phone", "text"), rows)
    return download(content.encode(), CSV_TYPE, "texts.csv")


@require_POST
@partnership_page
@needs("contact.invite")
def texts_sent(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    actions.mark_texts_sent(viewer=request.viewer, activity=_activity(request, activity_id))
    messages.success(request, _("Noted: these texts are sent."))
    return redirect("contact:texts", request.partnership.slug, activity_id)


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page
@needs("contact.invite")
def budget(request: HttpRequest) -> HttpResponse:
    """How often anybody may be asked to something, whoever asks."""
    agreed = ask_budget(request.partnership)
    usual = {"most": agreed.most, "days": agreed.days} if agreed else {}
    form = BudgetForm(request.POST or None, initial=usual)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.agree_ask_budget(
            viewer=request.viewer,
            partnership=request.partnership,
            most=said["most"],
            days=said["days"],
        )
        messages.success(request, _("Kept. It holds for everything that people are invited to."))
        return redirect("contact:budget", request.partnership.slug)
    context = {"form": form, "agreed": agreed}
    return render(request, "contact/budget.html", context, status=422 if form.errors else 200)
