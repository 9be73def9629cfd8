"""What stands on a certificate: every field of every log, and not one word more than it proves."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.adapters.documents.pictures import codes, flat, rasters, text_of
from tests.adapters.documents.samples import (
    HOSTILE,
    certificate,
    documents,
    drive_code,
    every_outcome,
    log,
    machine,
    statement,
)
from workshop.adapters.documents import wording
from workshop.domain.certificates import Certificate, Outcome
from workshop.domain.content import digest, to_content
from workshop.domain.methods import Level, Technique
from workshop.domain.proofs import Doubt
from workshop.domain.typography import grouped
from workshop.domain.wiping import HiddenArea


def paper(content: Certificate, folder: Path) -> str:
    return flat(text_of(documents().unsealed_certificate(content, "fr"), folder))


def test_page_one_counts_in_sentences_and_shows_the_exceptions(tmp_path: Path) -> None:
    text = paper(certificate(), tmp_path)
    for sentence in (
        "Nous avons reçu 6 ordinateurs. Ils contenaient 8 disques.",
        "2 disques sont effacés.",
        "1 disque est effacé avec réserves.",
        "1 disque n’est pas effacé.",
        "1 disque est détruit.",
        "1 disque est absent.",
        "1 disque est déclaré effacé par un autre outil.",
        "1 disque reste à traiter.",
        "Aucun disque n’est enregistré pour 2 ordinateurs (annexe B).",
    ):
        assert sentence in text
    assert text.index("Exceptions") < text.index("Comment les disques ont été traités") < text.index("Annexe A")
    for drive in every_outcome()[2:]:
        assert f"{wording.OUTCOMES[drive.outcome]} : disque {grouped(drive.drive)}".replace("\u00a0", " ") in text


def test_the_exceptions_box_is_there_even_when_it_is_empty(tmp_path: Path) -> None:
    text = paper(certificate((statement(1),), machines_received=1, machines_without_drive=()), tmp_path)
    assert "Exceptions Aucune exception." in text
    assert (
        "Nous avons reçu 1 ordinateur. Ce certificat porte sur 1 disque. 1 disque est effacé. 0 disque reste à traiter."
        in text
    )
    assert text.count("Certificat d’effacement") == 1


def test_the_annex_holds_every_field_of_the_log(tmp_path: Path) -> None:
    text = paper(certificate((statement(1),)), tmp_path)
    for field in (
        grouped(drive_code(1)),
        grouped(machine(1)),
        "7XK30001",
        "Dell Latitude 5400",
        "Samsung SSD 860 EVO 250GB",
        "S3Z9NB0K0000001",
        "256 Go (256 060 514 304 octets)",
        "67 Mo (67 108 864 octets)",
        "SSD",
        "réécriture par l’ordinateur ; niveau : Clear (vocabulaire NIST SP 800-88r2)",
        "nwipe 0.34",
        "2026-11-24 12:00:00",
        "2026-11-24 12:00:55",
        "tout le disque, accès direct au disque",
        "octets relus : 67 108 864",
        "autres que 00 : 0",
        "illisibles : 0",
        "Zone cachée aucune",
        "--method=zero --verify=off /dev/loop7 (code de sortie 0)",
        "3f0c9d2e",
        "résultat validé par Camille (EXEMPLE)",
        "EXERCICE : le support effacé est une image créée pour l’exemple, pas le disque de l’ordinateur.",
        "Mairie d’Exemple",
        "24 novembre 2026 à 14:07 UTC",
        "Sacha (EXEMPLE)",
    ):
        assert flat(field) in text


def test_every_page_of_an_example_says_so_and_counts_itself(tmp_path: Path) -> None:
    text = text_of(documents().unsealed_certificate(certificate(), "fr"), tmp_path)
    pages = text.split("\f")[:-1]
    assert len(pages) > 2
    for rank, page in enumerate(pages, start=1):
        assert "EXEMPLE, sans valeur" in page
        assert f"page {rank} sur {len(pages)}" in page
        assert "EXEMPLE-CE-2026-01-000001" in page


def test_a_real_one_bears_no_such_band(tmp_path: Path) -> None:
    assert "sans valeur" not in paper(certificate(example=False, number="CE-2026-01-000001"), tmp_path)


def test_a_provisional_one_has_no_number_and_says_what_that_means(tmp_path: Path) -> None:
    text = paper(certificate(number=""), tmp_path)
    assert "Certificat provisoire" in text
    assert "aucun (provisoire, ne prouve rien)" in text


def test_the_paper_of_one_drive_never_counts_for_the_whole_lot(tmp_path: Path) -> None:
    text = paper(certificate((statement(1),), machines_received=7, machines_without_drive=()), tmp_path)
    assert "Nous avons reçu 7 ordinateurs. Ce certificat porte sur 1 disque." in text
    assert "contenai" not in text


@pytest.mark.parametrize("dpi", [150, 300])
def test_the_qr_code_holds_the_number_and_the_digest_of_the_content(tmp_path: Path, dpi: int) -> None:
    content = certificate()
    first = next(rasters(documents().unsealed_certificate(content, "fr"), tmp_path, dpi, mono=dpi == 300))
    expected = f"EXEMPLE-CE-2026-01-000001 SHA-256 {digest(to_content(content)).upper()}"
    assert codes(first) == [("QRCode", expected)]
    assert expected.removeprefix("EXEMPLE-CE-2026-01-000001 SHA-256 ") in paper(content, tmp_path).replace(" ", "")


def test_a_wipe_that_failed_tells_its_reasons_in_words(tmp_path: Path) -> None:
    doubts = tuple(doubt.value for doubt in Doubt)
    failed = statement(4, Outcome.NOT_WIPED, reasons=("rejected", *doubts), level="", log=log(differing=4096))
    text = paper(certificate((failed,)), tmp_path)
    assert "Certificat de traitement des disques" in text
    assert "autres que 00 : 4 096" in text
    assert "niveau : Clear visé, non atteint" in text
    assert "réécriture par l’ordinateur non atteint nwipe 0.34" in text
    for code in ("rejected", *doubts):
        assert flat(wording.said(wording.REASONS, code, "fr")) in text
    assert "Et 16 autres raisons : annexe A." in text


def test_a_log_without_end_step_or_reading_is_printed_as_it_is(tmp_path: Path) -> None:
    broken = replace(log(), ended_at=None, steps=(), read_back=None, level=None, hidden_area=HiddenArea.UNKNOWN)
    text = paper(certificate((statement(4, Outcome.NOT_WIPED, log=broken, level=""),)), tmp_path)
    assert "Fin (UTC) jamais" in text
    assert "Relecture aucune relecture" in text
    assert "Outil, version aucun" in text
    assert "niveau : aucun niveau" in text


def test_a_declared_wipe_names_the_other_tool_and_says_that_nobody_checked(tmp_path: Path) -> None:
    text = paper(certificate((statement(7, Outcome.DECLARED, tool="Blancco 7.12", level=""),)), tmp_path)
    assert "Déclaré par Blancco 7.12" in text
    assert "cet atelier ne l’a pas vérifié" in text


def test_a_reason_of_a_later_version_is_shown_not_hidden(tmp_path: Path) -> None:
    failed = statement(4, Outcome.NOT_WIPED, reasons=("solar-flare",), level="")
    assert "autre raison, code « solar-flare »" in paper(certificate((failed,)), tmp_path)


def test_purge_is_said_where_the_log_says_purge(tmp_path: Path) -> None:
    text = paper(
        certificate((statement(1, log=replace(log(), technique=Technique.BLOCK_ERASE, level=Level.PURGE)),)), tmp_path
    )
    assert "niveau : Purge (vocabulaire NIST SP 800-88r2)" in text
    assert "Aucune conformité à une norme n’est revendiquée." in text


def test_hostile_names_are_shown_and_never_break_the_page(tmp_path: Path) -> None:
    drive = statement(1, model=HOSTILE, serial=HOSTILE, machine_name=HOSTILE, machine_serial=HOSTILE)
    content = certificate((drive,), donor=HOSTILE, workshop=HOSTILE, performer=HOSTILE, validator=HOSTILE)
    text = paper(content, tmp_path)
    assert "◊" in text
    assert "\u202e" not in text
    assert not re.search(r"[\x00-\x08\x0b\x1b]", text)


def test_a_lot_of_hundreds_of_drives_lists_every_one(tmp_path: Path) -> None:
    drives = tuple(statement(rank) for rank in range(1, 301))
    text = paper(certificate(drives), tmp_path)
    assert "300 disques sont effacés." in text
    assert all(grouped(drive.drive).replace("\u00a0", " ") in text for drive in drives)


def test_a_loose_drive_without_lot_or_donor_has_its_certificate(tmp_path: Path) -> None:
    drive = statement(1, machine="", machine_name="", machine_serial="")
    content = certificate((drive,), lot="", donor="", machines_received=0, machines_without_drive=(), validator="")
    text = paper(content, tmp_path)
    assert "Ce certificat porte sur 1 disque." in text
    assert "aucun : disque seul" in text
    assert "Résultat validé par personne pour l’instant" in text
