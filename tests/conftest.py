"""What every test may ask for: the recordings, and a real browser."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]

# Playwright's synchronous interface runs an event loop; Django's own check would refuse the
# database beside it, though every call stays on one thread.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# Tests never touch a person's own installation, whatever the environment says.
os.environ["RETROWALK_HOME"] = tempfile.mkdtemp(prefix="retrowalk-test-")
os.environ.pop("RETROWALK_DATABASE_URL", None)

# A deadline would assert wall time, and fail on a busy machine for no fault of the code.
# Continuous integration repeats the same examples, so that one commit has one verdict; the
# search for new ones goes on wherever a person runs the tests.
settings.register_profile("house", deadline=None)
settings.register_profile("landing", deadline=None, derandomize=True, print_blob=True)
settings.load_profile(os.environ.get("RETROWALK_TEST_PROFILE", "house"))

CHROMIUM_FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_sessionfinish() -> None:
    """Remove the throw-away installation."""
    shutil.rmtree(os.environ["RETROWALK_HOME"], ignore_errors=True)


@pytest.fixture(scope="session")
def recordings_if_any() -> Path | None:
    """Return the folder of real recordings, or None where this machine has none."""
    folder = Path(os.environ.get("RETROWALK_DATA") or ROOT.parent / "shared" / "data")
    return folder if any(folder.glob("*.npz")) else None


@pytest.fixture(scope="session")
def recordings(recordings_if_any: Path | None) -> Path:
    """Return the folder of real recordings, or skip where this machine has none."""
    if recordings_if_any is None:
        pytest.skip("no recordings here; set RETROWALK_DATA to a folder that has them")
    return recordings_if_any


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Return the browser's path; without one, skip at home and fail in continuous integration."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        message = "Chromium is not installed; on Debian: sudo apt install chromium"
        if os.environ.get("RETROWALK_REQUIRE_BROWSER") == "1":
            pytest.fail(message)
        pytest.skip(message)
    return path


@pytest.fixture(scope="session")
def chromium(chromium_path: str) -> Iterator[Browser]:
    """Return a headless browser, one for the whole run."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path,
            headless=True,
            chromium_sandbox=False,
            args=CHROMIUM_FLAGS,
        )
        yield browser
        browser.close()


@pytest.fixture
def chromium_page(chromium: Browser) -> Iterator[Page]:
    """Return a fresh page in a context of its own."""
    context = chromium.new_context()
    yield context.new_page()
    context.close()
