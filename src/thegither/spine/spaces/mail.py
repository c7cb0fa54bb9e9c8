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
        subject=one_line(
            _("%(partnership)s: somebody may be at risk") % {"partnership": partnership.name}
        ),
        message=_(
            "A text may tell of harm to somebody. It was hidden at once.\n\n"
            "Sign in to read it and to say what was done, before %(due)s.\n\n"
            "This letter does not carry the text, to keep it among those who need it."
        )
        % {"due": due},
        from_email=None,
        recipient_list=[partnership.safeguarding_email],
    )


def say_alert_is_late(partnership: Partnership, also_to: list[str]) -> None:
    """Tell the safeguarding lead, and those who can reach them, that an answer is overdue."""
    lead = [partnership.safeguarding_email] if partnership.safeguarding_email else []
    if not lead and not also_to:
        return
    send_mail(
        subject=one_line(
            _("%(partnership)s: an answer about somebody at risk is overdue")
            % {"partnership": partnership.name}
        ),
        message=_(
            "A text that may tell of harm to somebody waits for an answer, and its time has run out."
            "\n\nThe safeguarding lead, %(lead)s (%(phone)s), signs in to say what was done. "
            "Coordinators: please make sure that they know."
        )
        % {"lead": partnership.safeguarding_name, "phone": partnership.safeguarding_phone},
        from_email=None,
        recipient_list=[*lead, *also_to],
    )


def one_line(subject: str) -> str:
    """A subject in one line: mail refuses a name with a line break in it, and the letter must go.

    >>> one_line("Kirkbrae\\nTogether: news")
    'Kirkbrae Together: news'
    """
    return " ".join(subject.split())
