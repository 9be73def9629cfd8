from __future__ import annotations

import json
from typing import Any

import pytest

from workshop.adapters.readings import hdparm, nvme, smartctl
from workshop.domain.diagnosis import DriveMedium, DriveReading, Health, Smart, drive_health

DISK: dict[str, Any] = {
    "smartctl": {"version": [7, 3], "exit_status": 0},
    "device": {"name": "/dev/sda", "type": "sat", "protocol": "ATA"},
    "model_name": "ST500DM002-1BD142",
    "serial_number": "EXS001",
    "wwn": {"naa": 5, "oui": 3152, "id": 1846542340},
    "firmware_version": "KC48",
    "user_capacity": {"bytes": 500107862016},
    "logical_block_size": 512,
    "rotation_rate": 7200,
    "sata_version": {"string": "SATA 3.0"},
    "smart_status": {"passed": True},
    "power_on_time": {"hours": 31877},
    "power_cycle_count": 2960,
    "temperature": {"current": 36},
}


def row(number: int, value: int, printed: str, failed: str = "", name: str = "x", left: int = 100) -> dict[str, Any]:
    raw = {"value": value, "string": printed}
    return {"id": number, "name": name, "value": left, "when_failed": failed, "raw": raw}


def report(**changes: Any) -> smartctl.Report:
    found = smartctl.read(json.dumps({**DISK, **changes}))
    assert found is not None
    return found


def smart(**changes: Any) -> Smart:
    found = report(**changes).drive.smart
    assert found is not None
    return found


def attributes(*rows: dict[str, Any]) -> Smart:
    return smart(ata_smart_attributes={"table": list(rows)})


def test_a_hard_disk_is_told_whole() -> None:
    assert report().drive == DriveReading(
        path="/dev/sda",
        model="ST500DM002-1BD142",
        serial="EXS001",
        wwn="0x5000c5006e100004",
        firmware="KC48",
        size_bytes=500107862016,
        logical_sector_bytes=512,
        medium=DriveMedium.HDD,
        interface="sata",
        smart=Smart(passed=True, power_on_hours=31877, temperature_celsius=36, power_cycles=2960),
        rotation_rpm=7200,
    )


def test_a_list_of_one_answer_is_that_answer() -> None:
    assert smartctl.read(json.dumps([DISK])) == report()


@pytest.mark.parametrize("code", [1, 2, 4, 64, 96])
def test_an_exit_code_says_nothing_of_whether_the_answer_is_good(code: int) -> None:
    assert report(smartctl={"version": [7, 3], "exit_status": code}).drive.model == "ST500DM002-1BD142"


def test_a_drive_without_a_verdict_is_neither_good_nor_bad() -> None:
    told = smart(smart_status={})
    assert (told.passed, drive_health(told)[0]) == (None, Health.UNKNOWN)


def test_the_failing_bit_of_the_exit_code_stands_in_for_a_missing_verdict() -> None:
    assert smart(smart_status={}, smartctl={"exit_status": 8}).passed is False


def test_counts_are_taken_as_smartctl_prints_them() -> None:
    told = attributes(
        row(5, 1704074, "138 (0 26)"), row(197, 8589934592000, "0 (2000 0)"), row(198, 7, "7"), row(12, 3, "3")
    )
    assert (told.reallocated_sectors, told.pending_sectors, told.uncorrectable_sectors) == (138, 0, 7)


@pytest.mark.parametrize(
    ("failed", "expected"), [("", (False, False)), ("now", (True, False)), ("past", (False, True))]
)
def test_an_attribute_below_its_threshold_now_or_once(failed: str, expected: tuple[bool, bool]) -> None:
    told = attributes(row(5, 0, "0", failed))
    assert (told.failing_now, told.failed_in_the_past) == expected


def test_hours_told_in_minutes_or_with_their_minutes() -> None:
    def hours(value: int, printed: str) -> int | None:
        table = {"table": [row(9, value, printed, name="Power_On_Minutes")]}
        return smart(power_on_time={}, ata_smart_attributes=table).power_on_hours

    assert (hours(617 * 60 + 13, str(617 * 60 + 13)), hours(10**12, "617h+13m")) == (617, 617)


