"""Whole reading ÷ its slowest single tool, in the same run: on this machine, and with slow tools put in its way.

Run: .venv/bin/python -m tests.benchmarks.reading_in_parallel [--rounds 9]
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

from workshop.adapters.commands import LocalCommands
from workshop.adapters.machine import MachineReader
from workshop.adapters.machine.os_facts import WithOsFacts
from workshop.services.ports import Commands, Output

SLOW_SECONDS = {"dmidecode": 0.06, "lscpu": 0.04, "lspci": 0.1, "lsblk": 0.05, "smartctl": 0.15, "hdparm": 0.08}
DISK = '{"blockdevices":[{"name":"NAME","path":"/dev/NAME","type":"disk","size":5,"tran":"sata"}]}'


class Wall:
    """A clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class Timed:
    """A door that remembers how long each program took."""

    def __init__(self, commands: Commands) -> None:
        self._commands = commands
        self._lock = threading.Lock()
        self.seconds: dict[str, float] = {}

    def run(self, *argv: str, timeout_seconds: float = 30) -> Output:
        before = time.perf_counter()
        output = self._commands.run(*argv, timeout_seconds=timeout_seconds)
        with self._lock:
            self.seconds[argv[0]] = max(self.seconds.get(argv[0], 0), time.perf_counter() - before)
        return output

    def read(self, path: str) -> bytes | None:
        return self._commands.read(path)

    def list(self, pattern: str) -> tuple[str, ...]:
        return self._commands.list(pattern)


def slow_tools(folder: Path) -> Commands:
    """Tools that take their time and say little; the kernel's own files stay this machine's."""
    disk = DISK.replace("NAME", next((path.name for path in Path("/sys/block").glob("[nsv]*[a-z0-9]")), "sda"))
    for name, seconds in SLOW_SECONDS.items():
        answer = f"echo '{disk}'" if name == "lsblk" else ":"
        (folder / name).write_text(f"#!/bin/sh\n/bin/sleep {seconds}\n{answer}\n")
        (folder / name).chmod(0o755)
    return LocalCommands(str(folder))


def ratios(commands: Commands, rounds: int) -> list[float]:
    found = []
    for _ in range(rounds):
        timed = Timed(commands)
        before = time.perf_counter()
        MachineReader(timed, Wall()).read()
        found.append((time.perf_counter() - before) / max(timed.seconds.values()))
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        for name, commands in (
            ("this machine", WithOsFacts(LocalCommands())),
            ("slow tools", WithOsFacts(slow_tools(Path(folder)))),
        ):
            ratios(commands, 1)  # warm
            found = ratios(commands, rounds)
            print(  # noqa: T201
                f"{name}: whole reading / slowest tool: median {statistics.median(found):.2f}, "
                f"from {min(found):.2f} to {max(found):.2f} ({rounds} rounds)"
            )


if __name__ == "__main__":
    main()
