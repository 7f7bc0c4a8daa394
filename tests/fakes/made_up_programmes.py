"""Programmes and doses made up at random, within what a programme may be.

Importing this needs hypothesis; the strategies are for property tests.
"""

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from retrowalk.training.dose import Dose
from retrowalk.training.person import Group
from retrowalk.training.prescription import Place, Variation
from retrowalk.training.programmes.programme import (
    BACKWARD_MAX_S,
    CLINICIAN_LED_GROUPS,
    FORWARD_MAX_S,
    GRID_S,
    SPEED_MIDDLE_MAX_MPS,
    WEEKLY_GROWTH_MAX_S,
    EvidenceStatus,
    Oversight,
    Programme,
)
from retrowalk.training.programmes.text import WRITTEN
from retrowalk.units import mps_from_kmh, mps_from_mph

LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P"), exclude_characters="#")
WORDS = st.text(LETTERS, min_size=1, max_size=8)
LINES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
FORWARD = st.integers(1, FORWARD_MAX_S // GRID_S).map(lambda n: n * GRID_S)


def on_grid(least_s: int, most_s: int) -> st.SearchStrategy[int]:
    """Return seconds on the grid between two that are on it."""
    return st.integers(least_s // GRID_S, most_s // GRID_S).map(lambda n: n * GRID_S)


@st.composite
def programmes(draw: DrawFn) -> Programme:
    """Return a programme as somebody may write it."""
    led = draw(st.booleans())
    groups = [g for g in Group if led or g not in CLINICIAN_LED_GROUPS]
    start_s = draw(on_grid(GRID_S, BACKWARD_MAX_S if led else 600))
    target_s = draw(on_grid(start_s, BACKWARD_MAX_S))
    first_s = draw(on_grid(GRID_S, start_s))
    last_s = draw(on_grid(first_s, target_s))
    note = draw(st.none() | LINES.map(lambda said: f"{said}."))
    return Programme(
        key="own",
        name=draw(LINES),
        groups=draw(_some(groups)),
        sessions_per_week=draw(st.integers(1, 7)),
        weeks=draw(st.integers(1, 52)),
        start_backward_s=start_s,
        target_backward_s=target_s,
        step_s=draw(_step(start_s, target_s, int(WEEKLY_GROWTH_MAX_S))),
        first_bout_s=first_s,
        last_bout_s=last_s,
        bout_step_s=draw(_step(first_s, last_s, BACKWARD_MAX_S)),
        warm_up_s=draw(FORWARD),
        recovery_s=draw(FORWARD),
        cool_down_s=draw(FORWARD),
        status=EvidenceStatus.OWN,
        dose_from_source="You or your clinician wrote this dose.",
        dose_from_us=(
            "We only keep it within our limits, and add nothing after a painful or missed "
            "session."
        ),
        evidence=WRITTEN if note is None else f"{note} {WRITTEN}",
        sources=("design_own_programme",),
        oversight=Oversight.CLINICIAN_LED if led else Oversight.SELF_GUIDED,
        **draw(_where()),
        **draw(_speeds()),
    )


@st.composite
def doses(draw: DrawFn, programme: Programme) -> Dose:
    """Return a dose on the grid, between the first and the most of a programme."""
    backward_s = draw(on_grid(GRID_S, programme.target_backward_s))
    low_mps, high_mps = programme.start_speed_mps, programme.top_speed_mps
    return Dose(
        backward_s=float(backward_s),
        bout_s=float(draw(on_grid(GRID_S, min(backward_s, programme.last_bout_s)))),
        speed_mps=draw(
            st.none()
            if low_mps is None or high_mps is None
            else st.floats(low_mps, high_mps)
        ),
        incline_pct=draw(st.floats(0.0, programme.top_incline_pct)),
        variation=draw(st.sampled_from((None, *programme.variations))),
    )


def _some(words: list[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(words), min_size=1, unique=True).map(tuple)


def _step(first_s: int, last_s: int, most_s: int) -> st.SearchStrategy[int]:
    """Return a step; a figure that does not grow is written without one."""
    return st.just(GRID_S) if first_s == last_s else on_grid(GRID_S, most_s)


@st.composite
def _where(draw: DrawFn) -> dict[str, Any]:
    if draw(st.booleans()):
        low, high = sorted(draw(st.tuples(st.integers(0, 150), st.integers(0, 150))))
        return {
            "places": (Place.TREADMILL,),
            "start_incline_pct": low / 10,
            "top_incline_pct": high / 10,
            "variations": draw(_variations([v for v in Variation if v != "lunges"])),
        }
    floors = [p for p in Place if p is not Place.TREADMILL]
    return {"places": draw(_some(floors)), "variations": draw(_variations(list(Variation)))}


def _variations(among: list[Variation]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(among), unique=True).map(tuple)


@st.composite
def _speeds(draw: DrawFn) -> dict[str, float]:
    if draw(st.booleans()):
        return {}
    from_unit = draw(st.sampled_from((mps_from_kmh, mps_from_mph)))
    most = int(100 * SPEED_MIDDLE_MAX_MPS / from_unit(1.0))
    low, high = sorted(draw(st.tuples(st.integers(17, most), st.integers(17, most))))
    return {"start_speed_mps": from_unit(low / 100), "top_speed_mps": from_unit(high / 100)}
