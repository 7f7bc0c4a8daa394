"""From the trials of a test to what it says: one value a measure, or why there is none.

A value that cannot be is kept with its trial and never counted. One that is unlikely is
asked about, and counted once the person says it is right. Practice and broken-off trials
never count, and a test with fewer trials than its protocol asks for has no value: the
mean of one and the mean of two are not the same thing.
"""

from dataclasses import dataclass, replace
from statistics import fmean

from retrowalk.outcomes.asking import HELD_MOST_S, likely, speed_limits
from retrowalk.outcomes.change import amount
from retrowalk.outcomes.measure import Better, Measure
from retrowalk.outcomes.measures import measure
from retrowalk.outcomes.protocols.catalogue import protocol
from retrowalk.outcomes.protocols.protocol import Gives, Protocol, Reading, Summary, Way
from retrowalk.outcomes.taken import Ended, TakenTest, Trial
from retrowalk.outcomes.worked_out import worked_out

SAME_LENGTH_S = (
    1.0  # s; a countdown that ran so much longer or shorter is another test; own choice
)


@dataclass(frozen=True, slots=True)
class Result:
    """What a test says of one measure.

    value: in the measure's unit; None where there is none, then why_not is one sentence.
    asks: what the person is asked before the value may count; empty otherwise.
    trials: values of the trials that could count, in order.
    tried: of an impossible or unlikely value, what it was.
    """

    measure: str
    value: float | None
    why_not: str
    asks: str
    trials: tuple[float, ...]
    tried: tuple[float, ...] = ()


def results(taken: TakenTest) -> tuple[Result, ...]:
    """Return what a test says, in the order of its protocol; raise Unknown for no protocol."""
    of = protocol(taken.protocol)
    made = [worked_out(of.way, trial, of.parameters) for trial in taken.trials]
    trials = tuple(
        trial if one is None else replace(trial, values=one.values)
        for trial, one in zip(taken.trials, made, strict=True)
    )
    read = replace(taken, trials=trials)
    untold = [
        (trial.part, one.why_not)
        for trial, one in zip(trials, made, strict=True)
        if one is not None and one.why_not and _counts(trial)
    ]
    return tuple(_result(of, reading, read, untold) for reading in of.readings)


def _result(
    of: Protocol, reading: Reading, taken: TakenTest, untold: list[tuple[str, str]]
) -> Result:
    about = measure(reading.measure)
    if taken.version != of.version:
        why = f"It was done by version {taken.version} of the test; this is {of.version}."
        return Result(about.key, None, why, "", ())
    if reading.gives is Gives.STAGES:
        return _stages(of, about, taken)
    if reading.gives is Gives.SLOWER_PCT:
        return _slower(of, about, taken)
    if reading.gives is Gives.FEWER_PCT:
        return _fewer(of, about, taken)
    counted = [
        t for t in _counted(taken) if t.part in ("", reading.part) or not reading.part
    ]
    why = _other_length(of, counted) or next(
        (why for part, why in untold if part in ("", reading.part)), ""
    )
    if why:
        return Result(about.key, None, why, "", ())
    values = [(t, v) for t in counted if (v := _value(of, reading, t)) is not None]
    impossible = [v for _, v in values if not about.lowest <= v <= about.highest]
    if impossible:
        why = f"{amount(about, impossible[0])} cannot be; it is kept as it came and not counted."
        return Result(about.key, None, why, "", (), tuple(impossible))
    got = tuple(v for _, v in values)
    needed = of.trials * (len(of.parts) if not reading.part else 1)
    if reading.gives in (Gives.EXERTION, Gives.HEART_RATE) and not got:
        return Result(about.key, None, "It was not taken.", "", ())
    if len(got) < needed:
        return Result(about.key, None, _too_few(len(got), needed, taken), "", got)
    asks = _asked(about, values)
    if asks:
        return Result(
            about.key, None, "You were asked whether it is right.", asks, got, got
        )
    return Result(about.key, _summary(of, about, got), "", "", got)


def _counted(taken: TakenTest) -> list[Trial]:
    return [t for t in taken.trials if _counts(t)]


def _counts(trial: Trial) -> bool:
    return not trial.practice and trial.ended is Ended.DONE


def _other_length(of: Protocol, trials: list[Trial]) -> str:
    """Return that a trial of a fixed time ran another; empty where all ran it."""
    if of.way is not Way.COUNTDOWN or of.duration_s is None:
        return ""
    for trial in trials:
        if trial.time_s is not None and abs(trial.time_s - of.duration_s) > SAME_LENGTH_S:
            return (
                f"It ran {trial.time_s:g} seconds, and this test is of {of.duration_s:g}; it is "
                "kept as it came and not counted."
            )
    return ""


