"""Taking part by an invitation, and in somebody else's name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from thegither.capabilities.conversations.views import taking_part
from thegither.capabilities.conversations.views.doors import Door, helper_door, invited_door


@never_cache
@require_safe
def about(request: HttpRequest, door: Door) -> HttpResponse:
    """What it is about, for whoever came by an invitation."""
    context = {"door": door, "conversation": door.conversation}
    return render(request, "conversations/invited.html", context)


vote_as_invited = invited_door("vote")(taking_part.vote)
yours_as_invited = invited_door("take_part")(taking_part.yours)
add_as_invited = invited_door("write_statement")(taking_part.add)
about_as_invited = invited_door("take_part")(about)
helped_as_invited = require_POST(invited_door("take_part")(taking_part.helped))
vote_as_helper = helper_door("vote")(taking_part.vote)
add_as_helper = helper_door("write_statement")(taking_part.add)
