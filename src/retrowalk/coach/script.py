"""The script: a prescription laid out on a clock, as Python and as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from retrowalk.coach.calls import Call, calls
from retrowalk.coach.cues import Cue, CueCode
from retrowalk.coach.limits import CHANGE_ON_BELT_S, CHANGE_S
from retrowalk.coach.segments import Kind, Segment, laid_out, walks
from retrowalk.directions import Direction
from retrowalk.errors import BadProgramme
from retrowalk.training.prescription import Place, Prescription

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Script:
    """What is walked when, and what is said when.

    segments: without gaps from 0 to end_s, each half-open.
    calls: by time; the instruction that opens each segment is not among them.
    on_belt: walked on a treadmill, whose belt only the person starts and stops.
    heart_rate_limit_bpm: a limit that a clinician set for this person; None: no limit
        is known, and the coach then says nothing about heart rate.
    ends_s, calls_s: when each segment ends and each call is due, laid out once, because
        every tick looks them up.
    """

    programme: str
    segments: tuple[Segment, ...]
    calls: tuple[Call, ...]
    on_belt: bool = False
    heart_rate_limit_bpm: float | None = None
    ends_s: tuple[float, ...] = field(init=False, repr=False, compare=False)
    calls_s: tuple[float, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.segments:
            raise BadProgramme("a script has no segments; expected at least one")
        at_s = 0.0
        for number, segment in enumerate(self.segments):
            if segment.start_s != at_s:
                raise BadProgramme(
                    f"segment {number} of a script starts at {segment.start_s} s; "
                    f"expected {at_s} s, where the one before ends"
                )
            at_s = segment.end_s
        if any(later.at_s < earlier.at_s for earlier, later in pairwise(self.calls)):
            raise BadProgramme("a script's calls are out of order; expected them by time")
        object.__setattr__(self, "ends_s", tuple(s.end_s for s in self.segments))
        object.__setattr__(self, "calls_s", tuple(c.at_s for c in self.calls))

    @property
    def end_s(self) -> float:
        """First moment after the last segment, changes of direction counted."""
        return self.ends_s[-1]

    @property
    def walks(self) -> tuple[Segment, ...]:
        """The walked segments, one for each prescribed interval, in order."""
        return walks(self.segments)


def script(prescription: Prescription, heart_rate_limit_bpm: float | None = None) -> Script:
    """Lay a prescription out on a clock."""
    on_belt = prescription.place is Place.TREADMILL
    segments = laid_out(prescription.intervals, CHANGE_ON_BELT_S if on_belt else CHANGE_S)
    return Script(
        prescription.programme,
        segments,
        calls(prescription, segments),
        on_belt,
        heart_rate_limit_bpm,
    )


def to_json(plan: Script) -> dict[str, Any]:
    """Return the script as the player receives it."""
    return {
        "schema": SCHEMA,
        "programme": plan.programme,
        "on_belt": plan.on_belt,
        "heart_rate_limit_bpm": plan.heart_rate_limit_bpm,
        "segments": [
            {
                "kind": s.kind.value,
                "direction": s.direction.value,
                "interval": s.interval,
                "start_s": s.start_s,
                "duration_s": s.duration_s,
                "speed_most_mps": s.speed_most_mps,
                "speed_least_mps": s.speed_least_mps,
            }
            for s in plan.segments
        ],
        "calls": [
            {
                "at_s": c.at_s,
                "cue": {"code": c.cue.code.value, "number": c.cue.number},
            }
            for c in plan.calls
        ],
    }


def from_json(document: Mapping[str, Any]) -> Script:
    """Read a script back; raise BadProgramme if it is not one of ours."""
    if document.get("schema") != SCHEMA:
        raise BadProgramme(
            f"a script has schema {document.get('schema')!r}; expected {SCHEMA}"
        )
    try:
        return Script(
            str(document["programme"]),
            tuple(_segment(row) for row in document["segments"]),
            tuple(_call(row) for row in document["calls"]),
            document["on_belt"],
            document["heart_rate_limit_bpm"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadProgramme(f"a script cannot be read: {error!r}") from error


def _segment(row: Mapping[str, Any]) -> Segment:
    return Segment(
        Kind(row["kind"]),
        Direction(row["direction"]),
        row["interval"],
        row["start_s"],
        row["duration_s"],
        row["speed_most_mps"],
        row.get("speed_least_mps"),  # scripts kept by a phone from before have none
    )


def _call(row: Mapping[str, Any]) -> Call:
    cue = row["cue"]
    return Call(row["at_s"], Cue(CueCode(cue["code"]), cue["number"]))
