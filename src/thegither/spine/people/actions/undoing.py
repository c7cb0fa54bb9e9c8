"""Taking a list out of the register again, as long as nothing depends on what it brought."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.spine.evidence.actions import append_entry
from thegither.spine.people.errors import InUse
from thegither.spine.people.lists import KINDS, batches, what_depends_on
from thegither.spine.people.models import Import
from thegither.spine.spaces.visibility import Viewer


@transaction.atomic
def undo_import(*, viewer: Viewer, source: Import) -> int:
    """Take out every entry that a list brought; return how many people those were.

    What stood in the register before and was brought up to date by the list keeps what it says now.
    Raises `InUse` once somebody of the list has an account, a duty, an invitation or the like.
    """
    source = Import.objects.select_for_update().get(pk=source.pk)
    held_by = what_depends_on(source)
    if held_by is not None:
        raise InUse(
            _("This list can no longer be undone: something depends on it, such as on %(entry)s.")
            % {"entry": held_by}
        )
    people = len(source.brought.get("person", []))
    for kind in KINDS:
        for keys in batches(source, kind):
            kind.objects.filter(pk__in=keys).delete()
    source.brought, source.undone_at = {}, timezone.now()
    source.save(update_fields=["brought", "undone_at"])
    append_entry(
        chain=source.partnership_id,
        actor=viewer.actor,
        verb="undo_import",
        about=f"import:{source.pk}",
        state={"people": people},
    )
    return people
