"""The file of a seal that everybody may have: what it says is counted, what is written above it is not believed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from workshop.adapters.documents.seal import new_seal
from workshop.adapters.documents.seal_public import LARGEST_PUBLIC, fingerprint_in, public_file
from workshop.adapters.documents.seal_text import written
from workshop.domain.errors import SealError
from workshop.domain.seals import SealProblem, readable

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SEAL, OTHER = new_seal("Atelier du Rhône", NOON), new_seal("Un autre", NOON)


def test_it_holds_the_seal_without_its_key_and_lines_for_people() -> None:
    file = public_file(SEAL)
    assert fingerprint_in(file, "") == SEAL.fingerprint
    assert b"PRIVATE" not in file
    lines = file.decode("utf-8").splitlines()
    assert lines[1:4] == ["Name: Atelier du Rhône", f"SHA-256: {readable(SEAL.fingerprint)}", "Valid-Until: 2036-11-21"]


def test_a_fingerprint_that_is_written_above_another_certificate_is_not_believed() -> None:
    file = public_file(OTHER).replace(readable(OTHER.fingerprint).encode(), readable(SEAL.fingerprint).encode())
    assert fingerprint_in(file, "") == OTHER.fingerprint


def test_one_fingerprint_alone_is_a_file_too() -> None:
    assert fingerprint_in(f"\ufeff{readable(SEAL.fingerprint)}\r\n\r\n".encode(), "") == SEAL.fingerprint


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"%PDF-1.7",
        b"\xff\xfe\x00",
        f"{SEAL.fingerprint}\n{OTHER.fingerprint}".encode(),
        public_file(SEAL) + public_file(OTHER),
        b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        b" " * (LARGEST_PUBLIC + 1),
    ],
)
def test_anything_else_is_told_by_its_name(file: bytes) -> None:
    with pytest.raises(SealError) as refused:
        fingerprint_in(file, "autre.pem")
    assert (refused.value.problem, refused.value.what) == (SealProblem.NOT_A_PUBLIC_SEAL, "autre.pem")


def test_the_file_of_the_bench_itself_shows_the_same_seal() -> None:
    assert fingerprint_in(written(SEAL, with_key=False), "") == SEAL.fingerprint
