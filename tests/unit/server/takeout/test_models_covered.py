"""No model of a person or an account is forgotten, and no field of one."""

import pytest
from belonging import belonging

from retrowalk.files.takeout.tables.catalogue import TABLES
from retrowalk.server.takeout.catalogue import KEPT, LEFT_OUT

ONLY_IN_DOCUMENTS = {"chunks"}  # raw pieces of motion that wait for the rest of a session


def test_every_model_of_a_person_is_taken_along_or_left_out_for_a_reason():
    kept = {one.model for one in KEPT}
    labels = {model._meta.label: model for model in belonging()}
    forgotten = sorted(
        label
        for label, model in labels.items()
        if model not in kept and label not in LEFT_OUT
    )
    assert not forgotten, (
        f"{forgotten}: say in server/takeout/catalogue.py field by field how they are taken along, "
        "or why they are left out"
    )
    assert set(LEFT_OUT) <= set(labels), "a model that is no more"
    assert not kept & {labels[label] for label in LEFT_OUT}


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept.document)
def test_every_field_is_taken_along_or_left_out_for_a_reason(kept):
    fields = {field.name for field in kept.model._meta.concrete_fields}
    many = {field.name for field in kept.model._meta.many_to_many}
    assert set(kept.fields) | set(kept.left_out) == fields | many
    assert not set(kept.fields) & set(kept.left_out)
    assert set(kept.key) | kept.may_change | set(kept.once) <= set(kept.fields)
    assert all(len(why) > 10 for why in kept.left_out.values())


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept.document)
def test_rows_with_one_key_are_told_apart_or_cannot_be(kept):
    meta = kept.model._meta
    unique = [
        set(one.fields) for one in meta.constraints if not getattr(one, "condition", 0)
    ]
    if kept.owner == "account":
        unique = [fields - {"account"} for fields in unique]
    alone = meta.get_field(kept.key[0]).primary_key or set(kept.key) in unique
    assert kept.repeats != alone


def test_every_document_is_a_table_too():
    made = {table.document for table in TABLES}
    assert made == {kept.document for kept in KEPT} - ONLY_IN_DOCUMENTS
