"""A household is taken along in a browser, brought back to another account, and deleted."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.templatetags.static import static
from looked_over import PHONE, blamed_in_every_look
from playwright.sync_api import Browser, Page, expect
from rich_household import PASSWORD, rich_household

from retrowalk.server.api.bundle import opaque
from retrowalk.server.people.models import Account

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def phone(chromium: Browser, live_server) -> Iterator[Page]:
    """Return a phone's screen; it is put away before the server stops."""
    context = chromium.new_context(viewport=PHONE, has_touch=True, accept_downloads=True)
    yield context.new_page()
    context.close()


# What the player keeps on a device: of somebody else, then of this account too, and what is left.
KEEP = """async (address) => {
  const store = await (await import(address)).openStore();
  await store.put("sessions", {id: "a", account: "somebody-else", person: {id: "x"}});
}"""
THEIRS = """async ([address, account]) => {
  const store = await (await import(address)).openStore();
  await store.put("sessions", {id: "b", account, person: {id: "y"}});
  await store.put("bundles", {account, person: {id: "y"}});
  await store.put("tests", {id: "t", account, person: {id: "y"}});
  await store.put("settings", {name: "pair y ten_metres", account, said: "0.1 m/s"});
}"""
LEFT = """async (address) => {
  const store = await (await import(address)).openStore();
  const shelves = ["sessions", "bundles", "tests", "settings"];
  const all = await Promise.all(shelves.map((name) => store.all(name)));
  return all.flat().map((one) => one.account).filter(Boolean);
}"""


def sign_in(screen: Page, name: str) -> None:
    screen.get_by_label("Username").fill(name)
    screen.get_by_label("Password", exact=True).fill(PASSWORD)
    screen.get_by_role("main").get_by_role("button", name="Sign in", exact=True).tap()


def deleted_again(phone: Page, site: str) -> list[str]:
    """Delete a person, then the account; return what axe blames on the way."""
    blamed: list[str] = []
    phone.evaluate(KEEP, static("player/store.js"))
    phone.goto(f"{site}/account/")
    phone.get_by_role("link", name="Delete your data").tap()
    blamed += blamed_in_every_look(phone, "delete")
    phone.get_by_role("link", name="Everything of Tom").tap()
    phone.get_by_label("Password").fill(PASSWORD)
    phone.get_by_role("main").get_by_role("button").first.click()
    blamed += blamed_in_every_look(phone, "one person")
    phone.get_by_label("Type the word").fill("Delete")
    phone.get_by_role("button", name="Delete everything of Tom").click()
    expect(phone.get_by_text("Everything of Tom is deleted.")).to_be_visible()
    expect(phone.get_by_text("This device keeps nothing of it.")).to_be_visible()
    phone.goto(f"{site}/delete/everything/")
    phone.get_by_label("Type the word").fill("no")
    phone.get_by_role("button", name="Delete the account").click()
    blamed += blamed_in_every_look(phone, "another word")
    opaque_name = opaque(Account.objects.get(username="boris"))
    phone.evaluate(THEIRS, [static("player/store.js"), opaque_name])
    phone.get_by_label("Type the word").fill("delete")
    phone.get_by_role("button", name="Delete the account").click()
    expect(phone.get_by_text("The account and everything in it")).to_be_visible()
    expect(phone.get_by_text("They are deleted here, too.")).to_be_visible()
    assert "#" not in phone.url
    blamed += blamed_in_every_look(phone, "deleted")
    assert phone.evaluate(LEFT, static("player/store.js")) == ["somebody-else"]
    return blamed


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
    blamed += deleted_again(phone, live_server.url)
    assert blamed == []
