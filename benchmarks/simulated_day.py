"""A simulated day at the lower back: 100 Hz, 75 min of walking of which 10 backward.

Made-up data: good for timing, no evidence of accuracy. The walks are pieces of one
simulated body; in between it rests, trembles and now and then fidgets.
"""

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.directions import Direction
from retrowalk.signals.recording import Recording, SensorSite, ToldAxes
from retrowalk.simulate.plan import Interval
from retrowalk.simulate.walker import simulate

RATE_HZ = 100.0
DAY_S = 86_400.0
BOUTS_S = (10.0, 30.0, 60.0, 120.0)
FORWARD_S, BACKWARD_S = 65.0 * 60.0, 10.0 * 60.0
FIDGETS = 600
TREMBLE_MPS2 = 0.03


def simulated_day(seed: int = 0) -> tuple[Recording, FloatArray]:
    """Return the day and its walks, shape (n_walks, 3): start_s, end_s, 1 if backward."""
    random = np.random.default_rng(seed)
    n = int(DAY_S * RATE_HZ)
    acc = random.normal(0.0, TREMBLE_MPS2, (n, 3))
    acc[:, 2] += 9.81
    gyr = random.normal(0.0, 0.01, (n, 3))
    walks = _walks(random)
    for start_s, end_s, backward in walks:
        way = Direction.BACKWARD if backward else Direction.FORWARD
        cadence = random.uniform(85.0, 120.0)
        one = simulate(
            [Interval(end_s - start_s, way, cadence, random.uniform(0.35, 0.7))],
            SensorSite.LOWER_BACK,
            rate_hz=RATE_HZ,
            seed=int(random.integers(2**31)),
        ).recording
        at = slice(int(start_s * RATE_HZ), int(start_s * RATE_HZ) + one.n_samples)
        acc[at] = one.acc_mps2
        gyr[at] = one.gyr_radps
    _fidget(acc, gyr, random)
    day = Recording(
        start_s=0.0,
        rate_hz=RATE_HZ,
        acc_mps2=acc,
        gyr_radps=gyr,
        site=SensorSite.LOWER_BACK,
        axes=ToldAxes(up="+z", forward="+x"),
        simulated=True,
    )
    return day, walks


def _walks(random: np.random.Generator) -> FloatArray:
    """Return walks spread over the waking hours, ascending, shape (n_walks, 3)."""
    lengths: list[tuple[float, float]] = []
    for total_s, backward in ((FORWARD_S, 0.0), (BACKWARD_S, 1.0)):
        left_s = total_s
        while left_s > 0.0:
            length_s = min(left_s, float(random.choice(BOUTS_S)))
            lengths.append((max(length_s, 8.0), backward))
            left_s -= length_s
    random.shuffle(lengths)
    slot_s = 16.0 * 3600.0 / len(lengths)
    starts = 7.0 * 3600.0 + slot_s * np.arange(len(lengths)) + random.uniform(0.0, 60.0)
    return np.array(
        [(s, s + size, back) for s, (size, back) in zip(starts, lengths, strict=True)]
    )


def _fidget(acc: FloatArray, gyr: FloatArray, random: np.random.Generator) -> None:
    """Add, in place, short unsteady movements anywhere in the day."""
    for at in random.integers(0, len(acc) - 1000, FIDGETS):
        size = int(random.uniform(1.0, 8.0) * RATE_HZ)
        wave = np.cumsum(random.normal(0.0, 0.1, (size, 3)), axis=0)
        acc[at : at + size] += wave - wave.mean(axis=0)
        gyr[at : at + size] += 0.2 * (wave - wave.mean(axis=0))
