"""Loops at the speed of C: numba, with the types of the function that it compiles kept."""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

import numba

Arguments = ParamSpec("Arguments")
Returned = TypeVar("Returned")


def compiled(function: Callable[Arguments, Returned]) -> Callable[Arguments, Returned]:
    """Return the function compiled when it is first called, and kept on disk from then on.

    No fast mathematics: the order of a sum is the order in the source, so that the same numbers
    give the same bytes. A division by zero gives inf or NaN, as in NumPy.
    """
    njit = cast("Callable[..., Any]", numba.njit)
    return njit(cache=True, nogil=True, error_model="numpy")(function)
