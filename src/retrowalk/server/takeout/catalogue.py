"""Which models go into an archive, field by field; a test finds those that nobody listed.

Nothing is taken along by accident and nothing is forgotten by accident: a field stands in
`fields` or, with its reason, in `left_out`; a model stands in KEPT or, with its reason, in
LEFT_OUT.
"""

from collections.abc import Mapping

from retrowalk.server.learn.models import OwnChange, OwnResult, OwnStudy
from retrowalk.server.outcomes.models import StoredTest
from retrowalk.server.people.models import Person, Screening
from retrowalk.server.programme.models import OwnProgramme, PlanVersion
from retrowalk.server.proof.models import OwnTrial
from retrowalk.server.sessions.models import (
    AdverseEvent,
    Chunk,
    PhoneMounting,
    WalkedSession,
)
from retrowalk.server.takeout import checks
from retrowalk.server.takeout.kept import Kept
from retrowalk.server.watches.models import BroughtFile

NUMBERED = {"id": "a number of this database; the row's key finds it again"}
WHOEVER_BRINGS = {"account": "the account that brings it back"}

KEPT: tuple[Kept, ...] = (
    Kept(
        "persons",
        Person,
        "account",
        ("id",),
        (
            "id",
            "name",
            "birth_year",
            "group",
            "units",
            "coach_language",
            "height_m",
            "weight_kg",
            "max_heart_rate_bpm",
            "simulated",
            "created_at",
        ),
        may_change=frozenset(
            {
                "name",
                "birth_year",
                "group",
                "units",
                "coach_language",
                "height_m",
                "weight_kg",
                "max_heart_rate_bpm",
            }
        ),
        check=checks.person,
        left_out=WHOEVER_BRINGS,
    ),
    Kept(
        "screenings",
        Screening,
        "person__account",
        ("person", "answered_at"),
        ("person", "answered_at", "answers", "outcome", "clearance", "review_on"),
        repeats=True,
        check=checks.screening,
        left_out=NUMBERED,
    ),
    Kept(
        "own_programmes",
        OwnProgramme,
        "person__account",
        ("person", "key"),
        ("person", "key", "text", "created_at"),
        may_change=frozenset({"created_at"}),
        left_out=NUMBERED,
    ),
    Kept(
        "plans",
        PlanVersion,
        "person__account",
        ("person", "version"),
        (
            "person",
            "version",
            "programme",
            "move",
            "reason",
            "decision",
            "body",
            "created_at",
        ),
        check=checks.plan,
        left_out=NUMBERED,
    ),
    Kept(
        "sessions",
        WalkedSession,
        "person__account",
        ("id",),
        (
            "id",
            "person",
            "planned_number",
            "plan_before",
            "plan_after",
            "started_at",
            "received_at",
            "document",
            "document_digest",
            "chunk_count",
            "record",
            "gait",
            "recording",
            "simulated",
            "pain_next_morning",
            "morning_told_at",
        ),
        may_change=frozenset({"pain_next_morning", "morning_told_at"}),
        check=checks.session,
    ),
    Kept(
        "chunks",
        Chunk,
        "person__account",
        ("person", "session_id", "number"),
        ("person", "session_id", "number", "digest", "body", "samples", "received_at"),
        may_change=frozenset({"body", "received_at"}),
        left_out=NUMBERED,
    ),
    Kept(
        "adverse_events",
        AdverseEvent,
        "person__account",
        ("person", "told_at"),
        ("person", "day", "symptom", "note", "told_at"),
        repeats=True,
        check=checks.adverse_event,
        left_out=NUMBERED,
    ),
    Kept(
        "phone_mountings",
        PhoneMounting,
        "person__account",
        ("person", "site"),
        ("person", "site", "body", "since", "learnt_from", "sessions", "simulated"),
        may_change=frozenset({"body", "since", "learnt_from", "sessions", "simulated"}),
        check=checks.mounting,
        left_out=NUMBERED,
    ),
    Kept(
        "tests",
        StoredTest,
        "person__account",
        ("id",),
        (
            "id",
            "person",
            "protocol",
            "taken_at",
            "received_at",
            "document",
            "digest",
            "simulated",
        ),
        check=checks.test,
    ),
    Kept(
        "watch_files",
        BroughtFile,
        "person__account",
        ("person", "brought_at", "digest"),
        (
            "person",
            "walk",
            "named_walk",
            "brought_at",
            "file_name",
            "digest",
            "source_format",
            "device",
            "name",
            "started_at",
            "duration_s",
            "laps",
            "readings",
            "simulated",
        ),
        may_change=frozenset({"walk", "named_walk", "readings"}),
        once=("walk", "digest"),
        repeats=True,
        check=checks.watch_file,
        left_out=NUMBERED,
    ),
    Kept(
        "own_trials",
        OwnTrial,
        "person__account",
        ("id",),
        (
            "id",
            "person",
            "measure",
            "protocol",
            "schedule",
            "order",
            "starts_on",
            "ends_on",
            "foretold",
            "drawn_at",
            "state",
            "stopped_on",
            "why_stopped",
            "simulated",
        ),
        may_change=frozenset({"state", "stopped_on", "why_stopped"}),
        once=("person",),
        once_when={"state": OwnTrial.State.RUNNING.value},
        check=checks.own_trial,
    ),
    Kept(
        "own_studies",
        OwnStudy,
        "account",
        ("key",),
        ("key", "citation", "address", "added_at"),
        left_out=NUMBERED | WHOEVER_BRINGS,
    ),
    Kept(
        "own_results",
        OwnResult,
        "study__account",
        ("study",),
        ("study", "cells"),
        repeats=True,
        check=checks.own_result,
        left_out=NUMBERED,
    ),
    Kept(
        "own_changes",
        OwnChange,
        "account",
        ("number",),
        ("at", "number", "library_version", "act", "studies", "changes"),
        check=checks.own_change,
        left_out=NUMBERED | WHOEVER_BRINGS,
    ),
)

# Models that belong to a person or an account and stay behind, by their label, with the reason.
LEFT_OUT: Mapping[str, str] = {
    "people.Account": "who signs in; whoever brings an archive back has an account there",
    "people.Account_groups": "rights on this installation",
    "people.Account_user_permissions": "rights on this installation",
    "account.EmailAddress": "addresses for signing in; this site asks for none",
    "account.EmailConfirmation": "a secret that lasts a few days",
    "mfa.Authenticator": "secrets for signing in",
    "outcomes.SessionSums": "worked out anew from each session's record",
    "outcomes.WalkedAtSpeed": "worked out anew from each session's gait report",
    "partner.Share": "a link for a companion, gone when the session is over",
}
