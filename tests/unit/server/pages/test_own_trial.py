"""A trial of oneself: told beforehand, drawn once, followed day by day, judged as drawn."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from retrowalk.outcomes.protocols.catalogue import protocol
from retrowalk.outcomes.taken import TakenTest, Trial
from retrowalk.outcomes.taken_json import to_json
from retrowalk.server.content_digest import content_digest
from retrowalk.server.outcomes.receive_test import receive
from retrowalk.server.people.models import Account, Person
from retrowalk.server.programme import plans
from retrowalk.server.programme.begin import Choice, begin
from retrowalk.server.programme.demo_stories import Told
from retrowalk.server.programme.demo_walk import document, walked
from retrowalk.server.programme.standing import standing
from retrowalk.server.proof import trials
from retrowalk.server.proof.forms import AskForm
from retrowalk.server.proof.models import OwnTrial
from retrowalk.server.proof.readings import of_trial
from retrowalk.server.sessions.log_of import log_of
from retrowalk.training.alternation import DayFor
from retrowalk.training.codec.session import record_to_json
from retrowalk.training.planning.adapting import after, as_it_came_out
from retrowalk.training.prescription import Place
from retrowalk.training.progression.decide import decide
from retrowalk.training.session import Symptom

DAY = timedelta(days=1)
WELL = Told(2, 2, 2.0)
DIZZY = Told(2, 2, 2.0, share=0.3, symptoms=(Symptom.DIZZINESS,))
Step = Callable[[date], date]


@pytest.fixture(autouse=True)
def _the_same_draw(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trials, "randbits", lambda _bits: 7)


@pytest.fixture
def asked(today: date) -> dict[str, str]:
    return {
        "protocol": "pain_day",
        "against": "forward",
        "weeks": "6",
        "days": "4",
        "starts_on": (today + DAY).isoformat(),
    }


@pytest.fixture
def step(monkeypatch: pytest.MonkeyPatch, signed_in: Client, account: Account) -> Step:
    """Return a way to let another day come, at ten in the morning."""

    def to(day: date) -> date:
        at = timezone.make_aware(datetime.combine(day, time(10)))
        monkeypatch.setattr(timezone, "now", lambda: at)
        signed_in.force_login(account)
        return day

    return to


@pytest.fixture
def trial(training: Person, signed_in: Client, asked: dict[str, str]) -> OwnTrial:
    signed_in.post(reverse("own_trial_begin", args=[training.pk]), asked)
    return training.own_trials.get()


def page(client: Client, name: str, *args: object, **query: str) -> str:
    answer = client.get(reverse(name, args=args), query, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def say(client: Client, person: Person, value: int) -> str:
    where = reverse("own_trial_answer", args=[person.pk])
    return client.post(where, {"value": str(value)}, follow=True).content.decode()


def walk(person: Person, day: date, told: Told = WELL) -> None:
    """Walk what is due on that day, as the player sends it."""
    plan, due = plans.latest(person), standing(person, day).due
    assert plan is not None
    assert due is not None
    record = walked(uuid4(), due, told, day)
    log = log_of(person, record)
    assert log.terms is not None
    decided = decide(log)
    grown = after(plan, decided, record, log.terms, day, due.number)
    came = as_it_came_out(decided, plan, grown)
    plans.save(person, grown, came.move.value, came)
    sent = document(record, due.number, plan.version)
    person.walks.create(
        id=record.session_id,
        planned_number=due.number,
        plan_before=plan.version,
        plan_after=grown.version,
        started_at=record.started_at,
        document=sent,
        document_digest=content_digest(sent),
        chunk_count=0,
        record=record_to_json(record),
    )


def test_what_a_trial_would_notice_is_told_before_it_is_drawn(
    training: Person, signed_in: Client, asked: dict[str, str]
):
    shown = page(signed_in, "own_trial_begin", training.pk, **asked)
    assert "In 6 weeks you would notice a change of" in shown
    assert "This rests on an assumption" in shown
    assert '#design_trial_of_oneself">' in shown
    assert shown.count('<th scope="row">') == 5
    assert "Draw the order and begin" in shown
    assert not training.own_trials.exists()


def test_ten_readings_of_ones_own_take_the_place_of_the_assumption(
    training: Person, signed_in: Client, asked: dict[str, str], today: date
):
    of = protocol("pain_day")
    for k in range(10):
        at = timezone.make_aware(datetime.combine(today - (10 - k) * DAY, time(9)))
        taken = TakenTest(
            of.key, at, (Trial(values={"pain_nrs": 4.0 + k % 3}),), of.version
        )
        receive(training, uuid4(), to_json(taken))
    shown = page(signed_in, "own_trial_begin", training.pk, **asked)
    assert "From your own 10 readings." in shown
    assert "assumption" not in shown


def test_the_order_is_drawn_once_and_kept(
    trial: OwnTrial, training: Person, signed_in: Client, asked: dict[str, str], today: date
):
    assert timezone.localdate(trial.drawn_at) < trial.starts_on
    again = signed_in.post(reverse("own_trial_begin", args=[training.pk]), asked)
    assert again.status_code == 302
    assert [one.schedule for one in training.own_trials.all()] == [trial.schedule]
    with pytest.raises(IntegrityError), transaction.atomic():
        OwnTrial.objects.create(
            person=training,
            starts_on=today,
            ends_on=today,
            order=[],
            foretold={},
            drawn_at=timezone.now(),
        )


def test_who_stops_before_the_first_day_gets_no_other_draw(
    trial: OwnTrial, training: Person, signed_in: Client, asked: dict[str, str]
):
    signed_in.post(reverse("own_trial_stop", args=[training.pk]), {"why": "bad luck"})
    assert "before it began" in page(signed_in, "own_trial", training.pk)
    signed_in.post(reverse("own_trial_begin", args=[training.pk]), asked)
    newest = training.own_trials.first()
    assert newest != trial
    assert newest.order == trial.order


def test_a_trial_begins_tomorrow_at_the_earliest(
    training: Person, signed_in: Client, asked: dict[str, str], today: date
):
    for day in (today, today + 61 * DAY):
        late = asked | {"starts_on": day.isoformat()}
        answer = signed_in.post(reverse("own_trial_begin", args=[training.pk]), late)
        assert answer.status_code == 200
    assert not training.own_trials.exists()


def test_nobody_begins_without_a_plan_that_runs(
    cleared: Person, signed_in: Client, asked: dict[str, str]
):
    shown = page(signed_in, "own_trial_begin", cleared.pk)
    assert "Choose a programme to get your first sessions." in shown
    signed_in.post(reverse("own_trial_begin", args=[cleared.pk]), asked)
    assert not cleared.own_trials.exists()


def test_a_measure_of_which_nothing_is_known_has_to_be_taken_first(
    person: Person, training: Person, signed_in: Client, asked: dict[str, str]
):
    stands = asked | {"protocol": "chair_stand_30s"}
    shown = page(signed_in, "own_trial_begin", training.pk, **stands)
    assert "Take it on ten days first" in shown
    assert "Draw the order" not in shown
    posted = signed_in.post(reverse("own_trial_begin", args=[training.pk]), stands)
    assert posted.status_code == 200
    assert not training.own_trials.exists()


def test_a_trial_that_would_notice_nothing_is_not_begun(
    training: Person, signed_in: Client, asked: dict[str, str]
):
    few = asked | {"days": "5", "against": "both"}
    assert "you would notice nothing" in page(
        signed_in, "own_trial_begin", training.pk, **few
    )
    signed_in.post(reverse("own_trial_begin", args=[training.pk]), few)
    assert not training.own_trials.exists()


def test_a_draw_that_could_leave_two_weeks_without_a_walk_is_refused_beforehand(
    training: Person, signed_in: Client, asked: dict[str, str]
):
    rests = asked | {"against": "neither", "days": "5", "weeks": "8"}
    shown = page(signed_in, "own_trial_begin", training.pk, **rests)
    assert "days without a walk" in shown
    signed_in.post(reverse("own_trial_begin", args=[training.pk]), rests)
    assert not training.own_trials.exists()


def test_the_plan_walks_what_the_day_was_drawn_for(
    trial: OwnTrial, training: Person, signed_in: Client, today: date, step: Step
):
    kinds = set()
    for k in range(len(trial.order)):
        day = step(trial.starts_on + k * DAY)
        due = standing(training, day).due
        if due is None:
            continue
        kind = DayFor(trial.order[k])
        assert bool(due.prescription.backward_s) is (kind is DayFor.BACKWARD)
        if kind not in kinds:
            shown = page(signed_in, "own_trial", training.pk)
            told = (
                "backward, as your plan says" if kind is DayFor.BACKWARD else "forward, no"
            )
            assert f"Trial day: {told}" in shown
            assert f"Trial day: {told}" in page(signed_in, "person", training.pk)
        kinds.add(kind)
        walk(training, day)
    assert kinds == {DayFor.BACKWARD, DayFor.FORWARD}
    newest = plans.latest(training)
    assert newest.dose == plans.plan_from_json(training.plans.last().body).dose


def test_an_answer_is_one_tap_and_shows_no_result(
    trial: OwnTrial, training: Person, signed_in: Client, step: Step
):
    early = say(signed_in, training, 4)
    assert "The trial has not begun yet" in early
    step(trial.starts_on)
    assert "Your answer of today is missing" in page(signed_in, "person", training.pk)
    for value in (4, 4, 6):
        shown = say(signed_in, training, value)
        assert "Your answer of today is kept." in shown
    assert of_trial(trial) == {trial.starts_on: 6.0}
    assert training.tests.count() == 2
    assert "Why no results yet" in shown
    assert "<svg" not in shown.split('<main id="main"')[1]
    assert "Tap one of the numbers." in say(signed_in, training, 11)
    asked_for = reverse("own_trial_found", args=[training.pk, trial.pk])
    assert signed_in.get(asked_for).status_code == 302


def answer_all(trial: OwnTrial, effect: int, step: Step) -> None:
    of = protocol("pain_day")
    for k, kind in enumerate(trial.order):
        value = 5 + k * k % 3 - (effect if kind == "backward" else 0)
        at = timezone.make_aware(datetime.combine(trial.starts_on + k * DAY, time(9)))
        taken = TakenTest(
            of.key, at, (Trial(values={"pain_nrs": float(value)}),), of.version
        )
        step(trial.starts_on + k * DAY)
        receive(trial.person, uuid4(), to_json(taken))


def test_a_day_that_was_missed_is_not_filled_in_later_not_even_as_a_test(
    trial: OwnTrial, training: Person, signed_in: Client, step: Step
):
    where = reverse("test", args=[training.pk, trial.protocol])
    typed = {"day": trial.starts_on.isoformat(), "note": "", "trial_1_pain_nrs": "3"}
    step(trial.starts_on + DAY)
    for day in (trial.starts_on + DAY, trial.ends_on + DAY):
        step(day)
        said = signed_in.post(where, typed, follow=True).content.decode()
        assert "That day belongs to a trial of yourself" in said
    assert of_trial(trial) == {}
    before = (trial.starts_on - DAY).isoformat()
    signed_in.post(where, {**typed, "day": before}, follow=True)
    assert training.tests.count() == 1


@pytest.mark.parametrize("hour", [0, 12, 23])
@pytest.mark.parametrize("read_in", ["America/Los_Angeles", "Pacific/Auckland"])
def test_a_journey_afterwards_moves_no_answer_to_another_day(
    trial: OwnTrial, training: Person, step: Step, hour: int, read_in: str
):
    step(trial.ends_on + 2 * DAY)
    for day, value in ((trial.starts_on, 3.0), (trial.ends_on, 5.0)):
        at = datetime.combine(day, time(hour, 30), ZoneInfo("Europe/Berlin"))
        of = protocol("pain_day")
        taken = TakenTest(of.key, at, (Trial(values={"pain_nrs": value}),), of.version)
        receive(training, uuid4(), to_json(taken))
    with timezone.override(read_in):
        assert of_trial(trial) == {trial.starts_on: 3.0, trial.ends_on: 5.0}


def test_of_two_comparisons_it_is_said_that_one_may_come_by_chance(
    training: Person, signed_in: Client, asked: dict[str, str], step: Step
):
    asked |= {"against": "both", "weeks": "12"}
    signed_in.post(reverse("own_trial_begin", args=[training.pk]), asked)
    trial = training.own_trials.get()
    answer_all(trial, 3, step)
    step(trial.ends_on + DAY)
    shown = page(signed_in, "own_trial_found", training.pk, trial.pk)
    assert shown.count('class="verdict"') == 2
    assert "that one of the two is, happens in up to 10 %." in shown


def test_what_was_known_before_names_what_it_rests_on(
    trial: OwnTrial, training: Person, signed_in: Client, step: Step
):
    answer_all(trial, 3, step)
    step(trial.ends_on + DAY)
    text = trial.schedule.replace('["backward", "forward"]', '["backward", "neither"]')
    OwnTrial.objects.filter(pk=trial.pk).update(
        schedule=text.replace('condition = "forward"', 'condition = "neither"'),
        order=[one.replace("forward", "neither") for one in trial.order],
    )
    shown = page(signed_in, "own_trial_found", training.pk, trial.pk)
    assert "Known before, from trials of other people" in shown
    assert "taken to be as large as the effect itself" in shown
    assert "lin2025" in shown
    assert "p &lt; 0.001" not in shown  # of so few draws none is so rare


def test_at_the_end_there_is_one_sentence_with_all_that_is_uncertain(
    trial: OwnTrial, training: Person, signed_in: Client, step: Step
):
    answer_all(trial, 3, step)
    step(trial.ends_on + DAY)
    shown = page(signed_in, "own_trial_found", training.pk, trial.pk)
    assert "points lower on days with walking backward" in shown
    assert "better, and more than the draw explains" in shown
    assert "95 % interval" in shown
    assert "planned sessions were walked. So what stands below says little" in shown
    assert "Told before the start:" in shown
    days = re.findall(r'<th scope="row">\d+ \w{3} \d{4}</th>', shown)
    assert len(days) == len(trial.order)
    trial.refresh_from_db()
    assert trial.state == "finished"
    assert "Gone through to the end." in page(signed_in, "own_trial", training.pk)


def test_a_trial_without_an_answer_says_so(
    trial: OwnTrial, training: Person, signed_in: Client, step: Step
):
    step(trial.ends_on + DAY)
    shown = page(signed_in, "own_trial_found", training.pk, trial.pk)
    assert "there is no answer on any day" in shown


def test_days_are_judged_as_drawn_whatever_was_walked_and_the_difference_is_shown(
    trial: OwnTrial, training: Person, signed_in: Client, step: Step
):
    k = trial.order.index("forward")
    day = step(trial.starts_on + k * DAY)
    plan = plans.latest(training)
    record = walked(uuid4(), plan.ahead[0], WELL, day)  # backward, by an old sheet of paper
    training.walks.create(
        id=record.session_id,
        planned_number=99,
        plan_before=plan.version,
        started_at=record.started_at,
        document=document(record, 99, plan.version),
        document_digest="x",
        chunk_count=0,
        record=record_to_json(record),
    )
    shown = page(signed_in, "own_trial", training.pk)
    assert "You walked backward, though the day was for forward." in shown
    assert "These days still count as what they were drawn for." in shown


def test_a_symptom_pauses_the_trial_and_its_days_are_left_empty(
    trial: OwnTrial, training: Person, signed_in: Client, step: Step
):
    day = trial.starts_on
    while standing(training, step(day)).due is None:
        day += DAY
    walk(training, day, DIZZY)
    shown = page(signed_in, "own_trial", training.pk)
    assert "The trial pauses" in shown
    assert 'name="value"' not in shown
    step(day + 3 * DAY)
    shown = page(signed_in, "own_trial", training.pk)
    assert "The plan rested on 3 days; they are left empty." in shown
    assert "The trial pauses" in page(signed_in, "person", training.pk)
    step(trial.ends_on + DAY)
    found = page(signed_in, "own_trial_found", training.pk, trial.pk)
    assert "the difference looks kinder to them than it is" in found


def test_stopping_keeps_what_there_is_and_the_plan_goes_on_without_the_trial(
    trial: OwnTrial, training: Person, signed_in: Client, step: Step
):
    day = step(trial.starts_on + 2 * DAY)
    say(signed_in, training, 3)
    assert "of 40 days are over" in page(signed_in, "own_trial_stop", training.pk)
    dose = plans.latest(training).dose
    answer = signed_in.post(
        reverse("own_trial_stop", args=[training.pk]), {"why": "holiday"}, follow=True
    )
    shown = answer.content.decode()
    assert "You stopped it on" in shown
    assert "holiday" in shown
    plan = plans.latest(training)
    assert plan.trial is None
    assert plan.dose == dose
    assert all(s.prescription.backward_s for s in standing(training, day).ahead)


def test_nobody_sees_somebody_elses_trial(
    trial: OwnTrial, training: Person, stranger: Account
):
    other = Client()
    other.force_login(stranger)
    for name in ("own_trial", "own_trial_begin", "own_trial_stop"):
        assert other.get(reverse(name, args=[training.pk])).status_code == 404
    found = reverse("own_trial_found", args=[training.pk, trial.pk])
    assert other.get(found).status_code == 404
    said = reverse("own_trial_answer", args=[training.pk])
    assert other.post(said, {"value": "1"}).status_code == 404


def test_plan_page_paper_and_calendar_file_say_what_a_forward_day_is(
    trial: OwnTrial, training: Person, signed_in: Client, step: Step
):
    step(trial.starts_on)
    for name in ("plan", "plan_paper"):
        shown = page(signed_in, name, training.pk)
        assert "all of it forward (trial day)" in shown
        assert "0 seconds backward" not in shown
    events = signed_in.get(reverse("plan_ics", args=[training.pk])).content.decode()
    assert "Trial day: forward." in events
    assert "Trial day: backward" in events


def test_a_session_that_was_not_walked_is_told_and_its_day_still_counts(
    trial: OwnTrial, training: Person, signed_in: Client, step: Step
):
    day = trial.starts_on
    while standing(training, step(day)).due is None:
        day += DAY
    step(day + DAY)
    shown = page(signed_in, "own_trial", training.pk)
    assert "A session was planned and not walked." in shown


def test_the_player_takes_the_days_of_a_trial_and_its_question_along(
    trial: OwnTrial, training: Person, signed_in: Client, step: Step
):
    address = f"/api/v1/persons/{training.pk}/bundle"
    day = step(trial.starts_on)
    told = signed_in.get(address).json()
    assert [one["kind"] for one in told["trial"]["days"]] == trial.order[:15]
    assert told["trial"]["question"]["measure"] == "pain_nrs"
    assert told["trial"]["answered"] == []
    kinds = {one["day"]: one["kind"] for one in told["trial"]["days"]}
    for session in told["sessions"]:
        ways = {interval["direction"] for interval in session["intervals"]}
        assert (ways == {"forward"}) is (kinds[session["day"]] == "forward")
        assert session["trial"].startswith("Trial day: " + kinds[session["day"]])
        assert session["script"]["segments"]
    say(signed_in, training, 5)
    assert signed_in.get(address).json()["trial"]["answered"] == [day.isoformat()]


def test_who_is_led_by_a_clinician_is_asked_for_their_word(
    today: date, asked: dict[str, str]
):
    alone = AskForm(today, asked, led=True)
    assert not alone.is_valid()
    assert list(alone.errors) == ["led"]
    assert AskForm(today, asked | {"led": "on"}, led=True).is_valid()
    assert AskForm(today, asked).is_valid()


def test_a_forward_day_names_the_speed_that_the_plan_has_backward(
    cleared: Person,
    today: date,
    asked: dict[str, str],
    signed_in: Client,
    step: Step,
):
    cleared.group = "weight_and_fitness"
    cleared.save()
    begin(cleared, Choice("two_by_two", Place.TREADMILL), today)
    signed_in.post(reverse("own_trial_begin", args=[cleared.pk]), asked)
    trial = cleared.own_trials.get()
    day = trial.starts_on + trial.order.index("forward") * DAY
    while standing(cleared, step(day)).due is None:
        day += DAY
    plan = plans.latest(cleared)
    backward = max(i.speed_mps.high for i in plan.ahead[0].prescription.intervals)
    forward = standing(cleared, day).due.prescription
    assert max(i.speed_mps.high for i in forward.intervals) == backward
    shown = page(signed_in, "own_trial", cleared.pk)
    assert re.search(r"Trial day: forward at \d\.\d to \d\.\d km/h\.", shown)
