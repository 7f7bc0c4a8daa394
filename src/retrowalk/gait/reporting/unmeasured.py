"""What the report does not hold, and why: said, never left to be guessed."""

from collections.abc import Iterator, Sequence

import numpy as np

from retrowalk.gait.evidence import LEG_SITES
from retrowalk.gait.facts import Facts
from retrowalk.gait.judging.deciding import AXES_UNKNOWN
from retrowalk.gait.judging.direction import BACKWARD, FORWARD, UNKNOWN
from retrowalk.gait.measures.matched import MIN_STRIDES as MATCHED_STRIDES
from retrowalk.gait.measures.sways import NOT_LOOKED_FOR
from retrowalk.gait.measures.variability import MIN_STRIDES
from retrowalk.gait.measures.walk_measures import WalkMeasures
from retrowalk.gait.report import GaitReport, NotMeasured
from retrowalk.gait.sites import STEP_SITES
from retrowalk.signals.recording import SensorSite

CLIPPED_SHARE = 0.005  # of values; own choice
STILL_SHARE = 0.9  # of the recording; own choice
NO_GYROSCOPE = (
    "the recording has no gyroscope, and the direction is read from how the leg turns"
)
NO_FORWARD = "it needs the forward axis, which is not known"
TRUNK = "it is measured at the lower back"


def not_measured(
    facts: Facts, seen: GaitReport, noted: Sequence[WalkMeasures]
) -> tuple[NotMeasured, ...]:
    """Return what is missing from the report of a recording."""
    gaps = [*_of_the_signal(facts, seen, noted)]
    if seen.bouts.start_s.size:
        gaps += [
            *_of_steps(facts, seen),
            *_of_strides(facts, seen),
            *_of_trunk(facts, seen),
        ]
    why = _direction_gap(facts, seen)
    return (*gaps, NotMeasured("direction", why)) if why else tuple(gaps)


def _of_the_signal(
    facts: Facts, seen: GaitReport, noted: Sequence[WalkMeasures]
) -> Iterator[NotMeasured]:
    """Yield what the signal itself keeps back: gaps, clipping, a sensor at rest."""
    if facts.missing_s > 0.0:
        yield NotMeasured(
            "walking inside gaps",
            f"samples are missing there, {facts.missing_s:.2f} s in all",
        )
    if facts.lost:
        yield NotMeasured("all of the file", facts.lost)
    clipped = max((one.clipped_share for one in noted), default=0.0)
    if clipped >= CLIPPED_SHARE:
        yield NotMeasured(
            "hard landings",
            f"the acceleration stays at its end of range in up to {clipped:.1%} of values",
        )
    if not seen.bouts.start_s.size and facts.still_share >= STILL_SHARE:
        yield NotMeasured(
            "walking", f"the sensor lay still {facts.still_share:.0%} of the time"
        )
    if not facts.has_gyroscope:
        yield NotMeasured("turning", "the recording has no gyroscope")


def _of_steps(facts: Facts, seen: GaitReport) -> Iterator[NotMeasured]:
    """Yield what is not known of contacts and feet."""
    if facts.site not in STEP_SITES:
        yield NotMeasured(
            "contacts of the other foot",
            "the sensor is on one leg: its rows are that foot's contacts, and the steps of a "
            "bout are counted as two for each",
        )
        yield NotMeasured(
            "step times and their symmetry", "the other foot's contacts are not seen"
        )
        if not facts.has_gyroscope:
            yield NotMeasured("final contacts", "without a gyroscope the swing is not seen")
        return
    yield NotMeasured(
        "final contacts, stance, swing, double support",
        "a sensor that is not on a leg does not show when a foot leaves the ground",
    )
    if not seen.steps.foot.any():
        back = facts.site is SensorSite.LOWER_BACK
        yield NotMeasured(
            "foot", NO_FORWARD if back else "the arm does not show which foot steps"
        )


def _of_strides(facts: Facts, seen: GaitReport) -> Iterator[NotMeasured]:
    """Yield what is not known of lengths, of variability, and of the foot's landing."""
    of = seen.direction_measures
    foot = facts.site is SensorSite.FOOT and facts.has_gyroscope
    if not np.isfinite(of.stride_length_m).any():
        yield NotMeasured(
            "stride length, speed, walk ratio", _why_no_length(facts, foot=foot)
        )
    elif facts.site in STEP_SITES and (seen.steps.direction != FORWARD).any():
        yield NotMeasured(
            "step length and speed of steps that do not go forward",
            "from the lower back they are reckoned for forward walking only",
        )
    if not np.isfinite(of.stride_time_cv_pct).any():
        yield NotMeasured(
            "stride-time variability",
            f"not enough strides: {int(of.strides.max())} in one direction, "
            f"{MIN_STRIDES} needed",
        )
    if not foot:
        yield NotMeasured(
            "which part of the foot lands first", "it takes a gyroscope on the foot"
        )
    both = (of.strides[[FORWARD, BACKWARD]] > 0).all()
    if both and not np.isfinite(seen.matched.speed_mps):
        yield NotMeasured(
            "forward beside backward at the same speed",
            "no speed was walked both ways, with "
            f"{MATCHED_STRIDES} strides each, as far as speed is known: landings of the two "
            "directions do not compare",
        )


def _why_no_length(facts: Facts, *, foot: bool) -> str:
    if foot:
        return "the foot never rested between two contacts"
    if facts.site is SensorSite.LOWER_BACK:
        return "it takes the person's height, and steps that go forward"
    return "it takes a gyroscope on the foot, which rests each stride"


def _of_trunk(facts: Facts, seen: GaitReport) -> Iterator[NotMeasured]:
    """Yield what is not known of the trunk."""
    if facts.site is not SensorSite.LOWER_BACK:
        yield NotMeasured("harmonic ratio, trunk lean, pelvis range, sway", TRUNK)
        return
    if not np.isfinite(seen.direction_measures.lean_deg).any():
        yield NotMeasured(
            "trunk lean, front-back and side-to-side parts",
            NO_FORWARD,
        )
    if not facts.has_gyroscope:
        yield NotMeasured("pelvis range", "the recording has no gyroscope")
    if seen.quiet is NOT_LOOKED_FOR:
        why = "in a recording that may last days, standing is not told from sitting"
        yield NotMeasured("sway", why)
    elif not seen.quiet.start_s.size:
        yield NotMeasured("sway", "no quiet standing was found near the walking")


def _direction_gap(facts: Facts, seen: GaitReport) -> str | None:
    """Return why a direction is unknown somewhere, None where all are known."""
    if not (seen.steps.direction == UNKNOWN).any():
        return None
    if facts.site is SensorSite.WRIST:
        return "the arm swings much the same way forward and backward"
    if facts.site is SensorSite.LOWER_BACK and seen.axes == AXES_UNKNOWN:
        return (
            "at the lower back it needs the forward axis, which was not told: say how it is "
            "worn, or walk a guided session once"
        )
    if not facts.has_gyroscope and facts.site is not SensorSite.LOWER_BACK:
        return NO_GYROSCOPE
    if facts.site in LEG_SITES and seen.axes == AXES_UNKNOWN:
        return (
            "the leg swings about no one axis, so which way the sensor faces was not found"
        )
    return "of some steps: too few strides around them, or a shape too unclear to be sure"
