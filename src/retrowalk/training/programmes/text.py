"""A programme as a short text that a clinician can write in two minutes, and read back.

One "key: value" a line, in any order; a # begins a comment. What is written this way is
never more than somebody's own idea: its status is OWN, and it says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from retrowalk.errors import BadProgramme
from retrowalk.training.person import Group
from retrowalk.training.prescription import Place, Variation
from retrowalk.training.programmes.programme import (
    ALONE_START_MAX_S,
    BACKWARD_MAX_S,
    CLINICIAN_LED_GROUPS,
    FORWARD_MAX_S,
    WEEKLY_GROWTH_MAX_S,
    WEEKS_MAX,
    EvidenceStatus,
    Oversight,
    Programme,
)
from retrowalk.training.programmes.starters import PROGRAMMES
from retrowalk.training.programmes.text_figures import (
    Rise,
    rise_s,
    rise_words,
    slope_words,
    slopes_pct,
    speed_words,
    speeds_mps,
    time_s,
    time_words,
)
from retrowalk.training.programmes.text_lines import EXAMPLES, Line, lines
from retrowalk.training.programmes.variations import NOT_ON_A_BELT

NAME_MAX = 60  # characters; one line of a page; design_own_programme
NOTE_MAX = 300  # characters; design_own_programme
WRITTEN = "Written by you or your clinician; not tested."
_DOSE_FROM_SOURCE = "You or your clinician wrote this dose."
_DOSE_FROM_US = (
    "We only keep it within our limits, and add nothing after a painful or missed session."
)
_SOURCES = ("design_own_programme",)
_NONE = "none"
SELF_GUIDED, CLINICIAN_LED = "self-guided", "clinician-led"
_OVERSIGHT = {SELF_GUIDED: Oversight.SELF_GUIDED, CLINICIAN_LED: Oversight.CLINICIAN_LED}

Word = TypeVar("Word", bound=StrEnum)


def parse(text: str, key: str) -> Programme:
    """Read a programme from a text; key is what it will be known by.

    Raises BadProgramme, in one sentence with the number of the line, what it got and what
    it wanted.
    """
    if key in PROGRAMMES:
        raise BadProgramme(f"{key!r} is one of our own programmes; expected another key")
    told = lines(text)
    groups, places = _words(told["for"], Group), _words(told["places"], Place)
    oversight = _oversight(told["oversight"], groups)
    backward = _backward(told["backward"], oversight)
    bout = _bout(told["bout"], backward)
    start_speed_mps, top_speed_mps = speeds_mps(told["speed"])
    start_incline_pct, top_incline_pct = _slopes(told.get("slope"), places)
    return Programme(
        key=key,
        name=_within(told["name"], NAME_MAX),
        groups=groups,
        places=places,
        sessions_per_week=_whole(told["times a week"], 7),
        weeks=_whole(told["weeks"], WEEKS_MAX),
        start_backward_s=backward.first_s,
        target_backward_s=backward.last_s,
        step_s=backward.step_s,
        first_bout_s=bout.first_s,
        last_bout_s=bout.last_s,
        bout_step_s=bout.step_s,
        warm_up_s=time_s(told["warm-up"], FORWARD_MAX_S),
        recovery_s=time_s(told["rest"], FORWARD_MAX_S),
        cool_down_s=time_s(told["cool-down"], FORWARD_MAX_S),
        status=EvidenceStatus.OWN,
        dose_from_source=_DOSE_FROM_SOURCE,
        dose_from_us=_DOSE_FROM_US,
        evidence=_evidence(told.get("note")),
        sources=_SOURCES,
        start_speed_mps=start_speed_mps,
        top_speed_mps=top_speed_mps,
        start_incline_pct=start_incline_pct,
        top_incline_pct=top_incline_pct,
        variations=_variations(told.get("variations"), places),
        oversight=oversight,
    )


def to_text(programme: Programme) -> str:
    """Write a programme as a text that `parse` reads back to the same.

    One of ours comes back with the status OWN and without its sources: from then on it is
    somebody's own. Raises BadProgramme where the text cannot say it exactly.
    """
    said = _said(programme)
    text = "".join(f"{key}: {said[key]}\n" for key in EXAMPLES if said[key])
    own = replace(
        programme,
        key="own",
        status=EvidenceStatus.OWN,
        dose_from_source=_DOSE_FROM_SOURCE,
        dose_from_us=_DOSE_FROM_US,
        evidence=f"{said['note']} {WRITTEN}".strip(),
        sources=_SOURCES,
    )
    if parse(text, "own") != own:
        raise BadProgramme(
            f"programme {programme.key} has a name, a note or a step that a programme text "
            "cannot say; expected one that comes back the same"
        )
    return text


def _said(p: Programme) -> Mapping[str, str]:
    own = p.status is EvidenceStatus.OWN
    note = p.evidence.removesuffix(WRITTEN).strip() if own else f"Began as '{p.name}'."
    return {
        "name": p.name,
        "for": _listed(p.groups),
        "places": _listed(p.places),
        "times a week": str(p.sessions_per_week),
        "weeks": str(p.weeks),
        "backward": rise_words(Rise(p.start_backward_s, p.target_backward_s, p.step_s)),
        "bout": rise_words(Rise(p.first_bout_s, p.last_bout_s, p.bout_step_s)),
        "warm-up": time_words(p.warm_up_s),
        "rest": time_words(p.recovery_s),
        "cool-down": time_words(p.cool_down_s),
        "speed": speed_words(p.start_speed_mps, p.top_speed_mps),
        "slope": slope_words(p.start_incline_pct, p.top_incline_pct),
        "variations": _listed(p.variations) or _NONE,
        "oversight": CLINICIAN_LED if p.clinician_led else SELF_GUIDED,
        "note": note,
    }


def _oversight(line: Line, groups: tuple[Group, ...]) -> Oversight:
    oversight = _OVERSIGHT.get(line.words.replace(" ", "-"))
    if oversight is None:
        raise line.wrong(" or ".join(map(repr, _OVERSIGHT)))
    led = ", ".join(_spoken(group) for group in groups if group in CLINICIAN_LED_GROUPS)
    if led and oversight is not Oversight.CLINICIAN_LED:
        raise line.wrong(f"{CLINICIAN_LED!r}, because it is for {led}")
    return oversight


def _backward(line: Line, oversight: Oversight) -> Rise:
    backward = rise_s(line, BACKWARD_MAX_S)
    if backward.step_s > WEEKLY_GROWTH_MAX_S:
        raise line.wrong(
            f"steps of {time_words(int(WEEKLY_GROWTH_MAX_S))} or less, the most that a week "
            "may add"
        )
    if oversight is Oversight.SELF_GUIDED and backward.first_s > ALONE_START_MAX_S:
        raise line.wrong(
            f"at most {time_words(ALONE_START_MAX_S)} to start with, or oversight "
            f"{CLINICIAN_LED!r}"
        )
    return backward


def _bout(line: Line, backward: Rise) -> Rise:
    bout = rise_s(line, BACKWARD_MAX_S)
    if bout.first_s > backward.first_s or bout.last_s > backward.last_s:
        raise line.wrong(
            f"no bout longer than all backward walking, {time_words(backward.first_s)} at "
            f"the start and {time_words(backward.last_s)} at the end"
        )
    return bout


def _slopes(line: Line | None, places: tuple[Place, ...]) -> tuple[float, float]:
    if line is None:
        return 0.0, 0.0
    slopes = slopes_pct(line)
    if slopes[1] > 0.0 and places != (Place.TREADMILL,):
        raise line.wrong("'0 %', or treadmill as the only place")
    return slopes


def _variations(line: Line | None, places: tuple[Place, ...]) -> tuple[Variation, ...]:
    if line is None or line.words == _NONE:
        return ()
    variations = _words(line, Variation)
    if Place.TREADMILL in places and NOT_ON_A_BELT.intersection(variations):
        raise line.wrong(
            f"no {_listed(NOT_ON_A_BELT)} where treadmill is one of the places"
        )
    return variations


def _evidence(note: Line | None) -> str:
    if note is None:
        return WRITTEN
    said = _within(note, NOTE_MAX)
    return f"{said if said.endswith(('.', '!', '?')) else f'{said}.'} {WRITTEN}"


def _words(line: Line, kind: type[Word]) -> tuple[Word, ...]:
    by_words = {_spoken(word): word for word in kind}
    if not by_words.keys() >= set(line.items):
        raise line.wrong(f"one or more, with commas, of {', '.join(by_words)}")
    if len(set(line.items)) != len(line.items):
        raise line.wrong("each only once")
    return tuple(by_words[item] for item in line.items)


def _whole(line: Line, most: int) -> int:
    digits = line.value
    if not (digits.isascii() and digits.isdecimal() and 1 <= int(digits[:9]) <= most):
        raise line.wrong(f"a whole number from 1 to {most}")
    return int(digits)


def _within(line: Line, most: int) -> str:
    if len(line.value) > most:
        raise line.wrong(f"at most {most} characters, and it has {len(line.value)}")
    return line.value


def _listed(words: Iterable[StrEnum]) -> str:
    return ", ".join(_spoken(word) for word in words)


def _spoken(word: StrEnum) -> str:
    return word.value.replace("_", " ")
