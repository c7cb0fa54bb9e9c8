"""One mirror in a process of its own: prints processor seconds and the largest memory in MB."""

import resource
import sys
import time

from benchmarks.surveys.made_up import made_up
from thegither.methods.surveys import mirror


def main(people: int) -> None:
    mirror(made_up(300), by=["level", "sector"], replicate_count=0)  # machine code from the disk
    wave = made_up(people)
    started = time.process_time()
    mirror(wave, by=["level", "sector"], replicate_count=0)
    seconds = time.process_time() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{seconds:.3f} {memory:.0f}")


if __name__ == "__main__":
    main(int(sys.argv[1]))
