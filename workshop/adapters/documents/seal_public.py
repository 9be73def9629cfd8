"""The part of a seal that everybody may have: its certificate as PEM, under a few lines that a person can read.

Programs skip the lines above the certificate (RFC 7468, § 2); so does Établi, which believes none of them.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from workshop.adapters.documents.seal import Seal, facts_of
from workshop.domain.errors import SealError
from workshop.domain.seals import SealProblem, readable, written_fingerprint

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

FORMAT = 1
LARGEST_PUBLIC = 64 * 1024


def public_file(seal: Seal) -> bytes:
    """Write a seal without its key."""
    from cryptography import x509  # noqa: PLC0415 — heavy, only where something is sealed
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415

    facts = facts_of(seal.certificate)
    lines = (
        f"Etabli-Public-Seal: {FORMAT}",
        f"Name: {facts.name}",
        f"SHA-256: {readable(facts.fingerprint)}",
        f"Valid-Until: {facts.valid_until:%Y-%m-%d}",
    )
    pem = x509.load_der_x509_certificate(seal.certificate).public_bytes(serialization.Encoding.PEM)
    return "\n".join((*lines, "")).encode("utf-8") + pem


def fingerprint_in(file: bytes, where: str) -> str:
    """Return the fingerprint of the seal that a file shows: its certificate, or one fingerprint alone on a line.

    It is counted from the certificate; what is written above it is never believed. Raises SealError.
    """
    from cryptography import x509  # noqa: PLC0415
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415

    if len(file) > LARGEST_PUBLIC:
        raise SealError(SealProblem.NOT_A_PUBLIC_SEAL, where)
    if b"-----BEGIN" not in file:
        lines = [line for line in file.decode("utf-8-sig", errors="replace").splitlines() if line.strip()]
        alone = written_fingerprint(lines[0]) if len(lines) == 1 else None
        if alone is None:
            raise SealError(SealProblem.NOT_A_PUBLIC_SEAL, where)
        return alone
    found: list[Certificate] = []
    with suppress(ValueError, x509.InvalidVersion):
        found = x509.load_pem_x509_certificates(file)
    if len(found) != 1:
        raise SealError(SealProblem.NOT_A_PUBLIC_SEAL, where)
    try:
        return facts_of(found[0].public_bytes(serialization.Encoding.DER)).fingerprint
    except SealError:
        raise SealError(SealProblem.NOT_A_PUBLIC_SEAL, where) from None
