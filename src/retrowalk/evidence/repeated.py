"""What must not come again in somebody's own studies: nobody is to be counted twice."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from retrowalk.evidence.sources import place, same_address, sources
from retrowalk.evidence.study import StudyEffect

Result = tuple[str, str, str, str, float | None, str]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell that cannot be taken. row: its line, the head is line 1; column: its name.

    sentence: what it holds and what was expected.
    """

    row: int
    column: str
    sentence: str

    def __str__(self) -> str:
        return f"Row {self.row}, {self.sentence}"


@dataclass(frozen=True, slots=True)
class Known:
    """Studies that are there already. addresses: of each, by its key."""

    addresses: Mapping[str, str]


def in_library() -> Known:
    """Return the studies of the library itself."""
    return Known({one.key: one.address for one in sources().values()})


def repeated(
    found: Sequence[tuple[int, StudyEffect]], known: Sequence[Known]
) -> Iterator[Refusal]:
    """Yield what would count somebody twice, or call two studies the same."""
    keys = {key for there in known for key in there.addresses}
    places = {
        place(address): key
        for there in known
        for key, address in there.addresses.items()
        if address
    }
    table = _Table()
    for line, mine in found:
        if mine.source in keys:
            yield _there(line, "source", mine.source, mine.source)
        elif place(mine.address) in places:
            yield _there(line, "address", mine.address, places[place(mine.address)])
        elif (sentence := table.against(mine)) is not None:
            yield Refusal(line, sentence.split(maxsplit=1)[0], sentence)
        table.put(line, mine)


def _there(line: int, column: str, value: str, key: str) -> Refusal:
    sentence = (
        f"{column} is {value!r}, which is there already as {key}; expected a new study"
    )
    return Refusal(line, column, sentence)


class _Table:
    """The rows of a table so far, to be found by study, by address and by result."""

    def __init__(self) -> None:
        self._studies: dict[str, tuple[int, StudyEffect]] = {}
        self._places: dict[str, tuple[int, StudyEffect]] = {}
        self._results: dict[Result, int] = {}

    def put(self, line: int, mine: StudyEffect) -> None:
        """Remember a row."""
        self._studies.setdefault(mine.source, (line, mine))
        self._places.setdefault(place(mine.address), (line, mine))
        self._results.setdefault(result_of(mine), line)

    def against(self, mine: StudyEffect) -> str | None:
        """Return in what a row does not fit those before it, None if it does."""
        line, study = self._studies.get(mine.source, (0, mine))
        if not same_address(study.address, mine.address):
            return (
                f"address is {mine.address!r}, but row {line} has the same source with "
                "another one; expected one address for one source"
            )
        line, there = self._places.get(place(mine.address), (0, mine))
        if there.source != mine.source:
            return (
                f"source is {mine.source!r}, but row {line} has the same address with "
                "another one; expected one address for one source"
            )
        if study.name != mine.name:
            return f"citation is {mine.name!r}; expected {study.name!r} as above"
        if (before := self._results.get(result_of(mine))) is not None:
            return f"outcome is {mine.outcome!r} as in row {before}; expected every result once"
        return None


def result_of(effect: StudyEffect) -> Result:
    """Return what makes a result of a study the same as another: what, how, with whom, when."""
    words = (effect.outcome, effect.scale, effect.comparator)
    outcome, scale, comparator = (" ".join(text.casefold().split()) for text in words)
    weeks, reported = effect.timepoint_weeks, effect.reported.value
    return effect.source, outcome, scale, comparator, weeks, reported


def known_of(effects: Collection[StudyEffect]) -> Known:
    """Return the studies that these effects belong to."""
    return Known({effect.source: effect.address for effect in effects})
