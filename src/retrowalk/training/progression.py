"""What the next session does, from the sessions so far: safety first, then the dose.

The rules about the last session speak first (session_rules), then those about the run
of sessions; the first that speaks decides. The dose grows only where none speaks, so
nothing ever raises it after a missed, painful or unsure session.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from math import ceil

from retrowalk.training.first_plan import DAYS_PER_WEEK
from retrowalk.training.plan import Decision, Move
from retrowalk.training.programmes import WEEKLY_GROWTH_MAX_S, Programme
from retrowalk.training.session import SessionRecord
from retrowalk.training.session_rules import SESSION_RULES, hold, is_good
from retrowalk.training.starter_programmes import PROGRAMMES

WEEK = timedelta(days=DAYS_PER_WEEK)
SPARE_DAYS = 1  # days a session may slip before one counts as missed; design_progression

HistoryRule = Callable[[Sequence[SessionRecord], Programme], Decision | None]


def decide(history: Sequence[SessionRecord]) -> Decision:
    """Say what the next session does, and why, from the sessions so far.

    history: oldest first; the last one is the session to decide on. A session that was
    sent twice counts once. Never raises: with nothing to go on the dose is held.
    """
    told = tuple({record.session_id: record for record in history}.values())
    if not told:
        return hold(
            "no_session", "There are 0 sessions so far, so the plan stays as it is."
        )
    for about_one in SESSION_RULES:
        if (decision := about_one(told[-1])) is not None:
            return decision
    programme = PROGRAMMES.get(told[-1].prescription.programme)
    if programme is None:
        return hold(
            "no_programme", "This was not one of our programmes, so nothing is added."
        )
    for about_run in HISTORY_RULES:
        if (decision := about_run(told, programme)) is not None:
            return decision
    said = f"That makes 2 good sessions in a row, so {programme.step_s} seconds are added."
    return Decision(Move.PROGRESS, said, "progress", ("chitkara_lbp", "design_progression"))


def late(told: Sequence[SessionRecord], _: Programme) -> Decision | None:
    """Hold when a session reaches us after one that was walked later."""
    if all(r.started_at <= told[-1].started_at for r in told):
        return None
    return hold(
        "late", "This session came in after a later one, so nothing is added for it."
    )


def missed(told: Sequence[SessionRecord], programme: Programme) -> Decision | None:
    """Hold when more days passed than the rhythm of the programme allows."""
    if len(told) < 2:
        return None
    gap = (told[-1].started_at.date() - told[-2].started_at.date()).days
    if gap <= ceil(DAYS_PER_WEEK / programme.sessions_per_week) + SPARE_DAYS:
        return None
    return hold(
        "missed", f"{gap} days passed between two sessions, so nothing is added yet."
    )


def in_a_row(told: Sequence[SessionRecord], programme: Programme) -> Decision | None:
    """Hold until two good sessions of the same programme follow each other."""
    before = told[-2] if len(told) >= 2 else None
    if before and before.prescription.programme == programme.key and is_good(before):
        return None
    return hold("in_a_row", "That was 1 good session; after 2 in a row a little is added.")


def at_target(told: Sequence[SessionRecord], programme: Programme) -> Decision | None:
    """Hold at the most the programme ever asks for."""
    if told[-1].prescription.backward_s < programme.target_backward_s:
        return None
    target = f"{programme.target_backward_s / 60:g} minutes"
    said = f"You have reached the {target} of this programme, so it stays there."
    return hold("at_target", said, *programme.sources)


def weekly_cap(told: Sequence[SessionRecord], programme: Programme) -> Decision | None:
    """Hold when one more step would grow the dose by more than a week may add."""
    last = told[-1]
    week = [r for r in told if last.started_at - r.started_at < WEEK]
    grown_s = last.prescription.backward_s - min(r.prescription.backward_s for r in week)
    if grown_s + programme.step_s <= WEEKLY_GROWTH_MAX_S:
        return None
    limit = f"{WEEKLY_GROWTH_MAX_S / 60:g} minutes"
    said = f"No more than {limit} are added in one week, so it stays the same today."
    return hold("weekly_cap", said, "chitkara_lbp")


HISTORY_RULES: tuple[HistoryRule, ...] = (late, missed, in_a_row, at_target, weekly_cap)
