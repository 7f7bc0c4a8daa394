"""Machine code is kept for the source it was made from, and for no other."""

from pathlib import Path

import pytest

from retrowalk.gait.kernels.jit import kept_in


@pytest.fixture
def package(tmp_path: Path) -> Path:
    for room in ("gait/kernels", "signals", "files"):
        folder = tmp_path / "retrowalk" / room
        folder.mkdir(parents=True)
        (folder / "one.py").write_text("LIMIT = 1\n")
    return tmp_path / "retrowalk"


@pytest.mark.parametrize("room", ["gait", "gait/kernels", "signals", "files"])
def test_a_change_anywhere_below_the_kernels_asks_for_new_machine_code(
    package: Path, room: str
) -> None:
    before = kept_in(package, "")
    assert kept_in(package, "") == before
    (package / room / "other.py").write_text("LIMIT = 2\n")
    assert kept_in(package, "") != before


def test_old_machine_code_goes_and_nothing_else(package: Path) -> None:
    old = kept_in(package, "")
    old.mkdir(parents=True)
    beside = old.parent / "one.cpython.pyc"
    beside.touch()
    (package / "signals" / "one.py").write_text("LIMIT = 3\n")
    new = kept_in(package, "")
    assert not old.exists()
    assert beside.exists()
    new.mkdir()
    assert kept_in(package, "") == new
    assert new.exists()


def test_a_folder_that_was_chosen_is_kept_to(package: Path, tmp_path: Path) -> None:
    assert kept_in(package, str(tmp_path / "chosen")).parent == tmp_path / "chosen"
