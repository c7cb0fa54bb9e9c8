"""Letters that a server without a mail system keeps as files: found by what is in them, and removed."""

from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from pathlib import Path

from django.conf import settings

from thegither.spine.protection.marks import Marks

# What Django writes between two letters in one file.
BETWEEN = b"\n" + b"-" * 79 + b"\n"


def letters() -> list[Path]:
    folder = Path(settings.EMAIL_FILE_PATH)
    return sorted(folder.glob("*.log")) if folder.is_dir() else []


def remove_letters_naming(marks: Marks) -> int:
    """Remove each file in which somebody is named, as writer, reader or in the text. Says how many."""
    found = [path for path in letters() if any(map(marks.stand_in, _texts(path)))]
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)


def remove_letters_before(moment: datetime) -> int:
    """Remove what was written before this moment. Says how many."""
    old = [path for path in letters() if path.stat().st_mtime < moment.timestamp()]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _texts(path: Path) -> Iterator[str]:
    """Headers and bodies as a person reads them, whatever way they are encoded in."""
    for part in path.read_bytes().split(BETWEEN):
        message = message_from_bytes(part, policy=policy.default)
        yield "\n".join(f"{name}: {value}" for name, value in message.items())
        for body in message.walk():
            if body.get_content_maintype() == "text":
                yield _content(body)


def _content(body) -> str:
    try:
        return str(body.get_content())
    except (LookupError, MessageError):  # an unknown alphabet: read what can be read
        return body.get_payload(decode=True).decode("ascii", "replace")
