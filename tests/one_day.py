"""For tests that count days from today: it is noon of the day on which the run began, all the time.

A constant such as TODAY is worked out once, when tests are collected. A run that begins before midnight and
ends after it would otherwise compare that day with the next.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time

import time_machine
from django.utils import timezone

TODAY = timezone.localdate()


@contextmanager
def that_day() -> Iterator[None]:
    """From here on it is noon of TODAY, and the clock ticks on from there."""
    noon = timezone.make_aware(datetime.combine(TODAY, time(12)))
    with time_machine.travel(noon, tick=True):
        yield
