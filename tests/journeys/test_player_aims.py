"""What a part of the walk aims at is shown, and what is special about it is also said."""

from player_bundle import ANNA, bundle
from playwright.sync_api import expect

UPHILL = "Now uphill: short steps, and both hands near the rails."


def test_speed_slope_and_what_is_special_are_shown_while_they_are_walked(visit, server):
    made = bundle(ANNA, (60.0, 60.0))
    made["person"]["units"] = "imperial"
    for session in made["sessions"]:
        session["aims"] = ["You can talk in whole sentences without effort."]
        session["intervals"][1] |= {
            "speed_mps": {"low": 1.07, "high": 1.16},
            "incline_pct": 5.0,
            "told": UPHILL,
        }
    server.state.bundles[ANNA] = made
    hands = visit()
    hands.page.clock.install()
    hands.open()
    expect(hands.page.get_by_text("whole sentences")).to_be_visible()
    hands.prepare("Do not record")
    hands.begin()
    aim = hands.page.locator(".aim")
    hands.page.clock.run_for(10_000)
    expect(aim).to_be_hidden()
    hands.page.clock.run_for(63_000)
    expect(aim).to_have_text(f"2.4 to 2.6 mph · slope 5 % · {UPHILL}")
    expect(aim).to_be_visible()
    assert any(said.endswith(UPHILL) for said in hands.spoken())
