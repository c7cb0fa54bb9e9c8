"""The only way from protection to the capabilities: what each offers in its `activity`, gathered by the thread.

No capability is imported here: the setting `ACTIVITIES` names the function that knows them.
"""

from importlib import import_module
from types import ModuleType

from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils.module_loading import import_string

from thegither.spine.people.models import Account, Organization, Person, Post
from thegither.spine.spaces.house import Handling, Kept
from thegither.spine.spaces.models import Activity, Partnership


def capabilities() -> list[ModuleType]:
    return list(import_string(settings.ACTIVITIES)())


def room_of(activity: Activity) -> ModuleType:
    """The capability that an activity belongs to. A kind that none has is a mistake and raises KeyError."""
    return {room.KIND: room for room in capabilities()}[activity.kind]


def handling_of(activity: Activity) -> Handling:
    """What the capability itself says of how it handles what people say in this activity."""
    return room_of(activity).handling_of(activity)


def forget(activity: Activity) -> dict[str, int]:
    """Delete the single rows of a closed activity; its results stay. Says how many rows of each kind went."""
    return room_of(activity).forget(activity)


def erase(person: Person) -> dict[str, int]:
    """Have each capability remove what only it can find of a person, such as answers under an open seal."""
    counts: dict[str, int] = {}
    for room in capabilities():
        counts |= room.erase(person)
    return counts


def kept_about(person: Person) -> list[Kept]:
    """What capabilities keep of a person where no foreign key tells of it."""
    return [kept for room in capabilities() for kept in room.kept_about(person)]


# What these say is somebody's, or some body's, own name and address.
ENTRIES = frozenset({Account, Person, Organization, Post})


def written_rows(partnership: Partnership) -> list[QuerySet[Model]]:
    """Every row of a partnership in which people may have written, save the register's own entries."""
    tables = [table for floor in _floors() for table in floor.rows(partnership)]
    tables += [table for room in capabilities() for table in room.rows(partnership)]
    return [table for table in tables if table.model not in ENTRIES]


def _floors() -> list[ModuleType]:
    """The reads of each app of the spine; without evidence, which holds no words and is never rewritten."""
    names = [name for name in settings.SPINE if not name.endswith(".evidence")]
    return [import_module(f"{name}.queries") for name in names]
