"""CPU and wall seconds of one call, and the most memory the process has held."""

import resource
import time
from collections.abc import Callable


def cpu_seconds(call: Callable[[], object]) -> float:
    """CPU seconds of this process, all threads."""
    start = time.process_time()
    call()
    return time.process_time() - start


def wall_seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def peak_megabytes() -> float:
    """The largest resident size of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
