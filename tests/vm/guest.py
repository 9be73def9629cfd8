"""A small Debian that boots in memory in a virtual machine, with the helper of this checkout in it.

The Debian part is built once, in a cache folder: about a minute. The guest's first process runs one job (`ask_….py`,
`wipe_….py` or `probe_….py`, as it is told), and hands its report back as a tar archive on a serial port.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from workshop.resources import resource

# The guest runs the libraries of this checkout's environment: its Python must be of the same version
SUITES = {(3, 11): "bookworm", (3, 13): "trixie"}
LIBRARIES = (
    "sqlalchemy",
    "alembic",
    "mako",
    "markupsafe",
    "platformdirs",
    "typing_extensions",
)
PACKAGES = (
    *("python3", "nwipe", "smartmontools", "nvme-cli", "hdparm", "sg3-utils", "dmidecode", "pciutils"),
    *("kmod", "udev", "util-linux", "mount", "linux-image-amd64"),
)
# What an emulated PC needs, and nothing else: the whole system is unpacked into memory by an emulated processor
MODULES = (
    *("ahci", "sd_mod", "sg", "nvme", "virtio_blk", "virtio_scsi", "virtio_pci", "virtio_console", "megaraid_sas"),
    *("usb_storage", "uas", "xhci_pci", "drivetemp", "qemu_fw_cfg", "loop", "ext4"),
    *("vfat", "nls_cp437", "nls_ascii", "nls_iso8859_1", "nls_utf8"),
)
LEFT_OUT = (
    *(
        "boot",
        "usr/share/doc",
        "usr/share/man",
        "usr/share/locale",
        "usr/share/info",
        "usr/share/perl",
        "usr/share/i18n",
    ),
    *("usr/share/zoneinfo", "usr/share/bash-completion", "usr/lib/x86_64-linux-gnu/perl", "usr/share/perl5"),
    *("usr/lib/x86_64-linux-gnu/gconv", "usr/lib/x86_64-linux-gnu/perl-base", "var/lib/apt", "var/lib/dpkg"),
    "var/cache",
)
TOOLS = ("mmdebstrap", "zstd", "cpio", "qemu-system-x86_64", "depmod")
_INIT = Path(__file__).with_name("init.sh")
_JOBS = tuple(
    Path(__file__).with_name(name) for name in ("ask_the_helper.py", "wipe_a_loose_drive.py", "probe_from_a_stick.py")
)


@dataclass(frozen=True)
class Guest:
    """What a virtual machine boots."""

    kernel: Path
    initrd: Path


def missing_tools() -> tuple[str, ...]:
    """Return what is not there to build and boot a guest."""
    searched = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin"))
    python = () if sys.version_info[:2] in SUITES else ("a Python that a Debian has",)
    return (*(tool for tool in TOOLS if shutil.which(tool, path=searched) is None), *python)


def build(cache: Path) -> Guest:
    """Build a guest around the checkout's helper; the Debian part is kept in `cache`."""
    cache.mkdir(parents=True, exist_ok=True)
    base = _base(cache)
    with tempfile.TemporaryDirectory(prefix="etabli-guest-", dir=cache) as work:
        root = Path(work, "root")
        root.mkdir()
        _run("tar", "--extract", "--directory", root, "--file", base)
        kernel = cache / "vmlinuz"
        shutil.copy(next((root / "boot").glob("vmlinuz-*")), kernel)
        _lean(root)
        _put_in(root)
        initrd = cache / "initrd.zst"
        _pack(root, initrd)
    return Guest(kernel, initrd)


def _base(cache: Path) -> Path:
    suite = SUITES[sys.version_info[:2]]
    wanted = hashlib.sha256(" ".join((suite, *PACKAGES)).encode()).hexdigest()[:12]
    base = cache / f"debian-{wanted}.tar"
    if not base.exists():
        unfinished = base.with_suffix(".part.tar")
        _run(
            *("mmdebstrap", "--quiet", "--variant=minbase", '--aptopt=APT::Install-Recommends "false"'),
            *(f"--include={','.join(PACKAGES)}", suite, unfinished),
        )
        unfinished.rename(base)
    return base


def _lean(root: Path) -> None:
    for folder in LEFT_OUT:
        shutil.rmtree(root / folder, ignore_errors=True)
    modules = next((root / "usr/lib/modules").iterdir())
    kept = {"modules.order", "modules.builtin", "modules.builtin.modinfo"}
    for name in MODULES:
        shown = _run("modprobe", "-d", root, "-S", modules.name, "--show-depends", name, check=False)
        kept |= {
            str(Path(line.split()[1]).resolve().relative_to(modules.resolve()))
            for line in shown
            if line.startswith("insmod ")
        }
    for file in [path for path in modules.rglob("*") if path.is_file()]:
        if str(file.relative_to(modules)) not in kept:
            file.unlink()
    _run("depmod", "-b", root, modules.name)


def _put_in(root: Path) -> None:
    """Put the core of the checkout in: the helper needs nothing but Python, the command line a database."""
    checkout = resource().parent
    plain = shutil.ignore_patterns("__pycache__")
    shutil.copytree(checkout / "workshop", root / "etabli/workshop", ignore=plain)
    for folder in ("methods", "contracts"):
        shutil.copytree(checkout / "resources" / folder, root / "etabli/resources" / folder)
    libraries = Path(sysconfig.get_path("platlib"))
    for name in LIBRARIES:
        found = libraries / name
        if found.is_dir():
            shutil.copytree(found, root / "etabli" / name, ignore=plain)
            continue
        shutil.copy(found.with_suffix(".py"), root / "etabli")
    for job in _JOBS:
        shutil.copy(job, root / "etabli")
    shutil.copy(_INIT, root / "init")
    (root / "init").chmod(0o755)
    shutil.rmtree(root / "dev")
    (root / "dev").mkdir()


def _pack(root: Path, initrd: Path) -> None:
    script = 'find . -print0 | cpio --null --quiet -o -H newc -R 0:0 | zstd -q -T0 -3 -f -o "$1"'
    _run("sh", "-ec", script, "pack", initrd, cwd=root)


def _run(*command: str | Path, cwd: Path | None = None, check: bool = True) -> list[str]:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if check and done.returncode:
        raise RuntimeError(f"{command[0]}: {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return done.stdout.splitlines()


def unpack(report: Path, folder: Path) -> None:
    """Unpack the report of a guest; it is ours, and still nothing in it may lead outside the folder."""
    with tarfile.open(report) as archive:
        archive.extractall(folder, filter="data")
