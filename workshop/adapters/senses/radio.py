"""The radio networks in reach of this machine: they are counted, never joined, and their names are not kept."""

from __future__ import annotations

import re

from workshop.services.ports import Commands
from workshop.services.trying import Networks

NMCLI = ("nmcli", "-t", "-f", "SIGNAL", "device", "wifi", "list", "--rescan", "auto")
IW_NAMES = ("iw", "dev")
PATIENCE_SECONDS = 15
WEAKEST_DBM, STRONGEST_DBM = -100.0, -40.0
_INTERFACE = re.compile(r"^\s*Interface (\w[\w.-]*)$", re.MULTILINE)
_SIGNAL = re.compile(r"^\s*signal: (-?\d+(?:\.\d+)?) dBm", re.MULTILINE)


def networks(commands: Commands) -> Networks | None:
    """Look for networks: by NetworkManager, else by iw (which needs root's rights); None where neither answers."""
    output = commands.run(*NMCLI, timeout_seconds=PATIENCE_SECONDS)
    if output.exit_code == 0:
        return networks_of_nmcli(output.stdout.decode("utf-8", "replace"))
    names = commands.run(*IW_NAMES, timeout_seconds=PATIENCE_SECONDS)
    for name in _INTERFACE.findall(names.stdout.decode("utf-8", "replace")) if names.exit_code == 0 else ():
        output = commands.run("iw", "dev", name, "scan", timeout_seconds=PATIENCE_SECONDS)
        if output.exit_code == 0:
            return networks_of_iw(output.stdout.decode("utf-8", "replace"))
    return None


def networks_of_nmcli(text: str) -> Networks:
    """Read one signal (percent) a line."""
    found = [min(int(line), 100) for line in text.split() if line.isascii() and line.isdigit() and len(line) <= 3]  # noqa: PLR2004
    return Networks(len(found), max(found, default=0))


def networks_of_iw(text: str) -> Networks:
    """Read the signals of a scan, in dBm."""
    span = STRONGEST_DBM - WEAKEST_DBM
    found = [min(max((float(dbm) - WEAKEST_DBM) / span, 0.0), 1.0) for dbm in _SIGNAL.findall(text)]
    return Networks(len(found), round(100 * max(found, default=0.0)))
