"""Sending a session exactly once, whatever the network and the sign-in do."""

import json

from playwright.sync_api import expect

DOCUMENT = r"PUT .*/sessions/[^/]+$"


def test_a_lost_reply_gives_one_record(visit, server):
    server.state.lose_replies_to.append(DOCUMENT)
    hands = visit()
    hands.walk_to_the_end_and_send()
    hands.page.clock.run_for(10_000)
    expect(hands.state).to_contain_text("Sent")
    assert len(server.state.records) == 1
    calls = [call for call in server.state.requests if "/sessions/" in call]
    assert calls[-1].startswith("GET")  # it asked what became of the one without a reply
    expect(hands.page.get_by_text("The first session sets the pace")).to_be_visible()


def test_a_stale_token_is_no_obstacle_because_it_is_fetched_when_sending(visit, server):
    hands = visit()
    hands.page.clock.install()
    hands.open()
    hands.prepare("Do not record")
    hands.begin()
    server.state.token = "another-token"  # noqa: S105 - not a secret
    hands.press("STOP")
    hands.answer()
    expect(hands.state).to_contain_text("Sent")


def test_an_expired_sign_in_loses_nothing(visit, server):
    hands = visit()
    hands.page.clock.install()
    hands.open()
    hands.prepare("Do not record")
    hands.begin()
    cookies = hands.page.context.cookies()
    hands.page.context.clear_cookies(name="who")
    hands.press("STOP")
    hands.answer()
    expect(hands.state).to_contain_text("Sign in again to send it; nothing is lost")
    link = hands.page.get_by_role("link", name="Sign in")
    assert link.get_attribute("href").startswith("/account/login/?next=%2Fplayer%2F")
    hands.page.reload()
    expect(hands.state.first).to_contain_text("Sign in again to send it; nothing is lost")
    hands.page.context.add_cookies(cookies)
    hands.page.reload()
    expect(hands.page.get_by_text("Sent. The session is on the server.")).to_be_visible()
    assert len(server.state.records) == 1


def test_a_refused_session_is_kept_said_and_can_be_saved_as_a_copy(visit, server):
    server.state.refuse[DOCUMENT] = (422, {"detail": "Interval 1 is unknown."})
    hands = visit()
    hands.walk_to_the_end_and_send()
    expect(hands.state).to_contain_text("Interval 1 is unknown.")
    expect(hands.state).to_contain_text("Everything is kept on this device")
    hands.page.clock.run_for(120_000)
    assert (
        len([r for r in server.state.requests if r.startswith("PUT")]) == 1
    )  # not hammered
    with hands.page.expect_download() as download:
        hands.press("Save a copy")
    copy = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert copy["document"]["ending"] == "completed"
    server.state.refuse.clear()
    hands.press("Try again now")
    expect(hands.state).to_contain_text("Sent")


def test_an_answer_survives_a_reload_before_it_is_sent(visit, server):
    hands = visit()
    hands.page.clock.install()
    hands.open()
    hands.prepare("Do not record")
    hands.begin()
    hands.press("STOP")
    hands.page.locator("input[name=pain_after][value='6']").check()
    hands.page.locator("input[name=pain_during][value='']").check()
    hands.page.get_by_label("Dizzy").check()
    hands.page.get_by_role("button", name="One stumble more").click()
    hands.page.reload()
    expect(hands.page.locator("input[name=pain_after][value='6']")).to_be_checked()
    expect(hands.page.get_by_label("Dizzy")).to_be_checked()
    hands.page.locator("input[name=exertion][value='']").check()
    hands.press("Save and send")
    expect(hands.state).to_contain_text("Sent")
    sent = json.loads(next(iter(server.state.documents.values())))
    answers = (sent["pain_after"], sent["rpe_cr10"], sent["stumbles"], sent["symptoms"])
    assert answers == (6, None, 1, ["dizziness"])
    assert "pain_during" not in sent


def test_a_walked_session_is_not_offered_a_second_time(visit):
    hands = visit()
    hands.walk_to_the_end_and_send()
    expect(hands.state).to_contain_text("Sent")
    hands.page.goto("about:blank")
    hands.open()
    expect(hands.state).to_contain_text("Sent")
    hands.open_home()
    expect(hands.page.get_by_role("link", name="Open session 8")).to_be_visible()


def test_a_second_tab_does_not_walk_the_same_session(visit, server):
    hands = visit()
    hands.open()
    hands.prepare("Do not record")
    hands.begin()
    page = hands.page.context.new_page()
    page.goto(f"{server.url}/player/")
    expect(page.get_by_text("open in another tab")).to_be_visible()
    expect(hands.word).to_have_text("Forward")
    hands.press("STOP")
    page.reload()
    expect(
        page.get_by_text("open in another tab")
    ).to_be_visible()  # nor does it answer twice
    hands.answer()
    expect(hands.state).to_contain_text("Sent")
    page.reload()
    expect(page.get_by_text("Sent. The session is on the server.")).to_be_visible()
    assert len(server.state.records) == 1