def test_life_used_comes_from_the_drives_own_statistics_before_its_makers_attribute() -> None:
    left = row(233, 0, "0", name="Media_Wearout_Indicator", left=93)
    assert attributes(left).percentage_used == 7
    pages = {"pages": [{"table": [{"name": "Percentage Used Endurance Indicator", "value": 9}]}]}
    assert smart(ata_smart_attributes={"table": [left]}, ata_device_statistics=pages).percentage_used == 9


def test_temperature_zero_is_unknown() -> None:
    assert smart(temperature={"current": 0}).temperature_celsius is None


@pytest.mark.parametrize(
    ("tests", "failed"),
    [
        ([{"value": 118, "passed": False}], True),
        ([{"value": 0, "passed": True}, {"value": 118, "passed": False}], False),
        ([{"value": 25}, {"value": 121, "passed": False}], True),
        ([{"value": 38}], None),
        ([], None),
    ],
)
def test_the_newest_self_test_that_ended_counts(tests: list[dict[str, Any]], failed: bool | None) -> None:  # noqa: FBT001
    log = {"extended": {"table": [{"status": status} for status in tests]}}
    assert smart(ata_smart_self_test_log=log).self_test_failed is failed


def test_a_password_that_is_set_is_told_and_one_that_is_not_is_none() -> None:
    locked = {"state": 7, "string": "ENABLED, PW level HIGH, **LOCKED** [SEC4]", "enabled": True}
    frozen = {"state": 41, "string": "Disabled, frozen [SEC2]", "enabled": False, "frozen": True}
    assert report(ata_security=locked).password == "ENABLED, PW level HIGH, **LOCKED** [SEC4]"
    assert (report(ata_security=frozen).password, report(ata_security=frozen).drive.security_frozen) == (None, True)


def test_an_nvme_drive_that_is_used_up_fails_although_it_passed() -> None:
    log = {"critical_warning": 0, "percentage_used": 255, "available_spare": 0, "media_errors": 0, "power_on_hours": 9}
    told = report(
        device={"protocol": "NVMe"},
        user_capacity={},
        nvme_total_capacity=3840755982336,
        nvme_smart_health_information_log=log,
    )
    assert (told.drive.medium, told.drive.size_bytes) == (DriveMedium.NVME, 3840755982336)
    assert drive_health(told.drive.smart) == (Health.FAILING, ("percentage_used=255",))


def test_a_sas_drive_by_either_spelling() -> None:
    sas = {
        "smartctl": {"version": [7, 4]}, "device": {"protocol": "SCSI"},
        "scsi_vendor": "SEAGATE", "scsi_product": "ST1200MM0088",
        "scsi_revision": "N004", "scsi_transport_protocol": {"name": "SAS (SPL-4)"}, "scsi_grown_defect_list": 56,
        "scsi_error_counter_log": {"read": {"total_uncorrected_errors": 1}, "write": {"total_uncorrected_errors": 535}},
        "smart_status": {"passed": True},
    }  # fmt: skip
    new = smartctl.read(json.dumps(sas))
    old = smartctl.read(
        json.dumps({**sas, "scsi_vendor": None, "scsi_product": None, "model_name": "SEAGATE ST1200MM0088"})
    )
    assert new is not None
    assert new == old
    assert (new.drive.model, new.drive.medium, new.drive.interface) == ("SEAGATE ST1200MM0088", DriveMedium.SAS, "sas")
    assert new.drive.smart == Smart(passed=True, reallocated_sectors=56, media_errors=536)


@pytest.mark.parametrize(
    "message", ["/dev/sda: Unable to detect device type", "Open of /dev/sda failed: No such device"]
)
def test_a_tool_that_found_no_drive_says_so(message: str) -> None:
    tool = {"version": [7, 3], "messages": [{"string": message}], "exit_status": 1}
    found = smartctl.read(json.dumps({"smartctl": tool}))
    assert found is not None
    assert (found.told_something, found.complaints) == (False, (message,))


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "[1]", "null", '{"devices": []}', "some text", "{", "[" * 100000, '"x"']
)
def test_what_is_not_smartctls_is_none(text: str) -> None:
    assert smartctl.read(text) is None


