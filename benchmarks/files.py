"""How long files of watches take: written, read, and Apple Health's export streamed.

`python -m benchmarks.files [--gigabytes 1]`; see README.md of this folder for how to read it.
"""

import argparse
import io
import resource
import tempfile
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import numpy as np

from retrowalk.directions import Direction
from retrowalk.files.watch.apple_health import Window, read_apple_health
from retrowalk.files.watch.finished_session import FinishedSession
from retrowalk.files.watch.fit_activity import fit_activity
from retrowalk.files.watch.fit_reading import read_fit
from retrowalk.files.watch.gpx_reading import read_gpx
from retrowalk.files.watch.gpx_writing import gpx
from retrowalk.files.watch.readings import readings
from retrowalk.files.watch.session_csv import session_csv
from retrowalk.files.watch.tcx_reading import read_tcx
from retrowalk.files.watch.tcx_writing import tcx
from retrowalk.training.prescription import Interval, Place, Prescription, Support
from retrowalk.training.session import Ending, IntervalDone, SessionRecord

START = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 22)
HOUR_S, SIX_HOURS_S = 3600, 21_600
MB = 1e6
T = TypeVar("T")
_HEAD = (
    b'<!DOCTYPE HealthData [<!ELEMENT HealthData (Record*)>]>\n<HealthData locale="en">\n'
)
_RECORD = (
    '<Record type="HKQuantityTypeIdentifier{kind}" sourceName="Watch" sourceVersion="11.1" '
    'device="&lt;&lt;HKDevice: 0x1&gt;, name:Watch, model:Watch&gt;" unit="count/min" '
    'creationDate="{at} +0100" startDate="{at} +0100" endDate="{at} +0100" value="{value}"/>\n'
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gigabytes", type=float, default=1.0)
    size = int(parser.parse_args().gigabytes * 1e9)
    hour, six = _simulated(HOUR_S), _simulated(SIX_HOURS_S)
    print("| what | size, MB | seconds of processor |\n|---|---|---|")
    for name, write in (
        ("FIT", fit_activity),
        ("TCX", tcx),
        ("GPX", gpx),
        ("CSV", session_csv),
    ):
        seconds, data = _timed(lambda write=write: write(hour))
        _row(f"write an hour at 1 Hz as {name}", len(data), seconds)
    data = fit_activity(six)
    _row("read six hours of FIT", len(data), _timed(lambda: read_fit(data, "a", TODAY))[0])
    for name, write, read in (("TCX", tcx, read_tcx), ("GPX", gpx, read_gpx)):
        text = write(six)
        seconds, _found = _timed(
            lambda read=read, text=text: read(io.BytesIO(text), "a", TODAY)
        )
        _row(f"read six hours of {name}", len(text), seconds)
    _apple(size)


def _apple(size: int) -> None:
    window = (Window(START, START + timedelta(hours=1)),)
    with tempfile.TemporaryDirectory() as folder:
        for path in (Path(folder) / "export.xml", Path(folder) / "export.zip"):
            _write_export(path, size)
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            seconds, (found,) = _timed(lambda path=path: read_apple_health(path, window))
            grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
            what = f"Apple Health {path.suffix}, {found.t_s.size} heart rates found"
            _row(
                f"{what}, memory grew by {grown / 1000:.1f} MB",
                path.stat().st_size,
                seconds,
            )
            path.unlink()


def _write_export(path: Path, size: int) -> None:
    """Write a simulated export of so many bytes: steps, and a heart rate each tenth record."""
    block = "".join(
        _RECORD.format(
            kind="HeartRate" if k % 10 == 0 else "StepCount",
            at=f"2025-{k % 12 + 1:02d}-{k % 28 + 1:02d} {k % 24:02d}:00:{k % 60:02d}",
            value=60 + k % 90,
        )
        for k in range(3000)
    ).encode()
    wanted = "".join(
        _RECORD.format(
            kind="HeartRate", at=f"2026-11-03 10:{30 + k // 12}:{k % 12 * 5:02d}", value=100
        )
        for k in range(240)
    ).encode()
    if path.suffix == ".xml":
        with path.open("wb") as handle:
            _fill(handle.write, block, wanted, size)
        return
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("apple_health_export/export.xml", "w", force_zip64=True) as handle,
    ):
        _fill(handle.write, block, wanted, size)


def _fill(write: Callable[[bytes], int], block: bytes, wanted: bytes, size: int) -> None:
    write(_HEAD)
    for _block in range(max(1, size // len(block))):
        write(block)
    write(wanted + b"</HealthData>")


def _simulated(seconds: int) -> FinishedSession:
    """Return a made-up session with one reading of every column a second."""
    t_s = np.arange(float(seconds))
    told = Interval(Direction.BACKWARD, float(seconds))
    dose = Prescription("simulated", (told,), Place.TRACK, Support.SECOND_PERSON, ())
    record = SessionRecord(
        "simulated", START, dose, Ending.COMPLETED,
        (IntervalDone(told.direction, told.duration_s, told.duration_s, None),),
        None, None, None, None, simulated=True,
    )  # fmt: skip
    found = readings(
        t_s,
        heart_rate_bpm=100.0 + t_s % 20,
        speed_mps=0.4 + 0.0 * t_s,
        cadence_spm=80.0 + t_s % 5,
        distance_m=0.4 * t_s,
        latitude_deg=48.1 + 4e-6 * t_s,
        longitude_deg=11.5 + 0.0 * t_s,
    )
    return FinishedSession("Session", record, (), found)


def _timed(run: Callable[[], T]) -> tuple[float, T]:
    begun = time.process_time()  # of the processor: the machine may be shared
    found = run()
    return time.process_time() - begun, found


def _row(what: str, size: int, seconds: float) -> None:
    print(f"| {what} | {size / MB:.1f} | {seconds:.2f} |", flush=True)


if __name__ == "__main__":
    main()
