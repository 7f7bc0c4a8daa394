"""Allocation: it follows from the seed, from nothing else, and any tampering shows."""

import hashlib
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrowalk.errors import BadInput, Conflict
from retrowalk.evidence.trial.allocation import allocated, problems, record_of
from retrowalk.evidence.trial.arms import Arm, Role
from retrowalk.evidence.trial.balance import chances, in_block
from retrowalk.evidence.trial.commitment import chained, commitment, draw, new_seed

SEED = "5f" * 32
COMMIT = ("certainty = 0.8", f'certainty = 0.8\ncommitment = "{commitment(SEED)}"')
BLOCKS = (
    'method = "minimisation"\ncertainty = 0.8',
    f'method = "blocks"\nblocks = [3, 6]\ncommitment = "{commitment(SEED)}"',
)
people = st.lists(
    st.tuples(
        st.sampled_from(["woman", "man"]), st.sampled_from(["north", "south", "east"])
    ),
    min_size=1,
    max_size=25,
)
by_both = pytest.mark.parametrize("method", [COMMIT, BLOCKS])
quietly = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25
)


def a_list(design, who, seed=SEED):
    lines = []
    for k, (sex, site) in enumerate(who):
        levels = {"sex": sex, "site": site}
        lines.append(allocated(design, seed, lines, f"P{k}", levels))
    return lines


def evenly(n):
    return [(("woman", "man")[k % 2], ("north", "south", "east")[k % 3]) for k in range(n)]


def test_the_commitment_is_the_plain_sha256_of_the_seeds_digits():
    assert commitment(SEED) == hashlib.sha256(SEED.encode()).hexdigest()
    assert new_seed() != new_seed()


@by_both
@quietly
@given(who=people)
def test_the_same_seed_and_people_give_the_same_list(a_design, method, who):
    design = a_design(method)
    lines = a_list(design, who)
    assert a_list(design, who) == lines
    assert problems(design, lines, SEED) == ()
    assert problems(design, lines, None) == ()


@by_both
@quietly
@given(who=people, data=st.data())
def test_any_tampering_is_seen(a_design, method, who, data):
    design = a_design(method)
    lines = a_list(design, who)
    k = data.draw(st.integers(0, len(lines) - 1))
    line = lines[k]
    other = {"backward": "usual", "forward": "backward", "usual": "forward"}[line.arm]
    changed = data.draw(
        st.sampled_from(
            [
                replace(line, arm=other),
                replace(line, person="Q"),
                replace(line, number=line.number + 1),
                replace(
                    line,
                    levels=("man", "east") if line.levels[0] == "woman" else ("x", "y"),
                ),
                replace(line, digest="0" * 64),
            ]
        )
    )
    for seed in (SEED, None):
        assert problems(design, [*lines[:k], changed, *lines[k + 1 :]], seed)
    if len(lines) > 1:
        assert problems(design, lines[1:], None)
        assert problems(design, lines[::-1], None)


def test_a_rewritten_list_with_digests_of_its_own_is_seen_with_the_seed(a_design):
    design = a_design(COMMIT)
    honest = a_list(design, evenly(12))
    forged = a_list(
        a_design((COMMIT[0], COMMIT[1].replace(commitment(SEED), commitment("ab" * 32)))),
        evenly(12),
        seed="ab" * 32,
    )
    assert [x.arm for x in forged] != [x.arm for x in honest]
    assert problems(design, forged, None)  # the design's digest begins the chain


def test_a_list_whose_digests_were_recomputed_still_does_not_follow_from_the_seed(a_design):
    design = a_design(COMMIT)
    digest, forged = design.digest(), []
    for line in a_list(design, evenly(9)):
        moved = replace(line, arm="backward")
        digest = chained(digest, record_of(moved))
        forged.append(replace(moved, digest=digest))
    assert problems(design, forged, None) == ()
    assert any("the seed says" in problem for problem in problems(design, forged, SEED))


def test_another_seed_level_name_or_order_gives_another_list(a_design):
    design = a_design(COMMIT)
    who = evenly(40)
    lines = a_list(design, who)
    other = a_design(
        (COMMIT[0], COMMIT[1].replace(commitment(SEED), commitment("00" * 32)))
    )
    arms = [line.arm for line in lines]
    assert [x.arm for x in a_list(other, who, "00" * 32)] != arms
    assert [x.arm for x in a_list(design, [("man", "north"), *who[1:]])] != arms
    assert a_list(design, who[:7])[-1] == lines[6]


