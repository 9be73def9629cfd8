"""One real certificate, and what is said of a file that claims to be it."""

from __future__ import annotations

from tests.adapters.documents.samples import certificate
from workshop.adapters.documents.seal import Seal
from workshop.adapters.documents.verification import Word, verify

REAL = certificate(example=False, number="CE-2026-01-000001")


def judged(pdf: bytes, seal: Seal) -> tuple[Word, str]:
    verdict = verify(pdf, [seal.fingerprint])
    return verdict.word, verdict.reason
