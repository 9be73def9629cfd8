"""The probe on an emulated PC: what its report tells the bench is what the PC was given, to the letter."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.vm import emulated_pc as given
from tests.vm import stick_image
from tests.vm.guest import Guest
from tests.vm.rig import Came, run
from workshop.adapters.readings import dmidecode
from workshop.bootstrap import Workshop, build, report_arrivals, report_files
from workshop.domain.diagnosis import Diagnosis, Source
from workshop.domain.reports import Arrival, Authenticity, WhyWaiting
from workshop.resources import resource
from workshop.settings import Profile, Settings

MISSING = [tool for tool in stick_image.TOOLS if shutil.which(tool) is None]
pytestmark = [pytest.mark.long, pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}")]
CHECKOUT = resource().parent
READINGS = 2


@dataclass(frozen=True)
class Bench:
    """A real workshop of its own, asked by the command line."""

    folder: Path

    def ask(self, *arguments: object, code: int = 0) -> Any:
        """Run one command; return what it said as JSON."""
        places = {"ETABLI_DATA": str(self.folder), "ETABLI_SETTINGS": str(self.folder / "none.toml")}
        command = [sys.executable, "-m", "workshop", *map(str, arguments), "--json"]
        environment = os.environ | places
        done = subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == code, (command, done.stdout, done.stderr)
        return json.loads(done.stdout)

    def opened(self, watched: Path | None = None) -> Workshop:
        watching = str(watched or "")
        return build(Settings(profile=Profile.WORKSHOP, data_folder=str(self.folder), reports_folder=watching))


@dataclass(frozen=True)
class Brought:
    """What the bench has once the stick is back: the machine that it had received, and the reports."""

    bench: Bench
    machine: str
    stick: str
    reports: tuple[Path, ...]
    came: Came


@pytest.fixture(scope="module")
def brought(guest: Guest, tmp_path_factory: pytest.TempPathFactory) -> Brought:
    folder = tmp_path_factory.mktemp("probe")
    bench = Bench(folder / "data")
    bench.ask("begin", "--name", "Atelier de la machine virtuelle", "--site", 7)
    lot = bench.ask("lot", "--donor", "Mairie d'Exemple")["code"]
    machine = bench.ask("receive", "--lot", lot, "--serial", given.SERIAL)["code"]
    image, stick = a_stick(bench, folder)
    images = {"stick": image} | {name: an_image(folder / name, drive) for name, drive in given.DRIVES.items()}
    pc = given.emulated_pc(folder)
    job = {"label": stick_image.LABEL, "readings": READINGS}
    came = run(guest, images, "probe_from_a_stick.py", job, folder / "guest", pc)
    assert [reading["code"] for reading in came.answers.get("readings", ())] == [0] * READINGS, came.console
    assert {reading["said"]["stick"] for reading in came.answers["readings"]} == {stick}
    reports = stick_image.taken(image, "etabli-reports", folder)
    names = [Path(reading["said"]["file"]).name for reading in came.answers["readings"]]
    assert sorted(names) == sorted(file.name for file in reports.iterdir())
    return Brought(bench, machine, stick, tuple(reports / name for name in names), came)


def a_stick(bench: Bench, folder: Path) -> tuple[Path, str]:
    """Make a stick as a workshop does, by its two commands; return its image and its number."""
    content = folder / "stick"
    content.mkdir()
    stick = bench.ask("stick", "prepare", content)["id"]
    make = [sys.executable, str(CHECKOUT / "installer" / "stick" / "make.py"), str(content)]
    made = subprocess.run(make, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    image = stick_image.made(folder / "stick.img", given.STICK_BYTES)
    stick_image.put(image, content)
    return image, str(stick)


def an_image(path: Path, drive: given.Drive) -> Path:
    with path.open("wb") as content:
        content.truncate(drive.size_bytes)
    return path


@pytest.fixture
def workshop(brought: Brought) -> Iterator[Workshop]:
    with closing(brought.bench.opened()) as opened:
        yield opened


@pytest.fixture(scope="module")
def taken(brought: Brought) -> Any:
    """What the bench answers to the first report."""
    (answer,) = brought.bench.ask("import", brought.reports[0])
    return answer["machine"]


@pytest.fixture
def diagnosis(workshop: Workshop, taken: Any) -> Diagnosis:
    return workshop.reports.read(taken["digest"]).diagnosis


def test_the_report_is_authentic_and_finds_its_machine_by_its_serial(
    brought: Brought, taken: Any, diagnosis: Diagnosis
) -> None:
    assert (taken["result"], taken["authenticity"], taken["machine"]) == ("attached", "authentic", brought.machine)
    assert (taken["maker"], taken["model"], taken["serial"]) == (given.MAKER, given.IDENTITY.model, given.SERIAL)
    assert taken["problems"] == []
    assert (diagnosis.origin.source, diagnosis.origin.trusted) == (Source.PROBE, True)


def test_every_text_of_the_firmware_is_as_it_was_given(brought: Brought, workshop: Workshop, taken: Any) -> None:
    raw = workshop.facts.raw_text(brought.machine, "dmidecode")
    assert raw is not None
    tables = list(dmidecode.structures(raw.text))
    for kind, texts in given.TABLES.items():
        (table,) = [table for table in tables if table.kind == kind]
        assert {text.label: table.fields[text.label] for text in texts} == {
            text.label: text.given + text.added for text in texts
        }
    memory = [table.fields for table in tables if table.kind == dmidecode.MEMORY]
    nothing = {"", "Not Specified"}  # where a text is not there, dmidecode says so
    told = [{label: module.get(label, "") for label in given.MODULES[0].texts} for module in memory]
    plain = [{label: "" if text in nothing else text for label, text in module.items()} for module in told]
    assert plain == [module.texts for module in given.MODULES]


def test_the_facts_are_what_the_pc_was_given(diagnosis: Diagnosis) -> None:
    assert diagnosis.identity == given.IDENTITY
    assert diagnosis.processor is not None
    assert diagnosis.processor.model == given.PROCESSOR
    assert diagnosis.memory == tuple(module.fact for module in given.MODULES)
    assert diagnosis.memory_bytes == sum(module.size_mib for module in given.MODULES) * given.MIB


def test_every_drive_is_as_it_was_given(brought: Brought, workshop: Workshop, diagnosis: Diagnosis) -> None:
    fixed = {drive.serial: drive for drive in diagnosis.drives if not drive.removable}
    assert {
        serial: (drive.model, drive.size_bytes, drive.medium, drive.wwn or "") for serial, drive in fixed.items()
    } == {drive.serial: (drive.model, drive.size_bytes, drive.medium, drive.wwn) for drive in given.DRIVES.values()}
    firmware = {drive.serial: drive.firmware for drive in given.DRIVES.values() if drive.firmware}
    assert {serial: fixed[serial].firmware for serial in firmware} == firmware
    assert len(fixed) == len(given.DRIVES)
    (stick,) = [drive for drive in diagnosis.drives if drive.removable]
    assert (stick.serial, stick.size_bytes) == (given.STICK_SERIAL, given.STICK_BYTES)
    records = {card.serial: card.size_bytes for card in workshop.machines.drives(brought.machine)}
    assert records == {drive.serial: drive.size_bytes for drive in given.DRIVES.values()}


def test_the_same_report_again_is_known_and_a_newer_one_of_the_same_boot_takes_its_place(
    brought: Brought, taken: Any, workshop: Workshop
) -> None:
    drives = workshop.machines.drives(brought.machine)
    (again,) = brought.bench.ask("import", brought.reports[0])
    assert (again["machine"]["result"], again["machine"]["machine"]) == ("known", brought.machine)
    with closing(brought.bench.opened(watched=brought.reports[0].parent)) as watching:
        files, arrivals = report_files(watching), report_arrivals(watching.settings)
        found = [*arrivals.poll(), *arrivals.poll()]  # the second look sees that nobody writes to it any more
        results = {file.name: files.take(watching.actor(), file.name, file.content).machine for file in found}
    newer = results[brought.reports[1].name]
    assert [one.result for one in results.values() if one].count(Arrival.KNOWN) == 1
    assert newer is not None
    assert (newer.card.machine, newer.card.authenticity) == (brought.machine, Authenticity.AUTHENTIC)
    assert newer.result is Arrival.ATTACHED
    assert workshop.machines.drives(brought.machine) == drives


def test_a_report_with_one_other_byte_waits_as_altered(brought: Brought, taken: Any, tmp_path: Path) -> None:
    altered = tmp_path / brought.reports[1].name
    content = brought.reports[1].read_bytes()
    assert content.count(b"EXHDD-5520047") == 1  # what the tools wrote is in base64
    altered.write_bytes(content.replace(b"EXHDD-5520047", b"EXHDD-5520048"))
    (answer,) = brought.bench.ask("import", altered, code=1)
    report = answer["machine"]
    assert (report["result"], report["why"], report["authenticity"]) == ("waiting", WhyWaiting.ALTERED, "altered")
    assert report["machine"] in ("", brought.machine)
    assert [card["digest"] for card in brought.bench.ask("reports")] == [report["digest"]]
