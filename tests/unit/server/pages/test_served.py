"""The real server process: it serves, refuses floods at once, and ends cleanly."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

PATIENCE_S = 180.0  # a busy machine is not a broken server


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    process, port = _started(tmp_path / "home")
    try:
        _wait_until_it_answers(process, port)
        yield process, port
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def test_one_command_serves_refuses_floods_and_stops_cleanly(
    served: tuple[subprocess.Popen[str], int], tmp_path: Path
) -> None:
    process, port = served
    assert _answer(port, "GET", "/")[0] == 200
    assert b"Look around in the demo household" in _answer(port, "GET", "/")[1]

    status, body = _answer(port, "PUT", "/api/v1/x", {"Content-Length": str(2 * 1024**3)})
    assert status == 413
    assert b"at most 4194304 bytes" in body
    assert _answer(port, "PUT", "/api/v1/x", {"Transfer-Encoding": "chunked"})[0] == 411
    assert _answer(port, "GET", "/")[0] == 200

    second = subprocess.run(
        [sys.executable, "-m", "retrowalk.server", "serve", "--port", str(port)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (second.returncode, second.stderr.count("\n")) == (2, 1)

    os.killpg(process.pid, signal.SIGINT)
    said, _ = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0
    assert f"http://localhost:{port}/" in said
    assert "Traceback" not in said
    assert (tmp_path / "home" / "retrowalk.sqlite3").exists()


def _started(home: Path) -> tuple[subprocess.Popen[str], int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "retrowalk.server", "serve", "--port", str(port)]
    process = subprocess.Popen(
        [*command, "--home", str(home)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    return process, port


def _answer(
    port: int, method: str, path: str, headers: dict[str, str] | None = None
) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
    connection.putrequest(method, path)
    for name, value in (headers or {}).items():
        connection.putheader(name, value)
    connection.endheaders()
    try:
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def _wait_until_it_answers(process: subprocess.Popen[str], port: int) -> None:
    give_up = time.monotonic() + PATIENCE_S
    while time.monotonic() < give_up and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    said = process.communicate()[0] if process.poll() is not None else "nothing yet"
    pytest.fail(f"the server did not begin to answer; it said: {said}")
