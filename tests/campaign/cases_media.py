"""Drives that lose, spoil or refuse what is written to them, while nwipe (the real one) says what it says."""

from __future__ import annotations

from collections.abc import Callable

from tests.campaign import shims
from tests.campaign.blindness import Blindness, the_tools_word
from tests.campaign.case import PROVEN, Case, doubts
from tests.campaign.disks import MIB
from tests.campaign.fault_files import Faults
from tests.campaign.stand import SIZE, Ended, Stand
from workshop.domain.proofs import Doubt, Reservation

EVERYTHING = (0, 1 << 40)
SECTOR = 4096
START, MIDDLE, END = (0, SECTOR), (SIZE // 2, SECTOR), (SIZE - SECTOR, SECTOR)

_WORD = Blindness("our own reading", (the_tools_word,))
_FAILED = Blindness("the tool's failure, our own reading", (Doubt.TOOL_FAILED, the_tools_word))
_LEFT = doubts(Doubt.DATA_LEFT)
_TOOL_FAILED = doubts(Doubt.TOOL_FAILED, Doubt.NOT_READ_BACK)
_HOLES = doubts(Doubt.UNREADABLE, Doubt.READ_INCOMPLETE)


def faulty(faults: Faults | None, *options: str) -> Callable[[Stand], Ended]:
    """Wipe one disk with these faults with the real nwipe."""
    return lambda stand: stand.wipe(stand.disk("disque", faults, *options))


def large(faults: Faults | None) -> Callable[[Stand], Ended]:
    """The same on 256 MiB, of which a sample is read too."""
    return lambda stand: stand.wipe(stand.disk("grand", faults, size=256 * MIB), sampled=True)


def cached(stand: Stand) -> Ended:
    """Wipe a drive that keeps nothing, below a cache that keeps all; by whole pages, so that none is left out."""
    doing = f'dd if=/dev/zero of="$device" bs={MIB} count={SIZE // MIB} oflag=direct 2>/dev/null; say Erased'
    tools = {"nwipe": shims.nwipe(stand.folder / "lies", doing)}
    return stand.wipe(stand.disk("disque", Faults(loses=EVERYTHING, cached=True), "--direct-io=off"), tools=tools)


def no_room(stand: Stand) -> Ended:
    """Wipe a disk whose last half has nowhere to go: its file is on a file system that is too small."""
    small = stand.folder / "small"
    small.mkdir()
    stand.mounted(small, f"size={SIZE // 2}")
    return stand.wipe(stand.disk("creux", below=small, size=SIZE, filled=SIZE // 4))


def _case(name: str, fault: str, faults: Faults, lie: str, expected: object = None) -> Case:
    wanted = _LEFT if expected is None else expected
    blindness = _FAILED if wanted == _TOOL_FAILED else _WORD
    return Case(name, fault, wanted, faulty(faults), lie, blindness, needs=("nwipe", "fuse"))  # type: ignore[arg-type]


CASES = (
    Case("honest", "none: a control", PROVEN, faulty(None), needs=("nwipe",)),
    Case(
        "slow",
        "every write takes 20 ms: a control",
        PROVEN,
        faulty(Faults(milliseconds_a_write=20)),
        needs=("nwipe", "fuse"),
    ),
    _case("drops-writes", "acknowledges every write, keeps none", Faults(loses=EVERYTHING), "8 MiB of data « Erased »"),
    _case("loses-first", "loses its first 4 KiB", Faults(loses=START), "the partition table is still there"),
    _case("loses-middle", "loses 4 KiB in the middle", Faults(loses=MIDDLE), "4 KiB of data « Erased »"),
    _case("loses-last", "loses its last 4 KiB", Faults(loses=END), "4 KiB of data « Erased »"),
    _case("spoils-blocks", "a wrong byte in every block", Faults(spoils_every_block=True), "« Erased », not zeros"),
    _case(
        "spoils-one-byte", "one wrong byte, once", Faults(spoils_at=5 * MIB + 17), "« Erased », one byte is not zero"
    ),
    _case(
        "misdirects",
        "64 KiB are written elsewhere",
        Faults(moves=(MIB, 65536, 2 * MIB)),
        "64 KiB of data « Erased »",
    ),
    _case(
        "unwritable-first",
        "bad sector at the start (writing)",
        Faults(unwritable=START),
        "data behind it",
        _TOOL_FAILED,
    ),
    _case("unwritable-middle", "bad sector in the middle (writing)", Faults(unwritable=MIDDLE), "data", _TOOL_FAILED),
    Case(
        "unwritable-last",
        "bad sector at the end (writing); nwipe 0.34 does not always notice",
        _TOOL_FAILED,
        faulty(Faults(unwritable=END)),
        "data, called « Erased » with exit code 0",
        _FAILED,
        ("nwipe", "fuse"),
        otherwise=(_LEFT, _WORD),
    ),
    _case(
        "unreadable-first",
        "bad sector at the start, old content under it",
        Faults(unreadable=START, loses=START),
        "a sector that only a laboratory reads « Erased »",
        _HOLES,
    ),
    _case(
        "unreadable-middle",
        "bad sector in the middle, old content under it",
        Faults(unreadable=MIDDLE, loses=MIDDLE),
        "the same",
        _HOLES,
    ),
    _case(
        "unreadable-last",
        "bad sector at the end, old content under it",
        Faults(unreadable=END, loses=END),
        "the same",
        _HOLES,
    ),
    _case("dies-writing", "dead after 4 MiB", Faults(dies_after=4 * MIB), "half of it", _TOOL_FAILED),
    _case("vanishes-writing", "pulled out after 4 MiB", Faults(vanishes_after=4 * MIB), "half of it", _TOOL_FAILED),
    _case(
        "dies-reading", "dead once all is written", Faults(dies_after=SIZE), "never looked at, called verified", _HOLES
    ),
    _case("vanishes-reading", "pulled out before the reading", Faults(vanishes_after=SIZE), "the same", _HOLES),
    _case("full", "no room after 6 MiB (ENOSPC)", Faults(full_after=6 * MIB), "2 MiB of data", _TOOL_FAILED),
    Case(
        "sparse",
        "ENOSPC: a sparse file on a small tmpfs",
        _TOOL_FAILED,
        no_room,
        "holes read as zeros",
        _FAILED,
        ("nwipe",),
    ),
    Case(
        "read-only",
        "write protected (losetup --read-only)",
        _TOOL_FAILED,
        faulty(None, "--read-only"),
        "8 MiB of data",
        _FAILED,
        ("nwipe",),
    ),
    Case(
        "cache",
        "drops writes, and a cache below the loop device answers zeros",
        doubts(Doubt.READ_FROM_CACHE),
        cached,
        "« read back: zeros », 8 MiB of data",
        Blindness("whether the reading went past the cache", (Doubt.READ_FROM_CACHE,)),
        ("fuse",),
    ),
    Case(
        "sampled",
        "256 MiB, read by samples: a control",
        (Reservation.SAMPLED,),
        large(None),
        needs=("nwipe",),
        long=True,
    ),
    Case(
        "sampled-lost",
        "256 MiB of which 2 MiB are lost; read by samples",
        _LEFT,
        large(Faults(loses=(128 * MIB, 2 * MIB))),
        "2 MiB of data « Erased »",
        _WORD,
        ("nwipe", "fuse"),
        long=True,
    ),
)
