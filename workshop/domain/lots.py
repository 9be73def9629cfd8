"""A donor's lot: the machines that came, or are to come, together."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workshop.domain.wiping import MediumIdentity


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
    place: str = ""  # the code of the place where it stands
    place_turn: int = 0  # the opening of that place during which it was put or seen there
    place_changed: bool = False  # it came from elsewhere then
    inventory: str = ""  # the donor's or buyer's own tag
    inventory_key: str = ""  # the same, in the form in which serials are compared
    unsure: bool = False  # a test has to be done again: nobody was sure
    destination: str = ""  # where it goes: what a person chose, else what the contract's rules say


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


ELSEWHERE = "elsewhere"  # the place of a drive that only its place named, once another drive is there


def serial_key(serial: str) -> str:
    """Return the one form in which makers' serials are compared: no spaces, no case."""
    return "".join(serial.split()).upper()


def is_drive(card: DriveCard, medium: MediumIdentity) -> bool:
    """Tell whether a medium is the drive of a record; never by its path.

    Tools write the same name in different ways, and SCSI cuts models to 16 characters; so names are compared without
    signs, and models from their beginning. One name must agree and none may disagree. A drive that says no name of its
    own, or whose name a bridge may have made up, is only the same at the place where somebody scanned it.
    """
    if card.size_bytes and card.size_bytes != medium.size_bytes:
        return False
    serials = _plain(card.serial), _plain(medium.serial or "")
    numbers = _world_wide(card.wwn), _world_wide(medium.wwn or "")
    comparable = len(numbers[0]) == len(numbers[1])  # an NVMe drive has a short and a long one
    names = [pair for pair in (serials, numbers if comparable else ("", "")) if all(pair)]
    if any(ours != theirs for ours, theirs in names) or not same_model(card.model, medium.model or ""):
        return False
    if any((*serials, *numbers)):
        placed = bool(medium.by_place and card.place)
        return bool(names) and (not placed or card.place == medium.place)
    return bool(card.size_bytes and card.place) and card.place == medium.place


def same_model(ours: str, theirs: str) -> bool:
    """Tell whether one model is the beginning of the other, signs apart: some tools cut it."""
    one, other = sorted((_plain(ours), _plain(theirs)), key=len)
    return other.startswith(one)


def _plain(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum()).upper()


_WORLD_WIDE = re.compile(r"(?:naa\.|eui\.|uuid\.|wwn-)?(?:0x)?([0-9a-f][0-9a-f -]*)", re.IGNORECASE)


def _world_wide(text: str) -> str:
    """Return the hexadecimal digits of a world-wide name; what is made of model and serial (t10, nvme) is none."""
    found = _WORLD_WIDE.fullmatch(text.strip())
    return "".join(found[1].split()).replace("-", "").lower() if found else ""


_MEDIA = {"hdd": "HDD", "ssd": "SSD", "nvme": "NVMe", "emmc": "eMMC", "usb": "USB", "sd": "SD", "sas": "SAS"}


def drive_size(card: DriveCard) -> str:
    """Return what a drive is in two words: SSD 256 Go (decimal, as makers count); no size where none is known."""
    size = f"{round(card.size_bytes / 10**9)} Go" if card.size_bytes else ""
    return f"{_MEDIA.get(card.medium, '')} {size}".strip()


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
