"""What the player sends: strict, because what is let in here is kept for years."""

from collections.abc import Sequence
from typing import Annotated, Literal, Self

from ninja import Schema
from pydantic import AwareDatetime, ConfigDict, Field, StringConstraints, model_validator

from retrowalk.directions import Direction
from retrowalk.server.content_digest import content_digest
from retrowalk.server.sessions.document import (
    IntervalWalked,
    SessionDocument,
)
from retrowalk.training.session import CR10_MAX, NRS_MAX, Ending, Symptom

# Limits of what a phone can send, so that a slip is told from motion; no health figures.
MOST_CHUNKS = 2880  # a day in pieces of 30 s
MOST_SAMPLES = 60_000  # in one chunk of 30 s: 2,000 a second
MOST_MS = 604_800_000.0  # a week: a session may be put aside and finished later
MOST_MPS2 = 10_000.0  # far past any sensor's range; wrong units are told by analysis
MOST_DEGPS = 100_000.0
MOST_READINGS = 86_400  # a day, one a second
MOST_MPS = 20.0  # faster than anybody runs
MOST_BPM = 300.0
MOST_SPM = 400.0
FIRST_YEAR, LAST_YEAR = 2000, 2100
NO_CONTROL_CHARACTERS = r"^[^\x00-\x1f\x7f]*$"

Milliseconds = Annotated[
    float, Field(strict=True, ge=-MOST_MS, le=MOST_MS, allow_inf_nan=False)
]
Acceleration = Annotated[
    float, Field(strict=True, ge=-MOST_MPS2, le=MOST_MPS2, allow_inf_nan=False)
]
Rate = Annotated[
    float, Field(strict=True, ge=-MOST_DEGPS, le=MOST_DEGPS, allow_inf_nan=False)
]
Seconds = Annotated[
    float, Field(strict=True, ge=0.0, le=MOST_MS / 1000, allow_inf_nan=False)
]
Count = Annotated[int, Field(strict=True, ge=0, le=1_000_000_000)]
Pain = Annotated[int, Field(strict=True, ge=0, le=NRS_MAX)]
Exertion = Annotated[float, Field(strict=True, ge=0.0, le=CR10_MAX, allow_inf_nan=False)]
Column = Field(min_length=1, max_length=MOST_SAMPLES)
Speed = Annotated[float, Field(strict=True, ge=0.0, le=MOST_MPS, allow_inf_nan=False)]
HeartRate = Annotated[float, Field(strict=True, ge=0.0, le=MOST_BPM, allow_inf_nan=False)]
Cadence = Annotated[float, Field(strict=True, ge=0.0, le=MOST_SPM, allow_inf_nan=False)]
ReadingColumn = Field(min_length=1, max_length=MOST_READINGS)


class Sent(Schema):
    """Anything the player sends: an unknown name is a mistake, not a wish."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    schema_: Literal[1] = Field(alias="schema")


class MotionSent(Sent):
    """One chunk of motion, in columns of equal length.

    t_ms: since the session's epoch, strictly rising. ax, ay, az: m/s2, gravity included,
    signed as the browser gives it. gx, gy, gz: deg/s about x, y and z; null where there
    was no gyroscope.
    """

    t_ms: list[Milliseconds] = Column
    ax: list[Acceleration] = Column
    ay: list[Acceleration] = Column
    az: list[Acceleration] = Column
    gx: list[Rate | None] = Column
    gy: list[Rate | None] = Column
    gz: list[Rate | None] = Column

    @model_validator(mode="after")
    def _columns_agree(self) -> Self:
        _check_lengths(self, ("ax", "ay", "az", "gx", "gy", "gz"), self.t_ms)
        return self


def _check_lengths(columns: Schema, names: Sequence[str], t_ms: Sequence[float]) -> None:
    """Raise ValueError unless all columns are as long as the times, which rise."""
    for name in names:
        n = len(getattr(columns, name))
        if n != len(t_ms):
            message = f"{name} has {n} values; expected {len(t_ms)}, as in t_ms"
            raise ValueError(message)
    for k in range(1, len(t_ms)):
        if t_ms[k] <= t_ms[k - 1]:
            message = (
                f"t_ms goes from {t_ms[k - 1]} to {t_ms[k]} at sample {k}; "
                "expected it to rise strictly"
            )
            raise ValueError(message)


class IntervalSent(Schema):
    """One interval as walked; spans are half-open on the clock of t_ms."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    index: Annotated[int, Field(strict=True, ge=0, le=1000)]
    direction: Literal["forward", "backward"]
    prescribed_s: Seconds
    done_s: Seconds
    spans_ms: list[tuple[Milliseconds, Milliseconds]] = Field(max_length=1000)

    @model_validator(mode="after")
    def _spans_follow_each_other(self) -> Self:
        at_ms = -MOST_MS
        for start_ms, end_ms in self.spans_ms:
            if not at_ms <= start_ms <= end_ms:
                message = (
                    f"a walked span runs from {start_ms} to {end_ms} ms after {at_ms} ms; "
                    "expected spans one after the other"
                )
                raise ValueError(message)
            at_ms = end_ms
        return self

    def as_walked(self) -> IntervalWalked:
        """Return the interval in seconds."""
        return IntervalWalked(
            index=self.index,
            direction=Direction(self.direction),
            done_s=self.done_s,
            spans_s=tuple((a / 1000, b / 1000) for a, b in self.spans_ms if a < b),
        )


