"""From the user `nobody` to a helper that is root: what a person gets who may ask it, and what nobody ever gets.

In the place of polkit stands a way of the test's own: a command that passes standard input and output on to a socket of
root's, behind which this test starts the helper, with an environment of its own, as pkexec does.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from workshop.adapters.erasers.asking import CODE, DIRECT
from workshop.adapters.erasers.exercise_marks import MARK_SUFFIX
from workshop.adapters.erasers.media import FileMedia, LoopMedia
from workshop.adapters.erasers.requests import LookAt, Start, written
from workshop.adapters.erasers.retelling import retell
from workshop.domain.codes import Kind, make
from workshop.domain.content import to_content
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.proofs import Proof, conclude
from workshop.domain.wiping import MediumIdentity
from workshop.services.ports import WipeOrder

MIB = 1024 * 1024
NOBODY, NOGROUP = 65534, 65534
FIRST, SECOND = make(Kind.DRIVE, 0, 1).text, make(Kind.DRIVE, 0, 2).text
AS_NOBODY = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOGROUP}", "--clear-groups", "--no-new-privs")

# The command that gives root's rights: one connection, one helper.
PASSING_ON = """
import os, socket, sys
with socket.socket(socket.AF_UNIX) as door:
    door.connect(sys.argv[1])
    door.sendall(sys.stdin.buffer.read())
    door.shutdown(socket.SHUT_WR)
    while piece := door.recv(65536):
        os.write(1, piece)
"""

# A window of nobody's: does what it is told, and prints what it learned.
WINDOW = """
import json, sys, time
from pathlib import Path
from workshop.adapters.erasers.keeper import ProcessKeeper
from workshop.domain.content import from_content
from workshop.domain.errors import WipeRefusedError
from workshop.services.ports import WipeOrder
said = json.load(sys.stdin)
keeper = ProcessKeeper(Path(said["own"]), roots_folder=Path(said["roots"]), elevated=said["elevated"])
order = from_content(WipeOrder, said["order"])
try:
    keeper.start(order)
except WipeRefusedError as refused:
    print(json.dumps({"refused": refused.rule.value, "detail": refused.detail}))
    sys.exit()
seen = keeper.follow(order.log)
if said["stop"]:
    keeper.stop(order.log)
limit = time.monotonic() + 60
while keeper.follow(order.log).running and time.monotonic() < limit:
    time.sleep(0.05)
followed = keeper.follow(order.log)
print(json.dumps({"started": seen.running, "running": followed.running, "stopped": followed.log.stopped}))
"""

MAKING = """
import sys
from pathlib import Path
from workshop.adapters.erasers.media import make_image
print(make_image(Path(sys.argv[1]), sys.argv[2], 1024 * 1024))
"""


class Root:
    """The socket of root's, and the folder in which all of this happens."""

    def __init__(self, folder: Path, python: str) -> None:
        self.folder = folder
        self.python = python
        self.logs = folder / "roots-wipes"
        self.own = folder / "nobodys"
        self.own.mkdir()
        os.chown(self.own, NOBODY, NOGROUP)
        (folder / "passing_on.py").write_text(PASSING_ON)
        self.elevated = (python, str(folder / "passing_on.py"), str(folder / "door"))
        self.media = LoopMedia(folder / "images")
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

    def _answer(self) -> None:
        with suppress(OSError):
            while True:
                asking, _ = self._door.accept()
                with asking:
                    environment = {"PATH": os.environ["PATH"], "ETABLI_WIPES": str(self.logs)}
                    handle = asking.fileno()
                    subprocess.run(DIRECT, stdin=handle, stdout=handle, cwd=CODE, env=environment, check=False)

    def window(
        self, order: WipeOrder, *, stop: bool = False, elevated: tuple[str, ...] | None = None
    ) -> dict[str, Any]:
        said = {
            "own": str(self.own / "wipes"),
            "roots": str(self.logs),
            "elevated": self.elevated if elevated is None else elevated,
            "order": to_content(order),
            "stop": stop,
        }
        return self._as_nobody((self.python, "-c", WINDOW), json.dumps(said))

    def ask(self, request: object, **environment: str) -> dict[str, Any]:
        """Say whatever nobody likes at the door, without our own window's manners."""
        text = request.decode() if isinstance(request, bytes) else json.dumps(request) + "\n"
        return self._as_nobody(self.elevated, text, **environment)

    def _as_nobody(self, command: tuple[str, ...], text: str, **environment: str) -> dict[str, Any]:
        done = subprocess.run(
            (*AS_NOBODY, *command),
            input=text,
            capture_output=True,
            text=True,
            cwd=CODE,
            env={**os.environ, "HOME": str(self.own), "PYTHONPATH": str(CODE), **environment},
            check=False,
        )
        assert done.stdout, done.stderr
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer


