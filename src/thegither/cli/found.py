"""`thegither found`: a new partnership, with its first coordinator and a code that lets them in."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from thegither import __version__
from thegither.cli import django_setup
from thegither.cli.errors import one_sentence, refuse
from thegither.cli.output import write_json

if TYPE_CHECKING:
    from thegither.spine.people.actions.founding import Founded


def register(app: typer.Typer) -> None:
    app.command("found")(found)


def found(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What people call it.")],
    slug: Annotated[str, typer.Option(help="The first word of its addresses.")],
    purpose: Annotated[str, typer.Option(help="In a sentence or two; anybody may read it.")],
    coordinator: Annotated[str, typer.Option(help="Name of the first coordinator.")],
    email: Annotated[str, typer.Option(help="The coordinator's e-mail address.")],
    body: Annotated[str, typer.Option(help="The body that the coordinator comes from.")] = "",
    sector: Annotated[
        str, typer.Option(help="Its sector: public, private, voluntary or community.")
    ] = "",
    json_file: Annotated[
        str, typer.Option("--json", help="Where to write the result; - for standard output.")
    ] = "",
) -> None:
    """Found a partnership, and print the sign-in code of its first coordinator. All of it, or nothing.

    Example: `thegither found "Kirkbrae Together" --slug kirkbrae --purpose "We look after our own."
    --coordinator "Ailsa Grant" --email ailsa@kirkbrae.example`
    """
    django_setup.load()
    django_setup.prepare_database()
    given = {"name": name, "slug": slug, "purpose": purpose}
    who = {"coordinator": coordinator, "email": email, "body": body, "sector": sector}
    founded, code = _found(given | who)
    if json_file:
        with one_sentence(OSError):
            write_json(json_file, _result(founded, code, given))
    if json_file != "-":
        typer.echo(_sheet(founded, code))


def _found(given: dict[str, str]) -> "tuple[Founded, str]":
    from thegither.spine.people.actions import Founding, found_with_printed_code
    from thegither.spine.people.founding_forms import FoundingForm
    from thegither.spine.spaces.errors import SpaceError

    form = FoundingForm(given)
    if not form.is_valid():
        field, problems = next(iter(form.errors.items()))
        refuse(f"{'NAME' if field == 'name' else f'--{field}'}: {problems[0]}")
    with one_sentence(SpaceError):
        return found_with_printed_code(founding=Founding(**form.cleaned_data))


def _sheet(founded: "Founded", code: str) -> str:
    from django.urls import reverse

    from thegither.spine.people.actions import PRINTED_FOR

    partnership, person = founded.partnership, founded.coordinator
    return (
        f"{partnership.name} is founded, at {reverse('thread:home', args=[partnership.slug])}\n"
        f"{person.name} coordinates it. Their sign-in code, shown only now:\n\n"
        f"    {code}\n\n"
        f"It is typed at {reverse('people:use_code')} and is good for {PRINTED_FOR.days} days."
    )


def _result(founded: "Founded", code: str, parameters: dict[str, str]) -> dict[str, Any]:
    method = {"name": "found", "version": __version__, "parameters": parameters}
    return {
        "method": method,
        "partnership": founded.partnership.slug,
        "coordinator": str(founded.coordinator.pk),
        "code": code,
    }
