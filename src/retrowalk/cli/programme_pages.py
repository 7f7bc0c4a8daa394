"""What the terminal shows of programmes: a list, one in full, and one that was checked."""

import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby

from retrowalk.cli.programme_sessions import WIDTH, laid_out, week_by_week
from retrowalk.evidence.sources import source
from retrowalk.training.planning.at_best import at_best, freest_offer
from retrowalk.training.planning.level_first import asks_first
from retrowalk.training.programmes.programme import EvidenceStatus, Oversight, Programme
from retrowalk.training.programmes.text_figures import (
    Rise,
    rise_words,
    slope_words,
    speed_words,
)
from retrowalk.training.programmes.variations import ADVICE, SLOPE, VariationAdvice

STATUS = {
    EvidenceStatus.TRIAL: "made after a dose that a study tried",
    EvidenceStatus.PRINTED: "made after a dose printed in a study report",
    EvidenceStatus.UNTESTED: "not tested in any study seen",
    EvidenceStatus.OWN: "written by you or your clinician; not tested",
}
OVERSIGHT = {
    Oversight.SELF_GUIDED: "On your own, once you are screened",
    Oversight.CLINICIAN_LED: "Only with a clinician who leads it",
}
SCREEN_FIRST = (
    "This page screens nobody: before you walk, answer the screening questions, with "
    "retrowalk serve"
)
AT_BEST = (
    "The last session of each week, at best: every session walked on its day and good. "
    "After a missed, painful or unsure session nothing is added."
)


def listed(programmes: Sequence[Programme]) -> str:
    """Return all programmes by who has to be involved, two lines each."""
    return "\n".join(_listed(programmes))


def full(programme: Programme) -> str:
    """Return one programme with its first and last session and its sources."""
    best = at_best(programme)
    blocks = [
        _head(programme),
        _paragraphs(
            f"What the source says: {programme.dose_from_source}",
            f"What is ours: {programme.dose_from_us}",
            f"What is known: {programme.evidence}",
        ),
        laid_out("First session", best[0].prescription),
        laid_out("Last session, if all before it went well", best[-1].prescription),
        *_harder(programme),
        _paragraphs(SCREEN_FIRST, *_walk_first(programme)),
        _paragraphs(*(_source(key) for key in programme.sources)),
    ]
    return "\n\n".join(blocks) + "\n"


def checked(programme: Programme) -> str:
    """Return what a programme that somebody wrote would do, week by week."""
    best = at_best(programme)
    blocks = [
        "This text can be walked.",
        _head(programme),
        _paragraphs(programme.evidence),
        laid_out("First session", best[0].prescription),
        *_held(programme),
        f"{_paragraphs(AT_BEST)}\n\n{week_by_week(best)}",
        *_harder(programme),
        _paragraphs(SCREEN_FIRST, *_walk_first(programme)),
    ]
    return "\n\n".join(blocks) + "\n"


def _listed(programmes: Sequence[Programme]) -> Iterator[str]:
    by_oversight = sorted(programmes, key=lambda p: p.clinician_led)
    for oversight, some in groupby(by_oversight, key=lambda p: p.oversight):
        yield f"{OVERSIGHT[oversight]}:\n"
        for one in some:
            yield f"  {one.key:<20}{one.name}"
            yield f"  {'':<20}{STATUS[one.status]}; {_rhythm(one)}"
        yield ""
    yield "One in full, with its sources: retrowalk programme show KEY"
    yield "One of your own, checked:      retrowalk programme check FILE"


def _head(programme: Programme) -> str:
    p = programme
    backward = Rise(p.start_backward_s, p.target_backward_s, p.step_s)
    rows = {
        "Who with": OVERSIGHT[programme.oversight],
        "For": _words(programme.groups),
        "Where": _words(programme.places),
        "How often": _rhythm(programme),
        "Backward": rise_words(backward),
        "Bouts": rise_words(Rise(p.first_bout_s, p.last_bout_s, p.bout_step_s)),
        "Speed": speed_words(p.start_speed_mps, p.top_speed_mps),
        "Slope": slope_words(p.start_incline_pct, p.top_incline_pct),
    }
    told = [
        textwrap.fill(said, WIDTH, initial_indent=f"{name:<11}", subsequent_indent=" " * 11)
        for name, said in rows.items()
    ]
    return "\n".join([f"{programme.name} ({STATUS[programme.status]})", "", *told])


def _held(programme: Programme) -> Iterator[str]:
    """Say for whom even the freest screening does not open all of a programme."""
    for group in programme.groups:
        one = freest_offer(programme, group)
        if said := one.why_not or one.held:
            yield _paragraphs(f"For {group.replace('_', ' ')}, at the freest: {said}")


def _walk_first(programme: Programme) -> Iterator[str]:
    """Say what has to be walked before this programme, where something has to."""
    if said := asks_first(programme):
        yield said


def _harder(programme: Programme) -> Iterator[str]:
    """Return what to know about the slope and the variations of a programme."""
    advice = [ADVICE[variation] for variation in programme.variations]
    if programme.top_incline_pct > 0.0:
        advice = [SLOPE, *advice]
    if advice:
        yield "\n".join(["What comes last:", *map(_advice, advice)])


def _advice(one: VariationAdvice) -> str:
    said = f"{one.name}: {one.precondition} {one.caution} {one.evidence}"
    return textwrap.fill(said, WIDTH, initial_indent="  ", subsequent_indent="    ")


def _source(key: str) -> str:
    found = source(key)
    said = f"Source {key}: {found.citation.rstrip('.')}. {found.address}".strip()
    return f"{said} ({found.note})" if found.note else said


def _paragraphs(*texts: str) -> str:
    return "\n".join(
        textwrap.fill(
            text,
            WIDTH,
            subsequent_indent="  ",
            break_long_words=False,
            break_on_hyphens=False,
        )
        for text in texts
    )


def _rhythm(programme: Programme) -> str:
    times, weeks = programme.sessions_per_week, programme.weeks
    often = "once a week" if times == 1 else f"{times} times a week"
    often = "every day" if times == 7 else often
    return f"{often} for {weeks} week{'' if weeks == 1 else 's'}"


def _words(values: Sequence[str]) -> str:
    return ", ".join(value.replace("_", " ") for value in values)
