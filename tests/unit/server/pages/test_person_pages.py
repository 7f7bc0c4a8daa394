"""What a person tells about themselves, and what is known for what they train for."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.evidence.claims import Verdict, claim
from retrowalk.outcomes.measures import measure
from retrowalk.server.people.body_fields import BodyFields, typed
from retrowalk.server.people.models import Account, Person
from retrowalk.server.people.person_form import PersonForm
from retrowalk.server.people.trainee import trainee
from retrowalk.server.people.words import GROUP_HELP, GROUP_SECTIONS, GROUPS
from retrowalk.training.people_served import profile
from retrowalk.training.person import HEIGHT_M, WEIGHT_KG, Group
from retrowalk.training.programmes.starters import programme

GIVEN = {"name": "Noor", "birth_year": "1961", "group": "low_back_pain", "units": "metric"}
BODY = tuple(BodyFields.base_fields)


def told(client: Client, **figures: str) -> Person:
    answer = client.post(reverse("person_new"), GIVEN | figures)
    assert answer.status_code == 302
    return Person.objects.get(name="Noor")


def test_every_group_is_offered_in_plain_words_and_none_is_chosen(
    signed_in: Client,
) -> None:
    shown = unescape(signed_in.get(reverse("person_new")).content.decode())
    for group in Group:
        assert shown.count(f'value="{group.value}"') == 1
        assert str(GROUPS[group]) in shown
        assert str(GROUP_HELP[group]) in shown
    for heading, note, _groups in GROUP_SECTIONS:
        assert str(heading) in shown
        assert str(note) in shown
    before_units = shown[: shown.index('name="units"')]
    assert " checked" not in before_units


def test_the_clinician_led_groups_and_only_they_stand_under_their_heading() -> None:
    *others, (_heading, note, led) = GROUP_SECTIONS
    assert note
    assert set(led) == {group for group in Group if profile(group).clinician_led}
    every = [*(g for _h, _n, groups in others for g in groups), *led]
    assert sorted(every) == sorted(Group)


def test_the_summary_of_errors_leads_to_the_first_group(signed_in: Client) -> None:
    shown = signed_in.post(reverse("person_new"), GIVEN | {"group": ""}).content.decode()
    assert 'href="#id_group_0"' in shown
    assert 'id="id_group_0"' in shown


def test_nothing_about_the_body_has_to_be_told(signed_in: Client) -> None:
    assert b'<details class="more">' in signed_in.get(reverse("person_new")).content
    person = told(signed_in)
    assert (person.height_m, person.weight_kg, person.max_heart_rate_bpm) == (None,) * 3


def test_what_is_told_is_stored_in_si_and_reaches_the_rules(
    signed_in: Client, today
) -> None:
    figures = {"height_cm": "172", "weight_in_kg": "74,5", "highest_heart_rate": "148 bpm"}
    person = told(signed_in, **figures)
    seen = trainee(person, today)
    assert seen.height_m == pytest.approx(1.72)
    assert seen.weight_kg == 74.5
    assert seen.max_heart_rate_bpm == 148.0
    shown = signed_in.get(reverse("person_edit", args=[person.pk])).content.decode()
    assert '<details class="more" open>' in shown
    assert 'value="74.5"' in shown


def test_feet_inches_and_pounds_are_taken_from_those_who_chose_them(
    signed_in: Client,
) -> None:
    figures = {"height_feet": "5", "height_inches": "8", "weight_in_lb": "163 lb"}
    person = told(signed_in, units="imperial", **figures)
    assert person.height_m == pytest.approx(1.7272)
    assert person.weight_kg == pytest.approx(73.9355, abs=1e-3)


@pytest.mark.parametrize(
    ("units", "field", "typed_in", "said"),
    [
        (
            "metric",
            "height_cm",
            "1.72",
            "1.72 looks like metres. In centimetres it is 172.",
        ),
        ("metric", "height_cm", "5.8", "5.8 looks like feet."),
        ("metric", "height_cm", "68", "68 looks like inches. In centimetres it is 173."),
        ("metric", "height_cm", "1720", "Write the height in centimetres, 100 to 250"),
        ("metric", "height_cm", "tall", "Write the height in centimetres, 100 to 250"),
        ("metric", "height_cm", "-172", "Write the height in centimetres"),
        ("metric", "height_cm", "nan", "Write the height in centimetres"),
        ("metric", "height_cm", "172 in", "Write the height in centimetres"),
        ("metric", "weight_in_kg", "365", "365 looks like pounds. In kilograms it is 166."),
        ("metric", "weight_in_kg", "7", "Write the weight in kilograms, 25 to 350"),
        ("metric", "weight_in_kg", "1e2", "Write the weight in kilograms"),
        ("imperial", "weight_in_lb", "50", "50 looks like kilograms. In pounds it is 110."),
        ("imperial", "weight_in_lb", "900", "Write the weight in pounds, 56 to 771"),
        ("imperial", "height_feet", "172", "172 looks like centimetres."),
        ("imperial", "height_feet", "5.8", "Write whole feet, 3 to 8"),
        ("imperial", "height_feet", "3", "Write whole feet, 3 to 8"),
        ("imperial", "height_inches", "8", "Write whole feet"),
        ("imperial", "height_inches", "12", "Write the inches beyond the feet, 0 to 11."),
        ("metric", "highest_heart_rate", "62", "62 looks like the heart rate at rest."),
        ("metric", "highest_heart_rate", "300", "Write beats per minute, 80 to 230"),
    ],
)
def test_an_impossible_figure_or_a_slip_of_units_is_named_and_nothing_is_lost(
    signed_in: Client, units: str, field: str, typed_in: str, said: str
) -> None:
    sent = GIVEN | {"units": units, field: typed_in}
    answer = signed_in.post(reverse("person_new"), sent)
    shown = unescape(answer.content.decode())
    assert said in shown
    assert '<details class="more" open>' in shown
    assert f'value="{typed_in}"' in shown
    assert 'value="Noor"' in shown
    assert not Person.objects.exists()


def test_a_figure_is_taken_out_by_emptying_its_field(signed_in: Client) -> None:
    person = told(signed_in, height_cm="172", weight_in_kg="74", highest_heart_rate="148")
    sent = GIVEN | typed(person) | {"height_cm": "", "weight_in_kg": ""}
    signed_in.post(reverse("person_edit", args=[person.pk]), sent)
    person.refresh_from_db()
    assert (person.height_m, person.weight_kg, person.max_heart_rate_bpm) == (
        None,
        None,
        148.0,
    )


def test_a_figure_typed_before_the_units_were_changed_is_not_lost(
    signed_in: Client,
) -> None:
    person = told(signed_in, units="imperial", height_cm="172", weight_in_kg="74")
    assert person.height_m == pytest.approx(1.72)
    assert person.weight_kg == 74.0


@given(
    st.floats(*HEIGHT_M),
    st.floats(*WEIGHT_KG),
    st.sampled_from(Person.Units),
    st.booleans(),
)
def test_a_form_sent_back_unchanged_changes_no_digit(
    height_m: float, weight_kg: float, units: Person.Units, switched: bool
) -> None:
    stored = Person(height_m=height_m, weight_kg=weight_kg, birth_year=1960)
    chosen = Person.Units.METRIC if switched else units
    form = PersonForm(GIVEN | {"units": chosen} | typed(stored), instance=stored)
    assert form.is_valid(), form.errors
    assert form.told == {
        "height_m": height_m,
        "weight_kg": weight_kg,
        "max_heart_rate_bpm": None,
    }


@given(
    st.sampled_from(Person.Units),
    st.lists(st.text("0123456789.,- kgcmft", max_size=6), min_size=6, max_size=6),
)
def test_whatever_the_form_takes_the_rules_take_too(
    units: Person.Units, figures: list[str]
) -> None:
    form = PersonForm(GIVEN | {"units": units} | dict(zip(BODY, figures, strict=True)))
    if form.is_valid():
        person = form.save(commit=False)
        trainee(person, timezone.localdate())
    else:
        assert set(form.errors) <= set(BODY)


@pytest.mark.parametrize("group", Group)
def test_the_page_of_a_group_says_what_is_known_and_what_is_not(
    signed_in: Client, account: Account, group: Group
) -> None:
    person = Person.objects.create(
        account=account, name="Ida", birth_year=1960, group=group
    )
    url = reverse("person_about", args=[person.pk])
    shown = unescape(signed_in.get(url).content.decode())
    theirs = profile(group)
    said = [theirs.seen, theirs.not_known, *(c.sentence for c in theirs.cautions)]
    said += [programme(key).evidence for key in theirs.programmes]
    said += [measure(key).protocol for key in theirs.measures]
    for key in (*theirs.known, "safe_at_home"):
        said += [claim(key).finding, reverse("claim", args=[key])]
    assert [sentence for sentence in said if sentence not in shown] == []
    keys = {*theirs.seen_sources, *(k for c in theirs.cautions for k in c.sources)}
    for key in keys:
        assert f"{reverse('sources')}#{key}" in shown
    usual = shown.index("usual choice")
    assert shown.rindex(programme(theirs.programmes[0]).name, 0, usual) < usual
    assert ("leads every session" in shown) is theirs.clinician_led


def test_a_claim_without_evidence_stands_under_what_is_not_known(
    signed_in: Client, person: Person
) -> None:
    person.group = Group.FOCUS_AND_COGNITION
    person.save()
    shown = signed_in.get(reverse("person_about", args=[person.pk])).content.decode()
    border = shown.index("What is not known")
    for key in profile(Group.FOCUS_AND_COGNITION).known:
        below = shown.index(reverse("claim", args=[key])) > border
        assert below is (claim(key).verdict is Verdict.NOT_FOUND)
