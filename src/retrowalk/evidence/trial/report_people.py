"""The sections of a report about people: who, who is missing, who was harmed."""

from collections.abc import Sequence

from retrowalk.evidence.trial.analysis import Findings, Unanswered
from retrowalk.evidence.trial.at_start import Described
from retrowalk.evidence.trial.design import Design
from retrowalk.evidence.trial.flow import ArmFlow
from retrowalk.evidence.trial.judgement import amount, in_sentence
from retrowalk.evidence.trial.markdown import arm_name, table


def participants_told(
    findings: Findings, design: Design, lines: Sequence[Described], picture: str
) -> str:
    """Return who was there: the flow in words and picture, and how people began."""
    flow = findings.flow
    excluded = (
        "; ".join(f"{reason}: {n}" for reason, n in flow.excluded.items())
        or "none recorded"
    )
    arms = "\n".join(f"- {_arm_told(arm, design)}" for arm in flow.arms)
    head = ("At the start", *(arm.name for arm in design.arms))
    return "\n\n".join(
        (
            f"![Flow of people through the trial; the same numbers stand below]({picture})",
            f"{flow.assessed} people were assessed and {flow.randomised} randomised. Not "
            f"randomised: {excluded}.",
            arms,
            table(head, [(line.what, *line.arms) for line in lines]),
            "Differences at the start are by chance, because allocation was random; they are "
            "not tested.",
        )
    )


def missing_people(findings: Findings, design: Design) -> str:
    """Return who lacks the primary outcome, and what it could change."""
    unit = design.primary.outcome.unit
    lines = [
        f"- {arm_name(design, one.arm)}: {one.missing} of {one.allocated} "
        f"({one.share * 100:.0f} %)"
        for one in findings.missing
    ]
    tip = findings.tipping
    worse = amount(design.primary.difference.value, unit)
    told = (
        "The primary analysis takes those who were measured; it is right if, among people alike "
        "in arm, start and strata, the missing would have fared like the measured. If those "
        f"missing from the backward arm were {worse} worse than that, the difference would move "
        f"by {amount(tip.shift, unit)} against backward walking."
    )
    if tip.tips_at is not None:
        told += (
            f" They would have to be {amount(tip.tips_at, unit)} worse for the interval to reach "
            "no difference."
        )
    return "\n".join(lines) + "\n\n" + told


def harms(findings: Findings, design: Design) -> str:
    """Return adverse events by arm."""
    if isinstance(findings.harms, Unanswered):
        return f"Not known: {findings.harms.why}."
    rows = [
        (arm_name(design, h.arm), str(h.events), f"{h.affected} of {h.recorded}")
        for h in findings.harms
    ]
    return table(("Arm", "Adverse events", "People with one or more"), rows)


def _arm_told(arm: ArmFlow, design: Design) -> str:
    seen = ", ".join(f"week {week}: {n}" for week, n in arm.seen.items())
    stopped = "; ".join(f"{reason}: {n}" for reason, n in arm.stopped.items())
    walked = ""
    if arm.walked is not None:
        walked = (
            f" Walked backward: {arm.walked.did}, did not: {arm.walked.did_not}, not known: "
            f"{arm.walked.not_known}."
        )
    name = in_sentence(design.primary.outcome.name)
    return (
        f"**{arm.name}**: {arm.allocated} allocated.{walked} Measured ({name}): "
        f"{seen}. Left the programme: {stopped or 'nobody recorded'}. In the primary analysis: "
        f"{arm.analysed}."
    )
