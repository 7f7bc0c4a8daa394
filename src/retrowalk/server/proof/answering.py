"""The answer of today: an ordinary test, kept as every other."""

import uuid
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from retrowalk.errors import BadInput
from retrowalk.outcomes.protocols.catalogue import protocol
from retrowalk.outcomes.taken import TakenTest, Trial
from retrowalk.outcomes.taken_json import to_json
from retrowalk.server.outcomes.receive_test import receive
from retrowalk.server.proof.models import OwnTrial
from retrowalk.server.proof.readings import by_day


def answered_today(trial: OwnTrial, today: date) -> float | None:
    """Return the answer of today; None while there is none."""
    return by_day(trial.person, trial.protocol, today, today).get(today)


def answer(trial: OwnTrial, value: float, today: date) -> str:
    """Keep an answer; return why it was not kept, empty where it was.

    The same again, as by a second tap, is kept once; another one of the day replaces it.
    """
    if not trial.starts_on <= today <= trial.ends_on:
        return _("The trial has not begun yet; the first answer is asked on its first day.")
    if answered_today(trial, today) == value:
        return ""
    of = protocol(trial.protocol)
    taken = TakenTest(
        protocol=of.key,
        taken_at=timezone.localtime(),
        trials=(Trial(values={of.principal: float(value)}),),
        version=of.version,
    )
    try:
        receive(trial.person, uuid.uuid4(), to_json(taken))
    except BadInput as error:
        return str(error)
    return ""
