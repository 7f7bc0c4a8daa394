import json
from dataclasses import fields, replace
from pathlib import Path

import jsonschema
import numpy as np
import pytest

from retrowalk.files.gait_json import gait_document, gait_json
from retrowalk.gait.measures.measures import Measures, StepMeasures

SCHEMA = json.loads(
    (Path(__file__).parents[3] / "contracts" / "gait_report.schema.json").read_text()
)


def holds(document):
    jsonschema.Draft202012Validator(SCHEMA).validate(document)


def test_the_contract_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_a_report_holds_the_contract(report):
    holds(json.loads(gait_json(report)))


def test_what_was_not_measured_is_null_never_nan(report):
    document = json.loads(gait_json(report), parse_constant=pytest.fail)
    assert document["steps"]["stride_length_m"] == [1.2, None, None]
    assert document["steps"]["foot"] == ["left", "left", None]
    assert document["bouts"][1]["direction_confidence"] is None
    assert document["bouts"][2]["cadence_spm"] is None
    assert document["not_measured"] == [
        {"what": "stride length", "why": "the foot never rested"}
    ]


def test_simulated_is_said(report):
    assert gait_document(report)["recording"]["simulated"] is True


def test_a_report_without_walking_holds_the_contract(report):
    nothing = replace(
        report,
        bouts=replace(
            report.bouts, **{n: getattr(report.bouts, n)[:0] for n in _names(report.bouts)}
        ),
        steps=replace(
            report.steps, **{n: getattr(report.steps, n)[:0] for n in _names(report.steps)}
        ),
        step_measures=StepMeasures.unmeasured(0),
        bout_measures=Measures.unmeasured(0),
        side=None,
    )
    holds(gait_document(nothing))


@pytest.mark.parametrize(
    "broken",
    [
        {"schema": 3},
        {"bouts": [{"start_s": 0.0}]},
        {"not_measured": [{"what": "x"}]},
        {"steps": {}},
    ],
)
def test_the_contract_would_notice(report, broken):
    with pytest.raises(jsonschema.ValidationError):
        holds(gait_document(report) | broken)


def test_measures_come_back_as_they_went_but_for_rounding(report):
    names = [field.name for field in fields(StepMeasures)]
    values = np.random.default_rng(3).uniform(0.0, 50.0, (len(names), 3))
    steps = StepMeasures(**dict(zip(names, values, strict=True)))
    document = json.loads(gait_json(replace(report, step_measures=steps)))
    for name, column in zip(names, values, strict=True):
        np.testing.assert_allclose(document["steps"][name], column, atol=1e-4)


def test_directions_stand_side_by_side_and_the_unmeasured_is_null(report):
    document = gait_document(report)
    assert list(document["directions"]) == ["unknown", "forward", "backward", "turning"]
    assert document["directions"]["backward"]["landing_peak_mps2"] is None
    assert document["matched"]["speed_mps"] is None


def test_a_later_key_does_not_break_the_contract(report):
    holds(gait_document(report) | {"added_later": 1})


def _names(table):
    return [
        name for name in table.__slots__ if isinstance(getattr(table, name), np.ndarray)
    ]
