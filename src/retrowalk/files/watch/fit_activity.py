"""A finished session as a FIT activity.

FIT has no word for backward. The direction stands in the names of the workout's steps, which
each lap points to, and, told and seen apart, in two developer fields of the laps.
"""

from collections.abc import Callable, Sequence

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray
from retrowalk.files.watch.finished_session import FinishedSession, LapDone
from retrowalk.files.watch.fit_wire import (
    DEGREES_PER_SEMICIRCLE,
    EPOCH_S,
    LONGEST_TEXT,
    Field,
    Kind,
    Scaled,
    file_of,
    message,
)
from retrowalk.files.watch.fit_words import (
    DURATION_TIME,
    EVENT_ACTIVITY,
    EVENT_LAP,
    EVENT_SESSION,
    EVENT_TIMER,
    FILE_ACTIVITY,
    INTENSITY_ACTIVE,
    MANUFACTURER_DEVELOPMENT,
    MESSAGE_INDEX,
    SPORT_WALKING,
    SUB_SPORT_GENERIC,
    SUB_SPORT_TREADMILL,
    TARGET_OPEN,
    TIMESTAMP,
    TYPE_START,
    TYPE_STOP,
    TYPE_STOP_ALL,
    Message,
)
from retrowalk.files.watch.plain_text import cut_to_bytes
from retrowalk.files.watch.readings import Readings, rows

# Ours, the same in every file: tells our developer fields from everybody else's.
APPLICATION = bytes.fromhex("5e7707a1c3b04d0e9d6f8a2b4c6e1f30")
DIRECTION_TOLD, DIRECTION_SEEN, STEPS_SEEN = range(3)
DEVELOPER_FIELDS = {
    DIRECTION_TOLD: ("direction_told", Kind.STRING),
    DIRECTION_SEEN: ("direction_seen", Kind.STRING),
    STEPS_SEEN: ("steps_seen", Kind.UINT32),
}
NOT_MEASURED = "not measured"
NO_STEPS = 0xFFFFFFFF  # FIT's "not delivered"
MS = 1000


def fit_activity(session: FinishedSession) -> bytes:
    """Return the session as the bytes of a FIT activity file."""
    start, laps = _stamp(session, 0.0), session.laps
    end = _stamp(session, session.elapsed_s)
    seconds = _each_second_once(session.readings)
    return file_of(
        [
            _file_id(FILE_ACTIVITY, start),
            *_developer_fields(),
            *_what_it_is(session, laps),
            _event(start, TYPE_START),
            *(_records(session, seconds) if seconds.t_s.size else ()),
            _event(end, TYPE_STOP_ALL),
            *(_laps(session, laps, seconds) if laps else ()),
            _session(session, laps, seconds),
            _activity(session, end),
        ]
    )


