"""What lets a plan rest: symptoms, adverse events, and a clearance that does not stand.

These rules speak before all others, so that no good session ever outweighs a red flag.
"""

from collections.abc import Callable
from datetime import date
from operator import attrgetter

from retrowalk.training.clearance import Clearance, reason_key
from retrowalk.training.log import Log, day_of
from retrowalk.training.plan import Decision
from retrowalk.training.progression.session_rules import SYMPTOM_WORDS, refer, symptom
from retrowalk.training.session import Ending, SessionRecord

_STOPPED = Ending.STOPPED_BY_SYMPTOM
_symptoms, _ending = attrgetter("symptoms"), attrgetter("ending")

StopRule = Callable[[Log], Decision | None]


def symptom_now(log: Log) -> Decision | None:
    """Refer after a symptom in the session to decide on."""
    return symptom(log.records[-1]) if log.records else None


def event_outside(log: Log) -> Decision | None:
    """Refer after an adverse event outside of sessions."""
    if not log.events:
        return None
    event = max(log.events, key=lambda e: e.day)
    said = (
        f"You told us of {SYMPTOM_WORDS[event.symptom]} on {_said(event.day)}, so please "
        "ask a clinician before you walk backward again."
    )
    return refer("event", said)


def symptom_before(log: Log) -> Decision | None:
    """Refer while a symptom of an earlier session has no newer screening behind it."""
    earlier = log.records[:-1]
    # Almost no log has one, so that this looks at years of sessions as fast as it can.
    if not any(map(_symptoms, earlier)) and _STOPPED not in map(_ending, earlier):
        return None
    for record in reversed(earlier):
        stopped = record.ending is _STOPPED
        if (record.symptoms or stopped) and not _answered(record, log):
            day = _said(day_of(record.started_at, log.now))
            said = (
                f"You had a symptom in your session of {day}, so please answer the health "
                "questions again before you walk backward."
            )
            return refer("symptom_before", said)
    return None


def not_cleared(log: Log) -> Decision | None:
    """Refer without a clearance that allows training today."""
    clearance, today = log.clearance, log.now.date()
    if clearance is None:
        said = "Your health questions are not answered yet, so please answer them first."
        return refer("no_clearance", said, "acsm2015")
    if not clearance.may_train:
        said = "Your health answers do not allow backward walking now, so the plan rests."
        return refer("not_cleared", said, "acsm2015")
    if today >= clearance.review_on:
        said = (
            f"Your health answers were good until {_said(clearance.review_on)}, so please "
            "answer the questions again before you walk backward."
        )
        return refer("clearance_due", said, "design_review_dates")
    return None


STOP_RULES: tuple[StopRule, ...] = (
    symptom_now,
    event_outside,
    symptom_before,
    not_cleared,
)


def _answered(record: SessionRecord, log: Log) -> bool:
    """Say whether the newest screening came after the symptoms of a session.

    Days alone cannot tell on the day of the screening, nor for a session whose clock was
    ahead: then the screening must name all that was reported, be it only a stop.
    """
    if log.clearance is None:
        return False
    day, today = day_of(record.started_at, log.now), log.now.date()
    if day < log.clearance.screened_on:
        return True
    in_doubt = day == log.clearance.screened_on or day > today
    return in_doubt and _names_all(log.clearance, record)


def _names_all(clearance: Clearance, record: SessionRecord) -> bool:
    keys = {reason.key for reason in clearance.reasons}
    return all(reason_key(reported) in keys for reported in record.reported)


def _said(day: date) -> str:
    return f"{day.day} {day:%B}"
