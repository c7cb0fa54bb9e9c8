"""What can go wrong with promises. Each message may be shown to a person, beside the field it names."""

from thegither.spine.people.errors import WrongEntry


class PromiseError(WrongEntry):
    """Something that promises, decisions and questions do not allow."""


class NothingSaid(PromiseError):
    """A sentence is missing that others have to be able to read."""


class WrongDay(PromiseError):
    """A day that comes too early or too late."""


class NotOpen(PromiseError):
    """What is settled, closed, ended or answered cannot be so again."""


class NotTheirs(PromiseError):
    """Somebody who cannot answer for it: they left, belong elsewhere, or have it already."""