@pytest.fixture(scope="session")
def python_of_nobody() -> str:
    """An interpreter that nobody may start: the one of a person's own may be in a folder that is closed to others."""
    program = "import json, subprocess, sys; subprocess.run([sys.executable, '-c', 'import json'], check=True)"
    for python in (sys.executable, shutil.which("python3", path="/usr/bin:/usr/local/bin") or ""):
        command = (*AS_NOBODY, "sh", "-c", 'exec "$@"', "sh", python, "-c", program)
        with suppress(OSError):
            if python and subprocess.run(command, cwd="/", capture_output=True, check=False).returncode == 0:
                return python
    pytest.skip("needs a Python that nobody may start")


@pytest.fixture
def root(python_of_nobody: str, *, _loops_work: bool) -> Iterator[Root]:
    if not _loops_work:
        pytest.skip("needs root and loop devices that can be attached")
    folder = Path(tempfile.mkdtemp(prefix="etabli-nobody-"))  # pytest's own folders are closed to nobody
    folder.chmod(0o755)
    found = Root(folder, python_of_nobody)
    yield found
    found.close()
    shutil.rmtree(folder)


@pytest.fixture
def order(zeros: Any) -> Callable[..., WipeOrder]:
    return lambda medium, wipe="wipe-1": WipeOrder(wipe, FIRST, zeros, medium, exercise=True)


def a_start(chosen: MediumIdentity, **changes: Any) -> dict[str, Any]:
    start = Start("wipe-1", FIRST, "", "nwipe-zero", chosen, exercise=True, sampled=False)
    content: dict[str, Any] = json.loads(written(start))
    return content | changes


@pytest.mark.usefixtures("real_nwipe")
def test_nobody_has_a_drive_wiped_and_follows_it_to_its_proof(
    root: Root, order: Callable[..., WipeOrder], backing: Callable[[MediumIdentity], bytes]
) -> None:
    with root.media.make(FIRST, 4 * MIB) as medium:
        assert root.window(order(medium)) == {"started": True, "running": False, "stopped": False}
        assert backing(medium) == bytes(4 * MIB)
    file = root.logs / "wipe-1.jsonl"
    log = retell(file.read_bytes(), "wipe-1")
    assert log is not None
    assert isinstance(conclude(log), Proof)
    assert (file.stat().st_uid, stat.S_IMODE(file.stat().st_mode)) == (0, 0o644)
    assert stat.S_IMODE(root.logs.stat().st_mode) == 0o755
    assert not list(root.own.iterdir())


@pytest.mark.usefixtures("real_nwipe")
def test_nobody_stops_what_root_keeps(root: Root, order: Callable[..., WipeOrder]) -> None:
    with root.media.make(FIRST, 4 * MIB) as medium:
        assert root.window(order(medium), stop=True) == {"started": True, "running": False, "stopped": True}


@pytest.mark.parametrize(
    "change",
    [
        {"path": "/dev/vda"},
        {"device": "/dev/vda"},
        {"options": ["--autonuke"]},
        {"log_folder": "/etc"},
        {"wipe": "../../../etc/cron.d/evil"},
        {"wipe": "/etc/passwd"},
        {"method": "nwipe-zero /dev/vda"},
        {"method": "../../etc/passwd"},
        {"medium": []},
        {"medium": {"path": "/dev/vda"}},
    ],
)
def test_nobody_says_more_than_who_and_which_method(change: dict[str, Any], root: Root) -> None:
    with root.media.make(FIRST, MIB) as medium:
        assert root.ask(a_start(medium, **change))["refused"] == "bad-request"
    assert not root.logs.exists()


def test_nobody_names_a_second_drive(root: Root, backing: Callable[[MediumIdentity], bytes]) -> None:
    with root.media.make(FIRST, MIB) as medium, root.media.make(SECOND, MIB) as other:
        before = backing(medium), backing(other)
        both = a_start(medium)
        both["medium"] = [both["medium"], a_start(other)["medium"]]
        assert root.ask(both)["refused"] == "bad-request"
        twice = json.dumps(a_start(medium))[:-1] + ', "medium": ' + json.dumps(a_start(other)["medium"]) + "}\n"
        assert root.ask(twice.encode())["refused"] == "bad-request"
        lines = json.dumps(a_start(medium)) + "\n" + json.dumps(a_start(other, wipe="wipe-2")) + "\n"
        assert root.ask(lines.encode())["refused"] == "bad-request"
        assert (backing(medium), backing(other)) == before


