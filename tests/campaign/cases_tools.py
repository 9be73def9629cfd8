"""Tools that lie, die, are stopped, or reach for more than their drive."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path

from tests.campaign import shims
from tests.campaign.blindness import Blindness, put, the_exit_code, the_tools_word
from tests.campaign.case import PROVEN, Again, Case, doubts
from tests.campaign.disks import show_only
from tests.campaign.fault_files import Faults
from tests.campaign.processes import child_named
from tests.campaign.stand import SIZE, Ended, Stand, also
from workshop.adapters.erasers import namespace
from workshop.adapters.erasers.record import READ_BACK
from workshop.domain.interlocks import Interlock
from workshop.domain.proofs import Doubt
from workshop.services.ports import WipeProgress

_MIB = SIZE // (1024 * 1024)
_PART = f"wipe {_MIB * 63 // 100}"
_LAST_PART_KEPT = f"wipe {4 * _MIB - 1}; say Erased"
_ZEROS = f'dd if=/dev/zero of="$one" bs=1M count={_MIB} conv=fsync 2>/dev/null'
_SLOW = Faults(milliseconds_a_write=30)


def pretended(doing: str) -> Callable[[Stand], Ended]:
    """Wipe one disk with a pretended nwipe."""
    return lambda stand: stand.wipe(stand.disk(), tools=_lies(stand, doing))


def _missing(stand: Stand) -> Ended:
    return stand.wipe(stand.disk(), tools={"nwipe": "/nowhere/nwipe"})


def _signalled(number: signal.Signals) -> Callable[[Stand], Ended]:
    """Send a signal to the real nwipe while it writes, as somebody at another terminal might."""

    def run(stand: Stand) -> Ended:
        sent = threading.Event()

        def send(progress: WipeProgress) -> None:
            engine = child_named("nwipe") if progress.percent > 0 and not sent.is_set() else None
            if engine:
                os.kill(engine, number)
                sent.set()

        ended = stand.wipe(stand.disk("disque", _SLOW), on_progress=send)
        return also(ended, odd="" if sent.is_set() else "nwipe was never seen")

    return run


def _stopped(stand: Stand) -> Ended:
    """Stop a wipe from our side while nwipe works."""
    stopping = threading.Event()

    def stop(progress: WipeProgress) -> None:
        if progress.percent > 0:
            stopping.set()

    return stand.wipe(stand.disk("disque", _SLOW), stopping=stopping, on_progress=stop)


def _stopped_while_reading(stand: Stand) -> Ended:
    """Stop a wipe while we read back: what was read so far is all zeros."""
    stopping = threading.Event()

    def stop(progress: WipeProgress) -> None:
        if progress.stage == READ_BACK:
            stopping.set()

    disk, tools = stand.disk(size=4 * SIZE), _lies(stand, _LAST_PART_KEPT)
    return stand.wipe(disk, tools=tools, stopping=stopping, on_progress=stop)


def _lies(stand: Stand, doing: str) -> dict[str, str]:
    return {"nwipe": shims.nwipe(stand.folder / "lies", doing)}


def _haunted(stand: Stand) -> Ended:
    """Wipe with an engine that leaves a process behind, which would write again after everything was read."""
    end = stand.folder / "end"
    os.mkfifo(end)
    ghost = f"(read word < {end}; printf data | dd of=$device conv=notrunc,fsync; echo done > {end}) > /dev/null 2>&1 &"
    ended = stand.wipe(stand.disk(), tools=_lies(stand, f"{ghost} wipe {_MIB}; say Erased"))
    try:
        writer = os.open(end, os.O_WRONLY | os.O_NONBLOCK)
    except OSError:  # nobody has it open for reading: the ghost is gone
        return ended
    os.write(writer, b"go\n")
    os.close(writer)
    end.read_text("utf-8")  # until it has written
    return also(ended, odd="a process of the tool was left")


def _haunted_outside_a_namespace(stand: Stand) -> Ended:
    """The same without the process namespace that ends with the engine."""
    fewer = tuple(word for word in namespace._UNSHARE if word not in {"--pid", "--fork", "--kill-child"})
    lines = namespace._SCRIPT.splitlines(keepends=True)
    alone = "".join(line for line in lines if "$$" not in line)  # it would end all that runs here
    with put(namespace, "_UNSHARE", fewer), put(namespace, "_SCRIPT", alone):
        return _haunted(stand)


def _shrinking(stand: Stand) -> Ended:
    """Wipe a drive that shows only half of itself from the first write on, as SET MAX ADDRESS does."""
    disk = stand.disk()
    shrunk = threading.Event()

    def shrink(_: WipeProgress) -> None:
        if not shrunk.is_set():
            shrunk.set()
            show_only(disk.node, SIZE // 2)

    doing = f"while [ $(blockdev --getsize64 $device) -ge {SIZE} ]; do :; done; wipe {_MIB // 2}; say Erased"
    return stand.wipe(disk, tools=_lies(stand, doing), on_progress=shrink)


def _reaching(stand: Stand) -> Ended:
    """Wipe with an engine that overwrites every block device that it can see, while a second drive is plugged in."""
    disk, other = stand.disk(), stand.disk("voisin")
    everything = f'for one in /dev/*; do [ -b "$one" ] && {_ZEROS}; done'
    ended = stand.wipe(disk, tools=_lies(stand, f"{everything}; say Erased"))
    return also(ended, other)


def _reaching_a_neighbour(stand: Stand) -> Ended:
    """The same where /dev holds one more node: a second disk of ours, and nothing else of this machine."""
    disk, other = stand.disk(), stand.disk("voisin")
    number = Path(other.node).stat().st_rdev
    more = f'mknod "{other.node}" b {os.major(number)} {os.minor(number)}\n'
    lines = [line for line in namespace._SCRIPT.splitlines(keepends=True) if "find /dev" not in line]
    first = next(number for number, line in enumerate(lines) if "mknod" in line)
    wider = "".join((*lines[:first], more, *lines[first:]))
    everything = f'for one in "$device" {other.node}; do {_ZEROS}; done'
    with put(namespace, "_SCRIPT", wider):
        ended = stand.wipe(disk, tools=_lies(stand, f"{everything}; say Erased"))
    return also(ended, other)


_BELIEVES = Blindness("our own reading", (the_tools_word,))
_EXIT_CODE = Blindness("the tool's table, our own reading", (the_exit_code, the_tools_word))
_NOBODY = Blindness("that a tool ran, our own reading", (Doubt.TOOL_FAILED, Doubt.IDENTITY_CHANGED, the_tools_word))
_UNFINISHED = doubts(Doubt.STOPPED, Doubt.NOT_READ_BACK)
_MUTE = doubts(Doubt.TOOL_CLAIMS_NOTHING, Doubt.NOT_READ_BACK)

CASES = (
    Case(
        "writes-nothing",
        "says « Erased » and wrote nothing",
        doubts(Doubt.DATA_LEFT),
        pretended("say Erased"),
        "8 MiB of data « Erased »",
        _BELIEVES,
    ),
    Case(
        "leaves-the-end",
        "says « Erased » and left the last MiB",
        doubts(Doubt.DATA_LEFT),
        pretended(f"wipe {_MIB - 1}; say Erased"),
        "1 MiB of data « Erased »",
        _BELIEVES,
    ),
    Case(
        "other-device",
        "says « Erased » of another device",
        _MUTE,
        pretended("say Erased sdz"),
        "another drive's word for this one",
        _EXIT_CODE,
    ),
    Case("says-nothing", "exits 0, no table", _MUTE, pretended(_PART), "exit code 0 of half a wipe", _EXIT_CODE),
    Case(
        "fails-with-0",
        "exits 0, its table says -FAILED-",
        doubts(Doubt.TOOL_FAILED, Doubt.NOT_READ_BACK),
        pretended(f"{_PART}; say -FAILED-"),
        "exit code 0 of a failed wipe",
        _EXIT_CODE,
    ),
    Case(
        "erased-with-1",
        "says « Erased », exits 1",
        doubts(Doubt.TOOL_FAILED, Doubt.NOT_READ_BACK),
        pretended(f"{_PART}; say Erased; exit 1"),
        "a table printed before the failure",
        Blindness("the exit code, our own reading", (Doubt.TOOL_FAILED, the_tools_word)),
    ),
    Case(
        "killed-at-63",
        "killed (-9) at 63 %, its table already says « Erased »",
        doubts(Doubt.TOOL_FAILED, Doubt.NOT_READ_BACK),
        pretended(f"{_PART}; say Erased; kill -9 $$"),
        "63 % of a wipe",
        Blindness("the exit code, our own reading", (Doubt.TOOL_FAILED, the_tools_word)),
    ),
    Case("no-tool", "nwipe is not there", Interlock.NO_TOOL, _missing, "a wipe that nobody did", _NOBODY),
    Case(
        "sigint",
        "SIGINT to nwipe, which exits 0",
        _UNFINISHED,
        _signalled(signal.SIGINT),
        "exit code 0 of an interrupted wipe",
        _EXIT_CODE,
        ("nwipe", "fuse"),
    ),
    Case(
        "sigterm",
        "SIGTERM to nwipe, which exits 0",
        _UNFINISHED,
        _signalled(signal.SIGTERM),
        "exit code 0 of an interrupted wipe",
        _EXIT_CODE,
        ("nwipe", "fuse"),
    ),
    Case(
        "stopped",
        "stopped by a person while nwipe writes",
        _UNFINISHED,
        _stopped,
        "an interrupted wipe",
        Blindness("that it was stopped, our own reading", (Doubt.STOPPED, the_tools_word)),
        ("nwipe", "fuse"),
    ),
    Case(
        "stopped-reading",
        "stopped by a person while we read: zeros so far, data behind",
        doubts(Doubt.STOPPED, Doubt.READ_INCOMPLETE),
        _stopped_while_reading,
        "a part for the whole",
        Blindness("that it was stopped, how much was read", (Doubt.STOPPED, Doubt.READ_INCOMPLETE)),
    ),
    Case(
        "shrinks",
        "shows half of itself once the wipe has begun (an HPA made meanwhile)",
        doubts(Doubt.READ_INCOMPLETE, Doubt.IDENTITY_CHANGED),
        _shrinking,
        "4 MiB of data behind the end",
        Blindness("its size, asked again", (Doubt.READ_INCOMPLETE, Doubt.IDENTITY_CHANGED)),
        ("blockdev",),
    ),
    Case(
        "second-drive",
        "overwrites every drive that it sees; a second one is plugged in",
        PROVEN,
        _reaching,
        "another drive is wiped, and nobody knows",
        Again("the engine's own /dev", _reaching_a_neighbour),
    ),
    Case(
        "left-behind",
        "leaves a process that writes after the reading",
        PROVEN,
        _haunted,
        "data again on a drive called « effacé »",
        Again("the engine's own processes", _haunted_outside_a_namespace),
    ),
)