class ReadingsSent(Schema):
    """What devices measured, in columns of equal length; null: not told at that moment.

    t_ms: since the session's epoch, as in the chunks of motion, strictly rising. speed_mps:
    of the belt, unsigned.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    t_ms: list[Milliseconds] = ReadingColumn
    speed_mps: list[Speed | None] = ReadingColumn
    heart_rate_bpm: list[HeartRate | None] = ReadingColumn
    cadence_spm: list[Cadence | None] = ReadingColumn

    @model_validator(mode="after")
    def _columns_agree(self) -> Self:
        _check_lengths(self, ("speed_mps", "heart_rate_bpm", "cadence_spm"), self.t_ms)
        return self


class SessionSent(Sent):
    """What the person and the coach say about one session."""

    planned_number: Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
    plan_version: Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
    started_at: AwareDatetime
    ended_at: AwareDatetime
    ending: Ending
    site: Literal["pocket", "lower_back", "other", "none"]
    pain_before: Pain | None
    pain_after: Pain | None
    rpe_cr10: Exertion | None
    stumbles: Annotated[int, Field(strict=True, ge=0, le=1000)] | None
    pain_during: Pain | None = Field(None, description="Left out where it was not told.")
    symptoms: list[Symptom] = Field(max_length=len(Symptom))
    intervals: list[IntervalSent] = Field(max_length=1000)
    chunk_count: Annotated[int, Field(strict=True, ge=0, le=MOST_CHUNKS)]
    samples: Count
    device: Annotated[str, StringConstraints(max_length=400, pattern=NO_CONTROL_CHARACTERS)]
    simulated: Annotated[bool, Field(strict=True)]
    readings: ReadingsSent | None = Field(None, description="Left out without a device.")

    @model_validator(mode="after")
    def _days_and_names_make_sense(self) -> Self:
        for name in ("started_at", "ended_at"):
            year = getattr(self, name).year
            if not FIRST_YEAR < year < LAST_YEAR:
                message = f"{name} is in the year {year}; expected a day of this century"
                raise ValueError(message)
        indices = [i.index for i in self.intervals]
        if indices != sorted(set(indices)):
            message = f"intervals have the indices {indices}; expected each once, rising"
            raise ValueError(message)
        if len(set(self.symptoms)) < len(self.symptoms):
            message = "a symptom stands twice; expected each at most once"
            raise ValueError(message)
        return self

    def as_document(self) -> SessionDocument:
        """Return the document as the use case takes it.

        Two documents that say the same are the same, however their bytes are laid out. What
        was not told is not in there, so that what older players sent keeps its digest.
        """
        left_out = {n for n in ("pain_during", "readings") if getattr(self, n) is None}
        content = self.model_dump(mode="json", by_alias=True, exclude=left_out)
        return SessionDocument(
            planned_number=self.planned_number,
            plan_version=self.plan_version,
            started_at=self.started_at,
            ending=self.ending,
            site=self.site,
            pain_before=self.pain_before,
            pain_after=self.pain_after,
            rpe_cr10=self.rpe_cr10,
            stumbles=self.stumbles,
            pain_during=self.pain_during,
            symptoms=tuple(self.symptoms),
            intervals=tuple(i.as_walked() for i in self.intervals),
            chunk_count=self.chunk_count,
            samples=self.samples,
            device=self.device,
            simulated=self.simulated,
            content=content,
            digest=content_digest(content),
        )
