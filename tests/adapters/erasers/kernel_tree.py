"""A /sys, /proc and /dev of a test's own, in the layout of the kernel's ABI: there is no real drive here."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from workshop.adapters.erasers.candidates import drives_here
from workshop.adapters.erasers.kernel import Kernel
from workshop.domain.interlocks import Protection

PCI = "devices/pci0000:00/0000:00:17.0"
SECTORS = 2048


class Tree:
    """Builds what a kernel would show; each call is one thing that a bench has."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._numbers = 0
        for folder in ("sys/block", "sys/class/block", "sys/dev/block", "proc/self", "dev/disk"):
            (root / folder).mkdir(parents=True)
        self.write("proc/swaps", "Filename\t\t\t\tType\t\tSize\n")
        self.write("proc/self/mountinfo", "")
        self.write("proc/cmdline", "quiet\n")

    def write(self, path: str, text: str | bytes) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def sata(self, name: str, port: int = 1, partitions: int = 0, **facts: str) -> Path:
        """A SATA disk on one port of the board's controller; hosts are numbered as the kernel happened to."""
        ata = f"{PCI}/ata{port + 6}"
        folder = self._disk(f"{ata}/host{port + 3}/target{port + 3}:0:0/{port + 3}:0:0:0/block/{name}", partitions)
        self.write(f"sys/{ata}/ata_port/ata{port + 6}/port_no", f"{port}\n")
        self._facts(folder, {"model": "WDC WD5000AAKX", "vendor": "ATA", "type": "0", "serial": f"WD-{name}"} | facts)
        self._write_below(folder, "queue/rotational", "1")
        return folder

    def nvme(self, name: str, controller: str = "nvme0", partitions: int = 0, transport: str = "pcie") -> Path:
        folder = self._disk(f"devices/pci0000:00/0000:3d:00.0/nvme/{controller}/{name}", partitions)
        self._facts(folder, {"model": "SAMSUNG", "serial": f"S4{controller}{name}", "transport": transport})
        self._write_below(folder, "nsid", name.rpartition("n")[2])
        return folder

    def usb(
        self, name: str, ports: str = "1.2", *, bus: int = 2, lun: int = 0, partitions: int = 0, **facts: str
    ) -> Path:
        hub = f"devices/pci0000:00/0000:00:14.0/usb{bus}"
        unit = f"{hub}/{bus}-1/{bus}-{ports}/{bus}-{ports}:1.0/host9/target9:0:0/9:0:0:{lun}"
        self.write(f"sys/{hub}/version", f" {bus}.00\n")
        folder = self._disk(f"{unit}/block/{name}", partitions)
        self._facts(folder, {"model": "DataTraveler", "vendor": "Kingston", "type": "0"} | facts)
        return folder

    def mmc(self, name: str = "mmcblk0", host: int = 0, partitions: int = 0, kind: str = "MMC") -> Path:
        folder = self._disk(f"{PCI}/mmc_host/mmc{host}/mmc{host}:0001/block/{name}", partitions, "p")
        self._facts(folder, {"type": kind, "name": "BGND3R", "serial": "0x1a2b3c4d", "cid": "150100424e4435"})
        return folder

    def below_of_mmc(self, folder: Path, name: str) -> Path:
        """A boot area of an eMMC, which the kernel shows in the folder of the drive itself."""
        return self._disk(str((folder / name).relative_to(self.root / "sys")), 0)

    def virtual(self, name: str, slaves: Iterable[str] = (), **files: str) -> Path:
        """What the kernel makes up itself (md0, dm-0, loop0, zram0), and what it stands on."""
        folder = self._disk(f"devices/virtual/block/{name}", 0)
        for slave in slaves:
            lower = self.folder(slave)
            (folder / "slaves").mkdir(exist_ok=True)
            (folder / "slaves" / slave).symlink_to(lower)
            (lower / "holders").mkdir(exist_ok=True)
            (lower / "holders" / name).symlink_to(folder)
        for path, text in files.items():
            self._write_below(folder, path.replace("__", "/"), text)
        return folder

    def btrfs(self, *devices: str) -> None:
        """A btrfs that is mounted, on several devices."""
        for device in devices:
            link = self.root / "sys/fs/btrfs/0f0e-uuid/devices" / device
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(self.folder(device))

    def mount(self, point: str, name: str = "", *, kind: str = "ext4", source: str = "", number: str = "") -> None:
        number = number or (self.folder(name) / "dev").read_text().strip()
        line = f"30 1 {number} / {point} rw,relatime shared:1 - {kind} {source or f'/dev/{name}'} rw\n"
        with (self.root / "proc/self/mountinfo").open("a") as file:
            file.write(line)

    def swap(self, path: str, kind: str = "partition") -> None:
        with (self.root / "proc/swaps").open("a") as file:
            file.write(f"{path}\t{kind}\t1024\t0\t-2\n")

    def named(self, kind: str, name: str, device: str) -> None:
        """A link of udev, as /dev/disk/by-label/ETABLI."""
        link = self.root / "dev/disk" / kind / name
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(f"../../{device}")

    def folder(self, name: str) -> Path:
        return (self.root / "sys/class/block" / name).resolve()

    def change(self, name: str, path: str, text: str) -> None:
        self._write_below(self.folder(name), path, text)

    def kernel(self) -> Kernel:
        return Kernel(self.root)

    def names(self) -> list[str]:
        return [Path(drive.medium.path).name for drive in drives_here(self.kernel())]

    def why(self, name: str) -> Protection | None:
        return next(drive.protected for drive in drives_here(self.kernel()) if drive.medium.path == f"/dev/{name}")

    def free(self) -> list[str]:
        return [Path(drive.medium.path).name for drive in drives_here(self.kernel()) if drive.protected is None]

    def _disk(self, path: str, partitions: int, separator: str = "") -> Path:
        folder = self.root / "sys" / path
        self._device(folder)
        (self.root / "sys/block" / folder.name).symlink_to(os.path.relpath(folder, self.root / "sys/block"))
        separator = separator or ("p" if folder.name[-1].isdigit() else "")
        for number in range(1, partitions + 1):
            part = folder / f"{folder.name}{separator}{number}"
            self._device(part)
            self._write_below(part, "partition", str(number))
        return folder

    def _device(self, folder: Path) -> None:
        self._numbers += 1
        number = f"8:{self._numbers}"
        self._write_below(folder, "size", str(SECTORS))
        self._write_below(folder, "dev", number)
        (folder / "holders").mkdir()
        (folder / "slaves").mkdir()
        (self.root / "sys/class/block" / folder.name).symlink_to(folder)
        (self.root / "sys/dev/block" / number).symlink_to(folder)

    def _facts(self, folder: Path, facts: dict[str, str]) -> None:
        for name, text in facts.items():
            self._write_below(folder, f"device/{name}", text)

    def _write_below(self, folder: Path, path: str, text: str) -> None:
        self.write(str((folder / path).relative_to(self.root)), f"{text}\n")
