"""The sections of a report about effects: comparisons, responders, adherence."""

from collections.abc import Sequence

from retrowalk.evidence.trial.adherence import AsTreated, Compliers
from retrowalk.evidence.trial.analysis import Findings, Unanswered
from retrowalk.evidence.trial.ancova import Contrast
from retrowalk.evidence.trial.design import Design
from retrowalk.evidence.trial.judgement import amount, in_sentence, judged, way
from retrowalk.evidence.trial.markdown import arm_name, table, whole
from retrowalk.evidence.trial.responders import NeededToTreat, Responders

Several = tuple[Contrast, ...] | Unanswered


def contrast_table(found: Sequence[Several], design: Design) -> str:
    """Return comparisons as a table, questions without an answer below it."""
    rows = [
        contrast_row(one, design)
        for several in found
        if not isinstance(several, Unanswered)
        for one in several
    ]
    parts = []
    if rows:
        head = (
            "Outcome",
            "Week",
            "Against",
            "Backward walking did",
            "Interval",
            "People",
            "Said",
        )
        parts.append(table(head, rows))
    parts += [
        f"- {u.what}: not answered. {whole(u.why)}"
        for u in found
        if isinstance(u, Unanswered)
    ]
    return "\n\n".join(parts)


def contrast_row(one: Contrast, design: Design) -> tuple[str, ...]:
    """Return the cells of one comparison."""
    outcome = next(o for o in design.outcomes if o.key == one.outcome)
    arm = arm_name(design, one.against)
    found = judged(one.difference, outcome, arm)
    benefit = found.benefit
    return (
        outcome.name,
        str(one.week),
        arm,
        way(benefit.value, outcome.unit),
        f"{way(benefit.low)} to {way(benefit.high)}",
        f"{one.backward_n} and {one.against_n}",
        found.word.value.replace("_", " ")
        if outcome.difference
        else _unjudged(found.word.value),
    )


def responders_told(findings: Findings, design: Design) -> str:
    """Return responders, with the numbers needed to treat."""
    found = findings.responders
    if isinstance(found, Unanswered):
        return f"Not answered. {whole(found.why)}"
    head = (
        "Against",
        "Counted",
        "Backward",
        "Other",
        "Difference",
        "Interval",
        "Needed to treat",
    )
    change = amount(design.primary.mcid.value, design.primary.outcome.unit)
    return (
        f"People who were better by {change} or more in week "
        f"{design.primary.week}.\n\n"
        + table(head, [_responder_row(r, design) for r in found])
    )


def adherence(findings: Findings, design: Design) -> str:
    """Return the effect in those who walked because of their arm, and the biased comparison."""
    parts = [
        "The effect in people whom the allocation moved to walk backward, with allocation as the "
        "instrument. It holds if being allocated changed nothing in those who did not walk."
    ]
    if isinstance(findings.compliers, Unanswered):
        parts.append(f"Not answered. {whole(findings.compliers.why)}")
    else:
        parts.append("\n".join(_complier_line(c, design) for c in findings.compliers))
    if findings.flow.arms[-1].walked is None:
        parts.append(
            "Nobody of the other arms is taken to have walked backward, because the table does not "
            "say who walked what (column received)."
        )
    if not isinstance(findings.as_treated, Unanswered) and findings.as_treated:
        parts.append(
            "**Biased, for completeness only:** compared by what people did instead of by their "
            "arm. Who keeps walking differs from who stops, so this is not an effect of walking."
        )
        parts.append("\n".join(_as_treated_line(t, design) for t in findings.as_treated))
    return "\n\n".join(parts)


def needed_told(needed: NeededToTreat) -> str:
    """Return a number needed to treat in words, through infinity where it must."""
    if needed.people is None:
        return "no difference seen"
    to = "one fewer" if needed.harm else "one more"
    ends = []
    if needed.benefit_from is not None:
        most = f"{needed.benefit_to:.1f}" if needed.benefit_to is not None else "infinity"
        ends.append(f"{needed.benefit_from:.1f} to {most} for one more")
    if needed.harm_from is not None:
        most = f"{needed.harm_to:.1f}" if needed.harm_to is not None else "infinity"
        ends.append(f"{needed.harm_from:.1f} to {most} for one fewer")
    return f"{needed.people:.1f} for {to} ({', and '.join(ends)})"


def _responder_row(r: Responders, design: Design) -> tuple[str, ...]:
    d = r.difference
    return (
        arm_name(design, r.against),
        "all randomised, the missing as not better" if r.everyone else "those measured",
        f"{r.better} of {r.of}",
        f"{r.against_better} of {r.against_of}",
        f"{d.value * 100:.0f} points in 100",
        f"{d.low * 100:.0f} to {d.high * 100:.0f}",
        needed_told(r.needed),
    )


def _complier_line(c: Compliers, design: Design) -> str:
    name, outcome = arm_name(design, c.against), design.primary.outcome
    walked = f"{c.more_walked.value * 100:.0f} in 100 more walked backward"
    more = f"{walked} than with {in_sentence(name)}"
    unknown = f"; {c.unknown} left out, adherence not known" if c.unknown else ""
    if c.effect is None:
        return f"- {more}, which may be none: the effect cannot be told{unknown}."
    found = judged(c.effect, outcome, name).benefit
    return (
        f"- {more}; in them {way(found.value, outcome.unit)} ({way(found.low)} to "
        f"{way(found.high)}){unknown}."
    )


def _as_treated_line(t: AsTreated, design: Design) -> str:
    found = judged(t.difference, design.primary.outcome, t.against).benefit
    unit = design.primary.outcome.unit
    return (
        f"- among {arm_name(design, t.against)} and {in_sentence(design.arms[0].name)}: "
        f"{way(found.value, unit)} ({way(found.low, unit)} to {way(found.high, unit)}) in "
        f"{t.walked} who walked backward than in {t.did_not} who did not."
    )


def _unjudged(word: str) -> str:
    return f"{word.replace('_', ' ')}; what would matter was not declared"
