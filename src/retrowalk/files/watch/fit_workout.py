"""A planned session as a FIT workout: steps that a watch counts down, with their targets."""

from collections.abc import Sequence
from datetime import datetime
from math import ceil, floor

import numpy as np

from retrowalk.files.watch.fit_wire import (
    EPOCH_S,
    LONGEST_TEXT,
    Field,
    Kind,
    Scaled,
    file_of,
    message,
)
from retrowalk.files.watch.fit_words import (
    DURATION_OPEN,
    DURATION_TIME,
    FILE_WORKOUT,
    HEART_RATE_IN_BPM,
    INTENSITY_ACTIVE,
    INTENSITY_REST,
    MANUFACTURER_DEVELOPMENT,
    MESSAGE_INDEX,
    SPORT_WALKING,
    SUB_SPORT_GENERIC,
    SUB_SPORT_TREADMILL,
    TARGET_HEART_RATE,
    TARGET_OPEN,
    TARGET_SPEED,
    Message,
)
from retrowalk.files.watch.plain_text import cut_to_bytes, plain
from retrowalk.files.watch.workout_steps import Step, steps_of
from retrowalk.training.prescription import Band, Place, Prescription

MS = 1000
NOTHING = 0xFFFFFFFF  # FIT's "not delivered"
Target = tuple[int, int, int]  # kind, low, high on the wire's scale
OPEN: Target = (TARGET_OPEN, NOTHING, NOTHING)


def fit_workout(prescription: Prescription, name: str, made_at: datetime) -> bytes:
    """Return a planned session as the bytes of a FIT workout file.

    A change of direction is a step without an end: the person turns round in their own time
    and presses the lap button.
    """
    steps = steps_of(prescription)
    belt = prescription.place is Place.TREADMILL
    title = cut_to_bytes(plain(name) or "Session", LONGEST_TEXT)
    return file_of(
        [
            message(
                Message.FILE_ID,
                [
                    Field(0, Kind.ENUM, [FILE_WORKOUT]),
                    Field(1, Kind.UINT16, [MANUFACTURER_DEVELOPMENT]),
                    Field(2, Kind.UINT16, [0]),
                    Field(3, Kind.UINT32Z, [1]),
                    Field(4, Kind.UINT32, [int(made_at.timestamp()) - EPOCH_S]),
                ],
            ),
            message(
                Message.WORKOUT,
                [
                    Field(4, Kind.ENUM, [SPORT_WALKING]),
                    Field(
                        11, Kind.ENUM, [SUB_SPORT_TREADMILL if belt else SUB_SPORT_GENERIC]
                    ),
                    Field(6, Kind.UINT16, [len(steps)]),
                    Field(8, Kind.STRING, [title]),
                ],
            ),
            _steps(steps),
        ]
    )


def _steps(steps: Sequence[Step]) -> bytes:
    first, second = zip(*[_targets(step) for step in steps], strict=True)
    timed = [step.duration_s is not None for step in steps]
    lasts_s = [np.nan if step.duration_s is None else step.duration_s for step in steps]
    return message(
        Message.WORKOUT_STEP,
        [
            Field(MESSAGE_INDEX, Kind.UINT16, range(len(steps))),
            Field(0, Kind.STRING, [step.name for step in steps]),
            Field(1, Kind.ENUM, [DURATION_TIME if one else DURATION_OPEN for one in timed]),
            Scaled(2, Kind.UINT32, np.array(lasts_s), MS),
            Field(3, Kind.ENUM, [kind for kind, _low, _high in first]),
            Field(4, Kind.UINT32, [0] * len(steps)),
            Field(5, Kind.UINT32, [low for _kind, low, _high in first]),
            Field(6, Kind.UINT32, [high for _kind, _low, high in first]),
            Field(
                7, Kind.ENUM, [INTENSITY_ACTIVE if one else INTENSITY_REST for one in timed]
            ),
            Field(
                8, Kind.STRING, [cut_to_bytes(step.told, LONGEST_TEXT) for step in steps]
            ),
            Field(19, Kind.ENUM, [kind for kind, _low, _high in second]),
            Field(20, Kind.UINT32, [0] * len(steps)),
            Field(21, Kind.UINT32, [low for _kind, low, _high in second]),
            Field(22, Kind.UINT32, [high for _kind, _low, high in second]),
        ],
    )


def _targets(step: Step) -> tuple[Target, Target]:
    """Return what a step aims at, and what beside it; never outside of what is prescribed."""
    aims = [
        aim
        for aim in (
            _inside(TARGET_SPEED, step.speed_mps, 1000, 0),
            _inside(TARGET_HEART_RATE, step.heart_rate_bpm, 1, HEART_RATE_IN_BPM),
        )
        if aim is not None
    ]
    first, second, *_rest = [*aims, OPEN, OPEN]
    return first, second


def _inside(kind: int, band: Band | None, scale: int, offset: int) -> Target | None:
    """Return a band in whole units, rounded inwards; None where none is left of it."""
    if band is None:
        return None
    low, high = ceil(band.low * scale), floor(band.high * scale)
    return (kind, low + offset, high + offset) if low <= high else None
