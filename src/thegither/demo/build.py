"""Put a made-up partnership into the database, through the same actions that people use."""

from dataclasses import dataclass

from django.core.validators import slug_re
from django.db import transaction
from django.utils.translation import gettext as _

from thegither.demo.assessments import hold_assessments
from thegither.demo.authority import delegate
from thegither.demo.contact import invite_the_panel
from thegither.demo.conversations import (
    Truth,
    hold_closed_conversation,
    hold_open_conversation,
    silent_in,
)
from thegither.demo.decisions import decide_together
from thegither.demo.meetings import ask_who_stays_away, hold_meetings, plan_next_meetings
from thegither.demo.partnership import plan
from thegither.demo.plan import Plan
from thegither.demo.promises import keep_promises
from thegither.demo.reaching import let_things_reach
from thegither.demo.register import Register, fill_register
from thegither.demo.relationships import ask_who_works_with_whom
from thegither.spine.spaces.actions import create_partnership
from thegither.spine.spaces.models import Partnership


class CannotBuild(Exception):
    """The address is taken, or is none. The message can be shown to a person."""


@dataclass(frozen=True, slots=True)
class Built:
    """The partnership as it stands in the database, and what was planted in it."""

    partnership: Partnership
    register: Register
    truths: tuple[Truth, ...]


def build(seed: int, slug: str = "") -> Built:
    """Build the made-up partnership of this seed, all of it or nothing.

    Raises CannotBuild when a partnership has this address already, or none can have it.
    """
    planned = plan(seed)
    slug = slug or f"made-up-{seed}"
    _refuse_address(slug)
    with transaction.atomic():
        partnership = _found(planned, slug)
        register = fill_register(partnership, planned)
        truths = hold_closed_conversation(partnership, register, planned)
        hold_open_conversation(partnership, register, planned)
        invite_the_panel(partnership, register)
        meetings = hold_meetings(partnership, register, planned)
        truths += keep_promises(partnership, register, planned, meetings)
        truths += ask_who_works_with_whom(partnership, register, planned)
        truths += hold_assessments(partnership, register, planned, silent_in(truths))
        plan_next_meetings(partnership, register, planned)
        truths += delegate(partnership, register, planned)
        truths += decide_together(partnership, register, planned)
        truths += ask_who_stays_away(partnership, register)
        truths += let_things_reach(partnership, register, planned)
    return Built(partnership, register, truths)


def _refuse_address(slug: str) -> None:
    if not slug_re.match(slug):
        raise CannotBuild(
            _("%(slug)s cannot be an address: use letters, digits and dashes.") % {"slug": slug}
        )
    if Partnership.objects.filter(slug=slug).exists():
        raise CannotBuild(
            _("There is a partnership at %(slug)s already; choose another address with --slug.")
            % {"slug": slug}
        )


def _found(planned: Plan, slug: str) -> Partnership:
    lead = next(p for p in planned.people if p.key == planned.duties["safeguarding_lead"])
    return create_partnership(
        slug=slug,
        name=planned.name,
        purpose=planned.purpose,
        is_made_up=True,
        safeguarding_name=lead.name,
        safeguarding_email=lead.email,
        safeguarding_phone="01632 960 123",
        safeguarding_hours=24,
    )
