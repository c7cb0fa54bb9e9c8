"""Who may do what, in sentences. A rule takes a viewer and the thing concerned (or None)."""

from collections.abc import Mapping
from uuid import UUID

import rules
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from rules.rulesets import default_rules

from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.phasing import Phases
from thegither.spine.spaces.visibility import COORDINATOR, MODERATOR, SAFEGUARDING_LEAD, Viewer


def house_of(thing: Model) -> UUID:
    """The partnership that a partnership, a record, a register entry, or what stands behind them is in.

    A thing that belongs to no partnership is a mistake in the caller and raises AttributeError.
    """
    if isinstance(thing, Partnership):
        return thing.pk
    if hasattr(thing, "partnership_id"):
        return thing.partnership_id
    return thing.record.partnership_id if hasattr(thing, "record") else thing.person.partnership_id


def _carries(duty: str, name: str) -> rules.Predicate:
    def carries(viewer: Viewer, thing: Model | None) -> bool:
        return _is_of_the_house(viewer, thing) and viewer.has_duty(duty)

    return rules.predicate(carries, name=name)


def _is_of_the_house(viewer: Viewer, thing: Model | None) -> bool:
    return viewer.is_member and (thing is None or house_of(thing) == viewer.partnership)


is_member = rules.predicate(_is_of_the_house, name="is_member")
is_coordinator = _carries(COORDINATOR, "is_coordinator")
is_moderator = _carries(MODERATOR, "is_moderator")
is_self = rules.predicate(
    lambda viewer, person: viewer.is_member and person.pk == viewer.person, name="is_self"
)
is_safeguarding_lead = _carries(SAFEGUARDING_LEAD, "is_safeguarding_lead")


@rules.predicate
def can_see(viewer: Viewer, thing: Model) -> bool:
    """Not asked again of a thing that was read for this very viewer (`people/activity_pages.py`)."""
    if getattr(thing, "read_for", None) == viewer:
        return True
    return type(thing)._default_manager.visible_to(viewer).filter(pk=thing.pk).exists()


def phase_opens(phases: Phases, verb: str) -> rules.Predicate:
    return rules.predicate(lambda viewer, thing: phases.allows(verb, thing), name=verb)


def open_verbs(name: str, phases: Phases, who: Mapping[str, rules.Predicate]) -> None:
    """One rule for each verb of an activity: it is seen, its phase opens the verb, and `who` may."""
    for verb in sorted(phases.verbs):
        rules.add_rule(f"{name}.{verb}", can_see & who[verb] & phase_opens(phases, verb))


rules.add_rule("people.see_register", is_member)
rules.add_rule("people.see_own_page", is_member)
rules.add_rule("people.change_register", is_coordinator)
rules.add_rule("people.change_partnership", is_coordinator)
rules.add_rule("people.leave", is_coordinator | is_self)
rules.add_rule("people.print_codes", is_coordinator)
rules.add_rule("people.give_duties", is_coordinator)
rules.add_rule("spaces.read_alerts", is_safeguarding_lead | is_moderator)
rules.add_rule("spaces.answer_alerts", is_safeguarding_lead)

WHY_NOT = {
    "is_member": _("This page is for members of the partnership."),
    "is_coordinator": _("This page is for the coordinators of the partnership."),
    "is_moderator": _("This page is for the moderators of the partnership."),
    "is_safeguarding_lead": _("This page is for the partnership's safeguarding lead."),
}
NOT_YOURS = _("Your duties in this partnership do not cover this page.")


def allows(name: str, viewer: Viewer, thing: Model | None = None) -> bool:
    """Whether the rule of this name holds. An unknown name is a mistake and raises KeyError."""
    return default_rules[name].test(viewer, thing)


def require(name: str, viewer: Viewer, thing: Model | None = None) -> None:
    """Stop with a sentence that says why, unless the rule holds."""
    if not allows(name, viewer, thing):
        raise PermissionDenied(WHY_NOT.get(default_rules[name].name, NOT_YOURS))
