"""Seals in a file under a password: what this bench saves, what others made, and what is no seal for Établi."""

from __future__ import annotations

import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from tests.adapters.documents.samples import NOON, documents
from tests.adapters.documents.sealed import REAL, judged
from workshop.adapters.documents.seal import new_seal
from workshop.adapters.documents.seal_exchange import opened, sealed_away
from workshop.adapters.documents.verification import Word
from workshop.domain.errors import SealError
from workshop.domain.seals import SealProblem

PASSWORD = "un mot de passe é"
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


def named(*names: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name) for name in names])


def issued(key: Key, subject: x509.Name, usage: x509.KeyUsage | None = None) -> x509.Certificate:
    """Make a certificate as an authority does: signed by another key (RSA), with extensions of its own."""
    authority = rsa.generate_private_key(65537, 2048)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(named("Autorité d’Exemple"))
        .public_key(key.public_key())
        .serial_number(0x7FEDCBA9876543210)
        .not_valid_before(NOON - timedelta(days=1))
        .not_valid_after(NOON + timedelta(days=700))
        .add_extension(x509.SubjectAlternativeName([x509.RFC822Name("sceau@example.org")]), critical=False)
    )
    return (builder.add_extension(usage, critical=True) if usage else builder).sign(authority, hashes.SHA256())


def bundle(key: Key, certificate: x509.Certificate, password: str = PASSWORD) -> bytes:
    encryption = serialization.BestAvailableEncryption(password.encode()) if password else serialization.NoEncryption()
    return pkcs12.serialize_key_and_certificates(b"seal", key, certificate, [certificate], encryption)


def curve() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def problem_of(file: bytes, password: str = PASSWORD) -> SealProblem:
    with pytest.raises(SealError) as refused:
        opened(file, password)
    assert refused.value.__suppress_context__ or refused.value.__context__ is None  # no library error may tell a key
    return refused.value.problem


def test_what_was_saved_is_taken_back_whole() -> None:
    seal = new_seal("Atelier d’Exemple", NOON)
    file = sealed_away(seal, PASSWORD)
    assert opened(file, PASSWORD) == seal
    assert seal.key not in file


def test_a_wrong_password_and_a_damaged_file_are_told_alike() -> None:
    file = sealed_away(new_seal("A", NOON), PASSWORD)
    for other in (file[:-1], file[:100], b"", b"nonsense", bytes(100_000)):
        assert problem_of(other) is SealProblem.WRONG_PASSWORD
    for password in ("", "x", PASSWORD + " ", PASSWORD.upper()):
        assert problem_of(file, password) is SealProblem.WRONG_PASSWORD


def test_a_password_that_anybody_guesses_is_refused() -> None:
    with pytest.raises(SealError) as refused:
        sealed_away(new_seal("A", NOON), "1234567")
    assert (refused.value.problem, refused.value.what) == (SealProblem.PASSWORD_TOO_SHORT, "8")


def test_openssl_reads_what_was_saved_and_writes_what_is_brought(tmp_path: Path) -> None:
    tool = shutil.which("openssl")
    if tool is None:
        pytest.skip("openssl is not here")
    seal = new_seal("Atelier", NOON)
    (tmp_path / "saved.p12").write_bytes(sealed_away(seal, PASSWORD))
    pem, again = tmp_path / "seal.pem", tmp_path / "again.p12"
    secret = ("-passin", f"pass:{PASSWORD}")
    subprocess.run((tool, "pkcs12", "-in", tmp_path / "saved.p12", "-nodes", *secret, "-out", pem), check=True)
    subprocess.run((tool, "pkcs12", "-export", "-in", pem, "-passout", "pass:another one", "-out", again), check=True)
    assert opened(again.read_bytes(), "another one") == seal


def test_a_seal_that_an_authority_issued_seals_papers_that_verify() -> None:
    key = curve()
    seal = opened(bundle(key, issued(key, named("Métropole d’Exemple"))), PASSWORD)
    assert seal.name == "Métropole d’Exemple"
    pdf = documents(seal).certificate(REAL, "fr")
    assert judged(pdf, seal) == (Word.AUTHENTIC, "")
    assert judged(pdf + b"\n", seal)[0] is Word.MODIFIED


def test_a_file_without_a_password_is_taken_as_it_is() -> None:
    key = curve()
    assert opened(bundle(key, issued(key, named("A")), ""), "").name == "A"


@pytest.mark.parametrize("key", [rsa.generate_private_key(65537, 2048), ec.generate_private_key(ec.SECP384R1())])
def test_any_other_kind_of_key_is_refused_by_its_name(key: Key) -> None:
    assert problem_of(bundle(key, issued(key, named("A")))) is SealProblem.KEY_KIND


def test_what_cannot_be_named_or_may_not_sign_is_refused() -> None:
    key = curve()
    no_signing = x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=True,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    assert problem_of(bundle(key, issued(key, named()))) is SealProblem.NO_NAME
    assert problem_of(bundle(key, issued(key, named(" ")))) is SealProblem.NO_NAME
    assert problem_of(bundle(key, issued(key, named("A"), no_signing))) is SealProblem.NOT_FOR_SEALING


def test_a_file_without_a_key_or_a_certificate_is_no_seal() -> None:
    certificate = issued(curve(), named("A"))
    alone = serialization.BestAvailableEncryption(PASSWORD.encode())
    only_certificate = pkcs12.serialize_key_and_certificates(None, None, None, [certificate], alone)
    only_key = pkcs12.serialize_key_and_certificates(None, curve(), None, None, alone)
    assert problem_of(only_certificate) is SealProblem.NOT_A_SEAL
    assert problem_of(only_key) is SealProblem.NOT_A_SEAL
