import argparse
import io
import signal
import subprocess
import sys

import pytest

from retrowalk.cli import main as main_module
from retrowalk.cli.main import COMMANDS, main
from retrowalk.errors import BadRecording


def test_without_a_command_it_says_what_there_is(retrowalk):
    done = retrowalk()
    assert done.returncode == 0
    for command in ("serve", "coach", "analyse FILE", "cohort run FOLDER", "evidence"):
        assert f"retrowalk {command}" in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_says_the_same_of_itself_in_the_list_and_alone(name):
    parser = main_module._parser(name)
    (commands,) = (a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    said = {choice.dest: choice.help for choice in commands._choices_actions}
    assert said == dict(COMMANDS)


def test_a_command_loads_nothing_of_the_others():
    loaded = (
        "import sys; from retrowalk.cli.main import main; main([]); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, text=True, check=True
    )
    assert not {"scipy", "pyarrow", "django"} & set(done.stdout.split())


def test_it_knows_its_version(retrowalk):
    assert retrowalk("--version").stdout.startswith("retrowalk 0.")


@pytest.mark.parametrize(
    "words", [["dance"], ["analyse"], ["analyse", "x.csv", "--site", "nose"]]
)
def test_a_command_that_makes_no_sense_exits_2(retrowalk, words):
    done = retrowalk(*words)
    assert done.returncode == 2
    assert "retrowalk" in done.stderr
    assert "Traceback" not in done.stderr


def test_whoever_reads_may_stop_reading(retrowalk, monkeypatch):
    monkeypatch.setattr(main_module, "_run", _raise(BrokenPipeError()))
    with open("/dev/null", "w") as somewhere:  # noqa: PTH123  # a stream with a descriptor
        monkeypatch.setattr(sys, "stdout", somewhere)
        assert main([]) == 141


@pytest.mark.parametrize(
    ("trouble", "code", "said"),
    [
        (BadRecording("walk.csv:\n is odd"), 2, "retrowalk: walk.csv: is odd\n"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_a_refusal_is_one_line_and_ctrl_c_none(monkeypatch, capsys, trouble, code, said):
    monkeypatch.setattr(main_module, "_run", _raise(trouble))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO()))
    assert main([]) == code
    assert capsys.readouterr().err == said


def test_serve_hands_every_word_over(retrowalk):
    done = retrowalk("serve", "--help")
    assert done.returncode == 0
    assert "python -m retrowalk.server serve" in done.stdout
    assert "--port" in done.stdout
    assert retrowalk("serve", "--no-such-option").returncode == 2


def test_the_evidence_is_listed_shown_and_checked(retrowalk):
    listed = retrowalk("evidence")
    assert listed.returncode == 0
    key = next(
        line.split()[0] for line in listed.stdout.splitlines() if "supported" in line
    )
    shown = retrowalk("evidence", "show", key)
    for word in ("Said:", "Certainty:", "Finding:", "Source "):
        assert word in shown.stdout
    assert retrowalk("evidence", "check").returncode == 0


def test_an_unknown_claim_is_refused_with_the_keys_there_are(retrowalk):
    done = retrowalk("evidence", "show", "no_such_key")
    assert done.returncode == 2
    assert "no claim has the key 'no_such_key'; expected one of " in done.stderr
    assert done.stderr.count("\n") == 1


def _raise(error):
    def raising(arguments):
        del arguments
        raise error

    return raising


def test_the_signals_of_this_process_are_left_alone():
    # Ignored by whoever started the tests in the background, perhaps; but never taken by us.
    assert signal.getsignal(signal.SIGINT) in {signal.default_int_handler, signal.SIG_IGN}
