"""How a kernel is compiled: once for each machine, kept beside the code, free of the lock."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Kernel = TypeVar("Kernel", bound=Callable[..., Any])

# Sums may be taken in another order, so that the processor adds several at once. Missing
# numbers keep their meaning: unlike with the whole of "fast math", NaN stays NaN.
_REORDER = {"reassoc", "contract", "nsz"}


def compiled(function: Kernel) -> Kernel:
    """Return a kernel as machine code, typed as it was written."""
    return cast("Kernel", njit(cache=True, nogil=True, fastmath=_REORDER)(function))


def in_order(function: Kernel) -> Kernel:
    """Return a kernel as machine code that takes its sums in the order they are written.

    For recursions, in which the order says how long each sample waits for the one before.
    """
    return cast("Kernel", njit(cache=True, nogil=True, fastmath={"contract"})(function))
