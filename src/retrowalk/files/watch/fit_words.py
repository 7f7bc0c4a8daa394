"""FIT's numbers that we write and read: messages, sports, events."""

from enum import IntEnum


class Message(IntEnum):
    """Global numbers of messages."""

    FILE_ID = 0
    SPORT = 12
    SESSION = 18
    LAP = 19
    RECORD = 20
    EVENT = 21
    DEVICE_INFO = 23
    WORKOUT = 26
    WORKOUT_STEP = 27
    ACTIVITY = 34
    FILE_CREATOR = 49
    FIELD_DESCRIPTION = 206
    DEVELOPER_DATA_ID = 207


TIMESTAMP, MESSAGE_INDEX = 253, 254  # fields that mean the same in every message

FILE_ACTIVITY, FILE_WORKOUT = 4, 5
MANUFACTURER_DEVELOPMENT = 255  # for software that is not a member of the alliance
SPORT_WALKING, SUB_SPORT_GENERIC, SUB_SPORT_TREADMILL = 11, 0, 1
SPORT_RUNNING, SPORT_HIKING = 1, 17
ON_FOOT = frozenset({SPORT_RUNNING, SPORT_WALKING, SPORT_HIKING})
EVENT_TIMER, EVENT_LAP, EVENT_SESSION, EVENT_ACTIVITY = 0, 9, 8, 26
TYPE_START, TYPE_STOP, TYPE_STOP_ALL = 0, 1, 4
INTENSITY_ACTIVE = 0
LAP_TRIGGER_FITNESS_EQUIPMENT = 8
DURATION_TIME, DURATION_OPEN = 0, 5
TARGET_SPEED, TARGET_HEART_RATE, TARGET_OPEN, TARGET_CADENCE = 0, 1, 2, 3
HEART_RATE_IN_BPM = 100  # added to a target in beats a minute; below it, percents are meant
INTENSITY_REST = 1
