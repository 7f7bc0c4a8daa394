"""Tables that a script writes into the README beside it."""

from collections.abc import Sequence
from pathlib import Path

END = "<!-- end of table -->\n"


def begin(name: str) -> str:
    """Return the mark that a table of that name begins with."""
    return f"<!-- {name}: written by the script -->\n"


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def write_into(readme: Path, name: str, text: str) -> None:
    """Put a table between its marks; raise ValueError if the README has no such place."""
    head, mark, rest = readme.read_text().partition(begin(name))
    if not mark:
        message = f"{readme} has no place for the table '{name}'"
        raise ValueError(message)
    tail = rest.partition(END)[2]
    readme.write_text(f"{head}{mark}\n{text}\n{END}{tail}")
    print(f"{name}\n{text}")
