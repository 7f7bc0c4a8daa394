"""Styles and scripts: small on the way, kept for ever under an address that changes with them."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static

from retrowalk.server import static_files, static_version
from retrowalk.server.player import assets

SERVER = Path(static_files.__file__).parent
SCRIPTS = sorted(SERVER.rglob("*.js"))


def test_a_script_is_packed_kept_for_ever_and_the_same_when_unpacked(client):
    address = static("player/main.js")
    plain = client.get(address)
    packed = client.get(address, headers={"accept-encoding": "gzip"})
    assert plain["Cache-Control"] == packed["Cache-Control"]
    assert "immutable" in packed["Cache-Control"]
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert gzip.decompress(packed.getvalue()) == plain.getvalue()
    assert (
        len(packed.getvalue()) < len(Path(finders.find("player/main.js")).read_bytes()) / 2
    )


def test_the_address_changes_with_any_byte(tmp_path, monkeypatch):
    folder = tmp_path / "app" / "static"
    folder.mkdir(parents=True)
    monkeypatch.setattr(static_version, "SERVER", tmp_path)
    seen = set()
    for text in ("a", "b", "b "):
        (folder / "x.css").write_text(text)
        static_version.version.cache_clear()
        seen.add(static_version.version())
    static_version.version.cache_clear()
    assert len(seen) == 3
    assert settings.STATIC_URL.count("/") == 3


def test_a_folder_that_cannot_be_written_costs_bytes_and_nothing_else(tmp_path):
    file = tmp_path / "x.js"
    file.write_text("let a = 1;\n")
    (tmp_path / "taken").write_text("no folder")
    assert static_files.small(file, tmp_path / "taken") is None


def test_copies_are_made_once_and_left_alone(tmp_path):
    file = tmp_path / "x.js"
    file.write_text("// why\nlet a = 1;\n")
    slim, packed = static_files.small(file, tmp_path / "kept")
    before = packed.stat().st_mtime_ns
    assert static_files.small(file, tmp_path / "kept") == (slim, packed)
    assert packed.stat().st_mtime_ns == before
    assert slim.read_text() == "\nlet a = 1;\n"
    assert sorted(p.name for p in (tmp_path / "kept").iterdir()) == [slim.name, packed.name]


@pytest.mark.parametrize(
    ("code", "left"),
    [
        ("a(); // stays\n", "a(); // stays\n"),
        ("  // goes\nb();", "\nb();"),
        ("/** goes\n * too */\nc();", "\n\nc();"),
        ("/** @type {X} */ (d).e(); /* f */", "/** @type {X} */ (d).e(); /* f */"),
        ("/** @type {X} */ (d);\n/* g */\n", "/** @type {X} */ (d);\n\n"),
    ],
)
def test_only_comments_that_share_no_line_with_code_go(code, left):
    assert static_files.without_comments(code) == left


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_has_a_text_over_several_lines_that_could_be_taken_for_a_comment(path):
    code = static_files.without_comments(path.read_text(encoding="utf-8"))
    assert not [
        line for line in code.splitlines() if len(re.findall(r"(?<!\\)`", line)) % 2
    ]


def test_what_the_player_needs_at_once_is_found_by_its_imports():
    found = assets.modules()
    assert {"player/main.js", "player/stage.js", "player/store.js"} <= set(found)
    assert "player/screens/before.js" not in found  # fetched when a session is opened
    assert set(found) <= set(assets.shell_files())
