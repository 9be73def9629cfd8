"""A drive that answers ATA commands to the real hdparm, on a loop device: hdparm with our own library under it."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from pathlib import Path

from workshop.adapters.erasers.namespace import find_tool

SOURCE = Path(__file__).with_name("fake_ata.c")


def why_not() -> str:
    """Return why there can be no such drive here; empty where there can."""
    if shutil.which("cc") is None:
        return "needs a C compiler"
    return "" if find_tool("hdparm") else "needs hdparm"


def built(folder: Path) -> Path:
    """Compile the library below a folder, once."""
    library = folder / "fake_ata.so"
    if not library.exists():
        command = ("cc", "-std=gnu11", "-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", str(library))
        subprocess.run((*command, str(SOURCE), "-ldl"), check=True)
    return library


def hdparm_for(folder: Path, library: Path, mode: str) -> str:
    """Make a tool that is the real hdparm, before which the one device it is given behaves in this mode."""
    real = find_tool("hdparm")
    assert real is not None
    tool = folder / "hdparm"
    told = {"LD_PRELOAD": library, "FAKE_ATA_STATE": folder / "ata-state", "FAKE_ATA_LOG": folder / "ata-log"}
    lines = [f"export {name}={shlex.quote(str(value))}" for name, value in told.items()]
    tool.write_text(
        "#!/bin/sh\nfor last; do :; done\n"
        + "\n".join([f"export FAKE_ATA_MODE={mode}", 'export FAKE_ATA_DEVICE="$last"', *lines])
        + f'\nexec {shlex.quote(real)} "$@"\n'
    )
    tool.chmod(0o755)
    return str(tool)
