"""What the house finds of its own accord: who answers to two, gaps, contradictions, drift. Nothing applies
itself: a finding is a sentence with its figures, and people decide what comes of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.spine.authority.drifting import histories, proposals
from thegither.spine.authority.lines import CIRCLE, DUAL, Picture
from thegither.spine.authority.models import Look
from thegither.spine.authority.queries import open_findings
from thegither.spine.authority.scheme import Trouble, Written
from thegither.spine.evidence.actions import append_entry
from thegither.spine.evidence.figures import Figure
from thegither.spine.spaces.actions import create_record
from thegither.spine.spaces.models import Finding, Partnership, Record
from thegither.spine.spaces.queries import FOUND, SETTLED
from thegither.spine.spaces.visibility import HOUSE, any_member

LINE_KINDS = {DUAL: "dual_line", CIRCLE: "accountability_circle"}
METHOD = "authority 1"


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a finding would say, before it is known whether it was said already."""

    kind: str
    about: tuple[str, ...]
    sentence: str
    figures: tuple[Figure, ...]

    @property
    def key(self) -> tuple[str, frozenset[str]]:
        return self.kind, frozenset(self.about)


@transaction.atomic
def look_for_trouble(*, partnership: Partnership) -> list[Finding]:
    """Say what is so and was not said yet, and settle what is so no longer. Twice is as good as once."""
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    today = timezone.localdate()
    seen = {one.key: one for one in _everything(partnership, today)}
    said = {(one.kind, frozenset(one.about)): one for one in open_findings(partnership)}
    for key in said.keys() - seen.keys():
        _settle(said[key])
    new = [_say(partnership, one) for key, one in seen.items() if key not in said]
    Look.objects.update_or_create(partnership=partnership, defaults={"looked_on": today})
    return new


def _everything(partnership: Partnership, today: date) -> Iterator[_Seen]:
    viewer = any_member(partnership.pk)
    picture, written = Picture.of(viewer, today), Written(viewer, today)
    for said in picture.say(picture.found()):
        if said.kind in LINE_KINDS:
            about = tuple(str(post.pk) for post in said.posts)
            figure = _count(len(picture.rows), _("lines"), _("looked at"), today)
            yield _Seen(LINE_KINDS[said.kind], about, said.sentence, (figure,))
    looked = (_count(len(written.rows), _("clauses"), _("looked at"), today),)
    yield from _of_scheme("delegation_gap", written.gaps(), looked)
    yield from _of_scheme("delegation_contradiction", written.contradictions(), looked)
    yield from _of_scheme("two_masters", written.two_masters(picture), looked)
    for history in histories(viewer):
        if history.drift.upward:
            about = (_type(history.decision_type),)
            yield _Seen("upward_drift", about, history.sentence, tuple(history.figures()))
    for one in proposals(viewer):
        about = (_type(one.decision_type), str(one.post.pk))
        yield _Seen("widen_delegation", about, one.sentence, tuple(one.figures()))


def _of_scheme(
    kind: str, troubles: Iterable[Trouble], figures: tuple[Figure, ...]
) -> Iterator[_Seen]:
    for trouble in troubles:
        about = tuple(str(row.pk) for row in trouble.clauses) or (
            _type(trouble.decision_type),
            *(str(post.pk) for post in trouble.posts),
        )
        example = _(" The smallest such matter: %s.") % trouble.example if trouble.example else ""
        yield _Seen(kind, about, trouble.sentence + example, figures)


def _type(decision_type: str) -> str:
    return f"decision_type:{decision_type}"


def _count(value: int, unit: str, label: str, today: date) -> Figure:
    return Figure.recorded(value, unit=unit, label=label, as_of=today, method=METHOD)


def _say(partnership: Partnership, seen: _Seen) -> Finding:
    record = create_record(
        partnership=partnership,
        kind="finding",
        title=seen.sentence,
        audience=Record.Audience.MEMBERS,
        state=FOUND,
    )
    append_entry(
        chain=partnership.pk,
        actor=HOUSE.actor,
        verb=f"find_{seen.kind}",
        about=f"finding:{record.pk}",
        state={"sentence": seen.sentence, "about": " ".join(seen.about)},
    )
    return Finding.objects.create(
        record=record,
        kind=seen.kind,
        about=list(seen.about),
        sentence=seen.sentence,
        figures=[figure.to_json() for figure in seen.figures],
        verdict=FOUND,
    )


def _settle(finding: Finding) -> None:
    finding.record.state = SETTLED
    finding.record.save(update_fields=["state"])
