"""Options, amendments, and the rule."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thegither.capabilities.decisions import actions
from thegither.capabilities.decisions.forms.preparing import (
    AmendmentForm,
    AnswerForm,
    BecauseForm,
    OptionForm,
    RuleForm,
)
from thegither.capabilities.decisions.models import Room
from thegither.capabilities.decisions.queries.reading import (
    find_amendment,
    find_option,
    options_of,
)
from thegither.capabilities.decisions.queries.rule import Rule
from thegither.capabilities.decisions.queries.showing import roll_rows
from thegither.capabilities.decisions.views.doors import (
    done,
    form_page,
    found,
    press,
    room_page,
    to,
)
from thegither.capabilities.decisions.views.rooms import FORM
from thegither.spine.spaces.models import Record


@FORM
@room_page("propose")
def propose(request: HttpRequest, room: Room) -> HttpResponse:
    form = OptionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        what = {"viewer": request.viewer, "room": room}
        if done(form, actions.propose_option, **what, **form.cleaned_data):
            messages.success(request, _("Your option stands. Others may move other words."))
            return to(request, "room", room, "options")
    return form_page(request, "propose", form, room=room)


@FORM
@room_page("amend")
def amend(request: HttpRequest, room: Room, option_key: UUID) -> HttpResponse:
    option = found(find_option(request.viewer, room, option_key))
    form = AmendmentForm(request.POST or None, initial=AmendmentForm.of(option))
    if request.method == "POST" and form.is_valid():
        what = {"viewer": request.viewer, "option": option}
        if done(form, actions.move_amendment, **what, **form.cleaned_data):
            messages.success(request, _("Your amendment is moved, with your name."))
            return to(request, "room", room, "options")
    return form_page(request, "amend", form, room=room, option=option)


@FORM
@room_page("answer_amendment")
def answer(request: HttpRequest, room: Room, amendment_key: UUID) -> HttpResponse:
    amendment = found(find_amendment(request.viewer, room, amendment_key))
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        what = {
            "amendment": amendment,
            "is_taken": said["taken"] == "yes",
            "answer": said["answer"],
        }
        if done(form, actions.answer_amendment, viewer=request.viewer, **what):
            messages.success(request, _("The amendment has its answer."))
            return to(request, "room", room, "options")
    return form_page(request, "answer", form, room=room, amendment=amendment)


@FORM
@room_page("withdraw")
def withdraw(request: HttpRequest, room: Room, option_key: UUID) -> HttpResponse:
    option = found(find_option(request.viewer, room, option_key))
    form = BecauseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        what = {"viewer": request.viewer, "option": option}
        if done(form, actions.withdraw_option, **what, **form.cleaned_data):
            messages.success(request, _("It is withdrawn, with the reason."))
            return to(request, "room", room, "options")
    return form_page(request, "withdraw", form, room=room, option=option)


@require_POST
@room_page("safeguard")
def safeguard(request: HttpRequest, room: Room, record_key: UUID) -> HttpResponse:
    """A moderator's one button beside words that may tell of harm."""
    seen = Record.objects.visible_to(request.viewer)
    record = get_object_or_404(seen, activity=room.activity, pk=record_key)
    actions.safeguard_words(viewer=request.viewer, record=record)
    messages.success(request, _("Hidden. The safeguarding lead has been told."))
    return to(request, "room", room)


@FORM
@room_page("set_rule")
def rule(request: HttpRequest, room: Room) -> HttpResponse:
    form = RuleForm(request.POST or None, initial=RuleForm.of(room), viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        what = {"viewer": request.viewer, "room": room, "rule": form.rule()}
        if done(form, actions.write_rule, **what):
            messages.success(request, _("The rule is written. Look at it together, then seal it."))
            return to(request, "seal", room)
    return form_page(request, "rule", form, room=room)


@FORM
@room_page("seal")
def seal(request: HttpRequest, room: Room) -> HttpResponse:
    """Show what will be fixed; fix it when it is confirmed."""
    if not room.rule:
        messages.error(request, _("Write the rule first: how do we decide?"))
        return to(request, "rule", room)
    if request.method == "POST":
        said = _("The rule is sealed, and the vote is open.")
        if press(request, actions.seal_rule, said, room=room):
            return to(request, "room", room)
        return to(request, "seal", room)
    written = Rule.of(room.rule)
    context = {
        "room": room,
        "rule": written,
        "options": options_of(request.viewer, room),
        "rows": roll_rows(room, written),
        "word": "decide",
    }
    return render(request, "decisions/seal.html", context)
