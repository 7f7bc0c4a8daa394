"""From the moments that a device kept to reaction times: what tests of thinking share.

A stimulus has three moments, in milliseconds from the start of the trial: `frame_ms`, the
time stamp of the picture after the one that drew it, the earliest at which it can have been
on the screen; `presented_ms`, when the browser says that it was, or -1 where the browser
does not say; `tap_ms`, the time stamp of the touch or key itself, or -1 where none came. Beside
them stands `stall_ms`, the longest time between two pictures from the drawing to the tap.
The player works out the same (static/player/thinking/moments.js).
"""

from collections.abc import Mapping, Sequence

from retrowalk.errors import BadAnswer

Series = Mapping[str, Sequence[float]]

NONE_MS = -1.0  # stands for "did not happen" in a series
# What the browser says may be of a picture or two later; what is further away belongs to
# another one. Own choice, validation/reaction.
EARLIEST_MS = -10.0
LATEST_MS = 250.0
# It is rounded up to 4 ms, so on average it is half of that late (validation/reaction).
ROUNDED_UP_MS = 2.0
# A display that stands so long, some six pictures, belongs to a device that is too busy to say
# when a finger came. Own choice, validation/reaction.
MOST_STALL_MS = 100.0


def reaction_times_ms(series: Series) -> list[float | None]:
    """Return the time from each stimulus to its tap, ms; None where no tap came.

    A time may be negative: the tap came while the stimulus was being drawn.

    Raises BadAnswer if the columns are not equally long, or are missing.
    """
    frames, presented, taps = (
        column(series, name) for name in ("frame_ms", "presented_ms", "tap_ms")
    )
    same_length(frames, presented, taps)
    return [
        None if tap == NONE_MS else tap - _onset_ms(frame, shown)
        for frame, shown, tap in zip(frames, presented, taps, strict=True)
    ]


def undisturbed(series: Series) -> list[bool]:
    """Return of each stimulus whether the device kept up with it, so that its time is one.

    Raises BadAnswer if the columns are not equally long, or are missing.
    """
    stalls = column(series, "stall_ms")
    same_length(stalls, column(series, "tap_ms"))
    return [stall <= MOST_STALL_MS for stall in stalls]


def refuse_a_busy_device(sure: Sequence[bool], parameters: Mapping[str, float]) -> None:
    """Raise BadAnswer if a device stood still so often that no time of it can be trusted."""
    disturbed = sure.count(False)
    if 100.0 * disturbed > parameters["most_disturbed_pct"] * len(sure):
        raise BadAnswer(
            f"The device stood still {disturbed} of {len(sure)} times: it was too busy to tell "
            "times, so it is kept and not counted."
        )


def column(series: Series, name: str) -> Sequence[float]:
    """Return a series by its name; raise BadAnswer where it was not kept."""
    if name not in series:
        raise BadAnswer(f"The device did not keep {name}; it is not counted.")
    return series[name]


def same_length(*columns: Sequence[object]) -> None:
    """Raise BadAnswer if columns of the same stimuli are not equally long."""
    if len({len(one) for one in columns}) > 1:
        raise BadAnswer("What the device kept is not equally long; it is not counted.")


def _onset_ms(frame: float, presented: float) -> float:
    if presented != NONE_MS and EARLIEST_MS <= presented - frame <= LATEST_MS:
        return presented - ROUNDED_UP_MS
    return frame
