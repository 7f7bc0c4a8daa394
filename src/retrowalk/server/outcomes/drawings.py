"""The charts of the progress page, drawn on the server."""

from collections.abc import Sequence
from statistics import fmean

from django.utils.translation import gettext as _

from retrowalk.charts.bars import MinutesWords, minutes_chart
from retrowalk.charts.course_chart import CourseWords, course_chart
from retrowalk.charts.lines import PainWords, pain_chart
from retrowalk.outcomes.course import too_small
from retrowalk.outcomes.measures import measure
from retrowalk.outcomes.populations import Population
from retrowalk.outcomes.progress import BASELINE_VALUES, ChangeReport
from retrowalk.server.outcomes.models import SessionSums
from retrowalk.server.outcomes.spans import Bars, short


def minutes_svg(shown: Bars) -> str:
    """Return the chart of minutes walked backward."""
    return minutes_chart(
        [one.label for one in shown.bars],
        [one.backward_min for one in shown.bars],
        [one.seen_min for one in shown.bars],
        MinutesWords(
            title=shown.title,
            confirmed=_("backward, seen by the phone"),
            told=_("walked as told, direction not seen"),
            unit=_("min"),
            described=_(
                "{sessions} bars, from {first} to {last}. Latest: {latest} min walked "
                "backward, {seen}. Most in one: {most} min."
            ),
            seen=_("{minutes} min of it seen by a sensor"),
            unseen=_("none of it seen by a sensor"),
        ),
    )


def pain_svg(rows: Sequence[SessionSums], change: ChangeReport, group: Population) -> str:
    """Return the chart of pain before and after."""
    pain, baseline = measure("pain_nrs"), change.baseline_mean
    return pain_chart(
        [short(one.day) for one in rows],
        [one.pain_before for one in rows],
        [one.pain_after for one in rows],
        None if baseline is None else too_small(pain, group, baseline),
        PainWords(
            title=_("Pain before and after each session, 0 to 10"),
            before=_("before"),
            after=_("after"),
            band=_("too small a change to tell"),
            empty=_("No pain rating yet: the first one will stand here."),
            described=_(
                "{sessions} sessions, from {first} to {last}. Before: first {before_first}, "
                "latest {before_last}. After: first {after_first}, latest {after_last}."
            ),
            unanswered=_("not answered"),
        ),
    )


def speed_svg(days: Sequence[str], speeds: Sequence[float], unit: str) -> str:
    """Return the chart of the speed backward; its detectable change is not known."""
    first = speeds[:BASELINE_VALUES]
    return course_chart(
        days,
        speeds,
        fmean(first) if len(first) == BASELINE_VALUES else None,
        None,
        CourseWords(
            title=_("Speed backward in each session, %(unit)s") % {"unit": unit},
            value=_("each session"),
            baseline=_("mean of the first three shown"),
            described=_(
                "{n} sessions, from {first} to {last}: first {first_value}, latest "
                "{last_value}."
            ),
        ),
    )
