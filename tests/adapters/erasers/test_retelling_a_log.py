"""What a log file proves after anything happened to it: never more than what was written to its end."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.adapters.erasers.conftest import BenchClock
from workshop.adapters.erasers import journal
from workshop.adapters.erasers.journal import MAX_LINE_BYTES, MAX_LOG_BYTES, sealed
from workshop.adapters.erasers.record import READ_BACK, WipeRecord
from workshop.adapters.erasers.retelling import retell, retell_all
from workshop.domain.content import from_content, to_content
from workshop.domain.diagnosis import DriveMedium, Smart
from workshop.domain.methods import Abilities, Level, Method, Technique
from workshop.domain.proofs import Doubt, NotProven, Proof, conclude
from workshop.domain.wiping import (
    Claim,
    Coverage,
    HiddenArea,
    Looked,
    MediumIdentity,
    ReadBack,
    WipeLog,
)
from workshop.services.ports import WipeOrder

WIPE = "w-1"
DISK = MediumIdentity("/dev/sdz", "WDC WD5000AAKX-0", "WD-1", "naa.5", 4096, DriveMedium.HDD, "pci-0000:00:1f.2-ata-1")
METHOD = Method("nwipe-zero", Technique.OVERWRITE, "nwipe", levels=((DriveMedium.HDD, Level.CLEAR),))
ORDER = WipeOrder(WIPE, "D-1", METHOD, DISK, exercise=False, confirmed="M-7")
LOOKED = Looked(Abilities(known=True, namespaces=("un", "deux")), Smart(passed=True), HiddenArea.NONE, 4096)


def _wipe(folder: Path, until: str = "ended", order: WipeOrder = ORDER) -> WipeLog:
    """Write the log of a good wipe, ended early where a test wants it; returns what the one who wrote it says."""
    clock = BenchClock()
    record = WipeRecord(order, clock, folder, None)
    acts: dict[str, Callable[[], object]] = {
        "identified": lambda: record.check("nwipe", DISK),
        "looked": lambda: record.looked(LOOKED),
        "step-started": lambda: record.begins(("nwipe", "/dev/sdz"), "nwipe", "0.34"),
        "half": lambda: record.progress("erase", 63),
        "step-ended": lambda: record.ends(0, Claim.ERASED, "Erased à 100 %"),
        "read": lambda: record.progress(READ_BACK, 100),
        "read-back": lambda: record.read_back(_reading(clock)),
        "afterwards": lambda: record.looked(LOOKED, afterwards=True),
        "ended": lambda: _end(record),
    }
    for name, act in acts.items():
        act()
        if name == until:
            break
    log = record.log()
    record._journal.close()  # as the end of its process would
    return log


def _end(record: WipeRecord) -> None:
    with record:
        record.after = DISK


def _reading(clock: BenchClock) -> ReadBack:
    return ReadBack(Coverage.FULL, True, 0, 4096, 0, 0, clock.now(), clock.now())  # noqa: FBT003 — direct


@cache
def _good() -> bytes:
    with TemporaryDirectory() as folder:
        _wipe(Path(folder))
        return Path(folder, f"{WIPE}.jsonl").read_bytes()


def _lines() -> list[bytes]:
    return _good().splitlines(keepends=True)


def _resealed(contents: list[dict[str, object]]) -> bytes:
    """Write lines whose hashes fit, as somebody who knows how could."""
    made, seal = b"", ""
    for content in contents:
        content.pop("hash", None)
        line, seal = sealed(content, seal)
        made += line
    return made


def test_a_good_log_is_a_proof_and_everything_is_in_it() -> None:
    log = retell(_good(), WIPE)
    assert log is not None
    proof = conclude(log)
    assert isinstance(proof, Proof)
    assert proof.reservations == ()
    assert (log.confirmed, log.stage, log.percent, log.native_bytes) == ("M-7", "read-back", 100, 4096)
    assert (log.smart_before, log.smart_after, log.namespaces) == (Smart(passed=True),) * 2 + (("un", "deux"),)
    assert log.elapsed_seconds == 0
    assert log.steps[0].output == "Erased à 100 %"


UNTIL = ["identified", "looked", "step-started", "half", "step-ended", "read", "read-back", "afterwards", "ended"]


@pytest.mark.parametrize("until", UNTIL)
def test_whoever_wrote_it_and_whoever_reads_it_say_the_same(until: str, tmp_path: Path) -> None:
    """Without it: the window that waited says one thing, and the one that was opened after a power cut another."""
    log = _wipe(tmp_path, until)
    told = retell((tmp_path / f"{WIPE}.jsonl").read_bytes(), WIPE)
    assert told == log
    assert from_content(WipeLog, to_content(log)) == log
    assert isinstance(conclude(log), Proof) == (until == "ended")


def test_a_power_cut_shows_how_far_it_was(tmp_path: Path) -> None:
    """Without it: « interrompu », and nobody knows whether an hour or a minute was lost."""
    _wipe(tmp_path, "half")
    told = retell_all((tmp_path / f"{WIPE}.jsonl").read_bytes(), WIPE)
    assert told is not None
    assert (told.log.stage, told.log.percent, told.log.ended_at, told.log.damaged) == ("erase", 63, None, False)
    assert told.progress is not None
    assert told.progress.percent == 63
    assert told.pid > 0
    assert told.process_started > 0


@given(cut=some.integers(min_value=0, max_value=len(_good()) - 1))
def test_a_log_that_was_cut_anywhere_is_no_proof(cut: int) -> None:
    log = retell(_good()[:cut], WIPE)
    if log is None:
        assert cut <= len(_lines()[0]) - 1
        return
    assert isinstance(conclude(log), NotProven)
    assert not log.damaged  # a line that is not whole was not written: that is a power cut and no damage
    assert log.ended_at is None


@given(where=some.integers(min_value=0, max_value=len(_good()) * 8 - 1))
def test_one_bit_that_is_not_as_it_was_is_no_proof(where: int) -> None:
    """Without the hashes: a « 1 » that became a « 0 » in the bytes that differ."""
    content = bytearray(_good())
    content[where // 8] ^= 1 << (where % 8)
    log = retell(bytes(content), WIPE)
    if log is None:
        assert where // 8 < len(_lines()[0])
        return
    assert isinstance(conclude(log), NotProven)
    last_line = len(_good()) - 1
    assert log.damaged or (where // 8 == last_line and log.ended_at is None)


@given(number=some.integers(min_value=1), other=some.integers(min_value=1))
def test_lines_that_are_missing_doubled_or_moved_are_damage(number: int, other: int) -> None:
    lines = _lines()
    number, other = 1 + number % (len(lines) - 2), 1 + other % (len(lines) - 1)
    missing = lines[:number] + lines[number + 1 :]
    doubled = lines[: number + 1] + lines[number:]
    moved = [*lines]
    moved[number], moved[other] = moved[other], moved[number]
    for changed in (missing, doubled, *([moved] if number != other else [])):
        log = retell(b"".join(changed), WIPE)
        assert log is not None
        assert log.damaged
        assert Doubt.LOG_DAMAGED in conclude(log).doubts  # type: ignore[union-attr]


def _altered(event: str, facts: dict[str, object]) -> bytes:
    contents = [json.loads(line) for line in _lines()]
    for content in contents:
        if content["event"] == event:
            content.update(facts)
            break
    return _resealed(contents)


@pytest.mark.parametrize(
    ("event", "facts"),
    [
        ("looked", {"wipe": "w-2"}),
        ("ended", {"monotonic_milliseconds": 0}),
        ("ended", {"boot": "another-boot"}),
        ("ended", {"n": 99}),
        ("ended", {"at": "yesterday"}),
        ("ended", {"at": None}),
        ("progress", {"progress": {"stage": "erase", "percent": 101}}),
        ("progress", {"event": "unheard-of"}),
        ("read-back", {"read_back": {}}),
        ("step-started", {"event": "step-ended"}),
        ("step-ended", {"event": "step-started", "command": ["a"], "tool": "a", "version": ""}),
        ("step-ended", {"exit_code": "0"}),
        ("step-ended", {"claim": "wonderful"}),
    ],
)
def test_lines_that_make_no_sense_are_damage_even_with_good_hashes(event: str, facts: dict[str, object]) -> None:
    """Without it: two wipes in one log, a log that was continued after a restart, one that somebody made up."""
    log = retell(_altered(event, facts), WIPE)
    assert log is not None
    assert log.damaged
    assert isinstance(conclude(log), NotProven)


def _in_this_order(*events: str) -> bytes:
    """Tell the good wipe's lines in another order, each as often as it is named."""
    contents = {content["event"]: content for content in map(json.loads, reversed(_lines()))}
    contents["stop-asked"] = {**contents["ended"], "event": "stop-asked"}
    same = {"monotonic_milliseconds": contents["started"]["monotonic_milliseconds"]}
    return _resealed([{**contents[event], **same, "n": number} for number, event in enumerate(events)])


