"""Which faint rises can be steps: feet take turns, a turn turns, who still goes is caught.

A faint rise is a step as often as not, and its height does not say which. Three things do
that hold whoever walks. Between two clear steps of one foot the other foot landed an odd
number of times, and the sway tells whose turn a clear step was. A pause of some steps is
part of a walk where the body turns meanwhile; where it does not, the person stands. And a
body that still goes ahead when a foot has landed comes to rest over one more.
"""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray, IntArray
from retrowalk.gait.kernels.trunk_rules import (
    CATCHING_STEPS,
    CLEAR_SWAY,
    CLOSING_STEPS,
    LANDS_AFTER_S,
    LEAST_ROW,
    LEAST_TURN_RAD,
    MISSED_STEPS,
    PAUSE_STEPS,
    SLOWED_MPS,
    TURNING_STEPS,
    VOTING_STEPS,
)
from retrowalk.gait.trunk.signature_trunk import Going
from retrowalk.gait.trunk.trunk import Trunk


@dataclass(frozen=True, slots=True, eq=False)
class Tops:
    """What rises once a step; n tops, ascending.

    at: shape (n,), samples. landed: shape (n,), samples with fractions, when most of the
    rise is done. rise: shape (n,), above the low before, in m/s2. sway: shape (n,), the
    speed to one side as a foot would land, in spreads of the walk; none where no line of
    walking is known. heading_rad: shape (n,), then; none without a gyroscope.
    """

    at: IntArray
    landed: FloatArray
    rise: FloatArray
    sway: FloatArray
    heading_rad: FloatArray


def tops_of(
    trunk: Trunk, going: Going | None, at: IntArray, landed: FloatArray, rise: FloatArray
) -> Tops:
    """Return tops with what the trunk does to the side and about up as a foot would land."""
    sway = heading = np.zeros(0)
    if going is not None and len(going.centre):
        then = landing(landed, trunk)
        sway = going.aside_mps[then] / max(float(going.aside_mps.std()), 1e-9)
        gyr = trunk.walk.gyr_radps
        if gyr is not None:
            turned = np.cumsum(gyr @ trunk.walk.up()) / trunk.walk.rate_hz
            heading = turned[then]
    return Tops(at, landed, rise, sway, heading)


def landing(landed: FloatArray, trunk: Trunk) -> IntArray:
    """Return the samples nearest to when feet land, shape (n,)."""
    walk = trunk.walk
    at = np.rint(landed + LANDS_AFTER_S * walk.rate_hz).astype(np.int64)
    return np.clip(at, 0, walk.n_samples - 1)


def stood(tops: Tops, known: IntArray, step_samples: float) -> BoolArray:
    """Return after which clear rises the person stands, shape (n_known - 1,).

    known: rows of the clear rises. Stands: a pause of steps in which the body does not
    turn. Without a gyroscope nobody is said to stand.
    """
    if not len(tops.heading_rad):
        return np.zeros(max(len(known) - 1, 0), dtype=np.bool_)
    still = np.abs(np.diff(tops.heading_rad[known])) < LEAST_TURN_RAD
    return (np.diff(tops.landed[known]) > PAUSE_STEPS * step_samples) & still


def expected(
    tops: Tops, clear: BoolArray, stands: BoolArray, step_samples: float
) -> BoolArray:
    """Return where a step must be although its rise is faint, shape (n,).

    stands: between which clear rises the person stands, shape (n_clear - 1,).
    """
    peaks, far = tops.at, np.iinfo(np.int32).max
    before = np.maximum.accumulate(np.where(clear, peaks, -far))
    after = np.minimum.accumulate(np.where(clear, peaks, far)[::-1])[::-1]
    follows = np.append(False, clear[:-1])
    closing = follows & (peaks - before <= CLOSING_STEPS * step_samples)
    turning = ~np.pad(stands, 1)[np.cumsum(clear)]
    return np.asarray(
        closing | (turning & (after - before <= TURNING_STEPS * step_samples))
    )


def take_turns(keep: BoolArray, known: IntArray, tops: Tops, step_samples: float) -> None:
    """Strike, in place, the last faint rise of a turn where a foot would follow itself.

    known: rows of the clear rises. The last: out of a turn the body is shifted over the
    foot that stands and pushed off, a rise with no landing, before the next clear step.
    """
    if not len(tops.sway):
        return
    far = np.diff(tops.landed[known]) > MISSED_STEPS * step_samples
    row = np.append(0, np.cumsum(far))
    for gap in np.flatnonzero(far).tolist():
        first, last = int(known[gap]), int(known[gap + 1])
        faint = first + 1 + np.flatnonzero(keep[first + 1 : last])
        if len(faint) < 2:  # one alone may be one of two: that is not for this to say
            continue
        one = _side(tops.sway[known[row == row[gap]][::-1][:VOTING_STEPS]])
        other = _side(tops.sway[known[row == row[gap + 1]][:VOTING_STEPS]])
        clear = min(abs(one), abs(other)) >= CLEAR_SWAY
        if clear and (len(faint) % 2 == 1) != (one * other > 0.0):
            keep[faint[-1]] = False


def _side(sway: FloatArray) -> float:
    """Return the sway at the first of a row of steps, by vote; 0 where only one votes."""
    turns = np.where(np.arange(len(sway)) % 2 == 0, 1.0, -1.0)
    return float((turns * sway).mean()) if len(sway) > 1 else 0.0


def catch(keep: BoolArray, trunk: Trunk, going: Going, tops: Tops) -> None:
    """Keep, in place, also the top after the last step if the body still goes on there.

    However faint: the last foot is set beside the other, and the body hardly rises.
    """
    step_samples = trunk.walk.stride_samples / 2.0
    rows = np.flatnonzero(keep)
    following = rows[-1] + 1
    if len(rows) <= LEAST_ROW or following == len(keep) or not len(going.centre):
        return
    later = tops.landed[following] - tops.landed[rows[-1]]
    first, last = landing(tops.landed[rows[[0, -1]]], trunk).tolist()
    if later <= CATCHING_STEPS * step_samples:
        way = np.tanh(0.5 * going.score[-1])
        ahead = trunk.along(going.frame[0])
        lean = ahead[first:last].mean()  # what of gravity leaks into ahead
        after = ahead[last : last + int(CLOSING_STEPS * step_samples)]
        slowed = -way * (after - lean).sum() / trunk.walk.rate_hz
        keep[following] = slowed >= SLOWED_MPS
