"""Lock files pin every package by hash and name no address to fetch it from."""

import re
from pathlib import Path

import pytest

LOCKS = sorted((Path(__file__).resolve().parents[3] / "requirements").glob("*.lock"))


def test_there_is_one_lock_for_each_use():
    assert [lock.stem for lock in LOCKS] == ["build", "check", "serve"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_pin_has_a_hash_and_none_an_address(lock: Path):
    text = lock.read_text()
    pins = re.split(r"\n(?=[a-z])", text)
    packages = [pin for pin in pins if "==" in pin.splitlines()[0]]
    assert packages
    assert all("--hash=sha256:" in pin for pin in packages)
    assert "://" not in text
    assert "--index-url" not in text
    assert "--find-links" not in text


def pins(lock: Path) -> set[str]:
    return set(re.findall(r"^[a-z0-9.\[\]-]+==[^\s;]+", lock.read_text(), re.M))


def test_what_is_tested_is_what_is_served():
    by_name = {lock.stem: pins(lock) for lock in LOCKS}
    assert by_name["serve"] <= by_name["check"]
    assert by_name["build"] <= by_name["check"]
