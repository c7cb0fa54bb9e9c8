"""Addresses of style sheet, script and icon: each names its content, so browsers keep it for a year."""

from functools import cache
from hashlib import blake2b
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class NamedByContent(StaticFilesStorage):
    """`/static/ui/built/style.css?v=1f0c...`: a new address when, and only when, the file changes.

    Unlike hashed file names it needs no `collectstatic`, so a wheel serves its assets as they lie there.
    """

    def url(self, name: str) -> str:
        address, content = super().url(name), content_of(name)
        return f"{address}?v={content}" if content else address


@cache
def content_of(name: str) -> str:
    """A short digest of a static file, read once; nothing for a file that is not there."""
    path = finders.find(name)
    return blake2b(Path(path).read_bytes(), digest_size=6).hexdigest() if path else ""
