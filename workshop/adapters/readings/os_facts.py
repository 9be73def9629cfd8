"""What the running system knows of the machine (psutil), as the JSON that `machine/os_facts.py` writes."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.adapters.readings.network import by_name, mac
from workshop.adapters.readings.placeholders import real
from workshop.adapters.readings.values import document, table, tables, whole
from workshop.domain.diagnosis import NetworkAdapter

_MOST_PERCENT = 100


@dataclass(frozen=True, slots=True)
class OsFacts:
    """A second opinion where the tools are silent; `system` is the one that answered."""

    system: str | None
    threads: int | None
    cores: int | None
    memory_bytes: int | None
    charge_percent: int | None
    network: tuple[NetworkAdapter, ...]


def read(text: str) -> OsFacts | None:
    """Read the facts; None where the text is something else."""
    found = table(table(document(text)).get("psutil"))
    if not found:
        return None
    charge = whole(found.get("battery_percent"))
    adapters = (
        NetworkAdapter(str(row["name"])[:60], by_name(str(row["name"])), address)
        for row in tables(found.get("network"))
        if isinstance(row.get("name"), str) and (address := mac(row.get("mac")))
    )
    return OsFacts(
        system=real(found.get("system")),
        threads=whole(found.get("cpu_logical")) or None,
        cores=whole(found.get("cpu_physical")) or None,
        memory_bytes=whole(found.get("memory_total_bytes")) or None,
        charge_percent=charge if charge is not None and charge <= _MOST_PERCENT else None,
        network=tuple(adapters),
    )
