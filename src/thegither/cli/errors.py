"""How a verb fails: one sentence on standard error, exit code 2, never a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer


def refuse(sentence: str, code: int = 2) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(code)


@contextmanager
def one_sentence(*kinds: type[Exception]) -> Iterator[None]:
    """Turn the named errors, whose messages are written for people, into a sentence and exit 2."""
    try:
        yield
    except kinds as error:
        refuse(sentence_of(error))


def sentence_of(error: Exception) -> str:
    """What a person can read of an error; of the machine's own, the file and what is wrong with it.

    >>> sentence_of(FileNotFoundError(2, "No such file or directory", "/nowhere"))
    '/nowhere: No such file or directory.'
    """
    if isinstance(error, OSError) and error.filename and error.strerror:
        return f"{error.filename}: {error.strerror}."
    return str(error)
