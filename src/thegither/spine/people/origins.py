"""What an entry of the register says, field by field, and where each field came from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from thegither.spine.people.models import IN_POPOLO, Import, Person, RegisterEntry
from thegither.spine.spaces.visibility import Viewer


@dataclass(frozen=True, slots=True)
class Told:
    """One field: what it is called, what it says, and where that came from (both may be empty)."""

    label: str
    value: str
    origin: str


class Origins:
    """The sources of a viewer's register, read once for a page."""

    def __init__(self, viewer: Viewer) -> None:
        sources = Import.objects.filter(partnership=viewer.partnership) if viewer.is_member else ()
        names = {
            f"person:{key}": name
            for key, name in Person.objects.visible_to(viewer).values_list("pk", "name")
        }
        self._in_words = {str(one.pk): _sentence(one, names) for one in sources}

    def sentence(self, source: Import) -> str:
        """Where a list came from: what it was, by whom, on which day."""
        return self._in_words[str(source.pk)]

    def of(self, entry: RegisterEntry, names: Iterable[str]) -> list[Told]:
        return [self._told(entry, entry._meta.get_field(name)) for name in names]

    def _told(self, entry: RegisterEntry, field: Any) -> Told:
        key = entry.provenance.get(IN_POPOLO.get(field.attname, field.attname), "")
        label = str(field.verbose_name)
        return Told(
            label[:1].upper() + label[1:], _value(entry, field), self._in_words.get(key, "")
        )


def _sentence(source: Import, names: dict[str, str]) -> str:
    day = date_format(timezone.localtime(source.imported_at), "j F Y")
    told = {"source": source.source, "name": names.get(source.imported_by, ""), "day": day}
    if told["name"]:
        return _("%(source)s, by %(name)s on %(day)s") % told
    return _("%(source)s, on %(day)s") % told


def _value(entry: RegisterEntry, field: Any) -> str:
    value = getattr(entry, field.name)
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if field.choices:
        return str(getattr(entry, f"get_{field.name}_display")())
    return str(value) if value is not None else ""
