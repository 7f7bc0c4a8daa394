"""All tables, in the order in which they are listed."""

from retrowalk.files.takeout.tables import (
    devices,
    gait_by_direction,
    guided_tests,
    intervals,
    own_studies,
    own_trials,
    people,
    plans,
    recordings,
    sessions,
)
from retrowalk.files.takeout.tables.table import Table

TABLES: tuple[Table, ...] = (
    *people.TABLES,
    sessions.SESSIONS,
    intervals.INTERVALS,
    gait_by_direction.GAIT,
    recordings.RECORDINGS,
    *devices.TABLES,
    *guided_tests.TABLES,
    *plans.TABLES,
    *own_trials.TABLES,
    *own_studies.TABLES,
)
