"""Our own codes, for what no other code system has: above all the direction of a walk."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from retrowalk.directions import Direction
from retrowalk.errors import Unknown
from retrowalk.outcomes.measures import MEASURES
from retrowalk.outcomes.protocols.catalogue import PROTOCOLS
from retrowalk.training.session import Ending, Symptom

SIMULATED = "simulated"
TOLD_DIRECTION = "direction.told"
MEASURED_DIRECTION = "direction.measured"
INTERVAL = "session.interval"
INTERVAL_WALKED = "session.interval_walked"
WALKED_BACKWARD, WALKED_FORWARD = "session.walked_backward", "session.walked_forward"
PRESCRIBED = "session.prescribed_duration"
CADENCE = "session.cadence"
PAIN_BEFORE, PAIN_DURING = "session.pain_before", "session.pain_during"
PAIN_AFTER, PAIN_NEXT_MORNING = "session.pain_after", "session.pain_next_morning"
EXERTION = "session.exertion"
STUMBLES = "session.stumbles"
ENDING = "session.ending"
SYMPTOM = "session.symptom"
BACKWARD_SESSION, FORWARD_SESSION = "session.backward", "session.forward"
BACKWARD_MINUTES = "plan.backward_per_session"
TRIAL_VALUE = "test.trial"
PROTOCOL_VERSION = "test.protocol_version"


@dataclass(frozen=True, slots=True)
class OwnCode:
    """One code: its name, and what exactly it means."""

    code: str
    display: str
    definition: str


_FIXED = (
    OwnCode(SIMULATED, "Simulated", "Made up by a program; nobody walked it."),
    OwnCode(
        TOLD_DIRECTION,
        "Direction told",
        "Which way the person was told to walk in this interval.",
    ),
    OwnCode(
        MEASURED_DIRECTION,
        "Direction measured",
        "Which way a sensor saw most of the steps go; unknown where it could not tell.",
    ),
    OwnCode(INTERVAL, "Interval", "Number of the interval in its session, from 1 on."),
    OwnCode(
        INTERVAL_WALKED,
        "Walked in an interval",
        "How long one interval was walked; the exercise duration of the session holds it "
        "already, so it is not to be added to that.",
    ),
    OwnCode(
        WALKED_BACKWARD,
        "Walked backward",
        "How much of the session was walked in intervals that were told backward.",
    ),
    OwnCode(
        WALKED_FORWARD,
        "Walked forward",
        "How much of the session was walked in intervals that were told forward.",
    ),
    OwnCode(
        PRESCRIBED, "Prescribed duration", "How long the interval was meant to be walked."
    ),
    OwnCode(CADENCE, "Cadence", "Steps of both feet in a minute of the interval."),
    OwnCode(PAIN_BEFORE, "Pain before", "Pain before the session, 0 to 10, as told."),
    OwnCode(PAIN_DURING, "Pain during", "Most pain while walking, 0 to 10, as told."),
    OwnCode(PAIN_AFTER, "Pain after", "Pain after the session, 0 to 10, as told."),
    OwnCode(
        PAIN_NEXT_MORNING,
        "Pain next morning",
        "Pain on the morning after the session, 0 to 10, as told.",
    ),
    OwnCode(
        EXERTION, "Exertion", "Exertion of the session on the category-ratio scale 0 to 10."
    ),
    OwnCode(STUMBLES, "Stumbles", "How often the person stumbled, as told."),
    OwnCode(ENDING, "Ending", "How the session came to its end."),
    OwnCode(SYMPTOM, "Symptom", "A reason to stop that the person reported."),
    OwnCode(
        BACKWARD_SESSION,
        "Backward walking",
        "A session in which some of the way is walked backward.",
    ),
    OwnCode(
        FORWARD_SESSION,
        "Forward walking",
        "A session walked forward all the way, as on the forward days of a trial of oneself.",
    ),
    OwnCode(
        BACKWARD_MINUTES,
        "Backward walking in a session",
        "How long is walked backward in one session.",
    ),
    OwnCode(TRIAL_VALUE, "Trial", "What one trial of the test gave, in the order done."),
    OwnCode(
        PROTOCOL_VERSION,
        "Version of the test",
        "Which version of the way the test is done it was done by.",
    ),
)
_DIRECTIONS: Mapping[Direction, str] = MappingProxyType(
    {
        Direction.FORWARD: "Walking forward, facing the way one goes.",
        Direction.BACKWARD: "Walking backward, the back towards the way one goes.",
        Direction.TURNING: "Turning round, neither forward nor backward.",
        Direction.UNKNOWN: "Which way it went could not be told.",
    }
)


def direction_code(direction: Direction) -> str:
    """Return the code of a direction."""
    return f"direction.{direction}"


def session_code(told: Iterable[Direction]) -> str:
    """Return the code of a session by the directions its intervals were told."""
    return BACKWARD_SESSION if Direction.BACKWARD in told else FORWARD_SESSION


def measure_code(key: str) -> str:
    """Return the code of an outcome measure."""
    return f"measure.{key}"


def protocol_code(key: str) -> str:
    """Return the code of the way a test is done."""
    return f"protocol.{key}"


def ending_code(ending: Ending) -> str:
    """Return the code of how a session ended."""
    return f"ending.{ending}"


def symptom_code(symptom: Symptom) -> str:
    """Return the code of a reported symptom."""
    return f"symptom.{symptom}"


@cache
def own_codes() -> Mapping[str, OwnCode]:
    """Return every code of ours."""
    return MappingProxyType({one.code: one for one in _all()})


def own(code: str) -> OwnCode:
    """Return one of our codes; raise Unknown for another."""
    try:
        return own_codes()[code]
    except KeyError:
        raise Unknown(f"there is no own code {code!r}; expected one of own_codes") from None


def _all() -> Iterator[OwnCode]:
    yield from _FIXED
    for direction, meaning in _DIRECTIONS.items():
        yield OwnCode(direction_code(direction), direction.capitalize(), meaning)
    for ending in Ending:
        yield OwnCode(
            ending_code(ending), _said(ending), f"The session was {_said(ending)}."
        )
    for symptom in Symptom:
        words = _said(symptom)
        yield OwnCode(symptom_code(symptom), words, f"The person reported: {words}.")
    for measure in MEASURES.values():
        yield OwnCode(measure_code(measure.key), measure.name, measure.protocol)
    for protocol in PROTOCOLS.values():
        told = protocol.told or protocol.name
        yield OwnCode(protocol_code(protocol.key), protocol.name, told)


def _said(word: str) -> str:
    return word.replace("_", " ")
