"""What a printer's own id (IEEE 1284) or name says: its maker, its language, its dots. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workshop.domain.printing import PrinterLanguage

BROTHER_DOTS = 300
COMMON_DOTS = 203
LONGEST_ID = 2048
_PART = re.compile(r"([^:;]{1,40}):([^;]{0,400});?")
_NAMES = {"MFG": "maker", "MANUFACTURER": "maker", "MDL": "model", "MODEL": "model", "CMD": "commands"}
_NAMES |= {"COMMAND SET": "commands"}
_SAID_DOTS = re.compile(r"(203|300|600) ?dpi", re.IGNORECASE)
_ZEBRA_300 = re.compile(r"\b[GLT][A-Z]{1,2}[0-9]30[a-z]?\b")  # GX430t and its like: the second digit tells the dots
_BROTHER_QL = re.compile(r"\bQL-[0-9]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DeviceId:
    """The parts that we use."""

    maker: str = ""
    model: str = ""
    commands: str = ""

    @property
    def name(self) -> str:
        starts_alike = self.model.lower().startswith(self.maker.lower())
        return self.model if starts_alike else f"{self.maker} {self.model}".strip()


def device_id(raw: bytes) -> DeviceId:
    """Read an id; parts that are missing are empty."""
    text = "".join(sign for sign in raw[:LONGEST_ID].decode("utf-8", "replace") if sign.isprintable())
    parts = {_NAMES[key.strip().upper()]: value for key, value in _PART.findall(text) if key.strip().upper() in _NAMES}
    return DeviceId(**{name: " ".join(value.split())[:80] for name, value in parts.items()})


def language_of(found: DeviceId) -> PrinterLanguage | None:
    """Return the label language that a printer speaks; None: no label printer that we know."""
    if _BROTHER_QL.search(found.model) and ("brother" in found.maker.lower() or "PT-CBP" in found.commands):
        return PrinterLanguage.BROTHER
    speaks = "ZPL" in found.commands.upper() or "zebra" in found.maker.lower() or found.model.startswith("ZTC ")
    return PrinterLanguage.ZPL if speaks else None


def dots_of(model: str, language: PrinterLanguage) -> int:
    """Return the dots an inch: what the name says, else what most printers of this language have."""
    if language is PrinterLanguage.BROTHER:
        return BROTHER_DOTS
    said = _SAID_DOTS.search(model)
    if said:
        return int(said[1])
    return 300 if _ZEBRA_300.search(model) else COMMON_DOTS
