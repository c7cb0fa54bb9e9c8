"""What can go wrong with a meeting. Each message may be shown to a person."""


class MeetingError(Exception):
    """Something that a meeting does not allow; `field` is what to put right."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class NothingSaid(MeetingError):
    """A sentence is missing that others have to be able to read."""


class TooEarly(MeetingError):
    """Something that belongs to a meeting whose day has not come."""


class ChangedMeanwhile(MeetingError):
    """Somebody else saved the same notes after they were read here. Nothing was overwritten."""


class NotExpected(MeetingError):
    """Somebody who cannot come in this place."""
