"""Issued documents: numbered without gaps per site, year and kind, never edited; a new one replaces the old."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class DocumentKind(StrEnum):
    """The numbered papers of a workshop."""

    CERTIFICATE = "certificate"
    MANIFEST = "manifest"
    RECEIPT = "receipt"


_LETTERS = {DocumentKind.CERTIFICATE: "CE", DocumentKind.MANIFEST: "BL", DocumentKind.RECEIPT: "RE"}
EXAMPLE = "EXEMPLE"


@dataclass(frozen=True, slots=True)
class Document:
    """One issued document: what it says is the fact `content`; its files are made from it afterwards."""

    code: str
    kind: str
    number: str
    site: int
    year: int
    rank: int
    content: str
    about: str
    issued_at: str
    person: str
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """One file of an issued document, by the SHA-256 of its bytes; served again, never remade."""

    code: str  # document's code, then "-", then the form
    document: str
    form: str  # pdf (of a certificate: also pdf-buyer, pdf-public), csv
    sha256: str


def number_of(kind: DocumentKind, site: int, year: int, rank: int, *, example: bool) -> str:
    """Write a document's number: CE-2026-01-000012; examples carry the word."""
    number = f"{_LETTERS[kind]}-{year:04d}-{site:02d}-{rank:06d}"
    return f"{EXAMPLE}-{number}" if example else number
