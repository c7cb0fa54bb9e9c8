"""Watching counts over time: has one fallen, and since when?"""

from thegither.methods.change.cusum import Falls, ImpossibleWatch, fall_of_counts
from thegither.methods.change.retreat import Retreats, retreats

__all__ = ["Falls", "ImpossibleWatch", "Retreats", "fall_of_counts", "retreats"]
