"""The devices in inxi's sections: drives with their health, batteries, screens, adapters, graphics, cameras."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workshop.adapters.readings.battery import wear
from workshop.adapters.readings.drive_sizes import sold_as
from workshop.adapters.readings.inxi_lines import Lines, binary_size, number
from workshop.adapters.readings.network import by_name, mac
from workshop.adapters.readings.placeholders import real, serial
from workshop.adapters.readings.values import thousandths, whole
from workshop.domain.diagnosis import (
    Battery,
    Display,
    DriveMedium,
    DriveReading,
    NetworkAdapter,
    NetworkKind,
    Smart,
)

_AGE = re.compile(r"(?:(\d{1,3})y ?)?(?:(\d{1,3})d ?)?(?:(\d{1,2})h)?")
_CONDITION = re.compile(r"([\d.]{1,9})/([\d.]{1,9}) Wh")
_MILLIMETRES = re.compile(r"(\d{2,4})mm")
_MODE = re.compile(r"(\d{3,5})x(\d{3,5})")
_MEDIA = {"HDD": DriveMedium.HDD, "SSD": DriveMedium.SSD, "USB": DriveMedium.USB}
_FIRST_YEAR = 1990
_ROUNDED_GIBIBYTE = 2**30 // 100  # two decimals


def drives(section: Lines) -> tuple[DriveReading, ...]:
    """Give the drives; the health of one stands in the line after it."""
    found: list[list[tuple[str, str]]] = []
    for line in section:
        keys = [key for key, _ in line]
        if "ID" in keys and any(value.startswith("/dev/") for key, value in line if key == "ID"):
            found.append(list(line))
        elif found and "SMART" in keys:
            found[-1] += line
        elif "Optical" in keys or "Partition" in keys:
            break
    return tuple(_drive(dict(reversed(line))) for line in found)


def _drive(told: dict[str, str]) -> DriveReading:
    path, maker, model = told["ID"][:100], real(told.get("vendor")), real(told.get("model"))
    flash = path.startswith("/dev/nvme")
    on_usb = told.get("type") == "USB"
    whole_name = model if not maker or not model or model.lower().startswith(maker.lower()) else f"{maker} {model}"
    return DriveReading(
        path=path,
        model=whole_name,
        serial=serial(told.get("serial")),
        firmware=real(told.get("fw-rev")),
        size_bytes=_size(told.get("size")),
        medium=DriveMedium.NVME if flash else _MEDIA.get(told.get("type", ""), DriveMedium.UNKNOWN),
        interface="nvme" if flash else "usb" if on_usb else "sata" if "sata" in told else None,
        removable=on_usb,
        smart=_smart(told),
        rotation_rpm=whole(told.get("rpm")) or None,
    )


def _size(text: str | None) -> int | None:
    """Give the exact size where the makers' rule gives one that is rounded to this."""
    size = binary_size(text)
    return (sold_as(size // _ROUNDED_GIBIBYTE, _ROUNDED_GIBIBYTE) or size) if size else None


def _smart(told: dict[str, str]) -> Smart | None:
    """Read what inxi tells of SMART: its summary only."""
    age = _AGE.fullmatch(told.get("on", ""))
    years, days, hours = (int(part or 0) for part in age.groups()) if age and told.get("on") else (0, 0, 0)
    temperature = number(told.get("temp"), "C")
    health = told.get("health", "").upper()
    smart = Smart(
        passed=True if health == "PASSED" else False if health.startswith("FAIL") else None,
        power_on_hours=((years * 365 + days) * 24 + hours) if age and told.get("on") else None,
        temperature_celsius=temperature,
        power_cycles=whole(told.get("cycles")),
    )
    return None if smart == Smart() else smart


def batteries(section: Lines) -> tuple[Battery, ...]:
    """Give the batteries of the machine; those of its mouse and keyboard have a line that begins with « Device »."""
    return tuple(
        _battery(dict(reversed(line)))
        for line in section
        if any(key == "ID" for key, _ in line) and not any(key == "Device" for key, _ in line)
    )


def _battery(told: dict[str, str]) -> Battery:
    condition = _CONDITION.match(told.get("condition", ""))
    full, design = (thousandths(part) for part in condition.groups()) if condition else (None, None)
    percent = thousandths(re.sub(r".*\((.*)\).*", r"\1", told.get("charge", "")[:60]).rstrip("%"))
    return Battery(
        name=told["ID"][:40],
        model=real(told.get("model")),
        serial=serial(told.get("serial")),
        design_mwh=design or None,
        full_mwh=full or None,
        wear_percent=wear(design, full),
        cycles=whole(told.get("cycles")) or None,
        charge_percent=percent // 1000 if percent is not None and percent <= 100_000 else None,  # noqa: PLR2004
        maker=real(told.get("vendor")),
        chemistry=real(told.get("type")),
    )


def displays(section: Lines) -> tuple[Display, ...]:
    """Give the screens; their connector tells whether one is built in."""
    told = (dict(reversed(line)) for line in section)
    return tuple(_display(each) for each in told if "Monitor" in each)


def _display(told: dict[str, str]) -> Display:
    diagonal = _MILLIMETRES.match(told.get("diag", ""))
    modes = [(int(w), int(h)) for w, h in _MODE.findall(told.get("modes", "")[:400])]
    native = max(modes, key=lambda mode: mode[0] * mode[1], default=None)
    now = _MODE.match(told.get("res", ""))
    mode = native or ((int(now[1]), int(now[2])) if now else (None, None))
    year = whole(told.get("built"))
    return Display(
        model=real(told.get("model")),
        serial=serial(told.get("serial")),
        diagonal_mm=int(diagonal[1]) if diagonal else None,
        width_px=mode[0],
        height_px=mode[1],
        year=year if year and year > _FIRST_YEAR else None,
        built_in=told["Monitor"].startswith(("eDP", "LVDS", "DSI")),
    )


def network(section: Lines) -> tuple[NetworkAdapter, ...]:
    """Give the adapters; the interface of one stands in the line after it, what software made begins with « IF-ID »."""
    found: list[dict[str, str]] = []
    for line in section:
        told = dict(reversed(line))
        if "Device" in told:
            found.append(told)
        elif found and "IF" in told:
            found[-1] = {**told, **found[-1]}
    return tuple(
        NetworkAdapter(
            name=told.get("IF", "")[:30],
            kind=_kind(told),
            mac=mac(told.get("mac")),
            model=real(told["Device"]),
        )
        for told in found
    )


def _kind(told: dict[str, str]) -> NetworkKind:
    kind = by_name(told["IF"]) if told.get("IF") else NetworkKind.OTHER
    return by_name(told["Device"]) if kind is NetworkKind.OTHER else kind


def _devices(section: Lines) -> Iterator[tuple[dict[str, str], bool]]:
    for line in section:
        told = dict(reversed(line))
        if "Device" in told:
            yield told, "uvcvideo" in told.get("driver", "")


def graphics(section: Lines) -> tuple[str, ...]:
    """Name the graphics chips."""
    return tuple(name for told, camera in _devices(section) if not camera and (name := real(told["Device"])))


def cameras(section: Lines) -> tuple[str, ...]:
    """Name the cameras, which inxi lists with the graphics."""
    return tuple(name for told, camera in _devices(section) if camera and (name := real(told["Device"])))
