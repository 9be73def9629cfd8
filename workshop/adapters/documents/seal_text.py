"""How a seal is written in a file: PEM, the certificate and, unless a keyring holds it, its key.

Older files have no first line; a file that a newer Établi wrote says so there, and is left alone.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workshop.adapters.documents.seal import Seal, facts_of, seal_of
from workshop.domain.errors import SealError
from workshop.domain.seals import SealFacts, SealPlace, SealProblem

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

FORMAT = 1
LARGEST_TEXT = 64 * 1024
_FIRST_LINE = re.compile(rb"\AEtabli-Seal: (\d{1,6})\r?\n")


@dataclass(frozen=True, slots=True)
class SealText:
    """What stands in a file: `key` is DER, None where a keyring holds it."""

    facts: SealFacts
    certificate: bytes
    key: bytes | None = field(repr=False)

    @property
    def place(self) -> SealPlace:
        return SealPlace.KEYRING if self.key is None else SealPlace.FILE


def written(seal: Seal, *, with_key: bool) -> bytes:
    """Write a seal."""
    from cryptography import x509  # noqa: PLC0415
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415

    lines = f"Etabli-Seal: {FORMAT}\n".encode("ascii")
    pem = serialization.Encoding.PEM
    if with_key:
        key = serialization.load_der_private_key(seal.key, None)
        lines += key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return lines + x509.load_der_x509_certificate(seal.certificate).public_bytes(pem)


def read(text: bytes, where: str) -> SealText:
    """Read a seal; raises SealError with the name of the file, never with what stands in it."""
    first = _FIRST_LINE.match(text)
    if first and int(first[1]) > FORMAT:
        raise SealError(SealProblem.NEWER, where)
    try:
        certificate = _certificate(text)
        key = _key(text)
        facts = facts_of(certificate)
        if key is not None:
            seal_of(key, certificate)
    except SealError as problem:
        raise SealError(problem.problem, where) from None
    return SealText(facts, certificate, key)


def _certificate(text: bytes) -> bytes:
    from cryptography import x509  # noqa: PLC0415
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415

    found: list[Certificate] = []
    with suppress(ValueError, x509.InvalidVersion):
        found = x509.load_pem_x509_certificates(text)
    if len(found) != 1:
        raise SealError(SealProblem.NOT_A_SEAL)
    return found[0].public_bytes(serialization.Encoding.DER)


def _key(text: bytes) -> bytes | None:
    """Return the key that stands in a text; one that cannot be read is told without the library's own error."""
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415

    if b"PRIVATE KEY" not in text:
        return None
    try:
        key = serialization.load_pem_private_key(text, None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise SealError(SealProblem.NOT_A_SEAL) from None
    return key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
