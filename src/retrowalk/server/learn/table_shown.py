"""What a table of own studies holds, column by column, and an example to begin with."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from retrowalk.evidence.added_studies import blank_row
from retrowalk.evidence.schema import OWN_STUDIES
from retrowalk.evidence.study import Against, Better, People, Reported

_WORDS: Mapping[str, type[StrEnum]] = {
    "people": People,
    "against": Against,
    "kind": Reported,
    "better": Better,
}

# Its figures are made up, and its address is one that can never be a study's.
EXAMPLE = blank_row() | {
    "source": "example2026",
    "citation": "Example et al. 2026",
    "address": "https://example.org/study",
    "year": "2026",
    "population": "knee osteoarthritis",
    "people": "knee_osteoarthritis",
    "comparator": "parallel: forward walking at the same speed",
    "against": "forward",
    "outcome": "pain",
    "scale": "NRS 0-10",
    "timepoint_weeks": "6",
    "n_backward": "20",
    "mean_backward": "2.5",
    "sd_backward": "1.5",
    "n_control": "20",
    "mean_control": "3.0",
    "sd_control": "1.6",
    "kind": "post",
    "better": "lower",
    "simulated": "yes",
}


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """One column. words: what the cell may hold, where only some words fit."""

    name: str
    expected: str
    blank: bool
    words: tuple[str, ...]
    example: str


def shown_columns() -> list[ShownColumn]:
    """Return every column of a table of own studies."""
    return [
        ShownColumn(
            name=column.name,
            expected=column.expected,
            blank=column.blank,
            words=tuple(_WORDS.get(column.name, ())),
            example=EXAMPLE[column.name],
        )
        for column in OWN_STUDIES.columns
    ]
