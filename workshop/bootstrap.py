"""Builds a Workshop from Settings; the only place that picks real, recorded or simulated parts.

Heavy libraries (SQLAlchemy, ReportLab, pyHanko) are imported when the part that needs them is built or first used, so
that a window can be painted before.
"""

from __future__ import annotations

import functools
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from workshop.asset_wiring import asset_lists_of
from workshop.domain.diagnosis import Reading
from workshop.domain.errors import MediumError
from workshop.domain.grading import Contract
from workshop.domain.people import Actor
from workshop.exercise_wiring import exercise as exercise  # noqa: PLC0414 — the front finds it here
from workshop.exercise_wiring import images_only
from workshop.export_wiring import processors
from workshop.grading_wiring import catalogues, contracts_of
from workshop.inspection_wiring import installing_of, photos_of, trying_of
from workshop.label_wiring import labels_of
from workshop.paper_wiring import Office, office_of
from workshop.printing_wiring import PrintingThread, printing_of
from workshop.read_wiring import this_machine, this_machines_commands
from workshop.report_wiring import report_arrivals as report_arrivals  # noqa: PLC0414 — the front finds it here
from workshop.report_wiring import report_files_of, reports_of
from workshop.resources import resource
from workshop.seal_wiring import sealing
from workshop.seal_words import seal_is_good_until, seal_note
from workshop.services import sample
from workshop.services.accessories import Accessories
from workshop.services.asset_lists import AssetLists
from workshop.services.certificates import Certificates
from workshop.services.contracts import Contracts
from workshop.services.deliveries import Deliveries
from workshop.services.diagnosis import Diagnosing, serials_of
from workshop.services.documents import Papers
from workshop.services.drives import Drives
from workshop.services.eligibility import Eligibilities
from workshop.services.fact_views import FactViews
from workshop.services.finding import Finding
from workshop.services.grading import Grading
from workshop.services.imports import Imports
from workshop.services.inspection import Inspecting
from workshop.services.installing import Installing
from workshop.services.journal import Journal
from workshop.services.lots import Lots
from workshop.services.machines import Machines
from workshop.services.orders import Orders
from workshop.services.people import People
from workshop.services.photos import Photos
from workshop.services.ports import (
    Announce,
    Clock,
    Files,
    Machine,
    Progress,
)
from workshop.services.printing import Printing
from workshop.services.report_files import ReportFiles
from workshop.services.reports import Reports
from workshop.services.review import Review
from workshop.services.run_through import Hands, Report, RunThrough
from workshop.services.scanning import Scanning
from workshop.services.seals import Seals
from workshop.services.stickers import Stickers
from workshop.services.sticks import Sticks
from workshop.services.storage import Storage
from workshop.services.tags import Tags
from workshop.services.trying import Trying
from workshop.services.undoing import Undoing
from workshop.services.validating import Validating
from workshop.services.views import Views
from workshop.services.wiping import Wiping
from workshop.settings import Profile, Settings
from workshop.store_wiring import store_of
from workshop.wipe_wiring import wipe_parts

CONTRACT = "grand-lyon-defaut.toml"
SAMPLE_IS_WHOLE = "whole"  # a file in the folder of a sample that was made to its end


