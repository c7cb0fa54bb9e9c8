"""The improvement plan: a finding becomes an issue with an owner, a measure and a day."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from thegither.capabilities.assessments.actions.audit import write_down
from thegither.capabilities.assessments.actions.errors import NothingToAsk
from thegither.capabilities.assessments.models import PlanEntry, Wave
from thegither.capabilities.assessments.phases import PHASES
from thegither.capabilities.assessments.queries.plan import places_to_look
from thegither.spine.people.models import Person
from thegither.spine.promises.actions import raise_issue
from thegither.spine.spaces.models import Finding
from thegither.spine.spaces.visibility import Viewer


@transaction.atomic
def plan_improvement(
    *,
    viewer: Viewer,
    wave: Wave,
    title: str,
    owner: Person,
    measure: str,
    due_on: date,
    finding: Finding | None = None,
    looks_at: str = "",
) -> PlanEntry:
    """A line of the plan; its issue grows from the finding, or from the wave itself.

    looks_at: an area or question of the wave, beside which the next one shows what moved. Raises `NothingToAsk`
    without a measure.
    """
    PHASES.require("keep_plan", wave)
    if not measure.strip():
        raise NothingToAsk(_("Say how you will know that it worked."), "measure")
    known = {name for name, _text in places_to_look(wave)}
    issue = raise_issue(
        viewer=viewer,
        partnership=wave.record.partnership,
        title=title,
        description=_("How we will know: %(measure)s") % {"measure": measure.strip()},
        owner=owner,
        due_on=due_on,
        because_of=finding.record if finding else wave.record,
        audience=wave.record.audience,
        activity=wave.activity,
    )
    entry = PlanEntry.objects.create(
        wave=wave,
        issue=issue,
        finding=finding,
        measure=measure.strip(),
        looks_at=looks_at if looks_at in known else "",
    )
    write_down(viewer, "plan_improvement", wave, issue=str(issue.pk))
    return entry
