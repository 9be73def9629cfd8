"""Sealing a finished PDF: PAdES B-B, certified « no changes », offline."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

from workshop.adapters.documents.cms import low
from workshop.adapters.documents.seal import Seal

FIELD = "Sceau"


def sign(pdf: bytes, seal: Seal) -> bytes:
    """Return the PDF with the workshop's seal over every byte of it; the first call loads pyHanko, in half a second."""
    from asn1crypto import keys, x509  # noqa: PLC0415
    from pyhanko.sign import fields, signers  # noqa: PLC0415
    from pyhanko_certvalidator.registry import SimpleCertificateStore  # noqa: PLC0415

    certificate = x509.Certificate.load(seal.certificate)
    signer = _one_spelling()(certificate, keys.PrivateKeyInfo.load(seal.key), SimpleCertificateStore())  # type: ignore[no-untyped-call]
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD,
        name=seal.name,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    sealed = io.BytesIO()
    signers.sign_pdf(_only_adding()(io.BytesIO(pdf)), meta, signer=signer, output=sealed)
    return sealed.getvalue()


@cache
def _one_spelling() -> Any:
    from pyhanko.sign.signers import SimpleSigner  # noqa: PLC0415

    class OneSpelling(SimpleSigner):
        """Signs with the one spelling of an ECDSA signature that verification accepts."""

        async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: FBT001, FBT002
            return low(await super().async_sign_raw(data, digest_algorithm, dry_run))

    return OneSpelling


@cache
def _only_adding() -> Any:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415

    class OnlyAdding(IncrementalPdfFileWriter):
        """Adds the seal and leaves the document's own description alone, which archives read (pyHanko rewrites it)."""

        def _update_meta(self) -> None:
            return

    return OnlyAdding
