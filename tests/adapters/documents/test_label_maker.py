"""What makes labels: one layout for every language of printers, the workshop's own layouts, and previews of a text."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from tests.adapters.documents.label_cases import drawn, maker
from tests.adapters.documents.pictures import codes
from tests.adapters.documents.samples import label
from workshop.adapters.documents.label_drawing import Words, box_of
from workshop.adapters.documents.label_layouts import Layouts
from workshop.adapters.documents.label_maker import Labelmaker
from workshop.adapters.documents.label_media import media
from workshop.adapters.documents.label_ticks import ticks
from workshop.adapters.documents.label_words import evidence_lines, lines_of
from workshop.domain.battery import BatteryWord
from workshop.domain.errors import RulesError
from workshop.domain.labels import Evidence, LabelKind
from workshop.domain.printing import Link, Printer, PrinterLanguage
from workshop.domain.ticks import tick_offsets
from workshop.services.label_ports import LayoutName

PRINTER = Printer(PrinterLanguage.PDF, Link.IPP, "ipp://192.0.2.7/ipp/print", roll="62x29", dots_per_inch=300)


def test_each_language_gets_its_own_bytes() -> None:
    content = label(LabelKind.EXIT)
    starts = {
        PrinterLanguage.ZPL: b"^XA",
        PrinterLanguage.BROTHER: b"\0" * 200,
        PrinterLanguage.PDF: b"%PDF-1.7",
        PrinterLanguage.NONE: b"%PDF-1.7",
    }
    for language, start in starts.items():
        assert maker().label(content, replace(PRINTER, language=language), "fr").startswith(start)


def test_a_printer_with_a_sheet_in_it_gets_a_sheet() -> None:
    made = maker().label(label(LabelKind.INTAKE), replace(PRINTER, roll="L7160"), "fr")
    assert b"/MediaBox[0 0 595.2756 841.8898]" in made


def test_a_label_that_its_paper_cannot_hold_is_refused() -> None:
    with pytest.raises(RulesError):
        maker().label(label(LabelKind.EVIDENCE), PRINTER, "fr")


def test_what_is_no_code_is_never_printed() -> None:
    with pytest.raises(ValueError, match="260100041220"):
        maker().picture(label(LabelKind.INTAKE, code="260100041220"), "62x29", "fr", 300)


def test_a_text_is_looked_at_before_it_is_kept(tmp_path: Path) -> None:
    desk, content = Labelmaker(Layouts(tmp_path)), label(LabelKind.BOX)
    text = desk.text(LabelKind.BOX, "62x29").replace("size_mm = 5.2", "size_mm = 4")
    seen, now = (desk.picture(content, "62x29", "fr", 203, shown) for shown in (text, None))
    assert seen != now
    with Image.open(io.BytesIO(seen)) as picture:
        assert codes(picture.convert("L")) == [("Code128", content.code)]
    assert desk.problems("62x29", text) == ()
    desk.keep(LabelKind.BOX, "62x29", text)
    assert desk.picture(content, "62x29", "fr", 203) == seen
    assert LayoutName(LabelKind.BOX, "62x29", edited=True) in desk.layouts()
    desk.drop(LabelKind.BOX, "62x29")
    assert desk.picture(content, "62x29", "fr", 203) == now
    with pytest.raises(RulesError):
        desk.picture(content, "62x29", "fr", 203, "nothing")


def test_every_medium_is_offered() -> None:
    assert [paper.id for paper in maker().media()][:3] == ["62x29", "62", "29"]


def words_on(kind: LabelKind, **changes: object) -> list[str]:
    content = replace(label(kind), **changes)  # type: ignore[arg-type]
    return [mark.text.replace("\xa0", " ") for mark in drawn(content, "62x29").marks if isinstance(mark, Words)]


def test_a_copy_says_so_and_an_example_too() -> None:
    assert {"copie 2", "EXEMPLE"} <= set(words_on(LabelKind.INTAKE, copy=2))
    assert not {"copie 1", "EXEMPLE"} & set(words_on(LabelKind.INTAKE, example=False))


def test_a_box_says_its_number_and_its_content_in_words() -> None:
    content = label(LabelKind.BOX, lines=("2/5", "1"))
    assert [line.replace("\xa0", " ") for line in lines_of(content, "fr")] == ["Carton 2 sur 5", "1 ordinateur"]


@pytest.mark.parametrize(
    ("battery", "word"),
    [
        (BatteryWord.GOOD, "Batterie bonne"),
        (BatteryWord.FAIR, "Batterie moyenne"),
        (BatteryWord.WEAK, "Batterie faible"),
        (BatteryWord.UNKNOWN, ""),
        (None, ""),
    ],
)
def test_the_battery_is_a_word_and_nothing_where_nobody_knows(battery: BatteryWord | None, word: str) -> None:
    told = lines_of(label(LabelKind.EXIT, battery=battery, wiped="", lines=()), "fr")
    assert [line for line in told if line] == ([word] if word else [])


def test_wiped_is_said_with_its_month_only_and_with_its_reservations() -> None:
    assert lines_of(label(LabelKind.EXIT), "fr")[-1] == "Effacé 11/2026"
    assert lines_of(label(LabelKind.EXIT, reserved=True), "fr")[-1] == "Effacé avec réserves 11/2026"
    assert lines_of(label(LabelKind.EXIT, wiped=""), "fr")[-1] == ""


def test_a_charger_says_with_which_machine_it_goes() -> None:
    words = words_on(LabelKind.ACCESSORY)
    assert "Chargeur" in words
    assert "Avec 2601 0041 2254" in words


def test_the_six_fields_of_annex_vi_are_all_there_and_what_is_unknown_says_so() -> None:
    told = [line.replace("\xa0", " ") for line in evidence_lines(Evidence(), "fr")]
    assert len(told) == 6
    assert all("inconnu" in line for line in told)
    assert told[3] == "Responsable : inconnu, adresse inconnue"


def test_evidence_is_never_cut_on_its_own_papers() -> None:
    for roll in ("62", "29", "L7160", "L7163"):
        texts = [mark.text for mark in drawn(label(LabelKind.EVIDENCE), roll).marks if isinstance(mark, Words)]
        whole = " ".join(texts).replace("\xa0", " ")
        assert "…" not in whole
        for part in (
            "Dell Latitude 5400 (portable)",
            "0896",
            "inconnue",
            "69100 Villeurbanne",
            "24/11/2026",
            "batterie",
        ):
            assert part in whole


@pytest.mark.parametrize("roll", ["62x29", "62", "29", "29x90", "50x25", "57x32"])
@pytest.mark.parametrize("language", list(PrinterLanguage))
def test_ticks_are_printed_on_every_paper(language: PrinterLanguage, roll: str) -> None:
    printer = replace(PRINTER, language=language, roll=roll, right_tenths=90)
    if language is PrinterLanguage.BROTHER and roll in ("50x25", "57x32"):
        with pytest.raises(RulesError):
            maker().ticks(printer, "fr")
    else:
        assert maker().ticks(printer, "fr")


def test_every_edge_has_its_numbers_from_nought_to_eight() -> None:
    drawing = ticks(media("62x29"), 300)
    assert sorted(mark.text for mark in drawing.marks if isinstance(mark, Words)) == sorted("012345678" * 4)
    assert min(box_of(mark)[0] for mark in drawing.marks) == 0
    assert max(box_of(mark)[3] for mark in drawing.marks) == drawing.height


@pytest.mark.parametrize(("seen", "tenths"), [((3, 3, 3, 3), (0, 0)), ((4, 2, 2, 2), (5, 0)), ((0, 1, 0, 5), (0, -10))])
def test_the_numbers_that_are_left_say_how_far_to_move(
    seen: tuple[int, int, int, int], tenths: tuple[int, int]
) -> None:
    assert tick_offsets(*seen) == tenths