def _stamp(session: FinishedSession, t_s: float) -> int:
    """Return a time in FIT's whole seconds."""
    return int(session.at(t_s).timestamp() // 1) - EPOCH_S


def _each_second_once(found: Readings) -> Readings:
    """Return the last reading of every whole second: FIT's clock has no finer ticks."""
    second = np.floor(found.t_s)
    keep = np.append(np.diff(second) > 0.0, np.ones(min(1, second.size))).astype(np.bool_)
    return rows(found, keep)


def _file_id(kind: int, made: int) -> bytes:
    return message(
        Message.FILE_ID,
        [
            Field(0, Kind.ENUM, [kind]),
            Field(1, Kind.UINT16, [MANUFACTURER_DEVELOPMENT]),
            Field(2, Kind.UINT16, [0]),
            Field(3, Kind.UINT32Z, [1]),
            Field(4, Kind.UINT32, [made]),
            Field(8, Kind.STRING, ["Retrowalk"]),
        ],
    )


def _developer_fields() -> tuple[bytes, bytes]:
    numbers = list(DEVELOPER_FIELDS)
    application = message(
        Message.DEVELOPER_DATA_ID,
        [Field(3, Kind.UINT8, [0])],
    )
    application = _with_application(application)
    described = message(
        Message.FIELD_DESCRIPTION,
        [
            Field(0, Kind.UINT8, [0] * len(numbers)),
            Field(1, Kind.UINT8, numbers),
            Field(2, Kind.UINT8, [kind for _name, kind in DEVELOPER_FIELDS.values()]),
            Field(3, Kind.STRING, [name for name, _kind in DEVELOPER_FIELDS.values()]),
            Field(8, Kind.STRING, ["" if n != STEPS_SEEN else "steps" for n in numbers]),
        ],
    )
    return application, described


def _with_application(one_field: bytes) -> bytes:
    """Add the sixteen bytes of our identifier, the only array we write, to the message."""
    definition, row = bytearray(one_field[:9]), one_field[9:]
    definition[5] = 2
    definition += bytes([1, len(APPLICATION), Kind.BYTE])
    return bytes(definition) + row + APPLICATION


def _what_it_is(session: FinishedSession, laps: Sequence[LapDone]) -> tuple[bytes, ...]:
    """Return sport and workout: the names of the session and of every lap."""
    title = cut_to_bytes(session.title, LONGEST_TEXT)
    sport = [
        Field(0, Kind.ENUM, [SPORT_WALKING]),
        Field(1, Kind.ENUM, [_sub_sport(session)]),
    ]
    named = message(Message.SPORT, [*sport, Field(3, Kind.STRING, [title])])
    if not laps:
        return (named,)
    workout = message(
        Message.WORKOUT,
        [
            Field(4, Kind.ENUM, [SPORT_WALKING]),
            Field(11, Kind.ENUM, [_sub_sport(session)]),
            Field(6, Kind.UINT16, [len(laps)]),
            Field(8, Kind.STRING, [title]),
        ],
    )
    told = [session.record.intervals[lap.number].prescribed_s for lap in laps]
    steps = message(
        Message.WORKOUT_STEP,
        [
            Field(MESSAGE_INDEX, Kind.UINT16, range(len(laps))),
            Field(0, Kind.STRING, [lap.name for lap in laps]),
            Field(1, Kind.ENUM, [DURATION_TIME] * len(laps)),
            Scaled(2, Kind.UINT32, np.array(told), MS),
            Field(3, Kind.ENUM, [TARGET_OPEN] * len(laps)),
            Field(7, Kind.ENUM, [INTENSITY_ACTIVE] * len(laps)),
        ],
    )
    return named, workout, steps


def _sub_sport(session: FinishedSession) -> int:
    return SUB_SPORT_TREADMILL if session.on_treadmill else SUB_SPORT_GENERIC


def _event(at: int, kind: int) -> bytes:
    return message(
        Message.EVENT,
        [
            Field(TIMESTAMP, Kind.UINT32, [at]),
            Field(0, Kind.ENUM, [EVENT_TIMER]),
            Field(1, Kind.ENUM, [kind]),
        ],
    )


def _records(session: FinishedSession, found: Readings) -> tuple[bytes, ...]:
    start_s = session.record.started_at.timestamp() - EPOCH_S
    fields: list[Field | Scaled] = [
        Scaled(TIMESTAMP, Kind.UINT32, np.floor(start_s + found.t_s))
    ]
    if found.has("heart_rate_bpm"):
        fields.append(Scaled(3, Kind.UINT8, found.heart_rate_bpm))
    if found.has("cadence_spm"):
        # FIT counts strides of one foot; the half that may be left has a field of its own.
        strides = found.cadence_spm / 2.0
        fields.append(Scaled(4, Kind.UINT8, np.floor(strides)))
        fields.append(Scaled(53, Kind.UINT8, strides - np.floor(strides), 128))
    if found.has("distance_m"):
        fields.append(Scaled(5, Kind.UINT32, found.distance_m, 100))
    if found.has("speed_mps"):
        fields.append(Scaled(6, Kind.UINT16, found.speed_mps, 1000))
        fields.append(Scaled(73, Kind.UINT32, found.speed_mps, 1000))
    if found.has_track:
        fields.append(Scaled(0, Kind.SINT32, found.latitude_deg / DEGREES_PER_SEMICIRCLE))
        fields.append(Scaled(1, Kind.SINT32, found.longitude_deg / DEGREES_PER_SEMICIRCLE))
    return (message(Message.RECORD, fields),)


def _laps(
    session: FinishedSession, laps: Sequence[LapDone], found: Readings
) -> tuple[bytes, ...]:
    n = len(laps)
    inside = [(found.t_s >= lap.start_s) & (found.t_s < lap.end_s) for lap in laps]
    seen = [lap.seen for lap in laps]
    steps = np.array([np.nan if s is None else s.steps for s in seen])
    return (
        message(
            Message.LAP,
            [
                Field(MESSAGE_INDEX, Kind.UINT16, range(n)),
                Field(TIMESTAMP, Kind.UINT32, [_stamp(session, lap.end_s) for lap in laps]),
                Field(2, Kind.UINT32, [_stamp(session, lap.start_s) for lap in laps]),
                Scaled(7, Kind.UINT32, np.array([lap.elapsed_s for lap in laps]), MS),
                Scaled(8, Kind.UINT32, np.array([lap.done_s for lap in laps]), MS),
                Scaled(10, Kind.UINT32, steps / 2.0),
                Scaled(15, Kind.UINT8, _each(np.mean, found.heart_rate_bpm, inside)),
                Scaled(16, Kind.UINT8, _each(np.max, found.heart_rate_bpm, inside)),
                Scaled(110, Kind.UINT32, _each(np.mean, found.speed_mps, inside), 1000),
                Field(0, Kind.ENUM, [EVENT_LAP] * n),
                Field(1, Kind.ENUM, [TYPE_STOP] * n),
                Field(23, Kind.ENUM, [INTENSITY_ACTIVE] * n),
                Field(25, Kind.ENUM, [SPORT_WALKING] * n),
                Field(39, Kind.ENUM, [_sub_sport(session)] * n),
                Field(71, Kind.UINT16, range(n)),
            ],
            [
                Field(DIRECTION_TOLD, Kind.STRING, [lap.told for lap in laps]),
                Field(
                    DIRECTION_SEEN,
                    Kind.STRING,
                    [NOT_MEASURED if s is None else s.direction for s in seen],
                ),
                Field(
                    STEPS_SEEN,
                    Kind.UINT32,
                    [NO_STEPS if s is None else s.steps for s in seen],
                ),
            ],
        ),
    )


def _each(
    of: Callable[[FloatArray], float], column: FloatArray, masks: Sequence[BoolArray]
) -> FloatArray:
    """Return a figure of the delivered readings under each mask; NaN where there are none."""
    delivered = [column[mask & np.isfinite(column)] for mask in masks]
    return np.array([of(one) if one.size else np.nan for one in delivered])


def _session(session: FinishedSession, laps: Sequence[LapDone], found: Readings) -> bytes:
    every = [np.ones(found.t_s.shape, dtype=np.bool_)]
    walked_m = found.distance_m[np.isfinite(found.distance_m)][-1:]
    return message(
        Message.SESSION,
        [
            Field(MESSAGE_INDEX, Kind.UINT16, [0]),
            Field(TIMESTAMP, Kind.UINT32, [_stamp(session, session.elapsed_s)]),
            Field(2, Kind.UINT32, [_stamp(session, 0.0)]),
            Field(0, Kind.ENUM, [EVENT_SESSION]),
            Field(1, Kind.ENUM, [TYPE_STOP]),
            Field(5, Kind.ENUM, [SPORT_WALKING]),
            Field(6, Kind.ENUM, [_sub_sport(session)]),
            Scaled(7, Kind.UINT32, np.array([session.elapsed_s]), MS),
            Scaled(8, Kind.UINT32, np.array([session.done_s]), MS),
            Scaled(9, Kind.UINT32, walked_m if walked_m.size else np.array([np.nan]), 100),
            Scaled(124, Kind.UINT32, _each(np.mean, found.speed_mps, every), 1000),
            Scaled(16, Kind.UINT8, _each(np.mean, found.heart_rate_bpm, every)),
            Scaled(17, Kind.UINT8, _each(np.max, found.heart_rate_bpm, every)),
            Field(25, Kind.UINT16, [0]),
            Field(26, Kind.UINT16, [len(laps)]),
            Field(110, Kind.STRING, [cut_to_bytes(session.title, LONGEST_TEXT)]),
        ],
    )


def _activity(session: FinishedSession, end: int) -> bytes:
    away_s = session.record.started_at.utcoffset()
    local = end + int(away_s.total_seconds()) if away_s is not None else end
    return message(
        Message.ACTIVITY,
        [
            Field(TIMESTAMP, Kind.UINT32, [end]),
            Scaled(0, Kind.UINT32, np.array([session.done_s]), MS),
            Field(1, Kind.UINT16, [1]),
            Field(2, Kind.ENUM, [0]),
            Field(3, Kind.ENUM, [EVENT_ACTIVITY]),
            Field(4, Kind.ENUM, [TYPE_STOP]),
            Field(5, Kind.UINT32, [local]),
        ],
    )
