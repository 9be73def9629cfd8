"""Settings of this bench: frozen, typed, from one TOML file and the environment; says which key is wrong.

What belongs to the workshop (its name, its site number, its people) stands in the database, not here.
"""

from __future__ import annotations

import os
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from workshop.domain.errors import MediumError, SettingsError
from workshop.domain.printing import Link, PrinterLanguage
from workshop.texts import LANGUAGES, SOURCE_LANGUAGE, Wording

APPLICATION = "etabli"
FILE = "settings.toml"
LARGEST_FILE = 64 * 1024
FASTEST_PRACTICE = 10_000  # MiB in a second
DOTS = range(100, 1201)  # in an inch
FARTHEST_TENTHS = 200  # how far a label may be moved on its paper, in tenths of a millimetre


class Profile(StrEnum):
    """Which memory is used: none yet, the sample's, or the workshop's own."""

    UNCHOSEN = "unchosen"
    SAMPLE = "sample"
    WORKSHOP = "workshop"


class Look(StrEnum):
    """The three themes, or that of the computer as long as none was chosen here."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high-contrast"


class SoundChoice(StrEnum):
    """Which signals are heard."""

    ON = "on"
    REFUSALS = "refusals"
    OFF = "off"


class PrinterAsked(StrEnum):
    """Whether somebody said which printer this bench has, or that it has none; else one that is found is offered."""

    NOT_YET = "not-yet"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that one bench may set. `database` empty: SQLite in the data folder. Zoom in percent, 100 to 300.

    `elevation` is the command that starts the helper as root (words apart by spaces; `read` follows them where it shall
    only read), empty: pkexec with the installed helper. `practice_mib_per_second` is how fast an exercise writes and
    reads its image, so that there is something to see (0: as fast as it can). `reports_folder` is watched for reports
    of machines, empty: only sticks are. `printer_…` is the printer of labels, as `Printer` has it; language `none`:
    labels are files.
    """

    profile: Profile = Profile.UNCHOSEN
    language: str = SOURCE_LANGUAGE
    bench: str = "Poste 1"
    database: str = ""
    data_folder: str = ""
    reader_port: str = ""
    look: Look = Look.SYSTEM
    zoom_percent: int = 100
    elevation: str = ""
    practice_mib_per_second: int = 4
    reports_folder: str = ""
    sounds: SoundChoice = SoundChoice.ON
    wording: Wording = Wording.STANDARD
    printer_language: PrinterLanguage = PrinterLanguage.NONE
    printer_link: Link = Link.FOLDER
    printer_address: str = ""
    printer_name: str = ""
    printer_dots_per_inch: int = 203
    printer_roll: str = "62x29"
    printer_right_tenths: int = 0
    printer_down_tenths: int = 0
    printer_asked: PrinterAsked = PrinterAsked.NOT_YET

    def folder(self) -> Path:
        """Return the folder of this profile's data."""
        root = Path(self.data_folder) if self.data_folder else default_data_folder()
        return root / self.profile.value

    def chosen_database(self) -> str:
        """Return the address of a database that was chosen, empty: the file in the folder. A sample never leaves it."""
        return "" if self.profile is Profile.SAMPLE else self.database

    def database_file(self) -> Path:
        """Return the file of this profile's own database."""
        return self.folder() / "etabli.sqlite3"


ENVIRONMENT = {
    "ETABLI_DATA": "data_folder",
    "ETABLI_DATABASE": "database",
    "ETABLI_BENCH": "bench",
    "ETABLI_LANGUAGE": "language",
    "ETABLI_ELEVATION": "elevation",
    "ETABLI_PRACTICE_MIB_PER_SECOND": "practice_mib_per_second",
    "ETABLI_REPORTS_FOLDER": "reports_folder",
    "ETABLI_SOUNDS": "sounds",
}


_OFFSETS = range(-FARTHEST_TENTHS, FARTHEST_TENTHS + 1)
_RANGES = {"printer_dots_per_inch": DOTS, "printer_right_tenths": _OFFSETS, "printer_down_tenths": _OFFSETS}


