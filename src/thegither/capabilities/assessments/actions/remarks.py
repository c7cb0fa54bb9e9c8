"""What people write in their own words: hidden from everybody but moderators until one of them has read it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thegither.capabilities.assessments.actions.audit import write_down
from thegither.capabilities.assessments.models import Remark, Response
from thegither.capabilities.assessments.phases import PHASES
from thegither.spine.spaces.actions import create_record
from thegither.spine.spaces.models import Hiding
from thegither.spine.spaces.visibility import Viewer

WAITING_REASON = gettext_lazy("Waiting for a moderator")
REFUSED_REASON = gettext_lazy("A moderator did not let it through")
# Long enough for any wave and its results; nothing shows itself because nobody came to it.
WAITS = timedelta(days=730)


def keep_remark(response: Response, item: str, text: str) -> None:
    """Write down, change or (left empty) take back what somebody wrote to one item."""
    written = Remark.objects.filter(response=response, item=item).select_related("record").first()
    if not text:
        if written:
            written.record.delete()
    elif written is None:
        _write(response, item, text)
    elif written.text != text:
        written.text, written.state = text, Remark.State.WAITING
        written.save(update_fields=["text", "state"])
        _hide(written)


def _write(response: Response, item: str, text: str) -> Remark:
    """Its record carries neither the text nor the time it came."""
    wave = response.wave
    record = create_record(
        partnership=wave.record.partnership,
        activity=wave.activity,
        kind="remark",
        title=_("A remark"),
        audience=wave.record.audience,
        state=Remark.State.WAITING,
        created_at=wave.record.created_at,
    )
    remark = Remark.objects.create(
        record=record, wave=wave, response=response, item=item, text=text
    )
    _hide(remark)
    return remark


def _hide(remark: Remark) -> None:
    """Hidden to the end of a day, so that the row tells the day at most."""
    if remark.record.hidings.filter(lifted_at=None).exists():
        return
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    Hiding.objects.create(
        record=remark.record,
        reason=str(WAITING_REASON),
        until=today + WAITS,
        created_at=today,
        seen_by_coordinator=False,
    )


@transaction.atomic
def let_through(*, viewer: Viewer, remark: Remark) -> Remark:
    """Everybody who sees the results may read it."""
    remark = _settle(remark, Remark.State.ACCEPTED)
    remark.record.hidings.filter(lifted_at=None).update(lifted_at=timezone.now())
    write_down(viewer, "let_remark_through", remark.wave)
    return remark


@transaction.atomic
def hold_back(*, viewer: Viewer, remark: Remark) -> Remark:
    """It names somebody, or hurts somebody: nobody else reads it."""
    remark = _settle(remark, Remark.State.REJECTED)
    remark.record.hidings.filter(lifted_at=None).update(reason=str(REFUSED_REASON))
    write_down(viewer, "hold_remark_back", remark.wave)
    return remark


def _settle(remark: Remark, state: str) -> Remark:
    rows = Remark.objects.select_for_update(of=("self",)).select_related("record", "wave__activity")
    remark = rows.get(pk=remark.pk)
    PHASES.require("moderate", remark.wave)
    remark.state = remark.record.state = state
    remark.save(update_fields=["state"])
    remark.record.save(update_fields=["state"])
    return remark
