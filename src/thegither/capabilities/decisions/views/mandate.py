"""A room asks: can this be decided here?"""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.decisions import actions
from thegither.capabilities.decisions.models import Room
from thegither.capabilities.decisions.views.doors import press, room_page, to
from thegither.capabilities.decisions.views.rooms import FORM
from thegither.spine.authority.forms import CanIForm
from thegither.spine.authority.queries import (
    NO,
    Answer,
    can_decide,
    decision_types,
    posts_held,
    whom_to_ask,
)
from thegither.spine.people.models import Person


@FORM
@room_page("change")
def mandate(request: HttpRequest, room: Room) -> HttpResponse:
    """Ask the scheme of delegation, look at the answer, and take it as the mandate of the question."""
    form = _form(request)
    answer = _answer(request, form) if form.is_valid() else None
    if request.method == "POST" and answer:
        said = _("That is the mandate of this question.")
        if press(request, actions.take_mandate, said, room=room, answer=answer):
            return to(request, "room", room)
    context = {"room": room, "form": form, "word": "decide"}
    if answer:
        is_no = answer.verdict == NO
        context |= {"answer": answer, "asked": whom_to_ask(answer), "is_no": is_no}
    return render(request, "decisions/mandate.html", context)


def _form(request: HttpRequest) -> CanIForm:
    """What is asked stands in the address; what is taken is sent."""
    person = Person.objects.visible_to(request.viewer).get(pk=request.viewer.person)
    own = posts_held(person, timezone.localdate())
    types = decision_types(request.partnership)
    return CanIForm(_asked(request), viewer=request.viewer, types=types, own=own)


def _asked(request: HttpRequest) -> QueryDict | None:
    if request.method == "POST":
        return request.POST
    return request.GET if "decision_type" in request.GET else None


def _answer(request: HttpRequest, form: CanIForm) -> Answer:
    said = form.cleaned_data
    return can_decide(
        partnership=request.partnership,
        decision_type=said["decision_type"],
        post=said["post"],
        amount=said["amount"],
        on=form.day(),
    )
