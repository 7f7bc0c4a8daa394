"""The floors hold, and the check that says so really fails when they are broken."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


def floors(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--no-cache", "--config", folder / "pyproject.toml"],
        cwd=folder / "src",
        env={"PYTHONPATH": str(folder / "src"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the house that a test may break."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(
        ROOT / "src",
        tmp_path / "src",
        ignore=shutil.ignore_patterns("__pycache__", "static"),
    )
    return tmp_path


def test_the_house_as_it_stands_keeps_every_floor():
    result = floors(ROOT)
    assert result.returncode == 0, result.stdout[-3000:]


@pytest.mark.parametrize(
    ("where", "line", "broken"),
    [
        ("signals/recording.py", "import retrowalk.gait.report", "Imports go down only"),
        ("training/plan.py", "import retrowalk.evidence", "Imports go down only"),
        ("server/home.py", "import retrowalk.cli", "Imports go down only"),
        ("files/planted.py", "from django.db import models", "Django and its parts only"),
        ("server/planted.py", "import bleak", "bleak only in devices"),
        ("gait/planted.py", "import dask.array", "Dask only in cohort"),
        ("training/planted.py", "import numpy", "pure Python"),
        ("gait/planted.py", "import pyarrow", "Arrow only where files"),
        ("attic/__init__.py", "", "Imports go down only"),
    ],
)
def test_a_broken_floor_is_named(house: Path, where: str, line: str, broken: str):
    path = house / "src" / "retrowalk" / where
    path.parent.mkdir(exist_ok=True)
    path.write_text((path.read_text() if path.exists() else "") + f"\n{line}\n")
    result = floors(house)
    assert result.returncode != 0
    complaints = [line for line in result.stdout.splitlines() if "BROKEN" in line]
    not_placed = "attic" in result.stdout + result.stderr
    assert any(broken in line for line in complaints) or (
        where.startswith("attic") and not_placed
    )


def test_a_circle_hidden_in_a_function_is_found(house: Path):
    room = house / "src" / "retrowalk" / "signals"
    (room / "hen.py").write_text("import retrowalk.signals.egg\n")
    (room / "egg.py").write_text("def lay():\n    import retrowalk.signals.hen\n")
    result = floors(house)
    assert result.returncode != 0
    assert any("BROKEN" in line and "circle" in line for line in result.stdout.splitlines())
