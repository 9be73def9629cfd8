"""What runs in the guest: from a first run to the validated wipe of a loose drive, by the command line alone.

Only the standard library: the tests of the host read what comes back.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

PLACES = {"ETABLI_SETTINGS": "/etabli/none", "ETABLI_DATA": "/run/etabli"}


class Bench:
    """Runs commands and keeps every answer."""

    def __init__(self, report: Path) -> None:
        self.answers: dict[str, Any] = {}
        self._file = report / "answers.json"

    def run(self, step: str, *arguments: str) -> Any:
        """Run one command; return what it said as JSON."""
        command = (sys.executable, "-m", "workshop", *arguments, "--json")
        done = subprocess.run(command, capture_output=True, text=True, env=os.environ | PLACES, check=False)
        print(step, done.returncode, done.stdout[:3000], done.stderr[-3000:], flush=True)  # noqa: T201 — the report
        said = json.loads(done.stdout) if done.stdout.strip() else None
        self.answers[step] = {"code": done.returncode, "said": said}
        self._file.write_text(json.dumps(self.answers))
        return said


def main(job: dict[str, Any], report: Path) -> None:
    """Receive the drive with the wanted serial, wipe it and validate it."""
    bench = Bench(report)
    bench.run("begin", "begin", "--name", "Atelier de la machine virtuelle", "--site", "7")
    lot = bench.run("lot", "lot", "--donor", "Mairie d'Exemple")
    drives = bench.run("list", "wipe", "--list")["drives"]
    path = next(drive["device"] for drive in drives if drive["serial"] == job["serial"])
    other = next(drive["device"] for drive in drives if drive["serial"] == "WD-WCC6Y3KHZ123")
    drive = bench.run("receive", "receive", "--lot", lot["code"], "--drive", path)
    bench.run("wrong label", "wipe", path, "--confirm", lot["code"])
    bench.run("other drive", "wipe", other, "--confirm", drive["code"])
    bench.run("wipe", "wipe", path, "--confirm", drive["code"])
    bench.run("validate", "drive", drive["code"], "validate")


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text()), Path(sys.argv[2]))
