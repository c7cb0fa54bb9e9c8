"""Answering. What is anonymous writes no time, no audit entry and no log line, and knows no person."""

from collections.abc import Mapping
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from thegither.capabilities.assessments.actions.audit import write_down
from thegither.capabilities.assessments.actions.errors import (
    AnsweredBefore,
    NoSuchSheet,
    NotAsked,
    NotInFrame,
)
from thegither.capabilities.assessments.actions.remarks import keep_remark
from thegither.capabilities.assessments.models import Response, Wave
from thegither.capabilities.assessments.phases import OPEN, WrongPhase
from thegither.capabilities.assessments.queries.answers import DONT_KNOW
from thegither.capabilities.assessments.queries.respondents import (
    LONGEST,
    Respondent,
    respondent_of,
)
from thegither.formats.instruments import Item
from thegither.spine.contact.actions import count_help
from thegither.spine.contact.invited import person_of_sheet
from thegither.spine.spaces.planned import KEY, Planned
from thegither.spine.spaces.visibility import Viewer

# An answer by item; None takes back what was answered.
Given = Mapping[str, int | None]


@transaction.atomic
def save_answers(
    *,
    respondent: Respondent,
    answers: Given,
    remarks: Mapping[str, str] | None = None,
    may_change: bool = True,
) -> Response:
    """Store what was answered on one page; everything else on the sheet stays as it is.

    The response's row is locked before the phase is read, and closing locks all of them: so an answer is
    either kept or refused, never accepted and lost. Raises `NotAsked` for an answer that cannot be chosen,
    and `AnsweredBefore` where an answer stands already and this hand `may_change` none.
    """
    _check(respondent.wave, answers, remarks or {})
    response = _take_up(respondent)
    if not may_change:
        _leave_alone(response, answers)
    kept = response.answers | {item: code for item, code in answers.items() if code is not None}
    taken_back = {item for item, code in answers.items() if code is None}
    response.answers = {item: code for item, code in kept.items() if item not in taken_back}
    response.save(update_fields=["answers"])
    for item, text in (remarks or {}).items():
        keep_remark(response, item, text.strip())
    return response


@transaction.atomic
def finish(*, respondent: Respondent) -> Response:
    """Say that this is all. It can still be changed until the wave closes."""
    response = _take_up(respondent)
    response.is_finished = True
    response.save(update_fields=["is_finished"])
    return response


@transaction.atomic
def save_sheets(*, wave: Wave, sheets: Mapping[UUID, Mapping[str, int]]) -> int:
    """Store many whole sheets at once, by person; returns how many there were.

    For people of whom nothing is stored yet. Raises `NotAsked` for an answer that cannot be chosen, and
    `NotInFrame` for somebody who could not answer; then nothing is stored.
    """
    _hold_open(wave)
    asked = set(wave.places.values_list("person", flat=True))
    if not sheets.keys() <= asked:
        raise NotInFrame(_("Somebody among these was not in the register when it opened."))
    for answers in sheets.values():
        _check(wave, answers, {})
    rows = [
        Response(
            wave=wave, answers=dict(answers), is_finished=True, **respondent_of(wave, person).key
        )
        for person, answers in sheets.items()
    ]
    return len(Response.objects.bulk_create(rows, batch_size=1_000))


def _hold_open(wave: Wave) -> None:
    """Closing locks the wave: it waits for these sheets, or they for it."""
    Wave.objects.select_for_update(of=("self",), no_key=True).get(pk=wave.pk)
    _require_open(wave)


@transaction.atomic
def type_paper(
    *,
    viewer: Viewer,
    wave: Wave,
    code: str,
    answers: Given,
    remarks: Mapping[str, str] | None = None,
    helped: bool = False,
) -> None:
    """Store one paper sheet under the code printed on it; typing it again corrects it.

    The code stands for one person, so paper and screen count once. The audit entry names neither the sheet
    nor its answers. Raises `NoSuchSheet` for a code that was printed for nobody.
    """
    person = person_of_sheet(wave.activity, code)
    if person is None:
        raise NoSuchSheet(
            _("No sheet of this assessment has this code. Compare it with the paper."), "code"
        )
    respondent = respondent_of(wave, person.pk)
    is_first = not Response.objects.filter(wave=wave, **respondent.key).exists()
    save_answers(respondent=respondent, answers=answers, remarks=remarks)
    finish(respondent=respondent)
    if helped and is_first:
        count_help(activity=wave.activity)
    write_down(viewer, "type_paper", wave)


def _check(wave: Wave, answers: Given, remarks: Mapping[str, str]) -> None:
    items = {item.id: item for item in wave.instrument.items}
    for name, code in answers.items():
        if name not in items or not _can_choose(items[name], code):
            raise NotAsked(_("This answer is not one of those that can be chosen."), name)
    for name, text in remarks.items():
        if name not in items or (items[name].options and not items[name].evidence):
            raise NotAsked(_("There is no box for words here."), name)
        if len(text) > LONGEST:
            raise NotAsked(_("Make it shorter: at most %(n)s letters.") % {"n": LONGEST}, name)


def _can_choose(item: Item, code: int | None) -> bool:
    if item.options is None:
        return False
    if code == DONT_KNOW:
        return bool(item.options.dont_know)
    return code is None or code in item.options.values


def _take_up(respondent: Respondent) -> Response:
    """This respondent's sheet, made on the first visit and locked until the answers are stored."""
    rows = Response.objects.select_for_update(no_key=True, of=("self",)).filter(
        wave=respondent.wave, **respondent.key
    )
    found = rows.first()
    if found is None:
        new = Response(wave=respondent.wave, **respondent.key)
        Response.objects.bulk_create([new], ignore_conflicts=True)
        _hold_the_wave()
        found = rows.get()
    _require_open(respondent.wave)
    return found


def _hold_the_wave() -> None:
    """Make a closing wait for this newcomer, or this newcomer for a closing.

    PostgreSQL would look at foreign keys at the commit only, after the phase was read: looking now
    locks the wave's row in share mode. On SQLite one transaction writes at a time anyway.
    """
    if connection.vendor == "postgresql":
        connection.check_constraints()


_phases = Planned(
    lambda wave: Wave.objects.filter(pk=wave).values_list("activity__phase"), wave=KEY
)


def _require_open(wave: Wave) -> None:
    if _phases(wave=wave.pk) != [(OPEN,)]:
        raise WrongPhase(_("The assessment has closed, so your answers were not kept."))


def _leave_alone(response: Response, answers: Given) -> None:
    if any(response.answers.get(item, code) != code for item, code in answers.items()):
        raise AnsweredBefore(
            _("This was answered before. Only the person themselves can change it.")
        )
