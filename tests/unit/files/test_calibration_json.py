import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.errors import BadInput
from retrowalk.files.calibration_json import (
    calibration_document,
    calibration_from,
    read_calibration,
    write_calibration,
)
from retrowalk.gait.calibration import Calibration
from retrowalk.signals.recording import SensorSite, Side

LEARNT = Calibration(
    SensorSite.POCKET, Side.LEFT, (0.0, 0.0, 1.0), (1.0, 0.0, 0.0), 3.5, 0.1, 1.2, 20, 30
)


@given(
    site=st.sampled_from(list(SensorSite)),
    side=st.sampled_from([None, *Side]),
    scores=st.tuples(st.floats(-9.0, 9.0), st.floats(-2.0, 2.0), st.floats(0.1, 3.0)),
    strides=st.integers(0, 9999),
)
def test_what_was_learnt_comes_back_as_it_went(site, side, scores, strides):
    learnt = Calibration(
        site, side, (0.0, 0.6, 0.8), (1.0, 0.0, 0.0), *scores, strides, strides
    )
    document = json.loads(json.dumps(calibration_document(learnt)))
    assert calibration_from(document) == learnt


def test_a_calibration_is_kept_in_a_file(tmp_path):
    write_calibration(LEARNT, tmp_path / "me.json")
    assert read_calibration(tmp_path / "me.json") == LEARNT


@pytest.mark.parametrize(
    "change",
    [
        {"schema": 2},
        {"site": "hat"},
        {"up": [0.0, 1.0]},
        {"up": [9.0, 0.0, 0.0]},
        {"going_scale": "wide"},
        {"forward": None},
    ],
)
def test_what_is_no_calibration_is_refused_with_its_name(tmp_path, change):
    path = tmp_path / "me.json"
    path.write_text(json.dumps(calibration_document(LEARNT) | change))
    with pytest.raises(BadInput, match=r"me\.json"):
        read_calibration(path)


@pytest.mark.parametrize("content", ["", "[]", "{}", "no json", "9" * 20_000])
def test_any_other_file_is_refused_too(tmp_path, content):
    path = tmp_path / "me.json"
    path.write_text(content)
    with pytest.raises(BadInput, match=r"me\.json"):
        read_calibration(path)
