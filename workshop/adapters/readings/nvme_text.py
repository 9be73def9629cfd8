"""What nvme-cli prints for people, in the names of its JSON: `id-ctrl`, `smart-log`, and the table of `list`."""

from __future__ import annotations

import re
from typing import Any

from workshop.adapters.readings.values import lines, whole

_FIELD = re.compile(r"\s{0,8}([A-Za-z][A-Za-z0-9_ ]{0,40}?)\s{0,40}: ?(.{0,200})")
_TITLES = ("NVME Identify Controller", "Smart Log for NVME", "SMART/Health")
_NUMBER = re.compile(r"(0x[0-9a-fA-F]{1,16}|\d[\d,. ’  ]{0,30})(?:\s{0,3}(?:%|°?C\b).*)?\s*.*")
_TEXTS = ("sn", "mn", "fr")
_RULE = re.compile(r"-{4,}(?: -{4,})+\s*")


def fields(text: str) -> dict[str, Any]:
    """Give the fields of `id-ctrl` or of `smart-log`; nothing where the text is neither."""
    if not any(title in text[:2000] for title in _TITLES):
        return {}
    found: dict[str, Any] = {}
    for line in lines(text):
        if told := _FIELD.fullmatch(line.rstrip()):
            key, value = told[1].strip().lower().replace(" ", "_"), told[2].strip()
            found.setdefault(key, value if key in _TEXTS else _number(value))
    return found


def devices(text: str) -> list[dict[str, Any]]:
    """Give the rows of `list` under the names of its JSON; the columns are as wide as the rule below their titles."""
    rows: list[dict[str, Any]] = []
    title = ""
    places: list[tuple[str, int, int | None]] = []
    for line in lines(text):
        if _RULE.fullmatch(line):
            starts = [match.start() for match in re.finditer(r"-+", line)]
            ends = [*starts[1:], None]
            places = [(title[start:end].strip(), start, end) for start, end in zip(starts, ends, strict=True)]
        elif places and line.startswith("/dev/"):
            rows.append({_JSON_NAMES.get(name, name): line[start:end].strip() for name, start, end in places})
        elif not places:
            title = line
    return rows


_JSON_NAMES = {"Node": "DevicePath", "SN": "SerialNumber", "Model": "ModelNumber", "FW Rev": "Firmware"}


def _number(text: str) -> int | None:
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    value = found[1].strip()
    return int(value, 16) if value.startswith("0x") else whole(re.sub(r"\D", "", value))
