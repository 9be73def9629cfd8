"""The part of `bootstrap.py` that picks how reports of machines are written, checked and found."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.domain.diagnosis import Reading
from workshop.domain.errors import MediumError
from workshop.domain.imports import LARGEST_REPORT
from workshop.domain.people import Actor
from workshop.domain.reports import Authenticity, Missed, Stick, StickKey, report_digest
from workshop.services.imports import Imports
from workshop.services.ports import Files, Store
from workshop.services.report_files import ReportFiles
from workshop.services.reports import Reports
from workshop.services.sticks import Sticks
from workshop.settings import Settings
from workshop.version import own_version

if TYPE_CHECKING:
    from workshop.adapters.probe.arrivals import Arrivals


@dataclass(frozen=True, slots=True)
class Written:
    """A report that the probe has written; `stick` is whose key signed it, empty: nobody vouches for it."""

    path: Path
    digest: str
    stick: str


def reports_of(store: Store, files: Files) -> Reports:
    """Return what keeps reports of machines."""
    return Reports(store, files, _raw_outputs)


def report_files_of(imports: Imports, reports: Reports, sticks: Sticks) -> ReportFiles:
    """Return what takes every file that may hold a report."""
    return ReportFiles(imports, reports, partial(_judged, sticks))


def report_arrivals(settings: Settings) -> Arrivals:
    """Return what looks for reports on sticks and in the watched folder of this bench; call it off the GUI's thread."""
    from workshop.adapters.probe.arrivals import Arrivals  # noqa: PLC0415 — as all adapters: when they are built

    return Arrivals((Path(settings.reports_folder),) if settings.reports_folder else ())


def report_content(path: Path) -> bytes | Missed:
    """Read a file that a person chose, and no more of it than a report may hold; or say why it cannot be taken."""
    from workshop.adapters.probe.files import read_bounded  # noqa: PLC0415

    try:
        if not path.exists():
            return Missed.NOT_THERE
        if not path.is_file():
            return Missed.NOT_A_FILE
        content = read_bounded(path.resolve(), LARGEST_REPORT)
    except (OSError, ValueError):  # a name may hold what no file's can
        return Missed.UNREADABLE
    return Missed.TOO_LARGE if content is None else content


def prepare_stick(sticks: Sticks, actor: Actor, folder: Path, *, replace: bool = False) -> Stick | None:
    """Give a stick a secret of its own; raises MediumError.

    None: it has a key already, this workshop's or another's, and it was not said that it may be replaced.
    """
    from workshop.adapters.probe.sticks import KEY_FILE, write_key  # noqa: PLC0415

    if not folder.is_dir():
        raise MediumError(str(folder), "not a folder")
    if (folder / KEY_FILE).exists() and not replace:
        return None
    return sticks.prepare(actor, folder.resolve().name, partial(write_key, folder))


def stick_of(folder: Path) -> str:
    """Return the id of the stick whose key is in a folder, empty where there is none."""
    from workshop.adapters.probe.sticks import KEY_FILE  # noqa: PLC0415

    key = stick_key(folder / KEY_FILE) if (folder / KEY_FILE).is_file() else None
    return key.stick if key else ""


def stick_key(path: Path) -> StickKey:
    """Read the key of a stick; raises MediumError."""
    from workshop.adapters.probe.sticks import read_key  # noqa: PLC0415

    return read_key(path)


def key_beside(report: Path) -> Path | None:
    """Return the key of the stick that a report is to be written onto, if it is one."""
    from workshop.adapters.probe import sticks  # noqa: PLC0415

    return sticks.key_beside(report)


def prepared_sticks() -> tuple[Path, ...]:
    """Return where the prepared sticks that are plugged in here are mounted."""
    from workshop.adapters.probe import sticks  # noqa: PLC0415

    return sticks.prepared_sticks()


def report_on(stick: Path, reading: Reading) -> Path:
    """Return where a report goes on a stick: its name tells people which machine it is."""
    from workshop.adapters.probe.sticks import REPORTS_FOLDER  # noqa: PLC0415

    identity = reading.diagnosis.identity
    words = (identity.maker, identity.trade_name, identity.system_serial or identity.board_serial)
    plain = "-".join(_plain(word) for word in words if word and _plain(word))
    return stick / REPORTS_FOLDER / f"{plain[:80] or 'machine'}-{uuid.uuid4().hex[:8]}.etabli"


def write_report(path: Path, reading: Reading, key: StickKey | None) -> Written:
    """Write what was read of a machine, whole and onto the medium; raises MediumError."""
    from workshop.adapters.probe.report_file import save, written  # noqa: PLC0415

    report = written(reading, str(uuid.uuid4()), own_version(), key)
    save(path, report)
    return Written(path, report_digest(report), key.stick if key else "")


def _raw_outputs(content: bytes) -> tuple[tuple[str, bytes], ...]:
    from workshop.adapters.probe.report_file import raw_outputs  # noqa: PLC0415

    return raw_outputs(content)


def _judged(sticks: Sticks, content: bytes) -> Authenticity:
    from workshop.adapters.probe.report_file import authenticity  # noqa: PLC0415

    return authenticity(content, sticks.secret)


def _plain(text: str) -> str:
    """Return a text as every file system can write it."""
    return "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in text.strip()).strip("_")
