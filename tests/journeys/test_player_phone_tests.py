"""Tests with the phone on the body, marks on a path, both ways with their rest: on a fake clock."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from player_bundle import ANNA
from playwright.sync_api import expect

from retrowalk.outcomes.asking import field_limits
from retrowalk.outcomes.protocols.catalogue import PROTOCOLS
from retrowalk.outcomes.results import results
from retrowalk.outcomes.taken_json import from_json


def guided(key, **changed):
    """Return a test as the bundle brings it, short."""
    of = PROTOCOLS[key]
    limits = {
        name: {slot: getattr(limit, slot) for slot in limit.__slots__}
        for name, limit in field_limits(of).items()
    }
    return {
        "key": key,
        "version": of.version,
        "name": of.name,
        "way": of.way.value,
        "direction": of.direction and of.direction.value,
        "helper": of.helper,
        "needs": list(of.needs),
        "set_up": list(of.set_up),
        "safety": list(of.safety),
        "told": of.told,
        "parts": [
            {"key": p.key, "told": p.told, "limit_s": p.limit_s, "target": p.target}
            for p in of.parts[:1]
        ],
        "practice_trials": 0,
        "trials": 1,
        "rest_s": 0.0,
        "duration_s": of.duration_s,
        "distance_m": of.distance_m,
        "marks_m": of.marks_m and list(of.marks_m),
        "parameters": dict(of.parameters),
        "limits": limits,
        "pair": None,
        "asks": [],
        "usual": False,
        "why_not": "",
    } | changed


PAIR = {
    "key": "six_minute_walk",
    "name": "Six-minute walk",
    "rest_s": 1800.0,
    "measure_name": "Distance in six minutes",
    "unit": "metres",
    "unit_size": 1.0,
    "detectable": 79.0,
    "detectable_pct": False,
    "people": "people with severe knee osteoarthritis",
}
STAGES = [
    {"key": one.key, "told": one.told, "limit_s": one.limit_s}
    for one in PROTOCOLS["four_stages_phone"].parts
]
TESTS = [
    guided("quiet_standing"),
    guided("four_stages_phone", parts=STAGES),
    guided("knee_angle"),
    guided("backward_walk_middle_3m"),
    guided(
        "six_minute_walk",
        asks=["distance_m"],
        pair={**PAIR, "partner": "six_minute_backward"},
    ),
    guided(
        "six_minute_backward",
        asks=["distance_m"],
        pair={**PAIR, "partner": "six_minute_walk"},
    ),
]

# A phone's motion made up inside the page (simulated): rounded as Chromium rounds. pull(t) gives
# the pull of gravity t seconds after the page's clock was told to stand.
MOTION = """
Object.defineProperty(Event.prototype, "timeStamp", {
  configurable: true,
  get: () => performance.now(),
});
window.zero = performance.now();
window.pull = () => [0, 9.8, 0];
setInterval(() => {
  const t_s = (performance.now() - window.zero) / 1000;
  const [x, y, z] = window.pull(t_s).map((a) => Math.round(a * 10) / 10);
  window.dispatchEvent(new DeviceMotionEvent("devicemotion", {
    accelerationIncludingGravity: { x, y, z }, rotationRate: { alpha: 0, beta: 0, gamma: 0 },
  }));
}, 17);
"""
SWAY = """
window.pull = (t) => [
  0.3 * Math.sin(3 * t) + 0.05 * Math.sin(40 * t), 9.8, 0.2 * Math.cos(2 * t),
];
"""
# A step ten seconds after now.
STEP = """
window.at = (performance.now() - window.zero) / 1000;
window.pull = (t) => [t > window.at + 10 ? 3 : 0.1 * Math.sin(3 * t), 9.8, 0];
"""
# A lower leg: hanging, straightened by 45 degrees, hanging, straightened by 50.
KNEE = """
window.at = (performance.now() - window.zero) / 1000;
window.pull = (t) => {
  const s = t - window.at;
  const deg = s < 6 ? 0 : s < 13 ? 61 : s < 20 ? 0 : 54;
  const p = (deg + 0.8 * Math.sin(9 * t)) * Math.PI / 180;
  return [1.2, 9.7 * Math.cos(p), 9.7 * Math.sin(p)];
};
"""


@pytest.fixture
def hands(visit, server):
    server.state.bundles[ANNA]["tests"] = TESTS
    hands = visit()
    hands.page.clock.install()
    hands.open()
    expect(hands.page.get_by_role("heading", name="Anna, session 7")).to_be_visible()
    hands.press("Not now")
    hands.page.get_by_role("button", name="Timed tests").first.click()
    expect(hands.page.get_by_role("heading", name="Timed tests: Anna")).to_be_visible()
    hold(hands)
    hands.page.evaluate(MOTION)
    return hands


def hold(hands):
    """Let the page's clock stand; it goes on only when the test says so."""
    now_ms = hands.page.evaluate("Date.now()")
    hands.page.clock.pause_at(now_ms / 1000 + 60)


