"""The demo household tries it out, too: one trial gone through, one that runs."""

from datetime import date

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from retrowalk.server.people.models import Account
from retrowalk.server.programme.demo import seed
from retrowalk.server.proof.demo import seed_trials


def test_the_demo_has_a_finished_trial_and_one_whose_answer_of_today_is_missing(
    today: date,
):
    account = seed(today)
    seed_trials(today)
    client = Client()
    client.force_login(Account.objects.get(pk=account.pk))
    elena = account.persons.get(name="Elena")
    trial = elena.own_trials.get()
    assert trial.state == "finished"
    assert trial.simulated
    found = reverse("own_trial_found", args=[elena.pk, trial.pk])
    shown = client.get(found).content.decode()
    assert "points lower on days with walking backward" in shown
    assert "simulated" in shown
    assert "says little about walking" not in shown
    paul = account.persons.get(name="Paul")
    shown = client.get(reverse("own_trial", args=[paul.pk])).content.decode()
    assert "Your answer of today is missing." in shown
    assert "days have no answer" in shown
    assert all(timezone.localdate(v.created_at) <= today for v in paul.plans.all())
