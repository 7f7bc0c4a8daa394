"""A whole session in the player, on a fake clock: what is shown, said and counted."""

import json
from itertools import pairwise

import pytest
from player_bundle import ANNA, bundle
from playwright.sync_api import expect


def document(server):
    (body,) = server.state.documents.values()
    return json.loads(body)


def test_a_full_length_session_is_guided_to_its_end_and_counted_to_the_second(
    visit, server
):
    server.state.bundles[ANNA] = bundle(ANNA, (300.0, 120.0, 300.0, 120.0, 240.0))
    hands = visit()
    hands.page.clock.install()
    hands.open()
    hands.prepare("Do not record")
    hands.begin()
    hands.page.clock.run_for(19 * 60_000)
    expect(hands.page.get_by_role("heading", name="Done. Well walked.")).to_be_visible()
    hands.answer(pain=1, exertion="0.5")
    expect(hands.state).to_contain_text("Sent")

    sent = document(server)
    assert sent["ending"] == "completed"
    assert [i["done_s"] for i in sent["intervals"]] == [300.0, 120.0, 300.0, 120.0, 240.0]
    spans = [i["spans_ms"] for i in sent["intervals"]]
    assert [len(of_one) for of_one in spans] == [1, 1, 1, 1, 1]
    lengths_s = [(end - start) / 1000 for ((start, end),) in spans]
    assert lengths_s == pytest.approx([300.0, 120.0, 300.0, 120.0, 240.0], abs=0.02)
    changes_s = [(b[0][0] - a[0][1]) / 1000 for a, b in pairwise(spans)]
    assert changes_s == pytest.approx([10.0] * 4, abs=0.02)
    assert (sent["pain_before"], sent["pain_after"], sent["rpe_cr10"]) == (2, 1, 0.5)
    assert (sent["site"], sent["samples"], sent["chunk_count"]) == ("none", 0, 0)


def test_cues_are_spoken_in_the_order_of_the_script(visit):
    hands = visit()
    hands.page.clock.install()
    hands.open()
    hands.prepare()
    hands.begin()
    hands.page.clock.run_for(60_000)
    said = hands.spoken()
    expected = [
        "Walk forward for 20 seconds.",
        "Stop. Hold on. When you are steady, turn so that you can walk backward.",
        "Walk backward for 20 seconds. Short steps.",
        "Done. Stand still, hold on, and rest.",
    ]
    assert [text for text in said if text in expected] == expected


def test_with_cues_only_for_safety_nothing_is_said_but_the_stop(visit):
    hands = visit()
    hands.page.clock.install()
    hands.open()
    hands.page.get_by_text("Sound and display").click()
    hands.page.get_by_label("Only for safety").check()
    hands.prepare()
    hands.begin()
    before = len(hands.spoken())
    hands.page.clock.run_for(35_000)
    assert hands.spoken()[before:] == []
    hands.press("STOP")
    assert hands.spoken()[before:] == ["(cut off)", "Stopped. Stand still and hold on."]


def test_sound_off_silences_and_the_words_stay_on_the_screen(visit):
    hands = visit()
    hands.page.clock.install()
    hands.open()
    hands.prepare()
    hands.begin()
    hands.press("Sound: on")
    before = len(hands.spoken())
    hands.page.clock.run_for(32_000)
    assert hands.spoken()[before:] == []
    expect(hands.page.locator(".cue")).to_contain_text("Backward: 20 seconds")
    expect(hands.page.get_by_role("button", name="Sound: off")).to_be_visible()


def test_a_pause_stops_the_clock_and_is_in_no_span(visit, server):
    hands = visit()
    hands.page.clock.install()
    hands.open()
    hands.prepare("Do not record")
    hands.begin()
    hands.page.clock.run_for(5_000)
    hands.press("Pause")
    expect(hands.word).to_have_text("Paused")
    hands.page.clock.run_for(30_000)
    expect(hands.clock).to_have_text("0:15")
    hands.press("Resume")
    expect(hands.word).to_have_text("Forward")
    hands.page.clock.run_for(55_000)
    hands.answer()
    expect(hands.state).to_contain_text("Sent")
    first = document(server)["intervals"][0]
    assert first["done_s"] == 20.0
    (a, b) = first["spans_ms"]
    assert (a[1] - a[0] + b[1] - b[0]) / 1000 == pytest.approx(20.0, abs=0.05)
    assert (b[0] - a[1]) / 1000 == pytest.approx(30.0, abs=0.5)


