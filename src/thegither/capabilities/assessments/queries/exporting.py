"""Files of assessments in open formats, for the full export: only what every member sees."""

import json
from collections.abc import Iterator

from thegither.capabilities.assessments.queries.reading import waves_of
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import any_member


def open_files(partnership: Partnership) -> Iterator[tuple[str, bytes]]:
    """The questions of each wave as they were asked. Its mirror stands among the releases."""
    for wave in waves_of(any_member(partnership.pk), partnership).order_by("pk"):
        content = json.dumps(wave.content, ensure_ascii=False, indent=2)
        yield f"assessments/{wave.pk}/questions.json", content.encode()
