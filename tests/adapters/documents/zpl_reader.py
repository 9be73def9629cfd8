"""A tiny ZPL printer: obeys the few commands that our labels need, and refuses everything else."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from PIL import Image

from workshop.adapters.documents import barcodes

COMMAND = re.compile(rb"\^(XA|XZ|CI|PW|LL|LH|FO|FT|BY|BC|A0|FH|FD|FS|GF|GB)([^\^~]*)")


class RefusedError(Exception):
    """The bytes hold something that a label of ours never says."""


@dataclass
class Printed:
    """One label as the printer understood it."""

    picture: Image.Image
    texts: list[str] = field(default_factory=list)
    modules: list[int] = field(default_factory=list)


def obey(zpl: bytes) -> list[Printed]:
    """Print every label of a job."""
    if b"~" in zpl or any(byte < 0x20 and byte != 0x0A for byte in zpl):
        raise RefusedError(zpl)
    commands = [(found[1].decode(), found[2].rstrip(b"\n")) for found in COMMAND.finditer(zpl)]
    if b"".join(b"^" + name.encode() + rest for name, rest in commands) != zpl.replace(b"\n", b""):
        raise RefusedError(zpl)
    labels: list[list[tuple[str, bytes]]] = []
    for name, rest in commands:
        if name == "XA":
            labels.append([])
        labels[-1].append((name, rest))
    return [_one(label) for label in labels]


def _one(commands: list[tuple[str, bytes]]) -> Printed:
    if commands[-1] != ("XZ", b""):
        raise RefusedError(commands)
    size = {name: int(rest) for name, rest in commands if name in ("PW", "LL")}
    printed = Printed(Image.new("L", (size["PW"], size["LL"]), 255))
    field_of: dict[str, bytes] = {}
    for name, rest in commands:
        if name == "FS":
            _print(printed, field_of)
            field_of = {}
        else:
            field_of[name] = rest
    return printed


def _print(printed: Printed, said: dict[str, bytes]) -> None:
    if "BC" in said:
        x, y = (int(number) for number in said["FO"].split(b","))
        module, _ratio, height = (int(number) for number in said["BY"].split(b","))
        assert said["FD"].startswith(b">;")
        printed.modules.append(module)
        for start, wide in barcodes.bars(said["FD"][2:].decode()):
            left = x + start * module
            printed.picture.paste(0, (left, y, left + wide * module, y + height))
    elif "GF" in said:
        x, y = (int(number) for number in said["FO"].split(b","))
        kind, total, _same, across, data = said["GF"].split(b",")
        assert kind == b"A"
        raw = bytes.fromhex(data.decode())
        assert len(raw) == int(total)
        rows = len(raw) // int(across)
        picture = Image.frombytes("1", (int(across) * 8, rows), raw)
        printed.picture.paste(0, (x, y), picture)
    elif "FD" in said:
        assert said["FH"] == b"_"
        printed.texts.append(unescaped(said["FD"]).decode("utf-8"))


def unescaped(text: bytes) -> bytes:
    """Read `_5E` as the byte that it stands for."""
    return re.sub(rb"_([0-9A-F]{2})", lambda found: bytes.fromhex(found[1].decode()), text)
