"""Serial ports of this bench: found, named, and known again when they come back under another name."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from serial.tools import list_ports

# Makers of readers, and of nothing else that would mind being listened to (usb.ids, 2024). A port of anybody else is
# opened only where its name says what it is, or where a person chose it: opening one may restart what is behind it.
READER_MAKERS = frozenset(
    {
        0x0536,  # Hand Held Products
        0x05E0,  # Symbol
        0x05F9,  # PSC, Datalogic
        0x067E,  # Intermec
        0x080C,  # Datalogic
        0x0C2E,  # Metrologic, Honeywell
        0x1EAB,  # Newland
        0x27DD,  # Mindeo
    }
)
_IS_READER = re.compile(r"bar ?code|scanner|imager|\bHH[0-9]{3}", re.IGNORECASE)
_IS_PRINTER = re.compile(r"print|label", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Port:
    """One port; `identity` is what stays when the system renames it (empty: nothing does).

    `model` and `location` (where it is plugged in) tell two readers of one kind apart that have no number of their own.
    """

    path: str
    name: str
    identity: str = ""
    model: str = ""
    location: str = ""
    is_reader: bool = False


def serial_ports() -> tuple[Port, ...]:
    """Return the ports that are there now, by path."""
    return tuple(sorted((_port(found) for found in list_ports.comports()), key=lambda port: port.path))


def wanted_port(wanted: str, ports: tuple[Port, ...]) -> Port | None:
    """Return the port that settings name by its path; None while it is not plugged in."""
    named = next((port for port in ports if port.path == wanted), None)
    if named is not None:
        return named
    return Port(wanted, Path(wanted).name) if Path(wanted).exists() else None  # a link, a pty, an unlisted device


def is_barred(path: str) -> bool:
    """Tell whether a port is there and this account may not open it. Elsewhere than on Unix nothing tells before."""
    return os.name == "posix" and Path(path).exists() and not os.access(path, os.R_OK | os.W_OK)


def _port(found: object) -> Port:
    maker, product, number = (_text(found, name) for name in ("manufacturer", "product", "serial_number"))
    path, location = _text(found, "device"), _text(found, "location")
    vendor, kind = getattr(found, "vid", None), getattr(found, "pid", None)
    name = " ".join(part for part in (maker, product) if part)
    model = "" if vendor is None else f"{vendor:04x}:{kind or 0:04x}"
    says = bool(_IS_READER.search(name)) and not _IS_PRINTER.search(name)
    reads = bool(model) and (says or vendor in READER_MAKERS)
    return Port(path, name or path, f"{model}:{number}" if model and number else "", model, location, reads)


def _text(found: object, name: str) -> str:
    return str(getattr(found, name, None) or "")
