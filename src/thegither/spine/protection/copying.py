"""Everything kept about one person, from every table that leads to them: as a page to read and as JSON.

Which tables these are is asked of the models, not written down: a table that is added later is in the next
copy by itself. What is left out stands in `LEFT_OUT`, each with its reason, and is printed in the copy.
"""

import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any
from uuid import UUID

from django.db.models import Field, ForeignKey, Model, Q
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thegither.spine.evidence.models import AuditEntry
from thegither.spine.people.models import Account, Import, Person
from thegither.spine.protection.rooms import kept_about
from thegither.spine.protection.ties import Tie, entries_of, ties
from thegither.spine.protection.titles import name_of, title_of
from thegither.spine.spaces.house import Kept
from thegither.spine.spaces.models import Record
from thegither.spine.spaces.visibility import Viewer

# Tables that lead to a person and are in no copy, each with its reason.
LEFT_OUT: dict[str, Promise] = {
    "people.SignInCode": gettext_lazy(
        "Sign-in codes that are on their way: whoever found this file could sign in with them."
    ),
}
# Fields in which a secret lies, whatever table they are in.
SECRET = frozenset(
    "password sign_in_stamp digest code_digest first_group token token_secret secret salt".split()
)
A_DAY = re.compile(r"\d{4}-\d\d-\d\d( \d\d:\d\d[+-]\d\d:\d\d)?")
SEALED = gettext_lazy(
    "Votes and answers given without a name. They are stored under a code that leads to you only "
    "while the conversation is open, and only when you are there yourself: were they in this file, "
    "whoever made it would have read them. While it is open you find them under “your votes”. Once it "
    "is closed, nobody can tell any more which were yours."
)
TEXTS = gettext_lazy(
    "What others wrote about you without pointing to your entry, such as your name in a sentence, or in "
    "a file that somebody attached. Use the search, and ask a coordinator about what you find."
)


def copy_of(person: Person) -> list[Kept]:
    """What is kept about a person, table by table; tables that hold nothing are not there."""
    entries, viewer = (
        entries_of(person),
        Viewer(partnership=person.partnership_id, person=person.pk),
    )
    own = [_kept(_("The register"), entries, viewer)]
    pointing = [part for tie in copied_ties() for part in _pointing(tie, entries, viewer)]
    said = [part for entry in entries for part in kept_about(entry)]
    return [*own, *pointing, *_named_in_text(entries), *said]


def copied_ties() -> list[Tie]:
    return [tie for tie in ties() if tie.label not in LEFT_OUT]


def left_out() -> list[str]:
    """What is in no copy, and why, in sentences."""
    return [str(SEALED), str(TEXTS), *(str(reason) for reason in LEFT_OUT.values())]


def as_zip(person: Person) -> bytes:
    """A page that anybody can open, and the same as JSON."""
    parts = copy_of(person)
    about = {
        "person": person,
        "partnership": person.partnership,
        "day": timezone.localdate(),
        "parts": [_to_read(part) for part in parts],
        "left_out": left_out(),
    }
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("everything-kept.html", render_to_string("protection/copy.html", about))
        archive.writestr("everything-kept.json", _as_json(person, parts))
    return stream.getvalue()


def _to_read(part: Kept) -> Kept:
    """Without what is empty, and the marks by which only computers tell rows apart: the JSON has both."""
    rows = [
        {name: _said(value) for name, value in row.items() if value and not _is_key(value)}
        for row in part.rows
    ]
    return Kept(part.title, [row for row in rows if row])


def _said(value: str) -> str:
    """A day or a time as people write it; anything else as it is."""
    if not A_DAY.fullmatch(value):
        return value
    return date_format(datetime.fromisoformat(value), "j F Y, H:i" if ":" in value else "j F Y")


def _as_json(person: Person, parts: list[Kept]) -> str:
    content = {
        "partnership": person.partnership.name,
        "made_on": timezone.localdate().isoformat(),
        "kept": [{"what": part.title, "rows": part.rows} for part in parts],
        "not_in_here": left_out(),
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


# --- rows in words -------------------------------------------------------------------------------


def _pointing(tie: Tie, entries: list[Person], viewer: Viewer) -> Iterator[Kept]:
    is_of_account = tie.field.remote_field.model is Account
    targets = _accounts(entries) if is_of_account else entries
    rows = list(tie.rows_of(targets).order_by("pk"))
    if rows:
        yield _kept(title_of(tie), rows, viewer)


def _accounts(entries: list[Person]) -> list[Account]:
    return [entry.account for entry in entries if entry.account]


def _kept(title: str, rows: list[Any], viewer: Viewer) -> Kept:
    return Kept(title, [_in_words(row, viewer) for row in rows])


def _in_words(row: Model, viewer: Viewer) -> dict[str, str]:
    fields = [field for field in row._meta.concrete_fields if field.name not in SECRET]
    told = {name_of(field): _value(row, field, viewer) for field in fields}
    return {name: value for name, value in told.items() if value}


def _value(row: Model, field: Field, viewer: Viewer) -> str:
    value = getattr(row, field.attname)
    if value is None or value == "":
        return ""
    if isinstance(field, ForeignKey):
        return _pointed_to(getattr(row, field.name), viewer)
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    if field.name == "provenance":
        return _sources(value)
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return str(value)


def _pointed_to(target: Model, viewer: Viewer) -> str:
    """What a row points to, by its title or name. A record hidden from this person stays hidden."""
    if isinstance(target, Record) and target.partnership_id == viewer.partnership:
        is_hidden = Record.objects.filter(pk=target.pk).hidden_from(viewer).exists()
        return _("(hidden)") if is_hidden else f"{target.title} ({target.kind})"
    is_named = type(target).__str__ is not Model.__str__
    return str(target) if is_named else str(target.pk)


def _sources(provenance: dict[str, str]) -> str:
    """Where each field of a register entry came from."""
    keys = {key for key in provenance.values() if _is_key(key)}
    names = {str(one.pk): one.source for one in Import.objects.filter(pk__in=keys)}
    return "; ".join(f"{field}: {names.get(key, '?')}" for field, key in provenance.items())


def _is_key(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


# --- where a person stands as text ---------------------------------------------------------------


def _named_in_text(entries: list[Person]) -> list[Kept]:
    """The audit chain, and imports: they name people by their id in the register."""
    names = [f"person:{entry.pk}" for entry in entries]
    partnership = entries[0].partnership_id
    chained = AuditEntry.objects.filter(Q(actor__in=names) | Q(about__in=names), chain=partnership)
    brought = Import.objects.filter(imported_by__in=names)
    parts = [
        Kept(_("Entries of the audit chain"), [_chained(entry) for entry in chained]),
        Kept(_("Lists brought in"), [_brought(one) for one in brought]),
    ]
    return [part for part in parts if part.rows]


def _chained(entry: AuditEntry) -> dict[str, str]:
    return {
        _("number"): str(entry.number),
        _("at"): _plain(entry.at),
        _("who"): entry.actor,
        _("what"): entry.verb,
        _("about"): entry.about,
        _("mandate"): entry.mandate,
    }


def _brought(one: Import) -> dict[str, str]:
    return {_("source"): one.source, _("at"): _plain(one.imported_at)}
