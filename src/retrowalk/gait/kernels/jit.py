"""How a kernel is compiled: once for each machine and version of the code, free of the lock."""

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

from numba import config, njit

Kernel = TypeVar("Kernel", bound=Callable[..., Any])

# Sums may be taken in another order, so that the processor adds several at once. Missing
# numbers keep their meaning: unlike with the whole of "fast math", NaN stays NaN.
_REORDER = {"reassoc", "contract", "nsz"}
_NAME = "machine-code-"
_PACKAGE = Path(__file__).parents[2]
_ROOMS = ("gait", "signals", "files")  # a kernel takes rules and constants from these alone


def compiled(function: Kernel) -> Kernel:
    """Return a kernel as machine code, typed as it was written."""
    return cast("Kernel", njit(cache=True, nogil=True, fastmath=_REORDER)(function))


def in_order(function: Kernel) -> Kernel:
    """Return a kernel as machine code that takes its sums in the order they are written.

    For recursions, in which the order says how long each sample waits for the one before.
    """
    return cast("Kernel", njit(cache=True, nogil=True, fastmath={"contract"})(function))


def kept_in(package: Path, told: str) -> Path:
    """Return the folder for the machine code of this very source, and remove older ones.

    Numba itself asks only whether the file of a kernel has changed. A kernel that it calls,
    or a constant, may stand in another file, and old machine code would go on being used.

    told: a folder that the person who runs it has chosen (NUMBA_CACHE_DIR), or nothing: then
    beside the code, or in the home folder where the code is write-protected.
    """
    beside = package / "gait" / "kernels" / "__pycache__"
    ours = beside if os.access(package / "gait" / "kernels", os.W_OK) else _at_home()
    base = Path(told) if told else ours
    folder = base / f"{_NAME}{_digest(package)}"
    if not folder.exists():
        for older in base.glob(f"{_NAME}*"):
            shutil.rmtree(older, ignore_errors=True)
    return folder


def _at_home() -> Path:
    return Path.home() / ".cache" / "retrowalk"


def _digest(package: Path) -> str:
    of = hashlib.sha256()
    for room in _ROOMS:
        for source in sorted((package / room).rglob("*.py")):
            of.update(source.name.encode())
            of.update(source.read_bytes())
    return of.hexdigest()[:16]


# Numba makes its settings at run time, where no type checker sees them.
config.CACHE_DIR = str(kept_in(_PACKAGE, config.CACHE_DIR or ""))  # type: ignore[attr-defined]