def test_nobody_invents_a_method(root: Root) -> None:
    with root.media.make(FIRST, MIB) as medium:
        assert root.ask(a_start(medium, method="shred-everything"))["refused"] == "unknown-method"


def test_nobody_has_a_protected_drive_wiped(root: Root) -> None:
    mounted = root.folder / "mounted"
    mounted.mkdir()
    with root.media.make(FIRST, 16 * MIB) as medium:
        if subprocess.run(("mkfs.ext4", "-q", medium.path), check=False).returncode:
            pytest.skip("needs mkfs.ext4")
        subprocess.run(("mount", medium.path, str(mounted)), check=True)
        try:
            assert root.ask(a_start(medium)) == {"refused": "protected", "detail": "mounted"}
        finally:
            subprocess.run(("umount", str(mounted)), check=True)


def test_nobody_chooses_where_logs_are_written(root: Root) -> None:
    with root.media.make(FIRST, MIB) as medium:
        root.ask(a_start(medium, method="nvme-format-erase"), ETABLI_WIPES="/etc")
    assert (root.logs / "wipe-1.jsonl").exists()
    assert not Path("/etc/wipe-1.jsonl").exists()


def test_nobody_has_root_write_to_a_file_that_he_marked_himself(root: Root) -> None:
    """Without the owner's check: any file that root can write and nobody can put a mark beside."""
    image = root.own / f"{FIRST}.img"
    image.write_bytes(b"somebody's data " * 512)
    what = image.stat()
    content = {"made_by": "etabli-exercice", "image": image.name, "file_system": what.st_dev, "inode": what.st_ino}
    mark = root.own / (image.name + MARK_SUFFIX)
    mark.write_text(json.dumps(content))
    for file in (image, mark):
        os.chown(file, NOBODY, NOGROUP)
    medium = MediumIdentity("", "image", FIRST, None, what.st_size, DriveMedium.IMAGE, str(image))
    assert root.ask(a_start(medium, method="exercise-overwrite"))["refused"] == "not-for-exercise"
    assert image.read_bytes() == b"somebody's data " * 512


def test_nobody_practises_as_root_where_others_can_put_another_image(root: Root) -> None:
    """Without it: a file of root's, made to practise on, is replaced by a link in a folder that is open to all."""

    def look(medium: MediumIdentity) -> dict[str, Any]:
        return root.ask(written(LookAt(medium)))

    with FileMedia(root.folder / "files").make(FIRST, MIB) as file, root.media.make(FIRST, MIB) as on_a_loop:
        for medium in (file, on_a_loop):
            assert "looked" in look(medium)
            Path(medium.place).parent.chmod(0o777)
            assert look(medium)["refused"] == "not-for-exercise"


def test_nobody_without_a_way_to_root_s_rights_is_told_so(root: Root, order: Callable[..., WipeOrder]) -> None:
    with root.media.make(FIRST, MIB) as medium:
        for way in ((), ("/bin/false",), ("/there/is/no/pkexec", "helper"), ("sh", "-c", "echo no >&2; exit 127")):
            assert root.window(order(medium), elevated=way)["refused"] == "no-right"


def test_nobody_who_starts_the_helper_himself_gets_no_right_by_it(root: Root, order: Callable[..., WipeOrder]) -> None:
    with root.media.make(FIRST, MIB) as medium:
        assert root.window(order(medium), elevated=(root.python, *DIRECT[1:]))["refused"] == "no-right"


def test_nobody_practises_on_an_image_of_his_own_without_anybody_s_rights(
    root: Root, exercise_zeros: Any, order: Callable[..., WipeOrder]
) -> None:
    made = subprocess.run(
        (*AS_NOBODY, root.python, "-c", MAKING, str(root.own / "media"), FIRST),
        capture_output=True,
        text=True,
        cwd=CODE,
        check=True,
    )
    image = Path(made.stdout.strip())
    medium = MediumIdentity(str(image), "image", FIRST, None, MIB, DriveMedium.IMAGE, str(image))
    wanted = replace(order(medium), method=exercise_zeros)
    ended = root.window(wanted, elevated=())
    assert (ended["running"], ended["stopped"]) == (False, False)
    assert image.read_bytes() == bytes(MIB)
    assert (root.own / "wipes" / "wipe-1.jsonl").stat().st_uid == NOBODY


def test_two_drives_with_one_name_are_refused_to_nobody_too(
    root: Root, attached: Callable[..., AbstractContextManager[str]]
) -> None:
    with root.media.make(FIRST, MIB) as medium, attached(Path(medium.place)):
        assert root.ask(a_start(medium))["refused"] == "two-alike"
