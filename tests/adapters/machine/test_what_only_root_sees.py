"""What a reading says of the facts that are root's where nobody gave it rights: each is told."""

from __future__ import annotations

import pytest

from tests.adapters.machine.test_machine_reader import LATITUDE, OPTIPLEX, Answers, diagnosis, why
from workshop.adapters.machine import allowed
from workshop.domain.diagnosis import Unread, WhyUnread
from workshop.services.ports import Clock, Output

DMI = "/sys/class/dmi/id"
CLOSED = Output(13, b"", b"/dev/sda: Permission denied\n")
SECTORS = 976773168
COUNTED = "\n/dev/sda:\n max sectors   = {shown}/{native}, HPA is {word}\n"
OVERLAY = "\n/dev/sda:\nDCO Revision: 0x0001\nThe following:\n\tReal max sectors: {}\n"
FEATURES = (
    "\n/dev/sda:\n\nCommands/features:\n\tEnabled\tSupported:\n\t   *\tHost Protected Area feature set\n{more}"
    "Security: \n\tMaster password revision code = 65534\n\t\tsupported\n\tnot\tenabled\n\tnot\tlocked\n\t\tfrozen\n"
)
WITH_OVERLAY = "\t   *\tDevice Configuration Overlay feature set\n"


def optiplex(identity: str = FEATURES.format(more="")) -> Answers:
    answers = Answers(OPTIPLEX)
    answers.say("hdparm", "-I", "/dev/sda", stdout=identity.encode())
    return answers


def counted(answers: Answers, shown: int, native: int, word: str = "disabled") -> None:
    told = COUNTED.format(shown=shown, native=native, word=word)
    answers.say("hdparm", "-N", "/dev/sda", stdout=told.encode())


def closed_by_all_tools() -> Answers:
    answers = Answers(OPTIPLEX)
    answers.say("dmidecode", exit_code=1, stderr=b"/dev/mem: Permission denied\n")
    words = [{"string": "Smartctl open device: /dev/sda failed: Permission denied"}]
    answers.say("smartctl", "--json", "-x", "/dev/sda", json_={"smartctl": {"messages": words}}, exit_code=2)
    answers.outputs["hdparm", "-I", "/dev/sda"] = CLOSED
    files = {"sys_vendor": b"Dell Inc.\n", "product_name": b"OptiPlex 7010\n", "chassis_type": b"6\n"}
    answers.files = {f"{DMI}/{name}": content for name, content in files.items()}
    answers.listings[f"{DMI}/*"] = tuple(sorted((*answers.files, *allowed.SERIALS)))
    path = "/sys/class/firmware-attributes/dell-wmi-sysman/attributes/Absolute/current_value"
    answers.listings[allowed.TRACKING[0]] = (path,)
    return answers


def test_everything_that_is_root_s_is_told_as_not_allowed(clock: Clock) -> None:
    machine = diagnosis(closed_by_all_tools(), clock)
    parts = ("smbios", "serials", "memory", "smart:/dev/sda", "security:/dev/sda", "hidden-area:/dev/sda", "locks")
    assert why(machine) == dict.fromkeys(parts, WhyUnread.NO_RIGHT)
    assert (machine.identity.maker, machine.identity.system_serial) == ("Dell Inc.", None)
    assert [(drive.path, drive.security_frozen, drive.smart) for drive in machine.drives] == [("/dev/sda", None, None)]
    assert machine.drives_were_listed


def test_serials_that_are_not_there_are_not_called_closed(clock: Clock) -> None:
    answers = closed_by_all_tools()
    answers.listings[f"{DMI}/*"] = tuple(answers.files)
    assert "serials" not in why(diagnosis(answers, clock))


def test_serials_that_root_read_from_the_kernel_are_not_called_closed(clock: Clock) -> None:
    answers = closed_by_all_tools()
    answers.files[f"{DMI}/product_serial"] = b"EXD7010\n"
    machine = diagnosis(answers, clock)
    assert machine.identity.system_serial == "EXD7010"
    assert "serials" not in why(machine)


def test_a_placeholder_that_was_read_is_no_serial_and_not_closed(clock: Clock) -> None:
    answers = closed_by_all_tools()
    answers.files |= dict.fromkeys(allowed.SERIALS, b"To Be Filled By O.E.M.\n")
    machine = diagnosis(answers, clock)
    assert machine.identity.system_serial is None
    assert "serials" not in why(machine)


def test_without_smartctl_and_rights_each_part_says_its_own_reason(clock: Clock) -> None:
    answers = closed_by_all_tools()
    answers.outputs["smartctl", "--json", "-x", "/dev/sda"] = Output(None, missing=True)
    reasons = why(diagnosis(answers, clock))
    assert (reasons["smart:/dev/sda"], reasons["security:/dev/sda"]) == (WhyUnread.NO_TOOL, WhyUnread.NO_RIGHT)


