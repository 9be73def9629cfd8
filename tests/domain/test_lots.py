from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.diagnosis import DriveMedium
from workshop.domain.documents import DocumentKind, number_of
from workshop.domain.lots import DriveCard, is_drive, serial_key
from workshop.domain.orders import recipient_code
from workshop.domain.wiping import MediumIdentity

SIZE = 500_107_862_016
RECORD = DriveCard("070100000120", "", "open", "pending", "WDC WD5000AAKX-001CA0", "WD-WCAYUJ123456", "", SIZE, "hdd")
MEDIUM = MediumIdentity(
    "/dev/sda",
    "WDC WD5000AAKX-0",
    "WDWCAYUJ123456",
    "naa.50014ee2b1234567",
    SIZE,
    DriveMedium.HDD,
    "pci-0000:00:17.0-ata-1",
)
NAMELESS = DriveCard("070100000217", "", "open", "pending", "Dock", size_bytes=SIZE, place="usb-1.4")
IN_ITS_PLACE = MediumIdentity("/dev/sdc", "Dock", None, None, SIZE, DriveMedium.USB, "usb-1.4")


@given(st.from_regex(r"[A-Za-z0-9]{1,12}", fullmatch=True), st.sampled_from([" ", "\t", "\u00a0", ""]))
def test_serials_are_compared_without_spaces_and_case(serial: str, gap: str) -> None:
    assert serial_key(f"{gap}{serial[:3].lower()}{gap}{serial[3:].upper()} ") == serial_key(serial) == serial.upper()
    assert serial_key(serial_key(serial)) == serial_key(serial)


def test_documents_are_numbered_by_kind_year_site_and_rank() -> None:
    assert number_of(DocumentKind.CERTIFICATE, 1, 2026, 12, example=False) == "CE-2026-01-000012"
    assert number_of(DocumentKind.MANIFEST, 0, 2026, 1, example=True) == "EXEMPLE-BL-2026-00-000001"


@given(
    st.tuples(st.sampled_from(DocumentKind), st.integers(0, 99), st.integers(2026, 2099), st.integers(1, 2_000_000)),
    st.tuples(st.sampled_from(DocumentKind), st.integers(0, 99), st.integers(2026, 2099), st.integers(1, 2_000_000)),
)
def test_no_two_documents_have_the_same_number(
    first: tuple[DocumentKind, int, int, int], second: tuple[DocumentKind, int, int, int]
) -> None:
    numbers = {number_of(*what, example=example) for what in (first, second) for example in (True, False)}
    assert len(numbers) == 2 * len({first, second})


def test_a_recipient_is_known_by_its_order_and_number() -> None:
    assert recipient_code("060100000120", 2) == "060100000120-2"


def test_a_drive_is_known_by_its_serial_however_the_tools_write_it() -> None:
    assert is_drive(RECORD, MEDIUM)
    assert is_drive(RECORD, replace(MEDIUM, path="/dev/sdz", place="", wwn=None, model=None))


@pytest.mark.parametrize(
    "wwn", ["5 0014ee 2b1234567", "0x50014ee2b1234567", "50014EE2B1234567", "wwn-0x50014ee2b1234567"]
)
def test_a_drive_is_known_by_its_world_wide_name_however_the_tools_write_it(wwn: str) -> None:
    assert is_drive(replace(RECORD, serial="", wwn=wwn), replace(MEDIUM, serial=None))


@pytest.mark.parametrize(
    "other",
    [
        replace(MEDIUM, serial="WDWCAYUJ123457"),
        replace(MEDIUM, size_bytes=SIZE - 512),
        replace(MEDIUM, model="ST500DM002"),
        replace(MEDIUM, serial=None, wwn=None),
        replace(MEDIUM, serial=None),
    ],
)
def test_whatever_disagrees_makes_another_drive_and_nothing_in_common_is_not_the_same(other: MediumIdentity) -> None:
    assert not is_drive(RECORD, other)


def test_two_world_wide_names_that_differ_make_two_drives_even_with_the_same_serial() -> None:
    assert not is_drive(replace(RECORD, wwn="0x50014ee2b1234568"), MEDIUM)
    assert is_drive(replace(RECORD, wwn="0x50014ee2b1234567"), MEDIUM)


@pytest.mark.parametrize("wwn", ["t10.ATA     WDC WD5000AAKX", "nvme.1234-5678", "0025385881b0c1d2"])
def test_what_is_no_world_wide_name_of_the_same_kind_is_not_compared(wwn: str) -> None:
    longer = replace(MEDIUM, wwn="eui.0025385881b0c1d20025385881b0c1d2")
    assert is_drive(replace(RECORD, wwn=wwn), longer)
    assert not is_drive(replace(RECORD, serial="", wwn=wwn), replace(longer, serial=None))


def test_a_drive_without_a_name_is_only_the_same_in_its_place() -> None:
    assert is_drive(NAMELESS, IN_ITS_PLACE)
    assert not is_drive(NAMELESS, replace(IN_ITS_PLACE, place="usb-1.5"))
    assert not is_drive(NAMELESS, replace(IN_ITS_PLACE, place=""))
    assert not is_drive(replace(NAMELESS, place=""), replace(IN_ITS_PLACE, place=""))
    assert not is_drive(NAMELESS, replace(IN_ITS_PLACE, serial="NAMED"))
    assert not is_drive(replace(NAMELESS, size_bytes=0), IN_ITS_PLACE)


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12), st.text(max_size=12))
def test_whatever_stands_in_names_is_compared_without_a_crash_and_paths_never_count(
    ours: str, theirs: str, our_wwn: str, their_wwn: str
) -> None:
    card = replace(RECORD, serial=ours, wwn=our_wwn)
    medium = replace(MEDIUM, serial=theirs, wwn=their_wwn)
    assert is_drive(card, medium) == is_drive(card, replace(medium, path="/dev/sdx"))
