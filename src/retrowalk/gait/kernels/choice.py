"""Which kernels a recording gets: compiled ones where they are ready or it is long, else plain."""

import threading

from retrowalk.gait.kernels.kernels import Kernels
from retrowalk.gait.kernels.reference import REFERENCE

# An hour at 100 Hz. Up to here the plain kernels take less time than importing Numba does
# (0.4 s, and 50 MB); own choice, measured by benchmarks/.
LONG_SAMPLES = 360_000
# Set once this process has the compiled kernels loaded; it never changes what is said.
_ready = threading.Event()


def kernels_for(n_samples: int) -> Kernels:
    """Return the kernels for a recording of so many samples, or for a stream (0)."""
    if n_samples >= LONG_SAMPLES or _ready.is_set():
        return compiled_kernels()
    return REFERENCE


def now_ready() -> None:
    """Take the compiled kernels for short recordings as well: nobody waits for them now."""
    _ready.set()


def compiled_kernels() -> Kernels:
    """Return the compiled kernels.

    The one late import of gait (files.cwa_reading has its own): it brings Numba, and a
    phone session on a small server, or a command that analyses nothing, should not wait
    for it. The other file does not know this one, so there is no circle.
    """
    from retrowalk.gait.kernels.compiled import COMPILED  # noqa: PLC0415 (see above)

    return COMPILED
