"""How a page keeps one entry that somebody typed: by one action, or with the reason beside the field."""

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thegither.spine.people.errors import WrongEntry


def kept(form: BaseForm, action: Callable[..., Any], **known: Any) -> Any:
    """What the action made of a posted form; None where the form now says what to put right."""
    if not (form.is_bound and form.is_valid()):
        return None
    try:
        return action(**known, **form.cleaned_data)
    except WrongEntry as problem:
        form.add_error(problem.field, str(problem))
        return None


def entry_page(
    request: HttpRequest, form: BaseForm, heading: str, back: str, **more: Any
) -> HttpResponse:
    """The page on which one entry is typed; `back` leads to where it will be seen."""
    context = {"form": form, "heading": heading, "back": back, **more}
    return render(request, "people/entry_form.html", context)
