"""An early word: read and answered by the partner it concerns."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from thegither.capabilities.meetings import actions
from thegither.capabilities.meetings.forms.drifting import WhatChangedForm
from thegither.capabilities.meetings.queries.drifting import (
    figures_of,
    own_words,
    words_seen_by,
)
from thegither.capabilities.meetings.views.doors import done, status
from thegither.spine.people.pages import needs, partnership_page


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page
@needs("meetings.read_early_word")
def early_word(request: HttpRequest, key: UUID) -> HttpResponse:
    """For people of that partner; for coordinators once it has answered; for nobody else is it there."""
    viewer, partnership = request.viewer, request.partnership
    word = words_seen_by(viewer, partnership).filter(pk=key).first()
    if word is None:
        raise Http404
    is_own = own_words(viewer, partnership).filter(pk=key).exists()
    form = WhatChangedForm(request.POST or None)
    if request.method == "POST" and is_own and form.is_valid():
        what = {"viewer": viewer, "word": word, "answer": form.cleaned_data["answer"]}
        if done(form, actions.answer_early_word, **what):
            messages.success(request, _("Thank you. Coordinators can read it now."))
            return redirect("meetings:early_word", partnership.slug, word.pk)
    context = {
        "early": word,
        "rows": figures_of(word),
        "form": form if is_own and not word.answered_on else None,
        "word": "decide",
    }
    return render(request, "meetings/early_word.html", context, status=status(form))
