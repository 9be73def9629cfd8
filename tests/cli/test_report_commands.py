"""Reports of machines from the command line, on a real database: from the probe's stick to the machine's reading."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command_line import Command, in_plain_signs
from tests.services.shop import a_drive, a_reading
from workshop.adapters.probe.report_file import written
from workshop.adapters.probe.sticks import KEY_FILE, REPORTS_FOLDER, read_key
from workshop.bootstrap import Workshop, build, report_arrivals, report_files
from workshop.cli import imports
from workshop.domain.reports import Arrival, Authenticity, MachineReportFormat, Partly, StickKey, WhyWaiting
from workshop.report_words import against, source, vouched, waiting
from workshop.services.reports import ALTERED, READ_BEFORE, SETTLED
from workshop.settings import Profile, Settings, load_settings
from workshop.texts import speak
from workshop.words import reason

SERIAL, DRIVE = "8XK2J13", "WD-WCC6Y7RT41"


@pytest.fixture
def shell(begun: Command) -> Command:
    """Give the command line of a workshop that has its name."""
    return in_plain_signs(begun, errors_too=True)


def told(answer: tuple[int, str, str]) -> tuple[int, Any]:
    return answer[0], json.loads(answer[1])


def the_workshop(tmp_path: Path) -> Workshop:
    return build(Settings(profile=Profile.WORKSHOP, data_folder=str(tmp_path / "data")))


def receive(shell: Command, serial: str = SERIAL) -> str:
    lot = shell("lot", "--donor", "Mairie")[1].strip()
    return shell("receive", "--lot", lot, "--serial", serial)[1].strip()


def a_stick(shell: Command, tmp_path: Path) -> tuple[Path, StickKey]:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert shell("stick", "prepare", stick)[0] == 0
    return stick, read_key(stick / KEY_FILE)


def report(path: Path, key: StickKey | None = None, serial: str = SERIAL, name: str = "1") -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(written(a_reading(serial, a_drive(DRIVE)), name, "0.1", key))
    return path


def test_a_report_goes_from_the_stick_to_its_machine(shell: Command, tmp_path: Path) -> None:
    stick, key = a_stick(shell, tmp_path)
    code = receive(shell)
    report(stick / REPORTS_FOLDER / "a", key)
    exit_code, (answer,) = told(shell("import", stick / REPORTS_FOLDER, "--json"))
    machine = answer["machine"]
    assert (exit_code, answer["taken"], machine["result"], machine["machine"]) == (0, True, "attached", code)
    assert (machine["authenticity"], machine["format"], machine["problems"]) == ("authentic", "etabli", [])
    exit_code, out, _ = shell("import", stick / REPORTS_FOLDER / "a")
    assert exit_code == 0
    assert "signé par une clé USB de l'atelier" in out
    assert "Déjà repris. C'est le diagnostic de l'ordinateur" in out
    workshop = the_workshop(tmp_path)
    assert [drive.serial for drive in workshop.machines.drives(code)] == [DRIVE]
    assert [raw.name for raw in workshop.facts.sheet(code).raw] == ["lscpu"]
    workshop.close()


def test_a_stick_shows_no_secret_and_vouches_for_nothing_once_it_is_forgotten(shell: Command, tmp_path: Path) -> None:
    stick, key = a_stick(shell, tmp_path)
    receive(shell)
    printed = [shell("stick", "list"), shell("stick", "list", "--json"), shell("journal", "--json")]
    assert all(key.stick in out for _, out, _ in printed)
    assert not [out for _, out, err in printed if key.secret.hex() in out + err]
    exit_code, out, err = shell("stick", "prepare", stick)
    assert (exit_code, out, "--replace" in err) == (1, "", True)
    assert read_key(stick / KEY_FILE) == key
    assert shell("stick", "forget", key.stick)[0] == 0
    assert shell("stick", "forget", "nothing")[0] == 1
    assert "oubliée le" in shell("stick", "list")[1]
    _, (answer,) = told(shell("import", report(stick / "a", key), "--json"))
    assert answer["machine"]["authenticity"] == "unauthenticated"
    assert shell("stick", "prepare", stick, "--replace")[0] == 0
    assert read_key(stick / KEY_FILE).stick != key.stick
    assert shell("stick", "prepare", tmp_path / "none")[0] == 1


def test_a_report_that_came_first_is_attached_when_its_machine_is_received(shell: Command, tmp_path: Path) -> None:
    exit_code, out, _ = shell("import", report(tmp_path / "a"))
    assert exit_code == 1
    assert "Aucun ordinateur reçu n'a ce numéro de série." in out
    assert "non authentifié" in out
    code = receive(shell, "8xk2 j13")
    assert "Aucun rapport n'attend." in shell("reports")[1]
    workshop = the_workshop(tmp_path)
    assert workshop.machines.card(code).model == "Latitude 5400"
    workshop.close()


def test_a_person_attaches_or_puts_away_what_waits(shell: Command, tmp_path: Path) -> None:
    stick, key = a_stick(shell, tmp_path)
    code = receive(shell, "OTHER01")
    altered = report(tmp_path / "in" / "a", key)
    altered.write_bytes(altered.read_bytes().replace(b"Latitude 5400", b"Latitude 5410"))
    stranger = report(tmp_path / "in" / "b", None, "NOBODY1", "2")
    assert shell("import", tmp_path / "in")[0] == 1
    exit_code, cards = told(shell("reports", "--json"))
    assert (exit_code, [(card["why"], card["candidates"]) for card in cards]) == (
        0,
        [("unknown-serial", [code]), ("altered", [code])],
    )
    digests = [card["digest"] for card in cards]
    exit_code, _, err = shell("reports", "attach", digests[1][:8], code)
    assert exit_code == 1
    assert "Ce n'est pas l'ordinateur de cette étiquette." in err
    assert "--yes" in err
    assert shell("reports", "attach", digests[1][:8], code, "--yes", "--json")[0] == 0
    assert shell("reports", "dismiss", digests[0], "--json") == (0, f'{{\n  "digest": "{digests[0]}"\n}}\n', "")
    assert told(shell("reports", "--json")) == (0, [])
    assert "mis de côté" in shell("import", stranger)[1]
    exit_code, _, err = shell("reports", "attach", digests[0], code, "--yes")
    assert (exit_code, "n'attend plus" in err) == (1, True)
    assert shell("reports", "attach", "f" * 64, code)[0] == 1
    assert stick.is_dir()


def test_a_folder_is_taken_whole_and_one_bad_file_hides_no_other(shell: Command, tmp_path: Path) -> None:
    code = receive(shell)
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    report(folder / "deep" / "er" / "a")
    (folder / "holiday.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / ".hidden").write_bytes(b"x")
    (folder / "link").symlink_to(tmp_path)
    (folder / "giant").touch()
    with (folder / "giant").open("r+b") as giant:
        giant.truncate(33 * 2**20)
    exit_code, answers = told(shell("import", folder, tmp_path / "absent", "--json"))
    assert exit_code == 1
    found = {answer["name"]: (answer["not_read"] or {}).get("why") for answer in answers}
    assert found == {"a": None, "holiday.jpg": "unknown-format", "giant": "too-large"}
    assert next(answer["machine"]["machine"] for answer in answers if answer["machine"]) == code


def test_reports_arrive_on_a_stick_and_in_the_watched_folder(shell: Command, tmp_path: Path) -> None:
    code = receive(shell)
    report(tmp_path / "watched" / "a").touch()
    environment = {"ETABLI_DATA": str(tmp_path / "data"), "ETABLI_REPORTS_FOLDER": str(tmp_path / "watched")}
    settings = load_settings(tmp_path / "none.toml", environment)
    assert (settings.reports_folder, Settings().reports_folder) == (str(tmp_path / "watched"), "")
    arrivals, workshop = report_arrivals(settings), the_workshop(tmp_path)
    files = report_files(workshop)
    found = [*arrivals.poll(), *arrivals.poll()]  # the second look sees that nobody writes to it any more
    taken = [files.take(workshop.actor(), file.name, file.content) for file in found]
    workshop.close()
    assert [(one.machine.result, one.machine.card.machine) for one in taken if one.machine] == [
        (Arrival.ATTACHED, code)
    ]
    assert report_arrivals(Settings()).poll() == ()


def test_everything_has_its_words() -> None:
    speak("fr")
    assert all(waiting(why) for why in WhyWaiting)
    assert all(vouched(item) for item in Authenticity)
    named_as_people_do = {MachineReportFormat.HWINFO, MachineReportFormat.USODY}
    assert {kind for kind in MachineReportFormat if source(kind.value) == kind.value} <= named_as_people_do
    assert all(imports._partly(item) for item in Partly)
    for code in (ALTERED, READ_BEFORE, SETTLED, "other-machine", "not-received"):
        assert reason(code) != code
        assert against(code) or code == "not-received"
