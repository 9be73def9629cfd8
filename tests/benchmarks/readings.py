"""How long a reading takes: ÷ its slowest tool in the same run, ÷ other tools on this machine, and its parsing alone.

The others read more or less than we do (installed software, or no drive's health): the ratios say how long a person
waits, not who is better. Run as root: .venv/bin/python -m tests.benchmarks.readings [--rounds 7]
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from workshop.adapters.commands import LocalCommands, RecordedCommands
from workshop.adapters.machine import MachineReader
from workshop.adapters.machine.allowed import BLOCKS
from workshop.adapters.machine.gathering import vendor
from workshop.adapters.machine.os_facts import WithOsFacts
from workshop.adapters.readings import lsblk
from workshop.resources import resource
from workshop.services.ports import Commands, Output

OTHERS = Path(__file__).resolve().parents[1] / "machines"
SLOW_SECONDS = {"dmidecode": 0.06, "lscpu": 0.04, "lspci": 0.1, "lsblk": 0.05, "smartctl": 0.15, "hdparm": 0.08}
DISK = '{"blockdevices":[{"name":"sda","path":"/dev/sda","type":"disk","size":5,"tran":"sata"}]}'


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


class WithOneDrive:
    """A kernel that lists one SATA drive; what else it says is this machine's."""

    def __init__(self, tools: Commands) -> None:
        self._tools = tools

    def run(self, *argv: str, timeout_seconds: float = 30) -> Output:
        return self._tools.run(*argv, timeout_seconds=timeout_seconds)

    def read(self, path: str) -> bytes | None:
        return b"ATA     \n" if path == vendor("sda") else self._tools.read(path)

    def list(self, pattern: str) -> tuple[str, ...]:
        return ("/sys/block/sda",) if pattern == BLOCKS else self._tools.list(pattern)


def slow_tools(folder: Path) -> Commands:
    """Tools that take their time and say little, on a machine with one SATA drive."""
    for name, seconds in SLOW_SECONDS.items():
        answer = f"echo '{DISK}'" if name == "lsblk" else ":"
        (folder / name).write_text(f"#!/bin/sh\n/bin/sleep {seconds}\n{answer}\n")
        (folder / name).chmod(0o755)
    return WithOneDrive(LocalCommands(str(folder)))


@dataclass(frozen=True)
class Measured:
    """One whole reading, and the tool that took longest in it."""

    seconds: float
    slowest: str
    slowest_seconds: float

    @property
    def ratio(self) -> float:
        return self.seconds / self.slowest_seconds


def measured(commands: Commands) -> Measured:
    timed = Timed(commands)
    before = time.perf_counter()
    MachineReader(timed, Wall()).read()
    seconds = time.perf_counter() - before
    slowest = max(timed.seconds, key=timed.seconds.__getitem__)
    return Measured(seconds, slowest, timed.seconds[slowest])


class InMemory:
    """A recorded machine whose every answer lies in memory: what is left is our own work."""

    def __init__(self, recording: Path) -> None:
        self._recorded = RecordedCommands(recording)
        self._files: dict[str, bytes | None] = {}
        self._lists: dict[str, tuple[str, ...]] = {}

    def run(self, *argv: str, timeout_seconds: float = 30) -> Output:
        return self._recorded.run(*argv, timeout_seconds=timeout_seconds)

    def read(self, path: str) -> bytes | None:
        if path not in self._files:
            self._files[path] = self._recorded.read(path)
        return self._files[path]

    def list(self, pattern: str) -> tuple[str, ...]:
        if pattern not in self._lists:
            self._lists[pattern] = self._recorded.list(pattern)
        return self._lists[pattern]


def workbench_script() -> tuple[tuple[str, ...], ...]:
    """What eReuse's workbench-script runs one after the other (get_data of commit 44959ac); not the script itself."""
    disks = [path.name for path in sorted(Path("/sys/block").iterdir()) if lsblk.may_be_drive(path.name)]
    return (
        ("lsblk", "-Jdo", "NAME,TYPE,MOUNTPOINTS,ROTA,TRAN"),
        ("lshw", "-json"),
        *(("smartctl", "-x", "--json=cosviu", f"/dev/{name}") for name in disks),
        ("hwinfo", "--reallyall"),
        ("dmidecode",),
    )


