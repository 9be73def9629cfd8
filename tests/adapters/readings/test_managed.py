"""Whether an organisation manages a machine, as Windows and macOS tell it. Everything here is invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.adapters.readings import dsregcmd, profiles, windows
from workshop.adapters.readings.by_tool import READERS
from workshop.domain.diagnosis import Lock, LockKind

JOINED = """
+----------------------------------------------------------------------+
| Device State                                                         |
+----------------------------------------------------------------------+

             AzureAdJoined : YES
          EnterpriseJoined : NO
              DomainJoined : NO
               Device Name : POSTE-042.mairie.example

+----------------------------------------------------------------------+
| Tenant Details                                                       |
+----------------------------------------------------------------------+

                TenantName : Mairie d'Exemple
                    MdmUrl : https://manage.example/discovery
"""
FREE = JOINED.replace("YES", "NO").replace("https://manage.example/discovery", "")


def test_a_machine_of_an_organisation_says_so_without_its_name() -> None:
    (lock,) = dsregcmd.read(JOINED) or ()
    assert lock == Lock(LockKind.MDM, "dsregcmd: AzureAdJoined: YES, MdmUrl")


def test_a_machine_of_nobody_is_told_apart_from_no_answer() -> None:
    assert dsregcmd.read(FREE) == ()
    assert dsregcmd.read("dsregcmd: command not found") is None
    assert READERS["dsregcmd"](FREE.encode()) == ()


def test_a_mac_that_apple_hands_to_an_organisation_says_so() -> None:
    told = "Enrolled via DEP: Yes\nMDM enrollment: Yes (User Approved)\nMDM server: https://mdm.example/\n"
    assert profiles.read(told) == (Lock(LockKind.MDM, "profiles: Enrolled via DEP: Yes, MDM enrollment: Yes"),)
    assert profiles.read("Enrolled via DEP: No\nMDM enrollment: No\n") == ()
    assert profiles.read("usage: profiles <command>") is None


@pytest.mark.parametrize(
    ("told", "locks"),
    [
        ("PartOfDomain=TRUE", [(LockKind.MDM, "Win32_ComputerSystem: PartOfDomain")]),
        ("AdminPasswordStatus=1", [(LockKind.BIOS_PASSWORD, "Win32_ComputerSystem: AdminPasswordStatus 1")]),
        (
            "AdminPasswordStatus=1\nPowerOnPasswordStatus=1",
            [(LockKind.BIOS_PASSWORD, "Win32_ComputerSystem: AdminPasswordStatus 1, PowerOnPasswordStatus 1")],
        ),
        ("PartOfDomain=FALSE\nAdminPasswordStatus=0\nPowerOnPasswordStatus=2", []),
    ],
)
def test_windows_tells_of_passwords_and_of_the_domain(told: str, locks: list[tuple[LockKind, str]]) -> None:
    text = f"\n\nCreationClassName=Win32_ComputerSystem\nManufacturer=LENOVO\nModel=20TBS57S00\n{told}\n"
    found = windows.read(text)
    assert found is not None
    assert [(lock.kind, lock.seen) for lock in found.locks] == locks


@given(st.text(max_size=2000))
def test_any_text_is_answered(text: str) -> None:
    dsregcmd.read(text)
    profiles.read(text)
