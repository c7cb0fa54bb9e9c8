"""The questions in other languages: written in the editor, chosen where they are answered or printed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thegither.capabilities.assessments.forms.translating import LanguageForm, TranslationForm
from thegither.capabilities.assessments.models import Wave
from thegither.capabilities.assessments.queries.instruments import Choice
from thegither.capabilities.assessments.views.editing import Content, change_page, own_page
from thegither.formats.instruments import Instrument, in_language
from thegither.spine.spaces.languages import OWN_NAMES

LANGUAGE = "answer-in"


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def translate(request: HttpRequest, choice: Choice) -> HttpResponse:
    """First which language (`?language=gd`), then all words, with what is there already."""
    content = choice.content
    asked = LanguageForm(content, request.GET or None)
    if not asked.is_valid():
        context = {"form": asked, "choice": choice, "word": "see"}
        return render(request, "assessments/edit_language.html", context)
    language = asked.cleaned_data["language"]
    form = TranslationForm(
        content, language, request.POST or None, initial={"version": content["version"]}
    )

    def changed() -> Content:
        others = {code: said for code, said in _translations(content) if code != language}
        told = {language: form.translation} if form.translation else {}
        return content | {"translation": others | told}

    title = _("The questions in another language: %(language)s")
    return change_page(request, choice, form, changed, title % {"language": name_of(language)})


def _translations(content: Content):
    return content.get("translation", {}).items()


def name_of(code: str) -> str:
    """A language under its own name; its code where nobody told us one."""
    return OWN_NAMES.get(code) or OWN_NAMES.get(code.lower(), code)


def instrument_for(request: HttpRequest, wave: Wave) -> Instrument:
    """The questions in the language that was chosen in this browser, else in their own."""
    chosen = request.GET.get("language") or request.COOKIES.get(LANGUAGE, "")
    return in_language(wave.instrument, chosen)


def languages_of(wave: Wave) -> list[tuple[str, str]]:
    """What can be chosen: code and name of each language; nothing where there is only one."""
    codes = wave.instrument.languages
    return [(code, name_of(code)) for code in codes] if len(codes) > 1 else []


def remember_language(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """What was chosen by a link holds on the next pages, in this browser only."""
    if "language" in request.GET:
        response.set_cookie(
            LANGUAGE, request.GET["language"][:10], httponly=True, samesite="Lax",
            secure=request.is_secure(), path=f"/{request.partnership.slug}/",
        )  # fmt: skip
    return response
