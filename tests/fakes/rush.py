"""Many connections at once on one database; prints what came of it as JSON.

`in_a_process_of_its_own` runs it on a fresh installation, whose database is SQLite or the
one of a URL. There `main` plays six phones of one account.
"""

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from phone import Phone, person_with_plan, pieces, swaying

from retrowalk.server.people.models import Person
from retrowalk.server.proof.asked import Asked
from retrowalk.server.proof.foretold import foretold, ground_of
from retrowalk.server.proof.trials import begin
from retrowalk.server.sessions.models import Chunk, WalkedSession

AT_ONCE = 6
MOTION = swaying(40)

Call = Callable[[], Any]


def in_a_process_of_its_own(home: Path, url: str = "") -> dict[str, Any]:
    """Return what came of it on a database that nobody else uses."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "retrowalk.server.settings",
        "PYTHONPATH": str(Path(__file__).parent),
        "RETROWALK_HOME": str(home),
        "RETROWALK_DATABASE_URL": url,
        "RETROWALK_HOSTS": "testserver",
    }
    done = subprocess.run(
        [sys.executable, "-c", "import django; django.setup(); import rush; rush.main()"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def all_at_once(calls: list[Call]) -> list[Any]:
    """Return the answers of calls that all begin in the same moment, each on its thread."""
    barrier = Barrier(len(calls))

    def one(call: Call) -> Any:
        barrier.wait()
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(one, calls))


def drawn_for(person: Person) -> str:
    """Return the order of a trial that somebody confirms on one of several devices."""
    today = timezone.localdate()
    asked = Asked("pain_day", "forward", 6, 4, today + timedelta(days=1))
    told = foretold(asked, ground_of(person, asked.choice, today))
    return begin(person, asked, told, today).schedule


def main() -> None:
    """Play it."""
    call_command("migrate", verbosity=0)
    phone = Phone(person_with_plan())
    others = [Phone(phone.person, Client(enforce_csrf_checks=True)) for _ in range(AT_ONCE)]
    same, mine = uuid.uuid4(), [uuid.uuid4() for _ in others]
    found: dict[str, Any] = {"vendor": connection.vendor}
    body = pieces(MOTION)[0]
    answers = all_at_once([lambda p=p: p.send_chunk(same, 0, body) for p in others])
    found["chunk"] = sorted(a.status_code for a in answers)
    phone.send_chunk(same, 1, pieces(MOTION)[1])
    document = phone.document(MOTION)
    answers = all_at_once([lambda p=p: p.send_document(same, document) for p in others])
    found["same"] = sorted(a.status_code for a in answers)
    found["same_outcomes"] = len({json.dumps(a.json(), sort_keys=True) for a in answers})
    for session in mine:
        for number, part in enumerate(pieces(MOTION)):
            phone.send_chunk(session, number, part)
    answers = all_at_once(
        [
            lambda p=p, s=s: p.send_document(s, document)
            for p, s in zip(others, mine, strict=True)
        ]
    )
    found["different"] = sorted(a.status_code for a in answers)
    found["versions"] = sorted(a.json()["plan_version"] for a in answers)
    found["plans"] = sorted(phone.person.plans.values_list("version", flat=True))
    found["sessions"] = WalkedSession.objects.count()
    found["bodies_left"] = sum(bool(c.body) for c in Chunk.objects.all())
    drawn = all_at_once([lambda: drawn_for(phone.person)] * AT_ONCE)
    found["orders"] = len(set(drawn))
    found["trials"] = phone.person.own_trials.count()
    sys.stdout.write(json.dumps(found))
