"""What the tests of the loop may ask for."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[3] / "fakes"))


@pytest.fixture(autouse=True)
def own_shelf(settings, tmp_path):
    """Every test has a shelf of its own."""
    settings.SHELF = tmp_path / "shelf"
