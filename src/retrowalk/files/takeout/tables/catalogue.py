"""All tables, in the order in which they are listed."""

from retrowalk.files.takeout.tables import (
    devices,
    guided_tests,
    own_studies,
    own_trials,
    people,
    plans,
    walks,
)
from retrowalk.files.takeout.tables.table import Table

TABLES: tuple[Table, ...] = (
    *people.TABLES,
    *walks.TABLES,
    *devices.TABLES,
    *guided_tests.TABLES,
    *plans.TABLES,
    *own_trials.TABLES,
    *own_studies.TABLES,
)
