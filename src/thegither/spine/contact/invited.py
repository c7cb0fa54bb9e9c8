"""How somebody comes in by an invitation: a link, a button, a cookie. Nothing of it is stored.

The secret part of the link is HMAC(key, invitation) under the key of the activity's seal, so it can be
worked out again while the activity is open, and means nothing once the key is destroyed. Pressing the
button puts it into a cookie; from then on no address carries it.
"""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from thegither.spine.contact.errors import NotYourInvitation
from thegither.spine.contact.models import Invitation
from thegither.spine.contact.queries import belongs
from thegither.spine.evidence import seals
from thegither.spine.people import codes
from thegither.spine.people.models import Person
from thegither.spine.spaces.models import Activity, Partnership

# 128 bits: short enough for a text message, too many to guess.
SECRET = 32
SHEET_SIGNS = 8
NINETY_DAYS = 90 * 24 * 3600


def token_of(invitation: Invitation) -> str:
    """The secret part of the link. Raises `SealLost` where the activity has closed."""
    return seals.invitation_token(invitation.activity_id, str(invitation.pk))[:SECRET]


def sheet_code(invitation: Invitation) -> str:
    """What is printed on the paper form of an invited person: HMAC(key, "sheet", invitation) in letters that
    nobody mistakes. Raises `SealLost` where the activity has closed."""
    number = int(seals.sheet_id(invitation.activity_id, str(invitation.pk)), 16)
    signs = []
    for _place in range(SHEET_SIGNS):
        number, sign = divmod(number, len(codes.ALPHABET))
        signs.append(codes.ALPHABET[sign])
    return codes.show("".join(signs))


def person_of_sheet(activity: Activity, written: str) -> Person | None:
    """Whose sheet this is, so that paper and link count as one; None for a sheet numbered by hand."""
    invitation = invitation_of_sheet(activity, written)
    return invitation.person if invitation else None


def invitation_of_sheet(activity: Activity, written: str) -> Invitation | None:
    """The invitation for which this code was printed, however it was typed."""
    typed = codes.normalise(written)
    own = activity.invitations.select_related("person__partnership")
    return next((one for one in own if codes.normalise(sheet_code(one)) == typed), None)


def open_invitation(partnership: Partnership, invitation_id: UUID, token: str) -> Invitation:
    """The invitation behind a link of this partnership; raises `NotYourInvitation`, with a sentence, where
    there is none.

    Whoever left the partnership is not asked any more, and their link does nothing.
    """
    own = Invitation.objects.filter(activity__partnership=partnership)
    parts = ("person__partnership", "letter", "activity__record")
    invitation = own.select_related(*parts).filter(pk=invitation_id).first()
    if invitation is None or not _fits(invitation, token) or not _is_here(invitation):
        raise NotYourInvitation(
            _("This link does not work. It may be cut short, or what it led to has closed.")
        )
    return invitation


def _is_here(invitation: Invitation) -> bool:
    return belongs(invitation.person, timezone.localdate())


def _fits(invitation: Invitation, token: str) -> bool:
    try:
        return constant_time_compare(token_of(invitation), token)
    except seals.SealLost:
        return False


def remember(response: HttpResponse, invitation: Invitation, token: str) -> None:
    """Let this browser answer for the invited person, without signing anybody in."""
    response.set_cookie(
        cookie_name(invitation.activity_id),
        f"{invitation.pk.hex}{token}",
        max_age=NINETY_DAYS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        path=f"/{invitation.person.partnership.slug}/",
    )


def invited(request: HttpRequest, activity_id: UUID) -> Invitation | None:
    """The invitation that this browser holds for an activity, proven anew on each page."""
    held = request.COOKIES.get(cookie_name(activity_id), "")
    try:
        invitation = open_invitation(request.partnership, UUID(held[:32]), held[32:])
    except (ValueError, NotYourInvitation):
        return None
    return invitation if invitation.activity_id == activity_id else None


def cookie_name(activity_id: UUID) -> str:
    return f"invited-{activity_id.hex[:12]}"
