"""The Debian packages that Établi needs from the system: which are missing, and how to get them."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from .commands import Outcome
from .sentences import INCOMPLETE, LEFT_OUT, NO_APT, NOT_HERE, ONE_LINE, PACKAGES_LEFT, PASSWORD, READY, SYSTEM
from .setup import Setup

Names = tuple[str, ...]

# What Qt loads: the first line to start at all, the second to show a window on X (measured in a bare Debian)
WINDOW_PACKAGES: Names = (
    *("libgl1", "libegl1", "libxkbcommon0", "libglib2.0-0", "libfontconfig1", "libdbus-1-3"),
    *("libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxkbcommon-x11-0", "libxcb-shape0"),
)
# What a bench reads and wipes machines with; pciutils brings lspci, mount brings losetup
BENCH_PACKAGES: Names = (
    *("nwipe", "smartmontools", "dmidecode", "nvme-cli", "hdparm", "lshw"),
    *("mmc-utils", "sg3-utils", "pciutils", "util-linux", "mount"),
    "alsa-utils",  # the sound of each answer; a machine's loudspeakers and microphone
)
POSTGRESQL = "postgresql"
TEST_PACKAGES: Names = (
    *(POSTGRESQL, "xvfb", "xauth", "x11-xkb-utils", "xkb-data", "xdotool", "poppler-utils", "libfuse2", "socat"),
    "chromium",  # the page that verifies certificates is tried in it
    *("at-spi2-core", "dbus", "python3-gi", "gir1.2-atspi-2.0"),  # what a screen reader finds in the window
    *("cups", "cups-client", "cups-ipp-utils", "cups-filters", "avahi-daemon"),  # a private print server, its printer
    *("gcc", "libc6-dev"),  # the fault campaign's pretended ATA drive is a library put before hdparm's
)
# What --long adds: a virtual machine with drives of every kind, another judge of archive files
LONG_PACKAGES: Names = (
    *("qemu-system-x86", "mmdebstrap", "zstd", "cpio", "kmod", "debian-archive-keyring"),
    "mtools",  # the stick that an emulated PC writes its report onto
    *("default-jre-headless", "libpdfbox2-java", "libactivation-java", "libjaxb-api-java"),  # Preflight: PDF/A
)

_POSTGRESQL_PROGRAMS = Path("/usr/lib/postgresql")
_UNATTENDED = (
    "env",
    "LC_ALL=C",
    "DEBIAN_FRONTEND=noninteractive",
    "APT_LISTCHANGES_FRONTEND=none",
    "NEEDRESTART_SUSPEND=1",
)
_INSTALL = ("apt-get", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120", "install")
# The tests start a PostgreSQL of their own: no cluster of the system's is made for them, unless one is there already
_NO_CLUSTER = """
folder=/etc/postgresql-common/createcluster.d
mkdir -p "$folder" && echo 'create_main_cluster = false' > "$folder/etabli-installer.conf"
"$@"
code=$?
rm -f "$folder/etabli-installer.conf"
rmdir "$folder" 2>/dev/null
exit $code
"""
_INTERRUPTED = "dpkg --configure -a"  # what apt says to run where an earlier installation was cut short
_UNKNOWN = re.compile(r"^E: (?:Unable to locate package |Package ')([^\s']+)", re.MULTILINE)


def venv_package(version: tuple[int, int], *, has_ensurepip: bool) -> Names:
    """Return the package that lets this Python make environments; none where it can already."""
    return () if has_ensurepip else (f"python{version[0]}.{version[1]}-venv",)


def missing_for_venv() -> Names:
    """Return the package without which the running Python cannot make `.venv`."""
    importlib.invalidate_caches()
    return venv_package(sys.version_info[:2], has_ensurepip=importlib.util.find_spec("ensurepip") is not None)


def names_in(listing: str, architecture: str) -> frozenset[str]:
    """Return the names that an installed package bears or provides, from dpkg-query's four columns.

    The provided ones matter: Debian 13's libglib2.0-0t64 provides libglib2.0-0.
    """
    names = set[str]()
    for line in listing.splitlines():
        status, built_for, package, provided = (line.split("\t") + [""] * 4)[:4]
        if status == "installed" and built_for in (architecture, "all"):
            names.add(package)
            names.update(part.split("(")[0].split(":")[0].strip() for part in provided.split(",") if part.strip())
    return frozenset(names)


def line_to_run(names: Iterable[str]) -> str:
    """Return the one line that installs these packages, for somebody who may."""
    command = f"apt-get update && apt-get install -y --no-install-recommends {' '.join(names)}"
    # a login shell for su: without it, dpkg does not find the programs of /usr/sbin
    return shlex.join(["sudo", "sh", "-c", command] if shutil.which("sudo") else ["su", "-", "-c", command])


def provide(setup: Setup, wanted: Names, *, allowed: bool) -> Names:
    """Do the first step of a set-up: install what is missing, or say what to run. Return what is still missing."""
    setup.narrator.begin(SYSTEM)
    if not allowed:
        setup.narrator.end(LEFT_OUT)
        return ()
    if sys.platform in ("win32", "darwin"):
        setup.narrator.end(NOT_HERE)
        return ()
    if not (shutil.which("apt-get") and shutil.which("dpkg-query")):
        setup.narrator.tell(NO_APT.with_facts(names=", ".join(wanted)))
        setup.narrator.end(NOT_HERE)
        return ()
    left = Apt(setup).provide(wanted)
    setup.narrator.end(INCOMPLETE if left else READY)
    return left


class Apt:
    """apt, asked only for what dpkg does not have."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._commands = setup.commands
        self._refreshed = False

    def provide(self, wanted: Names) -> Names:
        """Install what is missing of `wanted` and return what could not be."""
        missing = self.missing(wanted)
        if not missing:
            return ()
        as_root = self._way_to_root()
        if as_root is None:
            self._setup.narrator.tell(ONE_LINE.with_facts(line=line_to_run(missing)))
            return missing
        self._install(as_root, missing)
        left = self.missing(missing)
        if left:
            log = self._setup.logbook.path
            self._setup.narrator.tell(PACKAGES_LEFT.with_facts(names=", ".join(left), log=log))
        return left

    def missing(self, wanted: Names) -> Names:
        """Return what of `wanted` is not installed, in the same order."""
        columns = "${db:Status-Status}\t${Architecture}\t${Package}\t${Provides}\n"
        listing = self._commands.ask(["dpkg-query", "--show", f"--showformat={columns}"]).output
        architecture = self._commands.ask(["dpkg", "--print-architecture"]).output.strip()
        present = names_in(listing, architecture)
        if any(_POSTGRESQL_PROGRAMS.glob("*/bin/postgres")):
            present |= {POSTGRESQL}
        return tuple(name for name in wanted if name not in present)

    def _way_to_root(self) -> Names | None:
        """Return the words to put before a command that needs root; None where this account cannot be root."""
        if sys.platform == "win32":
            return None
        if os.geteuid() == 0:
            return ()
        sudo = shutil.which("sudo")
        if sudo is None:
            return None
        if self._commands.ask([sudo, "-n", "true"]).succeeded:
            return (sudo, "-n")
        if sys.stdin is not None and sys.stdin.isatty():
            self._setup.narrator.tell(PASSWORD)
            if self._commands.show([sudo, "-v"]) == 0:
                return (sudo,)
        return None

    def _install(self, as_root: Names, names: Names) -> None:
        if self._unknown(names):
            self._refresh(as_root)
            unknown = self._unknown(names)
            names = tuple(name for name in names if name not in unknown)
        installed = self._apt_get(as_root, names)
        if _INTERRUPTED in installed.output:
            self._commands.run([*as_root, *_UNATTENDED, *_INTERRUPTED.split()], whole=True)
            installed = self._apt_get(as_root, names)
        if not installed.succeeded and not self._refreshed:  # lists that are too old name files that are gone
            self._refresh(as_root)
            installed = self._apt_get(as_root, names)
        if not installed.succeeded and "Failed to fetch" not in installed.output:
            for name in names:  # one that breaks does not keep the others away
                self._apt_get(as_root, (name,))

    def _unknown(self, names: Names) -> frozenset[str]:
        """Return the names that apt cannot resolve, by its own word: `install` follows virtual packages."""
        outcome = self._commands.run(["env", "LC_ALL=C", "apt-get", "install", "--simulate", *names])
        return frozenset() if outcome.succeeded else frozenset(_UNKNOWN.findall(outcome.output))

    def _refresh(self, as_root: Names) -> None:
        self._commands.run([*as_root, *_UNATTENDED, "apt-get", "update"], whole=True)
        self._refreshed = True

    def _apt_get(self, as_root: Names, names: Names) -> Outcome:
        if not names:
            return Outcome(0, "")
        guard = ("sh", "-c", _NO_CLUSTER, "sh") if POSTGRESQL in names else ()
        return self._commands.run([*as_root, *guard, *_UNATTENDED, *_INSTALL, *names], whole=True)
