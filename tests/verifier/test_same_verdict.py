"""The page and the command say the same of every file: the word and the reason."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from tests.adapters.documents.attacks import attacks, structure_of
from tests.verifier.judging import Flip, Judge, Judged
from workshop.adapters.documents import cms
from workshop.adapters.documents.seal import Seal
from workshop.adapters.documents.verification import verify

CASE = 0x20  # what tells a small letter from a capital one


def commanded(pdf: bytes, seal: Seal) -> Judged:
    verdict = verify(pdf, [seal.fingerprint])
    return verdict.word.value, verdict.reason


def flipped(pdf: bytes, flip: Flip) -> bytes:
    changed = bytearray(pdf)
    changed[flip[0]] ^= flip[1]
    return bytes(changed)


def sampled(pdf: bytes, count: int, seed: int) -> list[Flip]:
    """Choose bytes to change: half of them in the seal, among these its case and its padding."""
    chosen = random.Random(seed)
    start, end = cms._gap(pdf)
    letters = [place for place in range(start, end) if chr(pdf[place]) in "ABCDEF"]
    padding = end - 1 - 2 * len(structure_of(pdf)[len(structure_of(pdf).rstrip(b"\0")) :])
    kinds = (
        lambda: (chosen.randrange(len(pdf)), 1 << chosen.randrange(8)),
        lambda: (chosen.randrange(len(pdf)), chosen.randrange(1, 256)),
        lambda: (chosen.randrange(start, padding), 1 << chosen.randrange(8)),
        lambda: (chosen.choice(letters), CASE),
        lambda: (chosen.randrange(start, end), chosen.randrange(1, 256)),
        lambda: (chosen.randrange(padding, end), 1 << chosen.randrange(4)),
    )
    return [kinds[rank % len(kinds)]() for rank in range(count)]


def differences(judge: Judge, sealed: bytes, seal: Seal, flips: list[Flip]) -> Iterator[tuple[Flip, Judged, Judged]]:
    for flip, page in zip(flips, judge.flipped(sealed, flips, seal.fingerprint), strict=True):
        command = commanded(flipped(sealed, flip), seal)
        assert command[0] in ("modified", "not-a-certificate")
        if page != command:
            yield flip, page, command


def test_on_every_attack(judge: Judge, sealed: bytes, seal: Seal) -> None:
    tried = 0
    for attack in attacks(sealed, seal):
        verdict = verify(attack.pdf, attack.trusted, attack.revoked)
        page = judge.verdict(attack.pdf, attack.trusted, attack.revoked)
        assert page == (verdict.word.value, verdict.reason), attack.name
        tried += 1
    assert tried > 130


def test_on_hundreds_of_changed_bytes(judge: Judge, sealed: bytes, seal: Seal) -> None:
    assert list(differences(judge, sealed, seal, sampled(sealed, 300, 1))) == []


@pytest.mark.long
def test_on_thousands_of_changed_bytes(judge: Judge, sealed: bytes, seal: Seal) -> None:
    assert list(differences(judge, sealed, seal, sampled(sealed, 6000, 2))) == []


@pytest.mark.long
def test_on_every_bit_of_the_seal(judge: Judge, sealed: bytes, seal: Seal) -> None:
    start, end = cms._gap(sealed)
    every = [(place, 1 << bit) for place in range(start, end) for bit in range(8)]
    assert list(differences(judge, sealed, seal, every)) == []
