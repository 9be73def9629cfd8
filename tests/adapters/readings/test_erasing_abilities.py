"""What drives say that they can do, and how their own erasing goes: the words of the tools, and words cut short."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from workshop.adapters.readings import hdparm, mmc, nvme, scsi

CORPUS = Path(os.environ.get("ETABLI_CORPUS") or Path(__file__).resolve().parents[4] / "shared" / "corpus")
IDENTITY = """
/dev/sda:

ATA device, with non-removable media
\tModel Number:       WORKSHOP SSD 1
Commands/features:
\tEnabled\tSupported:
\t   *\tSMART feature set
\t    \tSecurity Mode feature set
\t   *\tDevice Configuration Overlay feature set
\t   *\tSANITIZE feature set
\t   *\tCRYPTO_SCRAMBLE_EXT command
\t   *\tBLOCK_ERASE_EXT command
Security:
\tMaster password revision code = 65534
\t\tsupported
\tnot\tenabled
\tnot\tlocked
\t\tfrozen
\tnot\texpired: security count
\t\tsupported: enhanced erase
\t134min for SECURITY ERASE UNIT. 8min for ENHANCED SECURITY ERASE UNIT.
Logical Unit WWN Device Identifier: 5002538d00000000
"""
CONTROLLER = {"sanicap": 3, "oacs": 23, "fna": 4, "nn": 1, "tnvmcap": 1000204886016, "unvmcap": 0, "mn": "W", "sn": "1"}
IN_PROGRESS = """data-in decoded as sense:
Fixed format, current; Sense key: Not Ready
Additional sense: Logical unit not ready, sanitize in progress
  Progress indication: 23.43%
"""
EXTCSD = """=============================================
  Extended CSD rev 1.8 (MMC 5.1)
=============================================

Secure Feature support [SEC_FEATURE_SUPPORT: 0x55]
Boot partition size [BOOT_SIZE_MULTI: 0x20]
Sector Count [SEC_COUNT: 0x01d5a000]
General Purpose Partition Size
 [GP_SIZE_MULT_4]: 0x000000
 [GP_SIZE_MULT_3]: 0x000000
 [GP_SIZE_MULT_2]: 0x000000
 [GP_SIZE_MULT_1]: 0x000000
"""
ABORTED = "SG_IO: bad/missing sense data, sb[]:  f0 00 0b 04 41 00 00 0a 00 00 00 00 00 00 00 00\n"


def sanitize_status(state: str, *more: str) -> str:
    said = ("/dev/sda:", "Issuing SANITIZE_STATUS command", "Sanitize status:", f"    State:    {state}", *more)
    return "\n".join(said) + "\n"


def sanitize_log(state: int, progress: int = 65535, key: str = "status", action: int = 2) -> str:
    """Give the log of nvme-cli 2.3; from 2.4 to 2.8 the state's own text was the key."""
    words = f"({state}) Most Recent Sanitize Command Completed Successfully."
    sstat = {"global_erased": 1, "no_cmplted_passes": 0, key: words}
    return json.dumps({"nvme0n1": {"sprog": progress, "sstat": sstat, "cdw10_info": action, "time_over_write": 5}})


def test_an_ata_drive_says_what_it_can_do() -> None:
    told = hdparm.features(IDENTITY)
    assert told == hdparm.Features(
        security=hdparm.Security(supported=True, enabled=False, locked=False, frozen=True, enhanced_erase=True),
        sanitize_overwrite=False,
        sanitize_block=True,
        sanitize_crypto=True,
        configuration_overlay=True,
        erase_minutes=134,
        enhanced_erase_minutes=8,
    )


@pytest.mark.parametrize("text", ["", "\n/dev/sda:\n", "\n/dev/sdb:\n\nATA device, with non-removable media\n", "\0"])
def test_a_bridge_that_answers_with_nothing_has_told_nothing(text: str) -> None:
    """Without it: a USB bridge's empty identity (exit code 0) is a drive that can do nothing and hides nothing."""
    assert hdparm.features(text) is None
    assert hdparm.sectors(text) is None


def test_commands_without_their_feature_set_count_for_nothing() -> None:
    told = hdparm.features(IDENTITY.replace("SANITIZE feature set", "SANITISE feature set"))
    assert told is not None
    assert not told.sanitize_block
    assert not told.sanitize_crypto


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (" max sectors   = 976773168/976773168, HPA is disabled", (976773168, 976773168)),
        (" max sectors   = 900000000/976773168, HPA is enabled", (900000000, 976773168)),
        (" max sectors   = 32768/40000, ACCESSIBLE MAX ADDRESS enabled", (32768, 40000)),
        (" max sectors   = 32768/1(1?), HPA setting seems invalid (buggy kernel device driver?)", None),
        (" max sectors   = 32768/1, HPA setting seems invalid", None),
        (" max sectors   = 0/0, HPA is disabled", None),
        (" max sectors   = 976773168/97677316", None),
    ],
)
def test_the_sectors_that_a_drive_shows_and_those_that_it_has(line: str, expected: tuple[int, int] | None) -> None:
    """Without it: what hdparm makes of an aborted command (one sector) is a drive without hidden area."""
    assert hdparm.sectors(f"\n/dev/sda:\n{line}\n") == expected


