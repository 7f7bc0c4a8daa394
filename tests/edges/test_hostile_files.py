"""Files of strangers: refused in one sentence that says what and where, or read; never worse.

Each refusal is one of our own errors. Memory stays small while large files are read, and
nothing that is refused leaves anything behind.
"""

import io
import os
import random
import struct
import sys
import tracemalloc
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from retrowalk.errors import BadInput, BadRecording
from retrowalk.files.watch import fit_wire
from retrowalk.files.watch.apple_health import Window, read_apple_health
from retrowalk.files.watch.fit_activity import fit_activity
from retrowalk.files.watch.fit_reading import read_fit
from retrowalk.files.watch.gpx_reading import read_gpx
from retrowalk.files.watch.gpx_writing import gpx
from retrowalk.files.watch.safe_xml import Most, Told, walk_xml
from retrowalk.files.watch.tcx_reading import read_tcx
from retrowalk.files.watch.tcx_writing import tcx
from retrowalk.files.watch.watch_file import read_watch_file

sys.path.append(str(Path(__file__).resolve().parents[1] / "fakes"))
from watch_sessions import one_a_second, session

TODAY = date(2026, 11, 22)
START = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
WINDOW = Window(START, START + timedelta(minutes=10))
# Changed files that are tried here; a person may ask for more.
TRIES = int(os.environ.get("RETROWALK_FUZZ", "500"))
MB = 1_000_000


@pytest.fixture(scope="module")
def good():
    made = session(found=one_a_second(60, track=True))
    return {"fit": fit_activity(made), "tcx": tcx(made), "gpx": gpx(made)}


def read(data, kind):
    """Read bytes as a file of that kind."""
    if kind == "fit":
        return read_fit(data, "walk.fit", TODAY)
    reader = read_tcx if kind == "tcx" else read_gpx
    return reader(io.BytesIO(data), f"walk.{kind}", TODAY)


def refused(data, kind):
    """Return the one sentence with which bytes are refused."""
    with pytest.raises(BadInput) as caught:
        read(data, kind)
    sentence = str(caught.value)
    assert sentence.startswith(f"walk.{kind}: ")
    assert "\n" not in sentence
    assert len(sentence) < 300
    return sentence


