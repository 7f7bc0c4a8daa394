"""The sentences of pages and modules that a catalogue has to know, found in their source.

What xgettext would find, without the tool: templates through Django's own reading of them,
modules through their syntax tree. A plural is the pair of its two English forms.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

CALLS = ("_", "gettext", "gettext_lazy", "words")
PLURALS = ("ngettext", "ngettext_lazy")
QUOTED = r"""u?((?:"(?:[^"\\]|\\.)*")|(?:'(?:[^'\\]|\\.)*'))"""
PLAIN = re.compile(rf"(?<![a-zA-Z])(?:gettext|_)\({QUOTED}\)")
COUNTED = re.compile(rf"ngettext\({QUOTED}, {QUOTED}")

Words = str | tuple[str, str]


def of_template(path: Path) -> set[Words]:
    """Return the sentences of one template."""
    code = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    plain: set[Words] = {ast.literal_eval(one) for one in PLAIN.findall(code)}
    counted = {(ast.literal_eval(a), ast.literal_eval(b)) for a, b in COUNTED.findall(code)}
    return plain | counted


def of_module(path: Path) -> set[Words]:
    """Return the sentences of one module that stand in it as whole texts."""
    return set(_calls(ast.parse(path.read_text(encoding="utf-8"))))


def _calls(tree: ast.AST) -> Iterator[Words]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        texts = [a.value for a in node.args if isinstance(a, ast.Constant)]
        if name in CALLS and texts and isinstance(texts[0], str):
            yield texts[0]
        if name in PLURALS and len(texts) >= 2:
            yield texts[0], texts[1]