def peers() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The other tools, each with the programs that it takes; those that are not installed are told, not left out."""
    no_software = "--no-category=software,process,user,environment,licenseinfo,virtualmachine,remote_mgmt"
    return {
        "inxi": (("inxi", "-F", "-a", "-m", "-c", "0"),),
        "lshw": (("lshw", "-json"),),
        "hwinfo": (("hwinfo", "--all"),),
        "GLPI agent": (("glpi-inventory", "--json", no_software),),
        "FusionInventory (of which GLPI agent was made)": (("fusioninventory-inventory", no_software),),
        "the programs of eReuse workbench-script": workbench_script(),
    }


def taken(programs: tuple[tuple[str, ...], ...]) -> float:
    before = time.perf_counter()
    for argv in programs:
        subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=120)
    return time.perf_counter() - before


def beside(rounds: int) -> None:
    """Read this machine with us and with each peer in turn, so that a busy moment hits them all."""
    ours: list[Measured] = []
    commands = WithOsFacts(LocalCommands())
    known = {name: programs for name, programs in peers().items() if all(shutil.which(argv[0]) for argv in programs)}
    alone: list[float] = []
    theirs: dict[str, list[float]] = {name: [] for name in known}
    for _ in range(rounds):
        ours.append(measured(commands))
        alone.append(taken(((sys.executable, "-m", "workshop", "read", "--json"),)))
        for name, programs in known.items():
            theirs[name].append(taken(programs))
    slowest = statistics.multimode(one.slowest for one in ours)[0]
    seconds, ratio = (statistics.median(getattr(one, key) for one in ours) for key in ("seconds", "ratio"))
    told(f"this machine: {seconds * 1000:.0f} ms; ÷ its slowest tool ({slowest}): {ratio:.2f}, aim 1.25")
    process = statistics.median(alone)
    told(f"`workshop read`, a process of its own: {process * 1000:.0f} ms")
    for name, times in theirs.items():
        median = statistics.median(times)
        window, whole = seconds / median, process / median
        told(f"  ÷ {name} ({median * 1000:.0f} ms): {window:.2f} in the window, {whole:.2f} as a process")
    for name in peers().keys() - known.keys():
        told(f"  {name}: not installed here")


def with_slow_tools(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        commands = WithOsFacts(slow_tools(Path(folder)))
        measured(commands)  # warm
        found = [measured(commands).ratio for _ in range(rounds)]
    told(f"slow tools: ÷ the slowest: {statistics.median(found):.2f}, from {min(found):.2f} to {max(found):.2f}")


def recorded(rounds: int) -> None:
    """Read every recorded machine from memory: the parsing and the threads, without any tool."""
    medians = {}
    for folder in sorted(one for root in (resource("machines"), OTHERS) for one in root.iterdir() if one.is_dir()):
        commands = InMemory(folder)
        MachineReader(commands, Wall()).read()  # fills the memory
        times = []
        for _ in range(rounds):
            before = time.perf_counter()
            MachineReader(commands, Wall()).read()
            times.append(time.perf_counter() - before)
        medians[folder.name] = statistics.median(times) * 1000
    for name, milliseconds in medians.items():
        told(f"  {name}: {milliseconds:.1f} ms")
    middle = statistics.median(medians.values())
    told(f"recorded machines, parsing alone: median {middle:.1f} ms ({len(medians)} machines)")


def told(line: str) -> None:
    print(line)  # noqa: T201


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    measured(WithOsFacts(LocalCommands()))  # warm
    told(f"medians of {rounds} runs")
    beside(rounds)
    with_slow_tools(rounds)
    recorded(rounds)


if __name__ == "__main__":
    main()
