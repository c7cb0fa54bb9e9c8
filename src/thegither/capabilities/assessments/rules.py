"""Who may do what in a wave, as sentences. Each takes a viewer and a wave."""

from rules import add_rule, predicate

from thegither.capabilities.assessments.models import Session, Wave
from thegither.capabilities.assessments.phases import PHASES
from thegither.spine.people.rules import is_coordinator, is_member, is_moderator, open_verbs
from thegither.spine.spaces.visibility import Viewer


@predicate
def nobody_has_come(viewer: Viewer, wave: Wave) -> bool:
    """Nobody was invited and nobody answered: throwing it away takes nothing from anybody."""
    return not (wave.responses.exists() or wave.activity.invitations.exists())


@predicate
def could_answer(viewer: Viewer, wave: Wave) -> bool:
    """In the frame: the register had them on the day the wave opened."""
    return viewer.is_member and wave.places.filter(person=viewer.person).exists()


@predicate
def facilitates(viewer: Viewer, wave: Wave) -> bool:
    """Named to lead the session about what this wave showed."""
    return (
        viewer.is_member and Session.objects.filter(wave=wave, facilitator=viewer.person).exists()
    )


WHO = {
    "change_wave": is_coordinator,
    "discard": is_coordinator & nobody_has_come,
    "preview": is_member,
    "open": is_coordinator,
    "answer": could_answer,
    "invite": is_coordinator,
    "type_paper": is_coordinator | is_moderator,
    "kiosk": is_coordinator | is_moderator,
    "progress": is_coordinator,
    "moderate": is_moderator,
    "stop": is_coordinator,
    "close": is_coordinator,
    "see_mirror": is_member,
    "export": is_member,
    "plan_next": is_coordinator,
    "import_responses": is_coordinator,
    "run_session": is_coordinator | facilitates,
    "keep_plan": is_coordinator | facilitates,
}

open_verbs("assessments", PHASES, WHO)
add_rule("assessments.create", is_coordinator)
add_rule("assessments.see_instruments", is_member)
add_rule("assessments.keep_instruments", is_coordinator)
