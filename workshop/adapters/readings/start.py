"""`mokutil --sb-state`, `bootctl status`: whether the start is UEFI's and whether Secure Boot is on."""

from __future__ import annotations

import re
from dataclasses import replace

from workshop.domain.diagnosis import Firmware

_LONGEST = 50_000
_SECURE_BOOT = re.compile(
    r"^\s{0,20}Secure ?Boot: (enabled|disabled|on|off|setup|unsupported)\b", re.MULTILINE | re.IGNORECASE
)
_MOKUTIL = re.compile(r"^SecureBoot (enabled|disabled)\b", re.MULTILINE)
_FIRMWARE = re.compile(r"^\s{0,20}Firmware: UEFI\b", re.MULTILINE)
_TPM2 = re.compile(r"^\s{0,20}TPM2 Support: yes\b", re.MULTILINE)
_NO_UEFI = ("EFI variables are not supported", "Not booted with EFI", "System doesn't support Secure Boot")


def read(text: str) -> Firmware | None:
    """Read either answer; None where it is none of theirs."""
    kept = text[:_LONGEST]
    if any(words in kept for words in _NO_UEFI):
        return Firmware(uefi=False if "EFI variables" in kept or "Not booted" in kept else None, secure_boot=False)
    told = _MOKUTIL.search(kept) or _SECURE_BOOT.search(kept)
    found = Firmware(
        uefi=True if told or _FIRMWARE.search(kept) else None,
        secure_boot=None if told is None else told[1].lower() in {"enabled", "on"},
    )
    if _TPM2.search(kept):
        found = replace(found, tpm_version="2.0")
    return None if found == Firmware() else found
