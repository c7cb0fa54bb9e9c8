"""What changes who answers to whom, and who may decide what."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from thegither.spine.authority.models import AccountabilityLine, Delegation
from thegither.spine.people.actions.register import write_down
from thegither.spine.people.models import Post
from thegither.spine.spaces.visibility import Viewer


@transaction.atomic
def add_line(
    *,
    viewer: Viewer,
    from_post: Post,
    to_post: Post,
    kind: str,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> AccountabilityLine:
    """Write down that one post answers to another, for what, and from when to when."""
    line = AccountabilityLine.objects.create(
        partnership=from_post.partnership,
        from_post=from_post,
        to_post=to_post,
        kind=kind,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    state = {"from_post": from_post.pk, "to_post": to_post.pk, "kind": kind}
    write_down(viewer, "add_line", line, **state, valid_from=valid_from, valid_to=valid_to)
    return line


@transaction.atomic
def add_delegation(
    *,
    viewer: Viewer,
    post: Post,
    decision_type: str,
    clause: str,
    limit: Decimal | None = None,
    conditions: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Delegation:
    """Write down one clause: this post may decide this, up to that limit, on these conditions."""
    delegation = Delegation.objects.create(
        partnership=post.partnership,
        post=post,
        decision_type=decision_type,
        clause=clause,
        limit=limit,
        conditions=conditions,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    state = {"post": post.pk, "decision_type": decision_type, "clause": clause, "limit": limit}
    write_down(viewer, "add_delegation", delegation, **state)
    return delegation
