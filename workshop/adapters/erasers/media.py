"""Media to practise on: images that we create ourselves below one folder, full of recognisable data, and nothing else.

Every file is new (O_EXCL) and marked as ours; a failure leaves nothing behind. `LoopMedia` (root) puts each image on a
loop device with direct I/O and lets the kernel detach it when our handle closes: even kill -9 leaves none behind.
"""

from __future__ import annotations

import os
import random
import re
import stat
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from workshop.adapters.erasers.exercise_marks import mark
from workshop.adapters.erasers.identity import IMAGE_SUFFIX, backing_file, identify
from workshop.adapters.erasers.interlocks import InterlockError, hold
from workshop.adapters.erasers.namespace import alone_with, find_tool
from workshop.adapters.erasers.past_the_cache import drop_caches
from workshop.adapters.erasers.running import run_engine
from workshop.domain.errors import MediumError
from workshop.domain.wiping import MediumIdentity

ALIGNMENT_BYTES = 4096
_BLOCK_BYTES = 1024 * 1024
_A_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_LOSETUP_SECONDS = 20
_NEVER_ZERO = bytes([0x45]) + bytes(range(1, 256))  # a translation: no byte of the data is the one that a wipe leaves


class FileMedia:
    """Images as plain files, for benches without root; a worn-out one has no write permission (see exercise.py)."""

    def __init__(self, folder: Path, *, keep: bool = False) -> None:
        self._folder = folder
        self._keep = keep

    @contextmanager
    def make(self, name: str, size_bytes: int, *, worn_out: bool = False) -> Iterator[MediumIdentity]:
        """Create `<name>.img`; raises MediumError (disk full, no right, there already). Removed at the end."""
        with _image(self._folder, name, size_bytes, keep=self._keep) as path:
            if worn_out:
                path.chmod(0o400)
            yield identify(str(path))


class LoopMedia:
    """Images on loop devices, for nwipe; a worn-out one is attached read-only: the kernel refuses every write."""

    def __init__(self, folder: Path, *, keep: bool = False) -> None:
        self._folder = folder
        self._keep = keep

    @contextmanager
    def make(self, name: str, size_bytes: int, *, worn_out: bool = False) -> Iterator[MediumIdentity]:
        """Create `<name>.img` and attach it; raises MediumError. Detached always, removed at the end."""
        with (
            _image(self._folder, name, size_bytes, keep=self._keep) as path,
            _attached(path, read_only=worn_out) as node,
        ):
            yield identify(node)


def make_image(folder: Path, name: str, size_bytes: int) -> Path:
    """Create `<name>.img`, which stays; raises MediumError (disk full, no right, there already)."""
    with _image(folder, name, size_bytes, keep=True) as path:
        return path


def loop_devices_work(folder: Path | None = None) -> bool:
    """Try whether an image can be attached below a folder, and an engine be started alone with it."""
    if os.geteuid() != 0:
        return False
    try:
        with tempfile.TemporaryDirectory(prefix="etabli-", dir=folder) as below, ExitStack() as stack:
            medium = stack.enter_context(LoopMedia(Path(below)).make("essai", _BLOCK_BYTES))
            held = stack.enter_context(hold(medium.path))
            test = find_tool("test")
            return test is not None and run_engine(alone_with((held,), (test, "-b")), threading.Event()).exit_code == 0
    except (OSError, MediumError, InterlockError):
        return False


def reads_past_the_cache(folder: Path) -> bool:
    """Whether a read-back below this folder can count: its file system takes O_DIRECT (see readback.py)."""
    try:
        with tempfile.NamedTemporaryFile(prefix=".etabli-", dir=folder) as file:
            os.close(os.open(file.name, os.O_RDONLY | os.O_DIRECT | os.O_CLOEXEC))
    except OSError:
        return False
    return True


@contextmanager
def _image(folder: Path, name: str, size_bytes: int, *, keep: bool) -> Iterator[Path]:
    if not _A_NAME.fullmatch(name) or size_bytes <= 0 or size_bytes % ALIGNMENT_BYTES:
        raise ValueError(name, size_bytes)
    path = folder.resolve() / f"{name}{IMAGE_SUFFIX}"
    made: list[Path] = []
    try:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _create(path, size_bytes, made)
        except OSError as error:
            keep = False
            raise MediumError(str(path), error.strerror or type(error).__name__) from error
        yield path
    finally:
        if not keep:
            for file in made:
                with suppress(OSError):
                    file.unlink()


def _create(path: Path, size_bytes: int, made: list[Path]) -> None:
    """Fill a new image: pseudo-random bytes, none of them zero, in blocks that say who made them."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    made.append(path)
    with os.fdopen(handle, "wb") as file:
        made.append(mark(path, handle))
        data = random.Random(path.name).randbytes(_BLOCK_BYTES).translate(_NEVER_ZERO)  # noqa: S311 — to be recognised
        for number in range(0, size_bytes, _BLOCK_BYTES):
            block = f"ETABLI EXERCICE {path.name} bloc {number // _BLOCK_BYTES} ".encode() + data
            file.write(block[: min(_BLOCK_BYTES, size_bytes - number)])
        file.flush()
        os.fsync(handle)
        drop_caches(handle)


@contextmanager
def _attached(path: Path, *, read_only: bool) -> Iterator[str]:
    """Attach an image to a free loop device until the end of the block."""
    options = ("--direct-io=on", *(("--read-only",) if read_only else ()))
    node = _losetup(path, "--find", "--show", *options, str(path)).strip()
    try:
        handle = os.open(node, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        _detach(path, node)
        raise MediumError(node, error.strerror or type(error).__name__) from error
    try:
        _is_on(path, node, handle)
        # Detaching a device that is open marks it « autoclear »: the kernel detaches it when the last handle closes,
        # also when we are killed (drivers/block/loop.c, loop_clr_fd; loop(4)).
        _detach(path, node)
        yield node
    finally:
        os.close(handle)


def _is_on(path: Path, node: str, handle: int) -> None:
    """Make sure that the device is a loop device on exactly our image, by the kernel's own account."""
    what = os.fstat(handle)
    if not re.fullmatch(r"/dev/loop\d+", node) or not stat.S_ISBLK(what.st_mode) or backing_file(what.st_rdev) != path:
        raise MediumError(node, f"not on {path}")


def _detach(path: Path, node: str) -> None:
    """Detach a device only while it is on our image."""
    with suppress(OSError):
        if backing_file(Path(node).lstat().st_rdev) == path:
            _losetup(path, "--detach", node)


def _losetup(path: Path, *arguments: str) -> str:
    tool = find_tool("losetup")
    if tool is None:
        raise MediumError(str(path), "losetup")
    try:
        done = subprocess.run(
            (tool, *arguments), stdin=subprocess.DEVNULL, capture_output=True, timeout=_LOSETUP_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise MediumError(str(path), str(error)) from error
    if done.returncode:
        raise MediumError(str(path), done.stderr.decode("utf-8", "replace").strip())
    return done.stdout.decode("utf-8", "replace")
