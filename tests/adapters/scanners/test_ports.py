from __future__ import annotations

from dataclasses import dataclass

import pytest

from workshop.adapters.scanners.ports import _port


@dataclass
class Listed:
    """A port as pyserial lists it."""

    device: str = "/dev/ttyACM0"
    manufacturer: str | None = None
    product: str | None = None
    vid: int | None = None
    pid: int | None = None
    serial_number: str | None = None
    location: str | None = None


@pytest.mark.parametrize(
    ("listed", "is_reader"),
    [
        (Listed(manufacturer="Honeywell", product="Voyager 1400g", vid=0x0C2E, pid=0x0B81), True),
        (Listed(product="Symbol Bar Code Scanner::EA", vid=0x05E0, pid=0x1701), True),
        (Listed(product="USB Barcode Reader", vid=0x1A86, pid=0x7523), True),
        (Listed(product="ZT411 Barcode Label Printer", vid=0x0A5F, pid=0x0172), False),
        (Listed(manufacturer="Arduino", product="Uno", vid=0x2341, pid=0x0043), False),
        (Listed(product="USB2.0-Serial", vid=0x1A86, pid=0x7523), False),
        (Listed(device="/dev/ttyS0"), False),
    ],
)
def test_only_what_says_that_it_is_a_reader_is_listened_to_unasked(listed: Listed, *, is_reader: bool) -> None:
    assert _port(listed).is_reader is is_reader


def test_a_port_is_known_again_by_its_number() -> None:
    port = _port(Listed(product="Voyager", vid=0x0C2E, pid=0x0B81, serial_number="A1", location="1-1"))
    assert (port.identity, port.model, port.location, port.name) == ("0c2e:0b81:A1", "0c2e:0b81", "1-1", "Voyager")
    assert _port(Listed(product="Voyager", vid=0x0C2E, pid=0x0B81)).identity == ""
    assert _port(Listed(device="/dev/ttyS0")).name == "/dev/ttyS0"
