"""Without a network: the player starts, guides, keeps, and sends when the network is back."""

from urllib.parse import urlsplit

import pytest
from django.templatetags.static import static
from player_bundle import ANNA, BERT
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from retrowalk.server.player import assets

INSTALLED = "navigator.serviceWorker.ready.then(() => true)"


def installed(hands):
    hands.page.evaluate(INSTALLED)
    hands.page.wait_for_function(f"() => caches.has('retrowalk-player-{assets.digest()}')")


def test_after_one_visit_it_starts_cold_and_runs_a_session_without_a_network(visit, server):
    first = visit()
    first.open()
    expect(first.page.get_by_role("heading", name="Anna, session 7")).to_be_visible()
    installed(first)
    context = first.page.context
    first.page.close()
    context.set_offline(True)
    page = context.new_page()
    page.clock.install()
    page.goto(f"{server.url}/player/#person={ANNA}&number=7")
    expect(page.get_by_text("No network: this is what the device keeps")).to_be_visible()
    hands = type(first)(page, server.url)
    hands.prepare("Do not record")
    hands.begin()
    page.clock.run_for(60_000)
    hands.answer()
    expect(hands.state).to_contain_text("as soon as there is a network")
    assert server.state.records == []
    context.set_offline(False)
    page.clock.run_for(10_000)
    expect(hands.state).to_contain_text("Sent")
    assert len(server.state.records) == 1


def test_a_session_that_is_not_on_the_device_says_so_in_clear_words(visit, server):
    hands = visit()
    hands.open_home()
    installed(hands)
    hands.page.context.set_offline(True)
    hands.page.goto("about:blank")
    hands.open()
    expect(
        hands.page.get_by_text("not on this device, and there is no network")
    ).to_be_visible()


def test_the_browser_finds_nothing_against_installing_it(visit):
    hands = visit()
    hands.open_home()
    installed(hands)
    browser = hands.page.context.new_cdp_session(hands.page)
    errors = browser.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [e["errorId"] for e in errors if e["errorId"] != "in-incognito"] == []
    manifest = browser.send("Page.getAppManifest")
    assert manifest["errors"] == []


def test_the_cache_holds_the_shell_and_no_personal_data(visit):
    hands = visit()
    hands.open()
    expect(hands.page.get_by_role("heading", name="Anna, session 7")).to_be_visible()
    installed(hands)
    kept = hands.page.evaluate("""async () => {
        const all = [];
        for (const name of await caches.keys())
            for (const request of await (await caches.open(name)).keys())
                all.push([name, request.url, await (await caches.match(request)).text()]);
        return all;
    }""")
    assert {name for name, _, _ in kept} == {f"retrowalk-player-{assets.digest()}"}
    paths = {urlsplit(url).path for _, url, _ in kept}
    assert paths == {"/player/", *(static(name) for name in assets.shell_files())}
    assert not any("Anna" in body for _, _, body in kept)


def load_again(page: Page) -> None:
    """Load a page again, as often as a person would try.

    The player may load itself again while it loads, so only the beginning is waited for;
    and a watched browser now and then lets a load wait for a worker that is to be replaced.
    """
    for last in (False, False, True):
        try:
            page.reload(wait_until="commit", timeout=8_000)
        except PlaywrightTimeout:
            if last:
                raise
        else:
            return


def test_a_new_version_takes_over_between_walks_and_never_during_one(visit, monkeypatch):
    hands = visit()
    hands.open()
    expect(hands.page.get_by_role("heading", name="Anna, session 7")).to_be_visible()
    installed(hands)
    hands.prepare("Do not record")
    hands.begin()
    monkeypatch.setattr("retrowalk.server.player.views.digest", lambda: "0123456789abcdef")
    hands.page.evaluate("navigator.serviceWorker.getRegistration().then((r) => r.update())")
    waiting = (
        "() => navigator.serviceWorker.getRegistration().then((r) => r.waiting !== null)"
    )
    hands.page.wait_for_function(waiting)
    expect(hands.word).to_have_text("Forward")
    hands.press("STOP")
    hands.answer()
    expect(hands.state).to_contain_text("Sent")
    load_again(hands.page)
    expect(hands.state).to_contain_text("Sent", timeout=15_000)
    # A browser that is watched, as by a test, never lets the old worker rest: end it.
    browser = hands.page.context.new_cdp_session(hands.page)
    browser.send("ServiceWorker.enable")
    version = hands.page.locator("html[data-version='0123456789abcdef']")
    for _ in range(20):
        if version.count():
            break
        browser.send("ServiceWorker.stopAllWorkers")
        hands.page.wait_for_timeout(500)
    expect(version).to_have_count(1)
    assert hands.page.evaluate("caches.keys()") == ["retrowalk-player-0123456789abcdef"]


def test_another_account_on_the_same_browser_sees_nothing(visit, server):
    hands = visit()
    hands.walk_to_the_end_and_send()
    expect(hands.state).to_contain_text("Sent")
    context = hands.page.context
    context.clear_cookies()
    context.add_cookies(server.cookies("account-b"))
    hands.open_home()
    hands.page.wait_for_timeout(300)
    expect(hands.page.get_by_text("Anna")).to_have_count(0)
    hands.open(BERT, 7)
    expect(hands.page.get_by_role("heading", name="Bert, session 7")).to_be_visible()
    hands.open_home()
    expect(hands.page.get_by_role("heading", name="Bert")).to_be_visible()
    expect(hands.page.get_by_text("Anna")).to_have_count(0)
    hands.page.goto("about:blank")
    hands.open(ANNA, 8)
    expect(hands.page.get_by_text("does not belong to the account")).to_be_visible()
    expect(hands.page.get_by_text("Anna")).to_have_count(0)


def test_another_account_sees_nothing_even_without_a_network(visit, server):
    hands = visit()
    hands.open()
    expect(hands.page.get_by_role("heading", name="Anna, session 7")).to_be_visible()
    installed(hands)
    context = hands.page.context
    context.clear_cookies()
    context.add_cookies(server.cookies("account-b"))
    context.set_offline(True)
    hands.open_home()
    hands.page.wait_for_timeout(300)
    expect(hands.page.get_by_text("Anna")).to_have_count(0)


def test_a_waiting_session_of_another_account_is_kept_and_sent_when_they_return(
    visit, server
):
    server.state.refuse[r"PUT "] = (503, {"detail": "Down for maintenance."})
    hands = visit()
    hands.walk_to_the_end_and_send()
    expect(hands.state).to_contain_text("Down for maintenance.")
    server.state.refuse.clear()
    context = hands.page.context
    context.clear_cookies()
    context.add_cookies(server.cookies("account-b"))
    hands.open_home()
    hands.open(BERT, 7)
    expect(hands.page.get_by_role("heading", name="Bert, session 7")).to_be_visible()
    assert server.state.records == []
    context.clear_cookies()
    context.add_cookies(server.cookies("account-a", "two"))
    hands.open_home()
    expect(hands.page.get_by_text("Sent. The session is on the server.")).to_be_visible()
    assert len(server.state.records) == 1


@pytest.mark.parametrize("path", ["/player/", "/player/sw.js"])
def test_the_shell_is_the_same_for_everyone(client, path):
    reply = client.get(path)
    assert reply.status_code == 200
    assert "sessionid" not in reply.cookies
    assert "csrftoken" not in reply.cookies
    assert "unsafe" not in reply["Content-Security-Policy"]
    assert "no-cache" in reply["Cache-Control"]
