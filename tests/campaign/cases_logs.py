"""Logs that were cut by a power loss, or altered afterwards: what is told from the file is what counts."""

from __future__ import annotations

import json
import os
import random
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from tests.campaign import shims
from tests.campaign.blindness import Blindness, put
from tests.campaign.case import Again, Case, doubts
from tests.campaign.kept import keeper_with
from tests.campaign.stand import SIZE, Ended, Stand, also, disguised
from workshop.adapters.erasers import procedure, retelling
from workshop.adapters.erasers.identity import identify, identity_now
from workshop.adapters.erasers.interlocks import Held
from workshop.adapters.erasers.journal import sealed
from workshop.adapters.erasers.retelling import retell
from workshop.domain.content import Content, ContentError
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.proofs import Doubt, Proof, conclude
from workshop.domain.wiping import MediumIdentity

_EACH_CUT, _FLIPS, _MANY_FLIPS = 61, 300, 20_000
_WIPES = f"wipe {SIZE // (1024 * 1024)}; say Erased"
_ENDLESS = doubts(Doubt.NEVER_ENDED, Doubt.IDENTITY_CHANGED)
_BROKEN = doubts(Doubt.LOG_DAMAGED, Doubt.NEVER_ENDED, Doubt.NOT_READ_BACK, Doubt.IDENTITY_CHANGED)
_SOMEBODY = 65534
_HASHES = "the hashes of the log's lines"


def _wiped(stand: Stand, doing: str = _WIPES) -> tuple[Ended, bytes]:
    name = f"lies-{len(list(stand.logs.glob('*')))}"
    below = stand.folder / name
    ended = stand.wipe(stand.disk(below=below), tools={"nwipe": shims.nwipe(below, doing)})
    assert ended.log is not None
    return ended, (stand.logs / f"{ended.log.id}.jsonl").read_bytes()


def _told(ended: Ended, content: bytes) -> Ended:
    """Tell the wipe again from other content of its file."""
    assert ended.log is not None
    return replace(ended, log=retell(content, ended.log.id))


def _never_a_proof(ended: Ended, contents: Iterator[bytes]) -> str:
    """Return the first content that is called a proof, empty where none is."""
    assert ended.log is not None
    with tempfile.TemporaryDirectory() as folder:
        for number, content in enumerate(contents):
            Path(folder, f"{ended.log.id}.jsonl").write_bytes(content)
            followed = keeper_with(Path(folder), "").follow(ended.log.id)
            told = _told(ended, content).log
            if (followed.log if followed else None) != told:
                return f"variant {number} is told in two ways"
            if told is not None and isinstance(conclude(told), Proof):
                return f"variant {number} is a proof"
    return ""


def _lines(content: bytes) -> list[bytes]:
    return content.splitlines(keepends=True)


def _cut(stand: Stand, each: int = _EACH_CUT) -> Ended:
    """Cut the log of an honest wipe: at each end of a line, and at every so many bytes."""
    ended, content = _wiped(stand)
    ends = [sum(map(len, _lines(content)[:number])) for number in range(len(_lines(content)))]
    places = [*ends, *range(0, len(content), each), len(content) - 1]
    odd = _never_a_proof(ended, (content[:place] for place in places))
    return also(_told(ended, b"".join(_lines(content)[:-1])), odd=odd)


def _flipped(stand: Stand, flips: int = _FLIPS) -> Ended:
    """Flip single bits of an honest log; last the one in which the drive that answered afterwards differs by name."""
    ended, content = _wiped(stand)
    chance = random.Random("bits")
    odd = _never_a_proof(ended, (_with_bit(content, chance.randrange(len(content) * 8)) for _ in range(flips)))
    changed, content = _wiped_into_another(stand, "disqud")
    place = content.rindex(b"disqud") + len(b"disqu")
    return also(_told(changed, _with_bit(content, place * 8)), odd=odd)


def _wiped_into_another(stand: Stand, serial: str) -> tuple[Ended, bytes]:
    def later(held: Held) -> MediumIdentity | None:
        now = identity_now(held)
        return None if now is None else replace(now, serial=serial)

    with put(procedure, "identity_now", later):
        return _wiped(stand)


