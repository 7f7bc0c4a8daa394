"""When a test comes next: three times for a baseline, then at the weeks the trials used."""

from collections.abc import Sequence
from datetime import date, timedelta

from retrowalk.outcomes.progress import BASELINE_VALUES
from retrowalk.outcomes.protocols.protocol import Protocol

# All own choices, design_retest; weeks 0, 3, 6 and 12 are those of the trials seen.
BASELINE_GAP_DAYS = 2  # days between the tests of the baseline: rested, and not yet trained
RETEST_DAYS = (21, 42, 84)  # days after the last test of the baseline
AFTERWARDS_DAYS = 42  # days from one retest to the next, later


def next_due(of: Protocol, counted: Sequence[date], today: date) -> date:
    """Return the day a test is next due, today or later.

    counted: days on which it gave a value, any order.
    """
    days = sorted(set(counted))
    if not days:
        return today
    if of.every_days is not None:
        return max(today, days[-1] + timedelta(days=of.every_days))
    if len(days) < BASELINE_VALUES:
        return max(today, days[-1] + timedelta(days=BASELINE_GAP_DAYS))
    baseline_end = days[BASELINE_VALUES - 1]
    for after in RETEST_DAYS:
        due = baseline_end + timedelta(days=after)
        if days[-1] < due - timedelta(days=BASELINE_GAP_DAYS):
            return max(today, due)
    return max(today, days[-1] + timedelta(days=AFTERWARDS_DAYS))