def settings_path(environ: Mapping[str, str] = os.environ) -> Path:
    """Return where the settings file is."""
    chosen = environ.get("ETABLI_SETTINGS")
    return Path(chosen) if chosen else _platform_folder("config") / FILE


def default_data_folder() -> Path:
    """Return the user's data folder."""
    return _platform_folder("data")


def load_settings(path: Path, environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; no file is the default, a wrong one raises SettingsError and is left alone."""
    content = _read(path)
    known = {field.name for field in fields(Settings)}
    for key in content:
        if key not in known:
            raise SettingsError(str(path), key, "unknown-key")
    from_environment = {key: _typed(key, environ[name]) for name, key in ENVIRONMENT.items() if environ.get(name)}
    settings = Settings()
    for key, value in (content | from_environment).items():
        settings = replace(settings, **{key: _checked(path, key, value)})
    return settings


def with_setting(path: Path, settings: Settings, key: str, text: str) -> Settings:
    """Return settings in which one key has another value, written as text; raises SettingsError, naming the key."""
    if key not in {field.name for field in fields(Settings)}:
        raise SettingsError(str(path), key, "unknown-key")
    return replace(settings, **{key: _checked(path, key, _typed(key, text))})


def choices_of(key: str) -> tuple[str, ...]:
    """Return what one key may be; empty where it is no choice among words."""
    wanted = type(getattr(Settings(), key, None))
    if key == "language":
        return LANGUAGES
    return tuple(item.value for item in wanted) if issubclass(wanted, StrEnum) else ()


def save_settings(path: Path, settings: Settings) -> None:
    """Write the settings, whole or not at all."""
    default = Settings()
    lines = [
        f"{field.name} = {_written(getattr(settings, field.name))}\n"
        for field in fields(Settings)
        if getattr(settings, field.name) != getattr(default, field.name)
    ]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as draft:
            draft.writelines(lines)
            draft.flush()
            os.fsync(draft.fileno())
        Path(draft.name).replace(path)
    except OSError as problem:
        raise MediumError(str(path), problem.strerror or str(problem)) from problem


def _read(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise SettingsError(str(path), "", "too-large")
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise SettingsError(str(path), "", str(problem)) from problem


def _checked(path: Path, key: str, value: Any) -> Any:
    wanted = type(getattr(Settings(), key))
    if issubclass(wanted, StrEnum):
        if value not in tuple(item.value for item in wanted):
            raise SettingsError(str(path), key, "not-a-choice")
        return wanted(value)
    if not isinstance(value, wanted) or isinstance(value, bool):
        raise SettingsError(str(path), key, "wrong-type")
    if key == "language" and value not in LANGUAGES:
        raise SettingsError(str(path), key, "not-a-choice")
    if key == "zoom_percent" and not 100 <= value <= 300:  # noqa: PLR2004 — visual design: 100 to 300 %
        raise SettingsError(str(path), key, "out-of-range")
    if key in _RANGES and value not in _RANGES[key]:
        raise SettingsError(str(path), key, "out-of-range")
    if key == "practice_mib_per_second" and not 0 <= value <= FASTEST_PRACTICE:
        raise SettingsError(str(path), key, "out-of-range")
    return value


def _typed(key: str, text: str) -> str | int:
    """Return a value of the environment as its key wants it; what is no number is refused where it is checked."""
    wants_a_number = isinstance(getattr(Settings(), key), int)
    return int(text) if wants_a_number and text.isascii() and text.removeprefix("-").isdigit() else text


def _written(value: object) -> str:
    if isinstance(value, int):
        return str(value)
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _platform_folder(kind: str) -> Path:
    from platformdirs import PlatformDirs  # noqa: PLC0415 — only where nothing else was chosen

    folders = PlatformDirs(APPLICATION, appauthor=False, roaming=sys.platform == "win32")
    return Path(folders.user_config_dir if kind == "config" else folders.user_data_dir)
