"""Mutation testing of one half of the dose engine, in a copy of its own.

    python validation/mutation/run.py screening

Needs an environment with the development dependencies and mutmut 3 (it is not one of the
project's dependencies). Copies the package and the tests that the configuration names into
a fresh folder, mutates there and prints mutmut's own count and every survivor. The working
tree is not touched. The configuration is <name>.cfg beside this file.
"""

import shutil
import subprocess
import sys
import tempfile
from configparser import ConfigParser
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
# Fewer, and always the same, random examples: a mutant is killed or it is not.
CONFTEST = """\
from hypothesis import HealthCheck, settings

settings.register_profile(
    "mutation",
    max_examples=40,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("mutation")
"""


def main(name: str) -> int:
    config = HERE / f"{name}.cfg"
    if not config.exists():
        known = ", ".join(sorted(path.stem for path in HERE.glob("*.cfg")))
        print(f"there is no configuration {name!r}; expected one of {known}")
        return 2
    with tempfile.TemporaryDirectory(prefix=f"mutation-{name}-") as folder:
        copy = Path(folder)
        _copy(config, copy)
        mutmut = [sys.executable, "-m", "mutmut"]
        done = subprocess.run([*mutmut, "run", *_max_children()], cwd=copy, check=False)
        print(_figures(copy, mutmut))
    return done.returncode


def _copy(config: Path, copy: Path) -> None:
    shutil.copy(config, copy / "setup.cfg")
    shutil.copytree(
        ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__")
    )
    read = ConfigParser()
    read.read(config)
    (copy / "tests").mkdir()
    for test in read["retrowalk"]["tests"].split():
        shutil.copy(ROOT / "tests" / test, copy / "tests" / Path(test).name)
    (copy / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    read["mutmut"]["also_copy"] = "conftest.py"
    with (copy / "setup.cfg").open("w", encoding="utf-8") as file:
        read.write(file)


def _max_children() -> list[str]:
    return ["--max-children", sys.argv[2]] if len(sys.argv) > 2 else []


def _figures(copy: Path, mutmut: list[str]) -> str:
    """Return how many mutants each file had and lost, and the difference of each survivor."""
    every = subprocess.run(
        [*mutmut, "results", "--all", "true"],
        cwd=copy,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    verdicts = dict(
        line.strip().rsplit(": ", 1) for line in every.splitlines() if ": " in line
    )
    killed = ("killed", "timeout")
    lines: list[str] = []
    for module in sorted({name.split(".x")[0] for name in verdicts}):
        of = [v for name, v in verdicts.items() if name.split(".x")[0] == module]
        dead = sum(v in killed for v in of)
        lines.append(f"{module}: {dead} of {len(of)} killed ({100 * dead / len(of):.1f} %)")
    for name, verdict in verdicts.items():
        if verdict not in killed:
            shown = subprocess.run(
                [*mutmut, "show", name],
                cwd=copy,
                capture_output=True,
                text=True,
                check=True,
            ).stdout
            lines.append(f"\n{name}: {verdict}\n{shown}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
