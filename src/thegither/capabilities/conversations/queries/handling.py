"""How a conversation handles what people say: what its privacy notice begins with, and what goes in the end."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.conversations.models import Conversation, ModerationEntry
from thegither.capabilities.conversations.phases import CLOSED, PREPARING
from thegither.spine.people.models import Person
from thegither.spine.spaces.house import Handling, Kept
from thegither.spine.spaces.models import Activity

KEEP_MONTHS = 24


def handling_of(activity: Activity) -> Handling:
    conversation = Conversation.objects.select_related("record").get(activity=activity)
    return Handling(
        asks=_asks(conversation),
        why=_("To learn what everyone can support, and where people differ: “%(question)s”")
        % {"question": conversation.question},
        seen_while_open=_(
            "Everybody reads the statements that a moderator has let through, without a name, and "
            "overall totals. Nobody is shown how anybody voted."
        ),
        seen_after=_seen_after(conversation),
        goes=_(
            "All single votes, without a name as they are, and the statements that moderators did "
            "not accept."
        ),
        stays=_("The question, the accepted statements and the results."),
        keep_months=KEEP_MONTHS,
        is_sealed=True,
        has_opened=activity.phase != PREPARING,
        closed_on=closed_on(activity),
    )


def closed_on(activity: Activity) -> date | None:
    """The day on which it closed; None while it has not."""
    closed = activity.phases.filter(kind=CLOSED).order_by("starts_at").first()
    return timezone.localdate(closed.starts_at) if closed else None


def _asks(conversation: Conversation) -> str:
    asked = _(
        "Whether you agree with short statements, and statements of your own. No name is kept."
    )
    if conversation.open_to_link:
        return asked + " " + _("Anyone with the link may take part.")
    return asked + " " + _("Members of the partnership may take part.")


def _seen_after(conversation: Conversation) -> str:
    if conversation.open_to_link:
        readers = _("Anybody can read the results.")
    else:
        readers = _("Members can read the results.")
    return (
        readers
        + " "
        + _("No group of fewer than five people is shown. Nobody can tell any more who voted how.")
    )


def kept_about(person: Person) -> list[Kept]:
    """What somebody decided as a moderator. Votes and statements are sealed: nobody can look them up."""
    decided = ModerationEntry.objects.filter(moderator=f"person:{person.pk}")
    rows = [
        {
            _("statement"): entry.statement.text,
            _("decision"): str(entry.get_verdict_display()),
            _("reason"): entry.reason,
            _("on"): timezone.localtime(entry.at).isoformat(timespec="minutes"),
        }
        for entry in decided.select_related("statement")
    ]
    return [Kept(_("Decisions as a moderator"), rows)] if rows else []
