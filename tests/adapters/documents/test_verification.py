"""A true certificate is told from an altered one, whoever altered it and wherever."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from tests.adapters.documents.samples import NOON, certificate, documents, manifest
from tests.adapters.documents.sealed import REAL, judged
from workshop.adapters.documents.archive import Papers, archive
from workshop.adapters.documents.certificate_pdf import certificate_pdf
from workshop.adapters.documents.seal import Seal, readable, throw_away_seal
from workshop.adapters.documents.sealing import Sealing, digest_line
from workshop.adapters.documents.signature import sign
from workshop.adapters.documents.verification import Word, verdict_sentences, verify
from workshop.domain.certificates import Certificate
from workshop.domain.content import canonical, digest, to_content


def test_an_untouched_certificate_is_authentic_and_says_who_sealed_it(sealed: bytes, seal: Seal) -> None:
    verdict = verify(sealed, [readable(seal.fingerprint)])
    assert verdict.authentic
    assert verdict.certificate == REAL
    assert verdict.content == {
        "verdict": "authentic",
        "reason": "",
        "number": "CE-2026-01-000001",
        "content_sha256": digest(to_content(REAL)),
        "seal_name": "Atelier d’Exemple",
        "seal_fingerprint_sha256": seal.fingerprint,
        "replaced_by": "",
        "notes": [],
    }
    told = " ".join(verdict.lines)
    assert "Authentique" in told
    assert "CE-2026-01-000001" in told
    assert readable(seal.fingerprint) in told


def test_a_seal_that_nobody_named_is_unknown_not_authentic(sealed: bytes, seal: Seal) -> None:
    assert verify(sealed).word is Word.UNKNOWN_SEAL
    assert verify(sealed, [throw_away_seal().fingerprint]).word is Word.UNKNOWN_SEAL
    assert not verify(sealed, [seal.fingerprint[:-1]]).authentic
    assert "Authentique" not in " ".join(verify(sealed).lines)


def test_a_revoked_seal_is_refused_even_where_it_is_trusted(sealed: bytes, seal: Seal) -> None:
    assert verify(sealed, [seal.fingerprint], [seal.fingerprint.upper()]).word is Word.REVOKED_SEAL


def test_the_same_name_with_another_key_is_unknown(seal: Seal) -> None:
    forged = documents(throw_away_seal(seal.name, NOON)).certificate(REAL, "fr")
    assert judged(forged, seal) == (Word.UNKNOWN_SEAL, "")


def test_an_example_is_an_example_whoever_sealed_it(seal: Seal) -> None:
    assert verify(documents().certificate(certificate(), "fr")).word is Word.EXAMPLE
    assert judged(documents(seal).certificate(certificate(), "fr"), seal)[0] is Word.EXAMPLE
    sample = throw_away_seal()
    assert judged(documents(sample).certificate(REAL, "fr"), sample)[0] is Word.EXAMPLE


def test_a_provisional_one_is_no_certificate(seal: Seal) -> None:
    pdf = documents(seal).certificate(replace(REAL, number=""), "fr")
    assert judged(pdf, seal) == (Word.NOT_A_CERTIFICATE, "provisional")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n%%EOF", b"hello", bytes(5000)])
def test_other_files_are_no_certificates(content: bytes) -> None:
    assert verify(content).word is Word.NOT_A_CERTIFICATE


def test_a_manifest_is_no_certificate() -> None:
    assert verify(documents().manifest(manifest(), "fr")).word is Word.NOT_A_CERTIFICATE


def test_a_certificate_that_was_never_sealed_is_refused(seal: Seal) -> None:
    unsealed = documents(seal).unsealed_certificate(REAL, "fr")
    assert judged(unsealed, seal) == (Word.MODIFIED, "no-seal")


def forged(seal: Seal, **changes: Any) -> bytes:
    """Seal, with the workshop's own key, a paper whose parts do not agree."""
    printed = REAL
    content = to_content(REAL)
    papers = Papers(
        title="Certificat",
        author=REAL.workshop,
        subject=digest_line(REAL.number, digest(content)),
        language="fr-FR",
        made_at=REAL.issued_at,
        file_name="certificate.json",
        file=canonical(content),
        file_description="x",
    )
    if "printed" in changes:
        printed = changes.pop("printed")
    sealing = Sealing(digest(to_content(printed)), seal.fingerprint, seal.name)
    return sign(archive(certificate_pdf(printed, sealing, "fr"), replace(papers, **changes)), seal)