class Endless:
    """A file of any size that is never anywhere whole."""

    def __init__(self, head, again, size):
        self.left, self.head, self.again, self.at = size, head, again, 0

    def read(self, size):
        if self.head:
            data, self.head = self.head, b""
            return data
        size = min(size, self.left)
        self.left -= size
        self.at, begin = (self.at + size) % len(self.again), self.at
        return (self.again * (size // len(self.again) + 2))[begin : begin + size]


# --- XML -------------------------------------------------------------------------------

BOMB = b"""<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<gpx><trk><name>&c;</name></trk></gpx>"""
OUTSIDE = b"""<!DOCTYPE gpx [<!ENTITY x SYSTEM "file:///etc/hostname">]><gpx><name>&x;</name></gpx>"""
FETCHED = b'<!DOCTYPE gpx SYSTEM "http://127.0.0.1:9/evil.dtd"><gpx/>'


@pytest.mark.parametrize("document", [BOMB, OUTSIDE, FETCHED, b"<!DOCTYPE gpx><gpx/>"])
def test_a_document_type_is_refused_before_anything_in_it_is_looked_at(document):
    assert "document type" in refused(document, "gpx")
    assert "document type" in refused(document.replace(b"gpx", b"tcx"), "tcx")


@pytest.mark.parametrize(
    ("document", "word"),
    [
        (b"", "no element"),
        (b"<gpx>", "no element"),
        (b"<gpx></trk>", "mismatched"),
        (b"\xff\xfe\x00\xd8<gpx/>", "not whole XML"),
        (b"<gpx>\xc3\x28</gpx>", "invalid token"),
        (b'<?xml version="1.0" encoding="nonsense"?><gpx/>', "encoding"),
        (b"<gpx>&nothing;</gpx>", "undefined entity"),
        (b"<gpx" + b" a='1'" * 3 + b"/>", "duplicate attribute"),
        (b"<kml/>", "expected <gpx>"),
        (b"<gpx/>", "no track"),
        (b"<gpx><trk><trkseg>" + b"<x>" * 200, "deep"),
        (b"<gpx><trkpt lat='1' lon='nan'/></gpx>", "lon"),
        (b"<gpx><trkpt lat='1' lon='1'/></gpx>", "no time"),
        (
            b"<gpx><trkpt lat='1' lon='1'><time>yesterday</time></trkpt></gpx>",
            "'yesterday'",
        ),
    ],
)
def test_xml_that_is_damaged_or_something_else_says_what_is_wrong(document, word):
    assert word in refused(document, "gpx")


def points(time="2026-11-03T09:30:00Z", lat="48", inside=""):
    return (
        f"<gpx><trk><trkseg><trkpt lat='{lat}' lon='11'><time>{time}</time>{inside}</trkpt>"
        "<trkpt lat='48' lon='11'><time>2026-11-03T09:31:00Z</time></trkpt></trkseg></trk></gpx>"
    ).encode()


@pytest.mark.parametrize(
    ("document", "word"),
    [
        (points("1989-12-01T00:00:00Z"), "1989"),
        (points("2026-11-24T00:00:00Z"), "2026-11-24"),
        (points("0001-01-01T00:00:00+23:59"), "no day"),
        (points("2026-11-03T09:32:00Z"), "earlier"),
        (points(lat="91"), "latitude is 91"),
        (points(inside="<extensions><hr>400</hr></extensions>"), "heart rate is 400"),
        (points(inside="<extensions><hr>-3</hr></extensions>"), "heart rate is -3"),
        (points(inside="<extensions><hr>NaN</hr></extensions>"), "'NaN'"),
        (points(inside="<extensions><hr>1e999</hr></extensions>"), "'1e999'"),
        (points(inside="<extensions><cad>9999</cad></extensions>"), "cadence is 19998"),
        (points(inside="<extensions><speed>999</speed></extensions>"), "speed is 999"),
    ],
)
def test_what_cannot_be_is_refused_with_its_figure(document, word):
    assert word in refused(document, "gpx")


def test_a_time_that_goes_on_for_days_is_no_session():
    assert "within a day" in refused(points().replace(b"-03T09:31", b"-05T09:31"), "gpx")


@pytest.mark.parametrize("what", ["lap", "reading", "two"])
def test_a_tcx_file_of_nonsense_is_refused(good, what):
    text = good["tcx"].decode()
    if what == "lap":
        text = text.replace("<TotalTimeSeconds>60", "<TotalTimeSeconds>-60")
    elif what == "reading":
        text = text.replace("<Value>101<", "<Value>401<")
    else:
        text = text.replace("</Activities>", "<Activity Sport='Other'/></Activities>")
    assert refused(text.encode(), "tcx")


def test_a_gigabyte_of_one_tag_is_refused_after_its_first_megabytes():
    for again in (b"a", b" ", b"a='b' "):
        endless = Endless(b"<gpx ", again, 1000 * MB)
        with pytest.raises(BadRecording):
            read_gpx(endless, "walk.gpx", TODAY)
        assert endless.left > 990 * MB


NOBODY = Told(lambda _name, _attributes: None, lambda _name, _text: None)


def test_a_text_without_end_is_read_on_but_not_kept():
    tracemalloc.start()
    endless = Endless(b"<gpx><name>", b"x" * 4000 + b"<b/>", 20 * MB)
    with pytest.raises(BadRecording):
        walk_xml(endless, "a", NOBODY, Most(100 * MB, 10**6))
    assert tracemalloc.get_traced_memory()[1] < 2 * MB
    tracemalloc.stop()


def test_a_file_larger_than_allowed_is_refused_while_it_comes():
    for again, limit, word in (
        (b"<a/>" * 1000 + b"\n", Most(3 * MB, 10**6), "more than 3000000 bytes"),
        (b"<a/>\n", Most(3 * MB, 1000), "line 1000 is one of a document with far too many"),
    ):
        endless = Endless(b"<gpx>", again, 1000 * MB)
        with pytest.raises(BadRecording, match=word):
            walk_xml(endless, "a", NOBODY, limit)
        assert endless.left > 996 * MB


# --- FIT -------------------------------------------------------------------------------


def wrapped(body):
    """Return a whole FIT file, its checksums right, around any bytes."""
    return fit_wire.file_of([body])


FILE_ID = fit_wire.message(0, [fit_wire.Field(0, fit_wire.Kind.ENUM, [4])])


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b"\x05", "never defined"),
        (b"\x81", "never defined"),
        (b"\x40\x00\x07\x00\x00\x00", "order of bytes as 7"),
        (b"\x40\x00\x00\x14\x00\xff", "past the end"),
        (b"\x40\x00\x00\x14\x00\x01\xfd\x00\x86", "no bytes"),
        (b"\x40\x00\x00\x14\x00\x01\xfd\xff\x86\x00\x01", "past the end"),
        (b"\x60\x00\x00\x14\x00\x00\xff", "past the end"),
        (b"", "without a recorded session"),
        (FILE_ID, "nothing of any time"),
    ],
)
def test_fit_messages_that_break_the_protocol_are_refused_with_their_byte(body, word):
    assert word in refused(wrapped(body), "fit")


