"""Assessments of a made-up partnership: two that were asked twice, with planted truths, and one still open.

Between the two times that it looked at how it works together its board met, agreed, and planned what to change.
"""

from collections.abc import Mapping

from thegither.capabilities.assessments import actions
from thegither.capabilities.assessments.models import Wave
from thegither.demo.conversations import Truth
from thegither.demo.improving import look_at_it_together
from thegither.demo.mirror_answers import (
    CULTURE,
    PRACTICE,
    TRUST,
    PlantedWave,
    plant_waves,
    seats_of,
)
from thegither.demo.plan import Plan
from thegither.demo.register import Register
from thegither.formats.instruments import read_content, shipped_instruments
from thegither.spine.spaces.models import Partnership

TITLES = {
    PRACTICE: ("How do we work together? The first time", "How do we work together?"),
    CULTURE: ("How is it to work here? The first time", "How is it to work here?"),
}
OPEN, OPEN_TITLE = "partnership-health", "How healthy is our partnership?"
EARLY = 24
SENIOR = "senior_manager"


def hold_assessments(
    partnership: Partnership, register: Register, planned: Plan, heard_elsewhere: str
) -> tuple[Truth, ...]:
    """Ask both twice, close them, and say what was planted; a third stays open for the visitor.

    heard_elsewhere: the sector that keeps silent in the conversation, and so not here too.
    """
    planted = plant_waves(planned, heard_elsewhere)
    house = House(partnership, register, planned)
    house.ask_twice(PRACTICE, planted.practice, Wave.Compares.LEVEL)
    house.ask_twice(CULTURE, planted.culture, Wave.Compares.ORGANIZATION)
    house.begin(sorted(planted.practice[0].people)[:EARLY])
    return (
        {"kind": "perception_gap", "about": [f"area:{TRUST}", "by:level"]},
        {"kind": "silent_sector", "about": [f"sector:{planted.silent_sector}"]},
        {"kind": "culture_shift", "about": [str(register.bodies[planted.moving_body].pk)]},
    )


class House:
    """The coordinator of a made-up partnership, who asks, and its people, who answer."""

    def __init__(self, partnership: Partnership, register: Register, planned: Plan) -> None:
        self.partnership, self.register = partnership, register
        self.coordinator = register.on_duty["coordinator"]
        seats = sorted(seats_of(planned).items())
        self.seniors = [register.people[key] for key, seat in seats if seat.level == SENIOR]

    def ask_twice(
        self, instrument: str, waves: tuple[PlantedWave, PlantedWave], compares: str
    ) -> None:
        """Both waves from plan to mirror, the second beside the first."""
        previous = None
        for title, planted in zip(TITLES[instrument], waves, strict=True):
            wave = self._open(instrument, title, compares=compares, previous=previous)
            self._answer(wave, planted.sheets(wave.instrument))
            closed = actions.close_wave(viewer=self.coordinator, wave=wave)
            if instrument == PRACTICE and previous is None:
                look_at_it_together(closed, self.register, self.seniors)
            previous = closed

    def begin(self, early: list[str]) -> None:
        """An open wave in which a few have answered."""
        wave = self._open(OPEN, OPEN_TITLE)
        sheets = {
            person: {
                item.id: item.options.values[(place + row) % len(item.options.values)]
                for place, item in enumerate(wave.instrument.closed)
            }
            for row, person in enumerate(early)
        }
        self._answer(wave, sheets)

    def _open(self, instrument: str, title: str, **more: object) -> Wave:
        content = read_content(shipped_instruments()[instrument])
        plan = actions.Plan(title=title, content=content, margin=content.get("margin", 0.5), **more)
        wave = actions.plan_wave(viewer=self.coordinator, partnership=self.partnership, plan=plan)
        return actions.open_wave(viewer=self.coordinator, wave=wave)

    def _answer(self, wave: Wave, sheets: Mapping[str, Mapping[str, int]]) -> None:
        people = self.register.people
        by_person = {people[key].pk: answers for key, answers in sheets.items() if answers}
        actions.save_sheets(wave=wave, sheets=by_person)
