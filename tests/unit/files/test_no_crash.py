"""Whatever a file holds, reading and analysing it ends in a report or in one sentence."""

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrowalk.directions import Direction
from retrowalk.errors import BadRecording
from retrowalk.files.columns import ACC, GYR, TIME, Worn
from retrowalk.files.imu import read_imu
from retrowalk.gait.analyse import analyse
from retrowalk.signals.recording import SensorSite
from retrowalk.simulate.plan import Interval
from retrowalk.simulate.walker import simulate

PLAN = [Interval(2.0), Interval(9.0, Direction.FORWARD), Interval(7.0, Direction.BACKWARD)]
WALKS = {site: simulate(PLAN, site).recording for site in SensorSite}
RATES_HZ = [2.0, 20.0, 25.0, 50.0, 60.0, 100.0, 128.0, 333.0, 1000.0, 2000.0, 4000.0]


def resampled(site, rate_hz):
    """Return a simulated walk at another rate: time, acceleration, rotation."""
    walk = WALKS[site]
    had_s = np.arange(walk.n_samples) / walk.rate_hz
    time_s = np.arange(0.0, min(had_s[-1], 20_000 / rate_hz), 1.0 / rate_hz)
    return time_s, *(
        np.column_stack([np.interp(time_s, had_s, v) for v in values.T])
        for values in (walk.acc_mps2, walk.gyr_radps)
    )


def _nan_run(t, acc, gyr, at, size):
    acc[at : at + 10 * size] = np.nan


def _gyr_gone(t, acc, gyr, at, size):
    gyr[at:] = np.nan


def _one_cell(t, acc, gyr, at, size):
    acc[at, size % 3] = np.nan


def _stuck(t, acc, gyr, at, size):
    acc[at : at + 10 * size] = acc[at]
    gyr[at : at + 10 * size] = gyr[at]


def _dead_axis(t, acc, gyr, at, size):
    acc[:, size % 3] = 0.0


def _dead_gyr(t, acc, gyr, at, size):
    gyr[:] = 0.0


def _jump(t, acc, gyr, at, size):
    t[at:] += size


def _far_jump(t, acc, gyr, at, size):
    t[at:] += 1e9


def _back(t, acc, gyr, at, size):
    t[at:] -= size / 50.0


def _jitter(t, acc, gyr, at, size):
    t += np.random.default_rng(at).uniform(-0.4, 0.4, len(t)) * (t[1] - t[0])


def _clip(t, acc, gyr, at, size):
    np.clip(acc, -5.0 - size / 3, 5.0 + size / 3, out=acc)
    np.clip(gyr, -1.0, 1.0, out=gyr)


def _spike(t, acc, gyr, at, size):
    acc[at] = 10.0**size
    gyr[at] = -(10.0**size)


def _huge(t, acc, gyr, at, size):
    acc[at] = np.inf


def _g(t, acc, gyr, at, size):
    acc /= 9.80665


def _degrees(t, acc, gyr, at, size):
    np.rad2deg(gyr, out=gyr)


def _still(t, acc, gyr, at, size):
    acc[:] = acc[0]
    gyr[:] = gyr[0]


HURTS = [
    _nan_run, _gyr_gone, _one_cell, _stuck, _dead_axis, _dead_gyr, _jump, _far_jump, _back,
    _jitter, _clip, _spike, _huge, _g, _degrees, _still,
]  # fmt: skip


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    worn=st.tuples(
        st.sampled_from(list(SensorSite)), st.sampled_from(RATES_HZ), st.booleans()
    ),
    hurts=st.lists(
        st.tuples(
            st.sampled_from(HURTS),
            st.floats(0.0, 1.0, exclude_max=True),
            st.integers(0, 60),
        ),
        max_size=3,
    ),
    keep=st.sampled_from([None] * 9 + [0, 1, 2, 50, 130]),
)
def test_a_hurt_walk_ends_in_a_report_or_in_one_sentence(tmp_path, worn, hurts, keep):
    site, rate_hz, gyroscope = worn
    time_s, acc, gyr = resampled(site, rate_hz)
    with np.errstate(over="ignore"):
        for hurt, share, size in hurts:
            hurt(time_s, acc, gyr, int(share * len(time_s)), size)
    cells = {TIME: time_s} | dict(zip(ACC, acc.T, strict=True))
    if gyroscope:
        cells |= dict(zip(GYR, gyr.T, strict=True))
    path = tmp_path / "walk.parquet"
    pq.write_table(pa.table({name: column[:keep] for name, column in cells.items()}), path)
    try:
        report = analyse(read_imu(path, Worn(site)))
    except BadRecording as error:
        assert "\n" not in str(error)  # noqa: PT017 (some examples are analysed)
        assert len(str(error)) < 400  # noqa: PT017 (as above)
        return
    within_the_recording(report)


def within_the_recording(report):
    """Hold what every report must be, however poor the recording."""
    bouts, steps = report.bouts, report.steps
    end_s = report.start_s + report.duration_s
    assert (bouts.start_s >= report.start_s - 1e-6).all()
    assert (bouts.end_s <= end_s + 1e-6).all()
    assert (bouts.start_s[1:] >= bouts.end_s[:-1] - 1e-6).all()
    assert np.isfinite(steps.initial_contact_s).all()
    assert (np.diff(steps.initial_contact_s) > 0.0).all()
    length_m = steps.stride_length_m
    assert not (length_m < 0.0).any()
    sure = np.concatenate([bouts.direction_confidence, steps.direction_confidence])
    assert not ((sure < 0.0) | (sure > 1.0)).any()


@pytest.mark.parametrize(
    ("rate_hz", "said"),
    [
        (2.0, "which is 2 Hz; expected 20 to 2000 Hz"),
        (4000.0, "which is 4000 Hz; expected 20 to 2000 Hz"),
    ],
)
def test_rates_that_no_worn_sensor_has_are_refused_by_name(tmp_path, rate_hz, said):
    time_s, acc, _ = resampled(SensorSite.FOOT, rate_hz)
    path = tmp_path / "walk.parquet"
    pq.write_table(pa.table({TIME: time_s} | dict(zip(ACC, acc.T, strict=True))), path)
    with pytest.raises(BadRecording, match=said):
        read_imu(path, Worn(SensorSite.FOOT))
