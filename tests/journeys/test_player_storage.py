"""What the device keeps: chunks sent early, what is dropped once sent, and the sign-out."""

import json
from itertools import pairwise

from django.conf import settings
from player_bundle import ANNA, bundle
from player_hands import INNER_MOTION
from playwright.sync_api import expect

SIGN_OUT_PAGE = """
const page = document.querySelector("#screen");
page.innerHTML = "<p data-unsent></p><form data-sign-out method=get action=/signed-out/>"
  + "<button>Sign out</button></form>";
return import("STATIC/player/sign_out.js").then(() => true);
""".replace("STATIC/", settings.STATIC_URL)


def walk_with_motion(hands):
    hands.page.clock.install()
    hands.open()
    hands.prepare()
    hands.page.evaluate(INNER_MOTION)
    hands.begin()


def test_full_chunks_travel_during_the_walk_and_only_the_rest_after_it(visit, server):
    server.state.bundles[ANNA] = bundle(ANNA, (120.0, 60.0))
    hands = visit()
    walk_with_motion(hands)
    hands.page.clock.run_for(75_000)
    for _ in range(50):
        early = [call for call in server.state.requests if call.startswith("PUT")]
        if len(early) == 2:
            break
        hands.page.wait_for_timeout(100)
    assert [call.rsplit("/", 1)[1] for call in early] == ["0", "1"]
    hands.press("STOP")
    hands.answer()
    expect(hands.state).to_contain_text("Sent")
    puts = [call for call in server.state.requests if call.startswith("PUT")]
    assert [call.rsplit("/", 1)[1] for call in puts[2:-1]] == ["2"]
    (name,) = server.state.documents
    sent = json.loads(server.state.documents[name])
    samples = server.state.samples(name)
    assert (sent["chunk_count"], sent["samples"]) == (3, len(samples))
    times = [row[0] for row in samples]
    assert all(0 < b - a < 250 for a, b in pairwise(times))


def test_a_sent_session_leaves_no_motion_on_the_device(visit):
    hands = visit()
    walk_with_motion(hands)
    hands.page.clock.run_for(5_000)
    hands.press("STOP")
    hands.answer()
    expect(hands.state).to_contain_text("Sent")
    left = hands.page.evaluate("""() => new Promise((resolve) => {
        const opening = indexedDB.open("retrowalk-player");
        opening.onsuccess = () => {
            const all = opening.result.transaction("seconds").objectStore("seconds").count();
            all.onsuccess = () => resolve(all.result);
        };
    })""")
    assert left == 0


def test_the_sign_out_page_warns_and_takes_the_plans_but_not_what_waits(visit, server):
    server.state.refuse[r"PUT "] = (503, {"detail": "Down for maintenance."})
    hands = visit()
    hands.walk_to_the_end_and_send()
    expect(hands.state).to_contain_text("Down for maintenance.")
    hands.page.evaluate(f"async () => {{ {SIGN_OUT_PAGE} }}")
    expect(hands.page.locator("[data-unsent]")).to_contain_text(
        "1 session on this device is not sent"
    )
    hands.press("Sign out")
    hands.page.wait_for_url("**/signed-out/**")
    hands.page.context.clear_cookies()
    hands.page.context.set_offline(True)
    hands.open_home()
    expect(hands.page.get_by_text("Anna")).to_have_count(0)
    hands.page.context.set_offline(False)
    server.state.refuse.clear()
    hands.page.context.add_cookies(server.cookies("account-a", "two"))
    hands.open()
    expect(hands.state).to_contain_text("Sent")
    assert len(server.state.records) == 1


def test_at_an_address_that_is_not_secure_the_player_says_so_before_anything_else(visit):
    hands = visit()
    hands.page.add_init_script(
        "Object.defineProperty(window, 'isSecureContext', { get: () => false })"
    )
    hands.open()
    expect(hands.page.get_by_text("needs a secure address")).to_be_visible()
