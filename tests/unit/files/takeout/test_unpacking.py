"""Archives of strangers: whole and as their manifest says, or refused in one sentence."""

import io
import json
import zipfile
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.errors import BadInput
from retrowalk.files.takeout import unpacking
from retrowalk.files.takeout.manifest import FORMAT, SCHEMA
from retrowalk.files.takeout.packing import Gathered, pack
from retrowalk.files.takeout.unpacking import unpack

ROWS = b'{"key":"a"}\n{"key":"b"}\n'


def listed(content=ROWS, name="own_studies", **changed):
    part = {"name": name, "rows": 2, "bytes": len(content)}
    return part | {"sha256": sha256(content).hexdigest()} | changed


def manifest(*documents, **changed):
    said = {
        "format": FORMAT,
        "schema": SCHEMA,
        "made_by": "retrowalk",
        "scope": "household",
        "documents": list(documents),
        "recordings": [],
        "recordings_missing": [],
    }
    return json.dumps(said | changed).encode()


def zipped(files, kind=zipfile.ZIP_DEFLATED):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", kind) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return made.getvalue()


GOOD = (("manifest.json", manifest(listed())), ("documents/own_studies.jsonl", ROWS))


@pytest.fixture
def tried(tmp_path):
    """Return a way to unpack bytes, and the folder they may go to."""

    def done(content):
        archive, folder = tmp_path / "a.zip", tmp_path / "unpacked"
        archive.write_bytes(content)
        folder.mkdir()
        return unpack(archive, folder)

    return done


def test_a_whole_archive_is_unpacked_byte_for_byte(tried):
    assert tried(zipped(GOOD)).documents["own_studies"].read_bytes() == ROWS


def test_what_the_manifest_does_not_list_is_not_even_read(tried, tmp_path):
    foreign = (
        ("../../escaped.txt", b"x"),
        ("/etc/escaped", b"x"),
        ("documents/other.jsonl", b"x"),
    )
    tried(zipped((*GOOD, *foreign)))
    found = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert found == {"a.zip", "documents-own_studies.jsonl"}


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([("hello.txt", b"x")], "no manifest.json"),
        ([("manifest.json", b"[]")], "object"),
        ([("manifest.json", b"{")], "JSON"),
        ([("manifest.json", manifest(format="zip"))], "no archive of Retrowalk"),
        ([("manifest.json", manifest(schema=SCHEMA + 1))], "newer Retrowalk"),
        ([("manifest.json", manifest(listed(name="../../x")))], "lists"),
        ([("manifest.json", manifest(listed(sha256="0")))], "lists"),
        ([("manifest.json", manifest(listed(), listed()))], "twice"),
        ([("manifest.json", manifest(listed()))], "which its manifest lists"),
        ([GOOD[0], (GOOD[1][0], ROWS + b"{}\n")], "changed or damaged"),
        ([GOOD[0], (GOOD[1][0], ROWS.replace(b"a", b"c"))], "changed or damaged"),
        ([GOOD[0], (GOOD[1][0], ROWS[:-3])], "changed or damaged"),
        ([("manifest.json", manifest(listed(bytes=10**12)))], "at most"),
        ([("manifest.json", manifest(listed(rows=10**7)))], "rows; at most"),
        ([*GOOD, GOOD[1]], "twice"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_what_is_no_archive_of_ours_is_refused_in_a_sentence(tried, files, said):
    with pytest.raises(BadInput, match=said):
        tried(zipped(files))


def test_a_bomb_is_refused_before_it_is_unpacked(tried, tmp_path):
    zeros = bytes(30_000_000)
    bomb = zipped((("manifest.json", manifest(listed(zeros))), (GOOD[1][0], zeros)))
    assert len(bomb) < 100_000
    with pytest.raises(BadInput, match="times its size"):
        tried(bomb)
    assert not list((tmp_path / "unpacked").iterdir())


def test_a_bomb_that_lies_about_its_size_is_refused_while_it_comes(tried):
    zeros = bytes(30_000_000)
    with pytest.raises(BadInput, match="changed or damaged"):
        tried(zipped((("manifest.json", manifest(listed())), (GOOD[1][0], zeros))))


def test_an_archive_past_the_limit_is_refused_unread(tried, monkeypatch):
    monkeypatch.setattr(unpacking, "MOST_ARCHIVE", 100)
    with pytest.raises(BadInput, match="at most"):
        tried(zipped(GOOD))


def test_what_is_packed_in_another_way_is_refused(tried):
    with pytest.raises(BadInput, match="not taken"):
        tried(zipped(GOOD, zipfile.ZIP_BZIP2))


def test_an_archive_for_huge_ones_is_refused_before_its_list_is_read(tried, monkeypatch):
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 1)  # then it is written as Zip64
    huge = zipped(GOOD)
    assert b"PK\x06\x07" in huge
    with pytest.raises(BadInput, match="Zip64"):
        tried(huge)


def test_a_name_in_letters_that_are_none_is_refused(tried):
    odd = zipped((*GOOD, ("\N{LATIN SMALL LETTER E WITH ACUTE}", b"x")))
    with pytest.raises(BadInput, match="damaged"):
        tried(odd.replace("\N{LATIN SMALL LETTER E WITH ACUTE}".encode(), b"\xff\xff"))


@given(cut=st.integers(0, len(zipped(GOOD)) - 1), put=st.binary(max_size=3))
def test_half_a_file_or_a_damaged_one_never_passes_for_another(tmp_path_factory, cut, put):
    whole = zipped(GOOD)
    broken = whole[:cut] + put + whole[cut + len(put) :] if put else whole[:cut]
    folder = tmp_path_factory.mktemp("broken")
    (folder / "a.zip").write_bytes(broken)
    (folder / "to").mkdir()
    try:
        found = unpack(folder / "a.zip", folder / "to")
    except BadInput:
        return
    assert found.documents["own_studies"].read_bytes() == ROWS


def test_the_same_documents_make_the_same_bytes(tmp_path):
    path = tmp_path / "own_studies.jsonl"
    path.write_bytes(b"")
    made = []
    for _ in range(2):
        file = io.BytesIO()
        pack(Gathered("household", {"own_studies": (path, 0)}), file)
        made.append(file.getvalue())
    assert made[0] == made[1]
