"""Where letters go on a machine without a mail system: each to a file of its own."""

from pathlib import Path
from uuid import uuid4

from django.core.mail.backends import filebased


class EmailBackend(filebased.EmailBackend):
    """Django's files, under names that never meet.

    Django names a file by the second and by the address of an object in memory, which the next
    object may get again. Two letters to two people then lie in one file, and removing one person's
    letters would remove the other's with them (`spine/protection/letters.py`).
    """

    def _get_filename(self) -> str:
        if self._fname is None:
            path = Path(super()._get_filename())
            self._fname = str(path.with_name(f"{path.stem}-{uuid4().hex}.log"))
        return self._fname
