"""What is known for what a person trains for."""

import uuid
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from retrowalk.evidence.claims import Claim, Verdict, claim
from retrowalk.outcomes.measures import measure
from retrowalk.server.learn.words import CERTAINTIES, VERDICTS
from retrowalk.server.people.clearance_shown import found
from retrowalk.server.people.ownership import own_person
from retrowalk.server.people.words import GROUPS
from retrowalk.training.people_served import GroupProfile, profile
from retrowalk.training.person import Group
from retrowalk.training.programmes.starters import programme

# Not known for anybody, so it stands on every page.
FOR_EVERYBODY = ("safe_at_home",)


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim with how it stands, in words. The template for verdicts reads these names."""

    claim: Claim
    verdict: Promise
    certainty: Promise


@login_required
@require_safe
def about(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Show what is known, what is not, what to mind and what to follow."""
    person = own_person(request, person_id)
    theirs = profile(Group(person.group))
    claims = [claim(key) for key in _claims(theirs)]
    open_ = [c for c in claims if c.verdict is Verdict.NOT_FOUND]
    context = {
        "person": person,
        "screened": person.screenings.exists(),
        "goal": GROUPS[theirs.group],
        "profile": theirs,
        "seen_sources": found(theirs.seen_sources),
        "known": [_standing(c) for c in claims if c not in open_],
        "open": [_standing(c) for c in open_],
        "cautions": [(c.sentence, found(c.sources)) for c in theirs.cautions],
        "programmes": [programme(key) for key in theirs.programmes],
        "measures": [measure(key) for key in theirs.measures],
    }
    return render(request, "people/about_group.html", context)


def _claims(theirs: GroupProfile) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*theirs.known, *FOR_EVERYBODY)))


def _standing(found_claim: Claim) -> Standing:
    return Standing(
        claim=found_claim,
        verdict=VERDICTS[found_claim.verdict],
        certainty=CERTAINTIES[found_claim.certainty],
    )
