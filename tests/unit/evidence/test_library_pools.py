"""What our own library allows to be pooled: next to nothing, and it says so."""

from dataclasses import replace

import numpy as np
import pytest

from retrowalk.errors import Unknown
from retrowalk.evidence.bias import egger
from retrowalk.evidence.certainty import Doubt, doubts
from retrowalk.evidence.effect_sizes import Measure
from retrowalk.evidence.library_studies import fit_to_pool
from retrowalk.evidence.poolable import Poolable
from retrowalk.evidence.pooled_picture import outcomes, picture_of, pooled_picture
from retrowalk.evidence.sources import source
from retrowalk.evidence.study import (
    Against,
    Arm,
    Better,
    Design,
    Difference,
    Reported,
    study_effects,
)
from retrowalk.evidence.synthesis import synthesise

MD, SMD = Measure.MEAN_DIFFERENCE, Measure.STANDARDISED
CHEN = next(e for e in study_effects() if e.source == "chen2021" and e.outcome == "pain")


def a_study(name, **changed):
    return replace(CHEN, source=name, name=name, **changed)


def test_no_outcome_of_the_library_has_two_studies_to_pool():
    for outcome in outcomes():
        synthesis = pooled_picture(outcome).synthesis
        assert synthesis.pool is None, outcome
        assert synthesis.sentence.endswith("nothing to pool.")


def test_a_published_pool_stands_and_the_one_study_is_no_meta_analysis():
    pain = pooled_picture("pain")
    assert pain.measure is SMD
    assert [study.study for study in pain.synthesis.studies] == ["Chen et al. 2021"]
    assert pain.synthesis.pool is None
    assert [one.source for one in pain.others] == ["lin2025", "balasukumaran2019"]
    assert pain.others[0].estimate == -0.997
    why = {one.study: one.why for one in pain.synthesis.kept_out}
    assert "sizes and standard deviations" in why["Alghadir et al. 2019"]


def test_only_parallel_groups_are_ever_pooled():
    every = study_effects()
    found = fit_to_pool(every, SMD)
    out = {one.study for one in found.kept_out}
    parallel = {e.source for e in every if e.design is Design.PARALLEL}
    assert {study.key for study in found.poolable} <= parallel
    for effect in every:
        if effect.design is not Design.PARALLEL:
            assert any(effect.name.startswith(name) for name in out)
    same = fit_to_pool([replace(CHEN, design=design) for design in Design], SMD)
    assert len(same.poolable) == 1
    assert len(same.kept_out) == len(Design) - 1


def test_every_row_is_pooled_or_kept_out_with_a_reason():
    for outcome in outcomes():
        rows = [e for e in study_effects() if e.outcome == outcome]
        for measure in (MD, SMD, Measure.LOG_RATIO_OF_MEANS, Measure.LOG_ODDS_RATIO):
            found = fit_to_pool(rows, measure)
            assert len(found.poolable) + len(found.kept_out) == len(rows)
            assert all(one.why and one.study for one in found.kept_out)


def test_the_measure_is_that_of_the_published_pools_and_units_do_not_mix():
    speed = pooled_picture("walking speed")
    assert (speed.measure, speed.unit) == (MD, "m/s")
    assert len(speed.others) == 4
    strides = pooled_picture("stride length")
    units = {strides.unit} | {one.metric.rpartition(", ")[2] for one in strides.elsewhere}
    assert units == {"cm", "m"}
    points = pooled_picture("pain", MD)
    assert points.unit == "NRS 0-10"
    assert points.synthesis.studies[0].effect == pytest.approx(-0.69)
    assert points.others == ()
    assert len(points.elsewhere) == 2


def test_two_studies_of_one_name_both_count_and_one_key_counts_once():
    rows = [
        replace(CHEN, source="smith2020", name="Smith, unpublished"),
        replace(CHEN, source="smith2021", name="Smith, unpublished"),
        replace(CHEN, source="smith2021", name="Smith once more"),
    ]
    found = fit_to_pool(rows, SMD)
    synthesis = synthesise(found.poolable, kept_out=found.kept_out)
    assert [one.study for one in synthesis.studies] == ["Smith, unpublished"] * 2
    assert [one.study for one in synthesis.kept_out] == ["Smith, unpublished"]


def test_better_is_said_only_where_all_that_is_drawn_agrees():
    berg = pooled_picture("Berg balance scale")
    assert berg.better is Better.HIGHER
    assert len(berg.others) == 2
    turned = replace(CHEN, better=Better.HIGHER)
    assert picture_of("pain", [CHEN], pooled_picture("pain").others).better is Better.LOWER
    assert picture_of("pain", [turned], pooled_picture("pain").others).better is None


def test_a_second_study_makes_a_pool_at_once():
    rows = [CHEN, a_study("Miller 2026", own=True, backward=Arm(20, 1.9, 0.8))]
    picture = picture_of("pain", rows, ())
    assert picture.synthesis.pool.studies == 2
    assert [study.own for study in picture.synthesis.studies] == [False, True]


def test_groups_of_one_trial_that_share_a_control_are_made_one():
    doses = [CHEN, replace(CHEN, backward=Arm(14, 1.2, 0.7))]
    found = fit_to_pool(doses, MD)
    (study,) = found.poolable
    assert found.kept_out == ()
    assert (study.n_backward, study.n_control) == (30, 16)
    assert study.effect == pytest.approx((16 * 1.56 + 14 * 1.2) / 30 - 2.25)
    controls = [CHEN, replace(CHEN, control=Arm(14, 2.0, 0.7))]
    assert fit_to_pool(controls, MD).poolable[0].n_control == 30


