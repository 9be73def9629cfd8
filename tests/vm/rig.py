"""Emulated PCs, each of their drives on an image of the test's own; one has drives of every kind."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.vm.guest import Guest, unpack

LONGEST_SECONDS = 420

# Two of the same model, one behind each kind of bus; {image} and {name} are filled in
DRIVES: dict[str, str] = {
    "sata": "ide-hd,bus=ide.0,drive=sata,serial=WD-WCC6Y3KHZ123,model=WDC WD10EZEX-08WN4A0,wwn=0x50014ee20d1c2b3a,"
    "rotation_rate=7200",
    "twin": "ide-hd,bus=ide.1,drive=twin,serial=WD-WCC6Y3KHZ124,model=WDC WD10EZEX-08WN4A0,wwn=0x50014ee20d1c2b3b,"
    "rotation_rate=7200",
    "nvme": "nvme,drive=nvme,serial=S3X9NB0K123456",
    "virtio": "virtio-blk-pci,drive=virtio,serial=VIRT0001",
    "usb": "usb-storage,bus=xhci.0,drive=usb,serial=USB1234567",
    "scsi": "scsi-hd,bus=vs.0,drive=scsi,vendor=SEAGATE,product=ST1000NM0023,serial=Z1W0ABCD,"
    "wwn=0x5000c50058a1b2c3,rotation_rate=7200",
}
_BUSES = ("qemu-xhci,id=xhci", "virtio-scsi-pci,id=vs", "virtio-serial-pci")


@dataclass(frozen=True)
class Emulated:
    """A PC: its drives by their names, its processor, and what else QEMU is told of it."""

    drives: Mapping[str, str]
    cpu: str = "max"
    told: tuple[str, ...] = ()


MANY_DRIVES = Emulated(DRIVES)


@dataclass(frozen=True)
class Came:
    """What came back from the guest."""

    folder: Path
    answers: dict[str, Any]
    console: str


def bad_sector(image: Path, event: str, sector: int) -> str:
    """Return a drive on an image whose `sector` (of 512 bytes) always fails, when read or when written."""
    rules = image.with_suffix(".faults")
    rules.write_text(f'[inject-error]\nevent = "{event}"\nerrno = "5"\nsector = "{sector}"\nonce = "off"\n')
    return f"blkdebug:{rules}:{image}"


def run(
    guest: Guest,
    images: Mapping[str, Path | str],
    program: str,
    job: dict[str, Any],
    folder: Path,
    pc: Emulated = MANY_DRIVES,
) -> Came:
    """Boot the guest with these images as drives, let one of its programs do a job, and unpack its report."""
    folder.mkdir(parents=True, exist_ok=True)
    report, console = folder / "report.tar", folder / "console.log"
    (folder / "program").write_text(program)
    (folder / "job").write_text(json.dumps(job))
    command = [*_command(guest, folder, report, console, pc), *_drives(pc, images)]
    subprocess.run(command, check=True, timeout=LONGEST_SECONDS)  # which also ends it
    told = folder / "report"
    unpack(report, told)
    answers = told / "answers.json"
    said = console.read_text("utf-8", "replace") + (told / "job.out").read_text("utf-8", "replace")
    return Came(told, json.loads(answers.read_text()) if answers.exists() else {}, said)


def _command(guest: Guest, given: Path, report: Path, console: Path, pc: Emulated) -> list[str]:
    # Never « kvm if /dev/kvm is there »: nested, it may stop for ever at the first instruction
    command = ["qemu-system-x86_64", "-machine", "q35", "-accel", "tcg,thread=multi", "-cpu", pc.cpu, "-smp", "2"]
    command += ["-m", "2048", "-nodefaults", "-display", "none", "-no-reboot", "-serial", f"file:{console}"]
    for bus in _BUSES:
        command += ["-device", bus]
    command += ["-chardev", f"file,id=report,path={report}"]
    command += ["-device", "virtserialport,chardev=report,name=etabli.report"]
    for name in ("program", "job"):
        command += ["-fw_cfg", f"name=opt/etabli/{name},file={given / name}"]
    append = "console=ttyS0 quiet panic=-1"
    return [*command, *pc.told, "-kernel", str(guest.kernel), "-initrd", str(guest.initrd), "-append", append]


def _drives(pc: Emulated, images: Mapping[str, Path | str]) -> Iterator[str]:
    for name, image in images.items():
        yield from ("-drive", f"if=none,id={name},file={image},format=raw,cache=unsafe,detect-zeroes=off")
        yield from ("-device", pc.drives[name])
