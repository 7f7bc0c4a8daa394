"""`retrowalk proof` as a person meets it at the terminal."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from retrowalk.cli.main import main
from retrowalk.outcomes.single_case.design import Condition
from retrowalk.outcomes.single_case.schedule_toml import from_toml

PLAN = ["--measure", "pain_nrs", "--against", "forward", "--start", "2026-12-01"]


def planned(folder: Path, *more: str) -> Path:
    plan = folder / "plan.toml"
    arguments = [
        "proof",
        "plan",
        *PLAN,
        "--sd",
        "1",
        "--seed",
        "7",
        "--out",
        str(plan),
        *more,
    ]
    assert main(arguments) == 0
    return plan


def readings(plan: Path, backward: int, other: int) -> Path:
    schedule = from_toml(plan.read_text(), "plan")
    lines = ["day,value"]
    for number, condition in enumerate(schedule.order):
        day = schedule.design.starts_on + timedelta(days=number)
        value = backward if condition is Condition.BACKWARD else other
        lines.append(f"{day},{value + number % 2}")
    table = plan.with_name("readings.csv")
    table.write_text("\n".join(lines))
    return table


def test_a_plan_says_every_period_and_what_it_would_notice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    planned(tmp_path)
    said = capsys.readouterr().out
    assert said.count(" backward\n") == said.count(" forward\n") >= 2
    assert "would notice a change of" in said
    assert "(assumed)" in said
    assert "not how much to walk" in said
    assert max(len(line) for line in said.splitlines() if str(tmp_path) not in line) <= 78


def test_a_trial_is_judged_from_its_plan_and_readings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = planned(tmp_path)
    table = readings(plan, 2, 6)
    judge = ["proof", "judge", str(plan), str(table), "--people", "knee_osteoarthritis"]
    assert main([*judge, "--before=-1,2"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Pain was 4 points lower on days with walking backward" in said
    assert "for one person a difference from -4.92 points to 2.92 points. With your" in said


@pytest.mark.parametrize(
    ("against", "people", "says"),
    [
        ("neither", "knee_osteoarthritis", "(lin2025, chen2021, design_prior)"),
        ("forward", "knee_osteoarthritis", "No pooled result is known for these people"),
        ("neither", "low_back_pain", "No pooled result is known for these people"),
    ],
)
def test_what_trials_of_other_people_say_stands_beside_where_they_do(
    against: str, people: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "plan.toml"
    drawn = ["proof", "plan", *PLAN[:2], "--against", against, *PLAN[4:]]
    assert main([*drawn, "--sd", "1", "--seed", "7", "--out", str(plan)]) == 0
    judge = ["proof", "judge", str(plan), str(readings(plan, 4, 5)), "--people", people]
    assert main(judge) == 0
    assert says in " ".join(capsys.readouterr().out.split())


def test_a_plan_is_never_drawn_twice_into_the_same_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = planned(tmp_path)
    before = plan.read_text()
    assert main(["proof", "plan", *PLAN, "--sd", "1", "--out", str(plan)]) == 2
    assert "already there" in capsys.readouterr().err
    assert plan.read_text() == before


def test_own_readings_say_how_days_scatter(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    days = [date(2026, 11, 1) + timedelta(days=k) for k in range(20)]
    rows = "\n".join(f"{day},{4 + k * 7 % 3}" for k, day in enumerate(days))
    (tmp_path / "own.csv").write_text(f"day,value\n{rows}\n")
    out = ["--own", str(tmp_path / "own.csv"), "--out", str(tmp_path / "p.toml")]
    assert main(["proof", "plan", *PLAN, *out]) == 0
    assert "from 20 readings in own.csv" in " ".join(capsys.readouterr().out.split())


def test_four_phases_with_drawn_changes_can_be_planned(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = planned(tmp_path, "--abab", "48", "--phase", "8")
    assert len(from_toml(plan.read_text(), "plan").periods) == 4
    assert "orders that could have been drawn" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("2026-12-01,3\n2026-12-01,4", "is there twice"),
        ("2027-12-01,3", "is no day of the plan"),
        ("soon,3", "expected a date"),
        ("2026-12-01,much", "expected a number"),
        ("2026-12-01,inf", "expected a number"),
        ("2026-12-01,30", "expected 0 to 10"),
        ("2026-12-01,", "no reading"),
    ],
)
def test_readings_that_cannot_be_used_are_named(
    rows: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = planned(tmp_path)
    table = tmp_path / "readings.csv"
    table.write_text(f"day,value\n{rows}\n")
    judge = ["proof", "judge", str(plan), str(table), "--people", "older_adult"]
    assert main(judge) == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ([], "how days scatter is not told"),
        (["--sd", "0"], "expected more than 0"),
        (["--sd", "1", "--periods", "5"], "multiple of 2"),
        (["--sd", "1", "--seed", "-1"], "expected 0 or more"),
    ],
)
def test_a_plan_that_cannot_be_drawn_is_named(
    more: list[str], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "plan.toml"
    assert main(["proof", "plan", *PLAN, *more, "--out", str(out)]) == 2
    assert says in capsys.readouterr().err
    assert not out.exists()


def test_a_belief_must_be_two_numbers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = planned(tmp_path)
    table = readings(plan, 2, 6)
    judge = ["proof", "judge", str(plan), str(table), "--people", "older_adult"]
    assert main([*judge, "--before", "strong"]) == 2
    assert "expected two numbers" in capsys.readouterr().err
