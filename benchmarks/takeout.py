"""Five years of one person taken along and brought back: seconds, peak memory, bytes.

    python benchmarks/takeout.py [SESSIONS]

Each step runs in a process of its own, on a new SQLite installation. The sessions are
simulated: the same ten minutes with the gait report of a phone in the pocket, a minute of
heart rate each second, a plan version and a test a week. The stated size is what counts: a
gait report lists every step.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

SESSIONS = 789  # three a week for five years, and a few more
START = datetime(2021, 11, 22, 9, tzinfo=UTC)
KIB_PER_MB = 1024.0 if sys.platform != "darwin" else 1024.0 * 1024.0


def main() -> None:
    if len(sys.argv) > 2:
        step(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
        return
    sessions = int(sys.argv[1]) if len(sys.argv) > 1 else SESSIONS
    with tempfile.TemporaryDirectory() as folder:
        for name in ("seed", "take", "look", "bring", "again"):
            home = Path(folder, "fresh" if name in ("look", "bring", "again") else "first")
            done = subprocess.run(
                [sys.executable, __file__, name, folder, str(sessions)],
                env=os.environ
                | {
                    "RETROWALK_HOME": str(home),
                    "DJANGO_SETTINGS_MODULE": "retrowalk.server.settings",
                },
                check=True,
                stdout=subprocess.PIPE,
                text=True,
            )
            print(done.stdout.strip().splitlines()[-1])


def step(name: str, folder: Path, sessions: int) -> None:
    """Run one step and print what it took."""
    import django  # noqa: PLC0415 - the settings read the environment that was set for this process
    from django.core.management import call_command  # noqa: PLC0415 - as above

    django.setup()
    call_command("migrate", verbosity=0)
    archive, before = folder / "years.zip", time.perf_counter()
    if name == "seed":
        seed(sessions)
    elif name == "take":
        call_command("takeout", account="years", out=archive, verbosity=0)
    else:
        account(name)
        before = time.perf_counter()
        yes = name != "look"
        call_command("bring_back", file=archive, account="walker", yes=yes, verbosity=0)
    found = {
        "step": name,
        "s": round(time.perf_counter() - before, 2),
        "processor_s": round(time.process_time(), 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_PER_MB),
    }
    if archive.exists():
        found["archive_mb"] = round(archive.stat().st_size / 1e6, 1)
    print(json.dumps(found))


def account(name: str) -> None:
    from retrowalk.server.people.models import Account  # noqa: PLC0415 - needs django.setup

    if name == "look":
        Account.objects.create_user("walker")


def seed(sessions: int) -> None:
    """Make one person's years out of a session, a plan and a test of the demo household."""
    from django.core.management import call_command  # noqa: PLC0415 - needs django.setup

    from retrowalk.server.outcomes.models import StoredTest  # noqa: PLC0415 - as above
    from retrowalk.server.people.models import Account, Person  # noqa: PLC0415 - as above
    from retrowalk.server.programme.models import PlanVersion  # noqa: PLC0415 - as above
    from retrowalk.server.sessions.models import WalkedSession  # noqa: PLC0415 - as above

    call_command("demo", verbosity=0)
    ruth = Person.objects.get(name="Ruth")
    walk, plan, gait = ruth.walks.first(), ruth.plans.order_by("version").first(), report()
    account = Account.objects.create_user("years")
    person = account.persons.create(
        name="Years", birth_year=1960, group="active_adult", simulated=True
    )
    readings = {
        "t_ms": [1000.0 * s for s in range(600)],
        "speed_mps": [0.4] * 600,
        "heart_rate_bpm": [90.0 + s % 7 for s in range(600)],
        "cadence_spm": [None] * 600,
    }
    done = ruth.tests.first()
    for number in range(sessions):
        at = START + timedelta(days=2.3 * number)
        identifier = uuid.uuid4()
        WalkedSession.objects.create(
            id=identifier,
            person=person,
            planned_number=100 + number,
            plan_before=1,
            plan_after=2,
            started_at=at,
            document=walk.document | {"started_at": at.isoformat(), "readings": readings},
            document_digest="0" * 64,
            chunk_count=0,
            record=walk.record
            | {"session_id": str(identifier), "started_at": at.isoformat()},
            gait=gait,
            simulated=True,
        )
        PlanVersion.objects.create(
            person=person,
            version=1000 + number,
            programme=plan.programme,
            move="hold",
            reason=plan.reason,
            body=plan.body | {"version": 1000 + number},
        )
        if number % 3 == 0:
            StoredTest.objects.create(
                id=uuid.uuid4(),
                person=person,
                protocol=done.protocol,
                taken_at=at,
                document=done.document,
                digest=done.digest,
                simulated=True,
            )


def report() -> dict[str, object]:
    """Return the gait report of ten simulated minutes."""
    from retrowalk.directions import Direction  # noqa: PLC0415 - as above
    from retrowalk.files.gait_json import gait_document  # noqa: PLC0415 - as above
    from retrowalk.gait.analyse import analyse  # noqa: PLC0415 - as above
    from retrowalk.signals.recording import SensorSite  # noqa: PLC0415 - as above
    from retrowalk.simulate.plan import Interval  # noqa: PLC0415 - as above
    from retrowalk.simulate.walker import simulate  # noqa: PLC0415 - as above

    plan = [
        Interval(60.0, way, 90.0, 0.5)
        for _ in range(5)
        for way in (Direction.FORWARD, Direction.BACKWARD)
    ]
    return dict(gait_document(analyse(simulate(plan, SensorSite.POCKET).recording)))


if __name__ == "__main__":
    main()
