"""A manifest says what lies in each box, what was proven, what stays and why; as paper and as a table."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.adapters.documents.pictures import codes, flat, rasters, text_of
from tests.adapters.documents.samples import HOSTILE, documents, drive_code, manifest, manifest_line
from workshop.domain.cells import FORMULA, neutral
from workshop.domain.certificates import Outcome
from workshop.domain.deliveries import DriveLine, RefusedLine
from workshop.domain.drives import Refusal
from workshop.domain.typography import grouped

APPROVED = Path(__file__).resolve().parents[2] / "approved"


def test_the_text_of_a_manifest_is_the_approved_one(tmp_path: Path) -> None:
    made = text_of(documents().manifest(manifest(), "fr"), tmp_path)
    assert made == (APPROVED / "manifest.txt").read_text("utf-8")


def test_the_rows_of_a_manifest_are_the_approved_ones() -> None:
    assert documents().manifest_rows(manifest(), "fr") == (APPROVED / "manifest.csv").read_bytes()


@pytest.mark.parametrize("dpi", [150, 300])
def test_the_order_can_be_scanned_from_the_paper(tmp_path: Path, dpi: int) -> None:
    first = next(rasters(documents().manifest(manifest(), "fr"), tmp_path, dpi, mono=dpi == 300))
    assert codes(first) == [("Code128", manifest().order)]


def test_every_page_counts_itself_and_says_that_it_is_an_example(tmp_path: Path) -> None:
    lines = tuple(manifest_line(rank, 1) for rank in range(1, 60))
    pages = text_of(documents().manifest(manifest(lines), "fr"), tmp_path).split("\f")[:-1]
    assert len(pages) > 4
    for rank, page in enumerate(pages, start=1):
        assert f"page {rank} sur {len(pages)}" in page
        assert "EXEMPLE, sans valeur" in page
        assert "EXEMPLE-BL-2026-01-000001" in page


def test_the_heads_of_the_columns_come_again_on_every_page_of_a_box(tmp_path: Path) -> None:
    lines = tuple(manifest_line(rank, 1) for rank in range(1, 60))
    pages = text_of(documents().manifest(manifest(lines), "fr"), tmp_path).split("\f")[:-1]
    with_machines = [page for page in pages if "7XK3" in page]
    assert all("Disques et certificats" in page for page in with_machines)


def test_reasons_are_told_in_words(tmp_path: Path) -> None:
    refused = tuple(
        RefusedLine(drive_code(rank), "Machine", (refusal.value, f"{refusal.value}:{drive_code(9)}"))
        for rank, refusal in enumerate(Refusal, start=1)
    )
    text = flat(text_of(documents().manifest(manifest(refused=refused), "fr"), tmp_path))
    assert "L’ordinateur est bloqué par un mot de passe ou un compte." in text
    assert not any(refusal.value in text for refusal in Refusal)


def test_a_manifest_without_refusal_says_so(tmp_path: Path) -> None:
    assert "Ordinateurs présentés et non livrés Aucun." in flat(
        text_of(documents().manifest(manifest(refused=()), "fr"), tmp_path)
    )


def test_hostile_names_break_neither_page_nor_table(tmp_path: Path) -> None:
    drives = (DriveLine(drive_code(1), HOSTILE, Outcome.WIPED.value, HOSTILE),) * 8
    line = manifest_line(1, 9, model=HOSTILE, serial=HOSTILE, maker=HOSTILE, processor=HOSTILE, drives=drives)
    content = manifest((line,), recipient=HOSTILE, address=HOSTILE, reference=HOSTILE, contract_notice=HOSTILE)
    text = text_of(documents().manifest(content, "fr"), tmp_path)
    assert "Sans carton" in text
    (_head, row) = csv.reader(io.StringIO(documents().manifest_rows(content, "fr").decode("utf-8-sig")), delimiter=";")
    assert "\u202e" not in "".join(row)


@pytest.mark.parametrize("start", FORMULA)
def test_no_cell_is_a_formula(start: str) -> None:
    assert neutral(f"{start}cmd|' /C calc'!A0").startswith("'")


@given(st.text(max_size=60))
def test_no_text_at_all_is_a_formula_or_breaks_its_row(text: str) -> None:
    cell = neutral(text)
    assert not cell.startswith(FORMULA)
    assert "\n" not in cell
    assert "\r" not in cell
    row = documents().manifest_rows(manifest((manifest_line(1, 1, model=text),)), "fr").decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(row), delimiter=";"))) == 2


def test_the_table_opens_in_a_french_spreadsheet() -> None:
    made = documents().manifest_rows(manifest(), "fr")
    assert made.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(made.decode("utf-8-sig")), delimiter=";"))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) == 1 + len(manifest().lines)


def test_a_server_with_sixty_drives_lists_them_all(tmp_path: Path) -> None:
    drives = tuple(DriveLine(drive_code(rank), "SAS 300 Go", "proven", "CE-2026-01-000001") for rank in range(1, 61))
    text = text_of(documents().manifest(manifest((manifest_line(1, 1, drives=drives),)), "fr"), tmp_path)
    assert all(grouped(drive.drive).replace("\u00a0", " ") in text for drive in drives)
    assert "Carton 1 sur 2 : 0301 0000 0161, 1 ordinateur (suite)" in text