def _with_bit(content: bytes, bit: int) -> bytes:
    flipped = bytearray(content)
    flipped[bit // 8] ^= 1 << (bit % 8)
    return bytes(flipped)


def _doubled(stand: Stand) -> Ended:
    """Write each line of an honest log twice, in turn; last that of the reading."""
    ended, content = _wiped(stand)
    lines = _lines(content)
    odd = _never_a_proof(ended, (_twice(lines, number) for number in range(len(lines))))
    reading = next(number for number, line in enumerate(lines) if b'"event":"read-back"' in line)
    return also(_told(ended, _twice(lines, reading)), odd=odd)


def _twice(lines: list[bytes], number: int) -> bytes:
    return b"".join((*lines[: number + 1], *lines[number:]))


def _edited(stand: Stand) -> Ended:
    """Write into the log of a wipe that left everything that nothing was left."""
    ended, content = _wiped(stand, "say Erased")
    kept = b"".join(_clean(line) for line in _lines(content))
    assert kept != content
    return _told(ended, kept)


def _clean(line: bytes) -> bytes:
    said = json.loads(line)
    if said["event"] == "read-back":
        said["read_back"] |= {"differing_bytes": 0, "first_difference": None}
    return _as_line(said)


def _spliced(stand: Stand) -> Ended:
    """Put the reading of an honest wipe into the log of one that left everything."""
    _, honest = _wiped(stand)
    ended, content = _wiped(stand, "say Erased")
    reading = next(json.loads(line)["read_back"] for line in _lines(honest) if b'"event":"read-back"' in line)
    lines = [json.loads(line) for line in _lines(content)]
    for said in lines:
        if said["event"] == "read-back":
            times = {name: said["read_back"][name] for name in ("started_at", "ended_at")}
            said["read_back"] = {**reading, **times}
    return _told(ended, b"".join(map(_as_line, lines)))


def _as_line(said: Content) -> bytes:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode() + b"\n"


def _forged(stand: Stand) -> Ended:
    """Somebody without root's rights writes the whole log of a drive's wipe, hashes included."""
    disk = stand.disk()
    medium = replace(identify(disk.node), medium=DriveMedium.HDD)
    with disguised(medium):
        tools = {"nwipe": shims.nwipe(stand.folder / "lies", "say Erased"), "smartctl": "/nowhere/smartctl"}
        ended = stand.wipe(disk, tools=tools, medium=medium, exercise=False)
    assert ended.log is not None
    file, seal, lines = stand.logs / f"{ended.log.id}.jsonl", "", []
    for line in _lines(file.read_bytes()):
        content, _ = _believed(_clean(line), "")
        sealed_line, seal = sealed(content, seal)
        lines.append(sealed_line)
    file.write_bytes(b"".join(lines))
    os.chown(file, _SOMEBODY, _SOMEBODY)
    followed = keeper_with(stand.logs, "").follow(ended.log.id)
    return replace(ended, log=followed.log if followed else None)


def _believed(line: bytes, _: str) -> tuple[Content, str]:
    try:
        said = json.loads(line)
        return {name: fact for name, fact in said.items() if name != "hash"}, ""
    except (ValueError, AttributeError) as problem:
        raise ContentError(str(problem)) from problem


def _without_hashes(run: Callable[[Stand], Ended]) -> Callable[[Stand], Ended]:
    def again(stand: Stand) -> Ended:
        with put(retelling, "opened", _believed):
            return run(stand)

    return again


_NO_END = Blindness("that the end is written, and who was there", (Doubt.NEVER_ENDED, Doubt.IDENTITY_CHANGED))
_DAMAGED = doubts(Doubt.LOG_DAMAGED, Doubt.NEVER_ENDED, Doubt.IDENTITY_CHANGED)

CASES = (
    Case(
        "log-cut",
        "power lost: the log is cut, anywhere",
        _ENDLESS,
        _cut,
        "half a log for a whole one",
        _NO_END,
    ),
    Case(
        "log-flipped",
        "one bit of the log is wrong, anywhere",
        _DAMAGED,
        _flipped,
        "another drive answered, the log says the same one",
        Again(_HASHES, _without_hashes(_flipped)),
    ),
    Case(
        "log-doubled",
        "a line of the log is there twice, any of them",
        _DAMAGED,
        _doubled,
        "two readings for one",
        Blindness("the log's damage and end", (Doubt.LOG_DAMAGED, Doubt.NEVER_ENDED, Doubt.IDENTITY_CHANGED)),
    ),
    Case(
        "log-edited",
        "8388608 differing bytes made 0 in the log",
        _BROKEN,
        _edited,
        "8 MiB of data « effacé »",
        Again(_HASHES, _without_hashes(_edited)),
    ),
    Case(
        "log-forged",
        "the log of a drive's wipe, hashes and all, written by somebody who is not root",
        doubts(Doubt.LOG_DAMAGED),
        _forged,
        "8 MiB of data « effacé », and nothing ever ran",
        Blindness("whose file a drive's log is", (Doubt.LOG_DAMAGED,)),
    ),
    Case(
        "log-spliced",
        "the reading of another wipe put into the log",
        _BROKEN,
        _spliced,
        "8 MiB of data « effacé »",
        Again(_HASHES, _without_hashes(_spliced)),
    ),
    Case(
        "log-cut-everywhere",
        "power lost: the log is cut at every single byte",
        _ENDLESS,
        lambda stand: _cut(stand, 1),
        "half a log for a whole one",
        _NO_END,
        long=True,
    ),
    Case(
        "log-flipped-often",
        "one bit of the log is wrong, 20 000 times",
        _DAMAGED,
        lambda stand: _flipped(stand, _MANY_FLIPS),
        "another drive answered, the log says the same one",
        Again(_HASHES, _without_hashes(_flipped)),
        long=True,
    ),
)
