"""When a programme is over: test again, then choose how to go on.

Nothing seen says what should follow a programme of backward walking; the steps offered here
and their order are Retrowalk's own design (design_next_step). None of them is taken by
itself, and none asks for more than was last walked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from retrowalk.training.people_served import profile
from retrowalk.training.person import Person
from retrowalk.training.plan import Plan
from retrowalk.training.planning.level_first import why_not_yet
from retrowalk.training.planning.starting_dose import dose_reached, walked_dose
from retrowalk.training.programmes.programme import Oversight, Programme
from retrowalk.training.programmes.starters import PROGRAMMES
from retrowalk.training.progression.returning import Comeback, after_break
from retrowalk.training.progression.session_rules import (
    PAIN_RISE_TO_HOLD,
    pain_high,
    pain_rise,
)
from retrowalk.training.session import SessionRecord
from retrowalk.training.spoken_time import spoken_time

SOURCE = "design_next_step"
SESSIONS_COMPARED = 3  # at each end of a block, at most; design_next_step


@dataclass(frozen=True, slots=True)
class NextStep:
    """One way to go on, in a sentence.

    key: show_clinician, retest, repeat, begin_again, move_on or keep.
    measures: keys of the outcome measures to repeat, with retest only.
    programme: key of the programme to follow; None with show_clinician and retest.
    per_week: sessions a week of that programme; None where none is followed.
    """

    key: str
    sentence: str
    sources: tuple[str, ...]
    measures: tuple[str, ...] = ()
    programme: str | None = None
    per_week: int | None = None


def next_steps(
    plan: Plan, programme: Programme, records: Sequence[SessionRecord], person: Person
) -> tuple[NextStep, ...]:
    """Return what may come after a plan that is ended, in order; empty for any other.

    records: all of the person's, in any order; those of this block count.

    Where pain rose over the block, or the last session still hurt too much, a clinician
    comes first, and nothing is offered that asks for as much again or for more.
    """
    if not plan.ended:
        return ()
    block = _of_block(plan, records)
    first = _show_clinician(block)
    retest = NextStep(
        "retest",
        "Take your tests again, in the same way as before, to see what has changed.",
        (SOURCE, "design_single_case"),
        measures=profile(person.group).measures,
    )
    if not block or _long_ago(plan, block[-1]):
        return (*first, retest, _begin_again(programme))
    # A forward session of a trial says nothing about how much is walked backward.
    last = next((r for r in reversed(block) if r.prescription.backward_s), block[-1])
    onward = (
        ()
        if first
        else (
            _repeat(plan, programme, last),
            *_move_on(plan, programme, records, last, person),
        )
    )
    return (*first, retest, *onward, *_keep(plan, programme, last))


def _of_block(plan: Plan, records: Sequence[SessionRecord]) -> list[SessionRecord]:
    """Return the records of the plan's programme and days, by time."""
    walked = [
        r
        for r in records
        if r.prescription.programme == plan.programme
        and plan.started_on <= r.started_at.date() < plan.ends_on
    ]
    return sorted(walked, key=lambda r: r.started_at)


