"""What the tests of taking along may ask for."""

import io
import json
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import transaction

sys.path.append(str(Path(__file__).resolve().parents[3] / "fakes"))

from rich_household import PASSWORD, rich_household

from retrowalk.server.people.models import Account
from retrowalk.server.takeout import often
from retrowalk.server.takeout.bringing import bring, opened
from retrowalk.server.takeout.documents import Whose
from retrowalk.server.takeout.looking import look
from retrowalk.server.takeout.taking import take


@pytest.fixture(autouse=True)
def own_home(settings, tmp_path):
    """Every test has a home and a shelf of its own."""
    settings.HOME = tmp_path / "home"
    settings.SHELF = tmp_path / "home" / "recordings"
    settings.HOME.mkdir()


@pytest.fixture(autouse=True)
def nobody_asked_before():
    """Every test begins with full buckets, of ours and of those who guard passwords."""
    cache.clear()
    for pace in (often.PACKING, often.SENDING, often.LOOKING, often.DELETING):
        pace.forget()


def packed(account, person=None, *, recordings=True):
    """Return the bytes of an archive."""
    file = io.BytesIO()
    take(Whose(account, person), file, recordings=recordings)
    return file.getvalue()


@pytest.fixture
def taken():
    return packed


@pytest.fixture(scope="session")
def archive(django_db_setup, django_db_blocker, tmp_path_factory):
    """Return an archive of a rich household, made once, that nothing is left of here."""
    with (
        django_db_blocker.unblock(),
        pytest.MonkeyPatch.context() as patched,
        transaction.atomic(),
    ):
        patched.setattr("django.conf.settings.SHELF", tmp_path_factory.mktemp("shelf"))
        made = packed(rich_household())
        transaction.set_rollback(True)
    return made


@pytest.fixture
def boris(db):
    return Account.objects.create_user("boris", password=PASSWORD)


@pytest.fixture
def brought(tmp_path):
    """Return a way to bring an archive back."""

    def done(account, archive):
        path = tmp_path / "brought.zip"
        path.write_bytes(archive)
        with opened(path) as unpacked:
            return bring(account, unpacked)

    return done


@pytest.fixture
def looked(tmp_path):
    """Return a way to look at what an archive would bring."""

    def done(account, archive):
        path = tmp_path / "brought.zip"
        path.write_bytes(archive)
        with opened(path) as unpacked:
            return look(account, unpacked)

    return done


def changed_rows(archive, document, change):
    """Return an archive whose document's rows were changed by somebody who knows how."""
    with zipfile.ZipFile(io.BytesIO(archive)) as held:
        files = {name: held.read(name) for name in held.namelist()}
    path = f"documents/{document}.jsonl"
    rows = change([json.loads(line) for line in files[path].splitlines()])
    files[path] = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
    manifest = json.loads(files["manifest.json"])
    for part in manifest["documents"]:
        if part["name"] == document:
            part["rows"], part["bytes"] = len(rows), len(files[path])
            part["sha256"] = sha256(files[path]).hexdigest()
    files["manifest.json"] = json.dumps(manifest).encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as written:
        for name, content in files.items():
            written.writestr(name, content)
    return made.getvalue()


@pytest.fixture
def forged(archive):
    """Return a way to the archive with a document changed, and its digests with it."""
    return lambda document, change: changed_rows(archive, document, change)
