"""The whole mirror of a survey, against its bounds and beside R."""

from benchmarks.surveys.run import report as report

__all__ = ["report"]
