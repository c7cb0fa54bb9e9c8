"""Numbers of `thegither assess` as JSON has them: null for what is not defined."""

from collections.abc import Sequence
from math import isfinite

from thegither.methods.surveys import Estimate


def number(value: float) -> float | None:
    return float(value) if isfinite(value) else None


def pair(low: float, high: float) -> list[float] | None:
    """Both ends, or null when either is not defined."""
    return [float(low), float(high)] if isfinite(low) and isfinite(high) else None


def ends(estimate: Estimate, place: int) -> list[float] | None:
    low, high = estimate.interval()
    return pair(low[place], high[place])


def numbers(values: Sequence[float]) -> list[float | None]:
    return [number(value) for value in values]
