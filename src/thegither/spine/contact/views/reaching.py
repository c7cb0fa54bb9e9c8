"""How one may be reached: chosen on the page "You", or turned off by the link in a letter."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from thegither.spine.contact import actions
from thegither.spine.contact.forms import ReachForm
from thegither.spine.contact.links import person_of
from thegither.spine.people.models import Person
from thegither.spine.people.pages import needs, partnership_page


@require_POST
@partnership_page
@needs("people.see_own_page")
def choose(request: HttpRequest) -> HttpResponse:
    form = ReachForm(request.POST)
    if form.is_valid():
        person = Person.objects.visible_to(request.viewer).get(pk=request.viewer.person)
        actions.choose_rhythm(viewer=request.viewer, person=person, **form.cleaned_data)
        messages.success(request, _("Your choice is kept."))
    else:
        messages.error(request, _("Choose how often we may send you e-mail."))
    return redirect("people:you", request.partnership.slug)


# A mail program presses this button from outside, without a cookie (RFC 8058); the link is the proof.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page
def off(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the page does nothing, since mail scanners open every link; the button turns mail off."""
    people = Person.objects.filter(partnership=request.partnership)
    person = get_object_or_404(people, pk=person_of(token))
    if request.method == "POST":
        actions.turn_mail_off(person=person)
    return render(request, "contact/off.html", {"is_off": request.method == "POST"})
