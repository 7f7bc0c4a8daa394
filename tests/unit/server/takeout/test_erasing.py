"""Deleting: everything of an account or a person goes, and nothing of anybody else."""

import uuid
from datetime import UTC, datetime

import pytest
from belonging import belonging
from django.apps import apps
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import IntegrityError, models
from django.test import Client
from rich_household import a_recording, rich_household

from retrowalk.errors import Conflict
from retrowalk.files.shelf import Shelf
from retrowalk.server.people import draft
from retrowalk.server.people.models import Account, Person
from retrowalk.server.sessions.models import WalkedSession
from retrowalk.server.takeout import erasing, removing
from retrowalk.server.takeout.documents import Whose
from retrowalk.server.takeout.erasing import erase
from retrowalk.server.takeout.models import LeavingRecording
from retrowalk.server.takeout.waiting import wait, waiting

# Models from which no key leads to a person or an account, each with why nothing of theirs is
# left in it.
OF_NOBODY = {
    "auth.Permission": "what installations know of rights",
    "auth.Group": "as above",
    "auth.Group_permissions": "as above",
    "contenttypes.ContentType": "names of models",
    "sessions.Session": "sign-ins: found by what stands inside them, and deleted",
    "takeout.LeavingRecording": "digests of recordings that are just leaving",
}


@pytest.fixture
def rich(db):
    return rich_household()


@pytest.fixture
def anna(db):
    """Return an account with two people, one of whom has a recording."""
    account = Account.objects.create_user("anna")
    ruth, _tom = (
        account.persons.create(name=name, birth_year=1960, group="active_adult")
        for name in ("Ruth", "Tom")
    )
    a_walk(ruth, Shelf(settings.SHELF).put(a_recording()))
    account.own_studies.create(key="one", citation="One", address="10.1/x")
    return account


def a_walk(person, recording):
    return WalkedSession.objects.create(
        pk=uuid.uuid4(),
        person=person,
        planned_number=1,
        plan_before=1,
        started_at=datetime(2026, 11, 1, tzinfo=UTC),
        document={},
        chunk_count=0,
        recording=recording,
    )


@pytest.fixture
def boris_too(boris):
    """Return somebody else's person, with a session and a recording."""
    other = boris.persons.create(name="Ida", birth_year=1960, group="active_adult")
    a_walk(other, "b" * 64)
    return other


def rows():
    """Return every row of every model that belongs to somebody, by model and key."""
    return {
        (model._meta.label, pk)
        for model in belonging()
        for pk in model._base_manager.values_list("pk", flat=True)
    }


def signed_in_on(account, **kept):
    """Sign an account in on one more device."""
    client = Client()
    client.force_login(account)
    session = client.session
    session.update(kept)
    session.save()
    return client


def test_a_model_of_somebody_goes_with_them_whichever_key_leads_there():
    """Every key cascades, so that a new model cannot stay behind by being forgotten."""
    stays = [
        str(field)
        for model in belonging()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model in belonging()
        if field.remote_field.on_delete is not models.CASCADE
    ]
    assert not stays


def test_a_model_that_no_key_joins_to_somebody_says_why_nothing_of_theirs_is_in_it():
    loose = {m._meta.label for m in apps.get_models(include_auto_created=True)}
    loose -= {m._meta.label for m in belonging()}
    assert loose == set(OF_NOBODY)


def test_a_person_and_then_the_account_go_whole_and_nobody_else_loses_anything(
    rich, boris_too, taken
):
    tom, mei = rich.persons.get(name="Tom"), rich.persons.get(name="Mei")
    of_mei, before = taken(rich, mei), rows()
    of_tom, of_all = _of((Person, tom.pk)), _of((Account, rich.pk))
    assert of_tom < of_all < before
    digest = rich.persons.get(name="Ruth").walks.exclude(recording="").get().recording
    phone, elsewhere = signed_in_on(rich), signed_in_on(boris_too.account)

    assert erase(Whose(rich, tom)) == 0
    assert rows() == before - of_tom
    assert taken(rich, mei) == of_mei
    assert phone.get("/account/").status_code == 200

    assert erase(Whose(rich)) == 0
    assert rows() == before - of_all
    assert not Shelf(settings.SHELF).holds(digest)
    assert phone.get("/account/")["Location"].startswith("/account/login/")
    assert elsewhere.get("/account/").status_code == 200
    assert [one.get_decoded()[SESSION_KEY] for one in Session.objects.all()] == [
        str(boris_too.account_id)
    ]
    assert erase(Whose(rich)) == 0, "gone is gone"