def begin(hands, name):
    hands.page.get_by_role("button", name=f"Open: {name}", exact=True).click()
    hands.begin_test()


def accessible(hands):
    hands.page.clock.resume()  # axe itself waits
    found = Axe().run(hands.page)
    hold(hands)
    assert found.response["violations"] == [], found.generate_report()


def taken(server, key):
    """Return what the server's rules make of the newest test of a key that arrived."""
    documents = [json.loads(body) for body in server.state.tests.values()]
    return next(from_json(one) for one in reversed(documents) if one["protocol"] == key)


def sent(hands, server, n):
    for _ in range(200):
        if len(server.state.tests) >= n:
            return
        hands.page.wait_for_timeout(50)
    raise AssertionError(f"{len(server.state.tests)} of {n} tests arrived")


def test_sway_goes_by_voice_and_the_server_works_out_the_same_from_what_was_kept(
    hands, server
):
    begin(hands, "Quiet standing")
    accessible(hands)
    hands.page.evaluate(SWAY)
    hands.press("Start")
    hands.page.clock.run_for(12_500)
    expect(hands.word).to_have_text("Eyes open")
    assert any("Put the phone in its place" in text for text in hands.spoken())
    hands.page.clock.run_for(30_500)
    expect(hands.page.get_by_role("heading", name="Trial: done")).to_be_visible()
    said = hands.page.get_by_text("Your sway was").inner_text()
    accessible(hands)
    hands.press("Keep and go on")
    sent(hands, server, 1)
    document = taken(server, "quiet_standing")
    (trial,) = document.trials
    assert len(trial.series["ax_mps2"]) == 900
    assert trial.series["step_mps2"] == (0.1,)
    double = from_json(json.loads(next(iter(server.state.tests.values()))))
    both = double.trials * 2  # the protocol asks for two
    told = results(type(double)(double.protocol, double.taken_at, both))[0]
    assert told.value == pytest.approx(trial.values["sway_eyes_open_mps2"], abs=1e-9)
    assert f"{told.value:.2g}" in said
    assert told.value == pytest.approx(0.255, abs=0.02)  # of 0.3 sin and 0.2 cos


def test_a_step_ends_standing_at_once_and_is_kept_as_interrupted(hands, server):
    begin(hands, "Quiet standing")
    hands.press("Start")
    hands.page.clock.run_for(12_100)
    hands.page.evaluate(STEP)
    hands.page.clock.run_for(11_000)
    expect(hands.page.get_by_role("heading", name="Trial: interrupted")).to_be_visible()
    expect(hands.page.get_by_text("It looked like a step or a grip")).to_be_visible()
    assert any("Hold on" in text for text in hands.spoken())
    hands.page.get_by_label("None of these: I just stopped").check()
    hands.press("End the test here")
    sent(hands, server, 1)
    (trial,) = taken(server, "quiet_standing").trials
    assert trial.ended.value == "interrupted"
    assert 8.0 < trial.time_s < 11.5
    assert not trial.values


def test_a_stage_that_breaks_is_the_result_and_no_harder_one_follows(hands, server):
    begin(hands, "Four-stage balance with the phone")
    hands.page.evaluate(SWAY)
    hands.press("Start")
    assert any("Feet side by side" in text for text in hands.spoken())
    hands.page.clock.run_for(25_500)
    expect(hands.page.get_by_text("You held it for 10 seconds.")).to_be_visible()
    said = hands.page.get_by_text("Your sway was").inner_text()
    hands.press("Keep and go on")
    hands.press("Start")
    hands.page.clock.run_for(9_000)
    hands.page.evaluate(STEP)  # four seconds after the tone
    hands.page.clock.run_for(10_500)
    expect(hands.page.get_by_text("The test ends here, and what you held")).to_be_visible()
    assert any("Hold on" in text for text in hands.spoken())
    hands.press("Keep and go on")
    sent(hands, server, 1)
    document = taken(server, "four_stages_phone")
    assert document.ended.value == "done"
    assert 3.5 < document.trials[1].time_s < 4.6
    stages, together, semi_tandem, *_ = results(document)
    assert stages.value == 1.0
    assert together.value == pytest.approx(0.255, abs=0.03)
    assert f"{together.value:.2g}" in said
    assert semi_tandem.value is None


