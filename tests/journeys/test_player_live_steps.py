"""Live steps in the player: shown, told to the coach, and honest when there is none."""

import pytest
from player_hands import INNER_MOTION
from player_server import NO_STEPS
from playwright.sync_api import expect

LATER = "Steps are counted after the session"


def steps_of(direction):
    """Return a server's ears that hear two contacts in each piece, all the same way."""
    count = 0

    def hear(piece):
        nonlocal count
        count += 4
        newest_s = piece["t_ms"][-1] / 1000
        told = [
            {"time_s": newest_s - ago, "direction": direction}
            | {"confidence": 0.9, "cadence_spm": 92.0}
            for ago in (0.9, 0.3)
        ]
        steps = {"forward": 0, "backward": 0, "unknown": 0} | {direction: count}
        number = piece["number"]
        return {
            "stream": 1,
            "number": number,
            "steps": steps,
            "told": told,
            "why_not": None,
        }

    return hear


@pytest.fixture
def walk(visit):
    hands = visit()
    hands.page.add_init_script(INNER_MOTION)
    hands.page.clock.install()
    hands.open()
    hands.prepare()
    hands.begin()
    expect(hands.page.get_by_text(LATER)).to_be_visible()  # fetched, and heard nothing yet
    return hands


def run(hands, seconds):
    """Let fake seconds pass one by one, so that the server's answers come in between."""
    for _ in range(seconds):
        hands.page.clock.run_for(1000)
        hands.page.wait_for_timeout(40)


def test_who_walks_the_wrong_way_is_told_so_and_the_steps_are_shown(walk, server):
    server.state.live = steps_of("backward")
    run(walk, 14)
    expect(walk.page.get_by_text("Steps ")).to_contain_text(", backward")
    assert [said for said in walk.spoken() if "going backward" in said.lower()]
    numbers = [piece["number"] for piece in server.state.pieces]
    assert numbers == sorted(set(numbers))
    assert {piece["site"] for piece in server.state.pieces} == {"pocket"}
    assert not server.state.documents


def test_who_walks_as_told_hears_nothing_of_it(walk, server):
    server.state.live = steps_of("forward")
    run(walk, 14)
    expect(walk.page.get_by_text("Steps ")).to_contain_text(", forward")
    assert not [said for said in walk.spoken() if "going forward" in said.lower()]


def test_without_a_network_it_says_that_steps_are_counted_later(walk, server):
    walk.page.context.set_offline(True)
    run(walk, 8)
    expect(walk.page.get_by_text(LATER)).to_be_visible()
    walk.page.context.set_offline(False)
    server.state.live = steps_of("backward")
    run(walk, 8)
    expect(walk.page.get_by_text("Steps ").first).to_contain_text(", backward")
    sent = server.state.pieces
    assert len(sent[0]["t_ms"]) <= 3 * 60  # the newest only; what waited is left out


def test_where_the_server_cannot_read_the_motion_nothing_more_is_sent(walk, server):
    server.state.live = lambda _: NO_STEPS | {"why_not": "the units are no phone's"}
    run(walk, 6)
    assert len(server.state.pieces) == 1
    expect(walk.page.get_by_text(LATER)).to_be_visible()
