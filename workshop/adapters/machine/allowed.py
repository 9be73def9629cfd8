"""What is asked as root: a closed list of programs with their options, and of files of the kernel. All only read.

Both sides of the helper's door use it: the helper runs nothing else, and the window asks nothing else of it. Sources of
what the options do: dmidecode(8), lsblk(8), smartctl(8), nvme-id-ctrl(1), nvme-smart-log(1), hdparm(8). hdparm's `-N`
sets the size of a drive only where a number follows it.
"""

from __future__ import annotations

import re

from workshop.adapters.readings import dmi, lsblk

DEVICE = "{device}"  # stands for /dev/<a drive that the kernel lists>
DMIDECODE = ("dmidecode",)
LSBLK = ("lsblk", "-J", "-b", "-O")
SMARTCTL = ("smartctl", "--json", "-x", DEVICE)
NVME_CONTROLLER = ("nvme", "id-ctrl", DEVICE, "-o", "json")
NVME_LOG = ("nvme", "smart-log", DEVICE, "-o", "json")
HDPARM_IDENTITY = ("hdparm", "-I", DEVICE)
HDPARM_SECTORS = ("hdparm", "-N", DEVICE)
HDPARM_OVERLAY = ("hdparm", "--dco-identify", DEVICE)
OF_A_DRIVE = (SMARTCTL, NVME_CONTROLLER, NVME_LOG, HDPARM_IDENTITY, HDPARM_SECTORS, HDPARM_OVERLAY)
PROGRAMS = (DMIDECODE, *OF_A_DRIVE)

BLOCKS = "/sys/block/*"
ATTRIBUTES = "/sys/class/firmware-attributes"
# Files that only root may read: mode 0400 in Linux' dmi-id.c, 0600 in its dell-wmi-sysman and think-lmi.c
SERIALS = tuple(f"{dmi.FOLDER}/{name}" for name in ("product_serial", "board_serial", "chassis_serial", "product_uuid"))
TRACKING = (
    f"{ATTRIBUTES}/*/attributes/*bsolute*/current_value",
    f"{ATTRIBUTES}/*/attributes/*omputrace*/current_value",
)
_TRACKING_FILES = tuple(re.compile(re.escape(pattern).replace(r"\*", "[^/\0]*")) for pattern in TRACKING)


def asked_of(question: tuple[str, ...], path: str) -> tuple[str, ...]:
    """Put a drive's path into a question."""
    return tuple(path if word == DEVICE else word for word in question)


def device_of(argv: tuple[str, ...]) -> str | None:
    """Return the kernel's name of the drive that is asked, empty where none is; None for what is not in the list."""
    if argv == DMIDECODE:
        return ""
    for question in OF_A_DRIVE:
        if len(argv) == len(question):
            path = argv[question.index(DEVICE)]
            name = path.removeprefix("/dev/")
            if argv == asked_of(question, path) and path == f"/dev/{name}" and lsblk.may_be_drive(name):
                return name
    return None


def is_file(path: str) -> bool:
    """Whether a file is one of those that root reads."""
    return path in SERIALS or any(
        pattern.fullmatch(path) and "/../" not in path and "/./" not in path for pattern in _TRACKING_FILES
    )
