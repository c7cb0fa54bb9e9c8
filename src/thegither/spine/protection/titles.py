"""What the tables that lead to a person are called in their copy; one without a line goes by its own name."""

from django.utils.translation import gettext_lazy as _

from thegither.spine.protection.ties import Tie

TITLES = {
    "account.EmailAddress.user": _("Addresses from signing in elsewhere"),
    "contact.ContactPreference.person": _("How often you want e-mail"),
    "contact.Helper.helper": _("Whom you help"),
    "contact.Helper.person": _("Who helps you"),
    "contact.Invitation.person": _("What you were invited to"),
    "contact.Notice.person": _("What you were told"),
    "meetings.AgendaItem.led_by": _("Points of meetings that you lead"),
    "meetings.AgendaItem.suggested_by": _("Points of meetings that you suggested"),
    "meetings.Attendance.person": _("Meetings you came to, or could not"),
    "meetings.Attendance.substitute": _("Meetings at which you stood in"),
    "meetings.Correction.made_by": _("Minutes that you put right"),
    "meetings.Meeting.chair": _("Meetings that you chair"),
    "meetings.Meeting.note_taker": _("Meetings of which you take the note"),
    "people.ContactConsent.person": _("How you agreed to be reached"),
    "people.KeptApart.first": _("Entries like yours, found to be somebody else's"),
    "people.KeptApart.second": _("Entries like yours, found to be somebody else's"),
    "people.Leaving.person": _("That you left"),
    "people.Membership.person": _("Where you belong"),
    "people.Merge.absorbed": _("Entries found to be one with yours"),
    "people.Merge.kept": _("Entries found to be one with yours"),
    "people.Responsibility.person": _("What you answer for"),
    "people.Seat.person": _("Duties that you carry"),
    "promises.Event.by": _("What you said of promises and decisions"),
    "promises.Question.answered_by": _("Questions that you answered"),
    "promises.Question.asked_by": _("Questions that you asked"),
    "protection.Extension.person": _("That your entry is kept longer"),
    "protection.Request.person": _("What you asked about your own data"),
    "socialaccount.SocialAccount.user": _("Signing in through an organization"),
}


def title_of(tie: Tie) -> str:
    own_name = tie.model._meta.verbose_name_plural
    return str(TITLES.get(f"{tie.label}.{tie.field.name}", own_name))
