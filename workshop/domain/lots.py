"""A donor's lot: the machines that came, or are to come, together."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lot:
    """One lot; `expected` 0 means that nobody counted the machines beforehand."""

    code: str
    donor: str
    expected: int = 0
    slip: str = ""
    open: bool = True
    opened_at: str = ""


@dataclass(frozen=True, slots=True)
class MachineCard:
    """What lists show of a machine: the state as last computed from its events, and who it is."""

    code: str
    lot: str
    state: str
    category: str = "unknown"
    maker: str = ""
    model: str = ""
    serial: str = ""  # as scanned on the machine
    serial_key: str = ""  # the same, in the one form that is compared
    received_at: str = ""
    number: int = 0  # its place in the lot, from 1, in the order of arrival
    charger: bool | None = None
    reading: str = ""  # digest of the reading that is attached
    inspection: str = ""
    grade: str = ""  # digest of the findings
    letter: str = ""
    order_code: str = ""
    recipient: int = 0
    box: str = ""
    manifest: str = ""


@dataclass(frozen=True, slots=True)
class DriveCard:
    """What lists show of a drive; `machine` is empty for a loose one, which came with a `lot` of its own.

    `place` is where it was plugged in when somebody scanned it, for drives that do not say who they are.
    """

    code: str
    machine: str
    disposition: str
    validation: str
    model: str = ""
    serial: str = ""
    wwn: str = ""
    size_bytes: int = 0
    medium: str = "unknown"
    wipe_log: str = ""
    certificate: str = ""
    lot: str = ""
    place: str = ""


def serial_key(serial: str) -> str:
    """Return the one form in which makers' serials are compared: no spaces, no case."""
    return "".join(serial.split()).upper()


_MEDIA = {"hdd": "HDD", "ssd": "SSD", "nvme": "NVMe", "emmc": "eMMC", "usb": "USB", "sd": "SD", "sas": "SAS"}


def drive_size(card: DriveCard) -> str:
    """Return what a drive is in two words: SSD 256 Go (decimal, as makers count)."""
    return f"{_MEDIA.get(card.medium, '')} {round(card.size_bytes / 10**9)} Go".strip()


_COMPANY_WORDS = frozenset(
    {"inc", "inc.", "corp", "corp.", "corporation", "ltd", "ltd.", "co.", "co.,", "gmbh", "company"}
)
_LONGEST_INITIALS = 4  # HP, IBM, ASUS stay in capitals; LENOVO and FUJITSU do not


def machine_name(maker: str, model: str) -> str:
    """Return what people call a machine: the maker once, without its legal form."""
    words = [word for word in maker.split() if word.lower() not in _COMPANY_WORDS]
    plain = " ".join(word.capitalize() if word.isupper() and len(word) > _LONGEST_INITIALS else word for word in words)
    if plain and model.lower().startswith(plain.lower()):
        return model
    return f"{plain} {model}".strip()