BRIEF = """smartctl 7.0 2019-05-21 r4916 [x86_64-linux-3.10.0] (local build)

=== START OF INFORMATION SECTION ===
Device Model:     TOSHIBA DT01ACA300
Serial Number:    EXT001
LU WWN Device Id: 5 000039 ff4e00001
Firmware Version: MX6OABB0
User Capacity:    3 000 592 982 016 bytes [3,00 TB]
Sector Sizes:     512 bytes logical, 4096 bytes physical
Rotation Rate:    7200 rpm
SATA Version is:  SATA 3.0, 6.0 Gb/s (current: 6.0 Gb/s)
ATA Security is:  Disabled, NOT FROZEN [SEC1]

=== START OF READ SMART DATA SECTION ===
SMART overall-health self-assessment test result: FAILED!
Drive failure expected in less than 24 hours. SAVE ALL DATA.
ID# ATTRIBUTE_NAME          FLAGS    VALUE WORST THRESH FAIL RAW_VALUE
  1 Raw_Read_Error_Rate     POSR--   068   036   044    Past 7117359
  5 Reallocated_Sector_Ct   PO--CK   001   001   036    NOW  2047
  9 Power_On_Hours          -O--CK   057   057   000    -    37899
 12 Power_Cycle_Count       -O--CK   100   037   020    -    56
197 Current_Pending_Sector  -O--C-   100   100   000    -    3
198 Offline_Uncorrectable   ----C-   100   100   000    -    1
Device Error Count: 33 (device log contains only the most recent 20 errors)
Num  Test_Description    Status                  Remaining  LifeTime(hours)  LBA_of_first_error
# 1  Short offline       Completed: read failure       60%     31870         412033912
# 2  Extended offline    Completed without error       00%         3         -
"""
LONG = """smartctl 6.6 2016-05-31 r4324 [x86_64-linux-4.9.0] (local build)
Device Model:     EXAMPLE SSD
Rotation Rate:    Solid State Device
SMART overall-health self-assessment test result: PASSED
ID# ATTRIBUTE_NAME          FLAG     VALUE WORST THRESH TYPE      UPDATED  WHEN_FAILED RAW_VALUE
  5 Reallocated_Sector_Ct   0x0033   100   100   010    Pre-fail  Always       -       4
  9 Power_On_Minutes        0x0032   100   100   000    Old_age   Always       -       617h+13m
190 Airflow_Temperature_Cel 0x0032   064   049   055    Old_age   Always   In_the_past 36 (Min/Max 21/36)
"""
NVME = """smartctl 7.1 2020-06-20 r5066 [x86_64-linux-3.10.0] (local build)
Model Number:                       EXAMPLE NVMe 1TB
Firmware Version:                   AGGA4104
Total NVM Capacity:                 1’024’209’543’168 [1.02 TB]
SMART overall-health self-assessment test result: PASSED
Critical Warning:                   0x10
Temperature:                        -
Available Spare:                    100%
Percentage Used:                    145%
Power On Hours:                     15,303
Media and Data Integrity Errors:    2
"""
SAS = """smartctl 7.1 2019-12-30 r5022 [x86_64-linux-5.4.0] (local build)
Vendor:               HGST
Product:              HUS726040AL5210
Revision:             A907
User Capacity:        4,000,787,030,016 bytes [4.00 TB]
Rotation Rate:        7200 rpm
Serial number:        EXSAS0001
Transport protocol:   SAS (SPL-3)
SMART Health Status: OK
Current Drive Temperature:     40 C
Elements in grown defect list: 5
Accumulated power on time, hours:minutes 25353:26
           fast | delayed   rewrites  corrected  invocations   [10^9 bytes]  errors
read:          0        8         0         8      60614      16772.475           0
write:         0      211         0       211     233430     574543.134           2
"""


