"""The files of issued documents: made once from the kept content, then served again, never remade."""

from __future__ import annotations

from workshop.domain.certificates import Certificate, Variant
from workshop.domain.content import from_content
from workshop.domain.deliveries import Manifest
from workshop.domain.documents import Document, DocumentFile, DocumentKind
from workshop.domain.errors import UnknownCodeError
from workshop.domain.people import Actor
from workshop.domain.receipts import Receipt
from workshop.domain.variants import variant_of
from workshop.services.ports import Documents, Files, Look, Store

PDF = "pdf"
CSV = "csv"
_VARIANTS = {PDF if variant is Variant.DONOR else f"{PDF}-{variant}": variant for variant in Variant}


def form_of(variant: Variant) -> str:
    """Return the form of the file in which a variant of a certificate is kept."""
    return next(form for form, known in _VARIANTS.items() if known is variant)


class Papers:
    """Makes and serves the files of documents; `language` is the documents' own, whatever the screens speak."""

    def __init__(self, store: Store, files: Files, documents: Documents, language: str) -> None:
        self._store = store
        self._files = files
        self._documents = documents
        self._language = language

    def file(self, actor: Actor, document: Document, form: str = PDF) -> bytes:
        """Return one file of an issued document."""
        key = f"{document.code}-{form}"
        with self._store.looking() as look:
            kept = look.get(DocumentFile, key)
            content = None if kept else look.fact(document.content)
        if kept:
            return self._files.open(kept.sha256)
        made = self._made(document, content, form)
        sha256 = self._files.keep(made)
        with self._store.working(actor) as work:
            first = work.get(DocumentFile, key)  # another bench may have been quicker: the first file is the document
            if first is None:
                work.put(DocumentFile(key, document.code, form, sha256))
        return self._files.open(first.sha256) if first else made

    def provisional(self, certificate: Certificate) -> bytes:
        """Return the PDF of a certificate without a number; it is not kept."""
        return self._documents.certificate(certificate, self._language)

    def named(self, number: str) -> Document:
        """Return an issued document by its number; raises UnknownCodeError."""
        with self._store.looking() as look:
            return _named(look, number)

    def issued(self) -> tuple[Document, ...]:
        """Return all issued documents, newest first."""
        with self._store.looking() as look:
            return look.find(Document, newest_first=True)

    def about(self, subject: str) -> tuple[Document, ...]:
        """Return the issued documents about one subject, oldest first."""
        with self._store.looking() as look:
            return look.find(Document, about=subject)

    def _made(self, document: Document, content: dict[str, object] | None, form: str) -> bytes:
        if document.kind == DocumentKind.CERTIFICATE.value:
            certificate = variant_of(from_content(Certificate, content or {}), _VARIANTS[form])
            return self._documents.certificate(certificate, self._language)
        if document.kind == DocumentKind.RECEIPT.value:
            return self._documents.receipt(from_content(Receipt, content or {}), self._language)
        manifest = from_content(Manifest, content or {})
        if form == CSV:
            return self._documents.manifest_rows(manifest, self._language)
        return self._documents.manifest(manifest, self._language)


def _named(look: Look, number: str) -> Document:
    found = look.find(Document, number=number) or look.find(Document, code=number)
    if not found:
        raise UnknownCodeError(number)
    return found[0]
