"""What paper says of the file that carries it."""

from __future__ import annotations

from dataclasses import dataclass

UNNUMBERED = "PROVISOIRE"


@dataclass(frozen=True, slots=True)
class Sealing:
    """The digest of the content, in hexadecimal, and the seal to come."""

    digest: str
    fingerprint: str
    seal_name: str


def digest_line(number: str, digest: str) -> str:
    """Write what the QR code holds: the number and the SHA-256 of the canonical content."""
    return f"{number or UNNUMBERED} SHA-256 {digest.upper()}"
