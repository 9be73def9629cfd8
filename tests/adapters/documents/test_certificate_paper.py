"""What stands on a certificate: every field of every log, and not one word more than it proves."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.documents.pictures import codes, flat, rasters, text_of
from tests.adapters.documents.samples import (
    HOSTILE,
    NOON,
    bare,
    certificate,
    deed,
    documents,
    drive_code,
    every_outcome,
    log,
    lot_of,
    machine,
    statement,
)
from workshop.adapters.documents import wording
from workshop.adapters.documents.certificate_pdf import certificate_pdf
from workshop.adapters.documents.sealing import Sealing
from workshop.domain.certificates import WIPED, Act, Certificate, Destination, Outcome, Scope, Variant
from workshop.domain.content import digest, to_content
from workshop.domain.diagnosis import Smart
from workshop.domain.methods import Expectation, Level, Technique
from workshop.domain.proofs import Doubt
from workshop.domain.typography import grouped
from workshop.domain.variants import variant_of
from workshop.domain.wiping import Coverage, HiddenArea, ReadBack

APPROVED = Path(__file__).resolve().parents[2] / "approved"


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
        "Aucun disque n’est enregistré pour 2 ordinateurs (annexe C).",
    ):
        assert sentence in text
    assert text.index("Exceptions") < text.index("Comment les disques ont été traités") < text.index("Annexe A")
    for drive in every_outcome()[2:]:
        assert f"{wording.OUTCOMES[drive.outcome]} : disque {grouped(drive.drive)}".replace("\u00a0", " ") in text


def test_the_exceptions_box_is_there_even_when_it_is_empty(tmp_path: Path) -> None:
    text = paper(certificate((statement(1),), machines_received=1, bare_machines=()), tmp_path)
    assert "Exceptions Aucune exception." in text
    assert "Nous avons reçu 1 ordinateur. Il contenait 1 disque. 1 disque est effacé. 0 disque reste à traiter." in text
    assert text.count("Certificat d’effacement") == 1


EVERY_FIELD = (
    grouped(drive_code(1)),
    f"Ordinateur {grouped(machine(1))}",
    "Son n° de série 7XK30001",
    "Son modèle Dell Latitude 5400",
    "N° d’inventaire ML-2019-0412",
    "Disque Samsung SSD 860 EVO 250GB",
    "N° de série S3Z9NB0K0000001",
    "Fabricant Samsung",
    "Micrologiciel RVT04B6Q",
    "Type SSD, sata",
    "Taille 256 Go (256 060 514 304 octets)",
    "N° mondial 5002538e00000001",
    "Destination réemploi hors de l’atelier",
    "Support effacé Samsung SSD 860 EVO 250GB, S3Z9NB0K123456A, 67 Mo (67 108 864 octets)",
    "Technique réécriture par l’ordinateur ; niveau : Clear (vocabulaire NIST SP 800-88r2)",
    "Zone cachée aucune ; taille accessible : 67 108 864 octets ; taille d’origine : 67 108 864 octets",
    "Début (UTC) 2026-11-24 12:00:00",
    "Fin (UTC) 2026-11-24 12:00:55",
    "Outil, version nwipe 0.34",
    "Durée comptée 55 s",
    "tout le disque (100 %), accès direct au disque",
    "octets relus : 67 108 864",
    "autres que 00 : 0",
    "illisibles : 0",
    "SMART avant et après : autotest bon, secteurs réalloués 0, 4 100 h de marche",
    "--method=zero --verify=off /dev/loop7 (code de sortie 0)",
    "Registre 3f0c9d2e",
    f"Son SHA-256 {'ab' * 32}",
    "Effacement par Sacha (EXEMPLE) (technicien), 2026-11-24 12:00:00 UTC, poste « banc 1 »",
    "Validation par Camille (EXEMPLE) (responsable), 2026-11-24 12:02:00 UTC, poste « banc 1 »",
    f"Confirmé par {grouped(machine(112))}",
    "EXERCICE : le support effacé est une image créée pour l’exemple, pas le disque de l’ordinateur.",
    "Donateur Mairie d’Exemple",
    "Bordereau BL-77",
    "24 novembre 2026 à 14:07 UTC",
    "événement 1 234 C0FF EEC0 FFEE",
    "Non relevé par l’atelier : la confidentialité des données avant et après, leur sauvegarde par le donateur",
)


def test_the_paper_holds_every_field_that_standards_ask_for(tmp_path: Path) -> None:
    drive = statement(1, inventory="ML-2019-0412", destination=Destination.REUSE)
    text = paper(certificate((drive,), slip="BL-77"), tmp_path)
    assert [field for field in EVERY_FIELD if flat(field) not in text] == []


def test_what_is_not_recorded_is_said_to_be_unknown(tmp_path: Path) -> None:
    bare_log = replace(log(smart=None), elapsed_seconds=None, native_bytes=None, confirmed="")
    drive = statement(
        4, Outcome.NOT_WIPED, log=bare_log, level="", maker="", firmware="", wwn="", machine_serial="", log_sha256=""
    )
    text = paper(certificate((drive,)), tmp_path)
    for field in (
        "Fabricant inconnu",
        "Micrologiciel inconnu",
        "N° mondial inconnu",
        "Son n° de série non lu",
        "N° d’inventaire non relevé",
        "Destination pas encore décidée",
        "taille d’origine : inconnue",
        "Durée comptée inconnue",
        "SMART avant et après : inconnu",
        "Son SHA-256 inconnu",
        "Confirmé par aucun code scanné pour ce disque",
    ):
        assert flat(field) in text


def test_smart_is_told_before_and_after_where_it_differs(tmp_path: Path) -> None:
    worse = Smart(passed=False, reallocated_sectors=8, pending_sectors=2, media_errors=1, percentage_used=3)
    text = paper(certificate((statement(4, Outcome.NOT_WIPED, log=replace(log(), smart_after=worse)),)), tmp_path)
    assert "SMART avant autotest bon, secteurs réalloués 0, 4 100 h de marche" in text
    assert "SMART après autotest mauvais, secteurs réalloués 8, en attente 2, erreurs du support 1, usure 3 %" in text


def test_a_sampled_reading_names_its_share_its_parts_and_its_seed(tmp_path: Path) -> None:
    reading = replace(
        _reading(),
        coverage=Coverage.SAMPLED,
        bytes_read=6_710_000,
        planned_bytes=6_710_000,
        subsections=1000,
        seed="5eed",
    )
    drive = statement(4, Outcome.NOT_WIPED, log=replace(log(), read_back=reading))
    assert "par sondage (9,99 %, 1 000 parties, tirage 5eed), accès direct au disque" in paper(
        certificate((drive,)), tmp_path
    )


def test_a_pattern_and_a_comparison_are_told_as_what_they_are(tmp_path: Path) -> None:
    pattern = replace(_reading(), expectation=Expectation.PATTERN, period="33cc55aa")
    changed = replace(_reading(), expectation=Expectation.CHANGED, compared_bytes=4096, unchanged_bytes=0)
    drives = tuple(
        statement(rank, Outcome.NOT_WIPED, log=replace(log(), read_back=reading))
        for rank, reading in enumerate((pattern, changed), 1)
    )
    text = paper(certificate(drives), tmp_path)
    assert "motif trouvé : 33CC55AA ; hors du motif : 0" in text
    assert "comparés à l’ancien contenu : 4 096 ; inchangés : 0" in text


def test_a_wipe_that_was_cut_off_says_how_far_it_came_and_what_went_with_it(tmp_path: Path) -> None:
    cut = replace(log(), ended_at=None, stage="erase", percent=63, namespaces=("nvme0n1", "nvme0n2"))
    text = paper(certificate((statement(4, Outcome.NOT_WIPED, log=cut, level=""),)), tmp_path)
    assert "Avancement effacement : 63 % à la dernière ligne du registre" in text
    assert "Espaces effacés nvme0n1, nvme0n2" in text


def _reading() -> ReadBack:
    reading = log().read_back
    assert reading is not None
    return reading


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
    text = paper(certificate((statement(1),), machines_received=7, bare_machines=()), tmp_path)
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
    assert "Et 16 autres raisons : annexe B." in text


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
    who = deed(Act.VALIDATED, person=HOSTILE, bench=HOSTILE, note=HOSTILE)
    drive = statement(
        1, model=HOSTILE, serial=HOSTILE, machine_name=HOSTILE, machine_serial=HOSTILE, wwn=HOSTILE, deeds=(who,)
    )
    content = certificate((drive,), donor=HOSTILE, workshop=HOSTILE, slip=HOSTILE)
    text = paper(content, tmp_path)
    assert "◊" in text
    assert "\u202e" not in text
    assert not re.search(r"[\x00-\x08\x0b\x1b]", text)
    assert "2026-11-24 12:02:00 UTC" in text  # however long a name is, the day stays


def test_a_lot_of_hundreds_of_drives_lists_every_one(tmp_path: Path) -> None:
    drives = tuple(statement(rank) for rank in range(1, 301))
    text = paper(certificate(drives), tmp_path)
    assert "300 disques sont effacés." in text
    assert all(grouped(drive.drive).replace("\u00a0", " ") in text for drive in drives)


def test_a_loose_drive_without_lot_or_donor_has_its_certificate(tmp_path: Path) -> None:
    drive = statement(1, machine="", machine_name="", machine_serial="")
    drive = replace(drive, validated=False, deeds=drive.deeds[:1])
    nothing: dict[str, Any] = {"lot": "", "donor": "", "machines_received": 0, "bare_machines": ()}
    text = paper(certificate((drive,), scope=Scope.DRIVE, about=drive.drive, **nothing), tmp_path)
    assert flat(f"Ce certificat porte sur le disque {grouped(drive.drive)}.") in text
    assert "aucun : disque seul" in text
    assert "Validation pas encore validé" in text
    assert "Validation par personne pour l’instant" in text


def test_annex_b_tells_every_drive_that_was_not_wiped_here_with_all_reasons_and_who_attests(tmp_path: Path) -> None:
    text = paper(certificate(), tmp_path)
    annex = text[text.index("Annexe B : disques non effacés") : text.index("Annexe C")]
    for drive in every_outcome():
        assert (flat(grouped(drive.drive)) in annex) is (drive.outcome not in WIPED)
        for reason in drive.reasons if drive.outcome not in WIPED else ():
            assert flat(wording.said(wording.REASONS, reason, "fr")) in annex
        if drive.outcome in wording.CONSEQUENCES:
            assert flat(wording.said(wording.CONSEQUENCES, drive.outcome, "fr")) in annex
    assert "Destruction attestée par Camille (EXEMPLE) (responsable), 2026-11-24 12:02:00 UTC" in annex
    assert "note : « broyé devant moi » ; photo gardée, SHA-256 " + "9f" * 32 in annex
    assert "rapport gardé, SHA-256 " + "9f" * 32 in annex


def test_annex_c_says_of_each_machine_without_drive_who_looked(tmp_path: Path) -> None:
    nobody = bare(900_092, name="", serial="")
    content = certificate(bare_machines=(*certificate().bare_machines, nobody), machines_received=7)
    annex = paper(content, tmp_path).partition("Annexe C : ordinateurs sans disque")[2]
    assert "CZC0900090" in annex
    assert "Camille (EXEMPLE) (responsable)" in annex
    assert "écran : ne contient pas de disque" in annex
    assert "inconnu non lu non relevé personne" in annex


def test_the_certificate_of_a_machine_is_about_that_machine(tmp_path: Path) -> None:
    two = (statement(1), statement(2, machine=machine(1)))
    about = {"scope": Scope.MACHINE, "about": machine(1), "machines_received": 1, "bare_machines": ()}
    text = paper(certificate(two, **about), tmp_path)
    assert flat(f"Ce certificat porte sur l’ordinateur {grouped(machine(1))}. Il contenait 2 disques.") in text
    without = paper(certificate((), **about | {"bare_machines": (bare(1),)}), tmp_path)
    assert "Aucun disque n’est enregistré pour 1 ordinateur (annexe C)." in without
    assert "Certificat de traitement des disques" in without
    assert "Annexe A" not in without


def test_many_exceptions_are_counted_on_page_one_and_told_in_the_annexes(tmp_path: Path) -> None:
    text = paper(lot_of(43), tmp_path)
    box = text[text.index("Exceptions") : text.index("Comment les disques ont été traités")]
    assert "Non effacé : 2 disques, annexe B" in box
    assert "2 × La relecture a trouvé des octets que l’effacement n’a pas écrits." in box
    assert "Effacé avec réserves : 1 disque, annexe A" in box
    assert flat(grouped(drive_code(4))) not in box
    assert flat(grouped(drive_code(4))) in text.partition("Annexe B :")[2]


def test_many_people_are_named_in_the_annexes_and_counted_on_page_one(tmp_path: Path) -> None:
    drives = tuple(statement(rank, deeds=(deed(Act.STARTED, person=f"Personne {rank}"),)) for rank in range(1, 8))
    first = paper(certificate(drives), tmp_path).partition("Annexe A")[0]
    assert "Personne 3 (technicien), le 24 novembre 2026 et 4 autres personnes : annexe A" in first
    assert "Personne 5" not in first


def test_a_person_who_worked_for_days_or_whose_name_is_forgotten_is_told_as_such(tmp_path: Path) -> None:
    later = deed(Act.STARTED, person="", at=NOON + timedelta(days=2))
    drives = (
        statement(1, deeds=(deed(Act.STARTED, person=""), deed(Act.VALIDATED))),
        statement(2, deeds=(later, deed(Act.VALIDATED, person="", role=""))),
    )
    text = paper(certificate(drives), tmp_path)
    assert "nom effacé (technicien), du 24 novembre 2026 au 26 novembre 2026" in text
    assert "inconnu (fonction inconnue), le 24 novembre 2026" in text


@pytest.mark.parametrize("name", ["certificate-lot", "certificate-drive", "certificate-public"])
def test_the_text_of_a_certificate_is_the_approved_one(name: str, tmp_path: Path) -> None:
    one: dict[str, Any] = {"scope": Scope.DRIVE, "about": drive_code(1), "machines_received": 0, "bare_machines": ()}
    content = {
        "certificate-lot": certificate(),
        "certificate-drive": certificate((statement(1),), **one),
        "certificate-public": variant_of(certificate((statement(1),), **one), Variant.PUBLIC),
    }[name]
    sealing = Sealing(digest(to_content(content)), "0123456789abcdef" * 4, "EXEMPLE")
    made = text_of(certificate_pdf(content, sealing, "fr"), tmp_path)
    approved = APPROVED / f"{name}.txt"
    assert made == approved.read_text("utf-8")
