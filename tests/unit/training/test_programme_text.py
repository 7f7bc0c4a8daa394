"""A programme text: quick to write, read back as it was, refused with its line's number."""

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.errors import BadProgramme
from retrowalk.training.person import Group
from retrowalk.training.prescription import Place, Variation
from retrowalk.training.programmes.programme import EvidenceStatus, Oversight, Programme
from retrowalk.training.programmes.starters import PROGRAMMES
from retrowalk.training.programmes.text import NAME_MAX, NOTE_MAX, WRITTEN, parse, to_text
from retrowalk.training.programmes.text_lines import EXAMPLES, MAY_BE_LEFT_OUT, TEXT_MAX
from retrowalk.units import mps_from_kmh, mps_from_mph

sys.path.append(str(Path(__file__).resolve().parents[2] / "fakes"))

from made_up_programmes import programmes

ROOT = Path(__file__).resolve().parents[3]

EXAMPLE = "".join(f"{key}: {value}\n" for key, value in EXAMPLES.items())
ON_A_BELT = EXAMPLE.replace("hallway, gym floor", "treadmill")
# Values that are right somewhere, and things people type, for any key.
VALUES = st.sampled_from(
    [
        *EXAMPLES.values(),
        "1 min growing to 40 min by 4 min",
        "40 min",
        "15 min 15 s",
        "15 s",
        "0.5 mph",
        "2 km/h growing to 5 km/h",
        "15 %",
        "0 % growing to 15 %",
        "treadmill",
        "lunges",
        "stroke",
        "clinician-led",
        "٣",
        "1e3",
        "-1",
        "99999999999999999999",
        "growing to",
        "5 min growing to by",
        "²",
        "\ufeff",
        "",
        ",",
        "%",
    ]
)


def with_line(key: str, value: str, text: str = EXAMPLE) -> str:
    """Return the text with the value of one key changed."""
    return re.sub(f"(?m)^{key}: .*$", lambda _: f"{key}: {value}", text)


def number_of(key: str) -> int:
    return list(EXAMPLES).index(key) + 1


def test_the_example_says_what_it_means():
    made = parse(EXAMPLE, "own")
    assert (made.key, made.name) == ("own", "Short walks for Kim")
    assert made.groups == (Group.KNEE_OSTEOARTHRITIS, Group.OLDER_ADULT)
    assert made.places == (Place.HALLWAY, Place.GYM_FLOOR)
    assert (made.sessions_per_week, made.weeks) == (3, 6)
    assert (made.start_backward_s, made.target_backward_s, made.step_s) == (300, 600, 60)
    assert (made.first_bout_s, made.last_bout_s, made.bout_step_s) == (30, 120, 30)
    assert (made.warm_up_s, made.recovery_s, made.cool_down_s) == (120, 60, 60)
    assert made.start_speed_mps is made.top_speed_mps is None
    assert made.oversight is Oversight.SELF_GUIDED


def test_whatever_is_claimed_the_status_is_own_and_it_says_not_tested():
    made = parse(with_line("note", "Proven in a trial!"), "own")
    assert made.status is EvidenceStatus.OWN
    assert made.evidence == f"Proven in a trial! {WRITTEN}"
    assert "written by you or your clinician; not tested" in made.evidence.lower()


def test_what_may_be_left_out_means_none():
    kept = [
        line for line in EXAMPLE.splitlines() if line.split(":")[0] not in MAY_BE_LEFT_OUT
    ]
    made = parse("\n".join(kept), "own")
    assert (made.start_incline_pct, made.top_incline_pct, made.variations) == (0.0, 0.0, ())
    assert made.evidence == WRITTEN


@given(rules=programmes())
def test_what_is_written_is_read_back_as_it_was(rules: Programme):
    assert parse(to_text(rules), "own") == rules


@pytest.mark.parametrize("key", PROGRAMMES)
def test_each_of_ours_can_be_taken_as_a_text_and_is_then_somebodys_own(key: str):
    ours = PROGRAMMES[key]
    own = parse(to_text(ours), "own")
    assert own.status is EvidenceStatus.OWN
    assert own.sources == ("design_own_programme",)
    assert own.evidence == f"Began as '{ours.name}'. {WRITTEN}"
    assert to_text(own) == to_text(ours)
    for same in (
        "start_backward_s",
        "last_bout_s",
        "top_speed_mps",
        "top_incline_pct",
        "groups",
    ):
        assert getattr(own, same) == getattr(ours, same)


def test_a_key_of_ours_is_not_taken():
    with pytest.raises(BadProgramme, match="'knee_10_min' is one of our own programmes"):
        parse(EXAMPLE, "knee_10_min")