BEGINNING = ("started", "identified", "looked", "step-started")


@pytest.mark.parametrize(
    "rest", [("step-started", "step-ended", "read-back", "ended"), ("read-back", "step-ended", "ended")]
)
def test_while_a_step_goes_on_nothing_else_is_begun(rest: tuple[str, ...]) -> None:
    """Without it: what was read back while somebody still wrote counts as read afterwards."""
    good = retell(_in_this_order(*BEGINNING, "step-ended", "read-back", "ended"), WIPE)
    assert good is not None
    assert isinstance(conclude(good), Proof)
    log = retell(_in_this_order(*BEGINNING, *rest), WIPE)
    assert log is not None
    assert log.damaged


def test_a_stop_that_was_asked_for_stays_asked_for() -> None:
    log = retell(_in_this_order(*BEGINNING, "step-ended", "read-back", "stop-asked", "ended"), WIPE)
    assert log is not None
    assert not log.damaged
    assert Doubt.STOPPED in conclude(log).doubts  # type: ignore[union-attr]


def test_nothing_comes_after_the_end() -> None:
    contents = [json.loads(line) for line in _lines()]
    log = retell(_resealed([*contents, {**contents[-1], "n": len(contents)}]), WIPE)
    assert log is not None
    assert log.damaged


def test_the_log_of_another_wipe_says_nothing_of_this_one() -> None:
    """Without it: a copied file proves a drive that nobody wiped."""
    assert retell(_good(), "w-2") is None


