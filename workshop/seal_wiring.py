"""The part of `bootstrap.py` about seals: where the key of this bench is, and what is known of papers offline."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.domain.certificates import Certificate
from workshop.domain.deliveries import Manifest
from workshop.domain.errors import SealError
from workshop.domain.receipts import Receipt
from workshop.services.people import People
from workshop.services.ports import Clock, Documents, Store
from workshop.services.seal_views import KnownSeals
from workshop.services.seals import Seals
from workshop.settings import Profile, Settings

if TYPE_CHECKING:
    from workshop.adapters.documents.seal import Seal
    from workshop.adapters.documents.seal_box import SealBox, ThrowAwayBox
    from workshop.adapters.documents.verification import Verdict


def seal_box(settings: Settings) -> SealBox | ThrowAwayBox:
    """Return where the seal of this bench is kept; an example's is kept nowhere."""
    from workshop.adapters.documents.seal_box import SealBox, ThrowAwayBox  # noqa: PLC0415 — imported when it is built
    from workshop.adapters.documents.seal_keyring import SystemKeyring  # noqa: PLC0415

    return ThrowAwayBox() if settings.profile is Profile.SAMPLE else SealBox(settings.folder(), SystemKeyring())


class LazyDocuments:
    """Documents whose libraries are only imported when the first one is made."""

    def __init__(self, made: Callable[[], Documents]) -> None:
        self._made = made

    def certificate(self, certificate: Certificate, language: str) -> bytes:
        return self._made().certificate(certificate, language)

    def manifest(self, manifest: Manifest, language: str) -> bytes:
        return self._made().manifest(manifest, language)

    def manifest_rows(self, manifest: Manifest, language: str) -> bytes:
        return self._made().manifest_rows(manifest, language)

    def receipt(self, receipt: Receipt, language: str) -> bytes:
        return self._made().receipt(receipt, language)


def sealing(settings: Settings, store: Store, clock: Clock) -> tuple[Seals, Documents]:
    """Return the use cases of the seal, and what makes documents with it."""
    box, people = seal_box(settings), People(store)
    seals = Seals(store, box, clock, lambda: people.default_actor(settings.bench))

    def documents() -> Documents:
        from workshop.adapters.documents.documents import PdfDocuments  # noqa: PLC0415 — with the first document

        def seal() -> Seal:
            seals.ready()
            return box.open()

        return PdfDocuments(seal)

    return seals, LazyDocuments(functools.cache(documents))


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file as a person gave it: its name, for a sentence, and its bytes."""

    name: str
    content: bytes


def verify_pdf(
    content: bytes,
    settings: Settings,
    trusted: Sequence[str] = (),
    revoked: Sequence[str] = (),
    *,
    listed: NamedFile | None = None,
    replacing: NamedFile | None = None,
) -> Verdict:
    """Verify a certificate offline. This workshop's own seals are trusted beside those that were named.

    `listed`: a list of revoked seals, sealed or plain; `replacing`: a paper that should stand in this one's place.
    Raises SealError for a list that is none or was changed.
    """
    from workshop.adapters.documents.replacing import Beside, verify_beside  # noqa: PLC0415 — with the first verdict
    from workshop.adapters.documents.seal_list import heard  # noqa: PLC0415

    told = heard(listed.content, listed.name) if listed else None
    with _own(settings) as (known, replaced):
        beside = Beside(
            (*known.trusted, *trusted),
            (*known.revoked, *revoked),
            dict(known.ended),
            replaced,
            told,
            replacing.content if replacing else None,
        )
        return verify_beside(content, beside)


def fingerprint_in(file: NamedFile) -> str:
    """Return the fingerprint of the seal that a file shows; raises SealError."""
    from workshop.adapters.documents.seal_public import fingerprint_in as read  # noqa: PLC0415 — as all adapters

    return read(file.content, file.name)


def write_copy(path: Path, content: bytes) -> None:
    """Write the copy of a seal for its owner only, whole or not at all; raises MediumError."""
    from workshop.adapters.documents.seal_file import write_private  # noqa: PLC0415 — as all adapters

    write_private(path, content)


@contextmanager
def _own(settings: Settings) -> Iterator[tuple[KnownSeals, Callable[[str, str], str]]]:
    """Give what this bench knows: its journal, and the seal that lies here; nothing where there is no workshop."""
    from workshop.adapters.store.opening import open_store, sqlite_url  # noqa: PLC0415 — only where there is a store

    lying = _lying(settings)
    if not settings.chosen_database() and not settings.database_file().exists():
        yield KnownSeals(trusted=lying), lambda _fingerprint, _number: ""
        return
    url = settings.chosen_database() or sqlite_url(settings.database_file())
    with closing(open_store(url, _BenchClock())) as store:
        seals, _documents = sealing(settings, store, _BenchClock())
        known = seals.known()

        def replaced(fingerprint: str, number: str) -> str:
            return seals.replaced_by(number) if fingerprint in known.trusted else ""

        yield replace(known, trusted=known.trusted | lying), replaced


def _lying(settings: Settings) -> frozenset[str]:
    """Return the seal that lies here, whatever any journal says; one that is broken says nothing of others' papers."""
    try:
        present = seal_box(settings).present()
    except SealError:
        return frozenset()
    return frozenset() if present is None or present.facts.example else frozenset({present.facts.fingerprint})


class _BenchClock:
    """The clock of this bench."""

    def now(self) -> datetime:
        return datetime.now(UTC)
