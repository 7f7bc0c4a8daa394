"""A page of text in a terminal: tables where they fit, sentences where they do not."""

import textwrap
from collections.abc import Sequence
from typing import TextIO

from rich import box
from rich.console import Console
from rich.table import Table

_BETWEEN = 3  # letters a table takes for each column beside its content


class Page:
    """What a report is printed on; as wide as the stream's terminal."""

    def __init__(self, stream: TextIO) -> None:
        self._console = Console(file=stream, highlight=False, markup=False)

    def head(self, text: str) -> None:
        """Print a heading."""
        self._console.print(text, style="bold")

    def text(self, text: str) -> None:
        """Print a sentence, set in and wrapped."""
        wide = self._console.width
        self._console.print(
            textwrap.fill(text, wide, initial_indent="  ", subsequent_indent="    ")
        )

    def blank(self) -> None:
        """Print an empty line."""
        self._console.print()

    def table(
        self, heads: Sequence[str], rows: Sequence[Sequence[str]], left: int = 0
    ) -> None:
        """Print rows under their heads; as sentences where the terminal is too narrow.

        left: how many of the first columns are words, which begin at the left.
        """
        widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
        if sum(widths) + _BETWEEN * len(widths) > self._console.width:
            for row in rows:
                self.text(_sentence(heads, row))
            self.blank()
            return
        table = Table(box=box.SIMPLE)
        for number, head in enumerate(heads):
            table.add_column(head, justify="left" if number < left else "right")
        for row in rows:
            table.add_row(*row)
        self._console.print(table)


def _sentence(heads: Sequence[str], row: Sequence[str]) -> str:
    """Return a row as words: its first cell, then each other under its head."""
    rest = ", ".join(
        f"{head} {cell}" for head, cell in zip(heads[1:], row[1:], strict=True)
    )
    return f"{row[0]}: {rest}"
