"""The system's own printing, private to a test: CUPS's pretended label printer, and CUPS with queues to printers.

Nothing of the machine's own is touched: folders, ports, message bus and name service are the test's.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.adapters.printers.wires import free_port
from workshop.adapters.printers.ipp import printer_attributes
from workshop.adapters.printers.ipp_client import IppClient
from workshop.adapters.printers.wire import Deadline, Limits

PROGRAMS = ("ippeveprinter", "dbus-daemon", "avahi-daemon", "cupsd", "lpadmin")
_SEARCHED = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin"))
_PATIENCE = 15.0

_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path={folder}/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/></policy></busconfig>
"""
_NAMES = "[server]\nallow-interfaces=lo\nuse-ipv6=no\nenable-dbus=yes\n[publish]\n[reflector]\n[rlimits]\n"
_PRINTER = """ATTR collection media-size-supported {
  MEMBER integer x-dimension 6200
  MEMBER integer y-dimension 2900
},{
  MEMBER rangeOfInteger x-dimension 1500-11000
  MEMBER rangeOfInteger y-dimension 1000-30000
}
ATTR collection media-col-default {
  MEMBER collection media-size {
    MEMBER integer x-dimension 6200
    MEMBER integer y-dimension 2900
  }
  MEMBER integer media-bottom-margin 0
  MEMBER integer media-left-margin 0
  MEMBER integer media-right-margin 0
  MEMBER integer media-top-margin 0
}
ATTR integer media-bottom-margin-supported 0
ATTR integer media-left-margin-supported 0
ATTR integer media-right-margin-supported 0
ATTR integer media-top-margin-supported 0
ATTR keyword media-supported om_etiquette_62x29mm,custom_min_15x10mm,custom_max_110x300mm
ATTR keyword media-default om_etiquette_62x29mm
ATTR keyword media-ready om_etiquette_62x29mm
ATTR resolution printer-resolution-supported 203dpi,300dpi,600dpi
ATTR resolution printer-resolution-default 300dpi
ATTR keyword print-scaling-supported auto,fit,none
ATTR keyword print-color-mode-supported monochrome
ATTR keyword sides-supported one-sided
ATTR mimeMediaType document-format-supported application/pdf,application/octet-stream
"""
# What comes is put beside its description, and then named: a test that sees the name sees all of it
_KEEP = """#!/bin/sh
cp "$1" {folder}/came/draft.pdf
env > {folder}/came/$IPP_JOB_ID.env
mv {folder}/came/draft.pdf {folder}/came/$IPP_JOB_ID.pdf
"""
_CUPS = """Listen 127.0.0.1:{port}
DefaultAuthType None
Browsing No
WebInterface No
LogLevel info
<Location />
Order allow,deny
Allow all
</Location>
<Location /admin>
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
"""
_CUPS_FILES = """ServerRoot {folder}/cups
RequestRoot {folder}/cups/spool
CacheDir {folder}/cups/cache
StateDir {folder}/cups/state
TempDir {folder}/cups/temp
AccessLog {folder}/cups/access.log
ErrorLog {folder}/cups/error.log
PageLog {folder}/cups/page.log
FileDevice Yes
"""


def missing() -> str:
    """Name a program that is not here; empty where all are."""
    return next((name for name in PROGRAMS if not shutil.which(name, path=_SEARCHED)), "")


class PretendedPrinter:
    """ippeveprinter, as a label printer that takes PDF."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.address = f"ipp://localhost:{port}/ipp/print"

    def came(self, number: int) -> tuple[bytes, dict[str, str]]:
        """The document of a job, and its attributes as the printer names them."""
        document = self.folder / "came" / f"{number}.pdf"
        wait_for(document.exists)
        lines = document.with_suffix(".env").read_text().splitlines()
        return document.read_bytes(), dict(line.partition("=")[::2] for line in lines)

    def number_of_jobs(self) -> int:
        return len(list((self.folder / "came").glob("*.pdf")))


@contextmanager
def pretended_printer() -> Iterator[PretendedPrinter]:
    """Run it, with the bus and the name service that it wants."""
    with ExitStack() as stack:
        folder = stack.enter_context(_folder())
        (folder / "spool").mkdir()
        (folder / "came").mkdir()
        for name, text in (("bus.conf", _BUS), ("names.conf", _NAMES), ("printer.conf", _PRINTER), ("keep.sh", _KEEP)):
            (folder / name).write_text(text.replace("{folder}", str(folder)))
        (folder / "keep.sh").chmod(0o755)
        bus = {"DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={folder}/bus"}
        stack.enter_context(_running(folder, bus, "dbus-daemon", f"--config-file={folder}/bus.conf", "--nofork"))
        wait_for((folder / "bus").exists)
        names = ("-f", str(folder / "names.conf"), "--no-drop-root", "--no-chroot")
        stack.enter_context(_running(folder, bus, "avahi-daemon", *names))
        port = free_port()
        where = ("-n", "localhost", "-p", str(port), "-d", str(folder / "spool"), "-k")
        words = ("-a", str(folder / "printer.conf"), "-c", str(folder / "keep.sh"), "Etiquettes")
        stack.enter_context(_running(folder, bus, "ippeveprinter", *where, *words))
        wait_for(lambda: _listens(port))
        yield PretendedPrinter(folder, port)


class Cups:
    """A CUPS of the test's own."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.server = f"127.0.0.1:{port}"

    def queue(self, name: str, device: str, model: str) -> str:
        """Make a queue; return its address."""
        asked = ("-h", self.server, "-p", name, "-E", "-v", device, "-m", model, "-o", "printer-error-policy=retry-job")
        tool = shutil.which("lpadmin", path=_SEARCHED)
        assert tool
        done = subprocess.run([tool, *asked], capture_output=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        address = f"ipp://{self.server}/printers/{name}"
        wait_for(lambda: _is_raw(address) == (model == "raw"))  # CUPS learns what a new queue is a moment later
        return address


@contextmanager
def cups() -> Iterator[Cups]:
    """Run a CUPS that belongs to nobody else."""
    with _folder() as folder:
        for name in ("", "spool", "cache", "state", "temp", "ppd", "ssl"):
            (folder / "cups" / name).mkdir(exist_ok=True)
            (folder / "cups" / name).chmod(0o777)
        port = free_port()
        for name, text in (("cupsd.conf", _CUPS), ("cups-files.conf", _CUPS_FILES)):
            path = folder / "cups" / name
            path.write_text(text.replace("{folder}", str(folder)).replace("{port}", str(port)))
        words = ("-f", "-c", str(folder / "cups" / "cupsd.conf"), "-s", str(folder / "cups" / "cups-files.conf"))
        with _running(folder, {}, "cupsd", *words):
            wait_for(lambda: _listens(port))
            yield Cups(folder, port)


def wait_for(what: Callable[[], object]) -> None:
    until = time.monotonic() + _PATIENCE
    while not what():
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.02)


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="etabli-printing-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)  # CUPS's filters are another account
        yield Path(name)


@contextmanager
def _running(folder: Path, environment: dict[str, str], program: str, *words: str) -> Iterator[None]:
    tool = shutil.which(program, path=_SEARCHED)
    assert tool
    with (folder / f"{program}.log").open("wb") as log:
        process = subprocess.Popen(
            [tool, *words], env={**os.environ, **environment}, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _is_raw(queue: str) -> bool:
    told = printer_attributes(IppClient(queue, Limits()), Deadline(5), "printer-make-and-model")
    return "Raw" in str(told["printer-make-and-model"])


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("localhost", port), 1).close()
    except OSError:
        return False
    return True
