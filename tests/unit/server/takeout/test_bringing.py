"""Bringing back: all or nothing of a person, exactly once, and nothing written over."""

import uuid

import pytest
from rich_household import PASSWORD, TODAY

from retrowalk.errors import BadInput
from retrowalk.files.shelf import Shelf
from retrowalk.server.people.models import Account, Person
from retrowalk.server.programme.demo import seed
from retrowalk.server.sessions.models import WalkedSession
from retrowalk.server.takeout import bringing

PEOPLE = 3
LAP = {"name": "1 of 5", "start_s": 0.0, "duration_s": 30.0}


def changed(**cells):
    """Return a way to change the first row of a document."""
    return lambda rows: [rows[0] | cells, *rows[1:]]


def drawn_with(old, new):
    """Return a way to change the draw of the first trial."""
    return lambda rows: [
        rows[0] | {"schedule": rows[0]["schedule"].replace(old, new)},
        *rows[1:],
    ]


def document_with(**told):
    """Return a way to change what the first row's document tells."""
    return lambda rows: [rows[0] | {"document": rows[0]["document"] | told}, *rows[1:]]


@pytest.fixture
def back(boris, brought, archive):
    """Return the account after the archive was brought back."""
    brought(boris, archive)
    return boris


def test_bringing_it_twice_changes_nothing(back, taken, brought, archive):
    looked = brought(back, archive)
    assert (looked.brings.total(), list(looked.held_back)) == (0, [])
    assert looked.here["persons"] == PEOPLE
    assert taken(back) == archive


def test_what_was_walked_since_stays_and_an_older_archive_adds_nothing(
    back, brought, archive, taken
):
    ruth = back.persons.get(name="Ruth")
    newest = ruth.plans.first()
    ruth.plans.create(
        version=newest.version + 1,
        programme=newest.programme,
        move="moved",
        reason="She said so.",
        body=newest.body | {"version": newest.version + 1},
    )
    before = taken(back)
    assert brought(back, archive).brings.total() == 0
    assert taken(back) == before


def test_a_newer_archive_brings_what_came_since(back, brought, archive, taken):
    ruth = back.persons.get(name="Ruth")
    ruth.walks.last().delete()
    ruth.plans.first().delete()
    looked = brought(back, archive)
    assert looked.brings == {"sessions": 1, "plans": 1}
    assert taken(back) == archive


def test_another_name_or_weight_stays_as_it_is_here_and_bars_nothing(
    back, brought, archive
):
    back.persons.filter(name="Ruth").update(name="Ruthie", weight_kg=70.5)
    Person.objects.get(name="Ruthie").walks.last().delete()
    looked = brought(back, archive)
    group = looked.groups[str(Person.objects.get(name="Ruthie").pk)]
    assert group.stays == [
        "What is told about the person is different here: name, weight_kg."
    ]
    assert (looked.brings, list(looked.held_back)) == ({"sessions": 1}, [])
    assert Person.objects.get(name="Ruthie").weight_kg == 70.5


def test_a_plan_that_went_another_way_holds_that_person_back_and_nobody_else(
    back, brought, archive
):
    ruth, tom = back.persons.get(name="Ruth"), back.persons.get(name="Tom")
    ruth.walks.last().delete()
    tom.walks.last().delete()
    ruth.plans.filter(version=2).update(reason="Something else.")
    looked = brought(back, archive)
    assert [group.name for group in looked.held_back] == ["Ruth"]
    assert looked.groups[str(ruth.pk)].conflicts == [
        "The plan's version 2 is different here: reason."
    ]
    assert looked.brings == {"sessions": 1}
    assert ruth.plans.get(version=2).reason == "Something else."


def test_what_another_account_keeps_is_not_touched_and_not_shown(back, brought, archive):
    clara = Account.objects.create_user("clara", password=PASSWORD)
    looked = brought(clara, archive)
    assert len(list(looked.held_back)) == PEOPLE
    said = {one for group in looked.held_back for one in group.conflicts}
    assert said == {"It is kept here under another account."}
    assert clara.persons.count() == 0
    assert (
        clara.own_studies.count() == 1
    )  # they have no identifier that is the same everywhere


def test_recordings_may_come_with_a_second_archive(
    boris, brought, archive, taken, settings
):
    brought(boris, archive)
    walk = boris.persons.get(name="Ruth").walks.exclude(recording="").get()
    without = taken(boris, recordings=False)
    path = Shelf(settings.SHELF).path(walk.recording)
    path.unlink()
    assert brought(boris, without).recordings == 0
    assert not path.exists()
    assert brought(boris, archive).recordings == 1
    assert path.exists()
    assert taken(boris) == archive