@pytest.mark.parametrize(
    "again",
    [
        CHEN,
        replace(CHEN, against=Against.FORWARD, control=Arm(16, 2.0, 0.5)),
        replace(CHEN, timepoint_weeks=12.0, backward=Arm(16, 1.0, 0.5)),
        replace(CHEN, backward=Arm(9, 1.0, 0.5), control=Arm(9, 2.0, 0.5)),
    ],
)
def test_the_same_trial_twice_counts_once(again):
    found = fit_to_pool([CHEN, again], MD)
    assert len(found.poolable) == 1
    assert found.poolable[0].n_backward == 16
    assert "counted twice" in found.kept_out[0].why


def test_a_printed_difference_is_not_joined_with_groups():
    printed = Difference(-0.7, -1.2, -0.2)
    bare = replace(CHEN, backward=Arm(16, None, None), difference=printed)
    found = fit_to_pool([bare, CHEN, replace(CHEN, backward=Arm(9, 1.0, 1.0))], MD)
    assert [study.effect for study in found.poolable] == [-0.7]
    assert len(found.kept_out) == 2


def test_changes_and_values_afterwards_mix_as_points_but_not_as_g():
    rows = [
        CHEN,
        a_study("B"),
        a_study("C", reported=Reported.CHANGE, backward=Arm(16, -2.0, 1.0)),
    ]
    assert len(fit_to_pool(rows, MD).poolable) == 3
    found = fit_to_pool(rows, SMD)
    assert [study.study for study in found.poolable] == ["Chen et al. 2021", "B"]
    assert "it reports changes, unlike most" in found.kept_out[0].why


def test_an_outcome_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(
        Unknown, match=r"no outcome 'luck'; expected one of pain; disability"
    ):
        pooled_picture("luck")


def some(*effects, **more):
    return synthesise(
        [Poolable(f"S{i}", y, v, SMD, **more) for i, (y, v) in enumerate(effects)]
    )


def kinds(synthesis):
    return {reason.doubt for reason in doubts(synthesis)}


def test_doubts_are_said_in_plain_sentences():
    every = [
        *doubts(some()),
        *doubts(some((0.1, 0.1))),
        *doubts(some((0.1, 0.1), (2.0, 0.2))),
    ]
    for reason in every:
        assert reason.sentence.endswith(".")
        assert all(source(key) for key in reason.sources)


def test_one_study_is_the_first_doubt():
    assert kinds(some((0.1, 0.1))) == {Doubt.NO_POOL}


def test_two_studies_leave_open_nearly_everything():
    assert kinds(some((0.5, 0.1), (0.6, 0.1))) == {
        Doubt.MAYBE_NOTHING,
        Doubt.DIFFERENCE_NOT_KNOWN,
        Doubt.SMALL_STUDIES_NOT_TESTED,
    }


def test_a_study_that_carries_the_answer_is_named():
    found = some((1.0, 0.01), (1.1, 0.01), (1.05, 0.01), (0.4, 0.3))
    (reason,) = [r for r in doubts(found) if r.doubt is Doubt.ONE_STUDY_CARRIES_IT] or [
        None
    ]
    if reason is not None:
        assert "Without S" in reason.sentence
    strong = some(*((1.0 + 0.01 * i, 0.01) for i in range(6)))
    assert Doubt.ONE_STUDY_CARRIES_IT not in kinds(strong)
    fragile = some((0.62, 0.02), (0.6, 0.02), (0.64, 0.02), (0.05, 0.02))
    assert Doubt.ONE_STUDY_CARRIES_IT in kinds(fragile)


def test_different_people_comparisons_and_made_up_studies_are_told():
    pair = [Poolable("A", 0.1, 0.1, SMD, group="stroke", against="forward", simulated=True)]
    pair.append(
        Poolable("B", 0.2, 0.1, SMD, group="knee", against="nothing", simulated=True)
    )
    found = kinds(synthesise(pair))
    assert {Doubt.DIFFERENT_PEOPLE, Doubt.DIFFERENT_COMPARISONS, Doubt.SIMULATED} <= found


def test_small_studies_with_another_story_are_told_from_ten_studies_on():
    tilted = [
        (0.1 + 2.0 * se, se**2) for se in (0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4)
    ]
    assert Doubt.SMALL_STUDIES_NOT_TESTED in kinds(some(*tilted))
    tilted += [(0.12 + 2.0 * 0.45, 0.45**2), (0.08 + 2.0 * 0.5, 0.25)]
    assert Doubt.SMALL_STUDIES in kinds(some(*tilted))
    even = [(0.5 + 0.1 * (-1) ** i, 0.01 * (i + 1)) for i in range(12)]
    assert not {Doubt.SMALL_STUDIES, Doubt.SMALL_STUDIES_NOT_TESTED} & kinds(some(*even))


def test_egger_needs_three_studies_of_different_size():
    assert egger(np.array([0.1, 0.2]), np.array([0.1, 0.2])) is None
    assert egger(np.zeros(5), np.full(5, 0.1)) is None
    found = egger(np.array([0.1, 0.4, 0.8]), np.array([0.01, 0.1, 0.3]))
    assert (found.df, found.studies, found.advised) == (1.0, 3, False)
