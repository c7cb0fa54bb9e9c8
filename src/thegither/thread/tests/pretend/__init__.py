"""A capability that only pretends, so that the thread is tested without any other."""
