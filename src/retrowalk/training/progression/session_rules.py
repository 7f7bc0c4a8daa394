"""What one session alone says about the next dose.

Every limit is a named constant with its source; those without a published source are
design rules of Retrowalk and say so. A session that no rule here speaks about is good.
"""

from collections.abc import Callable, Iterator

from retrowalk.directions import Direction
from retrowalk.training.plan import Decision, Move
from retrowalk.training.session import Ending, SessionRecord, Symptom

PAIN_RISE_TO_REGRESS = (
    2  # points of 10, "much" on the scale of salaffi2004; design_progression
)
PAIN_RISE_TO_HOLD = 1  # points of 10, the smallest change people notice; salaffi2004
PAIN_TO_REGRESS = 5  # points of 10; more than this is too much; design_progression
STUMBLES_TO_REGRESS = 2  # in one session; design_hard_stops
RPE_COMFORTABLE_SPEECH_CR10 = 4.4  # last stage with comfortable speech; talk_test
RPE_TOO_HARD_CR10 = 7.0  # "very strong" on the scale; borg_cr10, design_progression
ADHERENCE_TO_PROGRESS_PCT = 80  # of the prescribed time; design_progression
ROUNDING = 1e-6  # percent that a sum of seconds may be off by

SessionRule = Callable[[SessionRecord], Decision | None]

