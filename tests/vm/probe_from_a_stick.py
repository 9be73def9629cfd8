"""What runs in the guest: the probe, from a USB stick, twice in the same boot, with nothing but Python in its reach.

Only the standard library: the tests of the host read what comes back.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

LONGEST_SECONDS = 120
PLACE = Path("/media/stick")


def plugged_in(label: str) -> Path:
    """Wait for the stick: USB drives are found after everything else."""
    device = Path("/dev/disk/by-label", label)
    limit = time.monotonic() + LONGEST_SECONDS
    while not device.exists() and time.monotonic() < limit:
        time.sleep(0.5)
    return device


def probe() -> dict[str, Any]:
    """Run the probe as a person would, and see to it that it finds nothing of the guest's own libraries."""
    command = (sys.executable, "-I", "-S", PLACE / "etabli-probe" / "probe.py", "--json")
    began = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, cwd="/", timeout=LONGEST_SECONDS, check=False)
    print(done.returncode, done.stdout[:2000], done.stderr[-4000:], flush=True)  # noqa: T201 — the report
    said = json.loads(done.stdout) if done.stdout.strip() else None
    return {"code": done.returncode, "said": said, "seconds": round(time.monotonic() - began, 1)}


def main(job: dict[str, Any], report: Path) -> None:
    """Mount the stick, read this machine onto it, and take it out as a person should."""
    PLACE.mkdir(parents=True)
    subprocess.run(("mount", "-t", "vfat", plugged_in(job["label"]), PLACE), check=True)
    try:
        answers = {"readings": [probe() for _ in range(job["readings"])]}
        (report / "answers.json").write_text(json.dumps(answers))
    finally:
        subprocess.run(("umount", PLACE), check=True)


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text()), Path(sys.argv[2]))
