"""Recordings of bodies, degraded to what a phone's browser gives, through the whole loop."""

import numpy as np
import pytest
from phone import ANDROID, IPHONE, Phone, as_a_phone_sees_it, person_with_plan, pieces

from retrowalk.directions import Direction
from retrowalk.gait.analyse import analyse
from retrowalk.server.sessions.assemble import assemble
from retrowalk.server.sessions.measure import measure

BACK = [f"ipol__{person}-1.npz" for person in (1, 3, 6, 9)]
LETTERS = {"F": Direction.FORWARD, "B": Direction.BACKWARD}


def measured(motion, site, spans_s, device=ANDROID):
    recording = assemble(pieces(motion), site, device, simulated=False)
    report = analyse(recording)
    return [measure(report, recording, [span]) for span in spans_s]


@pytest.mark.django_db
@pytest.mark.parametrize("name", BACK)
def test_a_real_walk_at_the_lower_back_is_counted_within_a_tenth(recordings, name):
    """Truth: foot movements checked by hand. The direction must not be made up."""
    path = recordings / name
    with np.load(path) as file:
        truth = len(file["ev_L"]) + len(file["ev_R"])
    motion = as_a_phone_sees_it(path, "back")
    phone = Phone(person_with_plan())
    document = phone.document(motion, ending="stopped_by_choice")
    for index, interval in enumerate(document["intervals"]):
        walked_s = motion["t_ms"][-1] / 1000 if index == 0 else 0.0
        interval.update(
            done_s=walked_s, spans_ms=[[0, walked_s * 1000]] if index == 0 else []
        )
    answer = phone.walk(motion, **document)

    assert answer.status_code == 201
    first, *others = [i["measured"] for i in answer.json()["record"]["intervals"]]
    assert first["steps"] == pytest.approx(truth, rel=0.1)
    assert first["direction"] == "unknown"
    assert "forward axis" in first["why_unknown"]
    assert set(map(type, others)) == {type(None)}


@pytest.mark.parametrize("place", ["pocketL", "pocketR"])
@pytest.mark.parametrize("name", ["session__A.npz", "session__B.npz"])
def test_in_a_pocket_a_wrong_direction_is_never_said(recordings, name, place):
    """Computed from motion capture; each bout is taken as one interval of a session."""
    path = recordings / name
    with np.load(path) as file:
        spans = [tuple(map(float, span)) for span in file["bouts_t"]]
        truth = [LETTERS[str(letter)] for letter in file["bouts_dir"]]
    seen = measured(as_a_phone_sees_it(path, place), "pocket", spans)

    said = [(s.direction, t) for s, t in zip(seen, truth, strict=True)]
    assert all(s in (t, Direction.UNKNOWN) for s, t in said), said
    assert (Direction.BACKWARD, Direction.BACKWARD) in said


def test_an_iphone_says_the_same_of_the_same_walk(recordings):
    motion = as_a_phone_sees_it(recordings / "session__A.npz", "pocketL")
    flipped = {a: [-value for value in motion[a]] for a in ("ax", "ay", "az")}
    whole = [(0.0, motion["t_ms"][-1] / 1000)]

    assert measured(motion, "pocket", whole) == measured(
        {**motion, **flipped}, "pocket", whole, device=IPHONE
    )
