"""The letters a space sends. They never carry the text in question, because mail is read by many eyes."""

from django.core.mail import send_mail
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thegither.spine.spaces.models import Partnership, SafeguardingAlert


def tell_safeguarding_lead(partnership: Partnership, alert: SafeguardingAlert) -> None:
    """Say that a text was hidden and by when an answer is due. Without an address there is no letter."""
    if not partnership.safeguarding_email:
        return
    due = date_format(localtime(alert.due_at), "j F Y, H:i")
    send_mail(
        subject=_("%(partnership)s: somebody may be at risk") % {"partnership": partnership.name},
        message=_(
            "A text may tell of harm to somebody. It was hidden at once.\n\n"
            "Sign in to read it and to say what was done, before %(due)s.\n\n"
            "This letter does not carry the text, to keep it among those who need it."
        )
        % {"due": due},
        from_email=None,
        recipient_list=[partnership.safeguarding_email],
    )
