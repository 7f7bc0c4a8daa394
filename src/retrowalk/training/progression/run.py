"""The sessions around the one to decide on, found in a log of any order and length."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from retrowalk.training.log import Log, day_of
from retrowalk.training.session import SessionRecord

WEEK_DAYS = 7
# A day in one time zone is at most two days off in another: nothing of the week is lost.
NEAR_DAYS = WEEK_DAYS + 2
CLOCK_SLACK_S = 300.0  # s that two clocks may differ by; design_log
# Sessions reach us out of order, but never more than a year of daily ones.
REACH_BACK = 400  # sessions


@dataclass(frozen=True, slots=True)
class Run:
    """What the rules about several sessions look at.

    last: the session to decide on; last_on: its day; asked_s: what it asked for backward.
    walked_before: the session walked next before it; before_on: its day; asked_before_s:
        what it asked for backward, 0 where there is none. sent_before: the
        one that reached us next before it, whatever its clock says; mostly the same. None
        where there is none. Neither is simulated where the last one is not.
    week: all sessions of the WEEK_DAYS days up to last_on, the last one among them.
    ahead: whether the last one is from the future.
    late: whether one that was walked after the last one reached us before it.
    """

    log: Log
    last: SessionRecord
    last_on: date
    asked_s: float
    walked_before: SessionRecord | None
    before_on: date | None
    asked_before_s: float
    sent_before: SessionRecord | None
    week: tuple[SessionRecord, ...]
    ahead: bool
    late: bool


def run_of(log: Log) -> Run:
    """Return what the rules look at; the log has at least one record, and each once.

    Of the sessions before only the newest REACH_BACK are looked at, and of most of these
    only the day: years of sessions cost no more than one.
    """
    last, now = log.records[-1], log.now
    told = log.records[-1 - REACH_BACK : -1]
    last_on, last_s = day_of(last.started_at, now), _instant_s(last)
    now_s = now.timestamp() + CLOCK_SLACK_S
    earliest = last.started_at.toordinal() - NEAR_DAYS
    near = [r for r in told if r.started_at.toordinal() >= earliest]
    seen = (last.simulated, min(last_s, now_s))
    before = _newest(near, *seen) or _newest(told, *seen)
    return Run(
        log=log,
        last=last,
        last_on=last_on,
        asked_s=last.prescription.backward_s,
        walked_before=before,
        before_on=None if before is None else day_of(before.started_at, now),
        asked_before_s=0.0 if before is None else before.prescription.backward_s,
        sent_before=next(
            (r for r in reversed(told) if r.simulated is last.simulated), None
        ),
        week=(*(r for r in near if _in_week(r, last_on, now)), last),
        ahead=last_s > now_s,
        late=any(last_s < _instant_s(r) <= now_s for r in near),
    )


def _newest(
    records: Iterable[SessionRecord], simulated: bool, until_s: float
) -> SessionRecord | None:
    newest, newest_s = None, 0.0
    for record in records:
        at_s = _instant_s(record)
        if record.simulated is not simulated or at_s > until_s:
            continue
        if newest is None or at_s > newest_s:
            newest, newest_s = record, at_s
    return newest


def _in_week(record: SessionRecord, last_on: date, now: datetime) -> bool:
    return 0 <= (last_on - day_of(record.started_at, now)).days < WEEK_DAYS


def _instant_s(record: SessionRecord) -> float:
    # Not the datetimes themselves: within one time zone they compare by the clock on the
    # wall, which runs through one hour twice in the night the clocks go back.
    return record.started_at.timestamp()
