"""Whether the library keeps its own promises."""

from collections import Counter
from collections.abc import Callable, Iterator

from retrowalk.errors import BadInput
from retrowalk.evidence import claims as claim_table
from retrowalk.evidence import history as history_tables
from retrowalk.evidence import sources as source_table
from retrowalk.evidence import study as effect_tables
from retrowalk.evidence.library_rows import Row, problems_of, rows
from retrowalk.evidence.repeated import result_of
from retrowalk.evidence.schema import (
    CLAIMS,
    HISTORY,
    POOLED,
    SOURCES,
    STUDIES,
    VERSIONS,
    Table,
)
from retrowalk.evidence.sources import Kind, Source

_TABLES: tuple[tuple[Table, Callable[[Row], object]], ...] = (
    (SOURCES, source_table.build),
    (STUDIES, effect_tables.build_study),
    (POOLED, effect_tables.build_pooled),
    (CLAIMS, claim_table.build),
    (VERSIONS, history_tables.build_version),
    (HISTORY, history_tables.build_entry),
)
_FIGURES = (Kind.STUDY, Kind.REVIEW, Kind.CATALOGUE, Kind.GUIDELINE)


def check_library() -> tuple[str, ...]:
    """Return everything wrong with the library, one sentence each; empty when sound."""
    found: list[str] = []
    try:
        for table in (SOURCES, CLAIMS):
            found += _keys_twice(table)
        for table, build in _TABLES:
            found += problems_of(table.name, table.names, build)
        if not found:
            found += _beyond_rows()
    except BadInput as error:  # a table whose head is wrong cannot be read any further
        found.append(str(error))
    return tuple(found)


def _beyond_rows() -> Iterator[str]:
    """Yield what only shows when the tables stand beside each other."""
    yield from _addresses_apart()
    yield from _results_twice()
    for source in source_table.sources().values():
        yield from _without_address(source)
    for claim in claim_table.claims():
        yield from _unsourced(claim)
    yield from history_tables.history_problems()


def _addresses_apart() -> Iterator[str]:
    effects = [(e.source, e.address) for e in effect_tables.study_effects()]
    effects += [(e.source, e.address) for e in effect_tables.pooled_effects()]
    for key, address in dict.fromkeys(effects):
        if source_table.source(key).address != address:
            yield f"{key}: an effect has the address {address!r}, its source another"


def _results_twice() -> Iterator[str]:
    counted = Counter(result_of(effect) for effect in effect_tables.study_effects())
    for (source, outcome, *_), times in counted.items():
        if times > 1:
            yield f"{STUDIES.name}: {source} has {outcome!r} {times} times; expected once"


def _without_address(source: Source) -> Iterator[str]:
    if source.kind in _FIGURES and not source.address and "not visible" not in source.note:
        yield f"{SOURCES.name}: {source.key} has no address, and its note does not say why"


def _unsourced(claim: claim_table.Claim) -> Iterator[str]:
    kinds = {source_table.source(key).kind for key in claim.sources}
    shown = (claim_table.Verdict.SUPPORTED, claim_table.Verdict.CONTRADICTED)
    if claim.verdict in shown and not kinds & set(_FIGURES):
        yield f"{CLAIMS.name}: {claim.key} is {claim.verdict} without a study behind it"


def _keys_twice(table: Table) -> Iterator[str]:
    counted = Counter(row["key"] for row in rows(table.name, table.names))
    for key, times in counted.items():
        if times > 1:
            yield f"{table.name}: the key {key!r} is there {times} times; expected once"
