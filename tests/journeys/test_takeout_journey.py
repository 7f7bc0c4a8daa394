"""A household is taken along in a browser, and brought back to another account."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from looked_over import PHONE, blamed_in_every_look
from playwright.sync_api import Browser, Page, expect
from rich_household import PASSWORD, rich_household

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def phone(chromium: Browser, live_server) -> Iterator[Page]:
    """Return a phone's screen; it is put away before the server stops."""
    context = chromium.new_context(viewport=PHONE, has_touch=True, accept_downloads=True)
    yield context.new_page()
    context.close()


def sign_in(screen: Page, name: str) -> None:
    screen.get_by_label("Username").fill(name)
    screen.get_by_label("Password", exact=True).fill(PASSWORD)
    screen.get_by_role("main").get_by_role("button", name="Sign in", exact=True).tap()


def test_everything_goes_along_and_comes_back_to_another_account(
    phone: Page, live_server, settings, tmp_path: Path
) -> None:
    settings.HOME, settings.SHELF = tmp_path, tmp_path / "recordings"
    account = rich_household()
    blamed: list[str] = []

    phone.goto(f"{live_server.url}/account/login/?next=/account/")
    sign_in(phone, "anna")
    phone.get_by_role("link", name="Take your data along").tap()
    phone.get_by_label("Password").fill(PASSWORD)
    blamed += blamed_in_every_look(phone, "password again")
    phone.get_by_role("main").get_by_role("button").first.click()
    expect(phone.get_by_role("heading", name="Take your data along")).to_be_visible()
    blamed += blamed_in_every_look(phone, "take along")
    phone.get_by_label("Take the motion recordings along").check()
    with phone.expect_download() as download:
        phone.get_by_role("button", name="Make the file").click()
    archive = tmp_path / download.value.suggested_filename
    download.value.save_as(archive)
    assert "anna" not in archive.name

    account.delete()
    phone.context.clear_cookies()
    phone.goto(f"{live_server.url}/account/signup/?next=/bring-back/")
    phone.get_by_label("Username").fill("boris")
    phone.get_by_label("Password", exact=True).fill(PASSWORD)
    phone.get_by_label("Password (again)").fill(PASSWORD)
    phone.get_by_role("button", name="Sign up").click()
    phone.get_by_label("The file").set_input_files(archive)
    blamed += blamed_in_every_look(phone, "bring back")
    phone.get_by_role("button", name="Check it").click()
    expect(phone.get_by_text("New: 3 people, 15 sessions").first).to_be_visible()
    blamed += blamed_in_every_look(phone, "looked at")
    phone.get_by_role("button", name="Store it").click()
    expect(phone.get_by_text("Brought back: 3 people, 15 sessions")).to_be_visible()
    expect(phone.get_by_role("heading", name="Ruth")).to_be_visible()
    assert blamed == []
