from __future__ import annotations

import pytest

from workshop.adapters.readings.placeholders import name, real, serial, uuid

NO_VALUES = (
    "", "   ", "\t\n", "To Be Filled By O.E.M.", "To be filled by O.E.M.", "TO BE FILLED BY O.E.M", "Default string",
    "System Serial Number", "System manufacturer", "System Product Name", "Base Board Serial Number", "Not Specified",
    "Chassis Serial Number", "--", "-", "...", "....................", "0", "0000000000", "XXXXXXXXXX", "xxxxxxx",
    "0123456789", "123456789", "1234567890", "MB-1234567890", "#A123456789", "01010101", "0x00000000", "None", "N/A",
    "INVALID", "REDACTED", "CENSORED", "<OUT OF SPEC>", "<BAD INDEX>", "Fill By OEM", "OEM", "Unknown", "Not Available",
    "Not Applicable", "No Asset Information", "Serial Number", "NULL", "<out of spec>",
)  # fmt: skip
VALUES = (
    "EX54001", "/EX54001/CNEXB0000540001/", "5CG6480002", "R9-01234A", "VMware-56 4d 60 49 9d 7d 6e 8b", "世恒TD120A2",
    "WDC  WUH721816ALE6L4", "PF0A1B2C", "100200300", "0123456A", "S3Z9NX0M123456", "HP", "T490", "1.20.1",
)  # fmt: skip


@pytest.mark.parametrize("text", NO_VALUES)
def test_a_placeholder_is_no_value(text: str) -> None:
    assert (real(text), name(text), serial(text), uuid(text)) == (None, None, None, None)


NO_SERIALS = (
    "SystemSerialNumb", "SerialNumber", "sernum", "SerNum01", "S/N", "SN: ", "Service Tag", "Board SN", "Test",
    "INSYDE",
    "12345678", "123456", "1234", "123", "SN12345678", "AB12345678", "QTFCR1234567890", "01234567890123456789AB",
    "9876543210", "ABCDEFGHIJ", "11223344", "1122334455", "AABBCCDD", "12345-678-90", "xxxxx-xxx-xxx", ".x.x.x.x",
    "CZC0000000", "10000000", "123490EN400015", "0x01010101", "Type2 - Board Serial Number", "Array1_PartNumber0",
    "Not Assigned", "[Empty]", "Null String", "ToBeFilledByO.E.M.", "Default_string", "默认字符串",
)  # fmt: skip
SERIALS = (
    "5CG1234ABC", "PF1A2B3C", "R90XXXXX", "MJ00YQXU", "DHN39Q1", "..CN7016616N0001.", "C02ABC12D3FG", "YM008ASN9G5",
    "1S20L5S12300PF12ABCD", "120406520001", "202103154567", "0012345678AB", "121212ABCD", "S10000001", "123456A7B8",
    "ABCD1234", "A12345", "BXCDFGH", "20201231", "100200300", "VMware-56 4d 60 49 9d 7d 6e 8b", "WD-WCC2E7NV4C7U",
)  # fmt: skip


@pytest.mark.parametrize("text", NO_SERIALS)
def test_what_was_typed_along_the_keyboard_or_names_the_field_is_no_serial(text: str) -> None:
    assert serial(text) is None


@pytest.mark.parametrize("text", SERIALS)
def test_a_serial_that_only_looks_odd_is_one(text: str) -> None:
    assert serial(text) == text


@pytest.mark.parametrize("text", VALUES)
def test_a_value_stays_as_it_is_written(text: str) -> None:
    assert real(f"  {text} ") == text


@pytest.mark.parametrize("thing", [None, 5, True, [], {}, b"bytes"])
def test_what_is_no_text_is_no_value(thing: object) -> None:
    assert real(thing) is None


def test_a_version_may_be_one_letter_and_a_serial_may_not() -> None:
    assert (name("A"), name("1"), serial("A"), serial("42")) == ("A", "1", None, None)


def test_control_characters_do_not_travel_and_nothing_is_endless() -> None:
    assert real("EX\x1b[31m5400\x00") == "EX [31m5400"
    assert len(real("A1" * 5000) or "") == 200


def test_a_serial_of_which_bytes_were_lost_is_none() -> None:
    assert serial("EX54\N{REPLACEMENT CHARACTER}01") is None


@pytest.mark.parametrize(
    "text",
    [
        "00000000-0000-0000-0000-000000000000", "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF", "Not Settable", "Not Present",
        "03000200-0400-0500-0006-000700080009", "EEEEEEEE-EEEE-EEEE-EEEE-EEEEEEEEEEEE", "4C4C4544",
        "12345678-1234-5678-90AB-CDDEEFAABBCC",
    ],
)  # fmt: skip
def test_an_empty_or_factory_uuid_is_none(text: str) -> None:
    assert uuid(text) is None


def test_a_uuid_is_kept_in_lower_case() -> None:
    assert uuid("4C4C4544-0058-3510-8034-B5C04F303031") == "4c4c4544-0058-3510-8034-b5c04f303031"
