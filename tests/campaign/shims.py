"""Tools that lie or break: each is called as the real one is, and does what a case wants.

`$device` is the device, always the last argument; `wipe N` really overwrites N MiB; a lie is one line of shell.
"""

from __future__ import annotations

from pathlib import Path

_HEAD = """#!/bin/sh
for last in "$@"; do :; done
device=$last
name=${last#/dev/}
wipe() { dd if=/dev/zero of="$device" bs=1M count="$1" conv=fsync 2>/dev/null; }
"""

_NWIPE = """
case "$1" in -V|--version) echo "nwipe version 0.34-shim"; exit 0;; esac
for one in "$@"; do
    case $one in --logfile=*) log=${one#--logfile=};; esac
done
say() {
    {
        echo "! Device | Status | Thru-put | HH:MM:SS | Model/Serial Number"
        echo "--------------------------------------------------------------"
        echo "     ${2:-$name} | $1 |   0 B/s | 00:00:00 | Loopback device/"
        echo "--------------------------------------------------------------"
        echo "[2026/11/24 08:27:03] Total Throughput   0 B/s, Fill With Zeros, 1R+NB+NV"
    } >> "${log:-/dev/stdout}"
}
"""


def tool(folder: Path, name: str, doing: str) -> str:
    """Make an executable of a shell text, with a name."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / name
    program.write_text(f"{_HEAD}{doing}\n")
    program.chmod(0o755)
    return str(program)


def nwipe(folder: Path, doing: str) -> str:
    """Make a pretended nwipe; `say STATUS [NAME]` prints its table at the end, for the device or for another."""
    return tool(folder, "nwipe", _NWIPE + doing)
