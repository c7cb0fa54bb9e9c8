"""What a record and a step between records are called in a sentence."""

from django import template
from django.utils.translation import gettext_lazy as _

register = template.Library()

KINDS = {
    "conversation": _("conversation"),
    "statement": _("statement"),
    "finding": _("finding"),
    "issue": _("issue"),
    "commitment": _("promise"),
    "decision": _("decision"),
    "question": _("question"),
    "import": _("list brought in"),
    "meeting": _("meeting"),
    "agenda_item": _("item of an agenda"),
    "wave": _("assessment"),
    "relationships": _("survey of relationships"),
    "room": _("question to decide"),
    "option": _("option of a decision"),
    "amendment": _("amendment"),
    "objection": _("objection"),
    "directive": _("decision of one post alone"),
    "risk": _("risk taken for somebody's good"),
    "permission": _("standing permission"),
    "escalation": _("matter sent up"),
}
# The state of a record in a sentence; nothing where it says no more than the kind does.
STATES = {
    "found": "",
    "settled": _("no longer so"),
    "open": _("open"),
    "closed": _("closed"),
    "decided": _("decided"),
    "stands": _("it stands"),
    "answered": _("answered"),
    "kept": _("kept"),
    "broken": _("not kept"),
    "renegotiated": _("with a new date"),
    "planned": _("planned"),
    "held": _("held"),
    "agreed": _("minutes agreed"),
    "listed": _("on the agenda"),
    "suggested": _("asked for"),
    "accepted": _("accepted"),
    "waiting": _("waiting for a moderator"),
    "at the board": _("at the board"),
}
RELATIONS = {
    "led_to": _("led to"),
    "rests_on": _("rests on"),
    "answers": _("answers"),
    "found": _("showed"),
    "asked": _("was asked"),
    "replaced_by": _("was replaced by"),
    "part_of": _("is part of"),
    "talked_about_in": _("was talked about in"),
    "followed_by": _("was followed by"),
    "minutes_agreed_at": _("had its minutes agreed at"),
    "goes_no_further": _("goes no further"),
}


@register.filter
def kind_name(kind: str) -> str:
    """The everyday word for a kind of record; a kind nobody named yet shows its own name."""
    return KINDS.get(kind, kind.replace("_", " "))


@register.filter
def state_name(state: str) -> str:
    """The everyday word for the state of a record; a state nobody named yet shows its own name."""
    return STATES.get(state, state.replace("_", " "))


@register.filter
def relation_name(relation: str) -> str:
    return RELATIONS.get(relation, relation.replace("_", " "))
