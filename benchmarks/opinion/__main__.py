"""`python -m benchmarks.opinion`: the report, ending with 1 when a bound is not kept."""

import sys

from benchmarks.opinion import report

if __name__ == "__main__":
    sys.exit(0 if report() else 1)
