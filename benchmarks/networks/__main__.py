import sys

from benchmarks.networks.run import report

sys.exit(0 if report() else 1)
