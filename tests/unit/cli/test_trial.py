"""A trial at the terminal, from the plan to the report."""

import csv
from types import SimpleNamespace

import numpy as np
import pytest

from retrowalk.cli.main import main

DESIGN = """
name = "A trial"
weeks = [6]
power = 0.8
dropout = { value = 0.1, assumed = "a guess" }

[[arms]]
key = "backward"
name = "Backward walking"
role = "backward"

[[arms]]
key = "usual"
name = "Usual care"
role = "usual"

[primary]
outcome = "pain_nrs"
name = "Pain"
unit = "points"
better = "lower"
week = 6
against = "usual"
difference = { value = 1.0, assumed = "a guess" }
sd = { value = 1.5, assumed = "a guess" }
correlation = { value = 0.5, assumed = "a guess" }
mcid = { value = 1.0, source = "salaffi2004" }

[[strata]]
factor = "sex"
levels = ["woman", "man"]

[allocation]
method = "minimisation"
certainty = 0.8
# commitment

[adherence]
received_from = { value = 0.5, assumed = "half of it" }
"""


@pytest.fixture
def here(tmp_path, monkeypatch, capsys):
    """Return the command run in this process, in an empty folder: a list takes many calls."""
    monkeypatch.chdir(tmp_path)

    def run(*words):
        capsys.readouterr()
        code = main(words)
        said = capsys.readouterr()
        return SimpleNamespace(returncode=code, stdout=said.out, stderr=said.err)

    return run


@pytest.fixture
def committed(here, tmp_path):
    """Make a design with a commitment, and its seed."""
    (tmp_path / "design.toml").write_text(DESIGN)
    line = here("trial", "commit", "--seed-file", "seed").stdout.splitlines()[0]
    (tmp_path / "design.toml").write_text(DESIGN.replace("# commitment", line))


@pytest.fixture
def allocate(here):
    def run(person, sex="woman"):
        words = ("--list", "list.csv", "--seed-file", "seed", "--level", f"sex={sex}")
        return here("trial", "allocate", "design.toml", *words, "--person", person)

    return run


def a_table(path, arms):
    rng = np.random.default_rng(3)
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            ["person", "arm", "sex", "pain_nrs_baseline", "pain_nrs_week_6", "simulated"]
        )
        for person, arm in arms.items():
            before = rng.normal(5, 1)
            after = before - 2 * (arm == "backward") + rng.normal(0, 0.3)
            writer.writerow([person, arm, "woman", f"{before:.2f}", f"{after:.2f}", "yes"])


def test_a_plan_says_how_many_people_and_on_what_grounds(retrowalk, tmp_path):
    (tmp_path / "design.toml").write_text(DESIGN)
    done = retrowalk("trial", "plan", "design.toml", "--trials", "300")
    assert done.returncode == 0, done.stderr
    assert "people randomised" in done.stdout
    assert "by formula; 80 % asked" in done.stdout
    assert "no commitment yet" in done.stdout
    assert "Source `salaffi2004`" in done.stdout
    assert (
        retrowalk("trial", "plan", "design.toml", "--trials", "300").stdout == done.stdout
    )


def test_from_commitment_to_report(here, committed, allocate, tmp_path):
    for k in range(16):
        done = allocate(f"P{k:02d}")
        assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Number 16, P15: ")
    assert (
        "all 16 allocations follow"
        in here(
            "trial", "verify", "design.toml", "--list", "list.csv", "--seed-file", "seed"
        ).stdout
    )
    with (tmp_path / "list.csv").open() as file:
        arms = {row["person"]: row["arm"] for row in csv.DictReader(file)}
    a_table(tmp_path / "people.csv", arms)
    words = ("--design", "design.toml", "--out", "report")
    checks = ("--list", "list.csv", "--seed-file", "seed")
    done = here("trial", "analyse", "people.csv", *words, *checks)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("SIMULATED")
    assert "pain was better after backward walking" in done.stdout
    report = (tmp_path / "report" / "report.md").read_text()
    assert "All 16 allocations follow from the committed seed" in report
    assert "SIMULATED" in (tmp_path / "report" / "flow.svg").read_text()


def test_a_changed_line_is_found_and_nothing_is_added_to_it(
    here, committed, allocate, tmp_path
):
    allocate("P1")
    allocate("P2", "man")
    path = tmp_path / "list.csv"
    path.write_text(path.read_text().replace("P1,woman", "P1,man"))
    done = here("trial", "verify", "design.toml", "--list", "list.csv")
    assert done.returncode == 1
    assert "number 1, P1: the digest does not fit" in done.stdout
    before = path.read_text()
    refused = allocate("P3")
    assert refused.returncode == 2
    assert "the list cannot be continued" in refused.stderr
    assert path.read_text() == before


def test_a_table_whose_arms_are_not_those_allocated_is_refused(
    here, committed, allocate, tmp_path
):
    arms = {}
    for k in range(12):
        arms[f"P{k}"] = allocate(f"P{k}").stdout.split(": ")[1].split()[0]
    words = ("--design", "design.toml", "--out", "report", "--list", "list.csv")
    other = {"backward": "usual", "usual": "backward"}
    a_table(tmp_path / "people.csv", arms | {"P3": other[arms["P3"]]})
    done = here("trial", "analyse", "people.csv", *words)
    assert done.returncode == 2
    assert (
        f"P3 is in arm {other[arms['P3']]}, but the list says {arms['P3']}" in done.stderr
    )
    a_table(tmp_path / "people.csv", {p: a for p, a in arms.items() if p != "P5"})
    done = here("trial", "analyse", "people.csv", *words)
    assert "P5 was allocated but is not in the table" in done.stderr
    assert not (tmp_path / "report").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("plan", "nothing.toml"), "cannot read nothing.toml"),
        (("plan", "design.toml", "--trials", "3"), "--trials is 3; expected 100"),
        (("plan", "design.toml", "--seed", "-1"), "--seed is -1"),
        (("commit", "--seed-file", "design.toml"), "is there already"),
        (
            (
                "allocate",
                "design.toml",
                "--list",
                "l.csv",
                "--seed-file",
                "no",
                "--person",
                "P",
            ),
            "cannot read no",
        ),
        (("verify", "design.toml", "--list", "no.csv"), "there is no file no.csv"),
        (
            ("analyse", "no.csv", "--design", "design.toml", "--out", "out"),
            "there is no file no.csv",
        ),
        (
            ("analyse", "people.csv", "--design", "design.toml", "--out", "out"),
            "people.csv: missing columns",
        ),
    ],
)
def test_a_slip_is_refused_in_one_sentence(here, tmp_path, words, said):
    (tmp_path / "design.toml").write_text(DESIGN)
    (tmp_path / "people.csv").write_text("person\nP1\n")
    done = here("trial", *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.startswith("retrowalk: ")
    assert len(done.stderr.splitlines()) == 1
    assert sorted(p.name for p in tmp_path.iterdir()) == ["design.toml", "people.csv"]


def test_without_the_commitment_nobody_is_allocated(here, tmp_path):
    (tmp_path / "design.toml").write_text(DESIGN)
    here("trial", "commit", "--seed-file", "seed")
    words = (
        "--list",
        "l.csv",
        "--seed-file",
        "seed",
        "--person",
        "P1",
        "--level",
        "sex=man",
    )
    done = here("trial", "allocate", "design.toml", *words)
    assert done.returncode == 2
    assert "the design has no commitment" in done.stderr
    assert not (tmp_path / "l.csv").exists()