def _value(of: Protocol, reading: Reading, trial: Trial) -> float | None:
    match reading.gives:
        case Gives.TIME:
            return _held_s(of, reading, trial)
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
            held = _held(of, reading, trial)
            return trial.values.get(reading.measure) if held else None


def _held(of: Protocol, reading: Reading, trial: Trial) -> bool:
    """Return that a trial of a part with a limit was not broken before it."""
    limit_s = next((p.limit_s for p in of.parts if p.key == reading.part), None)
    return limit_s is None or trial.time_s is None or trial.time_s >= limit_s


def _held_s(of: Protocol, reading: Reading, trial: Trial) -> float | None:
    """Return a trial's time, of a hold no more than its limit: who held on longer held it."""
    limit_s = next((p.limit_s for p in of.parts if p.key == reading.part), None)
    if limit_s is None or trial.time_s is None or trial.time_s > HELD_MOST_S:
        return trial.time_s
    return min(trial.time_s, limit_s)


def _asked(about: Measure, values: list[tuple[Trial, float]]) -> str:
    low, high = likely(about)
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
    done = [t for t in _counted(taken) if t.time_s is not None]
    held = {t.part: t.time_s or 0.0 for t in done}
    odd = [t.time_s for t in done if (t.time_s or 0.0) > HELD_MOST_S and not t.confirmed]
    if odd:
        asks = f"A position held for {odd[0]:g} seconds is unusual. Is it right?"
        return Result(about.key, None, "You were asked whether it is right.", asks, ())
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
    parts = [part.key for part in of.parts if part.limit_s is None]
    goes = [t for t in _counted(taken) if t.part in parts and t.time_s]
    single, dual = ([t.time_s or 0.0 for t in goes if t.part == part] for part in parts)
    speed, (slow, quick) = speed_limits(of)
    walked = [(t, (of.distance_m or 0.0) / (t.time_s or 1.0)) for t in goes]
    if impossible := [t for t, mps in walked if mps > speed.highest]:
        why = (
            f"{impossible[0].time_s:g} seconds for {of.distance_m:g} metres cannot be; it is kept "
            "as it came and not counted."
        )
        return Result(about.key, None, why, "", ())
    got, needed = len(single) + len(dual), of.trials * 2
    if len(single) < of.trials or len(dual) < of.trials:
        return Result(about.key, None, _too_few(got, needed, taken), "", ())
    odd = [t for t, mps in walked if not slow <= mps <= quick and not t.confirmed]
    if odd:
        asks = f"{odd[0].time_s:g} seconds for {of.distance_m:g} metres is unusual. Is it right?"
        return Result(about.key, None, "You were asked whether it is right.", asks, ())
    speeds = [fmean(1.0 / time_s for time_s in part) for part in (single, dual)]
    cost = 100.0 * (speeds[0] - speeds[1]) / speeds[0]
    if not about.lowest <= cost <= about.highest:
        why = f"{amount(about, cost)} cannot be; it is kept as it came and not counted."
        return Result(about.key, None, why, "", ())
    return Result(about.key, cost, "", "", (cost,))


def _fewer(of: Protocol, about: Measure, taken: TakenTest) -> Result:
    """Return how many fewer right answers a second were given walking than at rest, percent."""
    at_rest, walking = (
        [
            t
            for t in _counted(taken)
            if t.part == part.key and t.count is not None and t.time_s
        ]
        for part in sorted(
            (one for one in of.parts if one.counts), key=lambda one: one.limit_s is None
        )
    )
    if not at_rest and not walking:
        return Result(about.key, None, "It was not taken.", "", ())
    got = len(at_rest) + len(walking)
    if len(at_rest) < of.trials or len(walking) < of.trials:
        return Result(about.key, None, _too_few(got, of.trials * 2, taken), "", ())
    rates = [
        sum(t.count or 0 for t in part) / sum(t.time_s or 0.0 for t in part)
        for part in (at_rest, walking)
    ]
    if not rates[0]:
        why = "There was no right answer at rest, so there is nothing to compare with."
        return Result(about.key, None, why, "", ())
    cost = 100.0 * (rates[0] - rates[1]) / rates[0]
    if not about.lowest <= cost <= about.highest:
        why = f"{amount(about, cost)} cannot be; it is kept as it came and not counted."
        return Result(about.key, None, why, "", ())
    return Result(about.key, cost, "", "", (cost,))
