"""What a decision room does with what people say: for its privacy notice and its clock."""

from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.decisions.models import Room
from thegither.capabilities.decisions.phases import BEFORE_VOTING, OVER
from thegither.capabilities.decisions.queries.rule import Rule
from thegither.spine.spaces.house import Handling
from thegither.spine.spaces.models import Activity

KEEP_MONTHS = 120


def handling_of(activity: Activity) -> Handling:
    room = Room.objects.filter(activity=activity).first()
    is_secret = Rule.of(room.rule).secret if room else True
    since = activity.phases.filter(kind__in=OVER).order_by("starts_at").first()
    return Handling(
        asks=_("Options and amendments, objections, and how you vote."),
        why=_("So that we decide together, by a rule that was fixed before anybody voted."),
        seen_while_open=_(
            "Members read options, amendments and objections, with who moved them. Nobody"
            " sees a vote; whoever runs the server is trusted while the vote is open."
        ),
        seen_after=_("The result, and all ballots without names.")
        if is_secret
        else _("The result; members read who voted how."),
        goes=_("Nothing: how it was decided is the partnership's record."),
        stays=_("The rule, the result, the ballots as they were told, and the record."),
        keep_months=KEEP_MONTHS,
        is_sealed=is_secret,
        has_opened=bool(room) and activity.phase not in BEFORE_VOTING,
        closed_on=timezone.localdate(since.starts_at) if since else None,
    )