def test_a_clock_that_jumps_ahead_while_hidden_is_right_at_once(visit, server):
    hands = visit()
    hands.page.clock.install()
    hands.open()
    hands.prepare("Do not record")
    hands.begin()
    hands.page.clock.run_for(2_500)
    hands.page.clock.fast_forward(11_000)  # one late tick, as in a hidden tab
    expect(hands.clock).to_have_text("0:07")
    expect(hands.word).to_have_text("Forward")


def test_a_jump_too_long_to_believe_pauses_and_counts_nothing(visit):
    hands = visit()
    hands.page.clock.install()
    hands.open()
    hands.prepare("Do not record")
    hands.begin()
    hands.page.clock.run_for(2_500)
    hands.page.clock.fast_forward(10 * 60_000)
    expect(hands.word).to_have_text("Paused")
    expect(hands.clock).to_have_text("0:18")
    expect(hands.page.locator(".cue")).to_contain_text("not counted as walked")
    assert "not counted as walked" in hands.spoken()[-1]


def test_the_second_stumble_pauses_and_both_are_reported(visit, server):
    hands = visit()
    hands.page.clock.install()
    hands.open()
    hands.prepare("Do not record")
    hands.begin()
    hands.press("I stumbled")
    expect(hands.page.locator(".cue")).to_contain_text("Slow down")
    hands.page.clock.run_for(3_000)
    hands.press("I stumbled")
    expect(hands.word).to_have_text("Paused")
    hands.press("STOP")
    hands.answer()
    expect(hands.state).to_contain_text("Sent")
    sent = document(server)
    assert (sent["stumbles"], sent["ending"]) == (2, "stopped_by_choice")


def test_stop_is_confirmed_at_once_and_a_symptom_told_after_it_is_the_reason(visit, server):
    hands = visit()
    hands.page.clock.install()
    hands.open()
    hands.prepare("Do not record")
    hands.begin()
    hands.page.clock.run_for(4_000)
    hands.press("STOP")
    expect(
        hands.page.get_by_role("heading", name="Stopped. Stand still and hold on.")
    ).to_be_visible()
    assert hands.spoken()[-1] == "Stopped. Stand still and hold on."
    hands.page.get_by_label("Chest pain or pressure").check()
    expect(hands.page.locator(".advice")).to_contain_text("get help")
    hands.answer()
    expect(hands.state).to_contain_text("Sent")
    sent = document(server)
    assert (sent["ending"], sent["symptoms"]) == ("stopped_by_symptom", ["chest_pain"])
    assert sent["intervals"][1]["spans_ms"] == []


def test_nothing_starts_before_every_point_is_ticked(visit):
    hands = visit()
    hands.open()
    hands.page.get_by_label("Do not record").check()
    hands.press("Start")
    expect(hands.page.locator(".missing")).to_contain_text("tick every point")
    expect(hands.page.locator("input[name=ready]").first).to_be_focused()


def test_a_session_of_another_day_says_that_rest_is_part_of_the_plan(visit):
    hands = visit()
    hands.open(number=8)
    expect(hands.page.get_by_text("Rest days are part of the plan")).to_be_visible()
    hands.open(number=7)
    expect(hands.page.get_by_role("heading", name="Anna, session 7")).to_be_visible()
    expect(hands.page.get_by_text("Rest days are part of the plan")).to_have_count(0)


def test_a_simulated_person_is_called_so_on_every_screen(visit, server):
    server.state.bundles[ANNA] |= {"simulated": True}
    hands = visit()
    simulated = hands.page.get_by_text("Simulated")
    hands.open_home()
    hands.page.clock.install()
    hands.open()
    expect(simulated).to_be_visible()
    hands.prepare("Do not record")
    expect(simulated).to_be_visible()
    hands.begin()
    expect(simulated).to_be_visible()
    hands.press("STOP")
    expect(simulated).to_be_visible()
    hands.answer()
    expect(simulated).to_be_visible()
    expect(hands.state).to_contain_text("Sent")
    assert document(server)["simulated"] is True
    hands.press("To your sessions")
    expect(simulated).to_be_visible()


def test_a_stop_in_the_lead_in_counts_nothing(visit, server):
    hands = visit()
    hands.page.clock.install()
    hands.open()
    hands.prepare()
    hands.press("STOP")
    expect(hands.page.get_by_text("Nothing was counted")).to_be_visible()
    hands.page.clock.run_for(20_000)
    assert server.state.documents == {}


def test_the_lead_in_starts_the_walk_by_itself(visit):
    hands = visit()
    hands.page.clock.install()
    hands.open()
    hands.prepare()
    hands.page.clock.run_for(10_400)
    expect(hands.word).to_have_text("Forward")
