"""The only way in which an engine is started: alone with exactly one device.

`nwipe --autonuke` without a device wipes every disk that it can see. So the engine runs in a mount namespace of its own
(unshare(1), nothing propagates back) whose /dev is an empty tmpfs holding one block node, made with the device number
that was identified, and the character nodes without which no tool runs. Whatever the engine is told or believes, there
is nothing else there to open. It is alone in a process namespace too, in which the shell is the first process: when the
engine ends, the kernel ends everything that it left behind (pid_namespaces(7)): nobody writes while we read back. And
it dies with the process that started it, which is the one that holds the device, and is only started while that one
says so on its standard input (`running.run_engine`).
An engine that a signal ended shows as exit code 128 + signal, the shell's way of telling it.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
from collections.abc import Sequence
from pathlib import Path

from workshop.adapters.erasers.interlocks import Held, InterlockError
from workshop.domain.interlocks import Interlock

_SBIN = ("/usr/local/sbin", "/usr/sbin", "/sbin")
_STAFF = 50  # Debian's group of /usr/local, as good as root (Debian Policy §9.1.2)


def search_path(path: str) -> str:
    """Return where tools are looked for; root looks only where nobody but root can put one.

    `pkexec` and `sudo` set the path themselves, but whoever becomes root by `su` brings a person's own folders along.
    """
    folders = (*path.split(os.pathsep), *_SBIN)
    return os.pathsep.join(folder for folder in folders if os.geteuid() != 0 or _only_root_writes(folder))


def _only_root_writes(folder: str) -> bool:
    if not Path(folder).is_absolute():
        return False
    real = Path(os.path.realpath(folder))
    try:
        return all(_is_roots(one.stat(), sticky=one != real) for one in (real, *real.parents))
    except OSError:
        return False


def _is_roots(what: os.stat_result, *, sticky: bool) -> bool:
    """Tell whether only root puts things into a folder; in a `sticky` one others cannot replace what root put there."""
    others = bool(what.st_mode & stat.S_IWOTH) or (bool(what.st_mode & stat.S_IWGRP) and what.st_gid not in {0, _STAFF})
    return what.st_uid == 0 and (not others or (sticky and bool(what.st_mode & stat.S_ISVTX)))


PATH = search_path(os.environ.get("PATH", os.defpath))

# $1 name, $2 major, $3 minor, then the engine and its options; the device is appended here and nowhere else.
# random and urandom: nwipe's entropy; null and zero: shells and libraries. `find` counts before anything starts.
# The trap keeps the engine's own exit code where it is interrupted: without it the shell answers 130 in its place.
# Standard input is the lifeline: a word of who started us, and its end when they are gone, whatever ended them. That
# holds where the kernel's signals miss: a keeper killed before setpriv or unshare asked for them (seen under load).
# `kill` there means everything in this namespace, of which the shell must be the first process.
_SCRIPT = """set -eu
test $$ -eq 1
read -r word
name=$1 major=$2 minor=$3
shift 3
mount -t tmpfs -o mode=0755,size=64k,nr_inodes=32,noexec,nosuid etabli /dev
mknod -m 0600 "/dev/$name" b "$major" "$minor"
mknod -m 0666 /dev/null c 1 3
mknod -m 0666 /dev/zero c 1 5
mknod -m 0444 /dev/random c 1 8
mknod -m 0444 /dev/urandom c 1 9
test "$(find /dev ! -type c ! -type d)" = "/dev/$name"
test -b "/dev/$name"
exec 3<&0 </dev/null
{ read -r word <&3 || :; test $$ -eq 1 && kill -KILL -1; } >/dev/null 2>&1 &
exec 3<&-
trap : INT
"$@" "/dev/$name" || exit $?
"""

_A_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,31}")
# setpriv: the kernel ends unshare when the thread that started it dies (PR_SET_PDEATHSIG), and then, by --kill-child,
# everything in the namespace: whatever kills a keeper, nobody goes on writing unseen.
_SETPRIV = ("setpriv", "--pdeathsig", "KILL", "--")
_UNSHARE = ("unshare", "--mount", "--propagation", "private", "--pid", "--fork", "--kill-child", "--")


def find_tool(program: str) -> str | None:
    """Return the absolute path of a tool, looking in the sbin folders too; None where it is not installed."""
    found = shutil.which(program, path=PATH)
    return None if found is None else os.path.abspath(found)  # noqa: PTH100 — the name that was found, links kept


def alone_with(devices: Sequence[Held], engine: Sequence[str]) -> tuple[str, ...]:
    """Build the command that runs `engine` with exactly one device, which becomes its last argument.

    Raises InterlockError for no device or two, for a node that is no longer what was identified, and for options that
    name a device themselves.
    """
    if len(devices) != 1:
        raise InterlockError(Interlock.NOT_ONE_DEVICE, f"{len(devices)}")
    device = devices[0]
    _still_the_same(device)
    _no_device_in(engine)
    wrapped = (*_found(_SETPRIV), *_found(_UNSHARE))
    number = (str(os.major(device.rdev)), str(os.minor(device.rdev)))
    return (*wrapped, "/bin/sh", "-c", _SCRIPT, "etabli", device.name, *number, *engine)


def _found(wrapper: Sequence[str]) -> tuple[str, ...]:
    path = find_tool(wrapper[0])
    if path is None:
        raise InterlockError(Interlock.NO_TOOL, wrapper[0])
    return (path, *wrapper[1:])


def _still_the_same(device: Held) -> None:
    """Refuse unless the handle, the path and the number that was identified are one and the same block device."""
    if not _A_NAME.fullmatch(device.name) or device.path != f"/dev/{device.name}":
        raise InterlockError(Interlock.NODE_CHANGED, device.path)
    try:
        seen = (os.fstat(device.handle), Path(device.path).lstat())
    except OSError as error:
        raise InterlockError(Interlock.NODE_CHANGED, f"{device.path}: {error.strerror}") from error
    if any(not stat.S_ISBLK(one.st_mode) or one.st_rdev != device.rdev for one in seen):
        raise InterlockError(Interlock.NODE_CHANGED, f"{device.path} is not {device.number}")


def _no_device_in(engine: Sequence[str]) -> None:
    if not engine or not Path(engine[0]).is_absolute():
        raise InterlockError(Interlock.NO_TOOL, engine[0] if engine else "")
    for argument in engine:
        if argument.strip() in {"", "-", "--"} or "\0" in argument or any(map(_leads_to_a_device, _values(argument))):
            raise InterlockError(Interlock.BAD_ARGUMENT, repr(argument))


def _values(argument: str) -> list[str]:
    """Everything in an argument that a tool could take for a path: `--option=a,b`, `-ovalue`, or the whole of it."""
    values = [argument, *re.split(r"[=,:;\s]+", argument)]
    if argument.startswith("-"):
        values.append(argument[2:])
    return [value for value in values if value]


def _leads_to_a_device(text: str) -> bool:
    """Whether a path, as seen from `/` where the engine is started, is in /dev or is a block device by another name."""
    real = os.path.realpath(os.path.join("/", text))  # noqa: PTH118 — nothing is a folder yet
    if real == "/dev" or real.startswith("/dev/"):
        return True
    try:
        return stat.S_ISBLK(Path(real).lstat().st_mode)
    except (OSError, ValueError):
        return False
