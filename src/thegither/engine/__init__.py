"""Where a method runs when its data outgrow one array in memory: on this machine, or on a Dask cluster.

An engine only moves pieces. What is worked out on a piece, and how results merge, are plain functions of
the method (`partial`, `merge`, `finish`); a piece is anything with `read()`. So one array, a file in pieces
and a cluster give the same answer.
"""

from thegither.engine.pieces import Engine, Piece, Pieces
from thegither.engine.threads import Threads

__all__ = ["Engine", "Piece", "Pieces", "Threads"]
