"""What the run of sessions says about the next dose, beside the last session itself."""

from collections.abc import Callable
from math import ceil
from operator import attrgetter

from retrowalk.training.alternation import WHY_HELD
from retrowalk.training.log import day_of
from retrowalk.training.plan import Decision
from retrowalk.training.programmes.programme import Programme
from retrowalk.training.progression.returning import Comeback, after_break
from retrowalk.training.progression.run import WEEK_DAYS, Run
from retrowalk.training.progression.session_rules import (
    PAIN_RISE_TO_HOLD,
    PAIN_RISE_TO_REGRESS,
    PAIN_TO_REGRESS,
    TOO_MUCH,
    hold,
    is_good,
    refer,
    regress,
)
from retrowalk.training.session import SessionRecord

# Sessions in a row that were too much, since the newest screening; design_progression.
TOO_MUCH_TO_REFER = 3
SPARE_DAYS = 1  # days a session may slip where its day is not known; design_progression

_simulated = attrgetter("simulated")

RunRule = Callable[[Run], Decision | None]


def simulated(run: Run) -> Decision | None:
    """Hold after a simulated session among real ones: it tells nothing about the person."""
    if not run.last.simulated or all(map(_simulated, run.log.records)):
        return None
    said = "This session was simulated and the others were not, so it changes nothing."
    return hold("simulated", said, "design_log")


def too_much_again(run: Run) -> Decision | None:
    """Refer when session after session is too much: shorter ones alone do not help then.

    Only sessions since the newest screening count, so that a clinician's word begins anew.
    """
    latest = run.log.records[-TOO_MUCH_TO_REFER:]
    if len(latest) < TOO_MUCH_TO_REFER or not all(_too_much(r, run) for r in latest):
        return None
    said = (
        f"Your last {TOO_MUCH_TO_REFER} sessions were too much for you, so please ask a "
        "clinician before you walk backward again."
    )
    return refer("too_much_again", said, "design_progression")


def pain_that_stayed(run: Run) -> Decision | None:
    """Go back when the session before left much pain behind, and the dose is still the same.

    The pain of the next morning counts; while it is not answered, the pain before the
    last session stands in for it. One step back is the answer to one painful session: if
    the last one was shorter already, other rules hold it there.
    """
    before = run.walked_before
    if before is None or _less(run.asked_s, run.asked_before_s, run.last, before):
        return None
    rise = _rise_that_stayed(run)
    if rise is not None and rise >= PAIN_RISE_TO_REGRESS:
        return regress(
            "pain_stayed", f"{_by(rise)}, so the next session is shorter.", "salaffi2004"
        )
    if (before.pain_next_morning or 0) > PAIN_TO_REGRESS:
        said = (
            f"Your pain was {before.pain_next_morning} of 10 the morning after your session "
            "before, so the next session is shorter."
        )
        return regress("pain_morning", said)
    return None


def came_back_too_high(run: Run) -> Decision | None:
    """Go back when the first session after a break asked for more than the one before it.

    A plan steps back by itself; this is for a phone that did not know and walked on.
    """
    if run.before_on is None:
        return None
    pause = after_break(run.before_on, run.last_on)
    if pause is None or pause.kind is Comeback.HOLD:
        return None
    before = run.walked_before
    if before is None or not _less(run.asked_before_s, run.asked_s, before, run.last):
        return None
    said = (
        f"You came back after {pause.days_off} days with more than before, so the next "
        "session is shorter."
    )
    return regress("came_back", said, *pause.sources)


def ahead(run: Run) -> Decision | None:
    """Hold when the session is from the future."""
    if not run.ahead:
        return None
    said = (
        "This session is dated in the future, so it is kept but nothing is added until the "
        "clock of your device is right."
    )
    return hold("ahead", said, "design_log")


def late(run: Run) -> Decision | None:
    """Hold when a session reaches us after one that was walked later."""
    if not run.late:
        return None
    said = "This session came in after a later one, so nothing is added for it."
    return hold("late", said, "design_log")


def clearance_ahead(run: Run) -> Decision | None:
    """Hold when the clearance is from after today: one of two clocks is wrong."""
    clearance = run.log.clearance
    if clearance is None or clearance.stands_on(run.log.now.date()):
        return None
    said = (
        "Your health answers are dated in the future, so nothing is added until the clock "
        "of your device is right."
    )
    return hold("clearance_ahead", said, "design_log")


def some_pain_stayed(run: Run) -> Decision | None:
    """Hold when the session before left any pain behind."""
    rise = _rise_that_stayed(run)
    if rise is None or rise < PAIN_RISE_TO_HOLD:
        return None
    return hold("some_pain_stayed", f"{_by(rise)}, so nothing is added yet.", "salaffi2004")


def trial_runs(run: Run) -> Decision | None:
    """Hold while a trial of oneself runs: only what the days are for may differ."""
    trial, days = run.log.trial, sorted((run.last_on, run.log.now.date()))
    if trial is None or not trial.touches(*days):
        return None
    return hold("trial_runs", WHY_HELD, "design_trial_of_oneself")


