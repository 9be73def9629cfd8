"""Every file of paper, made from its content: the port `Documents`."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from workshop.adapters.documents.seal import Seal
from workshop.adapters.documents.sealing import Sealing, digest_line
from workshop.adapters.documents.voice import voice
from workshop.domain.certificates import Certificate
from workshop.domain.content import canonical, digest, to_content
from workshop.domain.deliveries import Manifest
from workshop.domain.receipts import Receipt

CERTIFICATE_FILE = "certificate.json"
MANIFEST_FILE = "manifest.json"
RECEIPT_FILE = "receipt.json"


class PdfDocuments:
    """Implements `ports.Documents`; libraries load at the first document, the seal opens at the first certificate."""

    def __init__(self, seal: Callable[[], Seal]) -> None:
        self._open_seal = seal

    @property
    def seal(self) -> Seal:
        """The workshop's seal as it is now: it may have been renewed since the last paper."""
        return self._open_seal()

    def certificate(self, certificate: Certificate, language: str) -> bytes:
        """Return the sealed PDF/A-3b, with the canonical content attached."""
        from workshop.adapters.documents.signature import sign  # noqa: PLC0415

        seal = self.seal
        return sign(self._unsealed(certificate, seal, language), seal)

    def unsealed_certificate(self, certificate: Certificate, language: str) -> bytes:
        """Return the certificate before it is sealed: the same content and seal give the same bytes."""
        return self._unsealed(certificate, self.seal, language)

    def _unsealed(self, certificate: Certificate, seal: Seal, language: str) -> bytes:
        from workshop.adapters.documents.archive import Papers, archive  # noqa: PLC0415
        from workshop.adapters.documents.certificate_pdf import (  # noqa: PLC0415
            certificate_name,
            certificate_pdf,
            locale,
        )

        _ = voice(language)
        content = canonical(to_content(certificate))
        sealing = Sealing(sha256(content).hexdigest(), seal.fingerprint, seal.name)
        papers = Papers(
            title=certificate_name(certificate, language),
            author=certificate.workshop,
            subject=digest_line(certificate.number, sealing.digest),
            language=locale(language),
            made_at=certificate.issued_at,
            file_name=CERTIFICATE_FILE,
            file=content,
            file_description=_("Contenu du certificat, texte canonique (RFC 8785)"),
        )
        return archive(certificate_pdf(certificate, sealing, language), papers)

    def manifest(self, manifest: Manifest, language: str) -> bytes:
        """Return the PDF/A-3b of one recipient's manifest, with the canonical content attached; it is not sealed."""
        from workshop.adapters.documents.archive import Papers, archive  # noqa: PLC0415
        from workshop.adapters.documents.certificate_pdf import locale  # noqa: PLC0415
        from workshop.adapters.documents.manifest_pdf import manifest_pdf  # noqa: PLC0415

        _ = voice(language)
        content = to_content(manifest)
        papers = Papers(
            title=_("Bon de livraison {number}", number=manifest.number),
            author=manifest.workshop,
            subject=digest_line(manifest.number, digest(content)),
            language=locale(language),
            made_at=manifest.issued_at,
            file_name=MANIFEST_FILE,
            file=canonical(content),
            file_description=_("Contenu du bon de livraison, texte canonique (RFC 8785)"),
        )
        return archive(manifest_pdf(manifest, language), papers)

    def receipt(self, receipt: Receipt, language: str) -> bytes:
        """Return the PDF/A-3b of a donor's receipt, with the canonical content attached; it is not sealed."""
        from workshop.adapters.documents.archive import Papers, archive  # noqa: PLC0415
        from workshop.adapters.documents.certificate_pdf import locale  # noqa: PLC0415
        from workshop.adapters.documents.receipt_pdf import receipt_pdf  # noqa: PLC0415

        _ = voice(language)
        content = to_content(receipt)
        papers = Papers(
            title=_("Reçu {number}", number=receipt.number),
            author=receipt.workshop,
            subject=digest_line(receipt.number, digest(content)),
            language=locale(language),
            made_at=receipt.issued_at,
            file_name=RECEIPT_FILE,
            file=canonical(content),
            file_description=_("Contenu du reçu, texte canonique (RFC 8785)"),
        )
        return archive(receipt_pdf(receipt, language), papers)

    def manifest_rows(self, manifest: Manifest, language: str) -> bytes:
        """Return the manifest's lines as CSV."""
        from workshop.adapters.documents.spreadsheet import manifest_rows  # noqa: PLC0415

        return manifest_rows(manifest, language)
