"""A receipt says in words how many came and what is missing, names every machine, and leaves two places to sign."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from tests.adapters.documents.pictures import codes, flat, rasters, text_of
from tests.adapters.documents.samples import HOSTILE, NOON, documents, drive_code, machine
from workshop.domain.codes import make
from workshop.domain.receipts import SCHEMA, LooseDriveLine, Receipt, ReceiptLine
from workshop.domain.typography import grouped

APPROVED = Path(__file__).resolve().parents[2] / "approved"
LOT = make(2, 1, 7).text


def line(number: int, **changes: object) -> ReceiptLine:
    known = ReceiptLine(
        number, machine(number), "laptop", "Dell Inc.", "Latitude 5400", f"7XK3{number:04d}", f"ML-{number:04d}", None
    )
    return replace(known, **changes)  # type: ignore[arg-type]


def receipt(came: int = 39, **changes: object) -> Receipt:
    lines = tuple(line(number, charger=(True, False, None)[number % 3]) for number in range(1, came + 1))
    said = Receipt(
        schema=SCHEMA,
        number="RE-2026-01-000003",
        example=False,
        workshop="Atelier du Rhône",
        site=1,
        lot=LOT,
        donor="Mairie d’Oullins",
        slip="2026-031",
        opened_at=NOON,
        issued_at=NOON,
        issued_by="Camille",
        expected=40,
        missing=40 - came,
        lines=lines,
    )
    return replace(said, **changes)  # type: ignore[arg-type]


def told(tmp_path: Path, what: Receipt, language: str = "fr") -> str:
    return flat(text_of(documents().receipt(what, language), tmp_path))


def whole() -> Receipt:
    return receipt(
        2,
        missing=1,
        expected=3,
        absent=(line(0, code=machine(99), serial="PF2ABCDE", maker="LENOVO", model="ThinkPad T490"),),
        unlisted=(machine(2),),
        loose_drives=(LooseDriveLine(drive_code(3), "Samsung SSD 860 EVO", "S3Z9NB0K123456A", 250 * 10**9),),
        replaces="RE-2026-01-000002",
    )


def test_the_text_of_a_receipt_is_the_approved_one(tmp_path: Path) -> None:
    made = text_of(documents().receipt(whole(), "fr"), tmp_path)
    assert made == (APPROVED / "receipt.txt").read_text("utf-8")


def test_the_gap_is_said_in_words(tmp_path: Path) -> None:
    assert "Nous avons reçu 39 ordinateurs sur 40. Il manque 1 ordinateur." in told(tmp_path, receipt())
    assert "Il manque 3 ordinateurs." in told(tmp_path, receipt(37))
    assert "Nous avons reçu 40 ordinateurs sur 40. Il ne manque rien." in told(tmp_path, receipt(40))
    uncounted = told(tmp_path, receipt(1, expected=0, missing=0))
    assert "Nous avons reçu 1 ordinateur. Personne ne les avait comptés avant." in uncounted


def test_every_machine_stands_on_it_with_its_code_and_its_serial(tmp_path: Path) -> None:
    text = told(tmp_path, receipt())
    for came in receipt().lines:
        assert grouped(came.code).replace("\u00a0", " ") in text
        assert came.serial in text
    assert text.count("Remis par") == 1
    assert text.count("Ordinateurs reçus (suite)") == 1


def test_an_example_says_so(tmp_path: Path) -> None:
    assert "EXEMPLE, sans valeur" in told(tmp_path, receipt(example=True))


def test_the_lot_can_be_scanned_from_the_paper(tmp_path: Path) -> None:
    first = next(rasters(documents().receipt(receipt(), "fr"), tmp_path, 150, mono=False))
    assert codes(first) == [("Code128", LOT)]


def test_hostile_names_do_not_break_the_page(tmp_path: Path) -> None:
    hostile = line(1, maker=HOSTILE, model=HOSTILE, serial=HOSTILE, inventory=HOSTILE)
    loose = (LooseDriveLine(drive_code(1), HOSTILE, HOSTILE, 0),)
    said = receipt(1, lines=(hostile,), donor=HOSTILE, slip=HOSTILE, issued_by=HOSTILE, loose_drives=loose)
    assert "\u202e" not in text_of(documents().receipt(said, "fr"), tmp_path)


def test_a_receipt_says_nothing_of_data(tmp_path: Path) -> None:
    assert "Il ne dit pas que les données sont effacées." in told(tmp_path, receipt())
    assert not re.search(r"irrécupérable|certifié|conforme RGPD", told(tmp_path, receipt()))