def test_all_is_stored_or_nothing(boris, brought, archive, monkeypatch):
    real, seen = bringing._store, []

    def stops(*row):
        seen.append(row)
        if len(seen) == 40:
            raise OSError
        real(*row)

    monkeypatch.setattr(bringing, "_store", stops)
    with pytest.raises(OSError):  # noqa: PT011 - any will do
        brought(boris, archive)
    assert (Person.objects.count(), WalkedSession.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "case",
    [  # one of each kind of mistake
        ("persons", lambda rows: [rows[0] | {"birth_year": "1950"}], "birth_year"),
        ("persons", lambda rows: [rows[0] | {"group": "dancers"}], "none of its words"),
        ("persons", lambda rows: [rows[0] | {"name": "x" * 81}], "name is not taken"),
        ("persons", lambda rows: [rows[0] | {"name": "x\x00"}], "character"),
        ("persons", lambda rows: [rows[0] | {"name": "\ud800"}], "character"),
        ("persons", lambda rows: [rows[0] | {"weight_kg": 1e400}], "JSON"),
        ("persons", lambda rows: [rows[0] | {"mood": "good"}], "does not know"),
        ("persons", lambda rows: [*rows, rows[0]], "twice"),
        ("persons", lambda rows: rows[1:], "of which nothing is told"),
        ("sessions", lambda rows: [*rows, rows[0]], "twice"),
        ("sessions", lambda rows: [rows[0] | {"record": {"schema": 9}}], "schema"),
        ("sessions", lambda rows: [rows[0] | {"id": str(uuid.uuid4())}], "agree"),
        ("sessions", lambda rows: [rows[0] | {"started_at": "yesterday"}], "moment"),
        ("sessions", lambda rows: [rows[0] | {"plan_before": 2**40}], "whole number"),
        ("plans", lambda rows: [rows[0] | {"version": 99}], "agree"),
        ("adverse_events", lambda rows: [rows[0] | {"symptom": "joy"}], "symptom"),
        ("tests", lambda rows: [rows[0] | {"document": []}], "no object"),
        (
            "watch_files",
            lambda rows: [rows[0] | {"walk": str(uuid.uuid4())}],
            "nothing is told",
        ),
        (
            "own_results",
            lambda rows: [rows[0] | {"study": "nobody_2020"}],
            "nothing is told",
        ),
        ("own_trials", lambda rows: [rows[0] | {"schedule": "x = 1"}], "draw"),
        ("own_trials", changed(order=[]), "order"),
        ("own_trials", changed(protocol="nothing"), "no test"),
        ("own_trials", changed(measure="pace"), "measure"),
        ("own_trials", changed(ends_on="2026-12-31"), "ends_on"),
        ("own_trials", changed(starts_on="2026-12-31"), "starts_on"),
        ("own_trials", changed(ends_on="9999-12-31"), "year"),
        ("own_trials", changed(starts_on="0001-01-01"), "year"),
        (
            "own_trials",
            drawn_with("starts_on = 2026-11-20", "starts_on = 9999-12-31"),
            "draw",
        ),
        (
            "own_trials",
            drawn_with("settle_days = 1", f"settle_days = {'9' * 5000}"),
            "draw",
        ),
        ("own_trials", changed(state="stopped"), "stopped on"),
        ("own_trials", changed(stopped_on="2026-11-21"), "stopped on"),
        ("tests", changed(taken_at="2026-11-18T09:00:00+00:00"), "taken_at"),
        ("tests", changed(taken_at="9999-12-31T00:00:00+00:00"), "year"),
        ("tests", changed(digest="0" * 64), "digest"),
        ("tests", document_with(taken_at="9999-12-31T00:00:00+00:00"), "year"),
        ("tests", document_with(note="other"), "digest"),
        ("sessions", changed(document_digest="0" * 64), "digest"),
        ("sessions", document_with(started_at="2026-11-01T10:15:00+01:00"), "started_at"),
        ("sessions", changed(started_at="1999-12-31T00:00:00+00:00"), "year"),
        ("persons", changed(birth_year=99_999), "birth_year"),
        ("persons", changed(birth_year=1800), "birth_year"),
        ("persons", changed(weight_kg=10**400), "JSON"),
        ("adverse_events", changed(day="20261120"), "day such as"),
        ("watch_files", lambda rows: [r | {"laps": [LAP]} for r in rows], "direction"),
        ("chunks", lambda rows: [rows[0] | {"body": "%%%"}], "base64"),
    ],
)
def test_a_row_that_cannot_be_is_named(boris, looked, forged, case):
    document, change, said = case
    with pytest.raises(BadInput, match=said):
        looked(boris, forged(document, change))


def test_more_people_than_memory_is_sure_for_are_refused(
    boris, looked, archive, monkeypatch
):
    monkeypatch.setattr("retrowalk.server.takeout.looking.MOST_PERSONS", PEOPLE - 1)
    with pytest.raises(BadInput, match="3 people; at most 2"):
        looked(boris, archive)


def test_a_session_of_one_person_cannot_be_slipped_into_another_ones_file(
    boris, looked, forged
):
    with pytest.raises(BadInput, match="nothing is told"):
        looked(
            boris,
            forged("watch_files", lambda rows: [r | {"person": _other(r)} for r in rows]),
        )


def _other(row):
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, row["person"]))


def test_a_field_that_came_later_takes_its_default_from_an_older_archive(
    boris, brought, forged
):
    def older(rows):
        return [{k: v for k, v in row.items() if k != "coach_language"} for row in rows]

    brought(boris, forged("persons", older))
    assert {one.coach_language for one in boris.persons.all()} == {"en"}


def test_the_demo_household_is_not_brought_into_anybodys(boris, brought, taken):
    demo = seed(TODAY)
    archive = taken(demo)
    demo.delete()
    looked = brought(boris, archive)
    assert looked.brings.total() == 0
    assert all("made anew each day" in group.conflicts[0] for group in looked.held_back)
    seed(TODAY)  # and it can still be made
