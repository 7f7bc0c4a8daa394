import csv
import os
import subprocess
import sys

import numpy as np
import pytest


@pytest.fixture
def retrowalk(tmp_path):
    """Return the real command, run in an empty folder."""

    def run(*arguments, typed="", **environment):
        return subprocess.run(
            [sys.executable, "-m", "retrowalk", *map(str, arguments)],
            cwd=tmp_path,
            env=os.environ | {"COLUMNS": "100"} | environment,
            input=typed,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture
def as_csv(recordings, tmp_path):
    """Return a converter of one sensor of a recording to the CSV that people have."""

    def convert(name, place):
        found = np.load(recordings / f"{name}.npz")
        acc, gyr = found[f"{place}_acc"], found[f"{place}_gyr"]
        path = tmp_path / f"{name}.csv"
        head = [
            "time_s",
            *(f"acc_{x}_mps2" for x in "xyz"),
            *(f"gyr_{x}_radps" for x in "xyz"),
        ]
        with path.open("w", newline="") as handle:
            writer = csv.writer(handle)
            writer.writerow(head)
            times = np.arange(len(acc)) / float(found["fs"])
            writer.writerows(np.column_stack([times, acc, gyr]).tolist())
        return path

    return convert
