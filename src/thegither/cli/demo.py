"""`thegither demo`: build the made-up partnership in the configured database, and say what was planted."""

import typer

from thegither import __version__
from thegither.cli import django_setup
from thegither.cli.errors import one_sentence
from thegither.cli.output import write_json


def register(app: typer.Typer) -> None:
    app.command("demo")(demo)


def demo(
    seed: int = typer.Option(..., min=0, help="Another seed gives another partnership."),
    json_file: str = typer.Option(
        "-", "--json", help="Where to write the truths; - for standard output."
    ),
    slug: str = typer.Option("", help="Its address; made-up-SEED if none is given."),
) -> None:
    """Build the made-up partnership of a seed, with truths planted in it, and print those truths.

    Example: `thegither demo --seed 7 --json truths.json`
    """
    django_setup.load()
    from thegither.demo.build import CannotBuild, build
    from thegither.spine.spaces.errors import SpaceError

    django_setup.prepare_database()
    with one_sentence(CannotBuild, SpaceError):
        built = build(seed, slug)
    result = {
        "method": {
            "name": "made-up partnership",
            "version": __version__,
            "parameters": {"seed": seed},
        },
        "input": {},
        "partnership": built.partnership.slug,
        "truths": list(built.truths),
    }
    with one_sentence(OSError):
        write_json(json_file, result)
