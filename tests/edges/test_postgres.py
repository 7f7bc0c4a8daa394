"""The same migrations and the same loop on Postgres, in a cluster made for this run."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1] / "fakes"))

from rush import in_a_process_of_its_own

DEBIAN = Path("/usr/lib/postgresql")
FOUND = {
    "DJANGO_SETTINGS_MODULE": "retrowalk.server.settings",
    "PYTHONPATH": str(Path(__file__).resolve().parents[1] / "fakes"),
}
OWNER = "postgres"  # Postgres refuses to run as root; Debian's package brings this user


@pytest.fixture(scope="module")
def binaries() -> Path:
    versions = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda p: int(p.parents[1].name))
    on_path = shutil.which("initdb")
    if versions:
        return versions[-1].parent
    if on_path:
        return Path(on_path).parent
    message = "Postgres is not installed; on Debian: sudo apt install postgresql"
    if os.environ.get("RETROWALK_REQUIRE_POSTGRES") == "1":
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="module")
def postgres(binaries: Path) -> Iterator[str]:
    """Return the URL of an empty database in a throw-away cluster."""
    folder = Path(tempfile.mkdtemp(prefix="retrowalk-postgres-"))
    as_owner: list[str | Path] = []
    if os.geteuid() == 0:
        shutil.chown(folder, OWNER)
        as_owner = ["runuser", "-u", OWNER, "--"]
    port = _free_port()
    options = f"-c listen_addresses=127.0.0.1 -p {port} -k {folder} -c fsync=off"

    def run(*command: str | Path) -> None:
        # pg_ctl leaves a server behind that would hold a pipe open; a file it may hold.
        with (folder / "output").open("a+b") as output:
            done = subprocess.run(
                [*as_owner, *command], cwd=folder, stdout=output, stderr=output, check=False
            )
            output.seek(0)
            assert done.returncode == 0, output.read().decode()

    try:
        data = folder / "data"
        run(binaries / "initdb", "-D", data, "-A", "trust", "-U", "walker", "-E", "UTF8")
        run(
            binaries / "pg_ctl",
            "-D",
            data,
            "-w",
            "-l",
            folder / "log",
            "-o",
            options,
            "start",
        )
        try:
            run(
                binaries / "createdb",
                "-h",
                "127.0.0.1",
                "-p",
                str(port),
                "-U",
                "walker",
                "loop",
            )
            yield f"postgres://walker@127.0.0.1:{port}/loop"
        finally:
            run(binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def test_sessions_that_arrive_at_the_same_moment_are_each_stored_once(postgres, tmp_path):
    assert in_a_process_of_its_own(tmp_path, postgres) == {
        "vendor": "postgresql",
        "chunk": [200, 200, 200, 200, 200, 201],
        "same": [200, 200, 200, 200, 200, 201],
        "same_outcomes": 1,
        "different": [201] * 6,
        "versions": [3, 4, 5, 6, 7, 8],
        "plans": [1, 2, 3, 4, 5, 6, 7, 8],
        "sessions": 7,
        "bodies_left": 0,
        "orders": 1,
        "trials": 1,
    }


def test_a_household_moves_from_sqlite_to_postgres_is_the_same_and_goes_whole(
    postgres, tmp_path
):
    """Sorting, numbers and keys of JSON differ between the two; what was taken along does not."""
    here = {"RETROWALK_HOME": str(tmp_path / "sqlite"), "RETROWALK_DATABASE_URL": ""}
    there = {
        "RETROWALK_HOME": str(tmp_path / "postgres"),
        "RETROWALK_DATABASE_URL": postgres,
    }
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    make = (
        "import django; django.setup(); from django.core.management import call_command; "
        "call_command('migrate', verbosity=0); import rich_household as rich; "
        "rich.rich_household()"
    )
    out, file = ("--account", "anna", "--out"), ("--account", "anna", "--yes")
    for environment, *command in (
        (here, "-c", make),
        (here, "-m", "retrowalk", "takeout", *out, first),
        (there, "-m", "retrowalk", "bring-back", first, *file, "--new-account"),
        (there, "-m", "retrowalk", "takeout", *out, second),
        (there, "-m", "retrowalk", "delete", "--account", "anna", "--yes"),
    ):
        done = subprocess.run(
            [sys.executable, *command],
            env=os.environ | FOUND | environment,
            input="a long walk home\n",
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    assert first.read_bytes() == second.read_bytes()
    assert "Deleted: everything of the account anna." in done.stdout
    assert not list((tmp_path / "postgres" / "recordings").rglob("*.parquet"))
    assert list((tmp_path / "sqlite" / "recordings").rglob("*.parquet"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
