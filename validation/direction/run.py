"""Say the direction of every recording many ways, and write the tables into the README.

    python validation/direction/run.py

Needs the recordings (see validation/README.md); without them it says so and changes
nothing. Contacts and the lower back have their own: validation/contacts, calibration.py.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from chart import reliability_chart
from disturbed import (
    biased,
    clipped,
    interrupted,
    miscalibrated,
    moved,
    noisy,
    put_back,
    quicker,
    resampled,
    slipping,
    smaller,
    without,
)
from fit import HEAD, LEGS, computed, weights_rows
from left_out import Said, reliability, said_left_out, said_of
from recordings import (
    Trial,
    as_phone,
    backwards_in_time,
    data_folder,
    remounted,
    trials,
)
from scoring import Tally
from tables import markdown, write_into

from retrowalk.directions import Direction
from retrowalk.gait.analyse import analyse
from retrowalk.signals.recording import Recording, SensorSite

README = Path(__file__).with_name("README.md")
CHART = Path(__file__).with_name("reliability.svg")
SHORTEST_S = 1.2  # a clip made shorter than this by playing it quickly holds no stride
Way = Callable[[Recording], Recording]


def untold(recording: Recording) -> Recording:
    """Return the recording without its axes."""
    return replace(recording, axes=None)


def phone(seed: int) -> Way:
    """Return a way: strapped on at random, not told, and read by a phone's browser."""
    return lambda recording: as_phone(remounted(recording, seed))


WAYS: dict[str, tuple[Way, ...]] = {
    "told, 100 Hz": (lambda recording: recording,),
    "not told, 100 Hz": (lambda recording: remounted(recording, 1),),
    "not told, phone": (phone(1), phone(2)),
    "not told, phone, noise": (lambda recording: as_phone(noisy(remounted(recording, 3))),),
}
DISTURBANCES: dict[str, Way] = {
    "30 Hz": lambda recording: resampled(untold(recording), 30.0),
    "200 Hz": lambda recording: resampled(untold(recording), 200.0),
    "noise 1 m/s2, 0.3 rad/s": lambda recording: noisy(untold(recording), 1.0, 0.3),
    "gyroscope off by 3 deg/s, drifting 3 more": lambda recording: biased(
        untold(recording)
    ),
    "sensor turns 60 deg/min": lambda recording: slipping(untold(recording)),
    "sensor turns 180 deg/min": lambda recording: slipping(untold(recording), 180.0),
    "excursions halved": lambda recording: smaller(untold(recording), 0.5),
    "gyroscope 5 deg/s, accelerometer 0.3 m/s2 off, scales 3 % off": lambda recording: (
        miscalibrated(untold(recording))
    ),
    "accelerometer clips at 2 g": lambda recording: clipped(untold(recording)),
    "0.2 to 1 s lost about every 6 s": lambda recording: interrupted(untold(recording)),
}
ELSEWHERE = {
    "at the ankle; top of the shank; back trouser pocket": {
        SensorSite.FOOT: (-0.06, 0.0, 0.1),
        SensorSite.SHANK: (0.0, 0.0, 0.15),
        SensorSite.POCKET: (-0.13, 0.0, 0.12),
    },
    "on the heel; at the ankle; at the knee": {
        SensorSite.FOOT: (-0.1, 0.0, 0.0),
        SensorSite.SHANK: (0.04, 0.0, -0.25),
        SensorSite.POCKET: (0.07, 0.0, -0.3),
    },
}
PACES = (0.6, 0.8, 1.2, 1.4)
OPPOSITE = {b"F": b"B", b"B": b"F"}


def main() -> None:
    if data_folder() is None:
        sys.exit("The recordings are not here; set RETROWALK_DATA to their folder.")
    many = [*computed(), *_legs("session__*.npz")]
    real = [*_legs("ipol__*.npz"), *_legs("gaittoolbox__*.npz")]
    write_into(README, "computed", targets_table(many))
    write_into(README, "real", real_table(real))
    write_into(README, "disturbed", disturbed_table(_straight(many)))
    fit_to = computed()
    write_into(README, "weights", markdown(HEAD, weights_rows(fit_to)))
    hard = [
        untold,
        phone(1),
        DISTURBANCES["30 Hz"],
        DISTURBANCES["noise 1 m/s2, 0.3 rad/s"],
    ]
    left_out = said_left_out(fit_to, hard)
    shipped = said_of(real, [untold, phone(1)])
    write_into(README, "scores", scores_table({"left out": left_out, "real": shipped}))
    write_into(README, "reliability", reliability_table(left_out))
    CHART.write_text(
        reliability_chart({site: reliability(left_out[site]) for site in LEGS})
    )


def _legs(pattern: str) -> list[Trial]:
    return [one for one in trials(pattern) if one.recording.site in LEGS]


def _straight(many: Sequence[Trial]) -> list[Trial]:
    """Return the recordings that walk both ways and in a line, to be disturbed."""
    curves = ("walk-left", "walk-right")
    return [
        one
        for one in many
        if one.dataset in {"bandai", "session"} and not any(c in one.name for c in curves)
    ]


def tallied(many: Sequence[Trial], ways: Sequence[Way]) -> Tally:
    """Return the agreement over all these trials, each given all these ways."""
    tally = Tally()
    for trial in many:
        for way in ways:
            given = way(trial.recording)
            if given.duration_s >= SHORTEST_S:
                tally.add_direction(trial, analyse(given))
    return tally