def test_the_next_arm_cannot_be_read_off_the_list(a_design):
    """Two trials that agree on a long list part ways when their seeds differ."""
    design = a_design(COMMIT)
    same = {arm: set() for arm in ("backward", "forward", "usual")}
    for k in range(60):
        seed = f"{k:064x}"
        other = a_design((COMMIT[0], COMMIT[1].replace(commitment(SEED), commitment(seed))))
        first, second = a_list(other, evenly(2), seed)
        same[first.arm].add(second.arm)
    assert any(len(nexts) > 1 for nexts in same.values())
    assert design.digest()


def test_only_the_committed_seed_allocates(a_design):
    for seed, said in (("00" * 32, "not the one committed to"), ("xyz", "64 digits")):
        with pytest.raises(BadInput, match=said) as refused:
            allocated(a_design(COMMIT), seed, [], "P1", {"sex": "man", "site": "east"})
        assert seed not in str(refused.value)
    with pytest.raises(BadInput, match="no commitment"):
        allocated(a_design(), SEED, [], "P1", {"sex": "man", "site": "east"})


def test_nobody_is_allocated_twice_or_without_their_levels(a_design):
    design = a_design(COMMIT)
    lines = a_list(design, evenly(3))
    with pytest.raises(Conflict, match="P1 is already number 2"):
        allocated(design, SEED, lines, "P1", {"sex": "man", "site": "east"})
    for levels, said in (
        ({"sex": "man"}, "site is not given"),
        ({"sex": "x", "site": "east"}, "sex is x; expected one of woman, man"),
        ({"sex": "man", "site": "east", "age": "old"}, "age is no factor"),
    ):
        with pytest.raises(BadInput, match=said):
            allocated(design, SEED, lines, "P9", levels)
    for name in (" \n", "=cmd()", "Anna Müller", "x" * 65):
        with pytest.raises(BadInput, match="study number"):
            allocated(design, SEED, lines, name, {"sex": "man", "site": "east"})
    with pytest.raises(Conflict, match="cannot be continued"):
        allocated(design, SEED, lines[1:], "P9", {"sex": "man", "site": "east"})


@given(st.text(min_size=1), st.text())
def test_draws_lie_between_0_and_1_and_belong_to_their_question(seed, about):
    found = draw(seed, about)
    assert 0.0 <= found < 1.0
    assert draw(seed, about) == found
    assert draw(seed, about + "x") != found


@given(st.lists(st.integers(1, 5), min_size=2, max_size=5), st.floats(0.5, 0.95), st.data())
def test_chances_sum_to_one_and_the_others_stay_in_ratio(ratios, certainty, data):
    arms = [Arm(f"a{k}", "", Role.USUAL, r) for k, r in enumerate(ratios)]
    preferred = data.draw(st.integers(0, len(arms) - 1))
    found = chances(arms, preferred, certainty)
    assert sum(found) == pytest.approx(1.0)
    assert min(found) >= 0.0
    rest = {
        round(p / r, 9)
        for k, (p, r) in enumerate(zip(found, ratios, strict=True))
        if k != preferred
    }
    assert len(rest) == 1
    if ratios[preferred] == min(ratios):
        assert found[preferred] == pytest.approx(certainty)


@given(st.lists(st.integers(1, 3), min_size=2, max_size=4), st.text(min_size=1, max_size=5))
def test_every_full_block_holds_the_ratios(ratios, seed):
    arms = [Arm(f"a{k}", "", Role.USUAL, r) for k, r in enumerate(ratios)]
    whole = sum(ratios)
    places = [
        in_block(arms, (2 * whole,), k, lambda what: draw(seed, what))
        for k in range(4 * whole)
    ]
    for start in (0, 2 * whole):
        block = places[start : start + 2 * whole]
        assert [block.count(a) for a in range(len(arms))] == [2 * r for r in ratios]


def test_minimisation_keeps_every_level_more_even_than_chance_would(a_design):
    lines = a_list(a_design(COMMIT), evenly(90))
    for level in ("woman", "man", "north", "south", "east"):
        counts = [
            sum(level in line.levels and line.arm == arm for line in lines)
            for arm in ("backward", "forward", "usual")
        ]
        assert max(counts) - min(counts) <= 5
