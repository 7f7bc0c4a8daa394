"""What the player keeps for two made-up (simulated) persons of two accounts."""

from datetime import date, timedelta
from typing import Any

from retrowalk.coach.script import script, to_json
from retrowalk.coach.words import WORDS
from retrowalk.directions import Direction
from retrowalk.training.prescription import Interval, Place, Prescription, Support

ANNA = "11111111-1111-4111-8111-111111111111"
BERT = "22222222-2222-4222-8222-222222222222"
ACCOUNT_OF = {ANNA: "account-a", BERT: "account-b"}
NAME_OF = {ANNA: "Anna", BERT: "Bert"}

SYMPTOMS = {
    "fall": "I fell",
    "chest_pain": "Chest pain or pressure",
    "dizziness": "Dizzy or light-headed",
    "breathlessness": "Unusually out of breath",
    "new_numbness_or_weakness": "New numbness or weakness",
    "knee_gave_way": "A knee gave way",
    "sharp_pain": "Sharp pain",
}
CHECKLIST = [
    "The way behind me is clear for at least ten steps.",
    "I can reach a rail or a wall all the way.",
    "I wear flat shoes that do not slip.",
]
SECONDS = (20.0, 20.0)


def session(number: int, day: date, seconds: tuple[float, ...] = SECONDS) -> dict[str, Any]:
    """Return a planned session: forward and backward in turns."""
    ways = (Direction.FORWARD, Direction.BACKWARD)
    intervals = tuple(Interval(ways[i % 2], s) for i, s in enumerate(seconds))
    dose = Prescription("first_steps", intervals, Place.HALLWAY, Support.RAIL_OR_WALL, ())
    return {
        "number": number,
        "day": day.isoformat(),
        "programme": "first_steps",
        "programme_name": "First steps backward",
        "place": dose.place.value,
        "support": dose.support.value,
        "backward_s": dose.backward_s,
        "duration_s": dose.duration_s,
        "intervals": [
            {"direction": i.direction.value, "duration_s": i.duration_s, "speed_mps": None}
            for i in intervals
        ],
        "script": to_json(script(dose)),
        "checklist": CHECKLIST,
    }


def bundle(person: str, seconds: tuple[float, ...] = SECONDS) -> dict[str, Any]:
    """Return what the player keeps for one person."""
    today = date.today()
    return {
        "schema": 1,
        "person": {"id": person, "name": NAME_OF[person], "units": "metric"},
        "account": ACCOUNT_OF[person],
        "made_at": f"{today}T08:00:00+00:00",
        "plan_version": 3,
        "plan_reason": "A first plan.",
        "clearance": {"outcome": "cleared_with_support", "support": True},
        "sessions": [
            session(7 + i, today + timedelta(days=2 * i), seconds) for i in range(3)
        ],
        "words": dict(WORDS),
        "symptoms": [{"key": k, "text": t, "stop": True} for k, t in SYMPTOMS.items()],
        "simulated": False,
    }
