"""What puts right one entry of the register. Each field remembers that it was typed by hand, and when."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thegither.spine.people import mail
from thegither.spine.people.actions.register import by_hand, check_span, check_tie, write_down
from thegither.spine.people.errors import WrongEntry
from thegither.spine.people.models import (
    Membership,
    Organization,
    Person,
    Post,
    RegisterEntry,
    SignInCode,
)
from thegither.spine.spaces.visibility import Viewer


@transaction.atomic
def correct_person(*, viewer: Viewer, person: Person, name: str, email: str, phone: str) -> Person:
    """Write down another name, address or phone.

    Whoever reads the mailbox of a person signs in as that person. So the old address is told of a new
    one, and codes on their way to it are void: nobody's place is taken without a letter.
    """
    before = Person.objects.values_list("email", flat=True).get(pk=person.pk)
    corrected = _correct(viewer, person, name=name, email=email, phone=phone)
    if before.casefold() != email.casefold():
        leave_address(corrected, before)
    return corrected


def leave_address(person: Person, before: str) -> None:
    """What happens whenever the register gives somebody another address; part of a larger action."""
    codes = SignInCode.objects.filter(account=person.account_id, kind=SignInCode.Kind.MAILED)
    codes.delete()
    if before:
        transaction.on_commit(lambda: mail.say_address_changed(person, before), robust=True)


@transaction.atomic
def correct_organization(
    *, viewer: Viewer, organization: Organization, **values: Any
) -> Organization:
    """`values` takes the fields of an organization. No body can be a part of its own part."""
    parent = values.get("parent")
    if parent and organization.pk in {body.pk for body in _and_above(parent)}:
        raise WrongEntry(
            _("A body cannot be part of itself, or of one of its own parts."), "parent"
        )
    first = values.get("founding_date", organization.founding_date)
    last = values.get("dissolution_date", organization.dissolution_date)
    check_span(first, last, "dissolution_date")
    return _correct(viewer, organization, **values)


def _and_above(body: Organization | None) -> Iterator[Organization]:
    """A body, what it is part of, and so on; each once, since a list may have brought in a circle."""
    seen = set()
    while body and body.pk not in seen:
        seen.add(body.pk)
        yield body
        body = body.parent


@transaction.atomic
def correct_post(*, viewer: Viewer, post: Post, label: str, level: str) -> Post:
    return _correct(viewer, post, label=label, level=level)


@transaction.atomic
def correct_membership(
    *,
    viewer: Viewer,
    membership: Membership,
    organization: Organization,
    post: Post | None,
    role: str,
    valid_from: date | None,
    valid_to: date | None,
) -> Membership:
    check_tie(organization, post, valid_from, valid_to)
    return _correct(
        viewer,
        membership,
        organization=organization,
        post=post,
        role=role,
        valid_from=valid_from,
        valid_to=valid_to,
    )


@transaction.atomic
def change_membership(
    *, viewer: Viewer, membership: Membership, valid_from: date | None, valid_to: date | None
) -> Membership:
    """Give a membership other days, both included; None is open."""
    check_span(valid_from, valid_to, "valid_to")
    return _correct(viewer, membership, valid_from=valid_from, valid_to=valid_to)


def end_membership(*, viewer: Viewer, membership: Membership, last_day: date) -> Membership:
    first = membership.valid_from
    return change_membership(
        viewer=viewer, membership=membership, valid_from=first, valid_to=last_day
    )


def reopen_membership(*, viewer: Viewer, membership: Membership) -> Membership:
    """It has not ended after all."""
    first = membership.valid_from
    return change_membership(viewer=viewer, membership=membership, valid_from=first, valid_to=None)


def _correct(viewer: Viewer, entry: Any, **values: Any) -> Any:
    """Store what differs, with its source, and write one line into the audit chain; else do nothing."""
    entry = type(entry).objects.select_for_update().get(pk=entry.pk)
    news = {name: value for name, value in values.items() if getattr(entry, name) != value}
    if not news:
        return entry
    for name, value in news.items():
        setattr(entry, name, value)
    entry.provenance = entry.provenance | by_hand(
        viewer, entry.partnership_id, _columns(entry, news)
    )
    entry.save(update_fields=[*news, "provenance"])
    write_down(viewer, f"correct_{entry._meta.model_name}", entry, **news)
    return entry


def _columns(entry: RegisterEntry, names: dict[str, Any]) -> list[str]:
    return [entry._meta.get_field(name).attname for name in names]