def _of(whose):
    """Return all rows from which keys lead to one, and itself, by model and key."""
    mine, before = {whose}, set()
    while mine != before:
        before = set(mine)
        for model in belonging():
            for field in model._meta.get_fields():
                if isinstance(field, models.ForeignKey):
                    to = [pk for m, pk in mine if m is field.related_model]
                    found = model._base_manager.filter(**{f"{field.attname}__in": to})
                    mine |= {(model, pk) for pk in found.values_list("pk", flat=True)}
    return {(model._meta.label, pk) for model, pk in mine}


def test_a_person_takes_the_answers_along_that_wait_in_a_sign_in(anna):
    ruth, tom = anna.persons.get(name="Ruth"), anna.persons.get(name="Tom")
    phone = signed_in_on(anna, **{draft.name(ruth): {"a": "yes"}, draft.name(tom): {}})
    erase(Whose(anna, ruth))
    kept = SessionStore(phone.session.session_key).load()
    assert draft.name(ruth) not in kept
    assert draft.name(tom) in kept
    assert anna.own_studies.count() == 1, "studies are the account's"


def test_a_recording_that_somebody_else_has_too_stays(anna, boris_too):
    digest = Shelf(settings.SHELF).put(a_recording())
    boris_too.walks.update(recording=digest)
    erase(Whose(anna))
    assert Shelf(settings.SHELF).holds(digest)
    assert not LeavingRecording.objects.exists()


def test_a_deletion_that_fails_leaves_everything_as_it_was(anna, monkeypatch):
    before = rows()
    monkeypatch.setattr(erasing, "sign_ins_of", _cut_off)
    with pytest.raises(Conflict, match="nothing is deleted"):
        erase(Whose(anna))
    assert rows() == before
    digest = WalkedSession.objects.exclude(recording="").get().recording
    assert Shelf(settings.SHELF).holds(digest)


class _CutOff:
    """Sign-ins that something is stored beside while they go; they go last of all."""

    def delete(self):
        assert not Person.objects.exists()
        raise IntegrityError


def _cut_off(_account):
    return _CutOff()


def test_what_could_not_be_removed_from_the_disk_is_removed_at_the_next_start(
    anna, monkeypatch
):
    digest = WalkedSession.objects.exclude(recording="").get().recording
    with monkeypatch.context() as broken:
        broken.setattr(Shelf, "remove", _write_protected)
        assert erase(Whose(anna)) == 1
    assert not Account.objects.exists()
    assert Shelf(settings.SHELF).holds(digest)
    call_command("finish_deleting")
    assert not Shelf(settings.SHELF).holds(digest)
    assert not LeavingRecording.objects.exists()


def _write_protected(_shelf, _digest):
    raise PermissionError(13, "Permission denied")


def test_what_is_brought_back_meanwhile_is_not_removed(boris, archive, brought):
    digest = Shelf(settings.SHELF).put(a_recording())
    LeavingRecording.objects.create(digest=digest)
    brought(boris, archive)
    assert not LeavingRecording.objects.exists()
    assert removing.remove_left() == 0
    assert Shelf(settings.SHELF).holds(digest)


def test_a_file_that_waits_goes_with_the_account_and_stays_without_its_person(
    anna, tmp_path
):
    (tmp_path / "any.zip").write_bytes(b"x")
    wait(anna, tmp_path / "any.zip")
    erase(Whose(anna, anna.persons.first()))
    assert waiting(anna) is not None
    erase(Whose(anna))
    assert waiting(anna) is None


def test_sign_ins_that_ran_out_are_removed_at_the_next_start(boris):
    client = signed_in_on(boris)
    session = client.session
    session.set_expiry(-60)
    session.save()
    signed_in_on(boris)
    call_command("finish_deleting")
    assert Session.objects.count() == 1


def test_at_the_terminal_it_is_a_look_first(anna, capsys):
    call_command("delete", account="anna", person="Tom")
    assert "this was a look" in capsys.readouterr().out
    assert anna.persons.count() == 2
    call_command("delete", account="anna", person="Tom", yes=True)
    assert "Deleted: everything of Tom." in capsys.readouterr().out
    call_command("delete", account="anna", yes=True)
    assert "Deleted: everything of the account anna." in capsys.readouterr().out
    with pytest.raises(CommandError, match="no account 'anna'"):
        call_command("delete", account="anna", yes=True)
