"""What the tutorials and howtos show, runs: each block, in order, in an empty folder.

A block that cannot run here says so above itself in the page's source, with its reason:
`<!-- shown only: it needs a radio -->`.
"""

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[3] / "docs"
PAGES = sorted([*DOCS.glob("tutorial/*.md"), *DOCS.glob("howto/*.md")])
RUN = {"bash", "python"}
SHOWN = {"text", "programme"}  # programme: held by the tests of the programme format
SAVED = {"toml", "csv"}  # "Save this as `name`" stands before it
_FENCE = re.compile(
    r"(?P<why><!-- shown only: [^>\n]+ -->\n)?^```(?P<kind>\w*)\n(?P<text>.*?)^```$",
    re.M | re.S,
)
_SAVED_AS = re.compile(r"Save this as `([\w.-]+)`")


@dataclass(frozen=True)
class Block:
    kind: str
    text: str
    why_not: bool
    saved_as: str | None
    line: int


def blocks(page: str) -> list[Block]:
    found, last = [], 0
    for match in _FENCE.finditer(page):
        names = _SAVED_AS.findall(page[last : match.start()])
        last = match.end()
        line = page.count("\n", 0, match.start("text"))
        name = names[-1] if names else None
        found.append(Block(match["kind"], match["text"], bool(match["why"]), name, line))
    return found


def run(block: Block, folder: Path) -> None:
    if block.kind == "python":
        command = [sys.executable, "-c", block.text]
    else:
        command = ["bash", "-euo", "pipefail", "-c", block.text]
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    done = subprocess.run(
        command,
        cwd=folder,
        env={"PATH": path, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, f"line {block.line}: {block.text}\n{done.stderr}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_block_of_a_page_runs_or_says_why_not(page: Path, tmp_path: Path) -> None:
    for block in blocks(page.read_text()):
        if block.why_not or block.kind in SHOWN:
            continue
        assert block.kind in RUN | SAVED, f"line {block.line}: a block without its kind"
        if block.kind in SAVED:
            assert block.saved_as, f"line {block.line}: nobody says what to save it as"
            (tmp_path / block.saved_as).write_text(block.text)
        else:
            run(block, tmp_path)
