"""Counting ballots and answering "can I decide this?", each against its bound."""

from benchmarks.decisions.run import report as report

__all__ = ["report"]