def test_a_fit_file_must_be_whole_and_undamaged(good):
    data = good["fit"]
    assert "cut off" in refused(data[:-1], "fit")
    assert "cut off" in refused(data[:20], "fit")
    assert "begin" in refused(data[:5], "fit")
    assert "goes on" in refused(data + data, "fit")
    damaged = bytearray(data)
    damaged[200] ^= 1
    assert "checksum" in refused(bytes(damaged), "fit")
    assert "protocol 15" in refused(data[:1] + b"\xf0" + data[2:], "fit")
    huge = data[:4] + struct.pack("<I", 0xFFFFFFFF) + data[8:]
    assert "cut off" in refused(huge, "fit")


def test_fit_values_that_cannot_be_are_refused():
    def activity(start, *records):
        kind = fit_wire.Kind
        return wrapped(
            FILE_ID
            + fit_wire.message(18, [fit_wire.Field(2, kind.UINT32, [start])])
            + fit_wire.message(
                20,
                [
                    fit_wire.Field(253, kind.UINT32, [start, start + 60]),
                    *(fit_wire.Field(n, k, [v, v]) for n, k, v in records),
                ],
            )
        )

    day = int(START.timestamp()) - fit_wire.EPOCH_S
    assert "switched on" in refused(activity(5000), "fit")
    assert "2026-12" in refused(activity(day + 86_400 * 30), "fit")
    assert "speed is 60" in refused(activity(day, (6, fit_wire.Kind.UINT16, 60_000)), "fit")
    assert "heart rate is 254" in refused(
        activity(day, (3, fit_wire.Kind.UINT8, 254)), "fit"
    )
    assert "distance" in refused(activity(day, (5, fit_wire.Kind.UINT32, 2**32 - 2)), "fit")
    assert read(activity(day, (3, fit_wire.Kind.UINT8, 90)), "fit").duration_s == 60.0


def test_millions_of_empty_fit_messages_are_refused_while_they_are_counted():
    empty = b"\x40\x00\x00\x14\x00\x00"
    assert "400000 messages" in refused(wrapped(empty + b"\x00" * 500_000), "fit")


# --- Apple Health ----------------------------------------------------------------------

