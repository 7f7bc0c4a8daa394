"""A trial's report in Markdown: the primary answer first, then everything else there is.

No p values: an interval says what the data leave open, and the design said beforehand what
would matter. Every outcome of the design is listed, whatever came of it.
"""

from dataclasses import dataclass

from retrowalk.evidence.sources import source
from retrowalk.evidence.trial.analysis import Findings
from retrowalk.evidence.trial.ancova import Contrast
from retrowalk.evidence.trial.at_start import Described
from retrowalk.evidence.trial.design import Design
from retrowalk.evidence.trial.figure import Figure
from retrowalk.evidence.trial.judgement import amount, in_sentence, judged
from retrowalk.evidence.trial.report_effects import (
    adherence,
    contrast_table,
    responders_told,
)
from retrowalk.evidence.trial.report_people import harms, missing_people, participants_told

SIMULATED = (
    "**SIMULATED: these people are made up. Nothing here is evidence about anyone.**"
)


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the findings.

    at_start: lines of the baseline table. flow_picture: the file's name. allocation_checked:
    a sentence on whether the arms were checked against the list of allocations.
    """

    at_start: tuple[Described, ...]
    flow_picture: str
    allocation_checked: str


def report(findings: Findings, design: Design, beside: Beside) -> str:
    """Return the whole report as Markdown."""
    sections = [
        f"# {design.name}",
        *([SIMULATED] if findings.simulated else []),
        "## The answer",
        answer(findings.primary[0], design),
        contrast_table([findings.primary], design),
        _how_to_read(design),
        "## Who took part",
        participants_told(findings, design, beside.at_start, beside.flow_picture),
        "## Who is missing, and what that could change",
        missing_people(findings, design),
        "## The primary outcome in other ways",
        "The same question, asked again; none of these replaces the answer above.",
        "### Other weeks",
        contrast_table(list(findings.other_weeks), design) or "There are none.",
        "### All weeks in one model",
        "Everyone measured at least once takes part; people's own level is a random effect.",
        contrast_table([findings.all_weeks], design),
        "### How many changed by as much as one person notices",
        responders_told(findings, design),
        "### By adherence",
        adherence(findings, design),
        "## Harms",
        harms(findings, design),
        "## All other outcomes",
        "Declared beforehand, all of them listed, with intervals not widened for their number: "
        "the more lines there are, the more likely one stands out by chance.",
        contrast_table(list(findings.secondary), design) or "There are none.",
        "## What this rests on",
        beside.allocation_checked,
        grounds(design),
    ]
    return "\n\n".join(section for section in sections if section) + "\n"


def answer(primary: Contrast, design: Design) -> str:
    """Return the primary answer: a sentence, and its interval."""
    arm = design.arms[design.against]
    found = judged(primary.difference, design.primary.outcome, arm.name)
    unit = design.primary.outcome.unit
    benefit = found.benefit
    return (
        f"**{found.sentence}** The difference in week {primary.week} is "
        f"{amount(benefit.value, unit)} in favour of {in_sentence(design.arms[0].name)}, "
        f"{design.confidence * 100:g} % interval {benefit.low:.3g} to {benefit.high:.3g} "
        f"(below 0: in favour of {in_sentence(arm.name)})."
    )


def _how_to_read(design: Design) -> str:
    primary, unit = design.primary, design.primary.outcome.unit
    return (
        f"An interval holds the differences that the data do not contradict, at "
        f"{design.confidence * 100:g} %. A difference between groups of "
        f"{amount(primary.difference.value, unit)} was declared beforehand as the smallest that "
        f"would matter. What one person notices ({amount(primary.mcid.value, unit)}) is another "
        "matter: people who changed by that much are counted further down. Differences are "
        "adjusted for the reading before the trial and for what the allocation balanced; errors "
        "are robust to unequal spreads."
    )


def grounds(design: Design) -> str:
    """Return what every figure of the design rests on."""
    primary = design.primary
    figures: list[tuple[str, Figure]] = [
        ("Smallest difference that would matter", primary.difference),
        ("Standard deviation used for planning", primary.sd),
        ("Correlation used for planning", primary.correlation),
        ("Change one person notices", primary.mcid),
        ("Dropout used for planning", design.dropout),
        ("Share of the prescribed time that counts as walked", design.received_from),
        *(
            (f"{o.name}: smallest difference that would matter", o.difference)
            for o in design.secondary
            if o.difference
        ),
    ]
    lines = [f"- {what}: {figure.value:g}. {_ground(figure)}" for what, figure in figures]
    lines.append(f"- Design, SHA-256 of what allocation depends on: `{design.digest()}`")
    return "\n".join(lines)


def _ground(figure: Figure) -> str:
    if figure.source is None:
        return f"Assumed: {figure.assumed}."
    found = source(figure.source)
    return f"Source `{found.key}`: {found.citation} {found.link or ''}".rstrip()
