"""What can go wrong in reaching people. Each message may be shown to a person."""


class ContactError(Exception):
    """Something that contact does not allow, or could not do."""


class NobodyToInvite(ContactError):
    """Everybody chosen has been invited before, or nobody was chosen."""


class NotYourInvitation(ContactError):
    """A link that is mistyped, cut short, or of an activity that has closed."""


class WrongHelp(ContactError):
    """A helper who cannot be named as asked; `field` is what to put right."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field
