"""`retrowalk programme` lists, shows and checks, and refuses in one sentence."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from retrowalk.cli.main import main
from retrowalk.training.programmes.starters import PROGRAMMES
from retrowalk.training.programmes.text import parse


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]):
    """Return the command, run in this process: fifty processes would take minutes."""

    def run(*words: object) -> SimpleNamespace:
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return SimpleNamespace(returncode=code, stdout=said.out, stderr=said.err)

    return run


@pytest.fixture
def own(tmp_path: Path, say) -> Path:
    """Return the file of a programme that began as one of ours."""
    path = tmp_path / "kim.txt"
    shown = say("programme", "show", "knee_10_min", "--as-text")
    path.write_text(shown.stdout, encoding="utf-8")
    return path


@pytest.mark.parametrize("words", [(), ("list",)])
def test_every_programme_is_listed_with_what_stands_behind_it(say, words):
    done = say("programme", *words)
    assert done.returncode == 0
    for key, one in PROGRAMMES.items():
        assert f"  {key} " in done.stdout
        assert one.name in done.stdout
    led = done.stdout.index("Only with a clinician who leads it")
    assert all(
        (done.stdout.index(p.key) > led) == p.clinician_led for p in PROGRAMMES.values()
    )
    assert done.stdout.count("not tested in any study seen") == 6


@pytest.mark.parametrize("key", PROGRAMMES)
def test_one_is_shown_with_both_sessions_and_every_source(say, key):
    one, done = PROGRAMMES[key], say("programme", "show", key)
    assert done.returncode == 0
    assert done.stdout.startswith(f"{one.name} (")
    together = " ".join(done.stdout.split())
    for part in (one.dose_from_source, one.dose_from_us, one.evidence):
        assert part in together
    assert "First session: " in done.stdout
    assert "Last session, if all before it went well: " in done.stdout
    assert "screens nobody" in together
    assert re.findall(r"(?m)^Source (\w+):", done.stdout) == list(one.sources)


@pytest.mark.parametrize("key", PROGRAMMES)
def test_what_is_shown_fits_a_narrow_terminal_but_for_addresses(say, key):
    lines = say("programme", "show", key).stdout.splitlines()
    assert not [line for line in lines if len(line) > 80 and "http" not in line]


def test_a_session_is_laid_out_to_its_end_minute_by_minute(say):
    shown = say("programme", "show", "two_by_two").stdout
    first, last = re.findall(r"(?m)((?:^ +\d+:\d\d  .*\n)+)", shown)
    assert [line.split()[0] for line in first.splitlines()] == ["0:00", "2:00", "10:00"]
    assert first.splitlines()[-1].endswith("end")
    assert "7 times: backward 2:00, forward 2:00" in last
    assert last.splitlines()[-1].split() == ["30:00", "end"]


def test_a_slope_brings_its_caution(say):
    told = " ".join(say("programme", "show", "slope_20_min").stdout.split())
    assert "does not spare a knee that hurts around the kneecap" in told


def test_one_of_ours_can_be_taken_as_a_text_changed_and_checked(say, own):
    text = own.read_text(encoding="utf-8").replace("weeks: 6", "weeks: 2  # for a start")
    own.write_text(text, encoding="utf-8")
    assert parse(text, "own").weeks == 2
    done = say("programme", "check", own)
    assert done.returncode == 0
    assert done.stdout.startswith("This text can be walked.")
    assert "written by you or your clinician; not tested" in done.stdout
    rows = re.findall(
        r"(?m)^ +([12]) +(\d+) +(\d+:\d\d) +(\d+:\d\d)  comfortable$", done.stdout
    )
    assert [row[:2] for row in rows] == [("1", "3"), ("2", "3")]


def test_an_easier_week_is_marked(say, own):
    told = say("programme", "check", own).stdout
    assert re.search(r"(?m)^ +4\* ", told)
    assert "* an easier week" in told


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (("weeks: 6", "weeks: 90"), "line 5: weeks is '90'; expected a whole number"),
        (("speed: comfortable", "speed: 9 mph"), "line 11: speed is '9 mph'; expected"),
        (("rest", "break"), "line 9: there is no key 'break'"),
        (("name: Ten minutes for knees\n", ""), "has no name; expected a line such as"),
    ],
)
def test_a_bad_text_exits_2_with_one_sentence_that_names_file_and_line(
    say, own, changed, said
):
    own.write_text(own.read_text(encoding="utf-8").replace(*changed, 1), encoding="utf-8")
    done = say("programme", "check", own)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"retrowalk: {own}: ")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_text_that_nobody_may_begin_is_refused(say, own):
    text = own.read_text(encoding="utf-8")
    for old, new in {
        "for: knee osteoarthritis": "for: stroke",
        "places: hallway, treadmill, gym floor, track, outdoors with partner": "places: treadmill",
        "slope: 0 %": "slope: 5 %",
        "self-guided": "clinician-led",
    }.items():
        text = text.replace(old, new)
    own.write_text(text, encoding="utf-8")
    done = say("programme", "check", own)
    assert (done.returncode, done.stdout) == (2, "")
    assert "nobody could begin this programme" in done.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read: No such file or directory; expected a programme text"),
        (b"\xff\xfe\x00n", "is not text in UTF-8; expected a programme text"),
        (b"#" * 20_000, "is longer than 4000 characters; expected a page or less"),
        (b"", "the programme text has no name"),
        (b"\x00\x01\x02", "has no colon; expected 'key: value'"),
    ],
)
def test_a_file_that_is_no_programme_text_is_refused(say, tmp_path, content, said):
    path = tmp_path / "odd.txt"
    if content is not None:
        path.write_bytes(content)
    done = say("programme", "check", path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_the_real_command_knows_it(retrowalk):
    done = retrowalk("programme")
    assert done.returncode == 0
    assert done.stdout.startswith("On your own, once you are screened:")
    assert "retrowalk programme" in retrowalk().stdout


def test_an_unknown_key_is_refused_with_the_keys_there_are(say):
    done = say("programme", "show", "moonwalk")
    assert done.returncode == 2
    assert (
        "there is no programme 'moonwalk'; expected one of one_or_two_daily" in done.stderr
    )
    assert done.stderr.count("\n") == 1
