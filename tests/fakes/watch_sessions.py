"""Finished sessions made up for tests of files: any names, any readings that can be."""

from datetime import UTC, datetime

import numpy as np
from hypothesis import strategies as st

from retrowalk.directions import Direction
from retrowalk.files.watch.finished_session import FinishedSession
from retrowalk.files.watch.readings import readings
from retrowalk.training.prescription import Band, Interval, Place, Prescription, Support
from retrowalk.training.session import Ending, IntervalDone, MeasuredWalk, SessionRecord

STARTED_AT = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
ODD_NAMES = (
    "Sitzung 4 \N{WOMAN}\N{ZERO WIDTH JOINER}\N{RUNNER}",
    "שלום הליכה",
    "مشي",
    "a" * 300,
    "<&>\"'",
    "]]>",
    "=1+1",
    "",
    "\x00\x07",
)


def prescription(rounds=3, place=Place.TREADMILL):
    """Return rounds of a minute forward and half a minute backward."""
    each = (
        Interval(Direction.FORWARD, 60.0, Band(0.5, 0.9)),
        Interval(
            Direction.BACKWARD, 30.0, Band(0.31, 0.52), heart_rate_bpm=Band(90.4, 110.2)
        ),
    )
    return Prescription("made_up", each * rounds, place, Support.RAIL_OR_WALL, ())


def session(
    name="Session 4",
    *,
    found=None,
    done_s=None,
    rounds=3,
    simulated=False,
    started_at=STARTED_AT,
):
    """Return a session whose parts follow each other without a gap."""
    told = prescription(rounds)
    walked = [i.duration_s for i in told.intervals] if done_s is None else done_s
    record = SessionRecord(
        session_id="5e9b7c1e-0000-4000-8000-000000000000",
        started_at=started_at,
        prescription=told,
        ending=Ending.COMPLETED,
        intervals=tuple(
            IntervalDone(i.direction, i.duration_s, s, _seen(k, i.direction))
            for k, (i, s) in enumerate(zip(told.intervals, walked, strict=True))
        ),
        pain_before=1,
        pain_after=2,
        rpe_cr10=3.0,
        stumbles=0,
        simulated=simulated,
    )
    return FinishedSession(name, record, (), found or readings(np.empty(0)))


def _seen(number, direction):
    """Return what was seen: nothing of every third part, and of one another direction."""
    if number % 3 == 2:
        return None
    seen = Direction.UNKNOWN if number == 4 else direction
    return MeasuredWalk(seen, 31 + number, 66.0)


def one_a_second(n, *, track=False):
    """Return n readings, one a second, of every column."""
    t_s = np.arange(float(n))
    columns = {
        "heart_rate_bpm": 100.0 + t_s % 20,
        "speed_mps": 0.4 + 0.01 * (t_s % 7),
        "cadence_spm": 80.0 + t_s % 5,
        "distance_m": 0.4 * t_s,
    }
    if track:
        columns |= {"latitude_deg": 48.1 + 4e-6 * t_s, "longitude_deg": 11.5 + 0.0 * t_s}
    return readings(t_s, **columns)


@st.composite
def sessions(draw, *, always_a_track=False):
    """Draw any session that can be: odd names, gaps, holes, any start."""
    n = draw(st.integers(0, 30))
    gaps = draw(st.lists(st.integers(1, 90), min_size=n, max_size=n))
    t_s = np.cumsum(gaps, dtype=float) - (gaps[0] if gaps else 0)
    columns = {
        "heart_rate_bpm": draw(_column(n, st.integers(20, 250))),
        "speed_mps": draw(_column(n, st.integers(0, 15_000))) / 1000,
        "cadence_spm": draw(_column(n, st.integers(0, 400))),
        "distance_m": np.sort(draw(_column(n, st.integers(0, 50_000_000)))) / 100,
    }
    if n and (always_a_track or draw(st.booleans())):
        columns |= {
            "latitude_deg": np.array(draw(_all(n, 48_000_000, 48_010_000))) / 1e6,
            "longitude_deg": np.array(draw(_all(n, -500, 500))) / 1e6,
        }
    return session(
        draw(st.text(max_size=80) | st.sampled_from(ODD_NAMES)),
        found=readings(t_s, **columns),
        done_s=draw(st.lists(st.integers(0, 600).map(float), min_size=6, max_size=6)),
        simulated=draw(st.booleans()),
        started_at=draw(st.datetimes(datetime(2000, 1, 2), datetime(2026, 11, 20))).replace(
            microsecond=0, tzinfo=UTC
        ),
    )


def _column(n, values):
    return st.lists(values | st.none(), min_size=n, max_size=n).map(
        lambda cells: np.array([np.nan if c is None else c for c in cells], dtype=float)
    )


def _all(n, low, high):
    return st.lists(st.integers(low, high), min_size=n, max_size=n)
