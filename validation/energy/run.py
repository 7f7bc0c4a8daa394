"""Set the ranges of energy beside every published figure, and write the tables of README.

    python validation/energy/run.py

Needs no recordings. The last table is simulated, with a fixed seed.
"""

import random
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from retrowalk.training.effort.energy import (
    NEW_TO_IT,
    backward_vo2,
    forward_vo2,
    hardest_effort,
    practised,
)
from retrowalk.training.effort.energy_calibration import (
    OXYGEN_SHARE,
    SteadyWalk,
    calibrated,
)
from retrowalk.training.effort.energy_ranges import CostRatio, NotKnown, Vo2Range
from retrowalk.training.effort.measured_costs import (
    COMPENDIUM,
    KIM,
    PER_CLIMB_ML_KG,
    PER_METRE_ML_KG,
    PRACTISED_SHARE,
    RESTING_VO2_ML_KG_MIN,
    WILLIFORD,
    WILLIFORD_FAST,
    Measured,
    net,
)

README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- tables: written by run.py -->\n", "<!-- end of tables -->\n"
BACKWARD_SD = {WILLIFORD: 2.45}  # ml/kg/min; williford1998
TRIALS, SEED = 2000, 20261122
SLOPES_PCT = (0.0, 2.5, 5.0, 7.5, 10.0)
SPEEDS_KMH = (2.9, 3.0, 3.5, 4.0, 4.3, 4.4, 5.0, 5.4)


def main() -> None:
    parts = (uptakes(), ratios(), practice(), efforts(), calibrations())
    text = "\n".join("\n".join(part) + "\n" for part in parts)
    head, _, rest = README.read_text().partition(BEGIN)
    README.write_text(head + BEGIN + "\n" + text + "\n" + END + rest.partition(END)[2])
    print(text)


def uptakes() -> Iterator[str]:
    """Yield oxygen uptakes: published beside the range."""
    yield "| published | direction | m/min | slope | ml/kg/min | range | verdict |"
    yield "|---|---|---|---|---|---|---|"
    for at in (WILLIFORD, KIM, COMPENDIUM, WILLIFORD_FAST):
        speed_mps = at.speed_m_min / 60.0
        yield _uptake(at, "forward", 0.0, at.forward, forward_vo2(speed_mps, 0.0))
        yield _uptake(at, "backward", 0.0, at.backward, backward_vo2(speed_mps, 0.0))
        for sd in (-BACKWARD_SD[at], BACKWARD_SD[at]) if at in BACKWARD_SD else ():
            to = f"backward, {sd:+g} (1 SD)"
            yield _uptake(at, to, 0.0, at.backward + sd, backward_vo2(speed_mps, 0.0))
    speed_mps = COMPENDIUM.speed_m_min / 60.0
    yield _uptake(COMPENDIUM, "backward", 5.0, 8.0 * 3.5, backward_vo2(speed_mps, 5.0))


def ratios() -> Iterator[str]:
    """Yield ratios of backward to forward: published beside the range."""
    yield "| published | of what | ratio | range | verdict |"
    yield "|---|---|---|---|---|"
    for at in (WILLIFORD, KIM, COMPENDIUM, WILLIFORD_FAST):
        of = f"above standing, {at.speed_m_min:.1f} m/min"
        yield _ratio(at.source, of, at.ratio, NEW_TO_IT.low, NEW_TO_IT.high)
    for slope in (5.0, 7.5, 10.0):
        low, high = _whole_ratio(NEW_TO_IT, slope)
        for end in (1.17, 1.20):
            of = f"whole uptake, {slope:g} %, any speed from 50 to 100 m/min"
            yield _ratio("hooper2004", of, end, low, high)


def practice() -> Iterator[str]:
    """Yield what the fall after four weeks does to each published ratio."""
    after = practised(4.0)
    yield "| ratio before | from | after 19 % less oxygen | range after 4 weeks | verdict |"
    yield "|---|---|---|---|---|"
    for at in (WILLIFORD_FAST, WILLIFORD, COMPENDIUM, KIM):
        later = net(at.backward * PRACTISED_SHARE) / net(at.forward)
        yield (
            f"| {at.ratio:.2f} | {at.source}, {at.speed_m_min:.1f} m/min | {later:.2f} "
            f"| {after.low:.2f} to {after.high:.2f} "
            f"| {_verdict(later, after.low, after.high)} |"
        )


