"""`retrowalk takeout` and `retrowalk bring-back`, as whoever runs the server meets them."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

FAKES = Path(__file__).resolve().parents[2] / "fakes"
MAKE = (
    "import django; django.setup(); from django.core.management import call_command; "
    "call_command('migrate', verbosity=0); from rich_household import rich_household; "
    "rich_household()"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Return an installation with a rich household."""
    folder = tmp_path_factory.mktemp("first")
    environment = os.environ | {
        "RETROWALK_HOME": str(folder),
        "DJANGO_SETTINGS_MODULE": "retrowalk.server.settings",
        "PYTHONPATH": str(FAKES),
    }
    subprocess.run([sys.executable, "-c", MAKE], env=environment, check=True)
    return folder


def test_a_household_moves_to_a_fresh_installation_and_is_the_same(
    home, retrowalk, tmp_path
):
    first, fresh = tmp_path / "first.zip", tmp_path / "fresh"
    made = retrowalk("takeout", "--account", "anna", "--out", first, "--home", home)
    assert (made.returncode, made.stderr) == (0, "")
    assert "It holds 3 people, 15 sessions, 3 tests" in made.stdout
    assert "keep it where only you can open it" in made.stdout
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    whose = ("--account", "anna", "--home", fresh)

    nobody = retrowalk("bring-back", first, *whose)
    assert (nobody.returncode, fresh.exists()) == (2, False)
    assert "there is no Retrowalk in" in nobody.stderr

    back = retrowalk(
        "bring-back", first, *whose, "--new-account", "--yes", typed="walk by the sea\n"
    )
    assert (back.returncode, back.stderr) == (0, "")
    assert "Brought back: 3 people, 15 sessions" in back.stdout

    again = retrowalk("bring-back", first, *whose, "--yes")
    assert again.stdout.startswith("Nothing new.\nAlready here, and the same: 3 people")

    second = tmp_path / "second.zip"
    retrowalk("takeout", *whose, "--out", second)
    assert first.read_bytes() == second.read_bytes()