def test_an_overlay_is_only_believed_with_a_revision_that_exists() -> None:
    good = "\n/dev/sda:\nDCO Revision: 0x0002\nfeatures:\n\tReal max sectors: 976773168\n"
    assert hdparm.overlay_sectors(good) == 976773168
    assert hdparm.overlay_sectors(good.replace("0x0002", "0x0000 -- unknown, treating as 0002")) is None
    assert hdparm.overlay_sectors(good.replace("976773168", "1")) is None
    assert hdparm.overlay_sectors("") is None


@pytest.mark.parametrize(
    ("text", "state", "percent", "completed"),
    [
        (sanitize_status("SD0 Sanitize Idle"), hdparm.IDLE, None, False),
        (
            sanitize_status("SD0 Sanitize Idle", "    Last Sanitize Operation Completed Without Error"),
            hdparm.IDLE,
            None,
            True,
        ),
        (
            sanitize_status("SD2 Sanitize operation In Process", "    Progress: 0x3333 (20%)"),
            hdparm.RUNNING,
            20,
            False,
        ),
        (sanitize_status("SD1 Sanitize Frozen"), hdparm.FROZEN, None, False),
    ],
)
def test_how_an_ata_sanitize_goes(text: str, state: int, percent: int | None, *, completed: bool) -> None:
    assert hdparm.sanitize_status(text) == hdparm.Sanitize(state, percent, completed=completed)


def test_a_failed_ata_sanitize_is_told_as_an_error() -> None:
    reason = "SANITIZE device error reason: Last Sanitize Command completed unsuccessfully"
    said = f"SANITIZE failed: Input/output error\n{reason}\n"
    status = hdparm.sanitize_status("Issuing SANITIZE_STATUS command\n", said)
    assert status == hdparm.Sanitize(hdparm.FAILED, None, completed=False)


def test_a_state_that_came_with_bad_sense_data_is_none() -> None:
    """Without it: zeros where the registers should be read as « idle »."""
    assert hdparm.sanitize_status(sanitize_status("SD0 Sanitize Idle"), ABORTED) is None


@pytest.mark.parametrize(
    "stderr",
    [
        ABORTED,
        "SG_IO: questionable sense data, results may be incorrect\n",
        "SECURITY_SET_PASS: Invalid argument\n",
        "HDIO_DRIVE_CMD(dco_identify) failed: Invalid argument\n",
        "SANITIZE failed: Input/output error\n",
    ],
)
def test_complaints_are_trouble_whatever_the_exit_code(stderr: str) -> None:
    assert hdparm.trouble(stderr)
    assert not hdparm.trouble("")


def test_an_nvme_controller_says_what_it_can_do() -> None:
    assert nvme.capabilities(json.dumps(CONTROLLER)) == nvme.Capabilities(
        sanitize_crypto=True,
        sanitize_block=True,
        sanitize_overwrite=False,
        format=True,
        format_crypto=True,
        format_all_namespaces=False,
        manages_namespaces=False,
        most_namespaces=1,
        total_bytes=1000204886016,
        unallocated_bytes=0,
    )


def test_a_controller_that_cannot_format_has_no_format_with_a_new_key() -> None:
    """Without it: FNA's bit alone offers a command that the controller rejects."""
    told = nvme.capabilities(json.dumps({**CONTROLLER, "oacs": 0}))
    assert told is not None
    assert not told.format
    assert not told.format_crypto


@pytest.mark.parametrize("change", [{"sanicap": None}, {"sanicap": -1}, {"oacs": "many"}])
def test_a_controller_that_does_not_say_is_not_known(change: dict[str, object]) -> None:
    assert nvme.capabilities(json.dumps({**CONTROLLER, **change})) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"nsid_list": [{"nsid": 1}, {"nsid": 3}]}', (1, 3)),
        ('{"nsid_list": []}', None),
        ('{"nsid_list": [{"nsid": "a"}]}', None),
        ("[ 0]:0x1", None),
        ("", None),
    ],
)
def test_the_namespaces_that_exist(text: str, expected: tuple[int, ...] | None) -> None:
    assert nvme.namespaces(text) == expected


