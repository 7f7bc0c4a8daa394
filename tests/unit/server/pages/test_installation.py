"""One installation: its folder, its key, its database, its day, and the serve command."""

import socket
import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from retrowalk.server import serve
from retrowalk.server.database import database
from retrowalk.server.home import home, secret_key, time_zone


def test_the_folder_is_made_for_its_owner_only(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("RETROWALK_HOME", str(tmp_path / "a" / "b"))
    assert stat.S_IMODE(home().stat().st_mode) == 0o700


def test_the_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    key = secret_key(tmp_path)
    assert len(key) >= 64
    assert secret_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600


def test_without_an_address_the_database_is_a_file_in_the_folder(tmp_path: Path) -> None:
    assert database(None, tmp_path)["NAME"] == tmp_path / "retrowalk.sqlite3"


def test_a_postgres_address_is_taken_apart(tmp_path: Path) -> None:
    made = database("postgres://an%40na:p%3Aw@db.example:5433/walks", tmp_path)
    expected = {
        "NAME": "walks",
        "USER": "an@na",
        "PASSWORD": "p:w",
        "HOST": "db.example",
        "PORT": 5433,
    }
    assert {key: made[key] for key in expected} == expected


def test_another_kind_of_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="mysql"):
        database("mysql://x/y", tmp_path)


@pytest.mark.parametrize(
    ("told", "got"),
    [("Asia/Tokyo", "Asia/Tokyo"), ("../../etc/passwd", None), ("Mars", None)],
)
def test_the_day_begins_where_one_says_if_there_is_such_a_place(
    monkeypatch, told: str, got: str | None
) -> None:
    monkeypatch.delenv("RETROWALK_TIME_ZONE", raising=False)
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("RETROWALK_TIME_ZONE", told)
    assert time_zone() == (got or "UTC")


def test_a_port_in_use_is_said_in_one_sentence_and_ends_with_2(capsys) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert serve.main(["serve", "--port", str(port)]) == 2
    said = capsys.readouterr().err
    assert f"port {port}" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("port", ["0", "70000"])
def test_a_port_that_cannot_be_is_refused(port: str, capsys) -> None:
    assert serve.main(["serve", "--port", port]) == 2
    assert "1 to 65535" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "demo"),
    [
        ([], "1"),
        (["--no-demo"], "0"),
        (["--host", "localhost"], "1"),
        (["--host", "0.0.0.0"], "0"),  # noqa: S104 - nothing is bound, see below
    ],
)
def test_the_demo_is_offered_on_this_machine_only(
    monkeypatch, arguments: list[str], demo: str, capsys
) -> None:
    served: list[tuple[str, int]] = []
    monkeypatch.setenv("RETROWALK_DEMO", "unset")
    monkeypatch.setattr(serve, "_prepare", lambda *, demo: demo)
    monkeypatch.setattr(serve, "_run", lambda host, port: served.append((host, port)))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert serve.main(["serve", "--port", str(port), *arguments]) == 0
    assert served
    assert serve.os.environ["RETROWALK_DEMO"] == demo
    said = capsys.readouterr().out
    assert f":{port}/" in said
    assert ("demo household" in said) is (demo == "1")
