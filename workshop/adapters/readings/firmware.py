"""What the kernel tells of the firmware: EFI, Secure Boot, TPM, the Windows licence (its presence only, never its key).

Each function is given file contents (None: no such file) or listings, and answers None where nothing proves an answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from workshop.domain.diagnosis import Lock, LockKind

SECURE_BOOT = "/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c"
EFI_SIZE = "/sys/firmware/efi/fw_platform_size"
_TCG_1 = re.compile(rb"TCG version:\s*(\d)\.(\d)")


def uefi(platform_size: bytes | None, firmware_entries: tuple[str, ...]) -> bool | None:
    """Tell whether the machine was started by UEFI; the file exists only then (kernel 4.0 and later)."""
    return True if platform_size is not None else False if firmware_entries else None


def secure_boot(variable: bytes | None, *, uefi_start: bool | None) -> bool | None:
    """Tell whether Secure Boot is on: four bytes of attributes, one of value."""
    if variable is not None and len(variable) == 5:  # noqa: PLR2004
        return variable[4] == 1
    return False if uefi_start is False else None


def tpm_version(major: bytes | None, caps: bytes | None) -> str | None:
    """Give "2.0" or "1.2": the kernel's own file since 5.6, else the capabilities that only a 1.2 chip lists."""
    told = {b"2": "2.0", b"1": "1.2"}.get((major or b"").strip())
    old = _TCG_1.search(caps or b"")
    return told or (f"{old.group(1).decode()}.{old.group(2).decode()}" if old else None)


def windows_licence(tables: tuple[str, ...]) -> bool | None:
    """Tell whether the maker left a licence in the ACPI tables (MSDM); None where no table can be seen."""
    return any(path.rsplit("/", 1)[-1] == "MSDM" for path in tables) if tables else None


def password_locks(is_enabled: Mapping[str, bytes | None]) -> tuple[Lock, ...]:
    """Read `…/authentication/<name>/is_enabled` (Documentation/ABI/testing/sysfs-class-firmware-attributes)."""
    named = ((path.split("/")[-2], content) for path, content in sorted(is_enabled.items()) if path.count("/") > 1)
    return tuple(
        Lock(LockKind.BIOS_PASSWORD, f"firmware-attributes: {name}: is_enabled 1")
        for name, content in named
        if (content or b"").strip() == b"1"
    )


def tracking_locks(values: Mapping[str, bytes | None]) -> tuple[Lock, ...]:
    """Find Computrace / Absolute at work; merely being allowed (« Enabled ») is how machines leave the factory."""
    active = (b"activate", b"activated", b"active")
    named = (
        (path.split("/")[-2], (content or b"").strip())
        for path, content in sorted(values.items())
        if path.count("/") > 1
    )
    return tuple(
        Lock(LockKind.COMPUTRACE, f"firmware-attributes: {name}: {value.decode('utf-8', 'replace')[:40]}")
        for name, value in named
        if value.lower() in active
    )
