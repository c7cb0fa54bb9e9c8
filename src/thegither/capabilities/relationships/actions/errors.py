"""What can go wrong with a wave. Each message may be shown to a person."""


class WaveError(Exception):
    """Something that a wave does not allow; `field` is what to put right."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class NothingSaid(WaveError):
    """Words are missing that others have to be able to read."""


class NobodyOnTheList(WaveError):
    """A wave that would ask nobody cannot open."""


class TooSoon(WaveError):
    """Two surveys so close that one person could be told by what changed between them."""


class NotOnTheList(WaveError):
    """Somebody answers, or is named, who is not on the list of this wave."""


class TooMany(WaveError):
    """More ties than anybody can describe in good faith."""


class NotASpanner(WaveError):
    """Only who stands among the first may be named as one who holds others together."""


class CannotRead(WaveError):
    """A file, or a line of a paper sheet, that cannot be understood."""
