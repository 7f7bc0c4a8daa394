"""Write the template of the coach's catalogues, or bring a catalogue up to date with it.

    python -m retrowalk.coach.template                                 # the template
    python -m retrowalk.coach.template locale/de/LC_MESSAGES/coach.po  # that catalogue, renewed

Both go to standard output. Renewed means: every sentence of today is there in today's order,
translations are kept, those whose English changed are marked fuzzy, and what is no longer
said is gone. Needs nothing but Python; any gettext tool can edit the result.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from retrowalk.coach import po
from retrowalk.coach.catalogue import sources
from retrowalk.coach.english import COUNTED

HEADER = (
    "Content-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\n"
    "Language: \n"
    "Plural-Forms: nplurals=2; plural=(n != 1);\n"
)


def template() -> str:
    """Return a catalogue without translations."""
    return renewed({})


def renewed(entries: dict[str, po.Entry]) -> str:
    """Return a catalogue of today's sentences with the translations of an older one."""
    head = entries[""].fields.get("msgstr", "") if "" in entries else ""
    blocks = [_block("", {"msgid": "", "msgstr": head or HEADER})]
    for key, fields in _today():
        old = entries.get(key)
        if old is None:
            blocks.append(_block(key, fields))
            continue
        said = {n: t for n, t in old.fields.items() if n.startswith("msgstr")}
        ids = {n: t for n, t in fields.items() if n.startswith("msgid")}
        same = all(old.fields.get(name) == text for name, text in ids.items())
        blocks.append(_block(key, ids | said, fuzzy=old.fuzzy or not same))
    return "\n".join(blocks)


def _today() -> Iterator[tuple[str, dict[str, str]]]:
    for key, text in sources().items():
        yield key, {"msgid": text, "msgstr": ""}
    for unit, (one, many) in COUNTED.items():
        forms = {"msgstr[0]": "", "msgstr[1]": ""}
        yield f"duration_{unit}", {"msgid": one, "msgid_plural": many} | forms


def _block(key: str, fields: dict[str, str], *, fuzzy: bool = False) -> str:
    lines = ["#, fuzzy"] if fuzzy else []
    lines += [f'msgctxt "{key}"'] if key else []
    for name, text in fields.items():
        parts = [part for part in re.split(r"(?<=\n)", text) if part]
        if len(parts) > 1:
            lines += [f'{name} ""', *(_quoted(part) for part in parts)]
        else:
            lines.append(f"{name} {_quoted(text)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    safe = text.replace("\\", "\\\\").replace('"', '\\"')
    safe = safe.replace("\n", "\\n").replace("\r", "\\r")
    return f'"{safe}"'


if __name__ == "__main__":
    old = po.read(Path(sys.argv[1]).read_text(encoding="utf-8")) if sys.argv[1:] else {}
    sys.stdout.write(renewed(old))
