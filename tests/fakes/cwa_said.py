"""CWA files made for a test, and all that a source said of one, put together."""

import cwa_writer as writer
import numpy as np

from retrowalk.files.columns import Worn
from retrowalk.files.imu import open_source
from retrowalk.signals.recording import SensorSite, Side

WORN = Worn(SensorSite.LOWER_BACK, Side.LEFT)
START_S = 1_700_000_000.25
STEP_S = 0.01


def counts(n, size=300, seed=0):
    random = np.random.default_rng(seed)
    noise = random.normal(0.0, size, (n, 3))
    return (noise + np.array([0, 0, 256])).astype(np.int16)


def file_at(folder, rows, **head):
    path = folder / "week.cwa"
    path.write_bytes(writer.header(**head) + rows.tobytes())
    return path


class Read:
    """All that a source said, put together."""

    def __init__(self, path):
        self.source = open_source(path, WORN)
        acc, gyr, sample, time_s, self.breaks, self.gaps = [], [], [], [], [], []
        self.first = []
        for chunk in self.source.chunks():
            self.first.append(chunk.first)
            acc.append(chunk.acc.copy())
            gyr.append(np.zeros((0, 3)) if chunk.gyr is None else chunk.gyr.copy())
            sample.append(chunk.anchor_sample)
            time_s.append(chunk.anchor_s)
            self.breaks += chunk.breaks.tolist()
            self.gaps += chunk.gaps
        self.acc, self.gyr = np.concatenate(acc), np.concatenate(gyr)
        self.sample, self.anchor_s = np.concatenate(sample), np.concatenate(time_s)
        sizes = [len(one) for one in acc]
        assert self.first == (np.cumsum(sizes) - sizes).tolist()
        assert sizes[-1] == 0

    @property
    def time_s(self):
        return np.interp(np.arange(len(self.acc)), self.sample, self.anchor_s)

    @property
    def why(self):
        return [gap.why for gap in self.gaps]
