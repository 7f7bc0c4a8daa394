"""Which walks of `ipol` have clocks that slip: shown from the sensors."""

import numpy as np
from recordings import Trial, trials
from tables import markdown, write_into
from trunk_trials import README

from retrowalk.gait.analyse import analyse
from retrowalk.signals.recording import Recording
from retrowalk.signals.smoothing import low_pass

SLIP_MS = 60.0  # a clock that moves by more against another sensor has lost samples


def slipped() -> dict[str, tuple[float, float]]:
    """Return for each ipol walk how far clocks move within it, in ms.

    First: the back's jolts against the feet's. Second: the annotated contacts against
    those that the same foot's gyroscope shows. Both: largest change from the walk's first
    part to later parts.
    """
    found = {}
    by_name: dict[str, dict[str, Trial]] = {}
    for trial in trials("ipol__*.npz"):
        name, place = trial.name.split()
        by_name.setdefault(name, {})[place] = trial
    for name, one in by_name.items():
        found[name] = (
            _between_sensors_ms(one),
            max(_to_truth_ms(one[f]) for f in ("footL", "footR")),
        )
    return found


def _between_sensors_ms(one: dict[str, Trial]) -> float:
    jolts = [_jolt(one[place].recording) for place in ("back", "footL", "footR")]
    n = min(len(jolt) for jolt in jolts)
    back, feet = jolts[0][:n], jolts[1][:n] + jolts[2][:n]
    low, high = one["back"].walking_s
    lags = [_lag_ms(back, feet, at) for at in np.arange(low + 1.5, high - 1.5, 1.0)]
    clear = np.array([lag for lag, like in lags if like >= 0.6])
    unclear = np.mean([like < 0.4 for _, like in lags])
    if unclear > 0.15:
        return float("inf")
    smooth = np.array([np.median(clear[i : i + 3]) for i in range(len(clear) - 2)])
    return float(np.abs(smooth - np.median(smooth[:4])).max())


def _jolt(recording: Recording) -> np.ndarray:
    quick = recording.acc_mps2 - low_pass(recording.acc_mps2, 3.0, recording.rate_hz)
    return low_pass(np.sqrt((quick**2).sum(axis=1)), 4.0, recording.rate_hz)


def _lag_ms(one: np.ndarray, other: np.ndarray, at_s: float) -> tuple[float, float]:
    """Return the shift at which 3 s of one look most like other, and how much."""
    at, half, reach = round(at_s * 100.0), 150, 42
    part = one[max(0, at - half) : at + half]
    best = (0.0, -1.0)
    for shift in range(-reach, reach + 1):
        first = max(0, at - half) + shift
        if first < 0 or first + len(part) > len(other):
            continue
        like = float(np.corrcoef(part, other[first : first + len(part)])[0, 1])
        best = max(best, (10.0 * shift, like), key=lambda pair: pair[1])
    return best


def _to_truth_ms(foot: Trial) -> float:
    found_s = analyse(foot.recording).steps.initial_contact_s
    true_s = foot.own_initial_s[
        :-1
    ]  # the closing step of a foot is often none of its swings
    error = np.array([found_s[np.argmin(np.abs(found_s - at))] - at for at in true_s])
    before = error[true_s < foot.uturn_s[0] - 0.5]
    after = error[true_s > foot.uturn_s[1] + 0.5]
    late = [np.median(after[-3:]), np.median(after)] if len(after) > 2 else [0.0]
    return float(1000.0 * np.abs(np.array(late) - np.median(before)).max())


def slip_table(slips: dict[str, tuple[float, float]]) -> None:
    rows = [
        [name, _ms(sensors), _ms(truth)]
        for name, (sensors, truth) in slips.items()
        if max(sensors, truth) > SLIP_MS
    ]
    head = ("walk", "back against feet (ms)", "annotation against its own foot sensor (ms)")
    write_into(README, "clocks", markdown(head, rows))


def _ms(value: float) -> str:
    return f"{value:.0f}" if np.isfinite(value) else "no common rhythm"
