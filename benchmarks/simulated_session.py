"""A simulated five-minute session: forward and backward in turns, as arrays and as CSV."""

import sys
from pathlib import Path

import numpy as np

from retrowalk.directions import CODES, Direction
from retrowalk.signals.recording import SensorSite
from retrowalk.simulate.plan import Interval
from retrowalk.simulate.walker import simulate

PLAN = [
    Interval(15.0),
    Interval(60.0, Direction.FORWARD, 110.0, 0.62),
    *[
        one
        for k in range(3)
        for one in (
            Interval(8.0),
            Interval(30.0, Direction.BACKWARD, 78.0 + 4 * k, 0.32),
            Interval(32.0, Direction.FORWARD, 104.0, 0.58),
        )
    ],
    Interval(15.0),
]
NAMES = "time_s,acc_x_mps2,acc_y_mps2,acc_z_mps2,gyr_x_radps,gyr_y_radps,gyr_z_radps"


def main() -> None:
    folder = Path(sys.argv[1])
    made = simulate(PLAN, SensorSite.LOWER_BACK)
    acc, gyr = made.recording.acc_mps2, made.recording.gyr_radps
    walks = np.stack([made.interval_start_s, made.interval_end_s], axis=1)
    way = made.interval_direction
    backward = way == CODES.index(Direction.BACKWARD)
    walks = np.column_stack([walks, backward])[way != CODES.index(Direction.UNKNOWN)]
    np.save(folder / "acc.npy", acc)
    np.save(folder / "gyr.npy", gyr)
    np.save(folder / "walks.npy", walks)
    rows = np.column_stack([np.arange(len(acc)) / 100.0, acc, gyr])
    row = ",".join(["%.4f"] * 7) + ",yes"
    head = NAMES + ",simulated"
    np.savetxt(folder / "session.csv", rows, row, header=head, comments="")


if __name__ == "__main__":
    main()
