"""Whoever changes one bit of a sealed certificate, anywhere and in whatever way, is found out."""

from __future__ import annotations

import random

from tests.adapters.documents.attacks import attacks
from workshop.adapters.documents import cms
from workshop.adapters.documents.seal import Seal
from workshop.adapters.documents.verification import Word, verify


def test_thousands_of_flipped_bytes_are_found_and_never_called_anything_good(sealed: bytes, seal: Seal) -> None:
    chosen = random.Random(11)
    start, end = cms._gap(sealed)
    for place in (*range(start, end), *(chosen.randrange(len(sealed)) for _ in range(2000))):
        changed = bytearray(sealed)
        changed[place] ^= 1 << chosen.randrange(8)
        assert verify(bytes(changed), [seal.fingerprint]).word in (Word.MODIFIED, Word.NOT_A_CERTIFICATE)


def test_every_attack_is_refused_with_its_true_reason(sealed: bytes, seal: Seal) -> None:
    tried = 0
    for attack in attacks(sealed, seal):
        verdict = verify(attack.pdf, attack.trusted, attack.revoked)
        assert attack.told_truly(verdict.word, verdict.reason), (attack.name, verdict.word, verdict.reason)
        tried += 1
    assert tried > 130
