"""What the next session does, from the log: safety first, then the dose.

The stop rules speak first, then every sign of too much, then every sign of "not sure"; the
first rule that speaks decides. The dose grows only where none speaks: nothing ever
raises it after a missed, painful or unsure session.

The rate that holds: from any session to any session up to 7 days later, the backward time
grows by at most WEEKLY_GROWTH_MAX_S; so the backward time of a week grows by at most that
times the sessions of a week. The other levers move by at most one step in 7 days. A
session counts by its own clock; one whose clock is wrong never makes anything grow.
"""

from dataclasses import replace

from retrowalk.training.dose import Dose, Lever, dose_of
from retrowalk.training.log import Log, once
from retrowalk.training.plan import Decision, Move
from retrowalk.training.programmes.programme import WEEKLY_GROWTH_MAX_S, Programme
from retrowalk.training.programmes.variations import ADVICE
from retrowalk.training.progression.growth import ROUNDING_MPS, lesser, next_growth, rank
from retrowalk.training.progression.run import Run, run_of
from retrowalk.training.progression.run_rules import (
    CLOCKS,
    NOT_SURE_RUN,
    TOO_MUCH_RUN,
    RunRule,
    simulated,
    too_much_again,
    trial_runs,
)
from retrowalk.training.progression.session_rules import (
    NOT_SURE,
    TOO_MUCH,
    SessionRule,
    hold,
)
from retrowalk.training.progression.stop_rules import STOP_RULES
from retrowalk.training.screening.allowance import allowance
from retrowalk.training.spoken_time import spoken_time


def decide(log: Log) -> Decision:
    """Say what the next session does, and why, from all that the log holds.

    The same log always leads to the same decision. To be asked once for each session
    that comes in, and again when the next morning's pain is answered.

    Raises BadAnswer, naming the session, if two records of one session differ.
    """
    records = once(log.records)
    told = log if records is log.records else replace(log, records=records)
    for stops in STOP_RULES:
        if (decision := stops(told)) is not None:
            return decision
    if not told.records:
        return hold(
            "no_session", "There are 0 sessions so far, so the plan stays as it is."
        )
    run = run_of(told)
    for objects in RULES:
        if (decision := objects(run)) is not None:
            return decision
    return _growth(run)


def _of_last(rule: SessionRule) -> RunRule:
    return lambda run: rule(run.last)


# What tells nothing, what was too much, what no clock can place, a trial, what is not sure.
RULES: tuple[RunRule, ...] = (
    simulated,
    too_much_again,
    *map(_of_last, TOO_MUCH),
    *TOO_MUCH_RUN,
    *CLOCKS,
    trial_runs,
    *map(_of_last, NOT_SURE),
    *NOT_SURE_RUN,
)


def _growth(run: Run) -> Decision:
    programme, clearance = run.log.programme, run.log.clearance
    if programme is None or clearance is None:
        return hold(
            "no_programme", "This was not one of our programmes, so nothing is added."
        )
    asked = dose_of(run.last.prescription)
    dose = lesser(programme, asked, run.log.dose or asked)
    growth = next_growth(programme, dose, allowance(clearance, run.log.person))
    if growth is None:
        target = spoken_time(programme.target_backward_s)
        said = f"You have reached the {target} of this programme, so it stays there."
        return hold("at_target", said, *programme.sources)
    lever, more = growth
    too_soon = _too_soon(run, programme, dose, more)
    return too_soon or _progress(lever, dose, more)


def _too_soon(run: Run, programme: Programme, dose: Dose, more: Dose) -> Decision | None:
    """Hold when this week has grown as much as a week may."""
    if more.backward_s > dose.backward_s:
        least_s = min(r.prescription.backward_s for r in run.week)
        if more.backward_s - least_s <= WEEKLY_GROWTH_MAX_S:
            return None
        limit = f"{WEEKLY_GROWTH_MAX_S / 60:g} minutes"
        said = f"No more than {limit} are added in one week, so it stays the same today."
        return hold("weekly_cap", said, "chitkara_lbp")
    if not any(_beyond(programme, dose, dose_of(r.prescription)) for r in run.week):
        return None
    said = "Something was added less than a week ago, so it stays the same today."
    return hold("lever_week", said, "design_levers")


def _beyond(programme: Programme, dose: Dose, before: Dose) -> bool:
    """Say whether a lever other than the minutes stands higher than it did before."""
    return (
        dose.bout_s > before.bout_s
        or (dose.speed_mps or 0.0) > (before.speed_mps or 0.0) + ROUNDING_MPS
        or dose.incline_pct > before.incline_pct
        or rank(programme, dose.variation) > rank(programme, before.variation)
    )


def _progress(lever: Lever, dose: Dose, more: Dose) -> Decision:
    said = f"Your last 2 sessions were good, so {_more_in_words(lever, dose, more)}."
    source = "chitkara_lbp" if lever is Lever.MINUTES else "design_levers"
    return Decision(Move.PROGRESS, said, "progress", (source, "design_progression"), lever)


def _more_in_words(lever: Lever, dose: Dose, more: Dose) -> str:
    match lever:
        case Lever.MINUTES:
            added_s = more.backward_s - dose.backward_s
            return f"{_said_s(added_s)} {'is' if added_s == 60 else 'are'} added"
        case Lever.CONTINUOUS:
            return f"the longest bout grows to {_said_s(more.bout_s)}"
        case Lever.SPEED:
            return "you walk a little faster"
        case Lever.INCLINE:
            return f"the slope grows to {more.incline_pct:g} %"
        case Lever.VARIATION:
            name = more.variation and ADVICE[more.variation].name.lower()
            return f"the last bout gets something new: {name}"


def _said_s(seconds: float) -> str:
    """Return a duration as people say it: 75 seconds, 1 minute, 2 minutes 30 seconds."""
    return f"{seconds:.0f} seconds" if 60 < seconds < 120 else spoken_time(seconds)
