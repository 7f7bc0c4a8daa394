"""Which kernels a recording gets: plain ones if it is short, compiled ones if it is long."""

from retrowalk.gait.kernels.kernels import Kernels
from retrowalk.gait.kernels.reference import REFERENCE

# An hour at 100 Hz. Up to here the plain kernels take less time than importing Numba does
# (0.4 s, and 50 MB); own choice, measured by benchmarks/.
LONG_SAMPLES = 360_000


def kernels_for(n_samples: int) -> Kernels:
    """Return the kernels for a recording of so many samples."""
    return REFERENCE if n_samples < LONG_SAMPLES else compiled_kernels()


def compiled_kernels() -> Kernels:
    """Return the compiled kernels.

    The one late import of gait (files.cwa_reading has its own): it brings Numba, and a
    phone session on a small server, or a command that analyses nothing, should not wait
    for it. The other file does not know this one, so there is no circle.
    """
    from retrowalk.gait.kernels.compiled import COMPILED  # noqa: PLC0415 (see above)

    return COMPILED
