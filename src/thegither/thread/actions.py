"""The one thing that only the joining floor can do, since it sees all that hangs on a partnership."""

from django.db import transaction
from django.utils.translation import gettext as _

from thegither.spine.evidence.actions import append_entry
from thegither.spine.people.models import Account
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer
from thegither.thread.errors import ReliedOn
from thegither.thread.start import why_it_stays


@transaction.atomic
def delete_partnership(*, viewer: Viewer, partnership: Partnership) -> None:
    """Undo a founding, and all that was prepared since, while nobody but its founder has come.

    The audit chain stays, with a last line that says so; what it held of anybody are digests.
    Raises `ReliedOn` once somebody else could sign in, was invited, or could take part.
    """
    partnership = Partnership.objects.select_for_update().get(pk=partnership.pk)
    if why_it_stays(viewer, partnership):
        raise ReliedOn(_("Others rely on this partnership by now, so it stays."))
    append_entry(
        chain=partnership.pk,
        actor=viewer.actor,
        verb="delete_partnership",
        about=f"partnership:{partnership.pk}",
        state={"slug": partnership.slug},
    )
    accounts = list(Account.objects.filter(persons__partnership=partnership).values_list("pk"))
    partnership.delete()
    Account.objects.filter(pk__in=[key for (key,) in accounts]).delete()