def _pain_rise(block: Sequence[SessionRecord]) -> tuple[float, float] | None:
    """Return the pain of the first and of the last sessions where it rose; None otherwise.

    It is the median of the highest answer of each session, before, during, after and on the
    next morning. A rise is the smallest change that people notice (salaffi2004), or more.
    """
    worst = [pain for record in block if (pain := _worst_pain(record)) is not None]
    ends = min(SESSIONS_COMPARED, len(worst) // 2)
    if not ends:
        return None
    then, now = median(worst[:ends]), median(worst[-ends:])
    return (then, now) if now - then >= PAIN_RISE_TO_HOLD else None


def _worst_pain(record: SessionRecord) -> int | None:
    told = (
        record.pain_before,
        record.pain_during,
        record.pain_after,
        record.pain_next_morning,
    )
    return max((pain for pain in told if pain is not None), default=None)


def _long_ago(plan: Plan, last: SessionRecord) -> bool:
    comeback = after_break(last.started_at.date(), plan.ends_on)
    return comeback is not None and comeback.kind is Comeback.BEGIN_AGAIN


def _show_clinician(block: Sequence[SessionRecord]) -> tuple[NextStep, ...]:
    rise = _pain_rise(block)
    if rise is not None:
        what = f"The pain you told us rose from {rise[0]:g} to {rise[1]:g} of 10 over these weeks"
    elif block and (pain_rise(block[-1]) or pain_high(block[-1])):
        what = "Your last session still hurt too much"
    else:
        return ()
    said = f"{what}, so show that to a clinician before you go on."
    return (NextStep("show_clinician", said, ("salaffi2004", SOURCE)),)


def _begin_again(programme: Programme) -> NextStep:
    return NextStep(
        "begin_again",
        f"Begin {programme.name} again with its first sessions when it suits you, because it "
        "is some time since you walked.",
        (SOURCE, "design_return"),
        programme=programme.key,
        per_week=programme.sessions_per_week,
    )


def _repeat(plan: Plan, programme: Programme, last: SessionRecord) -> NextStep:
    reached_s = dose_reached(programme, last, plan.ends_on).backward_s
    weeks = "1 more week" if programme.weeks == 1 else f"{programme.weeks} more weeks"
    return NextStep(
        "repeat",
        f"Repeat {programme.name} for {weeks}, beginning with {spoken_time(reached_s)} of "
        "backward walking, no more than you last walked.",
        (SOURCE, "design_new_block", *programme.sources),
        programme=programme.key,
        per_week=programme.sessions_per_week,
    )


def _move_on(
    plan: Plan,
    programme: Programme,
    records: Sequence[SessionRecord],
    last: SessionRecord,
    person: Person,
) -> tuple[NextStep, ...]:
    """Return the next programme for a person who has reached the end of this one.

    It begins with no more than was walked, need not wait for more level sessions
    (design_level_first), goes further in the end, and of those it is the one that asks for
    the least a week.
    """
    walked_s = walked_dose(last).backward_s
    if walked_s < programme.target_backward_s:
        return ()
    further = [
        p
        for p in map(PROGRAMMES.__getitem__, profile(person.group).programmes)
        if p.key != programme.key
        and p.start_backward_s <= walked_s
        and _goes_further(p, programme, plan)
        and why_not_yet(p, records, plan.ends_on) is None
        and (p.oversight is programme.oversight or p.oversight is Oversight.SELF_GUIDED)
    ]
    if not further:
        return ()
    best = min(further, key=lambda p: (_weekly_s(p), p.last_bout_s))
    most = f"{spoken_time(best.target_backward_s)} {_times(best.sessions_per_week)} a week"
    said = (
        f"You have reached the end of {programme.name}; {best.name} is a next one, which "
        f"grows to at most {most}."
    )
    return (
        NextStep(
            "move_on",
            said,
            (SOURCE, *best.sources),
            programme=best.key,
            per_week=best.sessions_per_week,
        ),
    )


def _goes_further(other: Programme, programme: Programme, plan: Plan) -> bool:
    """Say whether a programme ends with as much, and more of something."""
    here = programme.target_backward_s * len(plan.weekdays)
    as_much = (
        other.target_backward_s >= programme.target_backward_s and _weekly_s(other) >= here
    )
    return as_much and (
        _weekly_s(other) > here
        or other.last_bout_s > programme.last_bout_s
        or (other.top_speed_mps or 0.0) > (programme.top_speed_mps or 0.0)
        or other.top_incline_pct > programme.top_incline_pct
    )


def _keep(plan: Plan, programme: Programme, last: SessionRecord) -> tuple[NextStep, ...]:
    fewer = len(plan.weekdays) - 1
    if not fewer:
        return ()
    reached_s = dose_reached(programme, last, plan.ends_on).backward_s
    return (
        NextStep(
            "keep",
            f"Keep what you have with {spoken_time(reached_s)} {_times(fewer)} a week; how "
            "little is enough to keep it is not known.",
            (SOURCE, "design_new_block"),
            programme=programme.key,
            per_week=fewer,
        ),
    )


def _weekly_s(programme: Programme) -> int:
    return programme.target_backward_s * programme.sessions_per_week


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
