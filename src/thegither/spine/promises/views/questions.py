"""Asking what became of something, and answering."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_ratelimit.decorators import ratelimit

from thegither.spine.promises import actions
from thegither.spine.promises.forms import AnswerForm, WordsForm
from thegither.spine.promises.models import Question
from thegither.spine.promises.queries import who_answers
from thegither.spine.promises.reading import address_of, board_issue
from thegither.spine.promises.views.doors import form_page, thing_page
from thegither.spine.spaces.models import Record


@require_POST
@ratelimit(key="ip", rate="60/h", method="POST")
@thing_page(Record, "promises.ask")
def ask(request: HttpRequest, record: Record) -> HttpResponse:
    """One press. Words are for members: what somebody unknown writes would stand here unread."""
    form = WordsForm(request.POST)
    words = form.cleaned_data["words"] if request.viewer.is_member and form.is_valid() else ""
    question = actions.ask_what_became(viewer=request.viewer, about=record, words=words)
    messages.success(
        request, _("Asked. Whoever answers for it is told, and has a day to answer by.")
    )
    return redirect(address_of(question))


@require_safe
@thing_page(Question)
def question(request: HttpRequest, question: Question) -> HttpResponse:
    context = {
        "question": question,
        "record": question.record,
        "answerers": who_answers(question.about),
        "issue": board_issue(request.viewer, question),
    }
    return render(request, "promises/question.html", context)


@require_http_methods(["GET", "POST"])
@thing_page(Question, "promises.answer")
def answer(request: HttpRequest, question: Question) -> HttpResponse:
    return form_page(
        request,
        AnswerForm(request.POST or None),
        actions.answer_question,
        heading=_("What became of it?"),
        lead=question.about.title,
        done=_("Answered. Everybody who sees the question reads it."),
        back=address_of(question),
        question=question,
    )
