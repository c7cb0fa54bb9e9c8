"""What can go wrong with promises. Each message may be shown to a person."""


class PromiseError(Exception):
    """Something that promises, decisions and questions do not allow; `field` is what to put right."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class NothingSaid(PromiseError):
    """A sentence is missing that others have to be able to read."""


class WrongDay(PromiseError):
    """A day that comes too early or too late."""


class NotOpen(PromiseError):
    """What is settled, closed, ended or answered cannot be so again."""


class NotTheirs(PromiseError):
    """Somebody who cannot answer for it: they left, or belong to another partnership."""
