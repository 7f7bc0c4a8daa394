import numpy as np
import pytest

from retrowalk.directions import CODES, Direction
from retrowalk.files.columns import Columns, Worn
from retrowalk.gait.finding.turns import NO_TURNS
from retrowalk.gait.measures.days import NO_DAYS
from retrowalk.gait.measures.matched import NOT_MATCHED
from retrowalk.gait.measures.measures import Measures, StepMeasures
from retrowalk.gait.measures.sways import NO_SWAYS
from retrowalk.gait.report import Bouts, GaitReport, NotMeasured, Steps
from retrowalk.signals.recording import SensorSite, Side
from retrowalk.signals.stretches import NO_STRETCHES


@pytest.fixture
def lower_back():
    return Worn(SensorSite.LOWER_BACK)


@pytest.fixture
def columns_at():
    """Return a maker of samples at given times: gravity along x, a swing along y."""

    def make(time_s, gyroscope=False, **changed):
        time_s = np.asarray(time_s, dtype=float)
        n = time_s.size
        acc = np.column_stack(
            [np.full(n, 9.81), np.sin(np.nan_to_num(time_s)), np.zeros(n)]
        )
        gyr = np.column_stack([np.cos(time_s)] * 3) if gyroscope else None
        content = {"acc_mps2": acc, "gyr_radps": gyr} | changed
        return Columns("walk.csv", lambda row: f"line {row + 2}", time_s, **content)

    return make


@pytest.fixture
def report():
    """Return a report with a bout forward, one of unknown direction, and one without steps."""
    codes = [
        CODES.index(d) for d in (Direction.FORWARD, Direction.UNKNOWN, Direction.BACKWARD)
    ]
    nan = np.nan
    return GaitReport(
        start_s=100.0,
        duration_s=60.0,
        rate_hz=100.0,
        site=SensorSite.FOOT,
        side=Side.LEFT,
        axes="found",
        simulated=True,
        bouts=Bouts(
            start_s=np.array([101.0, 120.0, 140.0]),
            end_s=np.array([110.0, 130.0, 141.0]),
            direction=np.array(codes, dtype=np.int8),
            direction_confidence=np.array([0.9, nan, 0.6]),
            steps=np.array([4, 2, 0]),
            cadence_spm=np.array([100.0, 90.0, nan]),
        ),
        steps=Steps(
            bout=np.array([0, 0, 1]),
            initial_contact_s=np.array([101.5, 102.7, 121.0]),
            final_contact_s=np.array([102.2, nan, nan]),
            foot=np.array([1, 1, 0], dtype=np.int8),
            direction=np.array([1, 1, 0], dtype=np.int8),
            direction_confidence=np.array([0.9, 0.8, nan]),
            stride_length_m=np.array([1.2, nan, nan]),
        ),
        not_measured=(NotMeasured("stride length", "the foot never rested"),),
        step_measures=StepMeasures.unmeasured(3),
        bout_measures=Measures.unmeasured(3),
        direction_measures=Measures.unmeasured(4),
        matched=NOT_MATCHED,
        turns=NO_TURNS,
        quality=NO_STRETCHES,
        quiet=NO_SWAYS,
        days=NO_DAYS,
    )
