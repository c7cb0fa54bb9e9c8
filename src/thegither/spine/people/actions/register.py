"""What adds to the register one entry at a time."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.spine.evidence.actions import append_entry
from thegither.spine.people.errors import WrongEntry
from thegither.spine.people.models import (
    IN_POPOLO,
    Import,
    Membership,
    Organization,
    Person,
    Post,
    RegisterEntry,
)
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer


def write_down(viewer: Viewer, verb: str, entry: RegisterEntry, **state: object) -> None:
    """One line in the audit chain of the entry's partnership."""
    append_entry(
        chain=entry.partnership_id,
        actor=viewer.actor,
        verb=verb,
        about=f"{entry._meta.model_name}:{entry.pk}",
        state={name: str(value) for name, value in state.items()},
    )


def by_hand(viewer: Viewer, partnership: UUID, names: Iterable[str]) -> dict[str, str]:
    """Provenance of fields that somebody types: one source for each person and day.

    What the house itself writes (a made-up partnership) was typed by nobody.
    """
    if viewer.person is None:
        return {}
    source = str(_typed_today(viewer, partnership).pk)
    return {IN_POPOLO.get(name, name): source for name in names}


def _typed_today(viewer: Viewer, partnership: UUID) -> Import:
    told = {
        "partnership_id": partnership,
        "imported_by": viewer.actor,
        "source": _("typed by hand"),
    }
    today = Import.objects.filter(**told, imported_at__date=timezone.localdate())
    return today.order_by("pk").first() or Import.objects.create(**told)


def _new(viewer: Viewer, model: type[RegisterEntry], **values: Any) -> Any:
    """A new entry that knows where each of its fields came from."""
    entry = model(**values)
    told = [f.attname for f in model._meta.concrete_fields if f.name in values and values[f.name]]
    names = [name for name in told if name != "partnership_id"]
    entry.provenance = by_hand(viewer, entry.partnership_id, names)
    entry.save()
    return entry


@transaction.atomic
def add_organization(
    *,
    viewer: Viewer,
    partnership: Partnership,
    name: str,
    sector: str,
    classification: str = "",
    parent: Organization | None = None,
    founding_date: date | None = None,
    dissolution_date: date | None = None,
) -> Organization:
    check_span(founding_date, dissolution_date, "dissolution_date")
    organization = _new(
        viewer,
        Organization,
        partnership=partnership,
        name=name,
        sector=sector,
        classification=classification,
        parent=parent,
        founding_date=founding_date,
        dissolution_date=dissolution_date,
    )
    write_down(viewer, "add_organization", organization, name=name, sector=sector)
    return organization


@transaction.atomic
def add_person(
    *, viewer: Viewer, partnership: Partnership, name: str, email: str = "", phone: str = ""
) -> Person:
    values = {"name": name, "email": email, "phone": phone}
    person = _new(viewer, Person, partnership=partnership, **values)
    write_down(viewer, "add_person", person, **values)
    return person


@transaction.atomic
def add_post(*, viewer: Viewer, organization: Organization, label: str, level: str) -> Post:
    post = _new(
        viewer,
        Post,
        partnership=organization.partnership,
        organization=organization,
        label=label,
        level=level,
    )
    write_down(viewer, "add_post", post, label=label, level=level)
    return post


@transaction.atomic
def add_membership(
    *,
    viewer: Viewer,
    person: Person,
    organization: Organization,
    post: Post | None = None,
    role: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Membership:
    """Tie a person to an organization, from the first day to the last, both included.

    Raises `WrongEntry` for a post of another organization, and for days in the wrong order.
    """
    check_tie(organization, post, valid_from, valid_to)
    membership = _new(
        viewer,
        Membership,
        partnership=person.partnership,
        person=person,
        organization=organization,
        post=post,
        role=role,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    state = {"person": person.pk, "organization": organization.pk, "post": post and post.pk}
    write_down(
        viewer, "add_membership", membership, **state, valid_from=valid_from, valid_to=valid_to
    )
    return membership


def check_tie(
    organization: Organization, post: Post | None, valid_from: date | None, valid_to: date | None
) -> None:
    if post and post.organization_id != organization.pk:
        raise WrongEntry(_("This post is in another organisation."), "post")
    check_span(valid_from, valid_to, "valid_to")


def check_span(first: date | None, last: date | None, field: str) -> None:
    if first and last and last < first:
        raise WrongEntry(_("The last day comes before the first."), field)
