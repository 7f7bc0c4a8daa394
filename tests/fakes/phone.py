"""A phone with the player on it, as the server sees one: it sends chunks, then the document."""

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import numpy as np
from django.test import Client
from django.utils import timezone as now

from retrowalk.server.people.models import Account, Person, Screening
from retrowalk.server.programme import plans
from retrowalk.training.clearance import Clearance, Effort, Outcome
from retrowalk.training.codec.clearance import clearance_to_json
from retrowalk.training.person import Group
from retrowalk.training.person import Person as Trainee
from retrowalk.training.planning.first_plan import first_plan
from retrowalk.training.planning.offering import usual
from retrowalk.training.prescription import Support
from retrowalk.training.terms import Terms

SECONDS_IN_CHUNK = 30
PHONE_HZ = 60.0
ANDROID = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/150.0.0.0 Mobile"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15"
ABSENT: Any = object()

Motion = Mapping[str, Sequence[float | None]]


def person_with_plan(name: str = "Ann", today: date | None = None) -> Person:
    """Store an account with one cleared person and a first plan; simulated: nobody is real."""
    today = today or now.localdate()
    account = Account.objects.create(username=f"{name.lower()}-{uuid.uuid4().hex[:8]}")
    person = Person.objects.create(
        account=account, name=name, birth_year=1960, group=Group.KNEE_OSTEOARTHRITIS.value
    )
    clearance = Clearance(
        outcome=Outcome.CLEARED,
        support=Support.RAIL_OR_WALL,
        effort=Effort.MODERATE,
        reasons=(),
        screened_on=today,
        review_on=today + timedelta(days=300),
        still_possible=(),
    )
    Screening.objects.create(
        person=person,
        answers={},
        outcome=clearance.outcome.value,
        clearance=clearance_to_json(clearance),
        review_on=clearance.review_on,
    )
    trainee = Trainee(name, 66, Group.KNEE_OSTEOARTHRITIS)
    programme = usual(trainee)
    plan = first_plan(Terms(programme, clearance, trainee), today, programme.places[0])
    plans.save(person, plan, plans.BEGIN)
    return person


def swaying(seconds: int, hz: float = PHONE_HZ, start_ms: float = 0.0) -> Motion:
    """Return motion that is no walk: an upright phone that sways a little."""
    t_s = np.arange(int(seconds * hz)) / hz
    return {
        "t_ms": (start_ms + np.round(t_s * 1000, 1)).tolist(),
        "ax": np.round(0.3 * np.sin(t_s), 1).tolist(),
        "ay": np.full(t_s.size, 9.8).tolist(),
        "az": np.round(0.2 * np.cos(t_s), 1).tolist(),
        "gx": np.zeros(t_s.size).tolist(),
        "gy": np.zeros(t_s.size).tolist(),
        "gz": np.zeros(t_s.size).tolist(),
    }


def as_a_phone_sees_it(recording: Path, place: str) -> Motion:
    """Return a real recording as a browser gives it: 60 Hz, 0.1 m/s2, 0.1 deg/s."""
    with np.load(recording) as file:
        fs, acc, gyr = float(file["fs"]), file[f"{place}_acc"], file[f"{place}_gyr"]
    t_s = np.arange(int((len(acc) - 1) / fs * PHONE_HZ)) / PHONE_HZ
    at = np.arange(len(acc)) / fs
    columns = {"t_ms": np.round(t_s * 1000, 1).tolist()}
    for axis, letter in enumerate("xyz"):
        columns[f"a{letter}"] = np.round(np.interp(t_s, at, acc[:, axis]), 1).tolist()
        turning = np.rad2deg(np.interp(t_s, at, gyr[:, axis]))
        columns[f"g{letter}"] = np.round(turning, 1).tolist()
    return columns


def pieces(motion: Motion) -> list[bytes]:
    """Cut motion into the bodies of chunks of 30 s."""
    size = int(SECONDS_IN_CHUNK * PHONE_HZ)
    n = len(motion["t_ms"])
    return [
        json.dumps(
            {"schema": 1, **{k: v[i : i + size] for k, v in motion.items()}}
        ).encode()
        for i in range(0, n, size)
    ]


@dataclass
class Phone:
    """One signed-in phone that walks one person's sessions."""

    person: Person
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))
    device: str = ANDROID

    def __post_init__(self) -> None:
        self.client.force_login(self.person.account)

    def bundle(self) -> dict[str, Any]:
        """Fetch what is to be walked."""
        return self.client.get(f"/api/v1/persons/{self.person.pk}/bundle").json()

    def url(self, session: uuid.UUID, chunk: int | None = None) -> str:
        """Return a session's, or a chunk's, address."""
        whole = f"/api/v1/persons/{self.person.pk}/sessions/{session}"
        return whole if chunk is None else f"{whole}/chunks/{chunk}"

    def put(self, url: str, body: bytes, **headers: str) -> Any:
        """Send a body with a fresh token."""
        token = self.client.get("/api/v1/token").json()["csrf"]
        return self.client.put(
            url, body, "application/json", headers={"X-CSRFToken": token, **headers}
        )

    def send_chunk(self, session: uuid.UUID, number: int, body: bytes) -> Any:
        """Send one chunk with its digest."""
        digest = hashlib.sha256(body).hexdigest()
        return self.put(self.url(session, number), body, **{"X-Content-SHA256": digest})

    def send_document(self, session: uuid.UUID, document: Mapping[str, Any]) -> Any:
        """Send the session document."""
        return self.put(self.url(session), json.dumps(document).encode())

    def document(self, motion: Motion | None = None, **changed: Any) -> dict[str, Any]:
        """Return a document of today's session, walked without a break."""
        bundle = changed.pop("bundle", None) or self.bundle()
        planned = bundle["sessions"][0]
        samples = len(motion["t_ms"]) if motion else 0
        spans, at_ms = [], 0.0
        for interval in planned["intervals"]:
            end_ms = at_ms + interval["duration_s"] * 1000
            spans.append([[at_ms, end_ms]])
            at_ms = end_ms
        start = datetime.now(timezone(timedelta(hours=1))).replace(microsecond=0)
        whole = {
            "schema": 1,
            "planned_number": planned["number"],
            "plan_version": bundle["plan_version"],
            "started_at": start.isoformat(),
            "ended_at": (start + timedelta(milliseconds=at_ms)).isoformat(),
            "ending": "completed",
            "site": "lower_back" if motion else "none",
            "pain_before": 2,
            "pain_after": 2,
            "rpe_cr10": 3,
            "stumbles": 0,
            "symptoms": [],
            "intervals": [
                {
                    "index": index,
                    "direction": interval["direction"],
                    "prescribed_s": interval["duration_s"],
                    "done_s": interval["duration_s"],
                    "spans_ms": spans[index],
                }
                for index, interval in enumerate(planned["intervals"])
            ],
            "chunk_count": len(pieces(motion)) if motion else 0,
            "samples": samples,
            "device": self.device,
            "simulated": False,
        }
        whole.update(changed)
        return {key: value for key, value in whole.items() if value is not ABSENT}

    def walk(self, motion: Motion | None = None, **changed: Any) -> Any:
        """Send a whole session; return the answer to its document."""
        session = uuid.uuid4()
        document = self.document(motion, **changed)
        for number, body in enumerate(pieces(motion) if motion else []):
            assert self.send_chunk(session, number, body).status_code == 201
        return self.send_document(session, document)
