"""The checkout's own `.venv`: made once, recognised when it is ready, made again when it is broken."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from .failures import why_it_failed
from .sentences import ENVIRONMENT, REMADE, VENV_FAILED, VENV_IMPOSSIBLE
from .setup import NothingInstalled, Setup, Stopped
from .system_packages import missing_for_venv

_WHICH_PYTHON = "import sys, pip; print(sys.version)"


class VirtualEnvironment:
    """One `.venv`, and the record kept in it of what was installed from which file.

    The record is written after the work that it tells of. A mark is left while pip works: an environment that bears it
    was interrupted half-way, and pip would take a half-written library for an installed one.
    """

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self.folder = setup.checkout / ".venv"
        self._record = self.folder / "etabli.json"
        self._mark = self.folder / "etabli.unfinished"
        self.python_version = ""

    def program(self, name: str) -> Path:
        """Return the path of one of its programs, such as `python`."""
        return self.folder / "Scripts" / f"{name}.exe" if os.name == "nt" else self.folder / "bin" / name

    def provide(self) -> None:
        """Do the second step of a set-up: make `.venv` where there is none that works."""
        self._setup.narrator.begin(ENVIRONMENT)
        if not self._works():
            if os.path.lexists(self.folder):
                self._setup.narrator.tell(REMADE)
                self._remove()
            self._make()
        self._setup.narrator.end()

    def is_ready(self, part: str, fingerprint: str) -> bool:
        """Whether `part` was installed from what this fingerprint stands for."""
        return self._read().get(part) == fingerprint

    @contextlib.contextmanager
    def installing(self, fingerprints: dict[str, str], forget: Iterable[str] = ()) -> Iterator[None]:
        """Record these parts once the work inside has succeeded; `forget` those that it may have changed."""
        before = self._read()
        record = {part: value for part, value in before.items() if part not in {*forget, *fingerprints}}
        self._write(record)
        self._mark.touch()
        try:
            yield
        except NothingInstalled:
            self._write(before)
            self._mark.unlink()
            raise
        self._mark.unlink()
        self._write(record | fingerprints)

    def fingerprint(self, *files: str) -> str:
        """Return what stands for the content of these files of the checkout under this Python."""
        digest = hashlib.sha256(self.python_version.encode())
        for file in files:
            digest.update(b"\0" + (self._setup.checkout / file).read_bytes())
        return digest.hexdigest()

    def _works(self) -> bool:
        if not self.program("python").exists() or self._mark.exists() or self._comes_from_elsewhere():
            return False
        asked = self._setup.commands.ask([str(self.program("python")), "-I", "-c", _WHICH_PYTHON])
        self.python_version = asked.output.strip()
        return asked.succeeded

    def _comes_from_elsewhere(self) -> bool:
        """Whether this is a copied or moved environment: its programs would run in the folder that it was made for."""
        made_for = self._read().get("checkout")
        if made_for is None:
            made_for = self._named_by_venv()
        return made_for is not None and Path(made_for) != self._setup.checkout

    def _named_by_venv(self) -> str | None:
        with contextlib.suppress(OSError):
            for line in (self.folder / "pyvenv.cfg").read_text(encoding="utf-8").splitlines():
                key, _, value = line.partition("=")
                if key.strip() == "command":
                    return str(Path(value.rpartition(" -m venv ")[2].strip()).parent)
        return None

    def _remove(self) -> None:
        if self.folder.is_symlink() or not self.folder.is_dir():
            self.folder.unlink()
        else:
            shutil.rmtree(self.folder)

    def _make(self) -> None:
        package = missing_for_venv()
        if package:
            raise Stopped(VENV_IMPOSSIBLE.with_facts(package=package[0]))
        made = self._setup.commands.run([sys.executable, "-m", "venv", str(self.folder)])
        if not (made.succeeded and self._works()):
            raise Stopped(why_it_failed(made.output, self._setup, VENV_FAILED))
        self._write({})

    def _read(self) -> dict[str, str]:
        try:
            record = json.loads(self._record.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return record if isinstance(record, dict) else {}

    def _write(self, record: dict[str, str]) -> None:
        fresh = self._record.with_suffix(".new")
        fresh.write_text(json.dumps(record | {"checkout": str(self._setup.checkout)}, indent=1), encoding="utf-8")
        fresh.replace(self._record)
