"""An account's own studies: kept, read back as rows of the library, and logged."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from retrowalk.errors import BadInput
from retrowalk.evidence.added_studies import Added, blank_row, build_own
from retrowalk.evidence.history import (
    Change,
    States,
    changes_between,
    library_version,
    states,
)
from retrowalk.evidence.library_rows import Row
from retrowalk.evidence.repeated import Known, in_library
from retrowalk.evidence.sources import same_address
from retrowalk.evidence.study import StudyEffect
from retrowalk.server.learn.models import OwnChange, OwnResult, OwnStudy

MOST_STUDIES = 500  # of one account; a whole field of research has fewer


def owner_of(request: HttpRequest) -> int | None:
    """Return the account that is signed in, None where nobody is."""
    return request.user.pk if request.user.is_authenticated else None


def own_effects(owner: int | None) -> tuple[StudyEffect, ...]:
    """Return every result of an account's own studies; none of nobody.

    Without those that our library has by now: counted twice they would weigh double.
    """
    built = (build_own(cells) for cells in own_cells(owner))
    return tuple(effect for effect in built if in_our_library(effect.address) is None)


def in_our_library(address: str) -> str | None:
    """Return the key under which our library has a study, None if it has not."""
    found = in_library().addresses.items()
    return next((key for key, there in found if same_address(there, address)), None)


def own_cells(owner: int | None) -> list[Row]:
    """Return the rows of an account's own studies as they came."""
    if owner is None:
        return []
    found = OwnResult.objects.filter(study__account_id=owner).order_by("study", "pk")
    return [blank_row() | result.cells for result in found]


def already_there(owner: int) -> tuple[Known, Known]:
    """Return the studies that may not come again: the library's and the account's."""
    own = OwnStudy.objects.filter(account_id=owner).values_list("key", "address")
    return in_library(), Known(dict(own))


def add(owner: int, found: Sequence[Added]) -> OwnChange:
    """Keep new studies and log what they change; raise BadInput if they do not fit in."""
    studies: dict[str, list[Added]] = {}
    for one in found:
        studies.setdefault(one.effect.source, []).append(one)
    try:
        with _alone(owner):
            _check_room(owner, len(studies))
            before = states(own_effects(owner))
            for key, results in studies.items():
                _create(owner, key, results)
            citations = [results[0].effect.name for results in studies.values()]
            return _logged(owner, OwnChange.Act.ADDED, citations, before)
    except IntegrityError:
        raise BadInput(
            "one of these studies has just been added from another page; look at your list"
        ) from None


def add_result(owner: int, study: OwnStudy, added: Added) -> OwnChange:
    """Keep one more result of a study that is there, and log what it changes."""
    with _alone(owner):
        before = states(own_effects(owner))
        OwnResult.objects.create(study=study, cells=dict(added.cells))
        return _logged(owner, OwnChange.Act.ADDED, [study.citation], before)


def remove(owner: int, study: OwnStudy) -> OwnChange:
    """Take a study out with all its results, and log what that changes."""
    with _alone(owner):
        before = states(own_effects(owner))
        citation = study.citation
        study.delete()
        return _logged(owner, OwnChange.Act.REMOVED, [citation], before)


@contextmanager
def _alone(owner: int) -> Iterator[None]:
    """Let one page at a time change an account's studies, so that the log counts on."""
    with transaction.atomic():
        get_user_model().objects.select_for_update().get(pk=owner)
        yield


def _check_room(owner: int, more: int) -> None:
    if OwnStudy.objects.filter(account_id=owner).count() + more > MOST_STUDIES:
        raise BadInput(
            f"there would be more than {MOST_STUDIES} studies; remove some first"
        )


def _create(owner: int, key: str, results: Sequence[Added]) -> None:
    first = results[0].effect
    study = OwnStudy.objects.create(
        account_id=owner, key=key, citation=first.name, address=first.address
    )
    for one in results:
        OwnResult.objects.create(study=study, cells=dict(one.cells))


def _logged(
    owner: int,
    act: OwnChange.Act,
    citations: Sequence[str],
    before: States,
) -> OwnChange:
    changed = changes_between(before, states(own_effects(owner)))
    last = OwnChange.objects.filter(account_id=owner).first()
    return OwnChange.objects.create(
        account_id=owner,
        number=last.number + 1 if last else 1,
        library_version=library_version(),
        act=act,
        studies=list(citations),
        changes=[_kept(change) for change in changed],
    )


def _kept(change: Change) -> dict[str, str | None]:
    return {"key": change.key, "before": change.before, "after": change.after}
