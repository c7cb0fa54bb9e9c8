"""What tables and fields are called in somebody's copy; one without a line goes by its own name."""

from django.db.models import Field
from django.utils.translation import gettext_lazy as _

from thegither.spine.protection.ties import Tie

TITLES = {
    "account.EmailAddress.user": _("Addresses from signing in elsewhere"),
    "authority.Escalation.answered_by": _("Matters sent up: answered"),
    "authority.Escalation.sent_by": _("Matters sent up"),
    "contact.ContactPreference.person": _("How often e-mail is wanted"),
    "contact.Helper.helper": _("Helping others"),
    "contact.Helper.person": _("Helped by others"),
    "contact.Invitation.person": _("Invitations"),
    "contact.Notice.person": _("Notices: what was told"),
    "meetings.AgendaItem.led_by": _("Points of meetings: leading"),
    "meetings.AgendaItem.suggested_by": _("Points of meetings: suggested"),
    "meetings.Attendance.person": _("Meetings: attendance and apologies"),
    "meetings.Attendance.substitute": _("Meetings: standing in for somebody"),
    "meetings.Correction.made_by": _("Minutes: corrections made"),
    "meetings.Meeting.chair": _("Meetings: in the chair"),
    "meetings.Meeting.note_taker": _("Meetings: taking the note"),
    "people.ContactConsent.person": _("Consents to be reached"),
    "people.KeptApart.first": _("Similar entries that are somebody else's"),
    "people.KeptApart.second": _("Similar entries that are somebody else's"),
    "people.Leaving.person": _("Leaving"),
    "people.Membership.person": _("Posts and bodies"),
    "people.Merge.absorbed": _("Entries that were joined into another"),
    "people.Merge.kept": _("Entries that were joined into this one"),
    "people.Responsibility.person": _("Promises, issues and activities to answer for"),
    "people.Seat.person": _("Duties"),
    "promises.Event.by": _("Said of promises and decisions"),
    "promises.Question.answered_by": _("Questions answered"),
    "promises.Question.asked_by": _("Questions asked"),
    "protection.Extension.person": _("Why the entry is kept longer"),
    "protection.Request.person": _("Requests about data"),
    "young.GuardianConsent.person": _("A guardian's consent"),
    "socialaccount.SocialAccount.user": _("Signing in through an organisation"),
}

# Fields whose own name tells a person nothing; the others are plain words already.
FIELDS = {
    "extra_data": _("what the organisation told us at sign-in"),
    "first": _("one entry"),
    "identifier": _("number or code"),
    "last_login": _("last signed in"),
    "moved": _("what changed hands"),
    "next_try_at": _("tried again at"),
    "path": _("the page"),
    "position": _("place in the list"),
    "primary": _("the main one"),
    "problem": _("what went wrong"),
    "provenance": _("where each part came from"),
    "quorum": _("how many must be there"),
    "rhythm": _("how often"),
    "second": _("the other entry"),
    "tries": _("times tried"),
    "uid": _("your number there"),
    "valid_from": _("from"),
    "valid_to": _("until"),
    "version": _("times changed"),
}


def title_of(tie: Tie) -> str:
    own_name = tie.model._meta.verbose_name_plural
    return str(TITLES.get(f"{tie.label}.{tie.field.name}", own_name))


def name_of(field: Field) -> str:
    return str(FIELDS.get(field.name, field.verbose_name))
