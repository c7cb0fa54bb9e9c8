"""What the joining floor does not allow. Each message may be shown to a person."""


class ReliedOn(Exception):
    """A partnership that others rely on by now, so that it cannot be deleted."""
