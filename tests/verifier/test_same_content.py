"""The page and the command take the same attached data for those of a certificate, and refuse the same."""

from __future__ import annotations

import copy
import itertools
import json
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.adapters.documents.samples import SIZE, log
from tests.adapters.documents.sealed import REAL
from tests.verifier.judging import Judge
from workshop.adapters.documents import verification
from workshop.adapters.documents.cms import NotIntactError
from workshop.domain.content import canonical, to_content
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.methods import Expectation, Level, Technique
from workshop.domain.proofs import Reservation
from workshop.domain.wiping import Claim, Coverage, HiddenArea

MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT[^Z]+Z")
PAGE_READS = "(orElse('content-unknown', () => readContent(bytes)).then(() => 'good'))"
STRANGE: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 9007199254740991, "", "0", "wiped", "2026-11-24T12:00:00Z", "sampled", "unknown"),
    *("2026-11-24", "2026-13-01T00:00:00Z", "20261124T120000+0130", "0001-01-01T00:00:00+01:00", "purge", "Ж€😀"),
    *("2026-11-24T12:00:00.5Z", "2026-11-24 12:00:00+00:00", "2026-11-24T24:00:00Z", "2026-11-24T12:00:00", "hdd"),
    *(
        [],
        {},
        ["x"],
        {"x": 1},
        [[]],
        "image",
        "looked",
        "started",
        "changed",
        "present",
        120,
        100_000,
        "\u2028\x7f\x01",
    ),
)


def commanded(attached: bytes) -> str:
    try:
        verification._read(attached)
    except NotIntactError as problem:
        return str(problem)
    return "good"


