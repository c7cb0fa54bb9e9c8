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
def relation_name(relation: str) -> str:
    return RELATIONS.get(relation, relation.replace("_", " "))