@pytest.mark.parametrize(
    "text",
    [
        EXAMPLE.upper(),
        EXAMPLE.replace("\n", "\r\n"),
        EXAMPLE.replace("\n", "\r"),
        f"\ufeff{EXAMPLE}",
        "".join(sorted(EXAMPLE.splitlines(keepends=True))),
        EXAMPLE.replace(": ", "   :    "),
        EXAMPLE.replace("\n", "   # as we said\n\n\n# a comment: with a colon\n"),
        EXAMPLE.replace("1 min", "60 s").replace("2 min", "120 seconds"),
        EXAMPLE.replace("self-guided", "Self guided").replace("gym floor", "gym_floor"),
    ],
)
def test_case_order_spaces_comments_and_line_ends_do_not_matter(text: str):
    plain, made = parse(EXAMPLE, "own"), parse(text, "own")
    assert made.start_backward_s == plain.start_backward_s
    assert (made.groups, made.places, made.oversight) == (
        plain.groups,
        plain.places,
        plain.oversight,
    )
    assert (made.name.lower(), made.recovery_s, made.bout_step_s) == (
        plain.name.lower(),
        plain.recovery_s,
        plain.bout_step_s,
    )


@pytest.mark.parametrize(
    ("said", "low_mps", "high_mps"),
    [
        ("0.5 mph", mps_from_mph(0.5), mps_from_mph(0.5)),
        ("2,5 km/h", mps_from_kmh(2.5), mps_from_kmh(2.5)),
        ("2km/h growing to 3.25 km/h", mps_from_kmh(2.0), mps_from_kmh(3.25)),
    ],
)
def test_speeds_are_read_in_both_units(said: str, low_mps: float, high_mps: float):
    made = parse(with_line("speed", said), "own")
    assert (made.start_speed_mps, made.top_speed_mps) == (low_mps, high_mps)


def test_a_treadmill_may_have_a_slope_and_variations():
    text = with_line("slope", "2.5 % growing to 10 %", ON_A_BELT)
    made = parse(with_line("variations", "arm swing, dual task", text), "own")
    assert (made.start_incline_pct, made.top_incline_pct) == (2.5, 10.0)
    assert made.variations == (Variation.ARM_SWING, Variation.DUAL_TASK)


@pytest.mark.parametrize(
    ("key", "value", "wanted"),
    [
        ("backward", "10 km/h", "minutes and seconds, such as '5 min'"),
        ("backward", "5", "minutes and seconds"),
        ("backward", "5:00", "minutes and seconds"),
        ("backward", "40 s", "15 s to 40 min, in steps of 15 s"),
        ("backward", "41 min", "15 s to 40 min"),
        ("backward", "0 min", "15 s to 40 min"),
        ("backward", "5 min growing to 10 min", "the step too"),
        (
            "backward",
            "10 min growing to 5 min by 1 min",
            "more at the end than at the start",
        ),
        ("backward", "5 min growing to 10 min by 5 min", "steps of 4 min or less"),
        (
            "backward",
            "12 min",
            "at most 10 min to start with, or oversight 'clinician-led'",
        ),
        ("bout", "6 min", "no bout longer than all backward walking, 5 min at the start"),
        ("bout", "1 min growing to 11 min by 1 min", "and 10 min at the end"),
        ("rest", "16 min", "15 s to 15 min"),
        ("rest", "none", "minutes and seconds"),
        ("speed", "5 min", "'comfortable', or a speed"),
        ("speed", "1 m/s", "'comfortable', or a speed"),
        ("speed", "6 km/h", "0.2 to 5.2 km/h, not falling; faster backward, people begin"),
        ("speed", "3.3 mph", "0.2 to 3.2 mph"),
        ("speed", "0 km/h", "0.2 to 5.2 km/h"),
        ("speed", "3 km/h growing to 2 km/h", "not falling"),
        ("speed", "2 km/h growing to 2 mph", "the same unit at the start and at the end"),
        ("speed", "2 km/h growing to 3 km/h by 1 km/h", "no 'by'"),
        ("slope", "5 %", "'0 %', or treadmill as the only place"),
        ("slope", "16 %", "0 to 15 %, not falling"),
        ("slope", "5", "a slope such as '5 %'"),
        ("slope", "5 degrees", "a slope such as '5 %'"),
        ("slope", "-5 %", "a slope such as '5 %'"),
        ("weeks", "six", "a whole number from 1 to 52"),
        ("weeks", "53", "a whole number from 1 to 52"),
        ("weeks", "²", "a whole number from 1 to 52"),
        ("times a week", "0", "a whole number from 1 to 7"),
        ("times a week", "2.5", "a whole number from 1 to 7"),
        ("for", "everyone", "one or more, with commas, of active adult, older adult"),
        ("for", "older adult, older adult", "each only once"),
        ("for", "older adult,", "one or more, with commas"),
        ("places", "stairs", "one or more, with commas, of treadmill, hallway"),
        ("variations", "somersaults", "of arm swing, shoulder checks"),
        ("oversight", "my dog", "'self-guided' or 'clinician-led'"),
        ("name", "x" * (NAME_MAX + 1), "at most 60 characters, and it has 61"),
        ("note", "x" * (NOTE_MAX + 1), "at most 300 characters, and it has 301"),
        ("note", "a\x07bell", "plain text"),
        ("name", "", "plain text, such as 'name: Short walks for Kim'"),
        ("name", "# only a comment", "plain text"),
    ],
)
def test_a_wrong_value_is_refused_with_its_line_what_it_got_and_what_it_wanted(
    key: str, value: str, wanted: str
):
    with pytest.raises(BadProgramme) as refused:
        parse(with_line(key, value), "own")
    said = str(refused.value)
    assert said.startswith(f"line {number_of(key)}: {key} is '")
    assert wanted in said
    assert "\n" not in said