def without_security_from_smartctl(answers: Answers) -> Answers:
    answers.say("smartctl", "--json", "-x", "/dev/sda", json_={"smartctl": {"version": [7, 3]}}, exit_code=0)
    return answers


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        (Output(None, missing=True), WhyUnread.NO_TOOL),
        (Output(None, timed_out=True), WhyUnread.TIMED_OUT),
        (CLOSED, WhyUnread.NO_RIGHT),
        (Output(0, b"\n/dev/sda:\n"), WhyUnread.UNREADABLE),
    ],
)
def test_passwords_of_an_ata_drive_that_nobody_could_ask_are_unread(
    output: Output, reason: WhyUnread, clock: Clock
) -> None:
    answers = without_security_from_smartctl(Answers(OPTIPLEX))
    answers.outputs["hdparm", "-I", "/dev/sda"] = output
    assert why(diagnosis(answers, clock))["security:/dev/sda"] is reason


def test_a_drive_that_tells_its_features_and_no_passwords_has_none(clock: Clock) -> None:
    answers = without_security_from_smartctl(optiplex("\n\t   *\tPower Management feature set\n"))
    assert "security:/dev/sda" not in why(diagnosis(answers, clock))


def test_an_nvme_drive_is_not_asked_for_the_passwords_of_ata(clock: Clock) -> None:
    assert why(diagnosis(Answers(LATITUDE, "hdparm"), clock)) == {}


def test_a_drive_that_hides_nothing_is_as_large_as_it_shows(clock: Clock) -> None:
    answers = optiplex()
    counted(answers, SECTORS, SECTORS)
    machine = diagnosis(answers, clock)
    assert [drive.native_bytes for drive in machine.drives] == [SECTORS * 512]
    assert machine.unread == ()


def test_sectors_that_a_drive_hides_are_found(clock: Clock) -> None:
    answers = optiplex(FEATURES.format(more=WITH_OVERLAY))
    counted(answers, SECTORS, SECTORS + 2048, "enabled")
    answers.say("hdparm", "--dco-identify", "/dev/sda", stdout=OVERLAY.format(SECTORS + 4096).encode())
    (drive,) = diagnosis(answers, clock).drives
    assert drive.native_bytes == (SECTORS + 4096) * 512


def test_only_a_drive_that_has_an_overlay_is_asked_for_it(clock: Clock) -> None:
    for identity, asked in ((FEATURES.format(more=""), False), (FEATURES.format(more=WITH_OVERLAY), True)):
        answers = optiplex(identity)
        answers.say("hdparm", "--dco-identify", "/dev/sda", stdout=OVERLAY.format(SECTORS + 4096).encode())
        counted(answers, SECTORS, SECTORS)
        (drive,) = diagnosis(answers, clock).drives
        assert drive.native_bytes == (SECTORS + 4096 * asked) * 512


@pytest.mark.parametrize(
    "answer",
    [
        Output(5, b"", b"READ_NATIVE_MAX_ADDRESS_EXT failed: Input/output error\n"),
        Output(0, COUNTED.format(shown=SECTORS, native=1, word="enabled").encode()),
        Output(0, COUNTED.format(shown=SECTORS, native=SECTORS, word="disabled").encode(), b"SG_IO: bad sense data\n"),
    ],
)
def test_a_drive_that_can_hide_sectors_and_does_not_tell_is_a_finding(answer: Output, clock: Clock) -> None:
    answers = optiplex()
    answers.outputs["hdparm", "-N", "/dev/sda"] = answer
    machine = diagnosis(answers, clock)
    assert [drive.native_bytes for drive in machine.drives] == [None]
    assert list(why(machine)) == ["hidden-area:/dev/sda"]


def test_sectors_of_another_size_than_the_kernel_s_prove_nothing(clock: Clock) -> None:
    answers = optiplex()
    counted(answers, SECTORS // 3, SECTORS)
    assert [drive.native_bytes for drive in diagnosis(answers, clock).drives] == [None]


def test_tracking_that_only_root_may_read_is_not_called_absent(clock: Clock) -> None:
    answers = Answers(OPTIPLEX)
    path = "/sys/class/firmware-attributes/thinklmi/attributes/Computrace/current_value"
    answers.listings[allowed.TRACKING[1]] = (path,)
    assert diagnosis(answers, clock).unread == (Unread("locks", WhyUnread.NO_RIGHT, path),)
    answers.files[path] = b"Disable\n"
    assert diagnosis(answers, clock).unread == ()
