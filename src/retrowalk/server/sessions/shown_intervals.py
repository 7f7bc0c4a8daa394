"""The parts of a session as its page shows them: told, walked, seen."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from retrowalk.directions import Direction
from retrowalk.server.sessions.measure import NO_STEPS
from retrowalk.server.sessions.words import DIRECTIONS
from retrowalk.training.session import IntervalDone, MeasuredWalk
from retrowalk.units import clock


@dataclass(frozen=True, slots=True)
class ShownInterval:
    """One interval: told, walked, seen."""

    number: int
    told: str | Promise
    backward: bool
    prescribed: str
    done: str
    seen: str | Promise
    steps: str


def shown_interval(number: int, done: IntervalDone) -> ShownInterval:
    """Return one interval in words."""
    seen = done.measured
    return ShownInterval(
        number=number,
        told=DIRECTIONS[done.direction],
        backward=done.direction is Direction.BACKWARD,
        prescribed=clock(done.prescribed_s),
        done=clock(done.done_s),
        seen=_seen(done),
        steps="" if seen is None else _steps_of(seen),
    )


def _seen(done: IntervalDone) -> str | Promise:
    if done.measured:
        return DIRECTIONS[done.measured.direction]
    return _("not measured") if done.done_s else _("not walked")


def _steps_of(seen: MeasuredWalk) -> str:
    steps = ngettext("%d step", "%d steps", seen.steps) % seen.steps
    if seen.cadence_spm is None:
        return steps
    return _("%(steps)s, %(rate)d a minute") % {
        "steps": steps,
        "rate": round(seen.cadence_spm),
    }


def unsure(intervals: Sequence[IntervalDone]) -> tuple[str, ...]:
    """Return one sentence for each reason, however many parts it holds for."""
    reasons = Counter(
        i.measured.why_unknown for i in intervals if i.measured and i.measured.why_unknown
    )
    return tuple(
        _no_steps(n) if why == NO_STEPS else _why(why, n) for why, n in reasons.items()
    )


def _no_steps(n: int) -> str:
    return (
        ngettext(
            "Your phone saw no steps in %d part.", "Your phone saw no steps in %d parts.", n
        )
        % n
    )


def _why(why: str, n: int) -> str:
    words = ngettext(
        "Your phone could not tell the direction of %(n)d part: %(why)s.",
        "Your phone could not tell the direction of %(n)d parts: %(why)s.",
        n,
    )
    return words % {"n": n, "why": _(why)}


def differing(intervals: Sequence[IntervalDone]) -> tuple[str, ...]:
    """Return one sentence for each part whose steps went the other way than told."""
    return tuple(
        _("Part %(number)d was to be walked %(told)s; your phone saw steps going %(seen)s.")
        % {
            "number": number,
            "told": DIRECTIONS[interval.direction],
            "seen": DIRECTIONS[interval.measured.direction],
        }
        for number, interval in enumerate(intervals, start=1)
        if interval.measured
        and interval.measured.direction in (Direction.FORWARD, Direction.BACKWARD)
        and interval.measured.direction is not interval.direction
    )
