"""What one session alone says about the next dose.

Every limit is a named constant with its source; those without a published source are
design rules of Retrowalk and say so. A session that no rule here speaks about is good.
"""

from collections.abc import Callable

from retrowalk.directions import Direction
from retrowalk.training.plan import Decision, Move
from retrowalk.training.session import Ending, SessionRecord, Symptom

PAIN_RISE_TO_REGRESS = (
    2  # points of 10, "much" on the scale of salaffi2004; design_progression
)
PAIN_RISE_TO_HOLD = 1  # points of 10, the smallest change people notice; salaffi2004
PAIN_TO_REGRESS = (
    5  # points of 10; more than this afterwards is too much; design_progression
)
STUMBLES_TO_REGRESS = 2  # in one session; design_hard_stops
RPE_COMFORTABLE_SPEECH_CR10 = 4.4  # last stage with comfortable speech; talk_test
RPE_TOO_HARD_CR10 = 7.0  # "very strong" on the scale; borg_cr10, design_progression
ADHERENCE_TO_PROGRESS_PCT = 80  # of the prescribed time; design_progression
ROUNDING = 1e-6  # percent that a sum of seconds may be off by

Rule = Callable[[SessionRecord], Decision | None]

_SYMPTOM_WORDS = {
    Symptom.FALL: "a fall",
    Symptom.CHEST_PAIN: "chest pain",
    Symptom.DIZZINESS: "dizziness",
    Symptom.BREATHLESSNESS: "severe breathlessness",
    Symptom.NEW_NUMBNESS_OR_WEAKNESS: "new numbness or weakness",
    Symptom.KNEE_GAVE_WAY: "a knee that gave way",
    Symptom.SHARP_PAIN: "sharp pain",
}


def is_good(record: SessionRecord) -> bool:
    """Say whether no rule about one session objects to it."""
    return all(rule(record) is None for rule in SESSION_RULES)


def symptom(record: SessionRecord) -> Decision | None:
    """Refer after a fall, any reported symptom, or a stop because of one."""
    if record.symptoms:
        what = " and ".join(_SYMPTOM_WORDS[s] for s in record.symptoms)
        said = f"You reported {what}, so please ask a clinician before you walk backward again."
        return Decision(Move.REFER, said, "symptom", ("design_hard_stops",))
    if record.ending is Ending.STOPPED_BY_SYMPTOM:
        said = (
            "You stopped because of a symptom, so please ask a clinician before you go on."
        )
        return Decision(Move.REFER, said, "symptom", ("design_hard_stops",))
    return None


def pain_rise(record: SessionRecord) -> Decision | None:
    """Go back when pain rose much during the session."""
    rise = _rise(record)
    if rise is None or rise < PAIN_RISE_TO_REGRESS:
        return None
    said = f"Your pain rose by {rise} points, so the next session is shorter."
    return _regress("pain_rise", said, "salaffi2004")


def pain_after(record: SessionRecord) -> Decision | None:
    """Go back when pain was high afterwards."""
    pain = record.pain_after
    if pain is None or pain <= PAIN_TO_REGRESS:
        return None
    said = f"Your pain was {pain} of 10 afterwards, so the next session is shorter."
    return _regress("pain_after", said)


def stumbles(record: SessionRecord) -> Decision | None:
    """Go back after two stumbles or more."""
    count = record.stumbles or 0
    if count >= STUMBLES_TO_REGRESS:
        said = f"You stumbled {count} times, so the next session is shorter."
        return _regress("stumbles", said, "design_hard_stops")
    return None


def too_hard(record: SessionRecord) -> Decision | None:
    """Go back when the effort was very strong."""
    effort = record.rpe_cr10
    if effort is None or effort < RPE_TOO_HARD_CR10:
        return None
    said = f"It felt like {effort:g} of 10, very hard, so the next session is shorter."
    return _regress("too_hard", said, "borg_cr10")


def unsure(record: SessionRecord) -> Decision | None:
    """Hold while a question of the session is not answered."""
    asked = {
        "pain before": record.pain_before,
        "pain after": record.pain_after,
        "effort": record.rpe_cr10,
        "stumbles": record.stumbles,
    }
    missing = [name for name, answer in asked.items() if answer is None]
    if not missing:
        return None
    noun = "1 question was" if len(missing) == 1 else f"{len(missing)} questions were"
    return hold(
        "unsure", f"{noun} left open ({', '.join(missing)}), so nothing is added yet."
    )


def adherence(record: SessionRecord) -> Decision | None:
    """Hold when too little of the session, or of its backward part, was walked."""
    share = min(record.adherence, _backward_share(record))
    # Rounded down, so that 79.9 % never reads as the 80 % it is compared with.
    walked_pct = int(100 * share + ROUNDING)
    if walked_pct >= ADHERENCE_TO_PROGRESS_PCT:
        return None
    said = f"You walked {walked_pct} % of the session, so nothing is added yet."
    return hold("adherence", said)


def direction(record: SessionRecord) -> Decision | None:
    """Hold when a bout that was told backward was seen to go forward."""
    wrong = sum(
        i.direction is Direction.BACKWARD
        and i.measured is not None
        and i.measured.direction is Direction.FORWARD
        for i in record.intervals
    )
    if not wrong:
        return None
    noun = "backward bout looks" if wrong == 1 else "backward bouts look"
    return hold(
        "direction", f"{wrong} {noun} like forward walking, so nothing is added yet."
    )


def effort(record: SessionRecord) -> Decision | None:
    """Hold when the effort was past comfortable speech."""
    felt = record.rpe_cr10
    if felt is None or felt <= RPE_COMFORTABLE_SPEECH_CR10:
        return None
    limit = f"{RPE_COMFORTABLE_SPEECH_CR10:g}"
    said = f"It felt like {felt:g} of 10, and nothing is added until it is {limit} or less."
    return hold("effort", said, "talk_test")


def some_pain(record: SessionRecord) -> Decision | None:
    """Hold when pain rose at all."""
    rise = _rise(record)
    if rise is None or rise < PAIN_RISE_TO_HOLD:
        return None
    said = f"Your pain rose by {rise} point, so nothing is added yet."
    return hold("some_pain", said, "salaffi2004")


def one_stumble(record: SessionRecord) -> Decision | None:
    """Hold after one stumble."""
    if not record.stumbles:
        return None
    return hold("one_stumble", "You stumbled once, so nothing is added yet.")


def hold(rule: str, reason: str, *sources: str) -> Decision:
    """Return a decision that keeps the dose, on our own rule and these sources."""
    return Decision(Move.HOLD, reason, rule, (*sources, "design_progression"))


# Safety first, then signs of too much, then signs of "not sure".
SESSION_RULES: tuple[Rule, ...] = (
    symptom,
    pain_rise,
    pain_after,
    stumbles,
    too_hard,
    unsure,
    adherence,
    direction,
    effort,
    some_pain,
    one_stumble,
)


def _regress(rule: str, reason: str, *sources: str) -> Decision:
    return Decision(Move.REGRESS, reason, rule, (*sources, "design_progression"))


def _rise(record: SessionRecord) -> int | None:
    if record.pain_before is None or record.pain_after is None:
        return None
    return record.pain_after - record.pain_before


def _backward_share(record: SessionRecord) -> float:
    """Walked share of the backward time; a long bout does not make up for a skipped one."""
    told_s = record.prescription.backward_s
    if not told_s:
        return 1.0
    done_s = sum(
        min(i.done_s, i.prescribed_s)
        for i in record.intervals
        if i.direction is Direction.BACKWARD
    )
    return min(1.0, done_s / told_s)
