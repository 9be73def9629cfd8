"""Printers are found where they are plugged in and in the system's queues, with what to set up."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.adapters.printers.ipp_printer import Behaviour, IppPrinter
from tests.adapters.printers.wires import free_port
from workshop.adapters.printers.finding import Finder
from workshop.adapters.printers.ipp_message import Resolution, Tag, Written
from workshop.adapters.printers.wire import Limits
from workshop.domain.printing import FoundPrinter, Link, Printer, PrinterLanguage, PrinterState
from workshop.services.ports import Output

HASTE = Limits(connect=0.5, answer=0.5, whole=1)
UNKNOWN = PrinterState(known=False)


@dataclass
class Files:
    """The files that a system shows of its printers."""

    files: dict[str, bytes] = field(default_factory=dict)

    def run(self, *_argv: str, timeout_seconds: float = 30) -> Output:
        return Output(None, missing=True, timed_out=timeout_seconds < 0)

    def read(self, path: str) -> bytes | None:
        return self.files.get(path)

    def list(self, pattern: str) -> tuple[str, ...]:
        return tuple(path for path in self.files if path.startswith(pattern.rstrip("*")))


@dataclass
class Port:
    """A serial port as pyserial lists it."""

    device: str
    manufacturer: str | None = None
    product: str | None = None
    vid: int | None = None


def found(files: Files, *ports: Port, queues: str = "", roll: str = "") -> tuple[FoundPrinter, ...]:
    finder = Finder(files, HASTE, queues or f"127.0.0.1:{free_port()}", lambda: ports)
    return finder.find(lambda _printer: PrinterState(known=True, roll=roll) if roll else UNKNOWN)


def usb(*ids: bytes) -> Files:
    files = {f"/dev/usb/lp{number}": b"" for number in range(len(ids))}
    files |= {f"/sys/class/usbmisc/lp{number}/device/ieee1284_id": raw for number, raw in enumerate(ids)}
    return Files(files)


def test_nothing_plugged_in_is_nothing_found() -> None:
    assert found(Files()) == ()


def test_label_printers_on_usb_are_found_and_office_printers_are_left_to_the_system() -> None:
    files = usb(
        b"MFG:HP;MDL:LaserJet;CMD:PCL;", b"MFG:Zebra;MDL:ZTC ZD421-300dpi ZPL;CMD:ZPL;", b"MFG:Brother;MDL:QL-800;"
    )
    zebra, brother = found(files, roll="62")
    assert zebra.printer == Printer(
        PrinterLanguage.ZPL, Link.DEVICE, "/dev/usb/lp1", "Zebra ZTC ZD421-300dpi ZPL", 300, "62x29"
    )
    assert brother.printer == Printer(PrinterLanguage.BROTHER, Link.DEVICE, "/dev/usb/lp2", "Brother QL-800", 300, "62")
    assert (brother.maker, brother.model) == ("Brother", "QL-800")


def test_a_usb_printer_that_says_nothing_of_itself_is_not_offered() -> None:
    assert found(Files({"/dev/usb/lp0": b""})) == ()


def test_serial_ports_of_label_printers_are_found_and_readers_are_not() -> None:
    ports = (
        Port("/dev/ttyACM0", "Honeywell", "Voyager Label scanner", 0x0C2E),
        Port("/dev/ttyUSB0", "Zebra", "ZT411 Barcode Label Printer", 0x0A5F),
        Port("/dev/ttyS0"),
    )
    (zebra,) = found(Files(), *ports)
    assert zebra.printer.link is Link.SERIAL
    assert (zebra.printer.address, zebra.printer.language) == ("/dev/ttyUSB0:9600", PrinterLanguage.ZPL)


def queue(name: str, model: str, media: str, dots: int = 600) -> tuple[Written, ...]:
    return (
        Written("printer-name", Tag.NAME, (name,)),
        Written("printer-make-and-model", Tag.TEXT, (model,)),
        Written("media-default", Tag.KEYWORD, (media,)),
        Written("printer-resolution-default", Tag.RESOLUTION, (Resolution(dots, dots),)),
    )


def test_queues_of_the_system_are_found_with_their_paper_and_dots() -> None:
    queues = (
        queue("Bureau 1", "HP LaserJet", "iso_a4_210x297mm", 1200),
        queue("dymo", "DYMO LabelWriter 450", "oe_w57h32_57x32mm", 300),
        queue("zebra", "Local Raw Printer", "", 203),
        queue("old", "Local Raw Printer", ""),
        queue("wild", "?", "custom_999..9x1...mm"),
        (Written("printer-make-and-model", Tag.TEXT, ("no name",)),),
    )
    with IppPrinter(Behaviour(queues=queues)) as server:
        office, dymo, zebra, wild = found(Files(), queues=server.server)
    assert office.printer.address == f"ipp://{server.server}/printers/Bureau%201"
    assert (office.printer.dots_per_inch, office.printer.roll) == (600, "L7160")
    assert (dymo.printer.dots_per_inch, dymo.printer.roll) == (300, "57x32")
    assert (dymo.printer.language, zebra.printer.language) == (PrinterLanguage.PDF, PrinterLanguage.ZPL)
    assert wild.printer.roll == "62x29"
