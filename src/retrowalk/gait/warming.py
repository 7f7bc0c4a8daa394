"""Has the compiled kernels ready before they are needed, so that nobody waits for them.

    warm_in_background()

A process that analyses many sessions, such as a server, calls this once at its start.
Another process compiles what this machine has not compiled yet, with little claim to the
processor; then this one loads it. Until then, and if anything of that fails, sessions are
analysed by the plain kernels: the report is the same.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Iterable

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.gait.analyse import analyse
from retrowalk.gait.kernels.choice import compiled_kernels, now_ready
from retrowalk.gait.kernels.kernels import Kernels
from retrowalk.gait.live import StepDetector
from retrowalk.signals.recording import Recording, SensorSite, ToldAxes
from retrowalk.units import STANDARD_GRAVITY_MPS2

LEAST_CLAIM = 19  # to the processor: whoever else wants it goes first
RATE_HZ, SECONDS, STRIDE_S = 60.0, 20.0, 1.1
_AHEAD, _LEFT, _UP = 0, 1, 2


def warm_in_background() -> threading.Thread:
    """Return the thread that has begun to get the compiled kernels ready."""
    thread = threading.Thread(target=_compile_then_load, name="kernels", daemon=True)
    thread.start()
    return thread


def warm(sites: Iterable[SensorSite] = tuple(SensorSite)) -> None:
    """Load the compiled kernels into this process, and compile those that are not yet."""
    kernels = compiled_kernels()
    for site in sites:
        walk = made_up_walk(site)
        analyse(walk, kernels=kernels)
        _follow(walk, kernels)
    now_ready()


def _follow(walk: Recording, kernels: Kernels) -> None:
    """Tell a walk live."""
    detector = StepDetector(walk.site, RATE_HZ, axes=walk.axes, kernels=kernels)
    six = [walk.acc_mps2] if walk.gyr_radps is None else [walk.acc_mps2, walk.gyr_radps]
    detector.push(np.hstack(six))
    detector.finish()


def made_up_walk(site: SensorSite) -> Recording:
    """Return a movement with the rhythm and the landings of a walk, no person's."""
    time_s = np.arange(round(SECONDS * RATE_HZ)) / RATE_HZ
    phase = 2.0 * np.pi * time_s / STRIDE_S
    rates, acc = np.zeros((len(time_s), 3)), np.zeros((len(time_s), 3))
    rates[:, _LEFT] = 2.5 * np.maximum(np.sin(phase), 0.0) ** 2 * 2.0 - 1.25
    acc[:, _AHEAD] = 2.0 * np.cos(phase) + np.cos(2.0 * phase)
    acc[:, _LEFT] = 0.8 * np.sin(phase)
    acc[:, _UP] = STANDARD_GRAVITY_MPS2 - 1.5 * np.cos(2.0 * phase)
    acc[:, _UP] += 9.0 * _landings(phase) + 3.0 * _landings(phase + np.pi)
    return Recording(
        start_s=0.0,
        rate_hz=RATE_HZ,
        acc_mps2=acc,
        gyr_radps=rates,
        site=site,
        axes=ToldAxes("+z", "+x"),
        simulated=True,
    )


def _landings(phase: FloatArray) -> FloatArray:
    """Return a jolt once a stride, shape as phase."""
    return np.asarray(np.exp(-(((phase % (2.0 * np.pi)) / 0.3) ** 2)))


def _compile_then_load() -> None:
    """Compile in a process of its own: in this one it would hold up all other threads."""
    itself = [sys.executable, "-m", __name__]
    compiled = subprocess.run(itself, check=False)  # noqa: S603 (nothing of it is told by anybody)
    if compiled.returncode == 0:
        warm()


def _step_back() -> None:
    """Let everybody else have the processor first, where a system can."""
    if hasattr(os, "nice"):  # Windows has none
        os.nice(LEAST_CLAIM)


if __name__ == "__main__":
    _step_back()
    warm()
