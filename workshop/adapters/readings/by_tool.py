"""The readers by the name of their tool: for support, and for tests that walk over recorded outputs.

A reader is given bytes as they were written and answers with facts, or with nothing where they are not its tool's.
"""

from __future__ import annotations

from collections.abc import Callable

from workshop.adapters.readings import (
    acpi,
    acpiconf,
    battery,
    cameras,
    decode_dimms,
    dmidecode,
    dsregcmd,
    edid,
    edid_text,
    firmware,
    glpi,
    hdparm,
    hdparm_identity,
    hwinfo,
    inxi,
    lsblk,
    lscpu,
    lshw,
    lshw_xml,
    lspci,
    macos,
    meminfo,
    mmc,
    network,
    nvme,
    nvme_list,
    os_facts,
    powercfg,
    profiles,
    scsi,
    smartctl,
    sound,
    start,
    systeminfo,
    touch,
    tpm,
    upower,
    windows,
)
from workshop.adapters.readings.values import text_of

Reader = Callable[[bytes], object]


def _text(read: Callable[[str], object]) -> Reader:
    """Give a reader of text what it wants; an empty answer is none."""
    return lambda content: read(text_of(content)) or None


READERS: dict[str, Reader] = {
    "acpi": _text(acpi.read),
    "acpiconf": _text(acpiconf.read),
    "arecord": _text(sound.recording),
    "battery": _text(lambda text: battery.read("BAT", found) if (found := battery.from_uevent(text)) else None),
    "bootctl": _text(start.read),
    "decode-dimms": _text(decode_dimms.read),
    "dmidecode": _text(lambda text: None if (found := dmidecode.read(text)).empty else found),
    "dsregcmd": lambda content: dsregcmd.read(text_of(content)),
    "edid": edid.read,
    "edid-decode": _text(edid_text.read),
    "extcsd": _text(mmc.extcsd),
    "glpi": _text(glpi.read),
    "hdparm": _text(lambda text: hdparm_identity.read(text) or hdparm.read(text)),
    "hdparm-dco": _text(hdparm.overlay_sectors),
    "hdparm-features": _text(hdparm.features),
    "hdparm-n": _text(hdparm.sectors),
    "hdparm-security": _text(hdparm.read),
    "hwinfo": _text(hwinfo.read),
    "input-devices": _text(touch.read),
    "inxi": _text(inxi.read),
    "ip": _text(network.listed),
    "lsblk": _text(lambda text: found if (found := lsblk.read(text)).disks or not found.unread else None),
    "lscpu": _text(lambda text: found if (found := lscpu.read(text)).processor or found.hypervisor else None),
    "lshw": _text(lshw.read),
    "lshw-xml": _text(lshw_xml.read),
    "lspci": _text(lspci.read),
    "meminfo": meminfo.total_bytes,
    "mokutil": _text(start.read),
    "nvme-id-ctrl": _text(lambda text: nvme.controller(text, "")),
    "nvme-list": _text(nvme_list.read),
    "nvme-sanitize-log": _text(nvme.sanitize_log),
    "nvme-smart-log": _text(nvme.health),
    "powercfg": _text(powercfg.read),
    "profiles": lambda content: profiles.read(text_of(content)),
    "psutil": _text(os_facts.read),
    "sg_requests": _text(scsi.sense),
    "smartctl": _text(smartctl.read),
    "system_profiler": _text(macos.read),
    "systeminfo": _text(systeminfo.read),
    "tpm-version": lambda content: firmware.tpm_version(content, content),
    "tpm2_getcap": _text(tpm.read),
    "upower": _text(upower.read),
    "v4l2-ctl": _text(cameras.listed),
    "wmi": _text(windows.read),
    "xrandr": _text(edid_text.read),
}
