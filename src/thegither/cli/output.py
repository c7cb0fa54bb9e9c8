"""How a verb writes its result: JSON into a file, or on standard output for `-`."""

import json
from pathlib import Path

import typer


def write_json(target: str, result: object) -> None:
    """Write a result as UTF-8 JSON with a line break at the end. Raises OSError for a bad place."""
    text = json.dumps(result, ensure_ascii=False, indent=2) + "\n"
    if target == "-":
        typer.echo(text, nl=False)
    else:
        Path(target).write_text(text, encoding="utf-8")