@pytest.mark.parametrize("group", ["stroke", "parkinson", "multiple sclerosis"])
def test_who_needs_a_clinician_needs_one_here_too(group: str):
    with pytest.raises(BadProgramme, match=f"expected 'clinician-led', because .* {group}"):
        parse(with_line("for", f"older adult, {group}"), "own")
    led = with_line("oversight", "clinician-led", with_line("for", group))
    assert parse(led, "own").oversight is Oversight.CLINICIAN_LED


def test_a_clinician_may_start_above_ten_minutes():
    led = with_line("oversight", "clinician-led", with_line("backward", "20 min"))
    assert parse(led, "own").start_backward_s == 1200


def test_lunges_are_refused_where_a_treadmill_is_one_of_the_places():
    with pytest.raises(BadProgramme, match=r"line 13: .* no lunges where treadmill"):
        parse(with_line("variations", "lunges", ON_A_BELT), "own")


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ("weeks: 4", "line 16: weeks was there in line 5 already; expected it once"),
        ("wek: 4", "line 16: there is no key 'wek'; expected 'weeks'"),
        ("colour: blue", "line 16: there is no key 'colour'; expected one of name, for"),
        ("walk well", "line 16: 'walk well' has no colon; expected 'key: value'"),
        ("x" * 500, "line 16: 'xxxx"),
    ],
)
def test_a_line_too_many_is_refused_with_its_number(extra: str, said: str):
    with pytest.raises(BadProgramme) as refused:
        parse(EXAMPLE + extra, "own")
    assert str(refused.value).startswith(said)
    assert len(str(refused.value)) < 300


@pytest.mark.parametrize("key", [k for k in EXAMPLES if k not in MAY_BE_LEFT_OUT])
def test_a_missing_key_is_named_with_an_example(key: str):
    left = "\n".join(s for s in EXAMPLE.splitlines() if not s.startswith(f"{key}:"))
    with pytest.raises(
        BadProgramme, match=f"has no {key}; expected a line such as '{key}: "
    ):
        parse(left, "own")


def test_a_long_text_is_refused_before_it_is_read():
    with pytest.raises(
        BadProgramme, match=f"has {TEXT_MAX + 1} characters; expected at most"
    ):
        parse("#" * (TEXT_MAX + 1), "own")


@given(
    text=st.text(max_size=200) | st.text(max_size=200).map(lambda extra: EXAMPLE + extra)
)
def test_any_text_is_a_programme_or_refused_and_nothing_else(text: str):
    read(text)


@given(
    changed=st.lists(
        st.tuples(st.sampled_from(list(EXAMPLES)), VALUES | st.text(max_size=30))
    )
)
def test_any_value_for_any_key_is_read_or_refused_with_the_line(
    changed: list[tuple[str, str]],
):
    text = EXAMPLE
    for key, value in changed:
        text = with_line(key, value, text)
    read(text)


def read(text: str) -> None:
    """Read a text; a refusal names the line or the whole text, never our inner words."""
    refused, made = None, None
    try:
        made = parse(text, "own")
    except BadProgramme as error:
        refused = str(error)
    if refused is not None:
        assert re.match(r"line \d+: |the programme text has ", refused)
        assert "\n" not in refused
    if made is not None:
        assert parse(to_text(made), "own") == made


def test_the_guide_for_writing_one_says_what_is_true():
    guide = (ROOT / "docs" / "howto" / "write-a-programme.md").read_text(encoding="utf-8")
    (written,) = re.findall(r"(?s)```programme\n(.*?)```", guide)
    made = parse(written, "own")
    assert made == parse(EXAMPLE, "own")
    for words in (Group, Place, Variation):
        assert all(f"`{word.value.replace('_', ' ')}`" in guide for word in words)
    table = re.findall(r"(?m)^\| (`[^|]*`) \|", guide)
    assert re.findall(r"`([^`]*)`", "".join(table)) == list(EXAMPLES)
    (refusal,) = re.findall(r"kim\.txt: (line .*)", guide)
    with pytest.raises(BadProgramme) as refused:
        parse(written.replace("weeks: 6", "weeks: 90"), "own")
    assert str(refused.value) == refusal


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "Walk #1 or #2"},
        {"name": "two  spaces"},
        {"name": "x" * (NAME_MAX + 1)},
        {"start_speed_mps": 0.5, "top_speed_mps": 0.6},
        {"target_backward_s": 300, "last_bout_s": 60},
    ],
)
def test_what_a_text_cannot_say_exactly_is_refused_instead_of_changed(
    changed: dict[str, object],
):
    with pytest.raises(BadProgramme):
        to_text(replace(PROGRAMMES["knee_10_min"], **changed))