@given(content=some.binary() | some.text().map(str.encode))
def test_what_is_no_log_says_nothing(content: bytes) -> None:
    assert retell(content, WIPE) is None


@given(tail=some.binary(max_size=300))
def test_whatever_stands_after_a_good_log_never_makes_it_better(tail: bytes) -> None:
    log = retell(_good() + tail, WIPE)
    assert log is not None
    assert log.damaged == (b"\n" in tail)


HOSTILE = [
    b"[" * 100_000 + b"\n",
    b'{"event":' * 20_000 + b"\n",
    b"9" * 10_000 + b"\n",
    b'{"hash":NaN}\n',
    b'{"hash":1e999,"a":1}\n',
    b'{"n":"' + b"a" * MAX_LINE_BYTES + b'"}\n',
    b'{"a":"\\ud800"}\n',
    b"\xff\xfe\n",
    b"\n",
]


@pytest.mark.parametrize("line", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_lines_are_damage_and_no_crash(line: bytes) -> None:
    assert retell(line, WIPE) is None
    log = retell(_good() + line, WIPE)
    assert log is not None
    assert log.damaged


def test_a_log_beyond_all_bounds_is_damage() -> None:
    log = retell(_good() + b"\0" * MAX_LOG_BYTES, WIPE)
    assert log is not None
    assert log.damaged


def test_output_without_end_stays_within_bounds(tmp_path: Path) -> None:
    """Without it: a tool that complains of each bad sector fills the disk, and its log cannot be read."""
    record = WipeRecord(ORDER, BenchClock(), tmp_path, None)
    record.begins(("nwipe", "/dev/sdz"), "nwipe", "0.34")
    for _ in range(2000):
        record.says(b"\x01\xff read error \n" * 1000)
    cut_off = record.log()
    record.ends(1, Claim.FAILED, "\x01" * 3_000_000)
    _end(record)
    content = (tmp_path / f"{WIPE}.jsonl").read_bytes()
    assert len(content) < 2 * MAX_LINE_BYTES
    assert max(map(len, content.splitlines())) < MAX_LINE_BYTES
    assert "read error" in cut_off.steps[0].output
    assert retell(content, WIPE) == record.log()


def test_what_is_no_text_is_written_all_the_same(tmp_path: Path) -> None:
    """Without it: a serial number of bytes that are no text ends a wipe."""
    odd = replace(DISK, serial="\udcff\ud800")
    with WipeRecord(replace(ORDER, drive="\udc80"), BenchClock(), tmp_path, None) as record:
        record.check("nwipe", odd)
    log = retell((tmp_path / f"{WIPE}.jsonl").read_bytes(), WIPE)
    assert log == record.log()
    assert log.drive == "?"
    assert log.steps[0].command[1] == "identity-changed"


@pytest.fixture
def slow_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    now = iter(range(0, 10_000_000, 90_000))
    return lambda: monkeypatch.setattr(journal, "milliseconds", lambda: next(now))


def test_what_the_bench_counted_is_told_apart_from_what_its_clock_said(
    slow_clock: Callable[[], None], tmp_path: Path
) -> None:
    """Without counting: a clock that was set back by a year during a wipe dates its certificate."""
    slow_clock()
    log = _wipe(tmp_path)
    assert log.elapsed_seconds is not None
    assert log.elapsed_seconds == 810
    assert Doubt.CLOCK in conclude(log).doubts  # type: ignore[union-attr]
