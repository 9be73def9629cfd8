from __future__ import annotations

import dataclasses
import hashlib
from dataclasses import fields, is_dataclass
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.invented import ANY_EVENT, MORNING, TEXT
from workshop.domain import events as happened
from workshop.domain.content import ContentError, canonical
from workshop.domain.entries import FIRST_HASH, KINDS, chain_hash, event_content, kind_of, read_event
from workshop.domain.events import Event
from workshop.domain.holds import HoldReason

# Stored for ever: a name may be added to this list, never changed or taken away.
STORED_NAMES = {
    "contract-adopted": ["contract", "text", "signed_by"],
    "lot-opened": ["donor", "expected", "slip"],
    "lot-closed": ["received", "missing"],
    "machine-expected": ["lot", "maker", "model", "serial"],
    "machine-received": ["lot", "category", "maker", "model", "serial", "charger"],
    "machine-diagnosed": ["reading", "category", "maker", "model", "waited", "listed"],
    "machine-triaged": [],
    "machine-set-aside": ["where", "reason"],
    "machine-brought-back": [],
    "hold-placed": ["reason"],
    "hold-released": ["reason", "release"],
    "drive-attached": ["drive"],
    "drive-detached": ["drive"],
    "bays-checked": [],
    "system-wanted": [],
    "system-installed": ["name", "version", "image", "licence", "locale"],
    "function-tested": ["function", "works", "fault", "how"],
    "photo-taken": ["photo", "about"],
    "mark-seen": ["zone", "kind", "severity"],
    "mark-gone": ["zone", "kind"],
    "looks-checked": [],
    "keyboard-seen": ["layout"],
    "locks-seen": ["locked"],
    "second-inspected": ["inspection"],
    "machine-inspected": ["inspection", "passed"],
    "machine-graded": ["letter", "eligible", "contract", "grade", "destination"],
    "destination-chosen": ["to", "because", "instead"],
    "machine-ready": ["accepted_reservations", "declared_tools"],
    "machine-reserved": ["order", "recipient"],
    "machine-unreserved": [],
    "machine-packed": ["box"],
    "machine-delivered": ["manifest"],
    "machine-rented": [],
    "machine-returned": ["reason"],
    "label-printed": ["label", "copy"],
    "drive-registered": ["model", "serial", "size_bytes", "medium"],
    "wipe-started": ["method"],
    "wipe-proven": ["log", "reservations"],
    "wipe-not-proven": ["log", "doubts"],
    "wipe-declared": ["tool", "report"],
    "wipe-validated": [],
    "wipe-rejected": ["reason"],
    "destruction-attested": ["photo"],
    "absence-attested": [],
    "drive-lost": ["incident"],
    "drive-used-again": [],
    "order-opened": ["buyer", "reference", "contract", "recipients"],
    "box-opened": ["order", "recipient", "number"],
    "document-issued": ["number", "content", "about"],
    "undone": ["event"],
    "seal-made": ["fingerprint", "name", "valid_from", "valid_until", "origin"],
    "seal-saved": ["fingerprint"],
    "seal-renewed": ["fingerprint", "by"],
    "seal-replaced": ["fingerprint", "reason", "by"],
    "report-attached": ["report", "format", "authenticity", "chosen"],
    "report-dismissed": ["report"],
    "stick-prepared": ["stick", "label"],
    "stick-forgotten": ["stick"],
    "place-made": ["name", "kind"],
    "machine-stored": ["place", "turn"],
    "machine-missed": ["place"],
    "stock-counted": ["seen", "moved", "missing"],
    "accessory-registered": ["what", "name", "machine"],
    "layout-changed": ["label", "media", "text"],
    "machine-weighed": ["grams", "declared", "told_by"],
    "part-fitted": ["part", "second_hand"],
    "meter-read": ["meter", "amount", "name", "replaced"],
}


@pytest.mark.parametrize("name", STORED_NAMES)
def test_the_names_of_what_is_stored_never_change(name: str) -> None:
    names = [field.name for field in fields(KINDS[name])]
    assert names[: len(STORED_NAMES[name])] == STORED_NAMES[name]


def test_every_kind_of_event_is_known_by_its_name_and_is_the_class_that_everybody_imports() -> None:
    classes = [
        item
        for item in vars(happened).values()
        if isinstance(item, type) and issubclass(item, Event) and item is not Event and is_dataclass(item)
    ]
    assert {kind_of(item): item for item in classes} == KINDS
    assert all(getattr(happened, item.__name__) is item for item in KINDS.values())


@given(ANY_EVENT)
def test_every_event_is_read_back_from_what_was_stored(event: Event) -> None:
    assert read_event(kind_of(type(event)), event_content(event)) == event
    canonical(event_content(event))


def test_an_unknown_kind_of_event_is_refused_as_content() -> None:
    with pytest.raises(ContentError):
        read_event("machine-teleported", {})


@given(ANY_EVENT, ANY_EVENT, st.integers(0, 10**9), TEXT, TEXT, TEXT)
def test_the_hash_ties_everything_that_stands_in_the_journal(
    event: Event, other: Event, seq: int, subject: str, person: str, bench: str
) -> None:
    whole = chain_hash(FIRST_HASH, seq, subject, event, person, bench, MORNING)
    assert len(whole) == 64
    assert whole == chain_hash(FIRST_HASH, seq, subject, event, person, bench, MORNING)
    changed = [
        chain_hash("1" * 64, seq, subject, event, person, bench, MORNING),
        chain_hash(FIRST_HASH, seq + 1, subject, event, person, bench, MORNING),
        chain_hash(FIRST_HASH, seq, subject + "x", event, person, bench, MORNING),
        chain_hash(FIRST_HASH, seq, subject, event, person + "x", bench, MORNING),
        chain_hash(FIRST_HASH, seq, subject, event, person, bench + "x", MORNING),
        chain_hash(FIRST_HASH, seq, subject, event, person, bench, MORNING + timedelta(microseconds=1)),
    ]
    assert whole not in changed
    assert (chain_hash(FIRST_HASH, seq, subject, other, person, bench, MORNING) == whole) is (event == other)


def test_two_kinds_with_the_same_fields_have_different_hashes() -> None:
    def of(event: Event) -> str:
        return chain_hash(FIRST_HASH, 1, "drive", event, "person", "bench", MORNING)

    assert of(happened.WipeValidated()) != of(happened.AbsenceAttested())


def test_the_hash_of_an_event_is_the_sha_256_of_a_text_that_anybody_can_write() -> None:
    event = happened.LotOpened("Mairie d’Exemple", 4, "EXEMPLE-1")
    text = (
        '{"at":"2026-11-24T08:00:00Z","bench":"poste 1",'
        '"event":{"donor":"Mairie d’Exemple","expected":4,"slip":"EXEMPLE-1"},"kind":"lot-opened",'
        '"person":"040100000146","prev":"' + "0" * 64 + '","seq":1,"subject":"020100000138"}'
    )
    expected = hashlib.sha256(text.encode()).hexdigest()
    assert chain_hash(FIRST_HASH, 1, "020100000138", event, "040100000146", "poste 1", MORNING) == expected


def test_events_cannot_be_changed() -> None:
    event = happened.MachineTriaged()
    with pytest.raises((AttributeError, TypeError)):
        event.reason = "another"  # type: ignore[attr-defined]
    with pytest.raises(dataclasses.FrozenInstanceError):
        happened.HoldPlaced(HoldReason.RECALL).reason = HoldReason.QUARANTINE  # type: ignore[misc]
