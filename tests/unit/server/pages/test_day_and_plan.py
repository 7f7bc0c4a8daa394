"""A person's day in every state, the choice of a programme, and the plan."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from retrowalk.errors import BadProgramme, StalePlan
from retrowalk.server.people.clearing import clear
from retrowalk.server.people.models import Person, Screening
from retrowalk.server.programme import plans
from retrowalk.server.programme.begin import Choice, begin
from retrowalk.server.programme.standing import State, standing
from retrowalk.training.prescription import Place

START = "Start session"


def day_page(client: Client, person: Person) -> str:
    return client.get(reverse("person", args=[person.pk])).content.decode()


def test_without_a_screening_the_questions_come_first(
    signed_in: Client, person: Person, today: date
) -> None:
    assert standing(person, today).state is State.NOT_SCREENED
    shown = day_page(signed_in, person)
    assert reverse("screening", args=[person.pk]) in shown
    assert START not in shown


@pytest.mark.parametrize(
    ("yes", "expected"),
    [
        ("dizziness", (State.ASK_FIRST, "Ask a clinician first")),
        ("fever_or_infection", (State.NOT_NOW, "Please not now")),
    ],
)
def test_without_a_clearance_nothing_can_be_begun(
    signed_in: Client, person: Person, answers, yes, expected
) -> None:
    today = timezone.localdate()
    clear(person, answers(yes), today)
    shown = day_page(signed_in, person)
    state, said = expected
    assert standing(person, today).state is state
    assert said in shown
    assert START not in shown
    assert reverse("programme", args=[person.pk]) not in shown
    with pytest.raises(BadProgramme):
        begin(person, Choice("knee_10_min", Place.HALLWAY), today)
    signed_in.post(
        reverse("programme", args=[person.pk]),
        {"programme": "knee_10_min", "place": "hallway"},
    )
    assert not person.plans.exists()


def test_the_recommended_programme_comes_first_with_what_is_known(
    signed_in: Client, cleared: Person
) -> None:
    shown = signed_in.get(reverse("programme", args=[cleared.pk])).content.decode()
    first, second = (
        shown.index("Ten minutes for knees"),
        shown.index("Short bouts for beginners"),
    )
    assert shown.index("Usual choice") < first < second
    assert "Made after a dose that a study tried" in shown
    assert "No study we saw tested this dose" in shown
    assert reverse("source", args=["alghadir2019"]) in shown


def test_choosing_a_programme_makes_plan_1_and_todays_session(
    signed_in: Client, cleared: Person, today: date
) -> None:
    answer = signed_in.post(
        reverse("programme", args=[cleared.pk]),
        {"programme": "knee_10_min", "place": "hallway"},
    )
    assert answer["Location"] == reverse("person", args=[cleared.pk])
    stored = cleared.plans.get()
    assert (stored.version, stored.programme) == (1, "knee_10_min")
    due = standing(cleared, today).due
    assert due is not None
    shown = day_page(signed_in, cleared)
    assert START in shown
    assert f"{reverse('player')}#person={cleared.pk}&amp;number={due.number}" in shown
    assert stored.reason in shown


@pytest.mark.parametrize(
    "sent",
    [
        {"programme": "knee_10_min"},
        {"programme": "knee_10_min", "place": "moon"},
        {"programme": "two_by_two", "place": "treadmill"},
        {"programme": "no_such", "place": "hallway"},
        {},
    ],
)
def test_a_choice_that_does_not_fit_makes_no_plan(
    signed_in: Client, cleared: Person, sent: dict[str, str]
) -> None:
    answer = signed_in.post(reverse("programme", args=[cleared.pk]), sent)
    assert answer.status_code == 200
    assert not cleared.plans.exists()


def test_a_running_plan_cannot_be_begun_anew(
    signed_in: Client, training: Person, today: date
) -> None:
    with pytest.raises(BadProgramme):
        begin(training, Choice("beginner_intervals", Place.HALLWAY), today)
    assert training.plans.count() == 1


def test_a_clearance_that_is_due_for_review_stops_the_sessions(
    signed_in: Client, training: Person, today: date
) -> None:
    review_on = today + timedelta(days=10)
    screening = training.screenings.get()
    screening.clearance["review_on"] = review_on.isoformat()
    screening.save()
    assert standing(training, review_on - timedelta(days=1)).state is State.READY
    late = standing(training, review_on)
    assert (late.state, late.due, late.ahead) == (State.REVIEW_DUE, None, ())


def test_a_new_answer_that_forbids_training_hides_the_sessions(
    signed_in: Client, training: Person, answers, today: date
) -> None:
    clear(training, answers("dizziness"), today)
    now = standing(training, today)
    assert (now.state, now.due, now.ahead) == (State.ASK_FIRST, None, ())
    assert START not in day_page(signed_in, training)


def test_a_new_goal_that_the_last_screening_contradicts_stops_the_sessions(
    training: Person, today: date
) -> None:
    training.group = "parkinson"
    training.save()
    now = standing(training, today)
    assert (now.state, now.due, now.ahead) == (State.REVIEW_DUE, None, ())


def test_a_resting_plan_says_why_and_waits_for_a_new_screening(
    signed_in: Client, resting: Person, answers, today: date
) -> None:
    assert standing(resting, today).state is State.RESTING
    shown = day_page(signed_in, resting)
    assert "The plan rests" in shown
    assert "dizziness" in shown
    assert START not in shown
    clearance = signed_in.get(reverse("clearance", args=[resting.pk])).content.decode()
    assert "Since then the plan rests" in clearance
    assert "What you can do now" not in clearance
    with pytest.raises(BadProgramme):
        begin(resting, Choice("knee_10_min", Place.HALLWAY), today)


def test_after_a_rest_and_a_new_clearance_versions_and_numbers_go_on(
    signed_in: Client, resting: Person, answers, today: date
) -> None:
    before = plans.latest(resting)
    clear(resting, answers(), today)
    assert standing(resting, today).state is State.ASK_FIRST
    clear(resting, answers("clinician_agreed"), today)
    assert standing(resting, today).state is State.NO_PLAN
    begin(resting, Choice("knee_10_min", Place.HALLWAY), today)
    fresh = plans.latest(resting)
    assert before is not None
    assert fresh is not None
    assert fresh.version == before.version + 1
    assert fresh.ahead[0].number == before.next_number


def test_missed_days_move_once_and_say_so(
    signed_in: Client, training: Person, today: date
) -> None:
    later = today + timedelta(days=4)
    standing(training, later)
    assert [v.version for v in training.plans.all()] == [2, 1]
    standing(training, later)
    assert training.plans.count() == 2
    assert "missed" in training.plans.first().reason  # type: ignore[union-attr]


def test_what_a_new_screening_changes_is_not_said_to_come_with_time(
    signed_in: Client, training: Person, answers, today: date
) -> None:
    clear(training, answers("cannot_see_or_hear"), today)
    standing(training, today)
    newest = training.plans.first()
    assert newest is not None
    assert newest.move == plans.RESCREENED
    assert "Your newest answers allow less" in newest.reason
    shown = signed_in.get(reverse("plan", args=[training.pk])).content.decode()
    assert "After new answers" in shown
    assert "As time passed" not in shown


def test_where_a_person_stands_reads_the_newest_plan_once(
    training: Person, today: date, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(12) as asked:
        standing(training, today)
    plans_read = [q for q in asked.captured_queries if "programme_planversion" in q["sql"]]
    assert len(plans_read) == 1


def test_a_session_that_a_clinician_leads_says_that_they_must_be_there(
    signed_in: Client, person: Person, answers, today: date
) -> None:
    there = "your clinician, who has to be there"
    person.group = "multiple_sclerosis"
    person.save()
    clear(person, answers("neurological_disease", "clinician_agreed"), today)
    begin(person, Choice("with_a_clinician", Place.HALLWAY), today)
    assert there in day_page(signed_in, person)
    shown = signed_in.get(reverse("plan", args=[person.pk])).content.decode()
    assert "Every session is led by your clinician, who has to be there." in shown
    bundle = signed_in.get(f"/api/v1/persons/{person.pk}/bundle").json()
    first = [s["checklist"][0] for s in bundle["sessions"]]
    assert set(first) == {"My clinician is here and leads this session."}


def test_a_session_of_ones_own_names_no_clinician(
    signed_in: Client, training: Person
) -> None:
    assert "your clinician, who has to be there" not in day_page(signed_in, training)


@pytest.mark.parametrize("key", ["slope_20_min", "brisk_15_min"])
def test_a_slope_or_a_brisk_pace_waits_for_level_sessions_and_says_so(
    signed_in: Client, person: Person, answers, today: date, key: str
) -> None:
    person.group = "active_adult"
    person.save()
    wish = {"desired_effort": "vigorous"}
    clear(person, answers("regularly_active") | wish, today)
    page = reverse("programme", args=[person.pk])
    shown = signed_in.get(page).content.decode()
    assert shown.count("so first walk 6 good sessions") == 2
    assert "You have walked none so far." in shown
    assert reverse("source", args=["design_level_first"]) in shown
    answer = signed_in.post(page, {"programme": key, "place": "treadmill"}, follow=True)
    assert "That programme is not open now" in answer.content.decode()
    with pytest.raises(BadProgramme, match="first walk 6 good sessions"):
        begin(person, Choice(key, Place.TREADMILL), today)
    assert person.plans.count() == 0


def test_a_programme_that_is_over_says_so_and_offers_what_comes_next(
    signed_in: Client, training: Person, today: date
) -> None:
    plan = plans.latest(training)
    assert plan is not None
    now = standing(training, plan.ends_on)
    assert (now.state, now.due, now.ahead) == (State.ENDED, None, ())
    begin(training, Choice("beginner_intervals", Place.HALLWAY), plan.ends_on)
    fresh = plans.latest(training)
    assert fresh is not None
    assert (fresh.programme, fresh.version) == ("beginner_intervals", 3)


def test_the_same_version_is_never_stored_twice(training: Person) -> None:
    plan = plans.latest(training)
    assert plan is not None
    with pytest.raises(StalePlan):
        plans.save(training, plan, plans.BEGIN)
    assert training.plans.count() == 1


def test_the_plan_page_lists_the_days_and_every_version_with_its_reason(
    signed_in: Client, resting: Person
) -> None:
    shown = signed_in.get(reverse("plan", args=[resting.pk])).content.decode()
    for version in resting.plans.all():
        assert version.reason in shown
    assert "Answer the screening questions again" in shown


def test_speeds_are_shown_in_the_persons_units(
    signed_in: Client, cleared: Person, today: date
) -> None:
    cleared.group = "active_adult"
    for units, said in (("metric", "km/h"), ("imperial", "mph")):
        cleared.units = units
        cleared.save()
        shown = signed_in.get(reverse("programme", args=[cleared.pk])).content.decode()
        assert f" {said}</dd>" in shown


def test_an_old_screening_is_never_changed(person: Person, answers, today: date) -> None:
    clear(person, answers(), today)
    first = Screening.objects.values().get()
    clear(person, answers("dizziness"), today)
    assert Screening.objects.filter(pk=first["id"]).values().get() == first
