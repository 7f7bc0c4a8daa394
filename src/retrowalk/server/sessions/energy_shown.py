"""What a session cost, as a range with its sources, or why no figure is honest.

The belt is taken to have run at the speed that was told; nobody measures it. Below 3 km/h no
cost of walking backward is published, and at a pace of one's own the speed is not known:
then the page says so and gives no number.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from retrowalk.directions import Direction
from retrowalk.evidence.sources import Source
from retrowalk.server.people.clearance_shown import found
from retrowalk.training.effort.energy import practised
from retrowalk.training.effort.energy_of_intervals import kcal_per_minute, met_range
from retrowalk.training.effort.energy_ranges import CostRatio, KcalRange, MetRange, NotKnown
from retrowalk.training.person import Person
from retrowalk.training.prescription import Interval
from retrowalk.training.session import IntervalDone, SessionRecord
from retrowalk.units import SECONDS_PER_MINUTE

WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class ShownEnergy:
    """What walking backward cost in one session; figures empty where none is known.

    met: as a multiple of standing still. kcal: of the backward parts together; empty without a
    weight. why_not: why there is no figure.
    """

    met: str
    kcal: str
    why_not: str
    sources: tuple[Source, ...]


def shown_energy(record: SessionRecord, person: Person, first_on: date) -> ShownEnergy:
    """Return what walking backward cost in this session.

    first_on: the day of the person's first session: with practice it may cost less.
    """
    weeks = max(0.0, (record.started_at.date() - first_on) / WEEK)
    walked = list(_walked_backward(record))
    costs = _known([met_range(told, practised(weeks)) for told, _done in walked])
    if isinstance(costs, NotKnown):
        return ShownEnergy("", "", _(costs.why), found(costs.sources))
    if _went_forward(done for _told, done in walked):
        why = _("Your phone saw steps going forward in a part that was to be backward.")
        return ShownEnergy("", "", why, ())
    return ShownEnergy(
        met=_("%(low).1f to %(high).1f")
        % {
            "low": min(cost.low_met for cost in costs),
            "high": max(cost.high_met for cost in costs),
        },
        kcal=_kcal(walked, person, practised(weeks)),
        why_not="",
        sources=found(dict.fromkeys(key for cost in costs for key in cost.sources)),
    )


def _walked_backward(record: SessionRecord) -> Iterator[tuple[Interval, IntervalDone]]:
    for told, done in zip(record.prescription.intervals, record.intervals, strict=True):
        if told.direction is Direction.BACKWARD and done.done_s > 0.0:
            yield told, done


def _known(costs: Sequence[MetRange | NotKnown]) -> list[MetRange] | NotKnown:
    """Return the costs, or why not all of them are known."""
    known: list[MetRange] = []
    for cost in costs:
        if isinstance(cost, NotKnown):
            return cost
        known.append(cost)
    return known or NotKnown("Nothing was walked backward.", ())


def _went_forward(parts: Iterator[IntervalDone]) -> bool:
    seen = (part.measured.direction for part in parts if part.measured)
    return Direction.FORWARD in seen


def _kcal(
    walked: Sequence[tuple[Interval, IntervalDone]], person: Person, cost: CostRatio
) -> str:
    low = high = 0.0
    for told, done in walked:
        each = kcal_per_minute(told, person, cost)
        if not isinstance(each, KcalRange):
            return ""
        low += each.low_kcal_min * done.done_s / SECONDS_PER_MINUTE
        high += each.high_kcal_min * done.done_s / SECONDS_PER_MINUTE
    return _("%(low).0f to %(high).0f") % {"low": low, "high": high}