class SystemClock:
    """The clock of this bench."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Workshop(Hands):
    """Everything that a front may ask for: the hands of a run-through, and what only a front needs."""

    settings: Settings
    contracts: Contracts
    files: Files
    papers: Papers
    seals: Seals
    views: Views
    office: Office
    trying: Trying
    printing_thread: PrintingThread

    @property
    def printing(self) -> Printing:
        return self.printing_thread.printing

    @property
    def installing(self) -> Installing:
        return installing_of(self.store)

    @property
    def photos(self) -> Photos:
        return photos_of(self.store, self.files)

    @property
    def reports(self) -> Reports:
        return reports_of(self.store, self.files)

    @property
    def sticks(self) -> Sticks:
        return Sticks(self.store)

    @property
    def validating(self) -> Validating:
        return Validating(self.wiping, self.certificates)

    @property
    def review(self) -> Review:
        return Review(self.store, self.reports)

    @property
    def storage(self) -> Storage:
        return Storage(self.store)

    @property
    def asset_lists(self) -> AssetLists:
        return asset_lists_of(self.store)

    @property
    def tags(self) -> Tags:
        return Tags(self.store, self.contracts.in_force)

    @property
    def accessories(self) -> Accessories:
        return Accessories(self.store)

    @property
    def stickers(self) -> Stickers:
        return Stickers(self.store)

    @property
    def journal(self) -> Journal:
        return Journal(self.store)

    @property
    def finding(self) -> Finding:
        return Finding(self.store)

    @property
    def undoing(self) -> Undoing:
        return Undoing(self.store)

    @property
    def facts(self) -> FactViews:
        return FactViews(self.store, self.files)

    @property
    def eligibility(self) -> Eligibilities:
        return Eligibilities(processors)

    def actor(self) -> Actor:
        """Return the person of a closed shop, at this bench."""
        return self.people.default_actor(self.settings.bench)

    def close(self) -> None:
        self.printing_thread.close()
        self.store.close()


def build(
    settings: Settings, *, recording: Path | None = None, announce: Announce | None = None, clock: Clock | None = None
) -> Workshop:
    """Build the workshop of a profile. `recording`: read that recorded machine instead of this one."""
    from workshop.adapters.files import ContentFiles  # noqa: PLC0415 — heavy parts are imported when they are built

    files = ContentFiles(_made(settings.folder()) / "files")
    time = clock or SystemClock()
    store = store_of(settings, time, announce)
    contracts = contracts_of(store, default_contract)
    contract = contracts.in_force
    people = People(store)
    seals, documents = sealing(settings, store, time)
    read_here = LazyMachine(functools.cache(lambda: machine(recording, time, settings)))
    return Workshop(
        settings=settings,
        store=store,
        files=files,
        clock=time,
        people=people,
        lots=Lots(store),
        machines=Machines(store),
        diagnosing=Diagnosing(store, files, read_here, functools.partial(waiting_reading, settings.profile, time)),
        drives=Drives(store),
        wiping=Wiping(store, contract, wipe_parts(settings, files, time)),
        inspecting=Inspecting(store),
        grading=Grading(store, contract, catalogues(settings)),
        contracts=contracts,
        labels=labels_of(settings, store),
        orders=Orders(store),
        deliveries=Deliveries(store, contract),
        certificates=Certificates(store),
        papers=Papers(store, files, documents, settings.language),
        scanning=Scanning(store, contract),
        seals=seals,
        views=Views(store, contract),
        office=office_of(store, contract),
        trying=trying_of(lambda: machine(recording, time), recorded=recording is not None),
        printing_thread=printing_of(settings, store, files),
    )


def machine(recording: Path | None, clock: Clock, settings: Settings | None = None) -> Machine:
    """Return this machine, or a recorded one; raises RecordingError where the folder is none.

    Without settings nobody is asked for root's rights.
    """
    from workshop.adapters.commands import RecordedCommands  # noqa: PLC0415
    from workshop.adapters.machine.reader import MachineReader  # noqa: PLC0415

    return MachineReader(RecordedCommands(recording), clock) if recording else this_machine(settings, clock)


def record_machine(folder: Path, clock: Clock, settings: Settings | None = None) -> int:
    """Save what this machine answers, redacted, so that it can be replayed; return how many raw outputs that were."""
    from workshop.adapters.commands import About, Provenance, RecordingCommands  # noqa: PLC0415
    from workshop.adapters.machine.reader import MachineReader  # noqa: PLC0415

    with this_machines_commands(settings, clock) as real:
        commands = RecordingCommands(real, folder)
        reading = MachineReader(commands, clock).read()
    identity = reading.diagnosis.identity
    about = About(identity.maker or "", identity.model or "", "recorded at the bench", Provenance.RECORDED)
    commands.finish(about)
    return len(reading.raw)


def parse_output(tool: str, content: bytes) -> object:
    """Return the facts that one reader finds in one tool's output, None where it is none of that tool's."""
    from workshop.adapters.imports.reading import REPORTS, report_of  # noqa: PLC0415
    from workshop.adapters.readings.by_tool import READERS  # noqa: PLC0415

    return report_of(tool, content) if tool in REPORTS else READERS[tool](content)


def readable_tools() -> tuple[str, ...]:
    """Name the tools whose outputs or reports can be read."""
    from workshop.adapters.imports.reading import REPORTS  # noqa: PLC0415
    from workshop.adapters.readings.by_tool import READERS  # noqa: PLC0415

    return tuple(sorted({*READERS, *REPORTS}))


def recorded_machines(clock: Clock) -> dict[str, Machine]:
    """Return the recorded machines that the sample lot is made of, by the name of their folder."""
    return {item.recording: machine(resource("machines", item.recording), clock) for item in sample.MACHINES}


def waiting_reading(profile: Profile, clock: Clock, serial: str) -> Reading | None:
    """Return a reading that came before its machine: in the sample, the recorded machine with that serial."""
    if profile is not Profile.SAMPLE:
        return None
    readings = (one.read() for one in recorded_machines(clock).values())
    return next((reading for reading in readings if serial in serials_of(reading.diagnosis)), None)


def start_sample(workshop: Workshop, report: Report | None = None) -> None:
    """Fill a new sample with a lot to practise on; does nothing where it is already there."""
    folder = workshop.settings.folder()
    if not (folder / SAMPLE_IS_WHOLE).exists():
        parts = images_only(folder / "media", workshop.clock)
        with workshop.printing.silent():
            RunThrough(workshop, parts, recorded_machines(workshop.clock), report).prepare()
        (folder / SAMPLE_IS_WHOLE).touch()


def clear_unfinished_sample(settings: Settings) -> None:
    """Take away a sample whose making was cut short: half a lot is nothing to practise on. Only ever the sample's."""
    folder = settings.folder()
    if settings.profile is Profile.SAMPLE and folder.exists() and not (folder / SAMPLE_IS_WHOLE).exists():
        shutil.rmtree(folder)


