"""What the dose rules do to typical people: 100,000 simulated person-years.

    python benchmarks/dose_years.py [--years N] [--picture]

Every decision is a real one; the people are made up (person_years.py). Prints tables, and
with --picture draws docs/explanation/dose-rules-and-typical-people.svg.
"""

import argparse
import os
import time
from concurrent.futures import ProcessPoolExecutor
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
    begun = time.perf_counter()
    tallies = run(told.years)
    wall_s = time.perf_counter() - begun
    print(f"{told.years} simulated person-years in {wall_s:.0f} s\n")
    print(minutes_table(tallies))
    print(moves_table(tallies))
    print(rules_lines(tallies))
    print(speed(tallies, wall_s))
    if told.picture:
        drawn = {habit.name: tally.percentiles() for habit, tally in tallies.items()}
        PICTURE.write_text(picture(drawn, told.years), encoding="utf-8")


def run(person_years: int) -> dict[Habit, Tally]:
    """Return what came of an equal share of person-years of every habit, on every core."""
    each = person_years // len(HABITS)
    chunks = [range(k, min(k + CHUNK, each)) for k in range(0, each, CHUNK)]
    tallies = {habit: Tally() for habit in HABITS}
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        for habit, tally in tallies.items():
            for part in workers.map(years, repeat(habit), chunks):
                tally.add(part)
    return tallies


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


def speed(tallies: dict[Habit, Tally], wall_s: float) -> str:
    """Return how long decisions took: one on a whole log, and all with their people."""
    made = sum(tally.moves.total() for tally in tallies.values())
    asked = sum(tally.asked for tally in tallies.values())
    timed = sum(tally.timed for tally in tallies.values())
    each_us = 1e6 * sum(tally.timed_s for tally in tallies.values()) / timed
    return (
        f"{made} sessions decided on, {made / wall_s:.0f} a second on {os.cpu_count()} cores "
        f"with the people simulated; {asked} weeks were not like one before.\n"
        f"{timed} decisions on whole logs: {each_us:.0f} microseconds of processor time each, "
        f"{1e6 / each_us:.0f} a second on one core.\n"
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--years", type=int, default=YEARS)
    parser.add_argument("--picture", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
