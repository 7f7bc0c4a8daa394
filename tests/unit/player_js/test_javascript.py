"""The player's JavaScript: its types hold, and its pure parts keep their own rules.

Nothing is built or installed for it: node and tsc as the system has them (Debian packages
nodejs and node-typescript; Node 18 and TypeScript 4.8 are enough).
"""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PROJECTS = ("tsconfig.json", "tsconfig.worker.json")  # the page, and its service worker
PATIENCE_S = 300  # a busy machine; nothing is timed


def tool(name, package):
    """Return a program's path; without it, skip at home and fail in continuous integration."""
    path = shutil.which(name)
    if path is None:
        message = f"{name} is not installed; on Debian: sudo apt install {package}"
        if os.environ.get("RETROWALK_REQUIRE_NODE") == "1":
            pytest.fail(message)
        pytest.skip(message)
    return path


def said(*command):
    """Run a program; return its exit code and what it said."""
    ran = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
    return ran.returncode, ran.stdout + ran.stderr


@cache
def checked(project):
    """Check a project's types; return the exit code, what was said, and the files checked."""
    code, words = said(tool("tsc", "node-typescript"), "--project", project, "--listFiles")
    lines = words.splitlines()
    files = {Path(line) for line in lines if line.startswith("/")}
    return code, "\n".join(line for line in lines if not line.startswith("/")), files


@pytest.mark.parametrize("project", PROJECTS)
def test_every_script_of_the_player_has_sound_types(project):
    code, words, _ = checked(project)
    assert code == 0, words


def test_every_script_of_the_player_is_checked():
    files = set().union(*(checked(project)[2] for project in PROJECTS))
    scripts = set()
    for room in ("player", "partner"):
        scripts |= set((ROOT / "src/retrowalk/server" / room / "static").rglob("*.js"))
    assert scripts
    assert scripts <= files


def test_the_pure_parts_keep_their_rules():
    files = sorted(str(path) for path in (ROOT / "tests" / "js").glob("*.test.js"))
    assert files
    code, words = said(tool("node", "nodejs"), "--test", *files)
    assert code == 0, words


def test_a_missing_tool_fails_where_it_is_required(monkeypatch):
    monkeypatch.setenv("RETROWALK_REQUIRE_NODE", "1")
    with pytest.raises(pytest.fail.Exception, match="sudo apt install"):
        tool("no-such-program", "no-such-package")
    monkeypatch.setenv("RETROWALK_REQUIRE_NODE", "0")
    with pytest.raises(pytest.skip.Exception):
        tool("no-such-program", "no-such-package")
