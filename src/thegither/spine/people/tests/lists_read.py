"""A list of people as a coordinator pastes it, read and stored as the page does."""

from thegither.formats.tables import read_text
from thegither.spine.people import actions
from thegither.spine.people.columns import guess
from thegither.spine.people.reading import register_of

LIST = (
    "Full name\tE-mail Address\tCompany\tSector\tJob Title\tLevel\tStart date\n"
    "Ceit Grant\tceit@example.org\tGlen Council\tpublic\tNurse\tfront line\t01/02/2024\n"
    "Donnchadh Orr\t\tGlen Carers\tthird sector\tOrganizer\tcitizen leader\t\n"
)


def read(text, **defaults):
    table = read_text(text, "staff.txt")
    return register_of(table, guess(table), defaults)


def store(world, register, source="staff.txt"):
    return actions.import_register(
        viewer=world.viewer("ailsa"),
        partnership=world.partnership,
        register=register,
        source=source,
    )
