"""`workshop wipe`, `drive`, `machine`, `receive --drive`: what they print, and the exit codes that scripts rely on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from tests.fake_wipes import FakeDrivesHere, FakeKeeper
from tests.services.shop import RULES, a_drive, a_medium, a_reading
from workshop.bootstrap import Workshop, build
from workshop.cli.console import Console
from workshop.cli.main import run
from workshop.cli.wipe_lines import following
from workshop.domain.diagnosis import Smart
from workshop.domain.errors import WipeRefusedError
from workshop.domain.interlocks import Interlock, Protection
from workshop.domain.lots import DriveCard
from workshop.domain.people import Role
from workshop.domain.wiping import Looked
from workshop.services.ports import WipeOrder
from workshop.services.wipe_plans import WipeParts
from workshop.settings import Profile, Settings
from workshop.texts import speak


@dataclass
class QuickKeeper(FakeKeeper):
    """A keeper whose wipes have ended by the time that anybody looks; `faults` are fields of their logs."""

    faults: dict[str, Any] = field(default_factory=dict)

    def start(self, order: WipeOrder) -> None:
        super().start(order)
        self.end(order.log, **self.faults)


@dataclass
class Shell:
    """A workshop on disk with one machine whose drive is plugged in, and its command line."""

    settings: Settings
    capture: pytest.CaptureFixture[str]
    keeper: QuickKeeper = field(default_factory=QuickKeeper)
    here: FakeDrivesHere = field(default_factory=FakeDrivesHere)
    lot: str = ""
    machine: str = ""
    drive: str = ""

    def opened(self) -> Workshop:
        return build(self.settings)

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        self.capture.readouterr()
        code = run(arguments)
        said = self.capture.readouterr()
        return code, said.out, said.err

    def json(self, *arguments: str) -> tuple[int, Any]:
        code, out, _ = self(*arguments, "--json")
        return code, json.loads(out)

    def card(self) -> DriveCard:
        workshop = self.opened()
        card = workshop.drives.card(self.drive)
        workshop.close()
        return card


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Shell]:
    monkeypatch.setenv("ETABLI_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ETABLI_SETTINGS", str(tmp_path / "none.toml"))
    monkeypatch.setenv("ETABLI_LANGUAGE", "fr")
    shell = Shell(Settings(Profile.WORKSHOP, data_folder=str(tmp_path / "data")), capsys)
    monkeypatch.setattr(
        "workshop.bootstrap.wipe_parts",
        lambda _settings, files, clock: WipeParts(shell.keeper, shell.here, lambda: RULES, files, clock),
    )
    workshop = shell.opened()
    workshop.people.begin("Atelier", 1, shell.settings.bench)
    actor = workshop.actor()
    shell.lot = workshop.lots.open(actor, "Mairie").code
    shell.machine = workshop.machines.receive(actor, shell.lot, "8XK2J13").code
    workshop.diagnosing.attach(actor, shell.machine, a_reading("8XK2J13", a_drive("S1")))
    (drive,) = workshop.machines.drives(shell.machine)
    shell.drive = drive.code
    workshop.close()
    shell.here.plug(a_medium("S1"))
    yield shell
    speak("fr")


def test_a_wiped_drive_is_zero_and_said_in_json_with_units(shell: Shell) -> None:
    code, said = shell.json("wipe", "/dev/sda", "--confirm", shell.machine)
    assert code == 0
    assert said["outcome"] == "wiped"
    (wipe,) = said["wipes"]
    assert (wipe["device"], wipe["drive"], wipe["method"], wipe["level"]) == (
        "/dev/sda", shell.drive, "test-zero", "clear",
    )  # fmt: skip
    assert (wipe["reasons"], wipe["reservations"], wipe["refused"], wipe["read_back_bytes"]) == ([], [], [], 1024)
    assert shell.card().disposition == "proven"


def test_reservations_are_one(shell: Shell) -> None:
    shell.keeper.faults = {"smart_before": None}
    code, said = shell.json("wipe", "/dev/sda", "--method", "best", "--confirm", shell.machine)
    assert (code, said["outcome"], said["wipes"][0]["reservations"]) == (
        1,
        "wiped-with-reservations",
        ["health-unknown"],
    )


def test_what_is_not_proven_is_one_and_says_why(shell: Shell) -> None:
    shell.keeper.faults = {"read_back": None, "stopped": True, "percent": 63}
    code, out, _ = shell("wipe", "/dev/sda", "--confirm", shell.machine)
    assert code == 1
    assert "not-wiped" in out
    assert "Arrêté à 63 %" in out.replace("\u202f", " ").replace("\u00a0", " ")
    assert "relu" in out
    assert shell.card().disposition == "failed"


def test_a_refusal_is_one_tells_the_rule_and_hides_no_other_drive(shell: Shell) -> None:
    shell.here.plug(replace(a_medium("SYSTEM"), path="/dev/sdb"), Protection.SYSTEM)
    shell.here.plug(replace(a_medium("ELSE"), path="/dev/sdc"))
    devices = ("/dev/sdb", "/dev/sdc", "/dev/sdx", "/dev/sda")
    code, said = shell.json("wipe", *devices, "--confirm", shell.machine)
    assert (code, said["outcome"]) == (1, "not-wiped")
    assert {wipe["device"]: (wipe["outcome"], wipe["refused"]) for wipe in said["wipes"]} == {
        "/dev/sdb": ("not-wiped", ["protected"]),
        "/dev/sdc": ("not-wiped", ["other-drive"]),
        "/dev/sdx": ("not-wiped", ["not-there"]),
        "/dev/sda": ("wiped", []),
    }


def test_an_interlock_of_the_keeper_is_told_in_words_and_the_drive_stays_as_it_was(shell: Shell) -> None:
    shell.keeper.refuses = WipeRefusedError(Interlock.IN_USE, "/dev/sda")
    code, out, err = shell("wipe", "/dev/sda", "--confirm", shell.machine)
    assert code == 1
    assert "Un autre programme" in err
    assert "not-wiped" in out
    assert shell.card().disposition == "open"


def test_the_wrong_code_confirms_nothing(shell: Shell) -> None:
    code, out, _ = shell("wipe", "/dev/sda", "--confirm", "26 01 999999")
    assert (code, out) == (1, "")
    assert shell.keeper.orders == []


@pytest.mark.parametrize(
    "arguments",
    [(), ("/dev/sda",), ("/dev/sda", "--list"), ("--list", "--running"), ("--stop", "x", "--list")],
)
def test_wrong_use_is_two(shell: Shell, arguments: tuple[str, ...]) -> None:
    assert shell("wipe", *arguments)[0] == 2
    assert shell.keeper.orders == []


def test_the_drives_here_are_listed_with_protections_and_offers(shell: Shell) -> None:
    shell.here.plug(replace(a_medium("SYSTEM"), path="/dev/sdb"), Protection.SYSTEM)
    shell.here.looked["S1"] = Looked(smart=Smart(passed=False))
    code, said = shell.json("wipe", "--list")
    assert code == 0
    assert [(item["device"], item["protected"], item["health"]) for item in said["drives"]] == [
        ("/dev/sda", None, "failing"),
        ("/dev/sdb", "system", "unknown"),
    ]
    assert said["drives"][0]["offers"] == [{"method": "test-zero", "level": "clear", "enough": True}]
    assert said["drives"][0]["health_facts"] == ["passed=no"]
    _, out, _ = shell("wipe", "--list")
    assert "test-zero (clear)" in out
    assert "disque de ce poste" in out


def test_what_runs_is_listed_and_can_be_stopped_from_elsewhere(shell: Shell) -> None:
    workshop = shell.opened()
    shell.keeper.faults = {}
    wipe = workshop.wiping.start(workshop.actor(), shell.machine, shell.drive, confirmed=shell.machine)
    workshop.close()
    FakeKeeper.start(shell.keeper, shell.keeper.orders[-1])  # as if it had not ended
    shell.keeper.progress(wipe.code, 12)
    code, said = shell.json("wipe", "--running")
    (row,) = said["wipes"]
    assert (code, row["wipe"], row["running"], row["progress_percent"], row["celsius"]) == (0, wipe.code, True, 12, 41)
    assert (row["bytes_per_second"], row["seconds_left"], row["outcome"]) == (150_000_000, 3600, None)
    _, out, _ = shell("wipe", "--running")
    assert "12" in out
    assert "150" in out
    assert shell("wipe", "--stop", wipe.code)[0] == 0
    assert shell.json("wipe", "--running")[1]["wipes"][0]["outcome"] == "not-wiped"
    assert shell("wipe", "--stop", "nothing")[0] == 1


def test_ctrl_c_asks_the_wipes_to_stop_and_waits_for_their_end(shell: Shell) -> None:
    workshop = shell.opened()
    shell.keeper = QuickKeeper()
    wipe = workshop.wiping.start(workshop.actor(), shell.machine, shell.drive, confirmed=shell.machine)
    keeper = workshop.wiping._parts.keeper
    assert isinstance(keeper, QuickKeeper)
    FakeKeeper.start(keeper, keeper.orders[-1])
    keeper.progress(wipe.code, 40)

    def interrupted(_seconds: float) -> None:
        raise KeyboardInterrupt

    rows = following(workshop, [wipe], Console(as_json=False), interrupted)
    workshop.close()
    assert keeper.stopped == [wipe.code]
    assert rows[wipe.code].outcome == "failed"
    err = shell.capture.readouterr().err
    assert "40" in err
    assert "non effacé" in err


def test_a_second_ctrl_c_lets_the_wipes_run(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop = shell.opened()
    wipe = workshop.wiping.start(workshop.actor(), shell.machine, shell.drive, confirmed=shell.machine)
    FakeKeeper.start(shell.keeper, shell.keeper.orders[-1])
    monkeypatch.setattr(shell.keeper, "stop", shell.keeper.stopped.append)

    def interrupted(_seconds: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        following(workshop, [wipe], Console(as_json=False), interrupted)
    workshop.close()
    assert shell.keeper.stopped == [wipe.code]


def test_a_loose_drive_is_received_with_its_label(shell: Shell, tmp_path: Path) -> None:
    shell.here.plug(replace(a_medium("LOOSE1"), path="/dev/sdd"))
    label = tmp_path / "label.zpl"
    code, said = shell.json("receive", "--lot", shell.lot, "--drive", "/dev/sdd", "--label", str(label))
    assert (code, said["serial"], said["lot"], said["machine"]) == (0, "LOOSE1", shell.lot, "")
    assert said["code"] in label.read_text("utf-8").replace(" ", "")
    assert shell.json("receive", "--lot", shell.lot, "--drive", "/dev/sdd")[1]["code"] == said["code"]
    assert shell.json("lot", shell.lot)[1]["drives"][0]["code"] == said["code"]
    assert shell("wipe", "/dev/sdd", "--confirm", said["code"])[0] == 0
    assert shell("receive", "--lot", shell.lot, "--drive", "/dev/sdx")[0] == 1
    assert shell("receive", "--lot", shell.lot, "--label", "x.pdf")[0] == 2


def test_a_protected_drive_is_not_received(shell: Shell) -> None:
    shell.here.plug(replace(a_medium("SYSTEM"), path="/dev/sdb"), Protection.SYSTEM)
    code, _, err = shell("receive", "--lot", shell.lot, "--drive", "/dev/sdb")
    assert code == 1
    assert "protégé" in err


def test_people_say_what_became_of_a_drive_with_photo_and_note(shell: Shell, tmp_path: Path) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"a photo")
    assert shell("drive", shell.drive, "validate")[0] == 1
    assert shell("drive", shell.drive, "lost", "--photo", str(photo))[0] == 2
    assert shell("drive", shell.drive, "destroyed", "--photo", str(tmp_path / "missing"))[0] == 1
    code, said = shell.json("drive", shell.drive, "destroyed", "--photo", str(photo), "--note", "broyeur")
    assert (code, said["disposition"]) == (0, "destroyed")
    assert shell("drive", shell.drive)[1].startswith(shell.drive)
    assert shell("drive", "260199999999")[0] == 1


def test_a_proof_is_validated_or_rejected_by_a_named_person(shell: Shell) -> None:
    workshop = shell.opened()
    boss = workshop.people.add(workshop.actor(), "Camille", Role.MANAGER).code
    workshop.close()
    shell("wipe", "/dev/sda", "--confirm", shell.machine)
    code, said = shell.json("drive", shell.drive, "validate", "--person", boss)
    assert (code, said["validation"]) == (0, "validated")
    assert shell.json("drive", shell.drive, "reject", "--note", "photo floue")[1]["validation"] == "rejected"
    assert shell("drive", shell.drive, "validate", "--person", "nobody")[0] == 1


def test_a_machine_without_any_drive_is_attested(shell: Shell, tmp_path: Path) -> None:
    photo = tmp_path / "inside.jpg"
    photo.write_bytes(b"inside")
    empty = shell.json("receive", "--lot", shell.lot, "--serial", "EMPTY123")[1]["code"]
    assert shell("machine", empty, "no-drive", "--photo", str(photo))[0] == 0


def test_a_lot_is_authorised_and_forbidden(shell: Shell) -> None:
    assert shell.json("lot", shell.lot)[1]["wipes_authorised"] is False
    code, said = shell.json("lot", shell.lot, "authorise-wipes")
    assert (code, said["wipes_authorised"]) == (0, True)
    assert shell.json("lot", shell.lot, "forbid-wipes")[1]["wipes_authorised"] is False
