"""Thegither: the shared working place of a public-service partnership."""

__version__ = "0.1.0"
