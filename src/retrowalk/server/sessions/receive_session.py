"""The one step that makes a session record, a decision and the next plan: all or nothing."""

from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from retrowalk.errors import BadAnswer, BadInput, DifferentContent, Unknown
from retrowalk.files.shelf import Shelf
from retrowalk.server.people.models import Person
from retrowalk.server.people.zone import zone_at
from retrowalk.server.programme import plans
from retrowalk.server.programme.walked import on_this_clock
from retrowalk.server.sessions.arrived import arrived, let_go
from retrowalk.server.sessions.document import IntervalWalked, SessionDocument
from retrowalk.server.sessions.find import Upload, own_walk
from retrowalk.server.sessions.log_of import log_of
from retrowalk.server.sessions.models import WalkedSession
from retrowalk.server.sessions.mounting import keep, known_of
from retrowalk.server.sessions.plan_rests import rested
from retrowalk.server.sessions.prescribed import prescribed
from retrowalk.server.sessions.see import Seen, see
from retrowalk.training.codec.session import record_to_json
from retrowalk.training.planning.adapting import after, as_it_came_out
from retrowalk.training.prescription import Prescription
from retrowalk.training.progression.decide import decide
from retrowalk.training.session import IntervalDone, SessionRecord


def receive_session(
    upload: Upload, document: SessionDocument
) -> tuple[WalkedSession, bool]:
    """Make the record, decide, grow the plan; return the session and whether it is new.

    The long work, reading the motion, is done before the transaction, so that no writer
    waits for it: chunks never change once they are stored, and who comes second finds
    the first one's session under the lock.

    Raises MissingChunks, DifferentContent, Conflict, or BadInput for a document that does
    not fit the plan it names.
    """
    if (stored := _already(upload, document)) is not None:
        return stored, False
    person = upload.person
    prescription = prescribed(person, document.plan_version, document.planned_number)
    _check_intervals(prescription, document.intervals)
    bodies = arrived(upload, document)
    seen = see(bodies, document, Shelf(settings.SHELF), known_of(person, document.site))
    try:
        return _kept(upload, document, prescription, seen)
    except Person.DoesNotExist as error:
        _take_back(seen.recording)
        raise Unknown(f"{person.name} was deleted meanwhile.") from error
    except (Unknown, BadInput):  # refused for good: no deletion would find its recording
        _take_back(seen.recording)
        raise


def _kept(
    upload: Upload, document: SessionDocument, prescription: Prescription, seen: Seen
) -> tuple[WalkedSession, bool]:
    with transaction.atomic(), timezone.override(zone_at(document.started_at)):
        plans.locked(upload.person)
        if (stored := _already(upload, document)) is not None:
            return stored, False
        record = _record(upload, document, prescription, seen)
        made = _decided(upload.person, record, document.planned_number)
        walk = _written(upload, document, seen, record, made)
        keep(upload.person, seen.learnt, document.started_at, simulated=document.simulated)
        if seen.recording:
            let_go(upload)
    return walk, True


def _take_back(recording: str) -> None:
    """Take a recording off the shelf that nobody is left to have; one of a session stays."""
    if recording and not WalkedSession.objects.filter(recording=recording).exists():
        Shelf(settings.SHELF).remove(recording)


def _already(upload: Upload, document: SessionDocument) -> WalkedSession | None:
    walk = own_walk(upload)
    if walk is not None and walk.document_digest != document.digest:
        raise DifferentContent(f"session {upload.session_id} is stored with other content.")
    return walk


def _check_intervals(prescription: Prescription, walked: Sequence[IntervalWalked]) -> None:
    for interval in walked:
        if interval.index >= len(prescription.intervals):
            raise BadAnswer(
                f"interval {interval.index} was walked; the session has intervals "
                f"0 to {len(prescription.intervals) - 1}."
            )
        told = prescription.intervals[interval.index].direction
        if interval.direction is not told:
            raise BadAnswer(
                f"interval {interval.index} says {interval.direction}; the session has "
                f"{told} there."
            )


def _record(
    upload: Upload, document: SessionDocument, prescription: Prescription, seen: Seen
) -> SessionRecord:
    done_s = {i.index: i.done_s for i in document.intervals}
    return SessionRecord(
        session_id=str(upload.session_id),
        started_at=document.started_at,
        prescription=prescription,
        ending=document.ending,
        intervals=tuple(
            IntervalDone(
                direction=told.direction,
                prescribed_s=told.duration_s,
                done_s=done_s.get(index, 0.0),
                measured=seen.measured.get(index),
            )
            for index, told in enumerate(prescription.intervals)
        ),
        pain_before=document.pain_before,
        pain_after=document.pain_after,
        rpe_cr10=document.rpe_cr10,
        stumbles=document.stumbles,
        pain_during=document.pain_during,
        symptoms=document.symptoms,
        simulated=document.simulated or upload.person.simulated,
    )


def _decided(person: Person, record: SessionRecord, number: int) -> int:
    """Store the next version of the plan; return its number."""
    record = on_this_clock(record)
    before, log = plans.latest(person), log_of(person, record)
    if before is None:
        raise Unknown(f"{person.name} has no plan.")
    decision = decide(log)
    if log.terms is None:
        plan, came = rested(before, decision)
    else:
        plan = after(before, decision, record, log.terms, log.now.date(), number)
        came = as_it_came_out(decision, before, plan)
    plans.save(person, plan, came.move.value, came)
    return plan.version


def _written(
    upload: Upload, document: SessionDocument, seen: Seen, record: SessionRecord, made: int
) -> WalkedSession:
    return WalkedSession.objects.create(
        id=upload.session_id,
        person=upload.person,
        planned_number=document.planned_number,
        plan_before=document.plan_version,
        plan_after=made,
        started_at=document.started_at,
        document=document.content,
        document_digest=document.digest,
        chunk_count=document.chunk_count,
        record=record_to_json(record),
        gait=seen.gait,
        recording=seen.recording,
        simulated=record.simulated,
    )
