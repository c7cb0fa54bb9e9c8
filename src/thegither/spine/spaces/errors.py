"""What can go wrong in a space. Each message may be shown to a person."""


class SpaceError(Exception):
    """Something a space does not allow."""


class NoReason(SpaceError):
    """Something that needs a written reason came without one."""


class NotInTheFuture(SpaceError):
    """An end that has already passed."""


class AlreadyLifted(SpaceError):
    """A hiding that was lifted before."""


class NoAddress(SpaceError):
    """A text that cannot be the address of a partnership."""


class ReservedAddress(SpaceError):
    """A partnership under an address that the house itself needs."""


class AddressTaken(SpaceError):
    """A partnership under the address of another."""
