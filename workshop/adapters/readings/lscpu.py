"""`lscpu -J`, flat or nested, and its text: the processor, and whether a hypervisor stands between it and us."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from workshop.adapters.readings.placeholders import real
from workshop.adapters.readings.values import document, lines, table, tables, whole
from workshop.domain.diagnosis import Processor

_LINE = re.compile(r"\s*([A-Za-z][^:]{0,60}?)\s*:\s*(\S.{0,300})")
_DEPTH = 6
_MAKERS = {"GenuineIntel": "Intel", "AuthenticAMD": "AMD", "CentaurHauls": "VIA", "HygonGenuine": "Hygon"}


@dataclass(frozen=True, slots=True)
class Cpu:
    """`processor` is None where no model is named; `hypervisor` names the one that was told."""

    processor: Processor | None = None
    hypervisor: str | None = None


def read(text: str) -> Cpu:
    """Read the answer in either form."""
    found = document(text)
    pairs = _nested(tables(table(found).get("lscpu")), _DEPTH) if isinstance(found, dict) else _lines(text)
    fields: dict[str, str] = {}
    for key, value in pairs:
        fields.setdefault(key, value)
    hypervisor = real(fields.get("Hypervisor vendor"))
    model = real(fields.get("Model name"))
    if model is None:
        return Cpu(None, hypervisor)
    vendor = real(fields.get("Vendor ID"))
    return Cpu(
        Processor(
            model=model,
            maker=_MAKERS.get(vendor or "", vendor),
            cores=_cores(fields),
            threads=whole(fields.get("CPU(s)")) or None,
            max_mhz=_mhz(fields.get("CPU max MHz")),
            architecture=real(fields.get("Architecture")),
        ),
        hypervisor,
    )


def _nested(rows: list[dict[str, Any]], depth: int) -> Iterator[tuple[str, str]]:
    for row in rows:
        yield str(row.get("field", "")).strip().rstrip(":"), str(row.get("data", "")).strip()
        if depth:
            yield from _nested(tables(row.get("children")), depth - 1)


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in lines(text):
        if match := _LINE.fullmatch(line):
            yield match.group(1), match.group(2).strip()


def _cores(fields: dict[str, str]) -> int | None:
    """Cores of all sockets; ARM tells clusters where it knows no sockets."""
    each = whole(fields.get("Core(s) per socket")) or whole(fields.get("Core(s) per cluster"))
    sockets = whole(fields.get("Socket(s)")) or whole(fields.get("Cluster(s)")) or 1
    threads = whole(fields.get("CPU(s)"))
    return min(each * sockets, threads or each * sockets) if each else None


def _mhz(text: str | None) -> int | None:
    match = re.match(r"(\d{1,6})(?:[.,]\d+)?", text or "")
    return (whole(match.group(1)) or None) if match else None
