"""What can go wrong with people and their register. Each message may be shown to a person."""


class PeopleError(Exception):
    """Something the register or the front door does not allow."""


class WrongCode(PeopleError):
    """A code that is unknown, used up, out of time, or tried too often."""


class NotMergeable(PeopleError):
    """Two entries that cannot become one, or a merge that cannot be undone."""


class InUse(PeopleError):
    """Something cannot be taken out of the register, since something else depends on it."""


class LastCoordinator(PeopleError):
    """A partnership would be left without a coordinator."""


class NotUndoable(PeopleError):
    """Something happened since, so that one step back would undo more than one."""


class WrongEntry(PeopleError):
    """Something about an entry of the register that cannot be; `field` is what to put right."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class NoLetters(PeopleError):
    """The house cannot send letters just now."""


class BadAddress(PeopleError):
    """A mail server refuses this address for good."""
