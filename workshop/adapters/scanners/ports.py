"""Serial ports of this bench: found, named, and known again when they come back under another name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from serial.tools import list_ports


@dataclass(frozen=True, slots=True)
class Port:
    """One port; `identity` is what stays when the system renames it (empty: nothing does)."""

    path: str
    name: str
    identity: str = ""


def serial_ports() -> tuple[Port, ...]:
    """Return the ports that are there now, by path."""
    found = (
        Port(port.device, _name(port.manufacturer, port.product) or port.device, _identity(port))
        for port in list_ports.comports()
    )
    return tuple(sorted(found, key=lambda port: port.path))


def wanted_port(wanted: str, identity: str = "") -> Port | None:
    """Return the port that settings name (a path), or the one that it became; None while it is not plugged in."""
    ports = serial_ports()
    if identity:
        same = [port for port in ports if port.identity == identity]
        if same:
            return next((port for port in same if port.path == wanted), same[0])
    named = next((port for port in ports if port.path == wanted), None)
    if named is not None:
        return named
    return Port(wanted, Path(wanted).name) if Path(wanted).exists() else None  # a link, a pty, an unlisted device


def _name(maker: str | None, product: str | None) -> str:
    return " ".join(part for part in (maker, product) if part)


def _identity(port: object) -> str:
    values = [getattr(port, name, None) for name in ("vid", "pid", "serial_number")]
    return ":".join(str(value) for value in values) if values[0] is not None else ""
