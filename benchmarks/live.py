"""What the live engine costs: processor time for each second of one stream, and of 500.

    python benchmarks/live.py                     # one stream of each site, then 500 streams
    python benchmarks/live.py --streams 50

The walks are simulated: good for timing, no evidence of accuracy. Processor time, warm, one
thread; on a busy machine shared caches make it dearer, so the load is printed as well.
"""

import argparse
import os
import pickle
import time

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.directions import Direction
from retrowalk.gait.following.live_step import LiveStep
from retrowalk.gait.kernels.choice import compiled_kernels
from retrowalk.gait.kernels.kernels import Kernels
from retrowalk.gait.kernels.reference import REFERENCE
from retrowalk.gait.live import StepDetector
from retrowalk.signals.recording import SensorSite, Side, ToldAxes
from retrowalk.simulate.plan import Interval
from retrowalk.simulate.walker import simulate

RATE_HZ = 60.0
CHUNK = 15  # samples in one push, a quarter of a second
SECONDS = 60.0
SITES = (SensorSite.FOOT, SensorSite.SHANK, SensorSite.POCKET, SensorSite.LOWER_BACK)
ROUNDS = 12
GOAL_PCT = 0.2  # of one core, for one stream


def walk(site: SensorSite) -> FloatArray:
    """Return a minute of walking there and back, shape (3600, 6)."""
    there, back = Direction.FORWARD, Direction.BACKWARD
    plan = (
        Interval(SECONDS / 2, there, 110.0, 0.6),
        Interval(SECONDS / 2, back, 100.0, 0.4),
    )
    side = None if site is SensorSite.LOWER_BACK else Side.LEFT
    one = simulate(plan, site, side, rate_hz=RATE_HZ).recording
    if one.gyr_radps is None:
        raise SystemExit("the simulated sensor has no gyroscope")
    return np.hstack([one.acc_mps2, one.gyr_radps])


def still() -> FloatArray:
    """Return a minute of a phone on a quiet person, shape (3600, 6)."""
    values = np.random.default_rng(1).normal(0.0, 0.02, (int(SECONDS * RATE_HZ), 6))
    values[:, 1] += 9.81
    return values


def detector(site: SensorSite, kernels: Kernels) -> StepDetector:
    """Return a fresh detector; only the lower back is told its axes."""
    axes = ToldAxes("+z", "+x") if site is SensorSite.LOWER_BACK else None
    return StepDetector(site, RATE_HZ, axes=axes, kernels=kernels)


def cost(
    site: SensorSite, samples: FloatArray, kernels: Kernels
) -> tuple[float, int, float]:
    """Return ms of processor time for a second of data, steps told, and how late they were.

    Of each push the quickest of ROUNDS counts: others share the machine.
    """
    starts = range(0, len(samples), CHUNK)
    took_s = np.empty((ROUNDS, len(starts)))
    steps: list[LiveStep] = []
    for row in took_s:
        ears, steps = detector(site, kernels), []
        for at, begin in enumerate(starts):
            begun = time.process_time()
            steps += ears.push(samples[begin : begin + CHUNK])
            row[at] = time.process_time() - begun
    late_s = [one.told_s - one.time_s for one in steps]
    late = float(np.median(late_s)) if late_s else float("nan")
    return 1000.0 * float(took_s.min(axis=0).sum()) / SECONDS, len(steps), late


def many(streams: int, seconds: float) -> float:
    """Return processor seconds for each second of so many pocket streams side by side."""
    kernels, samples = compiled_kernels(), walk(SensorSite.POCKET)
    ears = [detector(SensorSite.POCKET, kernels) for _ in range(streams)]
    warm = int(10.0 * RATE_HZ) // CHUNK * CHUNK
    for number, one in enumerate(ears):
        shift = CHUNK * (number % 40)  # people do not step in time
        one.push(samples[shift : shift + warm])
    begun = time.process_time()
    for at in range(warm, warm + int(seconds * RATE_HZ), CHUNK):
        for number, one in enumerate(ears):
            shift = CHUNK * (number % 40)
            one.push(samples[shift + at : shift + at + CHUNK])
    return (time.process_time() - begun) / seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--streams", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=5.0)
    told = parser.parse_args()
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print("| site | kernels | ms a second of data | % of a core | steps | median late s |")
    print("|---|---|---|---|---|---|")
    for kernels in (REFERENCE, compiled_kernels()):
        for site in SITES:
            ms, steps, late = cost(site, walk(site), kernels)
            print(
                f"| {site} | {kernels.name} | {ms:.2f} | {ms / 10:.3f} | {steps} | {late:.2f} |"
            )
        ms, _, _ = cost(SensorSite.POCKET, still(), kernels)
        print(f"| pocket, standing | {kernels.name} | {ms:.2f} | {ms / 10:.3f} | 0 | - |")
    ears = detector(SensorSite.POCKET, REFERENCE)
    ears.push(walk(SensorSite.POCKET))
    print(
        f"memory of a stream: {ears.nbytes / 1e3:.0f} kB of samples kept, "
        f"{len(pickle.dumps(ears)) / 1e3:.0f} kB pickled"
    )
    if told.streams:
        share = many(told.streams, told.seconds)
        print(
            f"{told.streams} streams: {100 * share:.0f} % of one core "
            f"(goal {told.streams * GOAL_PCT:.0f} %)"
        )


if __name__ == "__main__":
    main()
