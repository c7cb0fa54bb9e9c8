"""Starting a partnership on the web: say what it is, type the code that was mailed, go on signed in."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django_ratelimit.core import is_ratelimited
from django_ratelimit.decorators import ratelimit
from django_ratelimit.exceptions import Ratelimited

from thegither.spine.people import actions, door, mail, unconfirmed
from thegither.spine.people.actions.founding import Founding
from thegither.spine.people.errors import NoLetters, WrongCode
from thegither.spine.people.forms import CodeForm
from thegither.spine.people.founding_forms import StartForm
from thegither.spine.spaces.errors import SpaceError

# Twenty people in one room share one address, and each of them mistypes something.
A_TRAINING_ROOM, LETTERS_TO_A_MAILBOX = "120/h", "6/h"


def _mailbox(group: str, request: HttpRequest) -> str:
    return request.POST.get("email", "").strip().lower()


def _require_open() -> None:
    if not settings.OPEN_TO_NEW:
        raise PermissionDenied(
            _("New partnerships are founded by whoever runs this site. Ask them for yours.")
        )


@never_cache
@require_http_methods(["GET", "POST"])
@ratelimit(key="ip", rate=A_TRAINING_ROOM, method="POST")
def start_partnership(request: HttpRequest) -> HttpResponse:
    """Say what it is. A code goes to the mailbox; nothing is stored before it is typed."""
    _require_open()
    typed = unconfirmed.waiting(request)
    form = StartForm(request.POST or None, initial=StartForm.as_typed(typed) if typed else None)
    if request.method == "POST" and form.is_valid():
        try:
            return _mail_code(request, form.founding())
        except NoLetters as problem:
            form.add_error(None, str(problem))
    return render(request, "people/start_partnership.html", {"form": form})


def _mail_code(request: HttpRequest, founding: Founding) -> HttpResponse:
    """Only letters that go out count against a mailbox: wrong input on the page does not."""
    limit = {"group": "start", "key": _mailbox, "rate": LETTERS_TO_A_MAILBOX}
    if is_ratelimited(request, increment=True, **limit):
        raise Ratelimited
    code = unconfirmed.keep(request, founding)
    code_page = request.build_absolute_uri(reverse("people:confirm_start"))
    mail.send_code(founding.email, code, code_page)
    return redirect("people:confirm_start")


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
@ratelimit(key="ip", rate=A_TRAINING_ROOM, method="POST")
def confirm_start(request: HttpRequest) -> HttpResponse:
    """Type the code, or press the button on the page that the mailed link opens. Opening it does nothing."""
    _require_open()
    founding = unconfirmed.waiting(request)
    if founding is None:
        return _nothing_to_confirm(request)
    form = CodeForm(request.POST or None, initial={"code": request.GET.get("code", "")})
    if request.method == "POST" and form.is_valid():
        try:
            unconfirmed.check_code(request, form.cleaned_data["code"])
            return _found(request, founding)
        except (WrongCode, SpaceError) as problem:
            form.add_error("code", str(problem))
    context = {"form": form, "founding": founding, "home": _home(request, founding)}
    return render(request, "people/confirm_start.html", context)


def _nothing_to_confirm(request: HttpRequest) -> HttpResponse:
    """Whoever went back after founding finds what they founded, and does not found it twice."""
    if request.user.is_authenticated:
        messages.info(request, _("There is nothing to confirm any more: you are signed in."))
        return redirect("thread:front_door")
    messages.info(request, _("This browser holds nothing to confirm. Fill in the page once more."))
    return redirect("people:start_partnership")


def _home(request: HttpRequest, founding: Founding) -> str:
    return request.build_absolute_uri(reverse("thread:home", args=[founding.slug]))


def _found(request: HttpRequest, founding: Founding) -> HttpResponse:
    founded = actions.found_partnership(founding=founding)
    request.session[door.NEXT] = reverse("thread:start", args=[founding.slug])
    return door.enter(request, actions.open_account(person=founded.coordinator))
