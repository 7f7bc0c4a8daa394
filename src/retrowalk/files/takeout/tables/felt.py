"""What the person said of a session, as columns of the sessions: pain, effort, symptoms."""

from retrowalk.files.takeout.tables.cells import NOT_ANSWERED, at, number, of, words
from retrowalk.files.takeout.tables.table import Column, Kind
from retrowalk.training.session import Symptom

PAIN = "0 to 10"

FELT = (
    Column(
        "pain_before",
        Kind.WHOLE,
        "Pain before.",
        at("record", "pain_before"),
        "points",
        PAIN,
        NOT_ANSWERED,
    ),
    Column(
        "pain_during",
        Kind.WHOLE,
        "The highest pain that was told while walking.",
        at("record", "pain_during"),
        "points",
        PAIN,
        "none was told while walking",
    ),
    Column(
        "pain_after",
        Kind.WHOLE,
        "Pain after.",
        at("record", "pain_after"),
        "points",
        PAIN,
        NOT_ANSWERED,
    ),
    Column(
        "pain_next_morning",
        Kind.WHOLE,
        "Pain on the morning after.",
        at("pain_next_morning"),
        "points",
        PAIN,
        NOT_ANSWERED,
    ),
    Column(
        "morning_told_at",
        Kind.MOMENT,
        "When the pain of the morning was told.",
        at("morning_told_at"),
        empty=NOT_ANSWERED,
    ),
    Column(
        "rpe_cr10",
        Kind.NUMBER,
        "How hard it was, on the CR10 scale of exertion.",
        number("record", "rpe_cr10"),
        "points",
        PAIN,
        NOT_ANSWERED,
    ),
    Column(
        "stumbles",
        Kind.WHOLE,
        "How often the person stumbled.",
        at("record", "stumbles"),
        "times",
        empty=NOT_ANSWERED,
    ),
    Column(
        "symptoms",
        Kind.TEXT,
        "What was reported, with spaces between.",
        words("record", "symptoms"),
        allowed=of(Symptom),
        empty="none was reported",
    ),
)
