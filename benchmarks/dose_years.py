"""What the dose rules do to typical people: 100,000 simulated person-years.

    python benchmarks/dose_years.py [--years N] [--processes N] [--keep FOLDER] [--picture]

Every decision is a real one; the people are made up (person_years.py). Prints tables, and
with --picture draws docs/explanation/dose-rules-and-typical-people.svg.
"""

import argparse
import json
import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields
from itertools import repeat
from pathlib import Path

from dose_picture import picture
from person_years import HABITS, Habit, Tally, years

from retrowalk.training.plan import Move

YEARS = 100_000
CHUNK = 250  # person-years of one task
SHOWN_WEEKS = (1, 2, 4, 8, 12, 26, 52)
OFTEN = 6  # rules to name of each habit
PICTURE = (
    Path(__file__).parent.parent / "docs/explanation/dose-rules-and-typical-people.svg"
)


def main() -> None:
    told = _arguments()
    tallies = run(told.years, told.processes, told.keep)
    print(f"{_people(tallies)} simulated person-years\n")
    print(minutes_table(tallies))
    print(moves_table(tallies))
    print(rules_lines(tallies))
    print(speed(tallies))
    if told.picture:
        drawn = {habit.name: tally.percentiles() for habit, tally in tallies.items()}
        PICTURE.write_text(picture(drawn, _people(tallies)), encoding="utf-8")


def run(person_years: int, processes: int, folder: Path | None) -> dict[Habit, Tally]:
    """Return what came of an equal share of person-years of every habit.

    folder: where what was done is kept, so that a run that was cut off goes on; None: nowhere.
    """
    each = person_years // len(HABITS)
    chunks = [range(k, min(k + CHUNK, each)) for k in range(0, each, CHUNK)]
    tasks = [(habit, chunk) for chunk in chunks for habit in HABITS]
    tallies = {habit: Tally() for habit in HABITS}
    with ProcessPoolExecutor(processes) as workers:
        habits, seeds = zip(*tasks, strict=True)
        parts = workers.map(_kept, habits, seeds, repeat(folder))
        for habit, part in zip(habits, parts, strict=True):
            tallies[habit].add(part)
    return tallies


def _kept(habit: Habit, seeds: range, folder: Path | None) -> Tally:
    """Return what comes of these people; read it where it was worked out before."""
    if folder is None:
        return years(habit, seeds)
    kept = folder / f"{habit.name} {seeds.start}-{seeds.stop}.json"
    if kept.exists():
        told = json.loads(kept.read_text(encoding="utf-8"))
        told |= {name: Counter(told[name]) for name in ("moves", "rules")}
        return Tally(**told)
    folder.mkdir(parents=True, exist_ok=True)
    tally = years(habit, seeds)
    whole = kept.with_suffix(".part")
    whole.write_text(
        json.dumps({f.name: getattr(tally, f.name) for f in fields(tally)}),
        encoding="utf-8",
    )
    whole.replace(kept)
    return tally


def _people(tallies: dict[Habit, Tally]) -> int:
    return sum(len(tally.weekly_min) for tally in tallies.values())


def minutes_table(tallies: dict[Habit, Tally]) -> str:
    """Return backward minutes a week: the median, and the 10th to the 90th percentile."""
    head = "".join(f" | week {week}" for week in SHOWN_WEEKS)
    lines = [f"| simulated people{head} |", "|---" * (len(SHOWN_WEEKS) + 1) + "|"]
    for habit, tally in tallies.items():
        low, middle, high = tally.percentiles()
        cells = "".join(
            f" | {middle[w - 1]:.0f} ({low[w - 1]:.0f} to {high[w - 1]:.0f})"
            for w in SHOWN_WEEKS
        )
        lines.append(f"| {habit.name}{cells} |")
    return "\n".join([*lines, ""])


def moves_table(tallies: dict[Habit, Tally]) -> str:
    """Return how often each move was decided, in percent of the decisions."""
    head = "".join(f" | {move.value} %" for move in Move)
    lines = [
        f"| simulated people | sessions a year{head} |",
        "|---" * (len(Move) + 2) + "|",
    ]
    for habit, tally in tallies.items():
        made = tally.moves.total()
        shares = "".join(f" | {100 * tally.moves[move.value] / made:.1f}" for move in Move)
        lines.append(f"| {habit.name} | {made / len(tally.weekly_min):.0f}{shares} |")
    return "\n".join([*lines, ""])


def rules_lines(tallies: dict[Habit, Tally]) -> str:
    """Return the rules that decided most often for each habit."""
    lines = []
    for habit, tally in tallies.items():
        often = tally.rules.most_common(OFTEN)
        made = tally.moves.total()
        named = ", ".join(f"{rule} {100 * count / made:.1f} %" for rule, count in often)
        lines.append(f"- {habit.name}: {named}")
    return "\n".join([*lines, ""])


def speed(tallies: dict[Habit, Tally]) -> str:
    """Return how long decisions took: one on a whole log, and all with their people."""
    made = sum(tally.moves.total() for tally in tallies.values())
    asked = sum(tally.asked for tally in tallies.values())
    timed = sum(tally.timed for tally in tallies.values())
    spent_s = sum(tally.spent_s for tally in tallies.values())
    each_us = 1e6 * sum(tally.timed_s for tally in tallies.values()) / timed
    return (
        f"{made} sessions decided on in {spent_s:.0f} s of processor time with the people "
        f"simulated, {made / spent_s:.0f} a second on one core; {asked} weeks were not like "
        f"one before.\n"
        f"{timed} decisions on whole logs: {each_us:.0f} microseconds of processor time each, "
        f"{1e6 / each_us:.0f} a second on one core.\n"
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--years", type=int, default=YEARS)
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="go on where it stopped"
    )
    parser.add_argument("--picture", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
