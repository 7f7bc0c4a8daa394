"""Three minutes of reactions: speed, middle time, lapses and false starts from the taps.

After the brief psychomotor vigilance test (pvtb). A number that nobody tapped in time is a
reaction of that time, so it counts as a lapse and slows the speed to almost nothing; it is
never left out. One during which the device itself stood still says nothing of the person and is.
"""

from collections.abc import Mapping
from statistics import fmean, median

from retrowalk.errors import BadAnswer
from retrowalk.outcomes.reaction_times import (
    Series,
    column,
    reaction_times_ms,
    refuse_a_busy_device,
    undisturbed,
)


def vigilance(series: Series, parameters: Mapping[str, float]) -> dict[str, float]:
    """Return speed (1/s), middle time (ms), lapses and false starts by the measure's key.

    series: frame_ms, presented_ms, tap_ms, stall_ms of each stimulus (reaction_times);
        early_ms, the taps while nothing was shown. parameters: of the protocol.

    Raises BadAnswer in one sentence where too few reactions came, too many taps were early, or the
    device was too busy.
    """
    soonest_ms, latest_ms = parameters["false_start_ms"], 1000.0 * parameters["timeout_s"]
    made_ms, sure = reaction_times_ms(series), undisturbed(series)
    refuse_a_busy_device(sure, parameters)
    times_ms = [
        latest_ms if time_ms is None else min(time_ms, latest_ms)
        for time_ms, kept_up in zip(made_ms, sure, strict=True)
        if kept_up
    ]
    valid_ms = [one for one in times_ms if one >= soonest_ms]
    early = len(times_ms) - len(valid_ms) + len(column(series, "early_ms"))
    if len(valid_ms) < parameters["least_reactions"]:
        raise BadAnswer(
            f"Only {len(valid_ms)} of at least {parameters['least_reactions']:.0f} reactions came."
        )
    taps = len(valid_ms) + early
    if 100.0 * early > parameters["most_early_pct"] * taps:
        raise BadAnswer(
            f"{early} of {taps} taps came too early: that is guessing, so it is kept and not "
            "counted."
        )
    return {
        "pvt_speed_per_s": fmean(1000.0 / one for one in valid_ms),
        "pvt_median_ms": median(valid_ms),
        "pvt_lapses": float(sum(one > parameters["lapse_ms"] for one in valid_ms)),
        "pvt_false_starts": float(early),
    }
