"""The history: no verdict and no pool changes without a row that says why."""

from retrowalk.evidence.claims import claims
from retrowalk.evidence.history import (
    GONE,
    Subject,
    changes_between,
    changes_of,
    history_problems,
    library_version,
    questions,
    states,
    versions,
)
from retrowalk.evidence.study import study_effects


def test_the_newest_version_says_how_everything_stands_now():
    assert list(history_problems()) == []
    assert library_version() == versions()[-1].version >= 2


def test_the_first_version_holds_only_new_things_and_every_later_change_says_why():
    assert all(one.before is None for one in changes_of(1))
    for version in range(2, library_version() + 1):
        found = changes_of(version)
        assert found
        assert all(one.why for one in found if one.before is not None)
        assert all(one.before != one.after for one in found)


def test_every_claim_and_every_question_has_a_state():
    found = states()
    assert {key for subject, key in found if subject is Subject.CLAIM} == {
        one.key for one in claims()
    }
    assert {key for subject, key in found if subject is Subject.POOL} == {
        one.words for one in questions()
    }


def test_what_is_new_changed_or_gone_is_told_and_the_rest_is_not():
    before = {
        (Subject.CLAIM, "a"): "1",
        (Subject.CLAIM, "b"): "1",
        (Subject.CLAIM, "c"): "1",
    }
    after = {
        (Subject.CLAIM, "a"): "1",
        (Subject.CLAIM, "b"): "2",
        (Subject.CLAIM, "d"): "1",
    }
    found = {one.key: (one.before, one.after) for one in changes_between(before, after)}
    assert found == {"b": ("1", "2"), "d": (None, "1"), "c": ("1", GONE)}
    assert changes_between(before, before) == ()


def test_an_own_study_adds_its_question_and_never_touches_a_claim():
    own = [study_effects()[0]]
    changed = changes_between(states(), states(own))
    assert all(one.subject is Subject.POOL for one in changed)