def efforts() -> Iterator[str]:
    """Yield how hard backward walking is judged, by speed and slope."""
    yield "| km/h | " + " | ".join(f"{slope:g} %" for slope in SLOPES_PCT) + " |"
    yield "|---" * (len(SLOPES_PCT) + 1) + "|"
    for kmh in SPEEDS_KMH:
        judged = (hardest_effort(kmh / 3.6, slope) for slope in SLOPES_PCT)
        cells = (str(effort) if effort else "no cost found" for effort in judged)
        yield f"| {kmh:g} | " + " | ".join(cells) + " |"


def calibrations() -> Iterator[str]:
    """Yield how often a simulated person's true ratio lies in their calibrated range."""
    yield (
        "| simulated: true ratio | beats per ml/kg/min | walks of each | refused "
        "| range holds the truth | median range |"
    )
    yield "|---|---|---|---|---|---|"
    for truth in (1.1, 1.4, 1.6):
        for beats in (2.2, 4.0):
            for times in (1, 3):
                yield _calibrations(truth, beats, times)


def _calibrations(truth: float, beats: float, times: int) -> str:
    rng = random.Random(SEED)  # noqa: S311 - a simulation, not a secret
    found: list[CostRatio] = []
    held = 0
    for _ in range(TRIALS):
        factor = rng.uniform(0.83, 1.48)
        felt = 1.0 + (truth - 1.0) / rng.uniform(OXYGEN_SHARE, 1.0)
        slow = _walks(rng, times, 3.0, beats * factor)
        fast = _walks(rng, times, 6.0, beats * factor)
        back = _walks(rng, times, 3.5, beats * factor * felt)
        told = calibrated([*slow, *fast], back)
        if isinstance(told, CostRatio):
            found.append(told)
            held += told.low <= truth <= told.high
    low, high = (
        median(ends) for ends in zip(*((r.low, r.high) for r in found), strict=True)
    )
    return (
        f"| {truth:g} | {beats:g} | {times} | {1.0 - len(found) / TRIALS:.0%} "
        f"| {held / len(found):.1%} | {low:.2f} to {high:.2f} |"
    )


def _walks(rng: random.Random, times: int, kmh: float, beats: float) -> list[SteadyWalk]:
    heart = 75.0 + beats * PER_METRE_ML_KG * kmh * 1000.0 / 60.0
    return [SteadyWalk(kmh / 3.6, heart + rng.gauss(0.0, 2.0)) for _ in range(times)]


def _uptake(
    at: Measured, direction: str, slope: float, value: float, told: Vo2Range | NotKnown
) -> str:
    start = (
        f"| {at.source} | {direction} | {at.speed_m_min:.1f} | {slope:g} % | {value:.1f} | "
    )
    if isinstance(told, NotKnown):
        return start + "not known | no range is given at this speed |"
    low, high = told.low_ml_kg_min, told.high_ml_kg_min
    return start + f"{low:.1f} to {high:.1f} | {_verdict(value, low, high)} |"


def _ratio(source: str, of: str, value: float, low: float, high: float) -> str:
    return (
        f"| {source} | {of} | {value:.2f} | {low:.2f} to {high:.2f} "
        f"| {_verdict(value, low, high)} |"
    )


def _whole_ratio(cost: CostRatio, slope: float) -> tuple[float, float]:
    """Return the least and greatest backward to forward ratio that one person can have."""
    lows, highs = [], []
    for v in (50.0, 75.0, 100.0):
        level, climb = PER_METRE_ML_KG * v, PER_CLIMB_ML_KG * v * slope / 100.0
        for factor in (0.83, 1.48):
            rest = RESTING_VO2_ML_KG_MIN
            forward = rest + factor * level + climb
            lows.append((rest + cost.low * factor * level + climb) / forward)
            highs.append((rest + cost.high * factor * level + 1.2 * climb) / forward)
    return max(lows), min(highs)


def _verdict(value: float, low: float, high: float) -> str:
    slack = 1e-9 * abs(value)
    if low - slack <= value <= high + slack:
        at_end = min(abs(value - low), abs(value - high)) < 1e-6 * abs(value)
        return "inside (it is the end)" if at_end else "inside"
    return f"outside by {min(abs(value - low), abs(value - high)):.2f}"


if __name__ == "__main__":
    main()
