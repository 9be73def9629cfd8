"""`MachineReader`: one machine in, one `Reading` out. What could not be read is in it too, as findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from workshop.adapters.machine import allowed, gathering
from workshop.adapters.machine.devices import Devices, read_devices
from workshop.adapters.machine.drives import Read, read_drive
from workshop.adapters.machine.gathering import LIMITS_SECONDS, POWER, Gathered, gather
from workshop.adapters.machine.reasons import reason, words
from workshop.adapters.readings import battery, dmi, dmidecode, edid, firmware, lscpu, lspci, meminfo, os_facts
from workshop.domain.diagnosis import (
    Battery,
    Category,
    Diagnosis,
    Display,
    Firmware,
    Identity,
    Lock,
    LockKind,
    Reading,
    Unread,
    WhyUnread,
)
from workshop.services.ports import Clock, Commands, Output, Progress

_WITH_SCREEN = frozenset({Category.LAPTOP, Category.ALL_IN_ONE, Category.TABLET})
_WITH_BATTERY = frozenset({Category.LAPTOP, Category.TABLET})
_BUILT_IN = ("eDP", "LVDS", "DSI")
_SEES_THROUGH = ("/sys/bus/pci/drivers/vmd/*", "/sys/bus/pci/drivers/ahci/*")  # these drivers show each drive by itself


class MachineReader:
    """Reads the machine behind `commands`: this one, or a recorded one. `limits`: seconds by tool."""

    def __init__(self, commands: Commands, clock: Clock, limits: Mapping[str, float] = LIMITS_SECONDS) -> None:
        self._commands = commands
        self._clock = clock
        self._limits = {**LIMITS_SECONDS, **limits}

    def read(self, on_progress: Progress | None = None) -> Reading:
        """Read everything at once; `on_progress` is told the name of each part that has answered."""
        read_at = self._clock.now()
        gathered = gather(self._commands, self._limits, on_progress)
        return Reading(_diagnosis(gathered, read_at), gathered.raw())


def _diagnosis(gathered: Gathered, read_at: datetime) -> Diagnosis:
    """Put the facts together."""
    smbios_output, cpu_output = gathered.output("dmidecode"), gathered.output("lscpu", "-J")
    smbios, cpu = dmidecode.read(_text(smbios_output)), lscpu.read(_text(cpu_output))
    identity = _identity(smbios, gathered, cpu.hypervisor)
    virtual = identity.category is Category.VIRTUAL
    pci_output = gathered.output(*gathering.FIRST[0])
    pci = lspci.read(_text(pci_output))
    drives = tuple(read_drive(disk, gathered, virtual=virtual) for disk in gathered.disks.disks)
    batteries, displays = tuple(_batteries(gathered)), tuple(_displays(gathered))
    start = _firmware(gathered, pci, smbios)
    unread = (
        *_unread_of("smbios", smbios_output, understood=not smbios.empty, virtual=virtual),
        *_unread_of("processor", cpu_output, understood=cpu.processor is not None, virtual=virtual),
        *_unread_serials(identity, gathered),
        *_unread_locks(gathered),
        *_unread_of("memory", smbios_output, understood=bool(smbios.memory), virtual=virtual),
        *_unread_drives(gathered, pci, drives, virtual=virtual),
        *_unread_of("graphics", pci_output, understood=bool(pci), virtual=virtual),
        *_worn_unknown(batteries),
        *_absent("batteries", identity.category in _WITH_BATTERY and not batteries, f"{POWER}: no battery"),
        *_absent("displays", identity.category in _WITH_SCREEN and not displays, "/sys/class/drm: no EDID"),
    )
    machine = Diagnosis(
        read_at=read_at,
        identity=identity,
        processor=cpu.processor or smbios.processor,
        memory=smbios.memory,
        memory_bytes=smbios.memory_bytes or meminfo.total_bytes(gathered.files.get("/proc/meminfo")),
        drives=tuple(read.drive for read in drives),
        batteries=batteries,
        displays=displays,
        graphics=lspci.graphics(pci),
        firmware=start,
        locks=tuple(_locks(smbios, gathered, drives)),
        unread=unread,
        tools=tuple(_tools(smbios, drives)),
    )
    return _with_devices(machine, gathered, read_devices(gathered, pci, start, virtual=virtual))


def _with_devices(machine: Diagnosis, gathered: Gathered, devices: Devices) -> Diagnosis:
    """Add what hangs on the machine, and what the running system knows where the tools were silent."""
    system = os_facts.read(_text(gathered.output(*gathering.PSUTIL)))
    return replace(
        machine,
        memory_bytes=machine.memory_bytes or (system.memory_bytes if system else None),
        unread=(*machine.unread, *devices.unread),
        network=devices.network,
        cameras=devices.cameras,
        microphones=devices.microphones,
        touchscreens=devices.touchscreens,
        touchpads=devices.touchpads,
        operating_system=system.system if system else None,
    )


def _text(output: Output) -> str:
    return output.stdout.decode("utf-8", "replace")


def _identity(smbios: dmidecode.Smbios, gathered: Gathered, hypervisor: str | None) -> Identity:
    """Take dmidecode's word, else the kernel's own few files; a hypervisor decides only where the case is unknown."""
    identity = smbios.identity
    if identity == Identity():
        names = {name: gathered.files.get(f"{dmi.FOLDER}/{name}") for name in dmi.FILES}
        identity = dmi.read(names) or identity
    hidden = hypervisor is not None and identity.category is Category.UNKNOWN
    return replace(identity, category=Category.VIRTUAL) if hidden else identity


def _batteries(gathered: Gathered) -> Iterator[Battery]:
    for folder in gathered.listings.get(f"{POWER}/*", ()):
        files = {name: gathered.files.get(f"{folder}/{name}") for name in battery.FILES}
        single = {name: content.decode("utf-8", "replace") for name, content in files.items() if content is not None}
        uevent = (gathered.files.get(f"{folder}/uevent") or b"").decode("utf-8", "replace")
        properties = single | battery.from_uevent(uevent)
        found = battery.read(folder.rsplit("/", 1)[-1], properties) if properties else None
        if found is not None:
            yield found


def _displays(gathered: Gathered) -> Iterator[Display]:
    """Read every connector that has an EDID; a connector without a screen has an empty one."""
    for path, content in gathered.matching("/sys/class/drm/*/edid").items():
        connector = path.split("/")[-2].partition("-")[2]
        found = edid.read(content or b"", built_in=connector.startswith(_BUILT_IN))
        if found is not None:
            yield found


def _firmware(gathered: Gathered, pci: tuple[lspci.PciDevice, ...], smbios: dmidecode.Smbios) -> Firmware:
    files, listings = gathered.files, gathered.listings
    uefi = firmware.uefi(files.get(firmware.EFI_SIZE), listings.get("/sys/firmware/*", ()))
    major, caps = (files.get(f"/sys/class/tpm/tpm0/{name}") for name in ("tpm_version_major", "device/caps"))
    return Firmware(
        uefi=uefi,
        secure_boot=firmware.secure_boot(files.get(firmware.SECURE_BOOT), uefi_start=uefi),
        tpm_version=firmware.tpm_version(major, caps) or smbios.tpm_version,
        raid_mode=bool(lspci.raid_controllers(pci)) if pci else None,
        windows_licence=firmware.windows_licence(listings.get("/sys/firmware/acpi/tables/*", ())),
    )


def _locks(smbios: dmidecode.Smbios, gathered: Gathered, drives: tuple[Read, ...]) -> Iterator[Lock]:
    told = (*smbios.locks, *firmware.password_locks(gathered.matching(gathering.PASSWORDS)))
    if told:
        yield Lock(LockKind.BIOS_PASSWORD, "; ".join(lock.seen for lock in told))
    for pattern in allowed.TRACKING:
        yield from firmware.tracking_locks(gathered.matching(pattern))
    for read in drives:
        yield from read.locks


def _unread_of(what: str, output: Output, *, understood: bool, virtual: bool) -> Iterator[Unread]:
    """Say why a part is missing; a tool that ended well and was not understood is told apart from one that failed."""
    if not understood:
        why = reason(output, virtual=virtual)
        yield Unread(what, why or WhyUnread.UNREADABLE, words(output))


def _unread_serials(identity: Identity, gathered: Gathered) -> Iterator[Unread]:
    """Say that the serials are root's, where the kernel shows their files and nothing else told one."""
    if not any((identity.system_serial, identity.board_serial, identity.chassis_serial)):
        closed = [path for path in _closed(gathered, gathering.IDENTITIES) if path in allowed.SERIALS]
        if closed and not any(gathered.files.get(path) for path in allowed.SERIALS):
            yield Unread("serials", WhyUnread.NO_RIGHT, closed[0])


