"""A seal in one file under a password (PKCS#12): saved here and brought back, or brought from elsewhere."""

from __future__ import annotations

from workshop.adapters.documents.seal import Seal, seal_of
from workshop.domain.errors import SealError
from workshop.domain.seals import SealProblem

SHORTEST_PASSWORD = 8
ROUNDS = 600_000  # OWASP's figure for PBKDF2 with SHA-256 (2023); a third of a second
LARGEST_EXCHANGE = 64 * 1024


def sealed_away(seal: Seal, password: str) -> bytes:
    """Write a seal as PKCS#12 (PBES2, AES-256, PBKDF2); raises SealError for a password that is too short."""
    from cryptography import x509  # noqa: PLC0415
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import pkcs12  # noqa: PLC0415

    if len(password) < SHORTEST_PASSWORD:
        raise SealError(SealProblem.PASSWORD_TOO_SHORT, str(SHORTEST_PASSWORD))
    encryption = (
        serialization.PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(ROUNDS)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
        .build(password.encode("utf-8"))
    )
    key = serialization.load_der_private_key(seal.key, None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    certificate = x509.load_der_x509_certificate(seal.certificate)
    return pkcs12.serialize_key_and_certificates(seal.name.encode("utf-8"), key, certificate, None, encryption)


def opened(file: bytes, password: str) -> Seal:
    """Read a seal from PKCS#12; certificates of those who issued it are left out. Raises SealError."""
    from cryptography import x509  # noqa: PLC0415
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import pkcs12  # noqa: PLC0415

    if len(file) > LARGEST_EXCHANGE:
        raise SealError(SealProblem.WRONG_PASSWORD)
    try:
        key, certificate, _issuers = pkcs12.load_key_and_certificates(file, password.encode("utf-8") or None)
    except UnsupportedAlgorithm:
        raise SealError(SealProblem.TOO_OLD_FORMAT) from None
    except (ValueError, TypeError, x509.InvalidVersion):  # a wrong password, or a damaged file: it does not say
        raise SealError(SealProblem.WRONG_PASSWORD) from None
    if key is None or certificate is None:
        raise SealError(SealProblem.NOT_A_SEAL)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise SealError(SealProblem.KEY_KIND)
    written = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return seal_of(written, certificate.public_bytes(serialization.Encoding.DER))
