"""Short recordings take the compiled kernels only once these are ready; the report is the same."""

import sys
import threading

import numpy as np
import pytest

from retrowalk.gait import warming
from retrowalk.gait.analyse import analyse
from retrowalk.gait.kernels import choice
from retrowalk.gait.kernels.choice import LONG_SAMPLES, kernels_for
from retrowalk.gait.kernels.reference import REFERENCE
from retrowalk.gait.warming import made_up_walk, warm, warm_in_background
from retrowalk.signals.recording import SensorSite


@pytest.fixture(autouse=True)
def nothing_ready(monkeypatch):
    monkeypatch.setattr(choice, "_ready", threading.Event())


@pytest.mark.parametrize("site", SensorSite)
def test_what_warms_the_kernels_is_taken_for_a_walk(site):
    report = analyse(made_up_walk(site))
    assert report.simulated
    assert len(report.bouts.start_s) == 1
    assert len(report.steps.direction) >= 10


def test_a_short_recording_waits_for_no_compiled_kernels():
    assert kernels_for(LONG_SAMPLES - 1) is REFERENCE
    assert kernels_for(LONG_SAMPLES).name == "compiled"


def test_once_they_are_ready_a_short_recording_takes_them_and_says_the_same():
    walk = made_up_walk(SensorSite.POCKET)
    plain = analyse(walk)
    warm((SensorSite.POCKET,))
    assert kernels_for(0).name == "compiled"
    quick = analyse(walk)
    np.testing.assert_allclose(quick.steps.initial_contact_s, plain.steps.initial_contact_s)
    np.testing.assert_array_equal(quick.steps.direction, plain.steps.direction)


def test_a_compiler_that_fails_leaves_the_plain_kernels(monkeypatch):
    monkeypatch.setattr(sys, "executable", "false")
    monkeypatch.setattr(warming, "warm", pytest.fail)
    warm_in_background().join(timeout=10.0)
    assert kernels_for(0) is REFERENCE


def test_a_system_that_cannot_step_back_compiles_all_the_same(monkeypatch):
    monkeypatch.delattr(warming.os, "nice", raising=False)
    warming._step_back()
