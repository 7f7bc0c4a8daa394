"""The two charts of the progress page, drawn on the server."""

from collections.abc import Sequence

from django.utils import formats
from django.utils.translation import gettext as _

from retrowalk.charts.bars import MinutesWords, minutes_chart
from retrowalk.charts.lines import PainWords, pain_chart
from retrowalk.directions import Direction
from retrowalk.outcomes.measures import measure
from retrowalk.outcomes.norms import Kind, change_threshold
from retrowalk.outcomes.populations import Population
from retrowalk.outcomes.progress import ChangeReport
from retrowalk.server.sessions.outcome import Outcome
from retrowalk.training.session import SessionRecord
from retrowalk.units import minutes as in_minutes


def seen_backward_s(record: SessionRecord) -> float | None:
    """Return the seconds of backward intervals whose steps were seen to go backward.

    None where the direction of none of them was seen: not seen is not 0 seconds.
    """
    told = [i for i in record.intervals if i.direction is Direction.BACKWARD]
    seen = [
        (i.done_s, i.measured.direction)
        for i in told
        if i.measured and i.measured.direction is not Direction.UNKNOWN
    ]
    return sum(s for s, way in seen if way is Direction.BACKWARD) if seen else None


def minutes_svg(came: Sequence[Outcome]) -> str:
    """Return the chart of minutes walked backward."""
    seen = [seen_backward_s(one.record) for one in came]
    return minutes_chart(
        [_short(one) for one in came],
        [in_minutes(one.record.backward_done_s) for one in came],
        [None if s is None else in_minutes(s) for s in seen],
        MinutesWords(
            title=_("Backward walking, minutes in each session"),
            confirmed=_("backward, seen by the phone"),
            told=_("walked as told, direction not seen"),
            unit=_("min"),
        ),
    )


def pain_svg(came: Sequence[Outcome], change: ChangeReport, group: Population) -> str:
    """Return the chart of pain before and after."""
    return pain_chart(
        [_short(one) for one in came],
        [one.record.pain_before for one in came],
        [one.record.pain_after for one in came],
        _too_small(change, group),
        PainWords(
            title=_("Pain before and after each session, 0 to 10"),
            before=_("before"),
            after=_("after"),
            band=_("too small a change to tell"),
        ),
    )


def _too_small(change: ChangeReport, group: Population) -> tuple[float, float] | None:
    """Return the band around the person's own first answers, where its width is known."""
    limit = change_threshold(measure("pain_nrs"), group, Kind.MDC)
    if limit is None or change.baseline_mean is None:
        return None
    size = limit.size(change.baseline_mean)
    pain = measure("pain_nrs")
    low = max(change.baseline_mean - size, pain.lowest)
    return low, min(change.baseline_mean + size, pain.highest)


def _short(came: Outcome) -> str:
    return formats.date_format(came.day, "j M")
