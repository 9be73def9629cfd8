"""Looks for printers: USB and serial ports, the system's queues. Printers that announce themselves are in the queues.

No library that listens to announcements (mDNS) is used: the system's own service puts such printers among its queues.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import quote

from serial.tools import list_ports

from workshop.adapters.printers import ipp_status
from workshop.adapters.printers.device_ids import DeviceId, device_id, dots_of, language_of
from workshop.adapters.printers.ipp_client import HalfSentError, IppClient, about
from workshop.adapters.printers.ipp_message import Attributes, Group, Resolution, Tag, Written
from workshop.adapters.printers.serial_line import SPEED
from workshop.adapters.printers.wire import Deadline, Limits, WireError
from workshop.domain.media import DEFAULT_MEDIA, LABEL_DOTS
from workshop.domain.printing import FoundPrinter, Link, Printer, PrinterLanguage, PrinterState
from workshop.services.ports import Commands

LOCAL_QUEUES = "localhost:631"
GET_QUEUES = 0x4002  # CUPS-Get-Printers
MOST_FOUND = 50
_ZEBRA = 0x0A5F
_LABEL_PRINTER = re.compile(r"label|zpl|zebra|\bZTC\b", re.IGNORECASE)
_READER = re.compile(r"bar ?code reader|scanner|imager", re.IGNORECASE)
_RAW = re.compile(r"\braw\b", re.IGNORECASE)
_SIZE = re.compile(r"_(?P<width>[0-9.]{1,8})x(?P<height>[0-9.]{1,8})(?P<unit>mm|in)$")  # PWG 5101.1
_SHEET_MM = 150  # no roll is wider
_SHEET = "L7160"
_WANTED = (
    *("printer-name", "printer-make-and-model", "printer-info", "printer-resolution-default"),
    *("printer-resolution-supported", "media-default", "device-uri"),
)


class Finder:
    """Looks in every place; a place that does not answer holds nothing."""

    def __init__(
        self,
        commands: Commands,
        limits: Limits,
        queues: str = LOCAL_QUEUES,
        ports: Callable[[], Iterable[object]] = list_ports.comports,
    ) -> None:
        self._commands = commands
        self._limits = limits
        self._queues = queues
        self._ports = ports

    def find(self, state: Callable[[Printer], PrinterState]) -> tuple[FoundPrinter, ...]:
        """Return label printers first; `state` asks a printer which roll is in it."""
        found = [*self._devices(state), *self._serial(), *self._system_queues()]
        return tuple(found[:MOST_FOUND])

    def _devices(self, state: Callable[[Printer], PrinterState]) -> Iterable[FoundPrinter]:
        for path in self._commands.list("/dev/usb/lp*"):
            node = PurePosixPath(path).name
            raw = self._commands.read(f"/sys/class/usbmisc/{node}/device/ieee1284_id")
            told = device_id(raw or b"")
            language = language_of(told)
            if language is None:
                continue
            printer = Printer(language, Link.DEVICE, path, told.name, dots_of(told.model, language))
            roll = state(printer).roll if language is PrinterLanguage.BROTHER else ""
            yield _found(printer, told, roll)

    def _serial(self) -> Iterable[FoundPrinter]:
        for port in self._ports():
            told = DeviceId(_text(port, "manufacturer"), _text(port, "product"))
            is_zebra = getattr(port, "vid", None) == _ZEBRA
            if not (is_zebra or _LABEL_PRINTER.search(told.name)) or _READER.search(told.name):
                continue
            dots = dots_of(told.model, PrinterLanguage.ZPL)
            address = f"{_text(port, 'device')}:{SPEED}"
            yield _found(Printer(PrinterLanguage.ZPL, Link.SERIAL, address, told.name, dots), told)

    def _system_queues(self) -> Iterable[FoundPrinter]:
        try:
            client = IppClient(f"ipp://{self._queues}/", self._limits)
            question = about(client.uri, Written("requested-attributes", Tag.KEYWORD, _WANTED))
            answer = client.ask(GET_QUEUES, (question,), Deadline(self._limits.connect + self._limits.answer))
        except (WireError, HalfSentError):
            return
        for queue in answer.all(Group.PRINTER):
            found = _queue(queue, self._queues)
            if found is not None:
                yield found


def _queue(queue: Attributes, server: str) -> FoundPrinter | None:
    """Say how a queue would be set up; None for one that takes bytes as they are and is no label printer's."""
    name = next(iter(ipp_status.texts(queue, "printer-name")), "")
    model = next(iter(ipp_status.texts(queue, "printer-make-and-model")), "")
    about_it = " ".join((name, model, *ipp_status.texts(queue, "printer-info"), *ipp_status.texts(queue, "device-uri")))
    raw = bool(_RAW.search(model))
    if not name or (raw and not _LABEL_PRINTER.search(about_it)):
        return None
    language = PrinterLanguage.ZPL if raw else PrinterLanguage.PDF
    address = f"ipp://{server}/printers/{quote(name, safe='')}"
    dots = dots_of(about_it, language) if raw else _dots(queue)
    printer = Printer(language, Link.IPP, address, name[:80], dots, _roll(queue))
    return FoundPrinter(printer, "", model[:80])


def _dots(queue: Attributes) -> int:
    """Return the dots an inch nearest to the queue's own among those that labels are made for."""
    own = (*queue.get("printer-resolution-default", ()), *queue.get("printer-resolution-supported", ()))
    first = next((value.along for value in own if isinstance(value, Resolution)), LABEL_DOTS[1])
    return min(LABEL_DOTS, key=lambda dots: abs(dots - first))


def _roll(queue: Attributes) -> str:
    size = next((match for text in ipp_status.texts(queue, "media-default") if (match := _SIZE.search(text))), None)
    if size is None:
        return DEFAULT_MEDIA
    try:
        inches = 25.4 if size["unit"] == "in" else 1
        width, height = (float(size[side]) * inches for side in ("width", "height"))
    except ValueError:
        return DEFAULT_MEDIA
    return _SHEET if width > _SHEET_MM else f"{width:.0f}x{height:.0f}"


def _found(printer: Printer, told: DeviceId, roll: str = "") -> FoundPrinter:
    return FoundPrinter(replace(printer, roll=roll) if roll else printer, told.maker, told.model)


def _text(port: object, name: str) -> str:
    text = str(getattr(port, name, None) or "")
    return "".join(sign for sign in text if sign.isprintable())[:80]
