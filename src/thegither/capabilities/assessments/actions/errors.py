"""What can go wrong with an assessment. Each message can be shown to a person."""


class AssessmentError(Exception):
    """Something that cannot be done as it stands; `field` names what to put right, where it is one thing."""

    def __init__(self, message: str, field: str = "") -> None:
        self.field = field
        super().__init__(message)


class NothingToAsk(AssessmentError):
    """Questions or a title are missing."""


class NobodyToAsk(AssessmentError):
    """The register holds nobody who could answer."""


class SomebodyCame(AssessmentError):
    """A wave that others rely on cannot be thrown away."""


class NotAsked(AssessmentError):
    """An answer to what is not asked, or one that cannot be chosen."""


class NotInFrame(AssessmentError):
    """Somebody who could not answer: they came into the register after the wave had opened."""


class AnsweredBefore(AssessmentError):
    """Somebody would change, in another's name, what that person has answered."""


class NoSuchSheet(AssessmentError):
    """The code on a paper sheet belongs to nobody who was asked."""


class ChangedMeanwhile(AssessmentError):
    """Somebody else changed the same thing while this page was open."""


class NotSound(AssessmentError):
    """Questions that cannot be asked as they stand. `faults` says where and what, by path."""

    def __init__(self, faults: list[tuple[tuple[str | int, ...], str]]) -> None:
        self.faults = faults
        super().__init__("; ".join(what for _where, what in faults))


class OneAtATime(AssessmentError):
    """Two questions cannot be rated at once."""


class TooFew(AssessmentError):
    """So few that everybody could guess who said what."""
