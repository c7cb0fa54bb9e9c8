"""Which entries of a register may be one and the same."""

from thegither.methods.matching.duplicates import Entry, Pair, likely_duplicates

__all__ = ["Entry", "Pair", "likely_duplicates"]
