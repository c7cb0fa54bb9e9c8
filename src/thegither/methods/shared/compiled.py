"""Loops compiled to machine code, with their types still seen by the type checker."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Loop = TypeVar("Loop", bound=Callable[..., Any])


def compiled(loop: Loop) -> Loop:
    """Compile a loop over arrays at its first call; later runs find it on the disk.

    Only for functions that stand in a file: the machine code is kept beside it.

    Used as a decorator: `@compiled` above the function.
    """
    return cast(Loop, njit(cache=True)(loop))
