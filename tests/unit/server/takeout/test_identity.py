"""Taken along, brought back to a fresh place, taken along again: the very same."""

import csv
import io
import zipfile

import pytest

from retrowalk.files.takeout.tables.catalogue import TABLES
from retrowalk.files.takeout.tables.table import NEVER
from retrowalk.server.takeout.catalogue import KEPT


def test_a_rich_household_comes_back_byte_for_byte(boris, taken, brought, archive):
    looked = brought(boris, archive)
    assert not list(looked.held_back)
    assert taken(boris) == archive
    assert all(looked.brings[kept.document] for kept in KEPT), "a document without a row"


def test_no_table_of_a_rich_household_is_empty_but_where_nobody_said_anything(archive):
    with zipfile.ZipFile(io.BytesIO(archive)) as held:
        rows = {
            table.name: list(
                csv.DictReader(
                    io.StringIO(held.read(f"csv/{table.name}.csv").decode("utf-8-sig"))
                )
            )
            for table in TABLES
        }
    assert [name for name, found in rows.items() if not found] == []
    for table in TABLES:
        for column in table.columns:
            cells = [row[column.name] for row in rows[table.name]]
            assert column.empty != NEVER or all(cells), f"{table.name}.{column.name}"
    assert {row["direction"] for row in rows["gait_by_direction"]} >= {"backward"}


def test_what_is_brought_back_works_on_the_site(boris, brought, archive, client):
    brought(boris, archive)
    ruth = boris.persons.get(name="Ruth")
    client.force_login(boris)
    for page in ("", "plan/", "sessions/", "progress/", "tests/", "report/"):
        assert client.get(f"/persons/{ruth.pk}/{page}").status_code == 200, page
    walk = ruth.walks.first()
    assert client.get(f"/persons/{ruth.pk}/sessions/{walk.pk}/").status_code == 200
    assert client.get("/household/").status_code == 200


def test_one_person_is_taken_along_alone_and_without_the_accounts_own_studies(
    boris, taken, brought, archive
):
    brought(boris, archive)
    tom = boris.persons.get(name="Tom")
    with zipfile.ZipFile(io.BytesIO(taken(boris, tom))) as held:
        persons = held.read("documents/persons.jsonl")
        said = held.read("README.txt").decode()
        names = held.namelist()
    assert (persons.count(b"\n"), b"Ruth" in persons) == (1, False)
    assert "documents/own_studies.jsonl" not in names
    assert "One person of a household" in said


@pytest.mark.parametrize("with_recordings", [True, False])
def test_recordings_come_along_only_if_asked_for(
    boris, taken, brought, archive, with_recordings
):
    brought(boris, archive)
    with zipfile.ZipFile(io.BytesIO(taken(boris, recordings=with_recordings))) as held:
        found = [name for name in held.namelist() if name.startswith("recordings/")]
    assert len(found) == int(with_recordings)


def test_the_archive_says_nothing_of_whoever_signs_in(archive):
    with zipfile.ZipFile(io.BytesIO(archive)) as held:
        content = b"".join(held.read(name) for name in held.namelist())
    assert b"argon2" not in content
    assert b"anna" not in content
