"""The recordings this folder validates against, as Recording objects with their truth.

They belong to other people and stay outside the repository: the folder is named by the
environment variable RETROWALK_DATA, or is `shared/data` beside the repository. Each is a
NumPy archive; what it holds is said in that folder's own README.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.spatial.transform import Rotation

from retrowalk.arrays import FloatArray
from retrowalk.signals.recording import Recording, SensorSite, Side, ToldAxes

REPOSITORY = Path(__file__).resolve().parent.parent
SITES = {
    "back": SensorSite.LOWER_BACK,
    "pocket": SensorSite.POCKET,
    "shank": SensorSite.SHANK,
    "foot": SensorSite.FOOT,
    "wrist": SensorSite.WRIST,
}
SIDES = {"L": Side.LEFT, "R": Side.RIGHT}
# What the data's README says about its axes; None: not told, or not level.
VIRTUAL_AXES = ToldAxes(up="+z", forward="+x")
IPOL_BACK_AXES = ToldAxes(up="+x", forward="-z")
EVENT_SLACK_S = 0.1  # the walking span is rounded to its first and last event
PHONE_HZ = 60.0
PHONE_ACC_STEP_MPS2 = 0.1
PHONE_GYR_STEP_DPS = 0.1


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """One sensor of one recording, with what is known to be true.

    direction: shape (n,), per sample "F", "B", "L", "R" or "S"; empty where only one
        direction is known for the whole walk.
    contacts_s: initial contacts of both feet; final_s: final contacts; foot: the same
        for the sensor's own foot (both feet's for a sensor at the trunk or wrist).
    walking_s: [start, end) of the walk, or None where all of it walks.
    """

    name: str
    dataset: str
    recording: Recording
    direction: str
    labels: np.ndarray
    contacts_s: FloatArray
    own_initial_s: FloatArray
    own_final_s: FloatArray
    walking_s: FloatArray | None
    uturn_s: FloatArray | None


def data_folder() -> Path | None:
    """Return the folder of recordings, or None where there is none."""
    named = os.environ.get("RETROWALK_DATA")
    folder = Path(named) if named else REPOSITORY.parent / "shared" / "data"
    return folder if folder.is_dir() else None


def trials(pattern: str = "*.npz") -> Iterator[Trial]:
    """Yield every sensor of every recording whose file name matches, sorted by name."""
    folder = data_folder()
    for path in sorted(folder.glob(pattern)) if folder else ():
        with np.load(path) as archive:
            content = {key: archive[key] for key in archive.files}
        for key in content:
            if key.endswith("_acc"):
                yield _trial(path.stem, key.removesuffix("_acc"), content)


def as_phone(recording: Recording) -> Recording:
    """Return what a phone's browser would have given: 60 Hz, rounded values."""
    n = int(recording.duration_s * PHONE_HZ)
    at = np.arange(n) / PHONE_HZ * recording.rate_hz
    gyr = recording.gyr_radps
    return replace(
        recording,
        rate_hz=PHONE_HZ,
        acc_mps2=_rounded(_taken(recording.acc_mps2, at), PHONE_ACC_STEP_MPS2),
        gyr_radps=None
        if gyr is None
        else _rounded(_taken(gyr, at), np.radians(PHONE_GYR_STEP_DPS)),
    )


def remounted(recording: Recording, seed: int) -> Recording:
    """Return the recording of the same sensor strapped on another way, axes not told."""
    turn = Rotation.random(rng=np.random.default_rng(seed)).as_matrix()
    gyr = recording.gyr_radps
    return replace(
        recording,
        acc_mps2=recording.acc_mps2 @ turn.T,
        gyr_radps=None if gyr is None else gyr @ turn.T,
        axes=None,
    )


def backwards_in_time(recording: Recording) -> Recording:
    """Return the recording played in reverse: accelerations stay, rotations turn over."""
    gyr = recording.gyr_radps
    return replace(
        recording,
        acc_mps2=np.ascontiguousarray(recording.acc_mps2[::-1]),
        gyr_radps=None if gyr is None else np.ascontiguousarray(-gyr[::-1]),
    )


def _trial(name: str, place: str, content: dict[str, np.ndarray]) -> Trial:
    site, side = SITES[place.rstrip("LR")], SIDES.get(place[-1])
    dataset = name.split("__", maxsplit=1)[0]
    recording = Recording(
        start_s=0.0,
        rate_hz=float(content["fs"]),
        acc_mps2=content[f"{place}_acc"].astype(np.float64),
        gyr_radps=content[f"{place}_gyr"].astype(np.float64),
        site=site,
        side=side,
        axes=_axes(dataset, site),
    )
    initial, final = _events(content)
    if "walk" in content:
        initial, final = (_within(events, content["walk"]) for events in (initial, final))
    own = "LR" if site in {SensorSite.LOWER_BACK, SensorSite.WRIST} else place[-1]
    return Trial(
        name=f"{name} {place}",
        dataset=dataset,
        recording=recording,
        direction="backward" if "walk-back" in name else "forward",
        labels=content.get("dir", np.zeros(0, dtype="S1")),
        contacts_s=np.sort(np.concatenate([initial["L"], initial["R"]])),
        own_initial_s=np.sort(np.concatenate([initial[foot] for foot in own])),
        own_final_s=np.sort(np.concatenate([final[foot] for foot in own])),
        walking_s=content.get("walk"),
        uturn_s=content.get("uturn"),
    )


def _axes(dataset: str, site: SensorSite) -> ToldAxes | None:
    if dataset in {"bandai", "session", "cmu", "style100"}:
        return VIRTUAL_AXES
    if dataset == "ipol" and site is SensorSite.LOWER_BACK:
        return IPOL_BACK_AXES
    return None


def _events(
    content: dict[str, np.ndarray],
) -> tuple[dict[str, FloatArray], dict[str, FloatArray]]:
    """Return initial and final contacts by foot, in seconds."""
    if "ev_L" in content:
        return (
            {foot: content[f"ev_{foot}"][:, 1] for foot in "LR"},
            {foot: content[f"ev_{foot}"][:, 0] for foot in "LR"},
        )
    return (
        {foot: content[f"IC_{foot}"] for foot in "LR"},
        {foot: content[f"TO_{foot}"] for foot in "LR"},
    )


def _within(events: dict[str, FloatArray], walk_s: FloatArray) -> dict[str, FloatArray]:
    """Return the events of the walk; a fidget of the feet afterwards is no step of it."""
    low, high = walk_s[0] - EVENT_SLACK_S, walk_s[1] + EVENT_SLACK_S
    return {foot: at[(at >= low) & (at <= high)] for foot, at in events.items()}


def _taken(values: FloatArray, at: FloatArray) -> FloatArray:
    """Return values at fractional samples, shape (len(at), 3)."""
    samples = np.arange(len(values))
    return np.stack([np.interp(at, samples, values[:, axis]) for axis in range(3)], axis=1)


def _rounded(values: FloatArray, step: float) -> FloatArray:
    return np.asarray(np.round(values / step) * step)