def other_programme(run: Run) -> Decision | None:
    """Hold when the session belongs to another programme than the one that runs."""
    programme = run.log.programme
    if programme is None or run.last.prescription.programme == programme.key:
        return None
    said = "This session belongs to another programme, so nothing is added for it."
    return hold("other_programme", said)


def easier(run: Run) -> Decision | None:
    """Hold when the session asked for fewer minutes than the plan does, as in an easier week."""
    full = run.log.dose
    if full is None or run.asked_s >= full.backward_s:
        return None
    said = "This session asked for less than your plan does, so nothing is added for it."
    return hold("easier", said)


def long_ago(run: Run) -> Decision | None:
    """Hold when the session was walked a week ago or more: the days since are a break."""
    pause = after_break(run.last_on, run.log.now.date())
    if pause is None:
        return None
    said = f"You walked this {pause.days_off} days ago, so nothing is added for it."
    return hold("long_ago", said, *pause.sources)


def missed(run: Run) -> Decision | None:
    """Hold when a session was missed since the one before."""
    if run.before_on is None or run.log.programme is None:
        return None
    gap_days = (run.last_on - run.before_on).days
    trial = run.log.trial
    if trial is not None and trial.touches(run.before_on, run.last_on):
        return None  # its days for neither are no missed sessions
    if run.log.weekdays:
        count = _planned(run, gap_days) - 1
        if count < 1:
            return None
        noun = "session" if count == 1 else "sessions"
        return hold("missed", f"You missed {count} {noun}, so nothing is added yet.")
    if gap_days <= longest_gap_days(run.log.programme):
        return None
    return hold(
        "missed", f"{gap_days} days passed between two sessions, so nothing is added yet."
    )


def same_day(run: Run) -> Decision | None:
    """Hold after a second session of a day: the next morning has not spoken about the first."""
    if run.before_on != run.last_on:
        return None
    return hold("same_day", "You walked twice in one day, so nothing is added yet.")


def more_often(run: Run) -> Decision | None:
    """Hold when more sessions were walked in a week than the programme has."""
    programme = run.log.programme
    if programme is None or len(run.week) <= programme.sessions_per_week:
        return None
    said = f"You walked {len(run.week)} times in 7 days, more than planned, so nothing is added."
    return hold("more_often", said)


def in_a_row(run: Run) -> Decision | None:
    """Hold until two good sessions of the same programme follow each other.

    In the order they were walked and in the order they reached us, where these differ.
    """
    walked, sent = run.walked_before, run.sent_before
    if _as_good(walked, run) and (sent is walked or _as_good(sent, run)):
        return None
    return hold("in_a_row", "That was 1 good session; after 2 in a row a little is added.")


def longest_gap_days(programme: Programme) -> int:
    """Return the most days between two sessions of which none in between was missed.

    Where the plan's days are not known: what an even spread leaves, with a day to slip,
    and no more than the longest gap that any choice of days can have.
    """
    a_week = programme.sessions_per_week
    return min(ceil(WEEK_DAYS / a_week) + SPARE_DAYS, WEEK_DAYS + 1 - a_week)


TOO_MUCH_RUN: tuple[RunRule, ...] = (pain_that_stayed,)
# A break cannot be told from a clock that is wrong, so that the clocks come before it.
CLOCKS: tuple[RunRule, ...] = (ahead, late, clearance_ahead, came_back_too_high)
NOT_SURE_RUN: tuple[RunRule, ...] = (
    some_pain_stayed,
    other_programme,
    easier,
    long_ago,
    missed,
    same_day,
    more_often,
    in_a_row,
)


def _less(asked_s: float, other_s: float, one: SessionRecord, other: SessionRecord) -> bool:
    """Say whether one session asked for less backward walking than another.

    A forward session of a trial asks for none; it stands for a backward one of its length.
    """
    if asked_s and other_s:
        return asked_s < other_s
    return one.prescription.duration_s < other.prescription.duration_s


def _too_much(record: SessionRecord, run: Run) -> bool:
    """Say whether it was too much by itself, was real, and came after the screening."""
    clearance = run.log.clearance
    day = day_of(record.started_at, run.log.now)
    if record.simulated is not run.last.simulated:
        return False
    if clearance is not None and day < clearance.screened_on:
        return False
    return any(rule(record) is not None for rule in TOO_MUCH)


def _as_good(record: SessionRecord | None, run: Run) -> bool:
    """Say whether it was a good session of the programme that the last one was of."""
    if record is None or record.prescription.programme != run.last.prescription.programme:
        return False
    return is_good(record)


def _planned(run: Run, gap_days: int) -> int:
    """Return how many days of the plan lie after the session before, up to the last one."""
    weeks, rest = divmod(gap_days, WEEK_DAYS)
    first = run.last_on.weekday() - rest + 1
    in_rest = sum((first + k) % WEEK_DAYS in run.log.weekdays for k in range(rest))
    return weeks * len(run.log.weekdays) + in_rest


def _rise_that_stayed(run: Run) -> int | None:
    before = run.walked_before
    if before is None or before.pain_before is None:
        return None
    morning = before.pain_next_morning
    later = run.last.pain_before if morning is None else morning
    return None if later is None else later - before.pain_before


def _by(rise: int) -> str:
    noun = "point" if rise == 1 else "points"
    return f"The session before left your pain {rise} {noun} higher"
