"""The wheel alone is enough: install it in an empty environment and do the main job."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import venv
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*command: str | Path, **options: object) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        check=False,
        **options,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the programs of an empty environment that holds the wheel and its own needs."""
    folder = tmp_path_factory.mktemp("wheel")
    run(
        sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT
    )
    (wheel,) = folder.glob("retrowalk-*.whl")
    # The same versions as the lock, but resolved from the wheel's own metadata: a dependency
    # that pyproject.toml forgets is missing here.
    lock = (ROOT / "requirements" / "serve.lock").read_text()
    pins = [
        line.rstrip(" \\")
        for line in lock.splitlines()
        if re.match(r"[a-z0-9-]+(\[.+\])?==", line)
    ]
    (folder / "pins.txt").write_text("\n".join(pins))
    venv.create(folder / "empty", with_pip=True)
    programs = folder / "empty" / "bin"
    run(
        programs / "python",
        "-m",
        "pip",
        "install",
        "--quiet",
        "-c",
        folder / "pins.txt",
        wheel,
    )
    return programs


@pytest.fixture
def served(installed: Path, tmp_path: Path) -> Iterator[str]:
    """Start `retrowalk serve` from the wheel and return its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (tmp_path / "log").open("w+")
    server = subprocess.Popen(
        [
            installed / "retrowalk",
            "serve",
            "--port",
            str(port),
            "--home",
            tmp_path / "home",
        ],
        cwd=tmp_path,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        env=clean_environment(),
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address, server, log.name)
        yield address
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=20)
        log.close()


def clean_environment() -> dict[str, str]:
    kept = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR")
    return {name: os.environ[name] for name in kept if name in os.environ}


def wait_for(address: str, server: subprocess.Popen[bytes], log: str) -> None:
    for _ in range(300):
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - our own loopback address
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"the server did not answer: {Path(log).read_text()[-2000:]}")


def page(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - our own loopback address
        assert answer.status == 200
        return str(answer.read().decode())


def every_module(address: str, main: str) -> dict[str, str]:
    """Return the code of the module at a path and of all that it imports, by path."""
    found: dict[str, str] = {}
    waiting = [main]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found[path] = page(address + path)
        imported = re.findall(r'from "(\.[^"]+)"', found[path])
        waiting += [urljoin(path, name) for name in imported]
    return found


def test_the_coach_is_served_with_its_pages_and_assets(served: str):
    front = page(served + "/")
    assert "Retrowalk" in front
    assets = re.findall(r'(?:href|src)="(/static/[^"]+)"', front)
    assert assets
    for asset in assets:
        page(served + asset)
    assert "<form" in page(served + "/account/signup/")
    (main,) = re.findall(
        r'src="(/static/[0-9a-f]+/player/[^"]+)"', page(served + "/player/")
    )
    modules = every_module(served, main)
    assert any("serviceWorker.register" in code for code in modules.values())
    assert "addEventListener" in page(served + "/player/sw.js")


def test_a_recording_is_analysed_and_the_evidence_is_listed(
    installed: Path, tmp_path: Path
):
    time_s = np.arange(0, 20, 0.01)
    columns = np.column_stack([time_s, 0 * time_s, 0 * time_s, 9.81 + 0 * time_s])
    np.savetxt(
        tmp_path / "still.csv",
        columns,
        delimiter=",",
        header="time_s,acc_x_mps2,acc_y_mps2,acc_z_mps2",
        comments="",
    )
    said = run(
        installed / "retrowalk", "analyse", tmp_path / "still.csv", "--site", "lower_back",
        env=clean_environment(),
    )  # fmt: skip
    assert "no walking" in said.lower()
    assert (
        "knee" in run(installed / "retrowalk", "evidence", env=clean_environment()).lower()
    )
