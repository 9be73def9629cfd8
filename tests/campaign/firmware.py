"""Drives whose own firmware erases: loop devices disguised as drives, and the tools that speak to them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tests.campaign import fake_ata, shims
from tests.campaign.disks import MIB
from tests.campaign.fault_files import Faults
from tests.campaign.stand import SIZE, Ended, Stand, disguised
from workshop.adapters.rules.methods import load_methods
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.methods import Method
from workshop.domain.wiping import MediumIdentity
from workshop.resources import resource
from workshop.services.ports import WipeProgress

NOWHERE = "/nowhere/smartctl"  # what SMART says is not what is tried here
_ENDLESS_PERCENT = 25  # where a sanitize without an end stays
_ALL = f"wipe {SIZE // MIB}"
# {can}: SANICAP; {done}: what a sanitize does; {state}: SSTAT; {action}: which action the sanitize log is about
_NVME = """
case "$1" in
version) echo "nvme version 2.3 (git 2.3)";;
id-ctrl) echo '{{"mn": "FAKE NVME", "sn": "N0042", "sanicap": {can}, "oacs": {can}, "fna": 4, "nn": 4,
    "tnvmcap": {size}, "unvmcap": 0}}';;
list-ns) echo '{{"nsid_list": [{namespaces}]}}';;
id-ns) echo '{{"flbas": 0}}';;
sanitize) [ "$2" = --help ] || {{ {done}; }};;
sanitize-log) echo '{{"loop": {{"sprog": 16384, "sstat": {{"status": "({state}) as the drive says"}},
    "cdw10_info": {action}}}}}';;
format) {done}; echo "Success formatting namespace:1";;
esac
"""
_MMC = """
case "$1 $2" in
"extcsd read") echo "Secure Feature support [SEC_FEATURE_SUPPORT: 0x55]"
    echo "Sector Count [SEC_COUNT: 0x{sectors:08x}]";;
"erase legacy") {done}; echo "Legacy Erase Succeed!";;
help*) echo "0.1";;
esac
"""
_SG_OPCODES = """
case "$1" in -V) echo "version: 1.0" ;; *)
echo "  Opcode=0x48  Service_action=0x000${1##*,}"; echo "  Command is supported [conforms to SCSI standard]";;
esac
"""
_SG_REQUESTS = 'printf "Fixed format, current; Sense key: {key}\\n" >&2'


@cache
def methods() -> dict[str, Method]:
    return load_methods(resource("methods"))


def _drive(
    stand: Stand,
    kind: DriveMedium,
    method: str,
    tools: dict[str, str],
    *options: str,
    size: int = SIZE,
    faults: Faults | None = None,
) -> Ended:
    """Wipe a loop device that says it is a drive of some kind; a stop is asked for where a sanitize has no end."""
    disk = stand.disk("disque", faults, *options, size=size)
    medium = MediumIdentity(
        disk.node, "FAKE DRIVE", "FAKE00000042", "naa.5000c500a0b1c2d3", SIZE, kind, "pci-0000:00:1f.2-ata-1"
    )

    def stop(progress: WipeProgress) -> None:
        if progress.percent == _ENDLESS_PERCENT:
            stand.stopping.set()

    with disguised(medium):
        return stand.wipe(
            disk,
            tools={"smartctl": NOWHERE, **tools},
            method=methods()[method],
            medium=medium,
            exercise=False,
            stopping=stand.stopping,
            on_progress=stop,
        )


def ata(stand: Stand, mode: str, method: str, *options: str, size: int = SIZE) -> Ended:
    """Wipe a SATA SSD with the real hdparm; `mode`: see fake_ata.c."""
    library = fake_ata.built(stand.folder)
    tools = {"hdparm": fake_ata.hdparm_for(stand.folder, library, mode)}
    return _drive(stand, DriveMedium.SSD, method, tools, *options, size=size)


def nvme(
    stand: Stand,
    method: str,
    *,
    can: int = 7,
    done: str = _ALL,
    state: int = 1,
    action: int = 2,
    namespaces: int = 1,
    faults: Faults | None = None,
) -> Ended:
    """Wipe an NVMe drive with a pretended nvme-cli; the default is a drive that does as it is told."""
    there = ", ".join(f'{{"nsid": {number + 1}}}' for number in range(namespaces))
    doing = _NVME.format(can=can, done=done, state=state, action=action, size=SIZE, namespaces=there)
    return _drive(
        stand, DriveMedium.NVME, method, {"nvme": shims.tool(stand.folder / "lies", "nvme", doing)}, faults=faults
    )


def mmc(stand: Stand, done: str = _ALL) -> Ended:
    """Wipe an eMMC with a pretended mmc-utils."""
    doing = _MMC.format(done=done, sectors=SIZE // 512)
    return _drive(
        stand, DriveMedium.EMMC, "mmc-erase-sanitize", {"mmc": shims.tool(stand.folder / "lies", "mmc", doing)}
    )


def sas(stand: Stand, done: str = _ALL, key: str = "No Sense") -> Ended:
    """Wipe a SAS drive with pretended sg3_utils; `key`: how its sanitize ended."""
    below: Path = stand.folder / "lies"
    tools = {
        "sg_opcodes": shims.tool(below, "sg_opcodes", _SG_OPCODES),
        "sg_sanitize": shims.tool(below, "sg_sanitize", done),
        "sg_requests": shims.tool(below, "sg_requests", _SG_REQUESTS.format(key=key)),
    }
    return _drive(stand, DriveMedium.SAS, "sas-sanitize-block", tools)
