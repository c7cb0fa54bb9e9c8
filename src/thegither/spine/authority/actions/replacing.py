"""The whole scheme replaced by a list, and that undone: all of it, or nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.spine.authority.actions.entries import OWN, something_changed
from thegither.spine.authority.models import Delegation
from thegither.spine.authority.replacement import DAY, REPLACED, UNDONE, change_of, undoable
from thegither.spine.evidence.actions import append_entry
from thegither.spine.people.errors import WrongEntry
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Replaced:
    """How many clauses end, begin and stay."""

    ends: int
    begins: int
    stays: int

    @property
    def sentence(self) -> str:
        numbers = {"ends": self.ends, "begins": self.begins, "stays": self.stays}
        return (
            _("End today: %(ends)s. Begin tomorrow or later: %(begins)s. Stay: %(stays)s.")
            % numbers
        )


@transaction.atomic
def replace_scheme(
    *, viewer: Viewer, partnership: Partnership, delegations: Sequence[Delegation], source: str
) -> Replaced:
    """Clauses that the list does not hold end today; those it holds and the scheme does not begin tomorrow.

    Raises `WrongEntry` for a list without a clause, which would leave nobody who may decide anything.
    """
    if not delegations:
        raise WrongEntry(_("The list has no clause, so nobody could decide anything any more."))
    partnership = Partnership.objects.select_for_update().get(pk=partnership.pk)
    moment, today = timezone.now(), timezone.localdate()
    change = change_of(partnership, delegations, today)
    _strike(change.ends, moment)
    begun = [row for row in change.ends if row.valid_from is None or row.valid_from <= today]
    _write([_copy(row, moment, valid_to=today) for row in begun])
    for one in change.begins:
        one.valid_from = max(one.valid_from or today + DAY, today + DAY)
        one.written_at = moment
    _write(change.begins)
    done = Replaced(len(change.ends), len(change.begins), len(change.stays))
    _tell(viewer, partnership, REPLACED, moment, done.sentence, source)
    return done


@transaction.atomic
def undo_replacement(*, viewer: Viewer, partnership: Partnership) -> None:
    """As long as nothing of the new scheme has begun: every clause stands again as it stood.

    Raises `WrongEntry` on a later day, and once somebody changed a clause since.
    """
    partnership = Partnership.objects.select_for_update().get(pk=partnership.pk)
    moment = undoable(partnership, timezone.localdate())
    if moment is None:
        raise WrongEntry(_("It is too late to undo it. Change, end or strike single clauses."))
    own, now = Delegation.objects.filter(partnership=partnership), timezone.now()
    own.filter(written_at=moment, struck_at=None).update(struck_at=now)
    _write([_copy(row, now) for row in own.filter(struck_at=moment)])
    _tell(viewer, partnership, UNDONE, moment, "", "")


def _strike(rows: Sequence[Delegation], moment: datetime) -> None:
    for some in _in_turn(rows):
        keys = [row.pk for row in some]
        Delegation.objects.filter(pk__in=keys).update(struck_at=moment)


def _in_turn(rows: Sequence[Delegation]) -> Iterator[Sequence[Delegation]]:
    for start in range(0, len(rows), AT_ONCE):
        yield rows[start : start + AT_ONCE]


def _write(rows: Sequence[Delegation]) -> None:
    Delegation.objects.bulk_create(rows, batch_size=AT_ONCE)


def _copy(row: Delegation, moment: datetime, **changes: object) -> Delegation:
    fields = [field for field in row._meta.concrete_fields if field.name not in OWN]
    same = {field.attname: getattr(row, field.attname) for field in fields}
    return Delegation(**same | {"written_at": moment} | changes)


def _tell(
    viewer: Viewer, partnership: Partnership, verb: str, moment: datetime, said: str, source: str
) -> None:
    append_entry(
        chain=partnership.pk,
        actor=viewer.actor,
        verb=verb,
        about=f"scheme:{moment.isoformat()}",
        state={"said": said, "source": source},
    )
    something_changed(partnership)
