"""From the user `nobody` to a helper that is root: what a person sees who may ask it, and what without.

In the place of polkit stands a way of the test's own, as for the door `wipe`: a command that passes standard input and
output on to a socket of root's, behind which this test starts the helper. The tools are shims that answer only root.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.erasers.test_nobody_at_the_door import (
    AS_NOBODY,
    NOBODY,
    NOGROUP,
    PASSING_ON,
    python_of_nobody,  # noqa: F401 — a fixture
)
from tests.adapters.machine.test_read_door import HOSTILE
from workshop.adapters.commands import RecordedCommands
from workshop.adapters.erasers.asking import CODE
from workshop.adapters.machine import MachineReader
from workshop.adapters.machine.allowed import BLOCKS
from workshop.adapters.readings.lsblk import may_be_drive
from workshop.resources import resource
from workshop.services.ports import Clock

OPTIPLEX = resource("machines", "dell-optiplex-7010-failing-drive")
REAL_HELPER = (sys.executable, "-m", "workshop", "helper", "read")
ROOT_ONLY = """
/usr/bin/touch "{asked}/$(/usr/bin/basename $0)" 2>/dev/null
[ "$(/usr/bin/id -u)" = 0 ] || {{ echo "{why}" >&2; exit 13; }}
"""

# Root's helper with the tools of the test; what stands behind the door in place of `workshop helper read`.
HELPER = """
import json, sys
from workshop.adapters.commands import LocalCommands
from workshop.adapters.machine.gathering import LIMITS_SECONDS
from workshop.adapters.machine.read_door import serve
serve(0, 1, LocalCommands(sys.argv[1]), {**LIMITS_SECONDS, **json.loads(sys.argv[2])})
"""

# A window of nobody's: reads the machine, with the way to root's rights that it is given, and prints what it learned.
WINDOW = """
import json, sys, time
from datetime import UTC, datetime
from pathlib import Path
from workshop.adapters.commands import About, LocalCommands, Provenance, RecordingCommands, Redaction
from workshop.adapters.machine.privileged import PrivilegedMachine
from workshop.adapters.machine.reader import MachineReader
from workshop.domain.content import to_content
class Now:
    def now(self): return datetime.now(UTC)
said = json.load(sys.stdin)
machine = PrivilegedMachine(LocalCommands(said["tools"]), Now(), said["elevated"])
heard, before = [], time.monotonic()
if said["record"]:
    with machine.asking() as real:
        commands = RecordingCommands(real, Path(said["record"]), Redaction())
        reading = MachineReader(commands, Now()).read(heard.append)
    commands.finish(About("", "", "test", Provenance.RECORDED))
else:
    reading = machine.read(heard.append)
