"""Made-up strides of the demo household's sessions, as the report of a phone in a pocket."""

import math

from retrowalk.directions import Direction
from retrowalk.files.gait_json import SCHEMA, Json
from retrowalk.server.sessions.models import WalkedSession
from retrowalk.training.codec.session import record_from_json
from retrowalk.training.session import IntervalDone

# Invented for the demo and labelled simulated wherever shown: strides/s, metres, m/s2.
STRIDE_S = {Direction.FORWARD: 1.18, Direction.BACKWARD: 1.28}
STRIDE_M = {Direction.FORWARD: 1.12, Direction.BACKWARD: 0.75}
LANDING_MPS2 = {Direction.FORWARD: 9.5, Direction.BACKWARD: 7.8}
LONGER_M = 0.004  # m that a stride grows from session to session
SOFTER_MPS2 = 0.06  # m/s2 that landings soften from session to session
WOBBLE = 0.02  # share by which strides differ
COLUMNS = (
    "bout",
    "initial_contact_s",
    "direction",
    "stride_s",
    "stride_length_m",
    "landing_peak_mps2",
)

Step = tuple[Json, ...]


def seen(walk: WalkedSession, number: int) -> dict[str, Json] | None:
    """Return the made-up gait report of a session; None where no sensor was on.

    number: how many sessions came before, because people change as they train.
    """
    rows: list[Step] = []
    at_s = 0.0
    for bout, done in enumerate(record_from_json(walk.record).intervals):
        if done.measured is not None and done.done_s > 0.0:
            rows += _strides(bout, at_s, done, number)
        at_s += done.done_s
    if not rows:
        return None
    steps: dict[str, Json] = {
        name: list(column)
        for name, column in zip(COLUMNS, zip(*rows, strict=True), strict=True)
    }
    return {
        "schema": SCHEMA,
        "recording": {"site": "pocket", "simulated": True, "start_s": 0.0},
        "bouts": [],
        "steps": steps,
        "not_measured": [],
    }


def _strides(bout: int, start_s: float, done: IntervalDone, number: int) -> list[Step]:
    way = done.direction
    stride_s, stride_m = STRIDE_S[way], STRIDE_M[way] + LONGER_M * number
    landing = LANDING_MPS2[way] - SOFTER_MPS2 * number
    rows: list[Step] = []
    for k in range(int(done.done_s / stride_s)):
        wave = 1.0 + WOBBLE * math.sin(2.4 * k + number)
        rows.append(
            (
                bout,
                round(start_s + k * stride_s, 3),
                way.value,
                round(stride_s * wave, 4),
                round(stride_m * wave, 4),
                round(landing * (2.0 - wave), 3),
            )
        )
    return rows
