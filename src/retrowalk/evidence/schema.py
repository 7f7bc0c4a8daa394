"""What stands in each table of the library: its columns, and what a cell may hold.

The same description checks our rows, checks a researcher's own rows, and goes out with
every export, so that a table can be read without this program.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column. expected: what a cell holds. blank: whether it may be left empty."""

    name: str
    expected: str
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table, a CSV file in UTF-8. about: what one row is."""

    name: str
    about: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)


_NOT_VISIBLE = "blank means not visible, never zero"
_COMPARATOR = Column(
    "comparator",
    "parallel:, crossover:, baseline: or unclear:, and in words whom they were compared with",
)

_ABOUT_STUDY = (
    Column("address", "a DOI or a URL"),
    Column("year", "a whole number", blank=True),
    Column("population", "who took part, in words"),
    Column("people", "one word for who took part, to compare like with like"),
    Column("comparator", "in words whom they were compared with"),
    Column("against", "one word for that comparator"),
    Column("outcome", "what was measured, the same words in every study of it"),
)

SOURCES = Table(
    "sources.csv",
    "One source: a study, a review, a guideline, a catalogue, a popular article or a rule "
    "of our own.",
    (
        Column("key", "a word that no other source has"),
        Column("kind", "one word for what sort of thing it is"),
        Column("citation", "how it is called"),
        Column("address", "a DOI or a URL; blank where none was visible", blank=True),
        Column("note", "what it is about, or what to mind about it", blank=True),
    ),
)

_RESULT = (
    *_ABOUT_STUDY[:4],
    _COMPARATOR,
    *_ABOUT_STUDY[5:],
    Column("scale", "how it was measured, with the unit"),
    Column("timepoint_weeks", f"weeks, 0 for one visit; {_NOT_VISIBLE}", blank=True),
    Column("n_backward", f"people who walked backward; {_NOT_VISIBLE}", blank=True),
    Column(
        "mean_backward", f"their mean, in the unit of scale; {_NOT_VISIBLE}", blank=True
    ),
    Column("sd_backward", f"their standard deviation; {_NOT_VISIBLE}", blank=True),
    Column("n_control", f"people they were compared with; {_NOT_VISIBLE}", blank=True),
    Column("mean_control", f"their mean, in the unit of scale; {_NOT_VISIBLE}", blank=True),
    Column("sd_control", f"their standard deviation; {_NOT_VISIBLE}", blank=True),
    Column("difference", "backward minus comparison, where that is printed", blank=True),
    Column("ci_low", "lower end of the difference's 95 % interval", blank=True),
    Column("ci_high", "upper end of the difference's 95 % interval", blank=True),
    Column("kind", "post: values afterwards; change: changes"),
    Column("better", "lower or higher: which way the scale goes when things get better"),
)

STUDIES = Table(
    "studies.csv",
    "One result of one study: two groups of people, or the same people twice.",
    (Column("source", "the key of its source"), *_RESULT),
)

OWN_STUDIES = Table(
    "own_studies.csv",
    "One result of a study that somebody added; not part of the library.",
    (
        Column("source", "a short word for the study, such as miller2026"),
        Column("citation", "how the study is called, such as Miller et al. 2026"),
        *_RESULT,
        Column("simulated", "yes where the figures are made up", blank=True),
    ),
)

POOLED = Table(
    "pooled.csv",
    "One pooled effect, as published by others.",
    (
        Column("source", "the key of its source"),
        *_ABOUT_STUDY,
        Column("metric", "what the effect is measured as, with the unit"),
        Column("estimate", "the pooled effect, backward minus comparison"),
        Column("ci_low", f"lower end of its 95 % interval; {_NOT_VISIBLE}", blank=True),
        Column("ci_high", f"upper end of its 95 % interval; {_NOT_VISIBLE}", blank=True),
        Column("trials", f"how many trials; {_NOT_VISIBLE}", blank=True),
        Column("i2_pct", f"heterogeneity, percent; {_NOT_VISIBLE}", blank=True),
        Column(
            "better", "lower or higher: which way the estimate goes when things are better"
        ),
    ),
)

CLAIMS = Table(
    "claims.csv",
    "One popular claim, how it stands, and how to test it.",
    (
        Column("key", "a word that no other claim has"),
        Column("topic", "one word for what it is about"),
        Column("ledger", "rows of the project's evidence ledger it comes from, such as K1"),
        Column("wording", "the claim, in our words"),
        Column("verdict", "how it stands"),
        Column("certainty", "how sure that is"),
        Column("certainty_why", "why it is not surer, in one sentence"),
        Column("finding", "the best evidence, in one sentence"),
        Column("sources", "keys of sources, between blanks"),
        Column("test", "how to test it on oneself, or why one cannot"),
        Column("cohort", "how a group of people would test it"),
        Column("measures", "keys of outcome measures, between blanks", blank=True),
        Column(
            "questions",
            "what the numbers are asked: outcome | people | against, several between ;",
            blank=True,
        ),
    ),
)

VERSIONS = Table(
    "versions.csv",
    "One version of the library.",
    (
        Column("version", "a whole number, one more than the last"),
        Column("day", "the day it was made, YYYY-MM-DD"),
        Column("what", "what changed, in one sentence"),
    ),
)

HISTORY = Table(
    "history.csv",
    "How one claim or one pool stands since one version.",
    (
        Column("version", "a version of versions.csv"),
        Column("subject", "claim or pool"),
        Column("key", "the key of the claim, or the outcome of the pool"),
        Column("state", "how it stands since then; gone if it was taken out"),
        Column("why", "why it changed, in one sentence; blank where it is new", blank=True),
    ),
)

TABLES = (CLAIMS, STUDIES, POOLED, SOURCES, VERSIONS, HISTORY)
