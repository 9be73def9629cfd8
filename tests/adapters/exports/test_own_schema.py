"""Our own form: its schema is that of the facts, every fact is described, and what was written comes back."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from tests.adapters.exports.machines import RECORDED, of_the_corpus, recorded
from tests.adapters.exports.shape import FILE, bare, described, shape, strict, written
from tests.adapters.readings.corpus import TOLD
from tests.domain.invented import facts
from workshop.adapters.exports.etabli import SCHEMA, etabli_machine
from workshop.domain.content import from_content
from workshop.domain.diagnosis import Diagnosis

CODE = "260100000127"
PUBLISHED = json.loads(FILE.read_text("utf-8"))
VALID = jsonschema.Draft202012Validator(strict(PUBLISHED), format_checker=jsonschema.FormatChecker())


def exported(diagnosis: Diagnosis, code: str = CODE) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(etabli_machine(diagnosis, code, "0.1.0"))
    assert [error.message for error in VALID.iter_errors(document)] == []
    return document


def test_the_schema_is_that_of_the_facts() -> None:
    """After a fact was added: `python -m tests.adapters.exports.shape`, then describe it in the file."""
    jsonschema.Draft202012Validator.check_schema(PUBLISHED)
    assert bare(PUBLISHED) == shape()
    assert written(PUBLISHED) == PUBLISHED


def test_every_fact_is_described() -> None:
    assert [place for place, words in described(PUBLISHED).items() if not words.endswith((".", "?"))] == []


@pytest.mark.parametrize("name", RECORDED)
def test_a_recorded_machine_comes_back_as_it_was(name: str) -> None:
    document = exported(recorded(name))
    assert (document["schema"], document["code"]) == (SCHEMA, CODE)
    assert from_content(Diagnosis, document["diagnosis"]) == recorded(name)


@TOLD
def test_every_machine_of_the_corpus_comes_back() -> None:
    for name, diagnosis in of_the_corpus():
        document = json.loads(etabli_machine(diagnosis, "", "0.1.0"))
        assert VALID.is_valid(document), name
        assert from_content(Diagnosis, document["diagnosis"]) == diagnosis, name


@given(facts(Diagnosis))
def test_whatever_was_read_it_is_valid_and_comes_back(diagnosis: Diagnosis) -> None:
    assert from_content(Diagnosis, exported(diagnosis, "")["diagnosis"]) == diagnosis


def test_a_newer_document_with_more_facts_is_still_valid() -> None:
    document = exported(recorded(RECORDED[0]))
    document["diagnosis"]["smell"] = "of new plastic"
    assert jsonschema.Draft202012Validator(PUBLISHED).is_valid(document)
    document["diagnosis"]["memory_bytes"] = "8 GB"
    assert not jsonschema.Draft202012Validator(PUBLISHED).is_valid(document)