def places(content: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """List every place of a content."""
    items = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    for key, item in items:
        yield (*path, key)
        yield from places(item, (*path, key))


def changed(chosen: random.Random) -> bytes:
    """Change one or two places of good data, as a hand that knows the format would."""
    content = copy.deepcopy(to_content(REAL))
    for _ in range(chosen.randint(1, 2)):
        *way, last = chosen.choice([*places(content)])
        parent = content
        for key in way:
            parent = parent[key]
        kind = chosen.randrange(4)
        if kind == 0:
            del parent[last]
        elif kind == 1:
            content[chosen.choice("aéz\ue000😀")] = chosen.choice(STRANGE)
        else:
            parent[last] = chosen.choice(STRANGE)
    return canonical(content)


def respelt(chosen: random.Random) -> bytes:
    """Write good data in another way, or break a sign of it.

    Moments are left alone: Python reads some that nobody writes (« 12:00:00}Z »), and not the same in each version.
    """
    text = bytearray(canonical(to_content(REAL)))
    moments = {at for found in MOMENT.finditer(text) for at in range(*found.span())}
    at = chosen.choice([at for at in range(len(text)) if at not in moments])
    kind = chosen.randrange(4)
    if kind == 0:
        text[at] = chosen.randrange(256)
    elif kind == 1:
        text[at:at] = chosen.choice(
            (b" ", b"\n", b"0", b"-", b".", b"e1", b"\\", b'"', b"\\u00e9", b"\xc3", b",", b"}")
        )
    elif kind == 2:
        del text[at]
    else:
        return json.dumps(to_content(REAL), ensure_ascii=chosen.random() < 0.5, sort_keys=True).encode("utf-8")
    return bytes(text)


def compare(judge: Judge, files: list[bytes]) -> set[str]:
    command = [commanded(file) for file in files]
    for start in range(0, len(files), 200):
        page = judge.asked(PAGE_READS, *files[start : start + 200])
        for file, one, other in zip(files[start : start + 200], page, command[start:], strict=False):
            assert one == other, file
    return set(command)


def drawn(count: int, seed: int) -> list[bytes]:
    chosen = random.Random(seed)
    return [(changed if rank % 3 else respelt)(chosen) for rank in range(count)]


def test_on_hundreds_of_changed_data(judge: Judge) -> None:
    files = [canonical(to_content(REAL)), *drawn(400, 3)]
    assert compare(judge, files) == {"good", "content-unknown", "content-not-canonical"}


@pytest.mark.long
def test_on_thousands_of_changed_data(judge: Judge) -> None:
    compare(judge, drawn(10_000, 4))


EARLIER, LATER, MUCH_LATER = "2026-11-24T11:00:00Z", "2026-11-24T12:00:50Z", "2026-11-24T13:00:00Z"
VALUES: dict[str, tuple[Any, ...]] = {
    "bool": (True, False, None),
    "int": (0, 1, 79, 80, 99, 100, 5000, SIZE, None),
    "str": ("", "other", EARLIER, LATER, MUCH_LATER, None),
    "list": ([],),
    "NoneType": (None, True, False, 0, 1, 54, 1000, "other", EARLIER, LATER, MUCH_LATER),
}
WORDS = {
    "technique": Technique,
    "level": Level,
    "medium": DriveMedium,
    "hidden_area": HiddenArea,
    "claim": Claim,
    "coverage": Coverage,
    "expectation": Expectation,
}


def with_log(log: dict[str, Any], outcome: str, *told: str) -> bytes:
    content = to_content(replace(REAL, bare_machines=(), drives=(replace(REAL.drives[0], deeds=()),)))
    content["drives"][0] |= {"outcome": outcome, "log": log, "reservations": [*told]}
    return canonical(content)


def one_thing_else(log: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Change everything that stands in a log, one at a time, to everything that could stand there."""
    for *way, last in places(log):
        parent = log
        for key in way:
            parent = parent[key]
        values = (*(WORDS.get(last) or ()), *VALUES.get(type(parent[last]).__name__, (None,)))
        for value in values:
            other = copy.deepcopy(log)
            parent = other
            for key in way:
                parent = parent[key]
            parent[last] = value
            yield other


def proving_logs() -> Iterator[dict[str, Any]]:
    """Logs that each prove a wipe in another way, but the last."""
    good: dict[str, Any] = to_content(log())
    step = good["steps"][0]
    for change in (
        {},
        {"elapsed_seconds": 55, "smart_after": good["smart_before"]},
        {"smart_before": good["smart_before"] | {"passed": None, "power_on_hours": None}},
        {"steps": [step, step | {"claim": "looked", "exit_code": 1}], "smart_before": None},
        {"steps": [step | {"claim": "started"}, step]},
        {"read_back": good["read_back"] | {"coverage": "sampled", "planned_bytes": 5000, "bytes_read": 5000}},
        {"read_back": good["read_back"] | {"expectation": "changed", "differing_bytes": 7, "compared_bytes": 3}},
        {name: good["before"] | {"serial": None, "place": "slot 3"} for name in ("before", "after")},
        {name: good["before"] | {"size_bytes": 0} for name in ("before", "after")}
        | {"read_back": good["read_back"] | {"bytes_read": 0}},  # proves nothing
    ):
        yield good | change


def test_on_everything_that_a_log_may_say(judge: Judge) -> None:
    logs = [other for good in proving_logs() for other in (good, *one_thing_else(good))]
    good: dict[str, Any] = to_content(log())
    for technique, level, medium in itertools.product(Technique, (None, *Level), DriveMedium):
        who = {name: good[name] | {"medium": medium.value} for name in ("before", "after")}
        logs.append(good | who | {"technique": technique.value, "level": level and level.value})
    everything = tuple(item.value for item in Reservation)
    reserved = "wiped-with-reservations"
    said = (("wiped", ()), ("wiped", ("sampled",)), (reserved, ()), (reserved, everything))
    files = [with_log(log, outcome, *told) for log in logs for outcome, told in said]
    for proving, left_out in itertools.product(proving_logs(), everything):
        files.append(with_log(proving, reserved, *(item for item in everything if item != left_out)))
    assert compare(judge, files) == {"good", "content-unknown"}
