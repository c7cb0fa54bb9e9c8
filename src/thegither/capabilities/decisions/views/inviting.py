"""Asking those on the roll to vote: by mail, by text, by letter."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from thegither.capabilities.decisions.models import Room
from thegither.capabilities.decisions.queries.asking import A_VOTE
from thegither.capabilities.decisions.queries.reading import RULE, release_of
from thegither.capabilities.decisions.queries.roll import sealed_roll
from thegither.capabilities.decisions.queries.showing import turnout_so_far
from thegither.capabilities.decisions.views.doors import room_page
from thegither.capabilities.decisions.views.rooms import FORM
from thegither.spine.contact.actions import Words
from thegither.spine.contact.views.asking import Asking, asking_page
from thegither.spine.contact.words import usual_words


@FORM
@room_page("invite")
def invite(request: HttpRequest, room: Room) -> HttpResponse:
    """Whom of the roll, in which words; how many voted so far, and never who."""
    where, sealed = [request.partnership.slug, room.pk], release_of(room, RULE)
    asking = Asking(
        activity=room.activity,
        words=_words(
            room, is_secret=sealed["rule"]["secret"], path=reverse("decisions:vote", args=where)
        ),
        back_url=reverse("decisions:room", args=where),
        back_label=_("About this decision"),
        answered=turnout_so_far(room, sealed),
        closes_on=room.closes_on,
        among=list(sealed_roll(room)),
    )
    return asking_page(request, asking)


def _words(room: Room, *, is_secret: bool, path: str) -> Words:
    body = usual_words(room.question, A_VOTE, room.closes_on, room.record.partnership.name)
    if not is_secret:
        body = body.replace(
            _("Nobody can trace how you answered."),
            _("The ballot is open: when it closes, members read who voted how."),
        )
    subject = _("Vote: %(question)s") % {"question": room.question}
    return Words(subject=subject, body=body, path=path, minutes=A_VOTE)
