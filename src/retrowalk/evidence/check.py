"""Whether the library keeps its own promises."""

from collections import Counter
from collections.abc import Iterator

from retrowalk.errors import BadInput
from retrowalk.evidence import claims as claim_table
from retrowalk.evidence import sources as source_table
from retrowalk.evidence import study as effect_tables
from retrowalk.evidence.library_rows import problems_of, rows

_TABLES = (
    (source_table.TABLE, source_table.COLUMNS, source_table.build),
    (effect_tables.STUDIES, effect_tables.STUDY_COLUMNS, effect_tables.build_study),
    (effect_tables.POOLED, effect_tables.POOLED_COLUMNS, effect_tables.build_pooled),
    (claim_table.TABLE, claim_table.COLUMNS, claim_table.build),
)


def check_library() -> tuple[str, ...]:
    """Return everything wrong with the library, one sentence each; empty when sound."""
    found: list[str] = []
    try:
        for table in (source_table, claim_table):
            found += _keys_twice(table.TABLE, table.COLUMNS)
        for name, columns, build in _TABLES:
            found += problems_of(name, columns, build)
        if not found:
            found += _addresses_apart()
    except BadInput as error:  # a table whose head is wrong cannot be read any further
        found.append(str(error))
    return tuple(found)


def _addresses_apart() -> Iterator[str]:
    effects = [(e.source, e.address) for e in effect_tables.study_effects()]
    effects += [(e.source, e.address) for e in effect_tables.pooled_effects()]
    for key, address in dict.fromkeys(effects):
        if source_table.source(key).address != address:
            yield f"{key}: an effect has the address {address!r}, its source another"


def _keys_twice(table: str, columns: tuple[str, ...]) -> Iterator[str]:
    counted = Counter(row["key"] for row in rows(table, columns))
    for key, times in counted.items():
        if times > 1:
            yield f"{table}: the key {key!r} is there {times} times; expected once"
