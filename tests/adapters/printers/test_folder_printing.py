"""Without a printer, labels are files of a folder."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from workshop.adapters.commands.local import LocalCommands
from workshop.adapters.printers.bench import BenchPrinters
from workshop.domain.printing import Link, Printer, PrinterLanguage, PrinterTrouble, Sent

PDF, PNG = b"%PDF-1.7 one", b"\x89PNG\r\n\x1a\n two"


def folder_at(path: Path) -> Printer:
    return Printer(PrinterLanguage.NONE, Link.FOLDER, str(path))


def test_each_label_is_one_file_however_often_it_is_sent(tmp_path: Path) -> None:
    bench, folder = BenchPrinters(LocalCommands()), tmp_path / "labels"
    for label in (PDF, PNG, PDF):
        assert bench.send(folder_at(folder), label).sent is Sent.DONE
    assert {path.suffix: path.read_bytes() for path in folder.iterdir()} == {".pdf": PDF, ".png": PNG}
    assert bench.state(folder_at(folder)).troubles == ()


def test_a_folder_on_a_stick_that_is_not_there_is_not_made_on_the_disk(tmp_path: Path) -> None:
    bench, gone = BenchPrinters(LocalCommands()), tmp_path / "stick" / "labels"
    delivery = bench.send(folder_at(gone), PDF)
    assert (delivery.sent, delivery.trouble) == (Sent.NOT_SENT, PrinterTrouble.UNREACHABLE)
    assert not gone.parent.exists()


def test_a_place_that_is_no_folder_keeps_the_label_waiting(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for place in (tmp_path / "file", tmp_path / "file" / "labels", Path("\0"), Path(), Path("labels")):
        assert BenchPrinters(LocalCommands()).send(folder_at(place), PDF).sent is Sent.NOT_SENT


@pytest.mark.skipif(not Path("/dev/full").exists() or shutil.which("mount") is None, reason="needs Linux")
def test_a_folder_that_may_not_be_written_to_says_so(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    if os.access(tmp_path, os.W_OK):
        pytest.skip("root may write everywhere")
    delivery = BenchPrinters(LocalCommands()).send(folder_at(tmp_path), PDF)
    assert delivery.trouble is PrinterTrouble.NOT_ALLOWED
