"""The pages that join the capabilities."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from thegither.spine.people.pages import partnership_page
from thegither.spine.spaces.models import Record
from thegither.spine.spaces.veil import veiled
from thegither.thread import health, queries
from thegither.thread.glossary import GLOSSARY
from thegither.thread.start import beginning_of, card_of
from thegither.thread.statement import statement
from thegither.thread.walk import thread_of
from thegither.thread.words import FOUND_UNDER, Word
from thegither.ui.plain_words import advice_on


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    context = {"doors": queries.front_door(), "is_open_to_new": settings.OPEN_TO_NEW}
    return render(request, "thread/front_door.html", context)


@require_safe
@partnership_page
def home(request: HttpRequest) -> HttpResponse:
    viewer, partnership = request.viewer, request.partnership
    context = {
        "word": "home",
        "start": card_of(viewer, partnership),
        "asks": queries.asks_of(viewer, partnership),
        "turns": queries.turns(viewer, partnership),
        "door": None if viewer.is_member else queries.door_of(partnership),
        "pictures": queries.pictures(viewer, partnership),
        "news": queries.news(viewer, partnership),
        "promises": queries.promises(viewer, partnership),
    }
    return render(request, "thread/home.html", context)


@require_safe
@partnership_page
def word(request: HttpRequest, word: Word) -> HttpResponse:
    cards = queries.cards_of(word, request.viewer, request.partnership)
    starts = queries.starts_of(word, request.viewer, request.partnership)
    context = {"word": word.name, "turn": word, "cards": cards, "starts": starts}
    context["begin"] = beginning_of(word, request.viewer, request.partnership)
    if word.name == FOUND_UNDER:
        context["found"] = queries.findings(request.viewer, request.partnership)
    return render(request, "thread/word.html", context)


@require_safe
@partnership_page
def thread(request: HttpRequest, record_id: UUID) -> HttpResponse:
    visible = Record.objects.visible_to(request.viewer).filter(partnership=request.partnership)
    (record,) = veiled(request.viewer, [get_object_or_404(visible, pk=record_id)])
    context = {
        "thread": thread_of(record, request.viewer),
        "own_page": queries.address_of(record),
    }
    return render(request, "thread/thread.html", context)


@require_safe
@partnership_page
def search(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:200]
    found = queries.found(request.viewer, request.partnership, words) if words else []
    return render(request, "thread/search.html", {"words": words, "found": found})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "thread/accessibility.html", {"statement": statement()})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "thread/privacy.html")


@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    return render(request, "thread/contact.html")


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    return render(request, "thread/glossary.html", {"entries": GLOSSARY})


@require_POST
def check_words(request: HttpRequest) -> HttpResponse:
    """Advice on what stands in a box, while it is typed; as a page where there is no script. None is kept."""
    text = request.POST.get(request.POST.get("box", ""), "")
    context = {"advice": advice_on(text, request.POST.get("language", "")), "text": text}
    page = "ui/components/advice.html" if request.htmx else "thread/check_words.html"
    return render(request, page, context)


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """For whatever restarts the server: 200 when the database answers, 503 when it does not."""
    return _for_machines(request, health.is_alive(), "ok", "the database does not answer")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """For whatever sends people here: 200 when pages work and due work is done. Why not, `doctor` says."""
    return _for_machines(request, health.is_ready(), "ready", "not ready")


def _for_machines(request: HttpRequest, fine: bool, yes: str, no: str) -> HttpResponse:
    status = 200 if fine else 503
    if request.accepts("text/plain"):
        return HttpResponse(f"{yes if fine else no}\n", "text/plain", status=status)
    return JsonResponse({yes: fine}, status=status)
