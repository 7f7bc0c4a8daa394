"""The lower back: contacts, direction told, learnt and assumed, foot, step length.

    python validation/direction/calibration.py

Writes its tables into calibration.md beside it. Needs the recordings (see
validation/README.md); without them it says so and changes nothing.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from recordings import data_folder, trials
from trunk_clocks import slip_table, slipped
from trunk_direction import line_table, shape_table, told_table
from trunk_learning import calibration_table, everyday_table, return_table, wrist_table
from trunk_steps import contact_table, foot_table, length_table
from trunk_trials import BACK, GROUPS


def main() -> None:
    if data_folder() is None:
        sys.exit("The recordings are not here; set RETROWALK_DATA to their folder.")
    backs = {
        name: [one for one in trials(pattern) if one.recording.site is BACK]
        for name, pattern in GROUPS
    }
    slips = slipped()
    slip_table(slips)
    contact_table(backs, slips)
    told_table(backs)
    shape_table(backs)
    line_table(backs)
    calibration_table()
    return_table(backs["ipol, real, forward"])
    everyday_table(backs["ipol, real, forward"])
    wrist_table()
    foot_table(backs, slips)
    length_table(backs)


if __name__ == "__main__":
    main()