seconds = time.monotonic() - before
print(json.dumps({"diagnosis": to_content(reading.diagnosis), "heard": heard, "seconds": seconds}))
"""


class Bench:
    """Root's socket, the tools of a bench that answer only root, and windows of nobody's."""

    def __init__(self, folder: Path, python: str, drive: str) -> None:
        self.folder = folder
        self.python = python
        self.drive = drive
        self.helper: tuple[str, ...] = (sys.executable, "-c", HELPER, str(folder / "tools"), "{}")
        self.kill_when: Path | None = None  # this file is there
        self.own = folder / "nobodys"
        self.asked = folder / "asked"
        for place in (self.own, self.asked, folder / "tools"):
            place.mkdir()
        os.chown(self.own, NOBODY, NOGROUP)
        (folder / "passing_on.py").write_text(PASSING_ON)
        self.elevated: tuple[str, ...] = (python, str(folder / "passing_on.py"), str(folder / "door"))
        self._tools()
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(folder / "door"))
        (folder / "door").chmod(0o666)
        self._door.listen()
        self._answering = threading.Thread(target=self._answer)
        self._answering.start()

    def close(self) -> None:
        self._door.shutdown(socket.SHUT_RDWR)
        self._answering.join()
        self._door.close()

    def tool(self, name: str, script: str) -> None:
        tool = self.folder / "tools" / name
        tool.write_text(f"#!/bin/sh\n{script}\n")
        tool.chmod(0o755)

    def guard(self, why: str) -> str:
        return ROOT_ONLY.format(asked=self.asked, why=f"{why}: Permission denied")

    def _tools(self) -> None:
        told = {path.name: path for path in (OPTIPLEX / "outputs").iterdir()}
        lsblk = {"name": self.drive, "path": f"/dev/{self.drive}", "type": "disk", "size": 500107862016, "tran": "sata"}
        (self.folder / "lsblk.json").write_text(json.dumps({"blockdevices": [lsblk]}))
        self.tool("lsblk", f"/bin/cat {self.folder}/lsblk.json")
        for tool, why in (("dmidecode", "/dev/mem"), ("smartctl", "device"), ("hdparm", "device")):
            file = next(path for name, path in told.items() if tool in name)
            shutil.copy(file, self.folder / f"{tool}.txt")
            self.tool(tool, f"{self.guard(why)}/bin/cat {self.folder}/{tool}.txt")

    def _answer(self) -> None:
        with suppress(OSError):
            while True:
                asking, _ = self._door.accept()
                with asking:
                    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(CODE)}
                    handle = asking.fileno()
                    child = subprocess.Popen(self.helper, stdin=handle, stdout=handle, cwd=CODE, env=environment)
                    if self.kill_when is not None:
                        _kill(child, self.kill_when)
                    child.wait()

    def window(self, elevated: tuple[str, ...] | None = None, record: str = "") -> dict[str, Any]:
        said = {
            "tools": str(self.folder / "tools"),
            "elevated": self.elevated if elevated is None else elevated,
            "record": record,
        }
        found: dict[str, Any] = json.loads(self._as_nobody((self.python, "-c", WINDOW), json.dumps(said).encode()))
        return found

    def say(self, request: bytes) -> list[dict[str, Any]]:
        """Say whatever nobody likes at the door, without our own window's manners."""
        return [json.loads(line) for line in self._as_nobody(self.elevated, request).splitlines()]

    def _as_nobody(self, command: tuple[str, ...], text: bytes) -> bytes:
        environment = {**os.environ, "HOME": str(self.own), "PYTHONPATH": str(CODE), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run((*AS_NOBODY, *command), input=text, capture_output=True, env=environment, check=False)
        assert done.stdout, done.stderr.decode()
        return done.stdout


def _kill(child: subprocess.Popen[bytes], when: Path) -> None:
    limit = time.monotonic() + 20
    while not when.exists() and time.monotonic() < limit:
        time.sleep(0.02)
    child.kill()


@pytest.fixture
def bench(python_of_nobody: str) -> Iterator[Bench]:  # noqa: F811 — the fixture
    if os.geteuid() != 0:
        pytest.skip("needs root, to start a helper that is root")
    names = [path.name for path in Path("/").glob(BLOCKS.lstrip("/"))]
    drive = next(filter(may_be_drive, sorted(names)), None)
    if drive is None:
        pytest.skip("needs a drive that the kernel lists; none of it is touched")
    folder = Path(tempfile.mkdtemp(prefix="etabli-reads-"))  # pytest's own folders are closed to nobody
    folder.chmod(0o755)
    found = Bench(folder, python_of_nobody, drive)
    yield found
    found.close()
    shutil.rmtree(folder)


def reasons(seen: dict[str, Any]) -> dict[str, str]:
    return {item["what"]: item["why"] for item in seen["diagnosis"]["unread"]}


def closed(seen: dict[str, Any]) -> set[str]:
    return {what for what, why in reasons(seen).items() if why == "no-right"}


def test_nobody_with_a_helper_sees_what_root_sees(bench: Bench) -> None:
    seen = bench.window()
    machine = seen["diagnosis"]
    assert closed(seen) == set()
    who = machine["identity"]
    assert (who["maker"], who["model"], who["system_serial"]) == ("Dell Inc.", "OptiPlex 7010", "EX70101")
    (drive,) = machine["drives"]
    assert (drive["path"], drive["smart"]["reallocated_sectors"]) == (f"/dev/{bench.drive}", 3128)
    assert drive["security_frozen"] is not None
    assert seen["heard"][0] == "rights"
    assert {"dmidecode", f"smartctl /dev/{bench.drive}", f"hdparm /dev/{bench.drive}"} <= set(seen["heard"])


def everything_closed(bench: Bench) -> set[str]:
    path = f"/dev/{bench.drive}"
    return {"rights", "smbios", "memory", f"smart:{path}", f"security:{path}", f"hidden-area:{path}"}


@pytest.mark.parametrize(
    ("way", "why"),
    [
        ((), "no-helper"),
        (("/there/is/no/pkexec", "helper"), "no-helper"),
        (("sh", "-c", "echo dismissed >&2; exit 126"), "cancelled"),
        (("sh", "-c", "echo not authorised >&2; exit 127"), "refused"),
        (("/bin/cat",), "broken"),
    ],
)
def test_nobody_without_rights_is_told_of_each_thing_that_only_root_sees(
    way: tuple[str, ...], why: str, bench: Bench
) -> None:
    seen = bench.window(way)
    assert everything_closed(bench) <= closed(seen)
    assert seen["diagnosis"]["unread"][0] == {"what": "rights", "why": "no-right", "detail": why}
    assert [drive["path"] for drive in seen["diagnosis"]["drives"]] == [f"/dev/{bench.drive}"]
    assert "drives" not in reasons(seen)


def test_nobody_who_starts_the_helper_himself_gets_no_right_by_it(bench: Bench) -> None:
    seen = bench.window((bench.python, "-c", HELPER, str(bench.folder / "tools"), "{}"))
    assert everything_closed(bench) - {"rights"} <= closed(seen)


@pytest.mark.parametrize("name", [name for name in HOSTILE if name not in ("nothing", "far too long")])
def test_nobody_says_anything_else_at_the_door_and_no_tool_is_started(name: str, bench: Bench) -> None:
    assert [answer.keys() for answer in bench.say(HOSTILE[name])] == [{"refused"}]
    assert list(bench.asked.iterdir()) == []


def test_nobody_gets_from_the_real_helper_what_the_list_holds_and_no_more(bench: Bench) -> None:
    bench.helper = REAL_HELPER
    lines = bench.say(b'{"act":"read"}\n')
    assert (lines[0], lines[-1]) == ({"ready": True}, {"done": True})
    assert {line["ran"][0] for line in lines if "ran" in line} <= {"dmidecode", "smartctl", "nvme", "hdparm"}
    assert {line["file"].rsplit("/", 1)[0] for line in lines if "file" in line} <= {"/sys/class/dmi/id"}
    assert list(bench.asked.iterdir()) == []  # by root's own PATH, not by that of whoever asks


def test_a_helper_that_is_killed_in_the_middle_leaves_what_it_told(bench: Bench) -> None:
    pids = bench.folder / "hung"
    after = f"until [ -e {bench.asked}/smartctl ]; do /bin/sleep 0.02; done; /bin/sleep 0.5; echo $$ >> {pids}"
    bench.tool("dmidecode", f"{bench.guard('/dev/mem')}{after}; exec /bin/sleep 60")
    bench.kill_when = pids
    seen = bench.window()
    for pid in pids.read_text().split():  # root's tool outlives its helper until its own end
        with suppress(ProcessLookupError):
            os.kill(int(pid), signal.SIGKILL)
    assert seen["seconds"] < 20
    assert seen["diagnosis"]["unread"][0] == {"what": "rights", "why": "no-right", "detail": "broken"}
    assert reasons(seen)["smbios"] == "no-right"
    assert seen["diagnosis"]["drives"][0]["smart"]["reallocated_sectors"] == 3128


def test_a_hung_tool_of_root_s_costs_its_limit_and_delays_no_other(bench: Bench) -> None:
    bench.tool("dmidecode", "exec /bin/sleep 60")
    bench.helper = (*bench.helper[:-1], json.dumps({"dmidecode": 1.5}))
    seen = bench.window()
    assert reasons(seen)["smbios"] == "timed-out"
    assert seen["heard"][-1] == "dmidecode"
    assert seen["diagnosis"]["drives"][0]["smart"]["reallocated_sectors"] == 3128
    assert 1.5 <= seen["seconds"] < 15


def test_nobody_records_what_the_helper_answered(bench: Bench, clock: Clock) -> None:
    recording = bench.own / "recording"
    seen = bench.window(record=str(recording))
    again = MachineReader(RecordedCommands(recording), clock).read().diagnosis
    assert again.identity.system_serial == seen["diagnosis"]["identity"]["system_serial"] is not None
    assert [drive.smart is not None for drive in again.drives] == [True]
    assert (recording / "machine.toml").stat().st_uid == NOBODY
