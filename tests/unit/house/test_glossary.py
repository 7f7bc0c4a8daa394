"""Every term of the glossary names code that exists, so the words cannot drift from the code."""

import importlib
import re
from pathlib import Path

import pytest

GLOSSARY = Path(__file__).resolve().parents[3] / "docs" / "glossary.md"
ROW = re.compile(
    r"^\| \*\*(?P<term>.+?)\*\* \| (?P<meaning>.+?) \| (?P<code>.+?) \|$", re.M
)
ROWS = list(ROW.finditer(GLOSSARY.read_text()))
NAMES = [
    (row["term"], name)
    for row in ROWS
    for name in re.findall(r"`(retrowalk[\w.]*)`", row["code"])
]


def test_every_row_of_the_glossary_names_code():
    table = [line for line in GLOSSARY.read_text().splitlines() if line.startswith("| **")]
    assert len(ROWS) == len(table) >= 30
    assert {row["term"] for row in ROWS} == {term for term, _ in NAMES}


@pytest.mark.parametrize(("term", "name"), NAMES)
def test_the_named_code_exists(term: str, name: str):
    parts = name.split(".")
    for depth in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:depth]))
        except ModuleNotFoundError:
            continue
        for attribute in parts[depth:]:
            fields = getattr(found, "__dataclass_fields__", {})
            assert hasattr(found, attribute) or attribute in fields, f"{term}: {name}"
            found = getattr(found, attribute, None)
        return
    pytest.fail(f"{term}: nothing is called {name}")
