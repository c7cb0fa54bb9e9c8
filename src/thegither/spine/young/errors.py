"""What cannot be recorded about a consent. Each message may be shown to a person."""


class ConsentError(Exception):
    """A consent that is not one; `field` is what to put right."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field
