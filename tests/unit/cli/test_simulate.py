"""`retrowalk simulate` as a person meets it at the terminal."""

import json
from pathlib import Path

import pytest

from retrowalk.cli.main import UNUSABLE, main


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_what_is_made_up_is_analysed_and_labelled_all_the_way(
    ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"walk.{ending}"
    walk = "3 standing, 20 forward, 3 standing, 20 backward, 3 standing"
    assert main(["simulate", str(out), "--walk", walk]) == 0
    said = capsys.readouterr().out
    command = said.partition("retrowalk ")[2].split()
    assert main([*command, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["recording"]["simulated"] is True
    assert [bout["direction"] for bout in report["bouts"]] == ["forward", "backward"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["walk.txt"], "ends in '.txt'"),
        (["walk.csv", "--walk", "3 jumps"], "'3 jumps'"),
        (["walk.csv", "--walk", "0 forward"], "more than 0"),
        (["walk.csv", "--walk", "9999 forward"], "at most 7200"),
        (["walk.csv", "--rate", "2"], "10 to 400 Hz"),
        (["walk.csv", "--rate", "nan"], "10 to 400 Hz"),
        (["walk.csv", "--seed", "-1"], "0 or more"),
    ],
)
def test_what_cannot_be_made_up_gets_one_sentence_and_no_file(
    arguments: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["simulate", *arguments]) == UNUSABLE
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
