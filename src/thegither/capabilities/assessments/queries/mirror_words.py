"""The sentences of a mirror: gaps, movement, and what cannot be told."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thegither.capabilities.assessments.queries.told.hidden import UNTOLD
from thegither.spine.evidence.figures import number_text
from thegither.spine.people.groups import LABELS

Told = Mapping[str, Any]
EVERYONE_ELSE = "everyone else"
QUOTED = re.compile("“([^”]*)”")


def label_of(group: str) -> str:
    """A group of the register in words."""
    return str(LABELS.get(group, group))


def join(names: Sequence[str]) -> str:
    """Names as a list in a sentence.

    >>> join(["a", "b", "c"]), join(["a"])
    ('a, b and c', 'a')
    """
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def between(gap: Told) -> str:
    """Which groups are compared."""
    one, other = gap["groups"]
    if other == EVERYONE_ELSE:
        return label_of(one)
    return _("%(one)s and %(other)s") % {"one": label_of(one), "other": label_of(other)}


def seen_sentence(gap: Told, what: str) -> str:
    """Who sees what higher or lower, by how many points."""
    one, other = gap["groups"]
    form = (
        _("%(group)s sees “%(what)s” %(points)s points higher than %(others)s.")
        if gap["difference"] > 0
        else _("%(group)s sees “%(what)s” %(points)s points lower than %(others)s.")
    )
    others = _("everyone else") if other == EVERYONE_ELSE else label_of(other)
    label = label_of(one)
    return form % {
        "group": label[:1].upper() + label[1:],
        "what": what,
        "points": f"{abs(gap['difference']):.1f}",
        "others": others,
    }


def moved_words(movement: Told | None) -> str:
    """How the two waves were compared."""
    if movement is None:
        return ""
    if movement["design"] == "panel":
        return ngettext(
            "The same %(people)s person answered both times and is compared with themselves.",
            "The same %(people)s people answered both times and are compared with themselves.",
            movement["overlap"],
        ) % {"people": number_text(movement["overlap"])}
    said = _(
        "Everybody who answered this time is compared with everybody who answered last time. Some answered "
        "both times and nobody knows who, so the limits are wider than they need be."
    )
    if not movement.get("overlap_between"):
        return said
    low, high = movement["overlap_between"]
    reach = _("From who could answer: between %(low)s and %(high)s people answered both times.") % {
        "low": number_text(low),
        "high": number_text(high),
    }
    return f"{said} {reach}"


def limits_of(told: Told) -> list[str]:
    """What cannot be told, each in a sentence."""
    found = [_untold(told), *(_hidden_groups(told, name) for name in told["by"])]
    found += [_weights(told["weighting"]), _rest(told)]
    if told["movement"]:
        found.append(
            _("Two waves cannot say which area moves first. It takes 15 organisations and 6 waves.")
        )
    else:
        found.append(
            _("Nothing can be said of movement: there is no earlier wave to compare with.")
        )
    return [sentence for sentence in found if sentence]


def _untold(told: Told) -> str:
    if not any(one["reason"] == UNTOLD for one in told["suppressed"]):
        return ""
    return _(
        "Whether groups see it differently: members can take single answers away, and from the means of groups "
        "one could work out whose they are. So this assessment compares no groups."
    )


def _hidden_groups(told: Told, name: str) -> str:
    groups = [
        label_of(one["group"])
        for one in told["suppressed"]
        if one.get("by") == name
        and one["scale"] is None
        and one["item"] is None
        and one["group"] is not None
    ]
    if not groups:
        return ""
    return _(
        "How these groups see it is hidden, because fewer than five of them answered, or because they stand "
        "beside such a group: %(groups)s."
    ) % {"groups": join(groups)}


def _weights(weighting: Told) -> str:
    if weighting["weighted"]:
        return _(
            "Weights make up for groups that answered less often than others. They cannot make up for people "
            "who kept silent because of what they think."
        )
    reason = QUOTED.sub(lambda found: f"“{label_of(found[1])}”", weighting["reason"])
    return _(
        "Answers are not weighted, so groups that answered more often count for more. The reason: %(reason)s"
    ) % {"reason": reason}


def _rest(told: Told) -> str:
    if told["asked"] is None or told["asked"] <= told["respondents"]:
        return ""
    silent = told["asked"] - told["respondents"]
    return ngettext(
        "How the %(people)s person who did not answer sees it.",
        "How the %(people)s people who did not answer see it.",
        silent,
    ) % {"people": number_text(silent)}
