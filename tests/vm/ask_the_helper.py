"""What runs in the guest: it asks the helper, as the window would, and writes down every answer.

Only the standard library: the tests of the host read what comes back.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

LONGEST_SECONDS = 300


def ask(request: dict[str, Any], wipes: Path) -> Any:
    """Ask the helper one thing."""
    command = (sys.executable, "-m", "workshop", "helper", "wipe")
    environment = os.environ | {
        "ETABLI_WIPES": str(wipes),
        "ETABLI_SETTINGS": "/etabli/none",
        "ETABLI_DATA": "/run/etabli",
    }
    done = subprocess.run(
        command, input=json.dumps(request) + "\n", capture_output=True, text=True, env=environment, check=False
    )
    print(request["act"], done.returncode, done.stdout[:2000], done.stderr[-4000:], flush=True)  # noqa: T201 — the report
    return json.loads(done.stdout.splitlines()[0])


def ended(log: Path) -> bool:
    """Whether the last line of a log is its end."""
    lines = log.read_bytes().splitlines()
    return bool(lines) and json.loads(lines[-1]).get("event") == "ended"


def main(job: dict[str, Any], report: Path) -> None:
    """Find the drive with the wanted serial, wipe it, wait for the end of its log."""
    wipes = report / "wipes"
    answers: dict[str, Any] = {"here": ask({"act": "here"}, wipes)}
    drives = [drive["medium"] for drive in answers["here"]["here"]]
    chosen = [medium for medium in drives if medium["serial"] == job["serial"]]
    answers["chosen"] = chosen
    medium = {name: value for name, value in chosen[0].items() if name != "path"}
    answers["looked"] = ask({"act": "look", "medium": medium}, wipes)
    request = job["request"] | {"act": "start", "medium": medium}
    answers["started"] = ask(request, wipes)
    (report / "answers.json").write_text(json.dumps(answers))
    log = wipes / f"{request['wipe']}.jsonl"
    limit = time.monotonic() + LONGEST_SECONDS
    while log.exists() and not ended(log) and time.monotonic() < limit:
        time.sleep(0.5)


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text()), Path(sys.argv[2]))
