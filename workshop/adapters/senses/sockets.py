"""What is plugged into the USB sockets of this machine, by the kernel's own files. Nothing is opened or mounted."""

from __future__ import annotations

import re

from workshop.services.ports import Commands
from workshop.services.trying import Plugged

DEVICES = "/sys/bus/usb/devices/*"
LONGEST_NAME = 40
HUB = "09"  # bDeviceClass of a hub: a socket more, not something plugged in
_DEVICE = re.compile(r"\d+-[\d.]+")


def plugged(commands: Commands) -> tuple[Plugged, ...] | None:
    """List what is plugged in, built-in parts too (a camera is one); None where the kernel shows no USB."""
    paths = commands.list(DEVICES)
    if not paths:
        return None
    found = []
    for path in paths:
        socket = path.rsplit("/", 1)[-1]
        if _DEVICE.fullmatch(socket) and _text(commands, f"{path}/bDeviceClass") != HUB:
            maker, product = _text(commands, f"{path}/manufacturer"), _text(commands, f"{path}/product")
            name = product if maker.lower() in product.lower() else f"{maker} {product}"
            found.append(Plugged(socket, name.strip()[:LONGEST_NAME]))
    return tuple(found)


def _text(commands: Commands, path: str) -> str:
    said = (commands.read(path) or b"").decode("utf-8", "replace")
    return " ".join("".join(sign for sign in said if sign.isprintable() or sign.isspace()).split())