OTHER: Certificate = replace(REAL, donor="Someone else")
SPACED = json.dumps(to_content(REAL), ensure_ascii=False).encode("utf-8")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"printed": OTHER}, "other-content"),
        ({"file": canonical(to_content(OTHER))}, "other-content"),
        ({"subject": "something"}, "other-content"),
        (
            {"file": SPACED, "subject": digest_line(REAL.number, hashlib.sha256(SPACED).hexdigest())},
            "content-not-canonical",
        ),
        ({"file": b"{}"}, "content-unknown"),
        ({"file": b"[" * 100_000}, "content-unknown"),
        ({"file": b'{"schema":1.5}'}, "content-unknown"),
        ({"file": canonical(to_content(replace(REAL, schema="etabli-certificate-9")))}, "content-unknown"),
        ({"file_name": "other.json"}, "unreadable"),
    ],
)
def test_even_our_own_seal_does_not_make_contradicting_parts_authentic(
    seal: Seal, changes: dict[str, Any], reason: str
) -> None:
    assert judged(forged(seal, **changes), seal) == (Word.MODIFIED, reason)


def test_the_forger_of_the_last_test_can_also_make_a_good_one(seal: Seal) -> None:
    assert judged(forged(seal), seal) == (Word.AUTHENTIC, "")


def test_pyhanko_finds_the_seal_whole_and_certifying_no_change(sealed: bytes, seal: Seal) -> None:
    context = ValidationContext(trust_roots=[x509.Certificate.load(seal.certificate)], allow_fetching=False)
    reader = PdfFileReader(io.BytesIO(sealed))
    (signature,) = reader.embedded_signatures
    status = validate_pdf_signature(signature, context)
    assert status.bottom_line
    assert status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    assert status.docmdp_ok
    assert reader.total_revisions == 2


def test_poppler_agrees(sealed: bytes, tmp_path: Path) -> None:
    tool = shutil.which("pdfsig")
    if tool is None:
        pytest.skip("pdfsig is not here")
    file = tmp_path / "sealed.pdf"
    file.write_bytes(sealed)
    told = subprocess.run([tool, str(file)], check=False, capture_output=True, text=True).stdout
    assert "Signature is Valid" in told
    assert "Total document signed" in told
    assert "ETSI.CAdES.detached" in told


@pytest.mark.parametrize("word", list(Word))
def test_every_verdict_is_said_in_a_sentence(sealed: bytes, seal: Seal, word: Word) -> None:
    verdict = replace(verify(sealed, [seal.fingerprint]), word=word)
    assert all(line.endswith(".") for line in verdict_sentences(verdict, "fr"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (bytes.fromhex("2a8648ce3d0201"), bytes.fromhex("2a8648ce3d0001")),  # the kind of the key: nobody's
        (bytes.fromhex("a003020102"), bytes.fromhex("a003020109")),  # version 10 of X.509
    ],
)
def test_a_certificate_that_no_library_reads_is_told_and_is_no_crash(
    sealed: bytes, seal: Seal, old: bytes, new: bytes
) -> None:
    """Whoever makes such a file can also make its signed attributes fit it."""
    assert seal.certificate.count(old) == 1
    strange = seal.certificate.replace(old, new)
    digests = {hashlib.sha256(seal.certificate).digest(): hashlib.sha256(strange).digest()}
    text = sealed
    for was, will_be in ({seal.certificate: strange} | digests).items():
        assert text.count(was.hex().upper().encode()) == 1
        text = text.replace(was.hex().upper().encode(), will_be.hex().upper().encode())
    assert judged(text, seal) == (Word.MODIFIED, "seal-unreadable")
