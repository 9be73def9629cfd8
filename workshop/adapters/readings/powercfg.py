"""`powercfg /batteryreport`, as XML and as HTML: the batteries of a Windows laptop with the machine's name.

The report is in English on every Windows; only its numbers follow the language (« 57 532 mWh », « 57,532 mWh »).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from workshop.adapters.readings.battery import wear
from workshop.adapters.readings.dmidecode import category
from workshop.adapters.readings.inventory import Inventory
from workshop.adapters.readings.placeholders import name, real, serial
from workshop.adapters.readings.values import untold, whole
from workshop.adapters.readings.xml_text import Element, root
from workshop.domain.diagnosis import Battery, Category, Identity

_TAG = re.compile(r"<[^<>]{0,500}>")
_LONGEST = 4 * 1024 * 1024
_MOST_ROWS = 20_000
_ROLES = {"Mobile": Category.LAPTOP, "Slate": Category.TABLET, "Desktop": Category.DESKTOP,
          "Workstation": Category.DESKTOP}  # fmt: skip


def read(text: str) -> Inventory | None:
    """Read either form; None where it is no such report."""
    kept = text.lstrip("\ufeff \t\r\n")[:_LONGEST]
    if "schemas.microsoft.com/battery/" in kept[:5000]:
        return _of_xml(root(kept))
    return _of_html(kept) if "<html" in kept[:5000].lower() and "DESIGN CAPACITY" in kept else None


def _of_xml(top: Element | None) -> Inventory | None:
    if top is None:
        return None
    system = next((_told(part) for part in top if _tag(part) == "SystemInformation"), {})
    found = [
        _battery(number, _told(one))
        for part in top
        if _tag(part) == "Batteries"
        for number, one in enumerate(part)
        if _tag(one) == "Battery"
    ]
    identity = _identity(
        system.get("SystemManufacturer"),
        system.get("SystemProductName"),
        system.get("BIOSVersion"),
        system.get("BIOSDate"),
        system.get("PlatformRole"),
    )
    return Inventory(identity=identity, batteries=tuple(found), unread=(untold("drives", "powercfg"),))


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _told(element: Element) -> dict[str, str]:
    return {_tag(child): child.text or "" for child in element}


def _identity(maker: str | None, model: str | None, bios: str | None, date: str | None, role: str | None) -> Identity:
    kind = category(None, maker, model)
    return Identity(
        maker=real(maker),
        model=real(model),
        category=_ROLES.get((role or "").strip(), kind) if kind is Category.UNKNOWN else kind,
        bios_version=name(bios),
        bios_date=real(date),
    )


def _battery(number: int, told: dict[str, str]) -> Battery:
    design, full = _amount(told.get("DesignCapacity")), _amount(told.get("FullChargeCapacity"))
    relative = told.get("RelativeCapacity", "0").strip() == "1"  # then the two are shares, not energies
    return Battery(
        name=f"BAT{number}",
        model=real(told.get("Id")),
        serial=serial(told.get("SerialNumber")),
        design_mwh=None if relative else design,
        full_mwh=None if relative else full,
        wear_percent=wear(design, full),
        cycles=_amount(told.get("CycleCount")),
        maker=real(told.get("Manufacturer")),
        chemistry=real(told.get("Chemistry")),
    )


def _amount(text: str | None) -> int | None:
    return whole(re.sub(r"\D", "", (text or "")[:40])) or None


_NAMES = {
    "NAME": "Id",
    "MANUFACTURER": "Manufacturer",
    "SERIAL NUMBER": "SerialNumber",
    "CHEMISTRY": "Chemistry",
    "DESIGN CAPACITY": "DesignCapacity",
    "FULL CHARGE CAPACITY": "FullChargeCapacity",
    "CYCLE COUNT": "CycleCount",
}


def _of_html(text: str) -> Inventory:
    """Read the rows « label, value … »: those of the system, then one column for each battery."""
    system: dict[str, str] = {}
    columns: list[dict[str, str]] = []
    for label, values in _rows(text):
        if label in _NAMES:
            columns += [{} for _ in range(len(columns), len(values))]
            for column, value in zip(columns, values, strict=False):
                column.setdefault(_NAMES[label], value)
        elif values:
            system.setdefault(label, values[0])
    bios, _, date = system.get("BIOS", "").rpartition(" ")
    identity = _identity(None, system.get("SYSTEM PRODUCT NAME"), bios, date, system.get("PLATFORM ROLE"))
    found = [_battery(number, told) for number, told in enumerate(columns) if "DesignCapacity" in told]
    return Inventory(identity=identity, batteries=tuple(found), unread=(untold("drives", "powercfg"),))


def _rows(text: str) -> Iterator[tuple[str, list[str]]]:
    for row in text.split("<tr")[1:_MOST_ROWS]:
        inside = row.partition("</tr>")[0][:5000]
        cells = [_plain(cell.partition("</td>")[0]) for cell in inside.split("<td")[1:]]
        if len(cells) > 1 and cells[0]:
            yield cells[0].upper(), cells[1:9]


def _plain(cell: str) -> str:
    """Give the words of a cell; its own opening tag was cut in two."""
    return " ".join(html.unescape(_TAG.sub(" ", cell.partition(">")[2])).split())
