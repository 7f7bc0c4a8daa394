"""Own days before a trial: whether the power is kept that is told from them.

    python validation/single_case/own_days.py

Needs no recordings; a minute. Writes its table into this folder's README.
"""

import sys
from datetime import date
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tables import markdown, write_into

from retrowalk.outcomes.single_case.design import Condition
from retrowalk.outcomes.single_case.power import alike_days, noticed, power_at
from retrowalk.outcomes.single_case.spread import Spread, own_spread
from retrowalk.outcomes.single_case.usual import usual_design

README = Path(__file__).with_name("README.md")
PEOPLE = 400
STEP = 0.1  # of correlation, between which the told change is taken to run straight
DESIGN = usual_design(
    "twelve_by_four",
    "pain_nrs",
    (Condition.BACKWARD, Condition.FORWARD),
    date(2026, 12, 1),
)


def main() -> None:
    """Simulate and write the table."""
    told_for = np.arange(0.0, 0.95, STEP)
    told = [noticed(DESIGN, Spread(1.0, float(one)), 3).change or 0.0 for one in told_for]
    rows = []
    for correlation in (0.0, 0.3, 0.6):
        changes = np.arange(0.0, 6.0, 0.1)
        true = [
            power_at(DESIGN, float(one), Spread(1.0, correlation), 99) for one in changes
        ]
        for days in (14, 28, 56):
            readings = alike_days(days, correlation, np.random.default_rng(5))[:, :PEOPLE]
            own = [own_spread(person, np.arange(days)) for person in readings.T]
            change = [one.sd * np.interp(one.correlation, told_for, told) for one in own]
            kept = np.interp(change, changes, true)
            rows.append(
                (
                    f"{correlation:g}",
                    str(days),
                    f"{np.mean(kept):.0%}",
                    f"{np.quantile(kept, 0.1):.0%} to {np.quantile(kept, 0.9):.0%}",
                )
            )
    head = (
        "correlation of days",
        "days before",
        "noticed on average",
        "four people in five",
    )
    write_into(README, "own days", markdown(head, rows))


if __name__ == "__main__":
    main()
