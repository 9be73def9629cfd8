"""The signature inside a sealed PDF, byte by byte: what it covers, who made it, that no bit of it could be changed.

The seal covers every byte of the file but its own place. What stands there has one possible spelling: the CMS structure
is built again from its three free parts (certificate, signed attributes, signature value) and must come out the same.
(ETSI EN 319 142-1, PAdES B-B; RFC 5652; RFC 5035.)
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from asn1crypto import cms, core, tsp, x509
from cryptography import x509 as certificates
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils

assert tsp.SigningCertificateV2  # importing it teaches asn1crypto the attribute's name
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]")
_SUBFILTER = b"/ETSI.CAdES.detached"
_UNREADABLE = (
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
    OverflowError,
    UnsupportedAlgorithm,  # this one and the next are no ValueErrors
    certificates.InvalidVersion,
)


class NotIntactError(ValueError):
    """The seal is missing, does not cover the whole file, or does not fit it; the argument is the reason's code."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """Who sealed a file that has not changed since: the seal's name and the fingerprint of its certificate."""

    name: str
    fingerprint: str


def sealed_by(pdf: bytes) -> Sealed:
    """Return who sealed a file; raises NotIntactError where one bit of it is not what was sealed."""
    start, end = _gap(pdf)
    digest = hashlib.sha256(pdf[:start] + pdf[end:]).digest()
    try:
        structure = cms.ContentInfo.load(bytes.fromhex(pdf[start + 1 : end - 1].decode("ascii")))
        signer = structure["content"]["signer_infos"][0]
        certificate = structure["content"]["certificates"][0].chosen.dump()
        signed = signer["signed_attrs"].untag().dump()  # as it stands: asn1crypto rewrites parts that were looked at
        _check_attributes(signer["signed_attrs"], digest, certificate)
        _check_signature(signer, signed, certificate)
        _check_spelling(pdf[start:end], structure)
        return Sealed(_name(certificate), hashlib.sha256(certificate).hexdigest())
    except NotIntactError:
        raise
    except _UNREADABLE as problem:
        raise NotIntactError("seal-unreadable") from problem


def _gap(pdf: bytes) -> tuple[int, int]:
    """Return where the signature stands: the only place that it does not cover."""
    found = _RANGE.findall(pdf)
    if not found:
        raise NotIntactError("no-seal")
    if len(found) > 1 or pdf.count(b"/ByteRange") > 1 or pdf.count(_SUBFILTER) != 1:
        raise NotIntactError("several-seals")
    first, length, second, rest = (int(number) for number in found[0])
    if first != 0 or not 0 < length < second or second + rest != len(pdf):
        raise NotIntactError("not-whole")
    if pdf.count(b"%%EOF") != 2 or pdf.count(b"startxref") != 2:  # noqa: PLR2004 — the document, then its seal
        raise NotIntactError("several-revisions")
    return length, second


def _check_spelling(written: bytes, structure: cms.ContentInfo) -> None:
    """Refuse every spelling of the signature but the one in which this program writes it."""
    again = _built(structure).dump()
    if written != b"<" + again.hex().upper().encode("ascii").ljust(len(written) - 2, b"0") + b">":
        raise NotIntactError("seal-rewritten")


def _built(structure: cms.ContentInfo) -> cms.ContentInfo:
    """Build the structure again as this program writes it."""
    signed = structure["content"]
    (signer,) = signed["signer_infos"]
    (certificate,) = signed["certificates"]
    chosen = x509.Certificate.load(certificate.chosen.dump())
    sha256 = {"algorithm": "sha256"}
    attributes = cms.CMSAttributes.load(signer["signed_attrs"].untag().dump())
    return cms.ContentInfo(
        {
            "content_type": "signed_data",
            "content": cms.SignedData(
                {
                    "version": "v1",
                    "digest_algorithms": [sha256],
                    "encap_content_info": {"content_type": "data"},
                    "certificates": [chosen],
                    "signer_infos": [
                        {
                            "version": "v1",
                            "sid": cms.SignerIdentifier(
                                {
                                    "issuer_and_serial_number": cms.IssuerAndSerialNumber(
                                        {"issuer": chosen.issuer, "serial_number": chosen.serial_number}
                                    )
                                }
                            ),
                            "digest_algorithm": sha256,
                            "signed_attrs": attributes,
                            "signature_algorithm": {"algorithm": "sha256_ecdsa"},
                            "signature": signer["signature"].native,
                        }
                    ],
                }
            ),
        }
    )


def _check_attributes(attributes: cms.CMSAttributes, digest: bytes, certificate: bytes) -> None:
    values = {attribute["type"].native: attribute["values"] for attribute in attributes}
    kinds = [attribute["type"].native for attribute in attributes]
    if len(values) != len(kinds) or values.get("content_type", core.Void()).native != ["data"]:
        raise NotIntactError("seal-unreadable")
    if values["message_digest"].native != [digest]:
        raise NotIntactError("bytes-changed")
    (reference,) = values["signing_certificate_v2"]
    if reference["certs"][0]["cert_hash"].native != hashlib.sha256(certificate).digest():
        raise NotIntactError("seal-rewritten")


def _check_signature(signer: cms.SignerInfo, signed: bytes, certificate: bytes) -> None:
    key = certificates.load_der_x509_certificate(certificate).public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise NotIntactError("seal-unreadable")
    signature = signer["signature"].native
    try:
        key.verify(signature, signed, ec.ECDSA(hashes.SHA256()))
        if low(signature) != signature:
            raise NotIntactError("seal-rewritten")
    except InvalidSignature as problem:
        raise NotIntactError("signature-wrong") from problem


def low(signature: bytes) -> bytes:
    """Return the smaller of the two spellings that every ECDSA signature on P-256 has (anybody can make the other)."""
    r, s = utils.decode_dss_signature(signature)
    return utils.encode_dss_signature(r, min(s, P256_ORDER - s))


def _name(certificate: bytes) -> str:
    names = certificates.load_der_x509_certificate(certificate).subject.get_attributes_for_oid(
        certificates.NameOID.COMMON_NAME
    )
    return str(names[0].value) if names else ""