HEAD = b"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!ELEMENT HealthData (Record*)>
<!ATTLIST Record type CDATA #REQUIRED value CDATA #IMPLIED>
]>
<HealthData locale="de_DE">
"""


def record(at="2026-11-03 10:31:00 +0100", value="101", more=b""):
    return (
        b'<Record type="HKQuantityTypeIdentifierHeartRate" sourceName="Watch" unit="count/min" '
        + f'startDate="{at}" endDate="{at}" value="{value}"'.encode()
        + more
        + b"/>\n"
    )


def export(tmp_path, body, head=HEAD, name="export.xml"):
    path = tmp_path / name
    path.write_bytes(head + body + b"</HealthData>")
    return path


def zipped(tmp_path, inside):
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("apple_health_export/export_cda.xml", b"<ClinicalDocument/>" * 999)
        archive.writestr("apple_health_export/export.xml", inside)
    return path


def test_apple_health_gives_only_the_times_asked_for_also_out_of_its_archive(tmp_path):
    body = (
        record("2026-11-03 10:29:59 +0100", "70")
        + record("2026-11-03 10:35:00 +0100", "105")
        + record()
        + record("2026-11-03 10:40:00 +0100", "99")
        + b'<Record type="HKQuantityTypeIdentifierStepCount" value="nonsense"/>'
        + record("2020-01-01 10:00:00 +0100", "9999")
    )
    for path in (export(tmp_path, body), zipped(tmp_path, HEAD + body + b"</HealthData>")):
        (found,) = read_apple_health(path, (WINDOW,))
        assert found.t_s.tolist() == [60.0, 300.0]
        assert found.heart_rate_bpm.tolist() == [101.0, 105.0]


@pytest.mark.parametrize(
    ("head", "body", "word"),
    [
        (HEAD.replace(b"]>", b'<!ENTITY a "b">]>'), b"", "entity"),
        (HEAD.replace(b"#IMPLIED", b'"100"'), b"", "attribute"),
        (HEAD.replace(b"HealthData [", b'HealthData SYSTEM "x" ['), b"", "document type"),
        (
            HEAD.replace(b"[", b"[<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;"),
            b"",
            "entity",
        ),
        (HEAD, record(value="400"), "400"),
        (HEAD, record(value="NaN"), "'NaN'"),
        (HEAD, record(at="2026-11-03 nonsense"), "nonsense"),
        (HEAD, record(more=b" unit='count/min'"), "duplicate"),
        (b"<HealthDate>", b"", "HealthDate"),
    ],
)
def test_an_export_that_is_hostile_is_refused(tmp_path, head, body, word):
    with pytest.raises(BadRecording, match=word):
        read_apple_health(export(tmp_path, body, head), (WINDOW,))


def test_an_archive_that_unpacks_to_far_more_than_its_size_is_refused(tmp_path):
    bomb = zipped(tmp_path, HEAD + b" " * (60 * MB))
    assert bomb.stat().st_size < MB
    with pytest.raises(BadRecording, match="unpacks"):
        read_apple_health(bomb, (WINDOW,))


def test_an_archive_that_is_damaged_locked_or_empty_is_refused(tmp_path):
    whole = zipped(tmp_path, HEAD + record() * 2000 + b"</HealthData>").read_bytes()
    path = tmp_path / "export.zip"
    locked = bytearray(whole)
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = whole.rfind(mark)
        locked[at + offset] |= 1
    lying = bytearray(whole)
    end = whole.rfind(b"PK\x05\x06")
    lying[end + 12 : end + 16] = b"\xff\xff\xff\x7f"
    broken = bytearray(whole)
    at = whole.rfind(b"PK\x03\x04")
    broken[at + 90] ^= 0xFF
    for data, word in (
        (whole[:-30], "damaged"),
        (bytes(locked), "locked"),
        (bytes(lying), "too many"),
        (bytes(broken), "damaged|XML|times"),
    ):
        path.write_bytes(data)
        with pytest.raises(BadRecording, match=word):
            read_apple_health(path, (WINDOW,))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "nothing")
    with pytest.raises(BadRecording, match="no export"):
        read_apple_health(path, (WINDOW,))


def test_a_large_export_takes_no_more_memory_than_a_small_one(tmp_path):
    other = b'<Record type="HKQuantityTypeIdentifierStepCount" value="12" unit="count"/>\n'
    path = export(tmp_path, other * 60_000 + record())
    tracemalloc.start()
    (found,) = read_apple_health(path, (WINDOW,))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.t_s.size == 1
    assert path.stat().st_size > 4 * MB
    assert peak < MB


# --- anything at all -------------------------------------------------------------------


def changed(data, chance):
    """Return a file with a few bytes changed, taken out, doubled or cut off."""
    out = bytearray(data)
    for _change in range(chance.randint(1, 6)):
        at = chance.randrange(len(out)) if out else 0
        match chance.randrange(5):
            case 0:
                out[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del out[at : at + chance.randint(1, 40)]
            case 2:
                out[at:at] = out[at : at + chance.randint(1, 200)]
            case 3:
                out[at : at + 4] = chance.choice((b"\xff" * 4, b"\0" * 4, b"9999", b"-1e9"))
            case _:
                out[at : at + 2] = chance.randbytes(2)
    return bytes(out) if chance.random() < 0.95 else bytes(out[: len(out) // 2])


def sealed(data):
    """Return a FIT file with the size and checksum that its changed bytes should have."""
    body = data[14:-2]
    return fit_wire.file_of([body])


@pytest.mark.parametrize("kind", ["fit", "tcx", "gpx"])
def test_no_changed_file_does_worse_than_be_read_or_refused(good, kind):
    """Seeds are counted on from 0, so that a failure's number brings it back."""
    for seed in range(TRIES):
        data = changed(good[kind], random.Random(seed))  # noqa: S311 - chance of a test
        if kind == "fit" and seed % 4:
            data = sealed(data)
        outcome = read_or_said(data, kind)
        if isinstance(outcome, str):
            assert "\n" not in outcome, seed
            assert len(outcome) < 400, seed
        else:
            assert 0.0 < outcome.duration_s <= 86_400.0, seed


def read_or_said(data, kind):
    """Return the session, or the sentence with which it is refused."""
    try:
        return read(data, kind)
    except BadInput as error:
        return str(error)


def test_any_bytes_at_all_are_refused_or_read_whatever_the_name_says(tmp_path):
    path = tmp_path / "walk.fit"
    for seed in range(TRIES // 5):
        chance = random.Random(seed)  # noqa: S311 - chance of a test
        head = chance.choice(
            (b"", b"<gpx ", b"PK\x03\x04", b"\x0e\x20\0\0\0\0\0\0.FIT", b"<?xml")
        )
        path.write_bytes(head + chance.randbytes(chance.randrange(400)))
        with pytest.raises(BadInput):
            read_watch_file(path, TODAY)
        with pytest.raises(BadInput):
            read_apple_health(path, (WINDOW,))
