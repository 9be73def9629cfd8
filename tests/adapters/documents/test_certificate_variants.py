"""Variants of a certificate as files: sealed and verified like the donor's, each over its own masked content."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adapters.documents.pictures import codes, flat, rasters, text_of
from tests.adapters.documents.samples import certificate, documents
from tests.adapters.documents.sealed import REAL
from workshop.adapters.documents.seal import Seal
from workshop.adapters.documents.verification import Word, verify
from workshop.domain.certificates import Certificate, Variant
from workshop.domain.content import digest, to_content
from workshop.domain.variants import variant_of

MASKED = {Variant.BUYER: "variante de l’acheteur", Variant.PUBLIC: "variante publique"}


@pytest.mark.parametrize("variant", MASKED)
def test_a_variant_is_sealed_and_verified_like_any_certificate(variant: Variant, seal: Seal) -> None:
    content = variant_of(REAL, variant)
    verdict = verify(documents(seal).certificate(content, "fr"), [seal.fingerprint])
    assert verdict.word is Word.AUTHENTIC
    assert verdict.number == REAL.number
    assert verdict.digest == digest(to_content(content)) != digest(to_content(REAL))
    assert verdict.certificate == content


@pytest.mark.parametrize("variant", MASKED)
def test_the_paper_names_its_variant_everywhere_and_says_what_is_masked(variant: Variant, tmp_path: Path) -> None:
    content = variant_of(certificate(), variant)
    pdf = documents().unsealed_certificate(content, "fr")
    pages = text_of(pdf, tmp_path).split("\f")[:-1]
    assert all(f"{content.number}, {MASKED[variant]}" in flat(page) for page in pages)
    assert "Ce qui est masqué" in pages[0] + pages[1]
    assert "empreinte salée" in pages[0] + pages[1]
    assert "Donateur masqué" in flat(pages[0])
    assert "masked:" not in "".join(pages)
    first = next(rasters(pdf, tmp_path, 300))
    assert codes(first) == [("QRCode", f"{content.number} SHA-256 {digest(to_content(content)).upper()}")]


def test_the_donors_paper_masks_nothing_and_does_not_speak_of_masks(tmp_path: Path) -> None:
    text = text_of(documents().unsealed_certificate(certificate(), "fr"), tmp_path)
    assert "masqué" not in text
    assert "variante" not in text


def test_the_public_paper_shows_no_serial_no_donor_and_no_person(tmp_path: Path) -> None:
    content: Certificate = variant_of(certificate(), Variant.PUBLIC)
    pdf = documents().unsealed_certificate(content, "fr")
    text = text_of(pdf, tmp_path)
    assert [word for word in ("S3Z9", "7XK3", "Mairie", "Camille", "Sacha", "5002538e") if word in text] == []
    assert b"Mairie" not in pdf


def test_the_buyers_paper_shows_the_machines_serials_and_the_end_of_the_drives(tmp_path: Path) -> None:
    text = flat(text_of(documents().unsealed_certificate(variant_of(certificate(), Variant.BUYER), "fr"), tmp_path))
    assert "7XK30001" in text
    assert "N° de série …0001 (le reste est masqué)" in text
    assert "S3Z9NB0K" not in text
    assert "Camille" in text
