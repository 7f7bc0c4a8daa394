"""Small pieces of Markdown that reports are put together from."""

from collections.abc import Sequence

from retrowalk.evidence.trial.design import Design


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table; a bar inside a cell is escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |"
        for line in lines
    )


def arm_name(design: Design, key: str) -> str:
    """Return an arm's name by its key."""
    return next(arm.name for arm in design.arms if arm.key == key)


def whole(why: str) -> str:
    """Return a reason as a sentence of its own."""
    return why[:1].upper() + why[1:] + ("" if why.endswith(".") else ".")
