"""A simulated week at the lower back, written as an Axivity file: made up, and says so.

    python benchmarks/simulated_week.py week.cwa            # AX3: acceleration, packed
    python benchmarks/simulated_week.py week.cwa --ax6      # with rotation
    python benchmarks/simulated_week.py day.cwa --days 1

100 Hz; each day about 93 walks, 65 min forward and 10 min backward, 600 fidgets, sitting
tilted, standing, and a night lying on changing sides. The walks are pieces of a few long
ones of the simulated walker. Good for timing, no evidence of accuracy. Beside the file its
truth is kept: week.walks.npy, one row a walk: start_s, end_s, 1 if backward.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrowalk.arrays import FloatArray
from retrowalk.directions import Direction
from retrowalk.signals.recording import SensorSite
from retrowalk.simulate.plan import Interval
from retrowalk.simulate.walker import simulate
from retrowalk.units import STANDARD_GRAVITY_MPS2

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "fakes"))
import cwa_writer

RATE_HZ = 100.0
DAY_S = 86_400
START_S = (
    1_789_945_200.0  # a Sunday at 23:00, so that days and midnights do not fall together
)
WAKES_S, SLEEPS_S = 8 * 3600.0, 24 * 3600.0  # after the start of the recording's day
FORWARD_S, BACKWARD_S = 65.0 * 60.0, 10.0 * 60.0
WALKS_S = (10.0, 25.0, 50.0, 108.0)
FIDGETS = 600
TREMBLE_MPS2, TURN_RADPS = 0.03, 0.005
BANK_S = 130.0
RANGE_G, GYR_DPS = 8, 2000
BLOCK = 120 * 80 * 8  # samples: whole sectors of either device

Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Walked:
    """A long simulated walk to cut pieces from; acc, gyr: shape (n, 3)."""

    acc: Rows
    gyr: Rows
    backward: bool


def bank(random: np.random.Generator) -> list[Walked]:
    """Return long walks of many paces, two thirds of them forward."""
    walks = []
    for k in range(24):
        backward = k % 3 == 2
        pace = random.uniform(70.0, 100.0) if backward else random.uniform(85.0, 120.0)
        step_m = random.uniform(0.2, 0.45) if backward else random.uniform(0.4, 0.7)
        way = Direction.BACKWARD if backward else Direction.FORWARD
        made = simulate(
            [Interval(BANK_S, way, pace, step_m)], SensorSite.LOWER_BACK, seed=k
        ).recording
        assert made.gyr_radps is not None  # noqa: S101 (the simulator always has one)
        acc, gyr = made.acc_mps2.astype(np.float32), made.gyr_radps.astype(np.float32)
        walks.append(Walked(acc, gyr, backward))
    return walks


def days(n_days: int, seed: int = 0) -> Iterator[tuple[Rows, Rows, FloatArray]]:
    """Yield day after day: acceleration and rotation, shape (n, 3), and its walks, (k, 3)."""
    random = np.random.default_rng(seed)
    pieces = bank(random)
    n = int(DAY_S * RATE_HZ)
    for _ in range(n_days):
        acc = random.standard_normal((n, 3), np.float32)
        acc *= TREMBLE_MPS2
        gyr = random.standard_normal((n, 3), np.float32)
        gyr *= TURN_RADPS
        _postures(acc, random)
        _fidgets(acc, gyr, random)
        walks = _walks(random)
        for start_s, end_s, backward in walks:
            _walk(acc, gyr, pieces, random, start_s, end_s, backward=bool(backward))
        yield acc, gyr, walks


def write(path: Path, n_days: int, *, ax6: bool) -> FloatArray:
    """Write the file and its truth; return the walks, shape (n, 3)."""
    truth = []
    step = RANGE_G * STANDARD_GRAVITY_MPS2 / 32_768 if ax6 else STANDARD_GRAVITY_MPS2 / 256
    kept_acc, kept_gyr = (np.zeros((0, 3), np.int16) for _ in range(2))
    sequence = 0
    with path.open("wb") as file:
        notes = b"simulated=true&_c=made-up"
        file.write(cwa_writer.header(gyr_dps=GYR_DPS if ax6 else None, notes=notes))
        for day, (acc, gyr, walks) in enumerate(days(n_days)):
            from_s = START_S + day * DAY_S
            truth.append(walks + np.array([from_s, from_s, 0.0]))
            kept_acc = np.concatenate([kept_acc, _counts(acc, step)])
            kept_gyr = np.concatenate(
                [kept_gyr, _counts(gyr, float(np.deg2rad(GYR_DPS / 32_768)))]
            )
            last = day == n_days - 1
            whole = len(kept_acc) if last else len(kept_acc) // BLOCK * BLOCK
            for at in range(0, whole, BLOCK):
                here = slice(at, min(at + BLOCK, whole))
                rows = cwa_writer.sectors(
                    kept_acc[here],
                    gyr=kept_gyr[here] if ax6 else None,
                    packed=not ax6,
                    start_s=START_S + sequence * (0.4 if ax6 else 1.2),
                    range_g=RANGE_G,
                    gyr_dps=GYR_DPS,
                    sequence=sequence,
                )
                sequence += len(rows)
                file.write(rows.data)
            kept_acc, kept_gyr = kept_acc[whole:], kept_gyr[whole:]
    walks = np.concatenate(truth)
    np.save(truth_of(path), walks)
    return walks


def truth_of(path: Path) -> Path:
    """Return where the truth of a simulated file is kept."""
    return path.with_suffix(".walks.npy")


def _counts(values: Rows, step: float) -> NDArray[np.int16]:
    scaled = values / np.float32(step)
    return np.clip(np.rint(scaled, out=scaled), -32_768, 32_767).astype(np.int16)


def _postures(acc: Rows, random: np.random.Generator) -> None:
    """Add gravity, in place: lying on one side or the other at night, else upright or leaning."""
    at = 0
    while at < len(acc):
        size = int(random.uniform(600.0, 3000.0) * RATE_HZ)
        night = not WAKES_S <= at / RATE_HZ < SLEEPS_S
        lean = random.uniform(1.2, 1.5) * random.choice([-1.0, 1.0]) if night else 0.0
        lean += 0.0 if night else random.choice([0.0, random.uniform(0.1, 0.35)])
        roll = random.uniform(-1.5, 1.5) if night else 0.0
        up = [np.sin(lean) * np.cos(roll), np.sin(lean) * np.sin(roll), np.cos(lean)]
        acc[at : at + size] += np.float32(STANDARD_GRAVITY_MPS2) * np.array(up, np.float32)
        at += size


def _fidgets(acc: Rows, gyr: Rows, random: np.random.Generator) -> None:
    """Add, in place, short unsteady movements, most of them while awake."""
    at_s = np.concatenate(
        [
            random.uniform(WAKES_S, SLEEPS_S - 20.0, FIDGETS - 40),
            random.uniform(0.0, WAKES_S, 40),
        ]
    )
    for first in (at_s * RATE_HZ).astype(int):
        size = int(random.uniform(1.0, 8.0) * RATE_HZ)
        wave = np.cumsum(random.normal(0.0, 0.1, (size, 3)), axis=0)
        wave -= wave.mean(axis=0)
        acc[first : first + size] += wave
        gyr[first : first + size] += 0.2 * wave


def _walks(random: np.random.Generator) -> FloatArray:
    """Return the walks of a day, ascending, shape (n, 3): start_s, end_s, 1 if backward."""
    lengths = []
    for total_s, backward in ((FORWARD_S, 0.0), (BACKWARD_S, 1.0)):
        left_s = total_s
        while left_s > 0.0:
            length_s = min(left_s, float(random.choice(WALKS_S)))
            lengths.append((max(length_s, 8.0), backward))
            left_s -= length_s
    random.shuffle(lengths)
    slot_s = (SLEEPS_S - WAKES_S) / len(lengths)
    starts = WAKES_S + slot_s * np.arange(len(lengths))
    return np.array(
        [
            (s := begin + random.uniform(0.0, slot_s - size - 1.0), s + size, backward)
            for begin, (size, backward) in zip(starts, lengths, strict=True)
        ]
    )


def _walk(  # noqa: PLR0913, PLR0917 (where to, what from, when, which way)
    acc: Rows,
    gyr: Rows,
    pieces: list[Walked],
    random: np.random.Generator,
    start_s: float,
    end_s: float,
    *,
    backward: bool,
) -> None:
    """Put a piece of a long walk of the wanted direction in place."""
    fitting = [one for one in pieces if one.backward == backward]
    one = fitting[int(random.integers(len(fitting)))]
    first = int(start_s * RATE_HZ)
    size = int(end_s * RATE_HZ) - first
    at = int(random.integers(200, len(one.acc) - size - 200))
    acc[first : first + size] = one.acc[at : at + size]
    gyr[first : first + size] = one.gyr[at : at + size]


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a simulated week as a CWA file.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--days", type=int, default=7)
    parser.add_argument("--ax6", action="store_true", help="with rotation")
    wishes = parser.parse_args()
    walks = write(wishes.file, wishes.days, ax6=wishes.ax6)
    minutes = (walks[:, 1] - walks[:, 0]) / 60.0
    back = walks[:, 2] == 1.0
    print(
        f"{wishes.file}: simulated, {wishes.days} days, {len(walks)} walks, "
        f"{minutes[~back].sum():.0f} min forward, {minutes[back].sum():.0f} min backward"
    )


if __name__ == "__main__":
    main()
