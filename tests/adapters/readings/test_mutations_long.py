"""Ten minutes of real answers with pieces broken, for every reader: nothing raised, nothing slow, no memory lost.

ETABLI_MUTATION_SECONDS makes it shorter or longer; ETABLI_MUTATION_SEED repeats a run that failed.
"""

from __future__ import annotations

import os
import random
import resource as limits
import time
from collections.abc import Sequence
from functools import cache

import pytest

from tests.adapters.readings.corpus import CORPUS
from workshop.adapters.readings.by_tool import READERS
from workshop.domain.content import to_content
from workshop.resources import resource

SECONDS = float(os.environ.get("ETABLI_MUTATION_SECONDS", "600"))
SLOWEST_SECONDS = 2.0
MOST_GROWTH_KIB = 300_000
PIECES = (
    b"", b"\0", b"\xff", b"\n", b"-1", b"0", b"1e999", b"9" * 400, b"[[[[", b'"', b"{", b"}", b"<", b">", b"&", b": ",
    b"=", b"\xed\xa0\x80", b"null", b"NaN", b"\r\n", b"\t" * 40, b" " * 400, b"%s", b"\\u0000", b"\xff\xfe",
)  # fmt: skip

pytestmark = pytest.mark.long


@cache
def seeds() -> tuple[bytes, ...]:
    """Every recorded answer that is at hand: the corpus where it is there, the shipped machines always."""
    folders = [folder for folder in (CORPUS, resource("machines")) if folder.is_dir()]
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    return tuple(content for path in files if 0 < len(content := path.read_bytes()) < 2**20)


def broken_of(answers: Sequence[bytes], chance: random.Random) -> bytes:
    """Take one answer and break it in some places: cut, doubled, moved, replaced, flipped, mixed with another."""
    content = bytearray(chance.choice(answers))
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(content) + 1)
        end = min(len(content), at + chance.choice((1, 2, 8, 60, 500, 5000)))
        match chance.randrange(7):
            case 0:
                del content[at:end]
            case 1:
                content[at:at] = content[at:end]
            case 2:
                content[at:end] = chance.choice(PIECES)
            case 3:
                other = chance.choice(answers)
                start = chance.randrange(len(other))
                content[at:end] = other[start : start + chance.choice((10, 200, 3000))]
            case 4 if at < len(content):
                content[at] ^= 1 << chance.randrange(8)
            case 5:
                content[at:at] = bytes(chance.randrange(256) for _ in range(chance.randint(1, 30)))
            case _:
                content = content[at:] + content[:at] if chance.random() < 0.1 else content
    return bytes(content[: 2**21])


def test_every_reader_survives_ten_minutes_of_broken_answers(request: pytest.FixtureRequest) -> None:
    if not request.config.option.markexpr:
        pytest.skip("takes ten minutes: only where somebody asked for long tests (-m long)")
    seed = int(os.environ.get("ETABLI_MUTATION_SEED", time.time_ns()))
    chance = random.Random(seed)
    before = limits.getrusage(limits.RUSAGE_SELF).ru_maxrss
    until, rounds, slow = time.monotonic() + SECONDS, 0, []
    while time.monotonic() < until:
        content, rounds = broken_of(seeds(), chance), rounds + 1
        for name, reader in READERS.items():
            start = time.thread_time()
            try:
                to_content(reader(content))
            except BaseException as problem:  # told with what is needed to see it again
                raise AssertionError(f"{name}: seed {seed}, round {rounds}: {problem!r}") from problem
            if time.thread_time() - start > SLOWEST_SECONDS:
                slow.append((name, seed, rounds))
    grown = limits.getrusage(limits.RUSAGE_SELF).ru_maxrss - before
    print(f"{rounds} broken answers, {len(READERS)} readers each, {grown} KiB grown, seed {seed}")  # noqa: T201
    assert rounds > SECONDS / 10
    assert slow == []
    assert grown < MOST_GROWTH_KIB