def test_a_knee_angle_is_found_again_by_voice_alone(hands, server):
    begin(hands, "Finding a knee angle again")
    hands.page.evaluate("DeviceMotionEvent.requestPermission = async () => 'denied'")
    hands.press("Start")
    expect(hands.page.get_by_text("gives no motion, or was not allowed to")).to_be_visible()
    hands.press("Close")
    hands.page.evaluate("DeviceMotionEvent.requestPermission = async () => 'granted'")
    hands.page.evaluate(KNEE)
    hands.press("Start")
    hands.page.clock.run_for(9_000)
    expect(hands.word).to_have_text("Straighten")
    hands.page.clock.run_for(18_500)
    expect(hands.page.get_by_role("heading", name="Trial: done")).to_be_visible()
    spoken = hands.spoken()
    assert "Hold." in spoken
    assert any("Close your eyes" in text for text in spoken)
    accessible(hands)
    hands.press("Keep and go on")
    sent(hands, server, 1)
    (trial,) = taken(server, "knee_angle").trials
    assert trial.values["knee_angle_error_deg"] == pytest.approx(7.0, abs=1.0)
    assert set(trial.series) >= {"hanging_mps2", "shown_mps2", "rested_mps2", "found_mps2"}


def test_one_helper_times_between_two_marks_and_a_slip_of_the_thumb_is_asked_about(
    hands, server
):
    begin(hands, "Three metres backward, the middle of five")
    hands.press("Start")
    hands.page.clock.run_for(3000 + 1500)
    hands.press("TAP AT 1 M")
    hands.page.clock.run_for(400)
    hands.press("TAP AT 4 M")
    hands.press("Keep and go on")
    expect(
        hands.page.get_by_text("0.4 seconds cannot be. Kept so, it is not counted.")
    ).to_be_visible()
    accessible(hands)
    hands.press("It went wrong: do not count it, do it again")
    hands.page.get_by_label("None of these").check()
    hands.press("It went wrong: do not count it, do it again")
    hands.page.get_by_role("button", name="Start").press("Enter")
    hands.page.clock.run_for(3000 + 1500)
    hands.page.keyboard.press("Enter")  # the band has the keyboard
    hands.page.clock.run_for(4200)
    hands.page.keyboard.press("Enter")
    hands.press("Keep and go on")
    sent(hands, server, 1)
    slip, counted = taken(server, "backward_walk_middle_3m").trials
    assert slip.ended.value == "interrupted"
    assert counted.time_s == pytest.approx(4.2, abs=0.02)
    assert counted.laps_s == pytest.approx([1.5, 4.2], abs=0.02)


def six_minutes(hands, metres):
    hands.begin_test()
    hands.press("Start")
    hands.page.clock.fast_forward(364_000)
    hands.page.clock.run_for(200)
    hands.page.get_by_label("Distance walked").fill(metres)
    hands.press("Keep and go on")


def test_both_ways_rest_by_the_wall_clock_through_a_new_page_and_end_in_one_sentence(
    hands, server
):
    hands.page.get_by_role("button", name="Open both ways: Six-minute walk").click()
    first = hands.page.get_by_role("heading", level=1).inner_text()
    six_minutes(hands, "400")
    expect(hands.page.get_by_role("heading", level=1)).to_contain_text("Rest until ")
    until = hands.page.get_by_role("heading", level=1).inner_text()
    expect(hands.page.get_by_role("button", name="Begin: ")).to_be_disabled()
    accessible(hands)
    hands.page.reload()
    hands.page.get_by_role("button", name="Timed tests").first.click()
    expect(hands.page.get_by_text(until)).to_be_visible()
    hands.page.get_by_role("button", name="Go on: ").click()
    expect(hands.page.get_by_role("button", name="Begin: ")).to_be_disabled()
    hands.page.clock.fast_forward(1_800_000)
    hands.page.clock.run_for(1000)
    assert "Rested. Begin when you are ready." in hands.spoken()
    hands.page.get_by_role("button", name="Begin: ").click()
    assert hands.page.get_by_role("heading", level=1).inner_text() != first
    hold(hands)
    six_minutes(hands, "350")
    expect(hands.page.get_by_text("50 metres").first).to_contain_text("too small to tell")
    sent(hands, server, 2)
    one, two = sorted(
        (taken(server, t["key"]) for t in TESTS[-2:]), key=lambda t: t.taken_at
    )
    assert (two.taken_at - one.ended_at).total_seconds() >= 1800


def test_a_rest_that_is_cut_short_is_no_pair(hands):
    hands.page.get_by_role("button", name="Open both ways: Six-minute walk").click()
    six_minutes(hands, "4000")
    expect(
        hands.page.get_by_role("alert").filter(has_text="from 0 to 2000")
    ).to_be_visible()
    hands.page.get_by_label("Distance walked").fill("1410")
    hands.page.get_by_label("Distances are in").select_option("feet")
    hands.press("Keep and go on")
    hands.press("Go on now: not paired")
    six_minutes(hands, "350")
    expect(
        hands.page.get_by_text("not paired, because the rest was cut short").first
    ).to_be_visible()
