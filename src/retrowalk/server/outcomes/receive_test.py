"""A test arrives, exactly once: from the player, or typed in on the site.

A symptom that was told in a test is told to the plan as one outside a session is: by the same
door, under the same rules, once.
"""

import uuid
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from retrowalk.errors import BadAnswer, DifferentContent, Unknown
from retrowalk.outcomes.protocols.catalogue import protocol
from retrowalk.outcomes.protocols.protocol import Protocol
from retrowalk.outcomes.taken import BY_CHOICE, LOST_BALANCE, PAIN, TakenTest
from retrowalk.outcomes.taken_json import from_json, to_json
from retrowalk.server.catalogues import in_language
from retrowalk.server.content_digest import content_digest
from retrowalk.server.outcomes.models import StoredTest
from retrowalk.server.people.models import Person
from retrowalk.server.sessions.told_later import Event, tell_event
from retrowalk.training.session import Symptom

CLOCKS_DIFFER = timedelta(minutes=5)  # of a phone's clock ahead of ours; design_log
FIRST_YEAR = 2000  # what lies before was never taken by a device that can send it
LONGEST = timedelta(days=1)  # of a test with its rests; far past any
MOST_TESTS = 20_000  # of one person: many a day for decades
SYMPTOMS = frozenset(one.value for one in Symptom)
NO_SYMPTOMS = frozenset({PAIN, LOST_BALANCE, BY_CHOICE})  # kept with the test, and no event


def receive(
    person: Person, test_id: uuid.UUID, document: object
) -> tuple[StoredTest, bool]:
    """Keep a test; return it and whether it is new.

    Raises BadAnswer for a document that cannot be a test or tells of what nobody knows,
    Unknown for a protocol that is none or an identifier that is somebody else's,
    DifferentContent where the identifier came before with other content.
    """
    taken = from_json(document)
    of = protocol(
        taken.protocol
    )  # one that nobody knows is refused before anything is stored
    _check_clock(taken)
    symptoms = symptoms_of(taken)
    content = to_json(taken)
    digest = content_digest(content)
    with transaction.atomic():
        stored = StoredTest.objects.select_for_update().filter(pk=test_id).first()
        if stored is not None:
            return _same(stored, person, digest), False
        if person.tests.count() >= MOST_TESTS:
            raise BadAnswer(f"{person.name} has {MOST_TESTS} tests; no more can be kept")
        made = StoredTest.objects.create(
            id=test_id,
            person=person,
            protocol=taken.protocol,
            taken_at=taken.taken_at,
            document=content,
            digest=digest,
            simulated=taken.simulated or person.simulated,
        )
        _tell(person, of, taken, symptoms)
    return made, True


def symptoms_of(taken: TakenTest) -> tuple[Symptom, ...]:
    """Return the symptoms told in a test, each once; raise BadAnswer for what nobody knows."""
    told = {one for trial in taken.trials for one in trial.happened}
    for odd in sorted(told - SYMPTOMS - NO_SYMPTOMS):
        raise BadAnswer(f"in the test happened {odd!r}, which nobody knows")
    return tuple(one for one in Symptom if one in told)


def _tell(
    person: Person, of: Protocol, taken: TakenTest, symptoms: tuple[Symptom, ...]
) -> None:
    """Tell the plan of each symptom, on the day of the test, with the test as its note."""
    now = timezone.now()  # a phone's clock may be ahead of ours by a little
    day = timezone.localdate(min(taken.taken_at, now))
    with in_language(person.coach_language):
        note = _("In a test: %(name)s") % {"name": _(of.name)}
    for symptom in symptoms:
        tell_event(person, Event(symptom, day, note))


def _check_clock(taken: TakenTest) -> None:
    """Refuse a moment that cannot be: no calendar of a page could be told around it."""
    if taken.taken_at > timezone.now() + CLOCKS_DIFFER:
        raise BadAnswer(
            "the test lies ahead of the clock; look at the day and hour once more"
        )
    if taken.taken_at.year < FIRST_YEAR:
        raise BadAnswer(
            f"the test lies in the year {taken.taken_at.year}; look at the day once more"
        )
    if taken.ended_at is not None and taken.ended_at - taken.taken_at > LONGEST:
        raise BadAnswer("the test lasted more than a day; look at the clock once more")


def taken_of(stored: StoredTest) -> TakenTest:
    """Return a stored test as the rules know it."""
    return from_json(stored.document)


def _same(stored: StoredTest, person: Person, digest: str) -> StoredTest:
    if stored.person_id != person.pk:
        raise Unknown(f"{person.name} has no test {stored.pk}.")
    if stored.digest != digest:
        raise DifferentContent(f"test {stored.pk} is stored with other content.")
    return stored
