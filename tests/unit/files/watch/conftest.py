import sys
from datetime import date
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[3] / "fakes"))


@pytest.fixture
def today():
    return date(2026, 11, 22)