def targets_table(many: Sequence[Trial]) -> str:
    rows = []
    for site in LEGS:
        own = [one for one in many if one.recording.site is site]
        for name, ways in WAYS.items():
            tally = tallied(own, ways)
            rows.append(
                [
                    str(site),
                    name,
                    *tally.cells(Direction.BACKWARD),
                    *tally.cells(Direction.FORWARD),
                    f"{tally.right} / {tally.wrong} / {tally.unknown}",
                ]
            )
    head = (
        "site",
        "given",
        "backward strides",
        "right",
        "wrong",
        "unknown",
        "forward strides",
        "right",
        "wrong",
        "unknown",
        "bouts right / wrong / unknown",
    )
    return markdown(head, rows)


def real_table(real: Sequence[Trial]) -> str:
    rows = []
    for dataset, site in (
        ("ipol", SensorSite.FOOT),
        ("gaittoolbox", SensorSite.FOOT),
        ("gaittoolbox", SensorSite.SHANK),
        ("gaittoolbox", SensorSite.POCKET),
    ):
        own = [o for o in real if o.dataset == dataset and o.recording.site is site]
        for name, ways in (
            ("as given", (untold,)),
            ("strapped on otherwise, phone", (phone(1), phone(2))),
        ):
            tally = tallied(own, ways)
            turned = tallied([_reversed(one) for one in own], ways)
            rows.append(
                [
                    f"{dataset}, {site}",
                    name,
                    *tally.cells(Direction.FORWARD),
                    str(tally.strides_turning),
                    *turned.cells(Direction.BACKWARD),
                ]
            )
    head = (
        "recordings",
        "given",
        "forward strides",
        "right",
        "called backward",
        "unknown",
        "turning",
        "played in reverse: strides",
        "read backward",
        "read forward",
        "unknown",
    )
    return markdown(head, rows)


def _reversed(trial: Trial) -> Trial:
    return replace(
        trial,
        recording=backwards_in_time(trial.recording),
        direction="backward",
        labels=np.array([OPPOSITE.get(bytes(one), one) for one in trial.labels[::-1]]),
    )


def disturbed_table(many: Sequence[Trial]) -> str:
    rows = [_disturbed(name, many, way) for name, way in DISTURBANCES.items()]
    for times in PACES:
        paced = [_paced(one, times) for one in many]
        rows.append(_disturbed(f"walked {times:g} times as quickly", paced, untold))
    slow = [_paced(one, 0.6) for one in many if one.dataset == "bandai"]
    name = "walked 0.6 times as quickly, excursions halved"
    rows.append(_disturbed(name, slow, DISTURBANCES["excursions halved"]))
    rows += [
        _disturbed(f"sensor {name}", many, _elsewhere(places))
        for name, places in ELSEWHERE.items()
    ]
    sessions = [one for one in many if one.dataset == "session"]
    seamless = [_without_pauses(one) for one in sessions]
    rows.append(_disturbed("sessions: direction changes without a pause", seamless, untold))
    turned = [
        one for trial in many if trial.dataset == "session" for one in _put_back(trial)
    ]
    rows.append(_disturbed("sessions: put back turned round in a pause", turned, untold))
    return markdown(("disturbance", *(f"{site}: right, wrong" for site in LEGS)), rows)


def _disturbed(name: str, many: Sequence[Trial], way: Way) -> list[str]:
    cells = [name]
    for site in LEGS:
        tally = tallied([one for one in many if one.recording.site is site], (way,))
        judged = tally.strides_right + tally.strides_wrong + tally.strides_unknown
        cells.append(
            f"{100.0 * tally.strides_right / max(judged, 1):.1f} %, {tally.strides_wrong} "
            f"of {judged}"
        )
    return cells


def _elsewhere(places: dict[SensorSite, tuple[float, float, float]]) -> Way:
    return lambda recording: moved(untold(recording), places[recording.site])


def _without_pauses(trial: Trial) -> Trial:
    gone = trial.labels == b"S"
    return replace(
        trial, recording=without(trial.recording, gone), labels=trial.labels[~gone]
    )


def _put_back(trial: Trial) -> list[Trial]:
    """Return the session once for each pause in which the sensor may be turned round."""
    still = np.flatnonzero(trial.labels == b"S")
    pauses = np.split(still, np.flatnonzero(np.diff(still) > 1) + 1)[1:-1]
    return [
        replace(trial, recording=put_back(trial.recording, int(np.median(pause))))
        for pause in pauses
    ]


def _paced(trial: Trial, times: float) -> Trial:
    """Return the trial walked more quickly, its labels on the new clock."""
    given = quicker(trial.recording, times)
    at = np.minimum((times * np.arange(given.n_samples)).astype(int), len(trial.labels) - 1)
    return replace(trial, recording=given, labels=trial.labels[at])


def scores_table(said: dict[str, dict[SensorSite, Said]]) -> str:
    rows = [
        [
            str(site),
            name,
            str(len(one.right)),
            f"{one.brier():.4f}",
            f"{one.log_loss():.3f}",
            str(int((~one.right).sum())),
            str(int((~one.right & (one.confidence >= 0.9)).sum())),
            f"{100.0 * (one.confidence < 0.9).mean():.1f} %",
        ]
        for name, sites in said.items()
        for site, one in sites.items()
    ]
    head = (
        "site",
        "judged",
        "strides",
        "Brier score (coin: 0.25)",
        "log loss (coin: 0.69)",
        "wrong",
        "wrong with 0.9 or more",
        "below 0.9: shown as unknown",
    )
    return markdown(head, rows)


def reliability_table(said: dict[SensorSite, Said]) -> str:
    rows = [
        [
            str(site),
            f"{sure:.3f}",
            f"{100.0 * right:.1f} %",
            str(strides),
            str(recordings),
        ]
        for site in LEGS
        for sure, right, strides, recordings in reliability(said[site])
    ]
    return markdown(
        ("site", "confidence said, mean", "right", "strides", "of recordings"), rows
    )


if __name__ == "__main__":
    main()
