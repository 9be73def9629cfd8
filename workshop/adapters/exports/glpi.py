"""A machine as a GLPI inventory, after GLPI's published schema (github.com/glpi-project/inventory_format, MIT).

Only what was read is written, and no more than the schema names: a strict reader refuses other fields. A product key is
never read, so none can leave. Not written: the operating system, which is the bench's or the stick's as often as the
machine's own; and the TPM, the locks and the health of drives, for which the schema has no place.
"""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from typing import Any

from workshop.domain.content import to_content
from workshop.domain.diagnosis import (
    Battery,
    Category,
    Diagnosis,
    Display,
    DriveReading,
    Identity,
    MemoryModule,
    NetworkAdapter,
    NetworkKind,
    Processor,
)

MB, MIB = 10**6, 2**20
_ITEM_TYPES = {Category.SMARTPHONE: "Phone", Category.MONITOR: "Unmanaged", Category.TELEVISION: "Unmanaged",
               Category.DOCK: "Unmanaged"}  # fmt: skip
_CHASSIS = {Category.LAPTOP: "Laptop", Category.DESKTOP: "Desktop", Category.ALL_IN_ONE: "All in One",
            Category.MINI_PC: "Mini PC", Category.SERVER: "Server", Category.TABLET: "Tablet"}  # fmt: skip
_NETWORKS = {NetworkKind.ETHERNET: "ethernet", NetworkKind.WIFI: "wifi", NetworkKind.BLUETOOTH: "bluetooth"}
_ARCHITECTURE = re.compile(  # the schema's own list
    r"mips|mips64|alpha|sparc|sparc64|m68k|i\d86|x86_64|powerpc|powerpc64|arm.*|aarch64"
)
_FIRMWARE_DATE = re.compile(r"(\d\d)/(\d\d)/(\d{4})")  # month first: SMBIOS (DSP0134) 7.1, type 0


def glpi_inventory(diagnosis: Diagnosis, code: str, version: str) -> bytes:
    """Write the inventory as JSON. `code`: the machine's own, empty where it has none; `version`: of this program."""
    identity = diagnosis.identity
    content = _told(
        versionclient=f"Etabli_v{version}",
        bios=_bios(diagnosis, code),
        hardware=_told(
            chassis_type=_CHASSIS.get(identity.category),
            memory=diagnosis.memory_bytes // MIB if diagnosis.memory_bytes else None,
            uuid=identity.system_uuid,
        ),
        cpus=[_cpu(diagnosis.processor)] if diagnosis.processor else None,
        memories=[_memory(number, module) for number, module in enumerate(diagnosis.memory, 1)],
        storages=[_storage(drive) for drive in diagnosis.drives],
        batteries=[_battery(battery) for battery in diagnosis.batteries],
        monitors=[_monitor(display) for display in diagnosis.displays],
        videos=[{"name": name} for name in diagnosis.graphics],
        networks=[_network(adapter) for adapter in diagnosis.network or ()],
        cameras=[{"designation": name} for name in diagnosis.cameras or ()],
        inputs=[
            *({"name": name, "pointingtype": "Touch Pad"} for name in diagnosis.touchpads or ()),
            *({"name": name, "pointingtype": "Touch Screen"} for name in diagnosis.touchscreens or ()),
        ],
    )
    inventory = _told(
        deviceid=f"etabli-{code or _sign(diagnosis)}",
        itemtype=_ITEM_TYPES.get(identity.category, "Computer"),
        action="inventory",
        tag=code,
        content=content,
    )
    # half a character, as a broken tool may write one, is no UTF-8
    return json.dumps(inventory, ensure_ascii=False, indent=2).encode("utf-8", "replace") + b"\n"


def _told(**fields: Any) -> dict[str, Any]:
    """Keep what is told; 0 and no are."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


def _sign(diagnosis: Diagnosis) -> str:
    """Tell machines without a code apart, the same way at every reading: GLPI merges what has the same device id."""
    told = [to_content(diagnosis.identity), [(drive.model, drive.serial) for drive in diagnosis.drives]]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:24]


def _bios(diagnosis: Diagnosis, code: str) -> dict[str, Any]:
    identity, secure_boot = diagnosis.identity, diagnosis.firmware.secure_boot
    return _told(
        assettag=identity.asset_tag or code,
        bdate=_firmware_date(identity),
        bversion=identity.bios_version,
        mmanufacturer=identity.board_maker,
        mmodel=identity.board_model,
        msn=identity.board_serial,
        skunumber=identity.sku,
        smanufacturer=identity.maker,
        smodel=identity.model,
        ssn=identity.system_serial,
        enclosureserial=identity.chassis_serial,
        secure_boot=None if secure_boot is None else "enabled" if secure_boot else "disabled",
    )


def _firmware_date(identity: Identity) -> str | None:
    """Write 04/21/2020 as 2020-04-21; a date in another form is left out, since its order is not known."""
    text = identity.bios_date or ""
    told = _FIRMWARE_DATE.fullmatch(text)
    written = f"{told[3]}-{told[1]}-{told[2]}" if told else text
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        return None


def _cpu(processor: Processor) -> dict[str, Any]:
    """Write cores and threads of the whole machine, as GLPI's own agents do (the schema's examples, computer_1)."""
    architecture = processor.architecture or ""
    return _told(
        name=processor.model,
        manufacturer=processor.maker,
        arch=architecture if _ARCHITECTURE.fullmatch(architecture) else None,
        core=processor.cores,
        thread=processor.threads,
        speed=processor.max_mhz,
    )


def _memory(number: int, module: MemoryModule) -> dict[str, Any]:
    """Write a slot; an empty one has no capacity."""
    return _told(
        numslots=number,
        caption=module.slot,
        capacity=module.size_bytes // MIB or None,
        type=module.kind,
        speed=f"{module.speed_mts} MT/s" if module.speed_mts else None,
        manufacturer=module.maker,
        model=module.part_number,
        serialnumber=module.serial,
        formfactor=module.form_factor,
        removable=None if module.soldered is None else not module.soldered,
    )


def _storage(drive: DriveReading) -> dict[str, Any]:
    return _told(
        name=drive.path.rpartition("/")[2],
        type="disk",
        model=drive.model,
        serial=drive.serial,
        wwn=drive.wwn,
        firmware=drive.firmware,
        disksize=drive.size_bytes // MB if drive.size_bytes else None,
        interface=drive.interface,
    )


def _battery(battery: Battery) -> dict[str, Any]:
    return _told(
        name=battery.model or battery.name,
        manufacturer=battery.maker,
        serial=battery.serial,
        chemistry=battery.chemistry,
        capacity=battery.design_mwh,
        real_capacity=battery.full_mwh,
        voltage=battery.design_millivolts,
    )


def _monitor(display: Display) -> dict[str, Any]:
    return _told(
        name=display.model,
        caption=display.model,
        manufacturer=display.maker,
        serial=display.serial,
        description=str(display.year) if display.year else None,
    )


def _network(adapter: NetworkAdapter) -> dict[str, Any]:
    return _told(
        description=adapter.name or adapter.kind.value,
        type=_NETWORKS.get(adapter.kind),
        mac=adapter.mac,
        model=adapter.model,
    )
