"""The workshop's seal: a private key and a certificate, its own or one that was brought.

What it proves is small and is said on paper: that a file has not changed since somebody with access to this bench's
account sealed it. A throw-away seal named EXEMPLE lives in memory only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from workshop.domain.documents import EXAMPLE
from workshop.domain.errors import SealError
from workshop.domain.seals import SealFacts, SealProblem, readable

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.x509 import Certificate, KeyUsage

__all__ = ["Seal", "facts_of", "new_seal", "readable", "seal_of", "throw_away_seal"]
YEARS = 10
LONGEST_NAME = 64  # bytes of a common name, as the library counts ub-common-name of RFC 5280


@dataclass(frozen=True, slots=True)
class Seal:
    """A key (PKCS#8, DER) and its certificate (X.509, DER)."""

    name: str
    key: bytes = field(repr=False)
    certificate: bytes
    fingerprint: str  # SHA-256 of the certificate, 64 hexadecimal digits

    @property
    def example(self) -> bool:
        return self.name == EXAMPLE


def throw_away_seal(name: str = EXAMPLE, now: datetime | None = None) -> Seal:
    """Make a seal that is never written down."""
    return new_seal(name, now or datetime.now(UTC))


def new_seal(name: str, now: datetime) -> Seal:
    """Make a key (P-256) and its certificate for ten years."""
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415 — heavy, only where something is sealed

    short = name.encode("utf-8", "ignore")[:LONGEST_NAME].decode("utf-8", "ignore").strip()
    return _seal(short or EXAMPLE, ec.generate_private_key(ec.SECP256R1()), now)


def seal_of(key: bytes, certificate: bytes) -> Seal:
    """Put a key and its certificate together (both DER); raises SealError where they cannot serve as a seal."""
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415

    facts = facts_of(certificate)
    try:
        private = serialization.load_der_private_key(key, None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as problem:
        raise SealError(SealProblem.NOT_A_SEAL) from problem
    if _public(private.public_key()) != _public(_read(certificate).public_key()):
        raise SealError(SealProblem.KEY_OF_ANOTHER, facts.fingerprint)
    return Seal(facts.name, key, certificate, facts.fingerprint)


def facts_of(certificate: bytes) -> SealFacts:
    """Return what a certificate (DER) says of a seal; raises SealError for one that cannot serve.

    Only P-256: `cms.py` knows the one spelling of such a signature, and of no other.
    """
    from cryptography import x509  # noqa: PLC0415
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415

    read = _read(certificate)
    fingerprint = read.fingerprint(hashes.SHA256()).hex()
    try:
        key, names = read.public_key(), read.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
        usages = [item.value for item in read.extensions if isinstance(item.value, x509.KeyUsage)]
    except UnsupportedAlgorithm as problem:
        raise SealError(SealProblem.KEY_KIND, fingerprint) from problem
    except (ValueError, x509.DuplicateExtension, x509.UnsupportedGeneralNameType) as problem:
        raise SealError(SealProblem.NOT_A_SEAL, fingerprint) from problem
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise SealError(SealProblem.KEY_KIND, fingerprint)
    if usages and not (usages[0].digital_signature or usages[0].content_commitment):
        raise SealError(SealProblem.NOT_FOR_SEALING, fingerprint)
    name = str(names[0].value).strip() if names else ""
    if not name:
        raise SealError(SealProblem.NO_NAME, fingerprint)
    return SealFacts(fingerprint, name, read.not_valid_before_utc, read.not_valid_after_utc)


def _read(certificate: bytes) -> Certificate:
    from cryptography import x509  # noqa: PLC0415

    try:
        return x509.load_der_x509_certificate(certificate)
    except (ValueError, x509.InvalidVersion) as problem:
        raise SealError(SealProblem.NOT_A_SEAL) from problem


def _public(key: object) -> object:
    """Return what tells two keys on the same curve apart."""
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415

    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise SealError(SealProblem.KEY_KIND)
    return key.public_numbers()


def _seal(name: str, key: EllipticCurvePrivateKey, now: datetime) -> Seal:
    from cryptography import x509  # noqa: PLC0415
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415

    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))  # a bench's clock may be a little late
        .not_valid_after(now + timedelta(days=365 * YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_sealing_only(), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return Seal(
        name,
        key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()),
        certificate.public_bytes(serialization.Encoding.DER),
        certificate.fingerprint(hashes.SHA256()).hex(),
    )


def _sealing_only() -> KeyUsage:
    from cryptography import x509  # noqa: PLC0415

    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
