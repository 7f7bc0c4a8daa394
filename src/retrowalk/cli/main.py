"""The terminal's door: find the command, run it, turn our refusals into one sentence.

Exit codes: 0 done, 2 the input cannot be used (one sentence on stderr says why), 130 stopped
with Ctrl-C, 141 whoever read the output went away.
"""

import argparse
import keyword
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from importlib.metadata import version
from types import MappingProxyType

from retrowalk.errors import RetrowalkError

# What each command says of itself in one line; its module is retrowalk.cli.<name>. Only the
# module of the chosen command is loaded: all of them together take two seconds to start.
COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "serve": "open the coach in your browser",
        "coach": "a guided session at the terminal",
        "programme": "what to walk: the programmes there are, or one of your own",
        "export": "a session as a file for a watch: FIT, TCX, GPX, CSV; a planned one as FIT, ZWO",
        "import": "a watch's file (FIT, TCX, GPX) or Apple Health's heart rate",
        "analyse": "bouts, steps, direction and measures of one recording",
        "takeout": "everything of an account in one file",
        "bring-back": "bring a file of takeout back",
        "delete": "delete an account, or one person of it, for good",
        "cohort": "many recordings to one table",
        "simulate": "a made-up motion recording, to try the programs without a sensor",
        "proof": "does it work for one person: a trial of oneself",
        "evidence": "what is said about backward walking, and what is known",
        "trial": "plan, allocate and analyse a randomised trial",
    }
)
UNUSABLE = 2
STOPPED = 130  # 128 + SIGINT, as shells count
READER_GONE = 141  # 128 + SIGPIPE

_ABOUT = "Backward-walking training: screen, prescribe, coach, measure, judge, adapt."
_OVERVIEW = f"""Retrowalk {{version}}. {_ABOUT}

  retrowalk serve              open the coach in your browser
  retrowalk coach              one guided session here in the terminal
  retrowalk programme          what to walk: the programmes there are, or one of your own
  retrowalk export             a session as a file for a watch: FIT, TCX, GPX, CSV, ZWO
  retrowalk import FILE        what a watch's file or Apple Health tells of a session
  retrowalk analyse FILE       what a motion recording holds: bouts, steps, cadence, direction
  retrowalk cohort run FOLDER  the same for every recording of a folder, as one table
  retrowalk simulate FILE      a made-up recording, to try the two above
  retrowalk takeout            everything of an account in one file, to take along
  retrowalk bring-back FILE    bring such a file back, here or on another machine
  retrowalk delete             an account, or one person of it, for good
  retrowalk proof              does it work for you: a trial of one person, drawn by chance
  retrowalk evidence           what is said about backward walking, and what is known
  retrowalk trial              plan, allocate and analyse a randomised trial

Each command tells more with --help, for example: retrowalk analyse --help
"""

Run = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a text stream here
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except RetrowalkError as error:
        sentence = " ".join(str(error).split())
        print(f"retrowalk: {sentence}", file=sys.stderr)
        return UNUSABLE
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:
        # Python flushes stdout once more on its way out; let that go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_GONE
    return code


def _run(arguments: Sequence[str] | None) -> int:
    words = sys.argv[1:] if arguments is None else arguments
    chosen = _parser(words[0] if words else "").parse_args(words)
    run: Run = chosen.run
    return run(chosen)


def _parser(first: str) -> argparse.ArgumentParser:
    """Return a parser that knows all commands by name, and the first word's one whole."""
    parser = argparse.ArgumentParser(prog="retrowalk", description=_ABOUT)
    parser.add_argument("--version", action="version", version=f"retrowalk {_version()}")
    parser.set_defaults(run=_overview)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name, said in COMMANDS.items():
        if name == first:
            # `import` is a word of the language: its module is called import_.
            module = f"{name}_" if keyword.iskeyword(name) else name.replace("-", "_")
            import_module(f"retrowalk.cli.{module}").register(commands)
        else:
            commands.add_parser(name, help=said)
    return parser


def _overview(arguments: argparse.Namespace) -> int:
    del arguments  # there are none
    print(_OVERVIEW.format(version=_version()), end="")
    return 0


def _version() -> str:
    return version("retrowalk")
