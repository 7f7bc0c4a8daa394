"""Which columns of a file are the motion, and by what to multiply them.

Ours come first: time_s, acc_x_mps2 … Else a name counts that says the same in its own words
(header_words.py), or that a person told. A unit is told or stands in the name; it is never
guessed from the numbers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retrowalk.errors import BadRecording
from retrowalk.files import header_words
from retrowalk.files.columns import ACC, GYR, TIME, ToldColumns, printable
from retrowalk.files.header_words import UNITS, Meaning, meaning

_PLACES = {TIME: (header_words.TIME, "")} | {
    name: (channel, axis)
    for channel, names in ((header_words.ACC, ACC), (header_words.GYR, GYR))
    for name, axis in zip(names, "xyz", strict=True)
}
NOTHING_TOLD = ToldColumns()
NEEDED = 1 + len(ACC)
_NAMES_SHOWN = 12
# A name that says its unit, and that unit by itself.
_EXAMPLES = {
    header_words.TIME: ("time_ms", "ms"),
    header_words.ACC: ("acc_x (g)", "g"),
    header_words.GYR: ("gyr_x (deg/s)", "deg/s"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A column of the file: its name there, and what one of its units is in ours.

    factor: None where the unit is nowhere said; a date and time needs none.
    """

    name: str
    factor: float | None


def wanted(
    found: Sequence[str], source: str, told: ToldColumns = NOTHING_TOLD
) -> dict[str, Found]:
    """Return which column of those found is which of ours, in the order of columns.py.

    Raises BadRecording if some lack, are there twice, or do not say their unit.
    """
    _check_told(found, source, told)
    names = _names(found, source, told)
    _check_all_there(names, found, source)
    _check_one_each(names, source)
    columns = {ours: Found(theirs, _factor(ours, theirs, told)) for ours, theirs in names}
    unsaid = [ours for ours, c in columns.items() if ours != TIME and c.factor is None]
    if unsaid:
        channels = sorted({_PLACES[ours][0] for ours in unsaid})
        raise unit_unsaid([columns[ours].name for ours in unsaid], source, channels)
    _check_one_unit(columns, source)
    for column in columns.values():
        if list(found).count(column.name) > 1:
            raise BadRecording(
                f"{source}: column {printable(column.name)} is there twice; expected it once"
            )
    return columns


def how_many(found: Sequence[str], told: ToldColumns) -> int:
    """Return how many of time and the three accelerations are among these names."""
    try:
        names = dict(_names(found, "", told))
    except BadRecording:
        return NEEDED  # two columns for one: this is the place to say so
    return sum(ours in names for ours in (TIME, *ACC))


def unit_unsaid(names: Sequence[str], source: str, channels: Sequence[str]) -> BadRecording:
    """Return the refusal of columns whose unit nobody told."""
    one = len(names) == 1
    told = ",".join(f"{channel}={_EXAMPLES[channel][1]}" for channel in channels)
    there_are = "; ".join(f"{channel}: {', '.join(UNITS[channel])}" for channel in channels)
    return BadRecording(
        f"{source}: {'column' if one else 'columns'} {', '.join(map(printable, names))} "
        f"{'does' if one else 'do'} not say the unit; expected it in the name, as in "
        f"'{_EXAMPLES[channels[0]][0]}', or told as in --units {told} ({there_are})"
    )


def _check_told(found: Sequence[str], source: str, told: ToldColumns) -> None:
    for ours, theirs in told.names:
        if theirs not in found:
            raise BadRecording(
                f"{source}: there is no column {printable(theirs)}, which was told for {ours}; "
                f"found {shown(found)}"
            )
    for what, said in (("column", told.names), ("unit", told.units)):
        of = [ours for ours, _ in said]
        for ours in of:
            if of.count(ours) > 1:
                raise BadRecording(
                    f"{source}: the {what} of {ours} was told {of.count(ours)} times; "
                    "expected it once"
                )


def _names(found: Sequence[str], source: str, told: ToldColumns) -> list[tuple[str, str]]:
    """Return pairs of ours and theirs, as far as there are any."""
    said, pairs = dict(told.names), []
    meant = {name: about for name in found if (about := meaning(name)) is not None}
    for ours in (TIME, *ACC, *GYR):
        if ours in said:
            pairs += [(ours, said[ours])] if said[ours] in found else []
        elif theirs := ours if ours in found else _meant(ours, meant, source):
            pairs.append((ours, theirs))
    return pairs


def _meant(ours: str, meant: Mapping[str, Meaning], source: str) -> str | None:
    """Return the one column that means the same as ours; with a unit before one without."""
    place = _PLACES[ours]
    alike = [n for n, about in meant.items() if (about.channel, about.axis) == place]
    sure = [name for name in alike if meant[name].unit] or alike
    if len(sure) > 1 and ours != TIME:  # two clocks tell the same time
        raise BadRecording(
            f"{source}: columns {' and '.join(printable(name) for name in sure)} could both be "
            f"{ours}; expected one, or the right one told as --column {ours}=NAME"
        )
    return sure[0] if sure else None


def _factor(ours: str, theirs: str, told: ToldColumns) -> float | None:
    channel, _ = _PLACES[ours]
    unit = dict(told.units).get(channel)
    if unit is None and ours == theirs:
        return 1.0
    said = meaning(theirs)
    if unit is None and said is not None and said.channel == channel:
        unit = said.unit
    return None if unit is None else UNITS[channel][unit]


def _check_one_each(names: list[tuple[str, str]], source: str) -> None:
    first: dict[str, str] = {}
    for ours, theirs in names:
        if theirs in first:
            raise BadRecording(
                f"{source}: column {printable(theirs)} would be both {first[theirs]} and {ours}; "
                f"expected a column for each, told as --column {ours}=NAME"
            )
        first[theirs] = ours


def _check_one_unit(columns: Mapping[str, Found], source: str) -> None:
    """Refuse axes in several units: they are of two sensors, or the names are wrong."""
    for channel in (ACC, GYR):
        axes = [columns[ours] for ours in channel if ours in columns]
        if len({axis.factor for axis in axes}) > 1:
            raise BadRecording(
                f"{source}: columns {', '.join(printable(axis.name) for axis in axes)} say more "
                "than one unit; expected one sensor's three axes, told as "
                f"--column {channel[0]}=NAME and so on"
            )


def _check_all_there(
    names: list[tuple[str, str]], found: Sequence[str], source: str
) -> None:
    there = dict(names)
    missing = [ours for ours in (TIME, *ACC) if ours not in there]
    if missing:
        raise BadRecording(
            f"{source}: missing {'column' if len(missing) == 1 else 'columns'} "
            f"{', '.join(missing)}; found {shown(found)}; expected these, or each told as "
            f"--column {missing[0]}=ITS_NAME"
        )
    gyroscope = [there[ours] for ours in GYR if ours in there]
    if gyroscope and len(gyroscope) < len(GYR):
        lacking = [ours for ours in GYR if ours not in there]
        raise BadRecording(
            f"{source}: found {', '.join(map(printable, gyroscope))} but not "
            f"{', '.join(lacking)}; expected all three or none"
        )


def shown(found: Sequence[str]) -> str:
    """Return names of columns for a sentence, the first of them."""
    names = [printable(name) or "(no name)" for name in found[:_NAMES_SHOWN]]
    more = len(found) - len(names)
    return ", ".join(names) + (f" and {more} more" if more > 0 else "")