def _unread_locks(gathered: Gathered) -> Iterator[Unread]:
    """Say that the firmware knows whether the machine can be tracked, and tells only root."""
    for path in [path for pattern in allowed.TRACKING for path in _closed(gathered, pattern)][:1]:
        yield Unread("locks", WhyUnread.NO_RIGHT, path)


def _closed(gathered: Gathered, pattern: str) -> list[str]:
    """Give the files of a listing that are there and could not be read."""
    return [path for path, content in gathered.matching(pattern).items() if content is None]


def _unread_drives(
    gathered: Gathered, pci: tuple[lspci.PciDevice, ...], drives: tuple[Read, ...], *, virtual: bool
) -> Iterator[Unread]:
    """Say what keeps the list of drives from being complete, then what each drive did not tell."""
    output = gathered.output(*allowed.LSBLK)
    why = reason(output, virtual=virtual)
    if why is not None:
        yield Unread("drives", why, words(output))
    else:
        yield from gathered.disks.unread
    remapped = [(content or b"").strip() for content in gathered.matching(gathering.REMAPPED).values()]
    if hidden := sum(int(count) for count in remapped if count.isdigit() and len(count) < 4):  # noqa: PLR2004
        yield Unread("drives", WhyUnread.HIDDEN_BY_RAID, f"NVMe drives behind the chipset's RAID mode: {hidden}")
    seen = {path.rsplit("/", 1)[-1] for pattern in _SEES_THROUGH for path in gathered.listings.get(pattern, ())}
    for controller in lspci.raid_controllers(pci):
        if controller.slot not in seen:
            yield Unread("drives", WhyUnread.HIDDEN_BY_RAID, f"{controller.slot} {controller.maker} {controller.name}")
    for read in drives:
        yield from read.unread


def _worn_unknown(batteries: tuple[Battery, ...]) -> Iterator[Unread]:
    for found in batteries:
        if found.wear_percent is None:
            yield Unread(f"battery:{found.name}", WhyUnread.NOT_THERE, "no full and design capacity")


def _absent(what: str, missing: bool, detail: str) -> Iterator[Unread]:  # noqa: FBT001 — one line of a table
    if missing:
        yield Unread(what, WhyUnread.NOT_THERE, detail)


def _tools(smbios: dmidecode.Smbios, drives: tuple[Read, ...]) -> Iterator[tuple[str, str]]:
    """Name the tools that say who they are in their answers."""
    if smbios.tool_version:
        yield "dmidecode", smbios.tool_version
    if version := next((read.tool_version for read in drives if read.tool_version), None):
        yield "smartctl", version
