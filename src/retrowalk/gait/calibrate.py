"""Learning from a guided session: its intervals say which way the person was told to walk.

Each walk has an axis that may point to the body's left or right, and scores for the way
its strides go along axis x up. That the strides of a told interval went forward, or
backward, settles the sign of the axis: the mounting. How far the scores of both lie from
each other, and about which middle, is the person's own signature.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.directions import Direction
from retrowalk.errors import BadInput
from retrowalk.gait.calibration import MOST_REMEMBERED, WORN_ALIKE_DEG, Calibration
from retrowalk.gait.finding.bouts import walks
from retrowalk.gait.measure import measured
from retrowalk.gait.settings import Settings
from retrowalk.signals.frames import told_rotation, unit
from retrowalk.signals.quality import check
from retrowalk.signals.recording import Recording, SensorSite

# Own choices. A person needs a moment to follow a cue, and hears the next one coming.
SETTLING_S = 2.0
LEAVING_S = 0.5
LEAST_STRIDES = 6  # of one direction; fewer say little about a person
LEAST_SCORE = 2.2  # log-odds of a chance of 0.9 that the front is where it seems
SAME_AXIS_COS = 0.85  # axes within 32 deg are one mounting
FEW_STRIDES = 10.0  # so many of each direction weigh as much as what holds for everybody
CLEAR_HALF = 3.0  # half the distance of a typical person's scores forward and backward
MOST_MIDDLE = 2.0
MOST_SCALE = 2.0
DEFAULT_SETTINGS = Settings()


@dataclass(frozen=True, slots=True)
class ToldInterval:
    """A stretch [start_s, end_s), in the recording's clock, with the direction told."""

    start_s: float
    end_s: float
    direction: Direction

    def __post_init__(self) -> None:
        if self.direction not in {Direction.FORWARD, Direction.BACKWARD}:
            raise BadInput(
                f"told direction is {self.direction}; expected forward or backward"
            )
        if not self.end_s > self.start_s:
            raise BadInput(
                f"told interval runs from {self.start_s:g} s to {self.end_s:g} s; "
                "expected an end after its start"
            )


@dataclass(frozen=True, slots=True)
class NotLearnt:
    """A session that taught nothing, and why, in a sentence for the person."""

    why: str


NOT_AT_WRIST = NotLearnt("the arm swings much the same way forward and backward")
NO_GYROSCOPE = NotLearnt(
    "without a gyroscope a sensor on the leg does not show which way it goes"
)
TOO_FEW = NotLearnt(
    f"fewer than {LEAST_STRIDES} strides were seen in the intervals that were told"
)
MOVED = NotLearnt("the sensor lay otherwise in one part of the session than in another")
ALIKE = NotLearnt("walking looked too much alike in what was told forward and backward")


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """Judged strides of one told direction in one walk: scores along axis x up."""

    axis: FloatArray
    up: FloatArray
    going: FloatArray
    forward: bool


def calibrate(
    recording: Recording,
    told: Sequence[ToldInterval],
    settings: Settings = DEFAULT_SETTINGS,
) -> Calibration | NotLearnt:
    """Return what the told intervals of a session teach, or why they teach nothing.

    One direction is enough for the mounting; the person's own signature takes both.
    Raises BadRecording where the recording cannot be what it claims.
    """
    check(recording)
    if recording.site is SensorSite.WRIST:
        return NOT_AT_WRIST
    if recording.site is not SensorSite.LOWER_BACK and recording.gyr_radps is None:
        return NO_GYROSCOPE
    seen = _seen(recording, told, settings)
    if sum(len(one.going) for one in seen) < LEAST_STRIDES:
        return TOO_FEW
    alike = _alike(seen)
    if sum(len(one.going) for one in alike) < 0.5 * sum(len(one.going) for one in seen):
        return MOVED
    return _learnt(recording, alike)


def _seen(
    recording: Recording, told: Sequence[ToldInterval], settings: Settings
) -> list[_Seen]:
    """Return what was seen in each told interval, walk by walk."""
    body = told_rotation(recording.axes)
    found = []
    for walk in walks(recording, settings):
        one = measured(walk, recording.site, body)
        at_s = recording.start_s + (walk.first + one.contacts.initial) / recording.rate_hz
        usable = np.isfinite(one.going) & ~one.turning
        for interval in told:
            low, high = interval.start_s + SETTLING_S, interval.end_s - LEAVING_S
            inside = usable & (at_s >= low) & (at_s < high)
            if inside.any():
                forward = interval.direction is Direction.FORWARD
                found.append(_Seen(one.axis, one.up, one.going[inside], forward))
    return found


def _alike(seen: list[_Seen]) -> list[_Seen]:
    """Return those of the commonest mounting, their axes all turned to one side."""
    first = max(seen, key=lambda one: len(one.going))
    alike = []
    for one in seen:
        along = float(one.axis @ first.axis)
        worn_alike = float(one.up @ first.up) >= np.cos(np.radians(WORN_ALIKE_DEG))
        if not worn_alike or abs(along) < SAME_AXIS_COS:
            continue
        side = 1.0 if along > 0.0 else -1.0
        alike.append(replace(one, axis=side * one.axis, going=side * one.going))
    return alike


def _learnt(recording: Recording, seen: list[_Seen]) -> Calibration | NotLearnt:
    forth = _scores(one.going for one in seen if one.forward)
    back = _scores(one.going for one in seen if not one.forward)
    ahead = forth.mean() if len(forth) >= LEAST_STRIDES else 0.0
    behind = back.mean() if len(back) >= LEAST_STRIDES else 0.0
    score = float(ahead - behind)
    if max(len(forth), len(back)) < LEAST_STRIDES:
        return TOO_FEW
    if abs(score) < LEAST_SCORE:
        return ALIKE
    side = 1.0 if score > 0.0 else -1.0
    left = side * unit(np.sum([len(one.going) * one.axis for one in seen], axis=0))
    up = unit(np.sum([len(one.going) * one.up for one in seen], axis=0))
    middle, scale = _signature(side * forth, side * back)
    return Calibration(
        site=recording.site,
        side=recording.side,
        up=_three(up),
        forward=_three(unit(np.cross(left, up))),
        facing_score=min(abs(score), MOST_REMEMBERED),
        going_middle=middle,
        going_scale=scale,
        forward_strides=len(forth),
        backward_strides=len(back),
    )


def _signature(forth: FloatArray, back: FloatArray) -> tuple[float, float]:
    """Return middle and scale of a person's scores; everybody's where one way is missing.

    The middle is drawn towards 0 while strides are few. Scores that lie closer together
    than most people's are stretched, but never beyond what their own scatter carries.
    """
    fewer = min(len(forth), len(back))
    if fewer < LEAST_STRIDES:
        return 0.0, 1.0
    ahead, behind = float(forth.mean()), float(back.mean())
    middle = 0.5 * (ahead + behind) * fewer / (fewer + FEW_STRIDES)
    apart = ahead - behind
    scatter = 0.5 * float(forth.var() + back.var())
    scale = min(2.0 * CLEAR_HALF / apart, apart / max(scatter, 1e-6), MOST_SCALE)
    return float(np.clip(middle, -MOST_MIDDLE, MOST_MIDDLE)), max(scale, 1.0)


def _scores(parts: Iterable[FloatArray]) -> FloatArray:
    return np.concatenate([np.zeros(0), *parts])


def _three(vector: FloatArray) -> tuple[float, float, float]:
    return float(vector[0]), float(vector[1]), float(vector[2])
