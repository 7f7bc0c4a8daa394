"""What holds data about health lies in one closed folder, and for a day at most."""

import os
import stat
import threading
import time

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from retrowalk.server.people.models import Account
from retrowalk.server.takeout import bringing
from retrowalk.server.takeout.bringing import opened
from retrowalk.server.takeout.documents import Whose, write_documents
from retrowalk.server.takeout.waiting import KEPT_S, folder, wait, waiting


@pytest.fixture
def path(tmp_path, archive):
    path = tmp_path / "brought.zip"
    path.write_bytes(archive)
    return path


def test_what_a_killed_process_left_is_thrown_away_and_nothing_younger(boris, path):
    wait(boris, path)
    old = folder() / ".7.zip.abcd.part"
    old.write_bytes(b"x")
    left = folder() / "unpacked-abcd"
    left.mkdir()
    (left / "documents-persons.jsonl").write_bytes(b"{}")
    young = folder() / ".8.zip.abcd.part"
    young.write_bytes(b"x")
    long_ago = time.time() - KEPT_S - 60
    for one in (old, left):
        os.utime(one, (long_ago, long_ago))
    assert waiting(boris) is not None
    assert {one.name for one in folder().iterdir()} == {young.name, f"{boris.pk}.zip"}


def test_an_archive_is_unpacked_in_the_home_and_nothing_of_it_stays(path):
    with opened(path) as unpacked:
        places = {one.parent.parent for one in unpacked.documents.values()}
        assert places == {folder()}
    assert stat.S_IMODE(folder().stat().st_mode) == 0o700
    assert not list(folder().iterdir())


def test_one_archive_is_unpacked_at_a_time(path, monkeypatch):
    real, unpacked = bringing.unpack, threading.Event()

    def told(*asked):
        unpacked.set()
        return real(*asked)

    def second():
        with opened(path):
            pass

    with opened(path):
        monkeypatch.setattr(bringing, "unpack", told)
        other = threading.Thread(target=second)
        other.start()
        assert not unpacked.wait(0.2)
    other.join(timeout=20)
    assert unpacked.is_set()


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_to_write_while_data_is_taken_along(tmp_path):
    """On SQLite a transaction that only reads must not ask for the one lock of all writers."""
    account = Account.objects.create_user("anna")
    with CaptureQueriesContext(connection) as asked:
        write_documents(Whose(account), tmp_path)
    begun = [q["sql"] for q in asked.captured_queries if q["sql"].startswith("BEGIN")]
    if connection.vendor == "sqlite":
        assert begun == ["BEGIN DEFERRED"]
    with CaptureQueriesContext(connection) as asked, transaction.atomic():
        account.save()
    if connection.vendor == "sqlite":
        assert asked.captured_queries[0]["sql"] == "BEGIN IMMEDIATE"
