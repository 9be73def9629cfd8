"""`dmidecode`: who the machine is, its processor, memory and firmware passwords; text of any of its versions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from workshop.adapters.readings.placeholders import name, real, serial, uuid
from workshop.adapters.readings.values import lines, whole
from workshop.domain.diagnosis import Battery, Category, Identity, Lock, LockKind, MemoryModule, Processor

BIOS, SYSTEM, BOARD, CHASSIS, PROCESSOR, OLD_MEMORY, MEMORY, BATTERY, SECURITY, TPM = 0, 1, 2, 3, 4, 6, 17, 22, 24, 43

_HANDLE = re.compile(r"\s*Handle 0x[0-9A-Fa-f]+(?:, DMI type (\d{1,3}), \d+ bytes\.?)?\s*")
_TYPE_LINE = re.compile(r"\s*DMI type (\d{1,3}), \d+ bytes\.?\s*")
_FIELD = re.compile(r"(\s+)([^:\s][^:]{0,80}?)\s*:(?:\s(.*))?")
_SIZE = re.compile(r"(\d{1,12}) ?(?:(bytes)|([kKMGT])(?:B|byte)?)\b.*")
_FACTOR = {"k": 2**10, "K": 2**10, "M": 2**20, "G": 2**30, "T": 2**40}
_VERSION = re.compile(r"^#? ?dmidecode (\d{1,3}\.\d{1,3})", re.MULTILINE)

_LAPTOPS = ("Laptop", "Notebook", "Portable", "Sub Notebook", "Convertible", "Detachable", "Docking Station")
_CATEGORIES = {
    **dict.fromkeys(_LAPTOPS[:-1], Category.LAPTOP),
    **dict.fromkeys(("Tablet", "Hand Held"), Category.TABLET),
    **dict.fromkeys(
        (
            "Desktop",
            "Low Profile Desktop",
            "Pizza Box",
            "Mini Tower",
            "Tower",
            "Space-saving",
            "Lunch Box",
            "Sealed-case PC",
        ),
        Category.DESKTOP,
    ),
    "All In One": Category.ALL_IN_ONE,
    **dict.fromkeys(("Mini PC", "Stick PC", "Embedded PC", "IoT Gateway"), Category.MINI_PC),
    **dict.fromkeys(
        ("Main Server Chassis", "Rack Mount Chassis", "Blade", "Blade Enclosing", "Multi-system", "Compact PCI"),
        Category.SERVER,
    ),
    "Docking Station": Category.DOCK,
}
_VIRTUAL_MACHINES = re.compile(
    r"qemu|kvm|vmware|virtualbox|innotek|bochs|xen|parallels|virtual machine|bhyve|amazon ec2|google compute|openstack"
    r"|firecracker|cloud hypervisor|rhev|ovirt|red hat.*kvm|nutanix|alibaba cloud|\bdomu\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Structure:
    """One table of the firmware: its type, its fields, and the lines that hang below a field."""

    kind: int
    fields: dict[str, str] = field(default_factory=dict)
    items: dict[str, list[str]] = field(default_factory=dict)

    def get(self, *keys: str) -> str | None:
        """Give the first of these fields that holds more than spaces."""
        return next((value for key in keys if (value := self.fields.get(key, "").strip())), None)


@dataclass(frozen=True, slots=True)
class Smbios:
    """The facts of the whole text; `memory_bytes` is None where no memory table was printed."""

    identity: Identity
    processor: Processor | None
    memory: tuple[MemoryModule, ...]
    memory_bytes: int | None
    locks: tuple[Lock, ...]
    tool_version: str | None
    batteries: tuple[Battery, ...] = ()  # as the maker delivered them; some machines list one that they do not have
    tpm_version: str | None = None

    @property
    def empty(self) -> bool:
        """Whether not one fact came out."""
        return self.identity == Identity() and self.processor is None and not self.memory and not self.batteries


def read(text: str) -> Smbios:
    """Read the output of dmidecode, whole or of some types."""
    found = tuple(structures(text))
    version = _VERSION.search(text[:10000])
    modules, total = _memory(found)
    return Smbios(
        _identity(found),
        _processor(found),
        modules,
        total,
        _locks(found),
        version.group(1) if version else None,
        tuple(_batteries(found)),
        _tpm(found),
    )


def structures(text: str) -> Iterator[Structure]:
    """Cut the text into its tables: tabs or spaces, handle and type on one line or on two, any line ends."""
    current: Structure | None = None
    depth, key, awaiting_type = -1, "", False
    for line in lines(text):
        handle = _HANDLE.fullmatch(line)
        typed = _TYPE_LINE.fullmatch(line) if awaiting_type else None
        if handle or typed:
            if handle and current:
                yield current
            number = (handle or typed).group(1)  # type: ignore[union-attr]
            current, depth, awaiting_type = (Structure(int(number)) if number else None), -1, number is None
        elif current and (match := _FIELD.fullmatch(line)):
            indent = len(match.group(1).expandtabs())
            depth = indent if depth < 0 else depth
            if indent <= depth:
                key = match.group(2)
                current.fields.setdefault(key, match.group(3) or "")
            else:
                current.items.setdefault(key, []).append(line.strip())
        elif current and depth >= 0 and line.strip():
            current.items.setdefault(key, []).append(line.strip())
    if current:
        yield current


def _of(found: tuple[Structure, ...], kind: int) -> list[Structure]:
    return [structure for structure in found if structure.kind == kind]


def _identity(found: tuple[Structure, ...]) -> Identity:
    nothing = Structure(-1)
    system = next(iter(_of(found, SYSTEM)), nothing)
    bios = next(iter(_of(found, BIOS)), nothing)
    board, chassis = _board(_of(found, BOARD)) or nothing, _chassis(_of(found, CHASSIS)) or nothing
    maker, model = real(system.get("Manufacturer", "Vendor")), real(system.get("Product Name", "Product"))
    return Identity(
        maker=maker,
        model=model,
        version=name(system.get("Version")),
        system_serial=serial(system.get("Serial Number")),
        board_serial=serial(board.get("Serial Number")),
        chassis_serial=serial(chassis.get("Serial Number")),
        system_uuid=uuid(system.get("UUID")),
        category=category(chassis.get("Type", "Chassis Type"), maker, model),
        bios_version=name(bios.get("Version")),
        bios_date=real(bios.get("Release Date", "Release")),
        board_maker=real(board.get("Manufacturer", "Vendor")),
        board_model=real(board.get("Product Name", "Product")),
        family=real(system.get("Family")),
        sku=real(system.get("SKU Number")),
        asset_tag=real(chassis.get("Asset Tag")),
    )


def category(chassis_type: str | None, maker: str | None, model: str | None) -> Category:
    """Tell what kind of machine this is; a virtual one says so in its maker or its model."""
    if _VIRTUAL_MACHINES.search(f"{maker or ''} {model or ''}"):
        return Category.VIRTUAL
    return _CATEGORIES.get((chassis_type or "").strip(), Category.UNKNOWN)


def _board(boards: list[Structure]) -> Structure | None:
    """Choose the board that hosts the others (a machine may list its riser and daughter boards too)."""
    hosting = [board for board in boards if any("hosting board" in item for item in board.items.get("Features", ()))]
    mother = [board for board in boards if (board.get("Type") or "").strip() == "Motherboard"]
    return next(iter(hosting or mother or boards), None)


def _chassis(chassis: list[Structure]) -> Structure | None:
    """Choose the case itself: a notebook's before its dock's, a known kind before an unknown one."""
    laptops = [case for case in chassis if (case.get("Type") or "") in _LAPTOPS[:-1]]
    known = [case for case in chassis if (case.get("Type") or "") in _CATEGORIES]
    return next(iter(laptops or known or chassis), None)


def _processor(found: tuple[Structure, ...]) -> Processor | None:
    sockets = [cpu for cpu in _of(found, PROCESSOR) if not (cpu.get("Status") or "").startswith("Unpopulated")]
    sockets = [
        cpu for cpu in sockets if (cpu.get("Type", "Processor Type") or "Central Processor") == "Central Processor"
    ]
    first = next((cpu for cpu in sockets if real(cpu.get("Version", "Processor Version"))), None)
    if first is None:
        return None
    speed = re.match(r"(\d{1,6}) MHz", first.get("Max Speed") or "")
    return Processor(
        model=real(first.get("Version", "Processor Version")) or "",
        maker=real(first.get("Manufacturer", "Processor Manufacturer")),
        cores=_total(sockets, "Core Count"),
        threads=_total(sockets, "Thread Count"),
        max_mhz=(whole(speed.group(1)) or None) if speed else None,
    )


def _total(sockets: list[Structure], key: str) -> int | None:
    counts = [whole(cpu.get(key)) for cpu in sockets]
    return sum(count for count in counts if count) or None


def _memory(found: tuple[Structure, ...]) -> tuple[tuple[MemoryModule, ...], int | None]:
    """List the slots; tables before SMBIOS 2.1 only know type 6."""
    devices = [device for device in _of(found, MEMORY) if (device.get("Type") or "") != "Flash"]  # the BIOS chip itself
    old = _of(found, OLD_MEMORY)
    if devices and not (old and not any(device.get("Size") for device in devices)):  # listed, but not decoded
        modules = tuple(_module(number, device) for number, device in enumerate(devices, 1))
    else:
        modules = tuple(_old_module(number, device) for number, device in enumerate(old, 1))
    return modules, (sum(module.size_bytes for module in modules) if modules else None)


def _module(number: int, device: Structure) -> MemoryModule:
    size = size_bytes(device.get("Size"))
    kind = real(device.get("Type")) if size else None
    return MemoryModule(
        slot=real(device.get("Locator")) or real(device.get("Bank Locator")) or str(number),
        size_bytes=size,
        kind=kind,
        speed_mts=_speed(device) if size else None,
        maker=real(device.get("Manufacturer")) if size else None,
        soldered=_soldered(device.get("Form Factor") or "", kind or ""),
        serial=serial(device.get("Serial Number")) if size else None,
        part_number=real(device.get("Part Number")) if size else None,
        form_factor=real(device.get("Form Factor")),
    )


def _old_module(number: int, device: Structure) -> MemoryModule:
    return MemoryModule(
        slot=real(device.get("Socket Designation", "Socket")) or str(number),
        size_bytes=size_bytes(device.get("Enabled Size") or device.get("Installed Size")),
        kind=real(device.get("Type")),
    )


def _soldered(form_factor: str, kind: str) -> bool | None:
    """Low-power memory up to LPDDR4 exists only as chips on the board, whatever the form factor claims (JEDEC)."""
    if form_factor in {"Row Of Chips", "Chip", "Die"} or re.fullmatch(r"LPDDR[1-4]?X?", kind):
        return True
    return False if form_factor in {"DIMM", "SODIMM", "FB-DIMM", "SIMM", "RIMM", "CAMM"} else None


def _speed(device: Structure) -> int | None:
    speed = re.match(r"(\d{1,6}) ?(?:MT/s|MHz)", device.get("Speed") or "")
    return (whole(speed.group(1)) or None) if speed else None


def size_bytes(text: str | None) -> int:
    """Give a size such as "8192 MB" or "8 GB" in bytes; an empty slot is 0."""
    match = _SIZE.fullmatch((text or "").strip())
    return int(match.group(1)) * _FACTOR.get(match.group(3), 1) if match else 0


def _batteries(found: tuple[Structure, ...]) -> Iterator[Battery]:
    for number, told in enumerate(_of(found, BATTERY)):
        design, volts = (
            re.match(r"(\d{1,9}) m(?:Wh|V)$", told.get(f"Design {key}") or "") for key in ("Capacity", "Voltage")
        )
        model = real(told.get("Name"))
        if design or model:
            yield Battery(
                name=real(told.get("Location")) or f"BAT{number}",
                model=model,
                serial=serial(told.get("Serial Number", "SBDS Serial Number")),
                design_mwh=(int(design.group(1)) or None) if design else None,
                maker=real(told.get("Manufacturer")),
                chemistry=real(told.get("SBDS Chemistry", "Chemistry")),
                design_millivolts=(int(volts.group(1)) or None) if volts else None,
            )


def _tpm(found: tuple[Structure, ...]) -> str | None:
    told = next((chip.get("Specification Version") for chip in _of(found, TPM)), None)
    return told if told in {"1.2", "2.0"} else None


def _locks(found: tuple[Structure, ...]) -> tuple[Lock, ...]:
    keys = ("Power-On Password Status", "Administrator Password Status")
    return tuple(
        Lock(LockKind.BIOS_PASSWORD, f"{key}: {structure.fields[key].strip()}")
        for structure in _of(found, SECURITY)
        for key in keys
        if structure.fields.get(key, "").strip() == "Enabled"
    )