SYMPTOM_WORDS = {
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
        what = " and ".join(SYMPTOM_WORDS[s] for s in record.symptoms)
        said = f"You reported {what}, so please ask a clinician before you walk backward again."
        return refer("symptom", said)
    if record.ending is Ending.STOPPED_BY_SYMPTOM:
        return refer(
            "symptom",
            "You stopped because of a symptom, so please ask a clinician before you go on.",
        )
    return None


def pain_rise(record: SessionRecord) -> Decision | None:
    """Go back when pain rose much while walking, afterwards or by the next morning."""
    rise = _rise(record)
    if rise is None or rise < PAIN_RISE_TO_REGRESS:
        return None
    said = f"Your pain rose by {rise} points, so the next session is shorter."
    return regress("pain_rise", said, "salaffi2004")


def pain_high(record: SessionRecord) -> Decision | None:
    """Go back when pain was high while walking, afterwards or on the next morning.

    A walk that pain ended counts as such, also where the number was taken back.
    """
    for when, in_words, pain in _pains(record):
        if pain > PAIN_TO_REGRESS:
            said = f"Your pain was {pain} of 10 {in_words}, so the next session is shorter."
            return regress(f"pain_{when}", said)
    if record.ending is Ending.STOPPED_BY_PAIN:  # whatever number was left afterwards
        said = "Your walk ended early because it hurt, so the next session is shorter."
        return regress("pain_during", said, "design_pain_walking")
    return None


def stumbles(record: SessionRecord) -> Decision | None:
    """Go back after two stumbles or more."""
    count = record.stumbles or 0
    if count >= STUMBLES_TO_REGRESS:
        said = f"You stumbled {count} times, so the next session is shorter."
        return regress("stumbles", said, "design_hard_stops")
    return None


def too_hard(record: SessionRecord) -> Decision | None:
    """Go back when the effort was very strong."""
    effort = record.rpe_cr10
    if effort is None or effort < RPE_TOO_HARD_CR10:
        return None
    said = f"It felt like {effort:g} of 10, very hard, so the next session is shorter."
    return regress("too_hard", said, "borg_cr10")


def unsure(record: SessionRecord) -> Decision | None:
    """Hold while a question of the session is not answered.

    Pain while walking is told by a tap, so that no tap is an answer; the next morning is
    still to come.
    """
    asked = (
        ("pain before", record.pain_before),
        ("pain after", record.pain_after),
        ("effort", record.rpe_cr10),
        ("stumbles", record.stumbles),
    )
    missing = [name for name, answer in asked if answer is None]
    if not missing:
        return None
    noun = "1 question was" if len(missing) == 1 else f"{len(missing)} questions were"
    return hold(
        "unsure", f"{noun} left open ({', '.join(missing)}), so nothing is added yet."
    )


def adherence(record: SessionRecord) -> Decision | None:
    """Hold when too little of the session, or of its backward part, was walked."""
    told_s = record.prescription.backward_s
    if not told_s:
        said = "There was nothing to walk backward this time, so nothing is added."
        return hold("no_backward", said)
    share = min(record.adherence, _backward_done_s(record) / told_s)
    # Rounded down, so that 79.9 % never reads as the 80 % it is compared with.
    walked_pct = int(100 * share + ROUNDING)
    if walked_pct >= ADHERENCE_TO_PROGRESS_PCT:
        return None
    said = f"You walked {walked_pct} % of the session, so nothing is added yet."
    return hold("adherence", said)


def direction(record: SessionRecord) -> Decision | None:
    """Hold when a bout that was told backward was seen to go forward."""
    wrong = [
        i
        for i in record.intervals
        if i.measured is not None
        and i.measured.direction is Direction.FORWARD
        and i.direction is Direction.BACKWARD
    ]
    if not wrong:
        return None
    noun = "backward bout looks" if len(wrong) == 1 else "backward bouts look"
    said = f"{len(wrong)} {noun} like forward walking, so nothing is added yet."
    return hold("direction", said)


def effort(record: SessionRecord) -> Decision | None:
    """Hold when it felt harder than was told; where nothing was, past comfortable speech."""
    felt, told = record.rpe_cr10, _told_rpe_cr10(record)
    limit = RPE_COMFORTABLE_SPEECH_CR10 if told is None else told
    if felt is None or felt <= limit:
        return None
    said = (
        f"It felt like {felt:g} of 10, and nothing is added until it is {limit:g} or less."
    )
    return hold("effort", said, "talk_test" if told is None else "design_intensity")


def some_pain(record: SessionRecord) -> Decision | None:
    """Hold when pain rose at all."""
    rise = _rise(record)
    if rise is None or rise < PAIN_RISE_TO_HOLD:
        return None
    said = f"Your pain rose by {rise} point, so nothing is added yet."
    return hold("some_pain", said, "salaffi2004")


def pain_at_start(record: SessionRecord) -> Decision | None:
    """Hold when pain was high before the session began."""
    pain = record.pain_before
    if pain is None or pain <= PAIN_TO_REGRESS:
        return None
    said = f"Your pain was {pain} of 10 before you began, so nothing is added yet."
    return hold("pain_before", said)


def one_stumble(record: SessionRecord) -> Decision | None:
    """Hold after one stumble."""
    if not record.stumbles:
        return None
    return hold("one_stumble", "You stumbled once, so nothing is added yet.")


def refer(rule: str, reason: str, *sources: str) -> Decision:
    """Return a decision that lets the plan rest until a screening is renewed."""
    return Decision(Move.REFER, reason, rule, (*sources, "design_hard_stops"))


def regress(rule: str, reason: str, *sources: str) -> Decision:
    """Return a decision that takes the dose a step back, on our own rule and these sources."""
    return Decision(Move.REGRESS, reason, rule, (*sources, "design_progression"))


def hold(rule: str, reason: str, *sources: str) -> Decision:
    """Return a decision that keeps the dose, on our own rule and these sources."""
    return Decision(Move.HOLD, reason, rule, (*sources, "design_progression"))


# Signs of too much, then signs of "not sure".
TOO_MUCH: tuple[SessionRule, ...] = (pain_rise, pain_high, stumbles, too_hard)
NOT_SURE: tuple[SessionRule, ...] = (
    unsure,
    adherence,
    direction,
    effort,
    some_pain,
    pain_at_start,
    one_stumble,
)
SESSION_RULES: tuple[SessionRule, ...] = (symptom, *TOO_MUCH, *NOT_SURE)


def _pains(record: SessionRecord) -> Iterator[tuple[str, str, int]]:
    """Yield when, in words, and how much pain there was since the session began."""
    for when, in_words, pain in (
        ("during", "while you walked", record.pain_during),
        ("after", "afterwards", record.pain_after),
        ("next_morning", "the next morning", record.pain_next_morning),
    ):
        if pain is not None:
            yield when, in_words, pain


def _rise(record: SessionRecord) -> int | None:
    """Return the largest rise above the pain before; None where it is not known."""
    if record.pain_before is None:
        return None
    before = record.pain_before
    return max((pain - before for _, _, pain in _pains(record)), default=None)


def _told_rpe_cr10(record: SessionRecord) -> float | None:
    """Return the most effort that was told for walking backward; None where none was."""
    bands = [
        i.rpe_cr10.high
        for i in record.prescription.intervals
        if i.rpe_cr10 is not None and i.direction is Direction.BACKWARD
    ]
    return max(bands, default=None)


def _backward_done_s(record: SessionRecord) -> float:
    """Seconds walked backward; a long bout does not make up for a skipped one."""
    return sum(
        [
            min(i.done_s, i.prescribed_s)
            for i in record.intervals
            if i.direction is Direction.BACKWARD
        ]
    )
