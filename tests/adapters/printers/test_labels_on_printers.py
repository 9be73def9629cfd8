"""The labels that we make, on the printers that we send to: whole, at their size, whatever the language."""

from __future__ import annotations

import pytest

from tests.adapters.documents.label_cases import FOR_BROTHER, maker
from tests.adapters.documents.samples import label
from tests.adapters.printers.firmware import Ql, Zebra
from tests.adapters.printers.ipp_printer import Behaviour, IppPrinter
from tests.adapters.printers.wires import TcpPrinter
from workshop.adapters.commands.local import LocalCommands
from workshop.adapters.documents.label_media import media
from workshop.adapters.printers.bench import BenchPrinters
from workshop.domain.labels import LabelKind
from workshop.domain.printing import Link, Printer, PrinterLanguage, Sent

ROLLS = sorted({name for _kind, name in FOR_BROTHER})


@pytest.fixture
def bench() -> BenchPrinters:
    return BenchPrinters(LocalCommands(path=""))


@pytest.mark.parametrize("roll", ROLLS)
def test_brother_labels_come_out_of_a_printer_with_their_roll(bench: BenchPrinters, roll: str) -> None:
    paper = media(roll).brother
    assert paper
    ql = Ql(paper.width_mm, paper.length_mm, 0x0A if paper.continuous else 0x0B)
    kinds = [kind for kind, name in FOR_BROTHER if name == roll]
    with TcpPrinter(ql) as line:
        printer = Printer(PrinterLanguage.BROTHER, Link.TCP, line.address, "Brother QL-820NWB", 300, roll)
        made = [maker().label(label(kind), printer, "fr") for kind in kinds]
        assert {bench.send(printer, one).sent for one in made} == {Sent.DONE}
    assert [came.endswith(one) for came, one in zip(ql.labels, made, strict=True)] == [True] * len(made)


@pytest.mark.parametrize("dots", [203, 300, 600])
def test_zebra_labels_come_out_exactly_as_they_were_made(bench: BenchPrinters, dots: int) -> None:
    zebra = Zebra()
    with TcpPrinter(zebra) as line:
        printer = Printer(PrinterLanguage.ZPL, Link.TCP, line.address, "Zebra", dots, "62x29")
        made = [maker().label(label(kind), printer, "fr") for kind in (LabelKind.INTAKE, LabelKind.EXIT)]
        assert {bench.send(printer, one).sent for one in made} == {Sent.DONE}
    assert b"".join((*zebra.labels, zebra.kept)) == b"".join(made)


@pytest.mark.parametrize(("roll", "size"), [("62x29", (6200, 2900)), ("29x90", (2900, 9000)), ("57x32", (5700, 3200))])
def test_pages_are_exactly_as_large_as_their_paper(bench: BenchPrinters, roll: str, size: tuple[int, int]) -> None:
    with IppPrinter(Behaviour(sizes=(size,))) as server:
        printer = Printer(PrinterLanguage.PDF, Link.IPP, server.address, "Bureau", 300, roll)
        assert bench.send(printer, maker().label(label(LabelKind.INTAKE), printer, "fr")).sent is Sent.DONE
