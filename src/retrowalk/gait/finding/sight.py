"""What a look at a recording goes by: the limits of walking, in its own samples."""

from functools import cache

from retrowalk.gait.finding.gaitlike import (
    BURSTS_FROM_S,
    MIN_BURST,
    MIN_LEG_RADPS,
    MIN_SHARP_SHARE,
    SHARP_STEPS,
)
from retrowalk.gait.finding.pieces import MIN_WALK_S, Pieces
from retrowalk.gait.finding.rhythm import (
    CLEAR_LIKENESS,
    MAX_STEP_S,
    MAX_STRIDE_S,
    MIN_LIKENESS,
    MIN_STEP_S,
    MIN_STRIDE_S,
    beat_of,
)
from retrowalk.gait.kernels.numpy_look import Landing, Sight
from retrowalk.gait.settings import Settings
from retrowalk.gait.sites import STEP_SITES
from retrowalk.signals.recording import SensorSite

EDGE_BLOCK_S = 0.25
EDGE_SHARE = 0.25  # of the walk's own median spread: below this a block stands still
# The last step, beside the other foot, hardly shakes the trunk: it lies just past what
# moves in 8 of 27 real walks (validation/direction/calibration.md).
CLOSING_S = 0.5
# A foot has landed, but not yet settled, where its walk ends in 9 of 27 real walks
# (validation/contacts).
SETTLING_S = 0.25


def sight_of(pieces: Pieces, site: SensorSite, settings: Settings) -> Sight:
    """Return how pieces of a recording from a site are looked at."""
    scales = pieces.acc_scale, pieces.gyr_scale
    return _sight(pieces.rate_hz, scales, site, settings)


@cache
def _sight(
    rate_hz: float, scales: tuple[float, float], site: SensorSite, settings: Settings
) -> Sight:
    lasting = BURSTS_FROM_S * rate_hz
    return Sight(
        rate_hz=float(rate_hz),
        acc_scale=float(scales[0]),
        gyr_scale=float(scales[1]),
        stride=beat_of(rate_hz, MAX_STRIDE_S),
        step=beat_of(rate_hz, MAX_STEP_S),
        shortest_s=(MIN_STRIDE_S, MIN_STEP_S),
        clear=CLEAR_LIKENESS,
        alike=MIN_LIKENESS,
        asks_rise=site in STEP_SITES,
        asks_landing=site is not SensorSite.WRIST,
        least_turn_radps=0.0 if site in STEP_SITES else MIN_LEG_RADPS,
        landing=Landing(SHARP_STEPS, MIN_SHARP_SHARE, MIN_BURST, lasting),
        edge=max(2, round(EDGE_BLOCK_S * rate_hz)),
        edge_share=EDGE_SHARE,
        pause=round(settings.max_pause_s * rate_hz),
        least=MIN_WALK_S * rate_hz,
        room=_room(site, rate_hz),
    )


def _room(site: SensorSite, rate_hz: float) -> tuple[int, int]:
    """Return the samples before and after what moves in which contacts may lie.

    A wrist goes on swinging when the feet have come to rest, and needs none.
    """
    if site is SensorSite.WRIST:
        return 0, 0
    if site is SensorSite.LOWER_BACK:
        return 0, round(CLOSING_S * rate_hz)
    return round(SETTLING_S * rate_hz), round(SETTLING_S * rate_hz)
