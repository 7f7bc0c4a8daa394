"""A household that has something in every drawer: made up, and quick to make."""

import hashlib
import uuid
from datetime import UTC, date, datetime, timedelta

import numpy as np
from django.conf import settings

from retrowalk.files.calibration_json import calibration_document
from retrowalk.files.gait_json import gait_document
from retrowalk.files.shelf import Shelf
from retrowalk.gait.analyse import analyse
from retrowalk.gait.calibration import Calibration
from retrowalk.outcomes.single_case.design import Condition, Design, Method
from retrowalk.outcomes.single_case.orders import drawn
from retrowalk.outcomes.single_case.schedule_toml import to_toml
from retrowalk.server.content_digest import content_digest
from retrowalk.server.learn.models import OwnChange, OwnResult, OwnStudy
from retrowalk.server.outcomes.receive_test import receive
from retrowalk.server.people.models import Account, Person
from retrowalk.server.programme.demo import seed
from retrowalk.server.sessions.models import AdverseEvent, Chunk, PhoneMounting
from retrowalk.server.watches.models import BroughtFile
from retrowalk.signals.recording import Recording, SensorSite

PASSWORD = "a long walk home"  # noqa: S105 - of a test account
TODAY = date(2026, 11, 20)
WORN = Calibration(
    site=SensorSite.LOWER_BACK,
    side=None,
    up=(0.0, 1.0, 0.0),
    forward=(0.0, 0.0, -1.0),
    facing_score=3.0,
    going_middle=0.4,
    going_scale=1.2,
    forward_strides=30,
    backward_strides=28,
)
NOTE = "=1+1, \N{WOMAN}\N{ZERO WIDTH JOINER}\N{RUNNER}, „leicht gedreht“\nzweite Zeile"


def rich_household(name: str = "anna") -> Account:
    """Return an account of its own with all that a household can have."""
    account = seed(TODAY)
    account.username, account.is_demo = name, False
    account.set_password(PASSWORD)
    account.save()
    account.persons.filter(name__in=("Karim", "Olga")).delete()  # fewer are quicker
    for person in account.persons.all():
        _no_longer_of_the_demo(person)
    ruth = account.persons.get(name="Ruth")
    _events_and_tests(ruth)
    _devices(ruth)
    _studies(account)
    _trial(ruth)
    return account


def _no_longer_of_the_demo(person: Person) -> None:
    """Give a person an identifier such as everybody has whom nobody makes anew each day."""
    old = person.pk
    person.pk = uuid.UUID(
        bytes=hashlib.sha256(person.name.encode()).digest()[:16], version=4
    )
    person.save(force_insert=True)
    Person.objects.filter(pk=person.pk).update(
        created_at=Person.objects.get(pk=old).created_at
    )
    for link in Person._meta.related_objects:
        link.related_model.objects.filter(person=old).update(person=person.pk)
    Person.objects.filter(pk=old).delete()


def _events_and_tests(ruth: Person) -> None:
    AdverseEvent.objects.create(person=ruth, day=TODAY, symptom="dizziness", note=NOTE)
    AdverseEvent.objects.create(person=ruth, day=TODAY, symptom="fall")
    walk = ruth.walks.first()
    walk.pain_next_morning, walk.morning_told_at = 3, datetime(2026, 11, 3, tzinfo=UTC)
    walk.save()
    ruth.own_programmes.create(
        key="own-0123456789ab", text="anything that was written once"
    )
    for protocol, trial in (
        ("up_and_go", {"time_s": 9.5}),
        ("backward_walk_middle_3m", {"time_s": 3.1, "laps_s": [1.5, 1.6]}),
        ("pain_week", {"values": {"pain_nrs": 4.0}, "series": {"moment_s": [0.1, 0.25]}}),
    ):
        document = {
            "schema": 1,
            "protocol": protocol,
            "version": 1,
            "taken_at": "2026-11-19T10:00:00+01:00",
            "trials": [{"practice": True, **trial}, trial, trial],
            "note": NOTE,
        }
        receive(ruth, uuid.uuid5(uuid.NAMESPACE_DNS, protocol), document)


def _devices(ruth: Person) -> None:
    walk = ruth.walks.first()
    walk.recording = Shelf(settings.SHELF).put(a_recording())
    walk.gait = gait_document(analyse(a_recording()))
    walk.gait["directions"]["backward"] |= {"strides": 9, "stride_s": 1.3, "speed_mps": 0.4}
    walk.document = walk.document | {
        "site": "lower_back",
        "readings": {
            "t_ms": [0.0, 1000.0, 2000.5],
            "speed_mps": [0.3, None, 0.4],
            "heart_rate_bpm": [None, 88.0, 90.0],
            "cadence_spm": [None, None, None],
        },
    }
    walk.document_digest = content_digest(walk.document)
    walk.save()
    PhoneMounting.objects.create(
        person=ruth,
        site="lower_back",
        body=calibration_document(WORN),
        since=datetime(2026, 11, 1, tzinfo=UTC),
        learnt_from=datetime(2026, 11, 9, 8, 30, 0, 123456, tzinfo=UTC),
    )
    for number, body in enumerate((b'{"t_ms":[1]}', b"")):
        Chunk.objects.create(
            session_id=walk.pk if number else uuid.uuid5(uuid.NAMESPACE_DNS, "open"),
            person=ruth,
            number=number,
            digest="0" * 64,
            body=body,
            samples=1,
        )
    lap = {"name": "Walk backward 1 of 5", "start_s": 0.0, "duration_s": 30.0}
    for own, laps in ((walk, []), (None, [lap | {"direction": "backward"}])):
        BroughtFile.objects.create(
            person=ruth,
            walk=own,
            file_name="morgens.fit",
            digest="1" * 64,
            source_format="FIT",
            started_at=walk.started_at,
            duration_s=600.0,
            laps=laps,
            readings={"t_s": [0.0, 1.0], "heart_rate_bpm": [80.0, None]},
        )


def _studies(account: Account) -> None:
    study = OwnStudy.objects.create(
        account=account, key="müller_2026", citation="Müller 2026", address="10.1/x"
    )
    for outcome in ("pain", "pain", "speed"):
        OwnResult.objects.create(study=study, cells={"outcome": outcome, "n": "12"})
    OwnChange.objects.create(
        account=account,
        number=1,
        library_version=1,
        act="added",
        studies=["müller_2026"],
        changes=[{"key": "pain", "before": None, "after": "1.5"}],
    )


def _trial(ruth: Person) -> None:
    design = Design(
        "pain_nrs",
        (Condition.BACKWARD, Condition.FORWARD),
        Method.RANDOM_PERIODS,
        TODAY,
        periods=12,
        days_per_period=4,
        settle_days=1,
    )
    schedule = drawn(design, 7)
    ruth.own_trials.create(
        measure="pain_nrs",
        protocol="pain_day",
        schedule=to_toml(schedule),
        order=[one.value for one in schedule.order],
        starts_on=TODAY,
        ends_on=TODAY + timedelta(days=design.n_days - 1),
        foretold={"change": 1.5},
        drawn_at=datetime(2026, 11, 19, tzinfo=UTC),
    )


def a_recording(seed: int = 1) -> Recording:
    """Return a little motion."""
    motion = np.random.default_rng(seed)
    return Recording(
        start_s=0.0,
        rate_hz=50.0,
        acc_mps2=motion.normal((0.0, 9.8, 0.0), size=(200, 3)),
        gyr_radps=None,
        site=SensorSite.LOWER_BACK,
        simulated=True,
    )
