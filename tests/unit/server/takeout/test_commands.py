"""What the terminal's two commands refuse, each in one sentence."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from rich_household import PASSWORD

from retrowalk.server.people.models import Account


@pytest.fixture
def back(boris, brought, archive):
    brought(boris, archive)
    return boris


def test_what_cannot_be_done_is_said_in_one_sentence(back, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.zip").write_bytes(b"x")
    for command, options, said in (
        ("takeout", {"account": "ana", "out": "a.zip"}, "there are boris"),
        ("takeout", {"person": "Ida", "out": "a.zip"}, "there is Ruth"),
        ("takeout", {"out": "there.zip"}, "is there already"),
        ("takeout", {"out": "a.txt"}, "'.txt'"),
        ("takeout", {"out": "nowhere/a.zip"}, "no folder"),
        ("bring_back", {"file": "gone.zip"}, "no file gone.zip"),
        ("bring_back", {"file": "there.zip"}, "no zip archive"),
        ("bring_back", {"file": "there.zip", "new_account": True}, "is there already"),
    ):
        paths = {k: Path(v) if k in ("out", "file") else v for k, v in options.items()}
        with pytest.raises(CommandError, match=said):
            call_command(command, **{"account": "boris"} | paths)
    assert not (tmp_path / "a.zip").exists()
    assert (tmp_path / "there.zip").read_bytes() == b"x"


def test_a_weak_password_makes_no_account(db, archive, tmp_path, monkeypatch):
    path = tmp_path / "first.zip"
    path.write_bytes(archive)
    monkeypatch.setattr("sys.stdin", io.StringIO("12345678\n"))
    with pytest.raises(CommandError, match="too common"):
        call_command("bring_back", file=path, account="clara", new_account=True, yes=True)
    assert not Account.objects.exists()


def test_a_look_makes_no_account_and_stores_nothing(
    db, archive, tmp_path, monkeypatch, capsys
):
    path = tmp_path / "first.zip"
    path.write_bytes(archive)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    call_command("bring_back", file=path, account="clara", new_account=True)
    assert "New: 3 people, 15 sessions" in capsys.readouterr().out
    assert not Account.objects.exists()


def test_one_person_without_recordings(back, tmp_path, capsys):
    out = tmp_path / "ruth.zip"
    call_command(
        "takeout", account="boris", person="Ruth", out=out, without_recordings=True
    )
    assert "It holds 1 person, 9 sessions" in capsys.readouterr().out
    with zipfile.ZipFile(out) as held:
        assert not [name for name in held.namelist() if name.startswith("recordings/")]