def text(content: str) -> tuple[DriveReading, Smart]:
    found = smartctl.read(content)
    assert found is not None
    assert found.drive.smart is not None
    return found.drive, found.drive.smart


def test_the_brief_table_with_numbers_as_the_french_write_them() -> None:
    drive, told = text(BRIEF)
    assert (drive.model, drive.serial, drive.wwn, drive.size_bytes, drive.medium, drive.logical_sector_bytes) == (
        "TOSHIBA DT01ACA300", "EXT001", "0x5000039ff4e00001", 3000592982016, DriveMedium.HDD, 512
    )  # fmt: skip
    assert told == Smart(
        passed=False, power_on_hours=37899, reallocated_sectors=2047, pending_sectors=3, uncorrectable_sectors=1,
        failed_in_the_past=True, failing_now=True, self_test_failed=True, error_count=33, power_cycles=56,
    )  # fmt: skip
    assert drive.security_frozen is False


def test_the_long_table() -> None:
    drive, told = text(LONG)
    assert (drive.medium, told.reallocated_sectors, told.power_on_hours) == (DriveMedium.SSD, 4, 617)
    assert (told.passed, told.failed_in_the_past, told.failing_now) == (True, True, False)


def test_the_text_of_an_nvme_drive() -> None:
    drive, told = text(NVME)
    assert (drive.medium, drive.size_bytes) == (DriveMedium.NVME, 1024209543168)
    assert (told.critical_warning, told.percentage_used, told.power_on_hours, told.media_errors) == (16, 145, 15303, 2)
    assert told.temperature_celsius is None


def test_the_text_of_a_sas_drive() -> None:
    drive, told = text(SAS)
    assert (drive.model, drive.medium, drive.serial) == ("HGST HUS726040AL5210", DriveMedium.SAS, "EXSAS0001")
    assert told == Smart(
        passed=True, power_on_hours=25353, reallocated_sectors=5, media_errors=2, temperature_celsius=40
    )


def test_nvme_cli_tells_who_a_drive_is_and_how_it_is() -> None:
    told = nvme.controller(
        '{"sn": "EXN1                ", "mn": "EXAMPLE 1TB   ", "fr": "3B2Q", "tnvmcap": 1000}', "/dev/nvme0n1"
    )
    assert told == DriveReading(
        "/dev/nvme0n1",
        "EXAMPLE 1TB",
        "EXN1",
        firmware="3B2Q",
        size_bytes=1000,
        medium=DriveMedium.NVME,
        interface="nvme",
    )
    old = '{"critical_warning": 0, "temperature": 324, "avail_spare": 100, "percent_used": 30, "power_on_hours": 24424}'
    new = old.replace('"critical_warning": 0', '"critical_warning": {"value": 0, "ro": 0}')
    assert nvme.health(old) == nvme.health(new)
    assert nvme.health(old) == Smart(
        passed=True,
        power_on_hours=24424,
        percentage_used=30,
        critical_warning=0,
        temperature_celsius=51,
        spare_percent=100,
    )
    for nothing in ("", "[]", "{}", '{"sn": 5}', "Failed to scan topology"):
        assert nvme.health(nothing) is None


SECURITY = (
    "Security: \n\tMaster password revision code = 65534\n"
    "\t%s\tsupported\n\t%s\tenabled\n\t%s\tlocked\n\t%s\tfrozen\nChecksum: correct\n"
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("", "not", "not", ""), hdparm.Security(supported=True, enabled=False, locked=False, frozen=True)),
        (("", "", "", "not"), hdparm.Security(supported=True, enabled=True, locked=True, frozen=False)),
        (("not", "not", "not", "not"), hdparm.Security(supported=False, enabled=False, locked=False, frozen=False)),
    ],
)
def test_hdparm_tells_the_state_of_the_password(words: tuple[str, ...], expected: hdparm.Security) -> None:
    assert hdparm.read(SECURITY % words) == expected


def test_an_empty_identity_as_usb_bridges_give_it_tells_nothing_of_passwords() -> None:
    assert hdparm.read("\n/dev/sdb:\n\nATA device, with non-removable media\nStandards:\n\tLikely used: 1\n") is None
