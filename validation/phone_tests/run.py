"""Known sways and angles through a browser's rounding; writes README's tables. Simulated.

python validation/phone_tests/run.py
"""

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tables import markdown, write_into

from retrowalk.arrays import FloatArray
from retrowalk.outcomes.inclination import turn_deg
from retrowalk.outcomes.sway import AXES, standing
from retrowalk.outcomes.taken import Trial

README = Path(__file__).with_name("README.md")
SEED = 20261122
PHONE_HZ = 60.0
STEP_MPS2 = 0.1
GRAVITY_MPS2 = 9.81
STAND_S = 30.0
HOLD_S = 2.0
GOES = 60
PAIRS = 300


def main() -> None:
    """Measure, and write both tables."""
    rng = np.random.default_rng(SEED)
    write_into(README, "sway", _sways(rng))
    write_into(README, "angle", _angles(rng))


def _sways(rng: np.random.Generator) -> str:
    rows = []
    for noise in (0.0, 0.02):
        for size in (0.0, 0.02, 0.03, 0.05, 0.08, 0.12, 0.2):
            told = np.array([_told(_stood(rng, size, noise)) for _ in range(GOES)])
            low, high = np.percentile(told, [2.5, 97.5])
            cells = (noise, size, float(told.mean()), float(low), float(high))
            rows.append([f"{cell:.3f}" for cell in cells])
    return markdown(("noise of the sensor", "true", "told, mean", "2.5 %", "97.5 %"), rows)


def _stood(rng: np.random.Generator, size: float, noise: float) -> FloatArray:
    """Return a go as the phone keeps it, shape (n, 3), m/s2."""
    n = round(STAND_S * PHONE_HZ)
    hertz = np.fft.rfftfreq(n, 1.0 / PHONE_HZ)
    band = ((hertz > 0.1) & (hertz < 2.0)) / np.sqrt(np.maximum(hertz, 0.1))
    spectrum = band * (
        rng.normal(size=(2, hertz.size)) + 1j * rng.normal(size=(2, hertz.size))
    )
    level = np.fft.irfft(spectrum, n).T
    level *= size / np.sqrt(2.0) / level.std(axis=0)
    acc = np.column_stack([level, np.full(n, GRAVITY_MPS2)]) @ _strap(rng).T
    return _rounded(acc + rng.normal(0.0, noise, acc.shape)).reshape(-1, 2, 3).mean(axis=1)


def _told(acc: FloatArray) -> float:
    series = {name: tuple(acc[:, axis].tolist()) for axis, name in enumerate(AXES)}
    return standing(Trial(part="open", series=series))["sway_eyes_open_mps2"]


def _angles(rng: np.random.Generator) -> str:
    rows = []
    for tremble_deg in (0.0, 1.0):
        for turn in (30.0, 45.0, 60.0):
            off = np.array([_off(rng, turn, tremble_deg) for _ in range(PAIRS)])
            cells = (float(np.median(off)), float(np.percentile(off, 95)), float(off.max()))
            rows.append(
                [f"{tremble_deg:.0f}", f"{turn:.0f}", *(f"{cell:.2f}" for cell in cells)]
            )
    return markdown(("tremble", "true turn", "median error", "95 %", "largest"), rows)


def _off(rng: np.random.Generator, turn: float, tremble_deg: float) -> float:
    strap = _strap(rng)
    first, second, third = (
        _held(rng, strap, deg, tremble_deg) for deg in (0.0, 90.0, turn)
    )
    return abs(turn_deg(first, second, third) - turn)


def _held(
    rng: np.random.Generator, strap: FloatArray, deg: float, tremble_deg: float
) -> list[float]:
    t_s = np.arange(round(HOLD_S * PHONE_HZ)) / PHONE_HZ
    phase = rng.uniform(0.0, 2.0 * np.pi)
    at = np.deg2rad(deg + tremble_deg * np.sin(2.0 * np.pi * 6.0 * t_s + phase))
    pull = GRAVITY_MPS2 * np.column_stack([np.zeros_like(at), np.cos(at), np.sin(at)])
    return [float(one) for one in _rounded(pull @ strap.T).mean(axis=0)]


def _rounded(acc: FloatArray) -> FloatArray:
    return np.asarray(np.round(acc / STEP_MPS2) * STEP_MPS2)


def _strap(rng: np.random.Generator) -> FloatArray:
    return np.asarray(np.linalg.qr(rng.normal(size=(3, 3)))[0])


if __name__ == "__main__":
    main()
