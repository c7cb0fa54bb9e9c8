"""The words of a digest: what is asked of somebody, and what is new."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thegither.spine.contact.links import absolute
from thegither.spine.contact.models import Notice
from thegither.spine.people.models import Person


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a digest. `minutes` where it is asked of the reader; None where it is news."""

    sentence: str
    path: str
    minutes: int | None = None
    due_on: date | None = None


def item_of(notice: Notice) -> Item:
    return Item(notice.sentence, notice.path, notice.minutes, notice.due_on)


def digest_of(person: Person, items: Sequence[Item]) -> tuple[str, str]:
    """Subject and body; what is asked comes first, the soonest day on top."""
    asked = sorted((one for one in items if one.minutes), key=lambda one: one.due_on or date.max)
    news = [one for one in items if not one.minutes]
    name = person.partnership.name
    subject = _("%(name)s: something for you") if asked else _("%(name)s: what is new")
    parts = [_("Dear %(name)s,") % {"name": person.name}]
    parts += [_part(_("Asked of you"), asked)] if asked else []
    parts += [_part(_("New"), news)] if news else []
    return subject % {"name": name}, "\n\n".join(parts)


def _part(title: str, items: Sequence[Item]) -> str:
    return "\n\n".join([title.upper(), *map(_line, items)])


def _line(item: Item) -> str:
    said = ", ".join(filter(None, [_length(item.minutes), _day(item.due_on)]))
    return f"* {item.sentence}{f' ({said})' if said else ''}\n  {absolute(item.path)}"


def _length(minutes: int | None) -> str:
    if not minutes:
        return ""
    text = ngettext("about %(n)s minute", "about %(n)s minutes", minutes)
    return text % {"n": minutes}


def _day(due_on: date | None) -> str:
    return _("by %(day)s") % {"day": date_format(due_on, "j F Y")} if due_on else ""
