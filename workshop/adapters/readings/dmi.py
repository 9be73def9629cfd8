"""`/sys/class/dmi/id`: the identity that anybody may read, for when dmidecode may not; serials are root's there too."""

from __future__ import annotations

from collections.abc import Mapping

from workshop.adapters.readings.dmidecode import category
from workshop.adapters.readings.placeholders import name, real, serial, uuid
from workshop.adapters.readings.values import whole
from workshop.domain.diagnosis import Identity

FOLDER = "/sys/class/dmi/id"
FILES = (
    "sys_vendor", "product_name", "product_version", "product_serial", "product_uuid", "board_vendor", "board_name",
    "board_serial", "chassis_serial", "chassis_type", "bios_version", "bios_date", "product_family", "product_sku",
    "chassis_asset_tag",
)  # fmt: skip
# SMBIOS reference specification 3.6, table 17, in dmidecode's words
_CHASSIS = {
    3: "Desktop", 4: "Low Profile Desktop", 5: "Pizza Box", 6: "Mini Tower", 7: "Tower", 8: "Portable", 9: "Laptop",
    10: "Notebook", 11: "Hand Held", 12: "Docking Station", 13: "All In One", 14: "Sub Notebook", 15: "Space-saving",
    16: "Lunch Box", 17: "Main Server Chassis", 23: "Rack Mount Chassis", 24: "Sealed-case PC", 28: "Blade",
    30: "Tablet", 31: "Convertible", 32: "Detachable", 33: "IoT Gateway", 34: "Embedded PC", 35: "Mini PC",
    36: "Stick PC",
}  # fmt: skip


def chassis(number: int | None) -> str | None:
    """Give dmidecode's word for a chassis type; the highest bit only says that the case has a lock."""
    return _CHASSIS.get((number or 0) & 0x7F)


def read(files: Mapping[str, bytes | None]) -> Identity | None:
    """Read the files by their names; None where not one of them is there."""
    text = {key: content.decode("utf-8", "replace") for key, content in files.items() if content is not None}
    if not text:
        return None
    maker, model = real(text.get("sys_vendor")), real(text.get("product_name"))
    return Identity(
        maker=maker,
        model=model,
        version=name(text.get("product_version")),
        system_serial=serial(text.get("product_serial")),
        board_serial=serial(text.get("board_serial")),
        chassis_serial=serial(text.get("chassis_serial")),
        system_uuid=uuid(text.get("product_uuid")),
        category=category(chassis(whole(text.get("chassis_type"))), maker, model),
        bios_version=name(text.get("bios_version")),
        bios_date=real(text.get("bios_date")),
        board_maker=real(text.get("board_vendor")),
        board_model=real(text.get("board_name")),
        family=real(text.get("product_family")),
        sku=real(text.get("product_sku")),
        asset_tag=real(text.get("chassis_asset_tag")),
    )
