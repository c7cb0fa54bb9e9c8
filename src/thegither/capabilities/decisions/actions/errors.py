"""What can go wrong in a decision room. Each message may be shown to a person."""


class RoomError(Exception):
    """Something that a room does not allow; `field` is what to put right."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class NothingSaid(RoomError):
    """A sentence is missing that others have to be able to read."""


class NotReady(RoomError):
    """A room that cannot go on yet; the sentence says what it lacks."""


class NotARule(RoomError):
    """A rule that cannot be sealed, or that would give votes away."""


class SpoiledBallot(RoomError):
    """A ballot that the sealed rule cannot count."""


class NotOnTheRoll(RoomError):
    """Somebody who may not vote here, or a paper that belongs to nobody."""


class StillOpen(RoomError):
    """Something that others are still talking about."""
