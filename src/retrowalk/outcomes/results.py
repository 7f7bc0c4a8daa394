"""From the trials of a test to what it says: one value a measure, or why there is none.

A value that cannot be is kept with its trial and never counted. One that is unlikely is
asked about, and counted once the person says it is right. Practice and broken-off trials
never count, and a test with fewer trials than its protocol asks for has no value: the
mean of one and the mean of two are not the same thing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean
from types import MappingProxyType

from retrowalk.outcomes.change import amount
from retrowalk.outcomes.measure import Better, Measure
from retrowalk.outcomes.measures import measure
from retrowalk.outcomes.protocols.catalogue import protocol
from retrowalk.outcomes.protocols.protocol import Gives, Protocol, Reading, Summary
from retrowalk.outcomes.taken import Ended, TakenTest, Trial

# What people here usually stay within, in the measure's unit: own choices
# (design_tests_asked), wide enough that nobody healthy or slow is asked without need.
LIKELY: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "gait_speed_mps": (0.05, 3.0),
        "backward_speed_mps": (0.03, 1.7),
        "backward_speed_10m_mps": (0.03, 1.7),
        "backward_walk_3m_s": (1.2, 60.0),
        "tug_s": (3.0, 120.0),
        "chair_stand_30s_reps": (0.0, 40.0),
        "six_minute_walk_m": (20.0, 950.0),
        "six_minute_backward_m": (5.0, 550.0),
        "six_minute_heart_rate_bpm": (45.0, 210.0),
        "six_minute_backward_heart_rate_bpm": (45.0, 210.0),
        "pvt_mean_ms": (150.0, 1500.0),
        "knee_angle_error_deg": (0.0, 40.0),
        "falls_month": (0.0, 30.0),
    }
)


@dataclass(frozen=True, slots=True)
class Result:
    """What a test says of one measure.

    value: in the measure's unit; None where there is none, then why_not is one sentence.
    asks: what the person is asked before the value may count; empty otherwise.
    trials: values of the trials that could count, in order.
    """

    measure: str
    value: float | None
    why_not: str
    asks: str
    trials: tuple[float, ...]


def results(taken: TakenTest) -> tuple[Result, ...]:
    """Return what a test says, in the order of its protocol; raise Unknown for no protocol."""
    of = protocol(taken.protocol)
    return tuple(_result(of, reading, taken) for reading in of.readings)


def _result(of: Protocol, reading: Reading, taken: TakenTest) -> Result:
    about = measure(reading.measure)
    if taken.version != of.version:
        why = f"It was done by version {taken.version} of the test; this is {of.version}."
        return Result(about.key, None, why, "", ())
    if reading.gives is Gives.STAGES:
        return _stages(of, about, taken)
    if reading.gives is Gives.SLOWER_PCT:
        return _slower(of, about, taken)
    counted = [
        t for t in _counted(taken) if t.part in ("", reading.part) or not reading.part
    ]
    values = [(t, v) for t in counted if (v := _value(of, reading, t)) is not None]
    impossible = [v for _, v in values if not about.lowest <= v <= about.highest]
    if impossible:
        why = f"{amount(about, impossible[0])} cannot be; it is kept as it came and not counted."
        return Result(about.key, None, why, "", ())
    got = tuple(v for _, v in values)
    needed = of.trials * (len(of.parts) if not reading.part else 1)
    if reading.gives in (Gives.EXERTION, Gives.HEART_RATE) and not got:
        return Result(about.key, None, "It was not taken.", "", ())
    if len(got) < needed:
        return Result(about.key, None, _too_few(len(got), needed, taken), "", got)
    asks = _asked(about, values)
    if asks:
        return Result(about.key, None, "You were asked whether it is right.", asks, got)
    return Result(about.key, _summary(of, about, got), "", "", got)


def _counted(taken: TakenTest) -> list[Trial]:
    return [t for t in taken.trials if not t.practice and t.ended is Ended.DONE]


def _value(of: Protocol, reading: Reading, trial: Trial) -> float | None:
    match reading.gives:
        case Gives.TIME:
            return trial.time_s
        case Gives.SPEED:
            if of.distance_m is None or not trial.time_s:
                return None
            return of.distance_m / trial.time_s
        case Gives.COUNT:
            return None if trial.count is None else float(trial.count)
        case Gives.DISTANCE:
            return trial.distance_m
        case Gives.EXERTION:
            return trial.rpe_cr10
        case Gives.HEART_RATE:
            return trial.heart_rate_bpm
        case _:
            return trial.values.get(reading.measure)


def _asked(about: Measure, values: list[tuple[Trial, float]]) -> str:
    low, high = LIKELY.get(about.key, (about.lowest, about.highest))
    open_still = [v for t, v in values if not low <= v <= high and not t.confirmed]
    if not open_still:
        return ""
    return f"{about.name}: {amount(about, open_still[0])} is unusual. Is it right?"


def _too_few(got: int, needed: int, taken: TakenTest) -> str:
    trials = "trial" if needed == 1 else "trials"
    broken = " because it was broken off" if taken.ended is Ended.INTERRUPTED else ""
    return f"{got} of {needed} {trials} done{broken}; it is kept and not counted."


def _summary(of: Protocol, about: Measure, got: tuple[float, ...]) -> float:
    if of.summary is Summary.BEST:
        return max(got) if about.better is Better.HIGHER else min(got)
    return fmean(got)


def _stages(of: Protocol, about: Measure, taken: TakenTest) -> Result:
    """Return how many parts in a row were held to their limit, from the first on."""
    held = {t.part: t.time_s for t in _counted(taken) if t.time_s is not None}
    if of.parts[0].key not in held:
        return Result(about.key, None, "The first stage was not done.", "", ())
    stages = 0
    for part in of.parts:
        if part.limit_s is None or held.get(part.key, 0.0) < part.limit_s:
            break
        stages += 1
    if stages < len(of.parts) and of.parts[stages].key not in held:
        why = "The next stage was not tried; it is kept and not counted."
        return Result(about.key, None, why, "", (float(stages),))
    return Result(about.key, float(stages), "", "", (float(stages),))


def _slower(of: Protocol, about: Measure, taken: TakenTest) -> Result:
    """Return how much slower the second part is than the first, in percent of its speed."""
    times = {
        part.key: [t.time_s for t in _counted(taken) if t.part == part.key and t.time_s]
        for part in of.parts
    }
    single, dual = (times[part.key] for part in of.parts)
    got, needed = len(single) + len(dual), of.trials * 2
    if len(single) < of.trials or len(dual) < of.trials:
        return Result(about.key, None, _too_few(got, needed, taken), "", ())
    speeds = [fmean(1.0 / time_s for time_s in part) for part in (single, dual)]
    cost = 100.0 * (speeds[0] - speeds[1]) / speeds[0]
    if not about.lowest <= cost <= about.highest:
        why = f"{amount(about, cost)} cannot be; it is kept as it came and not counted."
        return Result(about.key, None, why, "", ())
    return Result(about.key, cost, "", "", (cost,))