@pytest.mark.parametrize(("flbas", "expected"), [(0, 0), (0x12, 2), (0x21, 17), (None, None)])
def test_the_format_in_use(flbas: int | None, expected: int | None) -> None:
    assert nvme.lba_format(json.dumps({"flbas": flbas})) == expected


@pytest.mark.parametrize(
    ("text", "running", "completed", "percent"),
    [
        (sanitize_log(2, 32768), True, False, 50),
        (sanitize_log(1), False, True, 99),
        (sanitize_log(4), False, True, 99),
        (sanitize_log(3), False, False, 99),
        (sanitize_log(0), False, False, 99),
        (sanitize_log(1, key="Most Recent Sanitize Command Completed Successfully."), False, True, 99),
    ],
)
def test_how_an_nvme_sanitize_goes(text: str, percent: int, *, running: bool, completed: bool) -> None:
    log = nvme.sanitize_log(text)
    assert log is not None
    assert (log.running, log.completed, log.percent, log.action) == (running, completed, percent, 2)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        '{"nvme0n1": {"sprog": 1, "sstat": {}}}',
        '{"nvme0n1": {"sprog": 1, "sstat": {"status": "done"}}}',
        '{"nvme0n1": {"sstat": {"status": "(1) done"}}}',
        '{"nvme0n1": {"sprog": 1, "sstat": {"status": "(1) done", "other": "(3) failed"}}}',
    ],
)
def test_a_sanitize_log_that_says_nothing_or_two_things_is_none(text: str) -> None:
    assert nvme.sanitize_log(text) is None


def test_an_emmc_says_what_it_can_do() -> None:
    expected = mmc.ExtCsd(
        can_sanitize=True, user_bytes=0x01D5A000 * 512, boot_bytes=4 * 1024**2, has_general_purpose=False
    )
    assert mmc.extcsd(EXTCSD) == expected


def test_an_emmc_before_4_5_cannot_sanitize() -> None:
    told = mmc.extcsd(EXTCSD.replace("0x55]", "0x15]").replace("MULT_2]: 0x000000", "MULT_2]: 0x000010"))
    assert told is not None
    assert not told.can_sanitize
    assert told.has_general_purpose


def test_a_card_that_says_nothing_is_not_known() -> None:
    assert mmc.extcsd("ioctl: Invalid argument\n") is None


def test_a_scsi_drive_says_which_commands_it_knows() -> None:
    head = "\n  Opcode=0x48  Service_action=0x0002\n  Command_name: Sanitize, block erase\n"
    good = f"{head}  Command is supported [conforming to SCSI standard]\n"
    assert scsi.sanitize_supported(good, 2) is True
    assert scsi.sanitize_supported(f"{head}  Command is NOT supported\n", 2) is False
    assert scsi.sanitize_supported(good, 3) is None
    assert scsi.sanitize_supported(head, 2) is None
    assert scsi.sanitize_supported("", 2) is None


def test_how_a_scsi_sanitize_goes() -> None:
    going_on = scsi.sense(IN_PROGRESS)
    assert going_on == scsi.Sense("Not Ready", 23, sanitizing=True, sanitize_failed=False)
    ended = scsi.sense(
        "Fixed format, current; Sense key: No Sense\nAdditional sense: No additional sense information\n"
    )
    assert ended is not None
    assert ended.at_rest
    failed = scsi.sense(
        "Descriptor format, current; Sense key: Medium Error\nAdditional sense: Sanitize command failed\n"
    )
    assert failed is not None
    assert failed.sanitize_failed
    assert not failed.at_rest
    assert scsi.sense("sg_requests failed: Invalid argument\n") is None


@given(
    text=some.sampled_from((IDENTITY, EXTCSD, IN_PROGRESS, json.dumps(CONTROLLER), sanitize_log(1))), end=some.data()
)
def test_a_text_that_is_cut_anywhere_makes_no_reader_raise(text: str, end: some.DataObject) -> None:
    cut = text[: end.draw(some.integers(0, len(text)))]
    hdparm.features(cut)
    mmc.extcsd(cut)
    scsi.sense(cut)
    nvme.capabilities(cut)
    nvme.sanitize_log(cut)


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the corpus of real readings is not in {CORPUS} (set ETABLI_CORPUS)")
def test_what_real_drives_say_can_be_read() -> None:
    identities = [file.read_text("utf-8", "replace") for file in sorted((CORPUS / "hdparm").iterdir())]
    told = [hdparm.features(text) for text in identities]
    assert [one is not None for one in told] == [True] * len(identities)
    controller = nvme.capabilities((CORPUS / "nvme-cli" / "ironlib-id-ctrl.json").read_text("utf-8"))
    assert controller is not None
    assert not controller.sanitize_block
    assert controller.format_crypto
