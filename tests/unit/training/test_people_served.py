"""Every group has its profile, and every key in it leads somewhere."""

import pytest

from retrowalk.evidence.claims import claims
from retrowalk.evidence.sources import Kind, source, sources
from retrowalk.outcomes.measures import MEASURES
from retrowalk.training.people_served import PROFILES, GroupProfile, profile
from retrowalk.training.person import Group
from retrowalk.training.programmes.programme import Oversight
from retrowalk.training.programmes.starters import PROGRAMMES

LED = {Group.MULTIPLE_SCLEROSIS, Group.STROKE, Group.PARKINSON}


def test_every_group_has_its_own_profile():
    assert set(PROFILES) == set(Group)
    assert all(profile(group).group is group for group in Group)
    assert len({p.name for p in PROFILES.values()}) == len(Group)


@pytest.mark.parametrize("served", PROFILES.values(), ids=lambda p: p.group.value)
def test_every_key_of_a_profile_leads_somewhere(served: GroupProfile):
    cited = {*served.seen_sources, *(s for c in served.cautions for s in c.sources)}
    claim_keys = {claim.key for claim in claims()}
    assert set(served.known) <= claim_keys
    assert cited <= set(sources())
    assert set(served.measures) <= set(MEASURES)
    assert set(served.programmes) <= set(PROGRAMMES)


@pytest.mark.parametrize("served", PROFILES.values(), ids=lambda p: p.group.value)
def test_a_profile_says_what_was_seen_and_what_was_not_in_whole_sentences(
    served: GroupProfile,
):
    said = [served.seen, served.not_known, *(c.sentence for c in served.cautions)]
    assert all(sentence.endswith(".") for sentence in said)
    assert served.seen_sources
    assert served.cautions
    assert all(c.sources for c in served.cautions)
    assert served.measures
    assert served.programmes
    kinds = {source(key).kind for key in served.seen_sources}
    assert kinds <= {Kind.STUDY, Kind.REVIEW}


@pytest.mark.parametrize("served", PROFILES.values(), ids=lambda p: p.group.value)
def test_a_profile_names_exactly_the_programmes_that_are_for_its_group(
    served: GroupProfile,
):
    offered = {p.key for p in PROGRAMMES.values() if served.group in p.groups}
    assert set(served.programmes) == offered
    assert len(served.programmes) == len(offered)


def test_only_clinicians_lead_people_with_ms_stroke_or_parkinson():
    assert {p.group for p in PROFILES.values() if p.clinician_led} == LED
    for served in PROFILES.values():
        oversights = {PROGRAMMES[key].oversight for key in served.programmes}
        expected = (
            Oversight.CLINICIAN_LED if served.clinician_led else Oversight.SELF_GUIDED
        )
        assert oversights == {expected}


@pytest.mark.parametrize("group", [Group.KNEE_OSTEOARTHRITIS, Group.AFTER_KNEE_INJURY])
def test_sore_knees_are_told_that_a_slope_does_not_spare_them(group: Group):
    assert any("cipriani1995" in c.sources for c in profile(group).cautions)


def test_where_nothing_was_found_it_is_said():
    parkinson = profile(Group.PARKINSON)
    assert parkinson.known == ()
    assert "No trial" in parkinson.not_known
    assert "falls" in profile(Group.OLDER_ADULT).not_known