def read_contract(name: str) -> Contract:
    """Read a contract by the name of its file; raises RulesError with every problem."""
    from workshop.adapters.rules.contracts import load_contract  # noqa: PLC0415

    return load_contract(resource("contracts", name))


@functools.cache
def default_contract() -> Contract:
    """Return the contract that is shipped, read when it is first wanted and once."""
    return read_contract(CONTRACT)


def wipe_reason(code: str, language: str) -> str:
    """Say a doubt or a reservation about a wipe, as documents do."""
    from workshop.adapters.documents.wording import REASONS, said  # noqa: PLC0415

    return said(REASONS, code, language)


def imports(workshop: Workshop) -> Imports:
    """Return what takes the reports of other tools into a workshop."""
    from workshop.adapters.imports.reading import read_report  # noqa: PLC0415

    return Imports(workshop.store, workshop.files, workshop.contracts.in_force, read_report)


def report_files(workshop: Workshop) -> ReportFiles:
    """Return what takes every report file: wipes of other tools, and machines, from our probe or from other tools."""
    return report_files_of(imports(workshop), workshop.reports, workshop.sticks)


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that a bench needs or may have; `found` empty: it is not there; `note` says what to do about it."""

    what: str
    found: str
    needed: bool
    note: str = ""


TOOLS = (
    ("lsblk", True),
    ("nwipe", False),
    ("smartctl", False),
    ("dmidecode", False),
    ("nvme", False),
    ("hdparm", False),
    ("lshw", False),
)


def check_bench(settings: Settings) -> tuple[Found, ...]:
    """Look for the tools, the room and the memory of this bench."""
    tools = [Found(tool, shutil.which(tool, path=_SEARCHED) or "", needed) for tool, needed in TOOLS]
    free = shutil.disk_usage(_made(settings.folder())).free
    workshop = build(settings)
    try:
        identity, seal = workshop.people.workshop(), workshop.seals.view()
    finally:
        workshop.close()
    return (
        *tools,
        Found("free-bytes", str(free), needed=True),
        Found("database", settings.chosen_database() or str(settings.database_file()), needed=True),
        Found("workshop", identity.name if identity else "", needed=False),
        Found("seal", seal_is_good_until(seal), needed=seal.problem is not None, note=seal_note(seal)),
    )


_SEARCHED = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin"))


class LazyMachine:
    """A machine whose tools are only looked for when somebody reads it."""

    def __init__(self, made: Callable[[], Machine]) -> None:
        self._made = made

    def read(self, on_progress: Progress | None = None) -> Reading:
        return self._made().read(on_progress)


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise MediumError(str(folder), problem.strerror or str(problem)) from problem
    if not os.access(folder, os.W_OK):
        raise MediumError(str(folder), "not writable")
    return folder
