"""What the running system knows of the machine, through psutil, told through the same door as the programs.

So it is recorded, replayed and limited like any other answer, and never mixed up with a recorded machine's.
"""

from __future__ import annotations

import json
import platform
from typing import Any

import psutil

from workshop.adapters.machine.gathering import PSUTIL
from workshop.services.ports import Commands, Output


class WithOsFacts:
    """The door of this very machine, which also answers for psutil."""

    def __init__(self, commands: Commands) -> None:
        self._commands = commands

    def run(self, *argv: str, timeout_seconds: float = 30) -> Output:
        if argv == PSUTIL:
            return Output(0, json.dumps({"psutil": os_facts()}).encode())
        return self._commands.run(*argv, timeout_seconds=timeout_seconds)

    def read(self, path: str) -> bytes | None:
        return self._commands.read(path)

    def list(self, pattern: str) -> tuple[str, ...]:
        return self._commands.list(pattern)


def os_facts() -> dict[str, Any]:
    """Ask psutil; no name of the host or of a person, no address but those of the hardware."""
    adapters = [
        {"name": name, "mac": address.address}
        for name, addresses in psutil.net_if_addrs().items()
        for address in addresses
        if address.family == psutil.AF_LINK
    ]
    battery = psutil.sensors_battery() if hasattr(psutil, "sensors_battery") else None
    return {
        "system": f"{platform.system()} {platform.release()}",
        "cpu_logical": psutil.cpu_count(logical=True),
        "cpu_physical": psutil.cpu_count(logical=False),
        "memory_total_bytes": psutil.virtual_memory().total,
        "battery_percent": None if battery is None else round(battery.percent),
        "network": adapters,
    }
