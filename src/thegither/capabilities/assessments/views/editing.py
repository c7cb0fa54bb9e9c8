"""The editor of an instrument: an overview with buttons, and a small page for each thing to change.

Everything is a plain form. Each press stores sound questions or nothing.
"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thegither.capabilities.assessments.actions.errors import ChangedMeanwhile, NotSound
from thegither.capabilities.assessments.actions.instruments import change_instrument
from thegither.capabilities.assessments.forms.instruments import (
    OPEN,
    AnswersForm,
    AreaForm,
    HeadForm,
    NewAreaForm,
    QuestionForm,
    Versioned,
)
from thegither.capabilities.assessments.queries.instruments import Choice
from thegither.capabilities.assessments.queries.pages import areas_of
from thegither.capabilities.assessments.views.instruments import KEEP, instrument_page, to
from thegither.formats.instruments.edit import drop_row, fresh_id, move_row, put_row

Content = dict[str, Any]
HEAD = ("title", "purpose", "source", "licence", "language", "minutes", "margin")
USUAL = {"minutes": 10, "margin": 0.5}
TABLES = ("item", "scale")


def own_page(view):
    """`view(request, choice, ...)` for an instrument of the partnership's own; others are copied first."""

    @instrument_page(KEEP)
    def page(request: HttpRequest, choice: Choice, **kwargs: object) -> HttpResponse:
        if choice.own is None:
            raise Http404
        return view(request, choice, **kwargs)

    return page


@require_safe
@own_page
def edit(request: HttpRequest, choice: Choice) -> HttpResponse:
    """All areas and questions, each with its buttons."""
    context = {
        "choice": choice,
        "areas": areas_of(choice.instrument),
        "scales": choice.content["scale"],
        "answers": choice.content["options"].items(),
        "version": choice.content["version"],
        "word": "see",
    }
    return render(request, "assessments/edit_instrument.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def head(request: HttpRequest, choice: Choice) -> HttpResponse:
    now = {name: choice.content.get(name, USUAL.get(name)) for name in HEAD}
    form = HeadForm(request.POST or None, initial=now | _version(choice))

    def changed() -> Content:
        return choice.content | {name: form.cleaned_data[name] for name in HEAD}

    return change_page(request, choice, form, changed, _("What is it called, and what is it for?"))


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def question(request: HttpRequest, choice: Choice, item: str = "") -> HttpResponse:
    """One question, or a new one in the area that the address names."""
    content = choice.content
    found = _row(content, "item", item) if item else {"scale": request.GET.get("area", "")}
    form = QuestionForm(content, request.POST or None, initial=_asked(found) | _version(choice))

    def changed() -> Content:
        said = form.item
        name = item or fresh_id(content, "item", said.get("scale") or "question")
        return put_row(content, "item", {"id": name, **said})

    title = _("Change the question") if item else _("A new question")
    return change_page(request, choice, form, changed, title)


def _asked(item: Content) -> Content:
    """A question as its form shows it."""
    evidence = next((name for name in ("needs_evidence", "evidence") if item.get(name)), "")
    is_open = "text" in item and "options" not in item
    return item | {"evidence": evidence} | ({"options": OPEN} if is_open else {})


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def area(request: HttpRequest, choice: Choice, scale: str = "") -> HttpResponse:
    """One area; a new one comes with its first question."""
    return _old_area(request, choice, scale) if scale else _new_area(request, choice)


def _old_area(request: HttpRequest, choice: Choice, scale: str) -> HttpResponse:
    found = _row(choice.content, "scale", scale)
    now = {"reliable": True} | found | _version(choice)
    form = AreaForm(request.POST or None, initial=now)

    def changed() -> Content:
        kept = {name: found[name] for name in ("id", "minimum") if name in found}
        return put_row(choice.content, "scale", kept | form.scale)

    return change_page(request, choice, form, changed, _("Change the area"))


def _new_area(request: HttpRequest, choice: Choice) -> HttpResponse:
    content = choice.content
    form = NewAreaForm(content, request.POST or None, initial={"reliable": True} | _version(choice))

    def changed() -> Content:
        name = fresh_id(content, "scale", "area")
        first = {"scale": name, "text": form.cleaned_data["text"]}
        first["options"] = form.cleaned_data["options"]
        wider = put_row(content, "scale", {"id": name, **form.scale})
        return put_row(wider, "item", {"id": fresh_id(content, "item", name), **first})

    return change_page(request, choice, form, changed, _("A new area"))


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def answers(request: HttpRequest, choice: Choice, options: str = "") -> HttpResponse:
    """A set of answers that questions can use."""
    sets = choice.content["options"]
    if options and options not in sets:
        raise Http404
    now = _answered(sets[options]) if options else {}
    form = AnswersForm(request.POST or None, initial=now | _version(choice))

    def changed() -> Content:
        name = options or fresh_id({"options": [{"id": one} for one in sets]}, "options", "answers")
        return choice.content | {"options": {**sets, name: form.answers}}

    title = _("Change these answers") if options else _("New answers")
    return change_page(request, choice, form, changed, title)


def _answered(one: Content) -> Content:
    """A set of answers as its form shows it."""
    agree = one.get("agree_from")
    line = one["values"].index(agree) + 1 if agree is not None else None
    labels = "\n".join(one["labels"])
    return one | {"labels": labels, "lowest": one["values"][0], "agree_from": line}


@require_POST
@own_page
def move(request: HttpRequest, choice: Choice) -> HttpResponse:
    table, name = _named(request)
    _store(request, choice, move_row(choice.content, table, name, up="up" in request.POST))
    answer = to(request, "edit_instrument", choice)
    answer["Location"] += f"#{table}-{name}"
    return answer


@require_POST
@own_page
def drop(request: HttpRequest, choice: Choice) -> HttpResponse:
    table, name = _named(request)
    if _store(request, choice, drop_row(choice.content, table, name)):
        messages.success(request, _("It is taken out."))
    return to(request, "edit_instrument", choice)


def _named(request: HttpRequest) -> tuple[str, str]:
    table = request.POST.get("table", "")
    if table not in TABLES:
        raise Http404
    return table, request.POST.get("name", "")


def _store(request: HttpRequest, choice: Choice, content: Content) -> bool:
    """Whether the change was kept; if not, a message says why."""
    version = request.POST.get("version", "")
    try:
        change_instrument(viewer=request.viewer, own=choice.own, content=content, version=version)
    except ChangedMeanwhile as error:
        messages.error(request, str(error))
        return False
    except NotSound:
        messages.error(request, _("Something has to be left: there would be nothing to ask."))
        return False
    return True


def _version(choice: Choice) -> dict[str, str]:
    return {"version": choice.content["version"]}


def _row(content: Content, table: str, name: str) -> Content:
    found = next((row for row in content[table] if row["id"] == name), None)
    if found is None:
        raise Http404
    return found


def change_page(
    request: HttpRequest, choice: Choice, form: Versioned, changed: Any, title: str
) -> HttpResponse:
    """The form; when it is right and the questions stay sound, back to the overview."""
    if request.method == "POST" and form.is_valid():
        try:
            change_instrument(
                viewer=request.viewer,
                own=choice.own,
                content=changed(),
                version=form.cleaned_data["version"],
            )
        except ChangedMeanwhile as error:
            form.add_error(None, str(error))
        except NotSound as error:
            form.hold(error.faults)
        else:
            return to(request, "edit_instrument", choice)
    context = {"form": form, "choice": choice, "title": title, "word": "see"}
    return render(
        request, "assessments/edit_part.html", context, status=422 if form.errors else 200
    )
