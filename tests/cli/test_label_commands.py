"""`workshop label`, `layout` and `accessory`: the files they write, and what they refuse."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
import zxingcpp
from PIL import Image

from tests.cli.command_line import Command


@pytest.fixture
def command(begun: Command) -> Command:
    return begun


@pytest.fixture
def machine(command: Command) -> str:
    lot = command("lot", "--donor", "Collège")[1].strip()
    return command("receive", "--lot", lot, "--maker", "LENOVO", "--model", "T490", "--serial", "SN1")[1].strip()


def size_of(pdf: Path) -> tuple[int, int]:
    document = pypdfium2.PdfDocument(pdf.read_bytes())
    try:
        across, down = document[0].get_size()
    finally:
        document.close()
    return round(across * 25.4 / 72), round(down * 25.4 / 72)


@pytest.mark.parametrize(("media", "size"), [("62x29", (62, 29)), ("29", (29, 66)), ("L7160", (210, 297))])
def test_a_label_is_a_pdf_of_the_size_of_its_paper(
    command: Command, machine: str, tmp_path: Path, media: str, size: tuple[int, int]
) -> None:
    out = tmp_path / "label.pdf"
    assert command("label", machine, "--media", media, "--out", out)[0] == 0
    assert size_of(out) == size


def test_a_label_is_a_picture_or_zpl_in_the_printers_dots(command: Command, machine: str, tmp_path: Path) -> None:
    picture, zpl = tmp_path / "label.png", tmp_path / "label.zpl"
    assert command("label", machine, "--to", "png", "--dpi", 203, "--media", "50x25", "--out", picture)[0] == 0
    with Image.open(io.BytesIO(picture.read_bytes())) as seen:
        assert seen.size == (400, 200)
        assert [symbol.text for symbol in zxingcpp.read_barcodes(seen.convert("L"))] == [machine]
    assert command("label", machine, "--to", "zpl", "--dpi", 203, "--media", "50x25", "--out", zpl)[0] == 0
    assert b"^PW400" in zpl.read_bytes()


def test_a_charger_gets_a_code_and_a_label(command: Command, machine: str, tmp_path: Path) -> None:
    code, out, _err = command("accessory", "charger", "--name", "65 W USB-C", "--machine", machine)
    assert code == 0
    charger = "".join(out.split())
    assert charger.startswith("08")
    assert command("label", charger, machine, "--out", tmp_path / "two.pdf")[0] == 0
    assert command("label", charger, machine, "--to", "png", "--out", tmp_path / "two.png")[0] == 2


def test_the_evidence_of_a_machine_is_asked_for_by_its_kind(command: Command, machine: str, tmp_path: Path) -> None:
    out = tmp_path / "evidence.pdf"
    assert command("label", machine, "--kind", "evidence", "--media", "62", "--out", out)[0] == 0
    assert size_of(out) == (62, 52)
    assert command("label", machine, "--kind", "evidence", "--media", "50x25", "--out", out)[0] == 1
    assert command("label", machine, "--kind", "exit", "--out", out)[0] == 1


def test_layouts_are_listed_shown_changed_and_taken_back(command: Command, tmp_path: Path) -> None:
    listed = json.loads(command("layout", "--json")[1])["layouts"]
    assert {"kind": "exit", "media": "62x29", "edited": False} in listed
    shown = json.loads(command("layout", "show", "exit", "62x29", "--json")[1])["text"]
    file = tmp_path / "exit.toml"
    file.write_text(shown.replace("size_mm = 3.3", "size_mm = 3.2"), "utf-8")
    assert command("layout", "save", "exit", "62x29", file)[0] == 0
    assert "exit *" in command("layout")[1]
    assert command("layout", "preview", "exit", "62x29", tmp_path / "exit.png")[0] == 0
    assert command("layout", "reset", "exit", "62x29")[0] == 0
    assert "exit *" not in command("layout")[1]


def test_a_layout_that_does_not_fit_is_refused_by_the_name_of_its_element(command: Command, tmp_path: Path) -> None:
    shown = json.loads(command("layout", "show", "box", "62x29", "--json")[1])["text"]
    file = tmp_path / "box.toml"
    file.write_text(shown.replace("y_mm = 20.4", "y_mm = 25"), "utf-8")
    code, _out, err = command("layout", "save", "box", "62x29", file)
    assert code == 1
    assert "lines" in err
    file.write_bytes(b"\xff" * 10)
    assert command("layout", "save", "box", "62x29", file)[0] != 0
    assert command("layout", "show", "exit", "L7651")[0] == 1
