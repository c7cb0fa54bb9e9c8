"""Who may do what about reaching and helping people. Each takes a viewer and the thing concerned."""

from rules import add_rule, predicate

from thegither.spine.contact.models import Helper
from thegither.spine.people.models import Person
from thegither.spine.people.rules import is_coordinator
from thegither.spine.spaces.visibility import Viewer


@predicate
def is_the_helped(viewer: Viewer, thing: Helper | Person) -> bool:
    """Somebody's own help: the person themselves, or the one whom a helper helps."""
    person = thing.person_id if isinstance(thing, Helper) else thing.pk
    return viewer.is_member and viewer.person == person


add_rule("contact.invite", is_coordinator)
add_rule("contact.name_helper", is_the_helped | is_coordinator)
add_rule("contact.end_help", is_the_helped | is_coordinator)
