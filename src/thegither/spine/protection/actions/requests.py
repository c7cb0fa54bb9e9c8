"""What people ask about their own data, and how it was answered."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.spine.evidence.actions import append_entry
from thegither.spine.people.models import Person
from thegither.spine.protection.errors import AlreadyAnswered, ProtectionError
from thegither.spine.protection.models import Request
from thegither.spine.spaces.visibility import Viewer


@transaction.atomic
def make_request(*, viewer: Viewer, person: Person, kind: str, **fields: object) -> Request:
    """Note what somebody asks and start the month. Asking twice before an answer is asking once.

    `fields` takes `received_on`, for what came by letter or phone some days ago.
    """
    standing = Request.objects.filter(person=person, kind=kind, answered_on=None).first()
    if standing:
        return standing
    request = Request.objects.create(
        partnership=person.partnership, person=person, kind=kind, **fields
    )
    _write_down(viewer, "make_request", request)
    return request


@transaction.atomic
def answer_request(*, viewer: Viewer, request: Request, answer: str) -> Request:
    """Say what was done, or why it was not. The person reads it on their own page."""
    request = Request.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if request.answered_on:
        raise AlreadyAnswered(_("This request was answered before."))
    if not answer.strip():
        raise ProtectionError(_("Write what was done, or why it was not."))
    request.answer, request.answered_on = answer.strip(), timezone.localdate()
    request.save(update_fields=["answer", "answered_on"])
    _write_down(viewer, "answer_request", request)
    return request


@transaction.atomic
def note_copy(*, viewer: Viewer, person: Person) -> None:
    """Write down that somebody took a copy, and answer the request for it where there is one."""
    waiting = Request.objects.filter(person=person, kind=Request.Kind.COPY, answered_on=None)
    for request in waiting.select_for_update(of=("self",)):
        answer_request(viewer=viewer, request=request, answer=_("The copy was made."))
    append_entry(
        chain=person.partnership_id,
        actor=viewer.actor,
        verb="copy_everything",
        about=f"person:{person.pk}",
        state={"by": viewer.actor},
    )


def _write_down(viewer: Viewer, verb: str, request: Request) -> None:
    append_entry(
        chain=request.partnership_id,
        actor=viewer.actor,
        verb=verb,
        about=f"person:{request.person_id}",
        state={"kind": str(request.kind), "received_on": request.received_on.isoformat()},
    )
