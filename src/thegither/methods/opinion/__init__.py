"""Opinion landscapes: who votes alike, what sets groups apart, what everyone can support."""

from thegither.methods.opinion.votes import ImpossibleVotes, Votes

__all__ = ["ImpossibleVotes", "Votes"]
