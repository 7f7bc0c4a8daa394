"""Whether the stop can be pressed: seen, large, uncovered, at the very foot."""

SCREENS = {"small phone": (320, 568), "phone": (360, 740), "phone on its side": (740, 360)}
STOP_HEIGHT_PX = 72


def in_reach(hands):
    """Fail unless the stop is where a hand finds it."""
    stop = hands.page.get_by_role("button", name="STOP")
    box = stop.bounding_box()
    view = hands.page.viewport_size
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    on_top = hands.page.evaluate(
        "([x, y]) => document.elementFromPoint(x, y).closest('button')?.textContent", middle
    )
    assert on_top == "STOP"
    assert box["height"] >= STOP_HEIGHT_PX
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= view["width"]
    assert box["width"] >= 0.93 * view["width"]
    assert box["y"] + box["height"] <= view["height"]
    assert view["height"] - (box["y"] + box["height"]) <= 16  # at the very foot
    scrolls = hands.page.evaluate(
        "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    assert not scrolls
