"""The workshop's seal: a private key and a self-signed certificate of its own.

What it proves is small and is said on paper: that a file has not changed since somebody with access to this bench's
account sealed it. A throw-away seal named EXEMPLE lives in memory only.
"""

from __future__ import annotations

import os
import stat
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.domain.documents import EXAMPLE
from workshop.domain.errors import MediumError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.x509 import KeyUsage

YEARS = 10
FINGERPRINT_GROUP = 4


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


def readable(fingerprint: str) -> str:
    """Write a fingerprint so that it can be read aloud: groups of four."""
    upper = fingerprint.upper()
    return " ".join(upper[at : at + FINGERPRINT_GROUP] for at in range(0, len(upper), FINGERPRINT_GROUP))


def throw_away_seal(name: str = EXAMPLE, now: datetime | None = None) -> Seal:
    """Make a seal that is never written down."""
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415 — heavy, only where something is sealed

    return _seal(name, ec.generate_private_key(ec.SECP256R1()), now or datetime.now(UTC))


def load_or_make_seal(path: Path, name: str, now: datetime | None = None) -> Seal:
    """Open the workshop's seal, or make it the first time, in a file that only its owner may read.

    Raises MediumError where the file is unreadable, no seal, or open to other accounts.
    """
    try:
        return _load(path)
    except FileNotFoundError:
        seal = throw_away_seal(name, now)
        _write(path, seal)
        return _load(path)  # another window may have been first
    except OSError as problem:
        raise MediumError(str(path), problem.strerror or str(problem)) from problem


def fingerprint_of(path: Path) -> str:
    """Return the fingerprint of a kept seal; raises MediumError."""
    try:
        return _load(path).fingerprint
    except OSError as problem:
        raise MediumError(str(path), problem.strerror or str(problem)) from problem


def _load(path: Path) -> Seal:
    from cryptography import x509  # noqa: PLC0415
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415

    text = path.read_bytes()
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise MediumError(str(path), "open-to-others")
    try:
        certificate = x509.load_pem_x509_certificate(text)
        key = serialization.load_pem_private_key(text, None)
    except ValueError as problem:
        raise MediumError(str(path), "not-a-seal") from problem
    (name,) = certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return Seal(
        str(name.value),
        key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()),
        certificate.public_bytes(serialization.Encoding.DER),
        certificate.fingerprint(hashes.SHA256()).hex(),
    )


def _write(path: Path, seal: Seal) -> None:
    from cryptography import x509  # noqa: PLC0415
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415

    key = serialization.load_der_private_key(seal.key, None)
    text = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ) + x509.load_der_x509_certificate(seal.certificate).public_bytes(serialization.Encoding.PEM)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        number, beside = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")  # 0600 from its first moment
        with os.fdopen(number, "wb") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(beside, path)  # fails where a seal is already there: a seal is never replaced by accident
        except FileExistsError:
            pass
        finally:
            Path(beside).unlink()
    except OSError as problem:
        raise MediumError(str(path), problem.strerror or str(problem)) from problem


def _seal(name: str, key: EllipticCurvePrivateKey, now: datetime) -> Seal:
    from cryptography import x509  # noqa: PLC0415
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415

    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name[:64] or EXAMPLE)])
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
        name[:64] or EXAMPLE,
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
