"""What can go wrong in protection. Each message may be shown to a person."""


class ProtectionError(Exception):
    """Something that data protection does not allow, or not yet."""


class NoticeInForce(ProtectionError):
    """A notice that people have read cannot be changed without saying why."""


class CannotExtend(ProtectionError):
    """Keeping something longer needs a reason, and a later day."""


class StillOnDuty(ProtectionError):
    """Somebody whose duty has to go to another first."""


class AlreadyAnswered(ProtectionError):
    """A request that was answered before."""
