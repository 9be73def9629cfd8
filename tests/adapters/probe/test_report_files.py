"""The report that our probe writes: who signed it, what was changed in it, and what hostile ones may cost."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.invented import facts
from tests.services.shop import a_drive, a_reading
from workshop.adapters.imports import etabli
from workshop.adapters.imports.reading import read_report
from workshop.adapters.probe.files import read_bounded
from workshop.adapters.probe.report_file import LARGEST_RAW, authenticity, raw_outputs, save, written
from workshop.domain.content import ContentError, canonical, to_content
from workshop.domain.diagnosis import Diagnosis, Identity, Origin, Reading, Source
from workshop.domain.errors import MediumError
from workshop.domain.imports import LARGEST_REPORT, NotRead
from workshop.domain.reports import Authenticity, FileRead, MachineReport, StickKey

STICK = StickKey("0123456789abcdef", b"\x5a" * 32)
OTHER = StickKey("fedcba9876543210", b"\xa5" * 32)
READING = a_reading("8XK2J13", a_drive("WD-WCC6Y7RT41"))


def secret(stick: str) -> bytes | None:
    return {key.stick: key.secret for key in (STICK, OTHER)}.get(stick)


def report(key: StickKey | None = STICK, reading: Reading = READING) -> bytes:
    return written(reading, "0f3c", "0.1", key)


def body(**changes: Any) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(report().partition(b"\n")[2])
    return content | changes


def machine(content: bytes) -> MachineReport:
    read = read_report(content)
    assert isinstance(read, FileRead)
    assert read.machine
    assert read.wipes is None
    return read.machine


def test_a_report_comes_back_as_it_was_read_and_its_raw_outputs_too() -> None:
    found = machine(report())
    assert (found.tool, found.tool_version, found.id) == ("etabli-probe", "0.1", "0f3c")
    assert found.made_at == "2026-11-24T12:00:00Z"
    assert replace(found.diagnosis, origin=Origin()) == READING.diagnosis
    assert raw_outputs(report()) == READING.raw


def test_a_report_is_authentic_under_the_secret_of_its_stick_only() -> None:
    assert authenticity(report(), secret) is Authenticity.AUTHENTIC
    assert authenticity(report(), lambda _: None) is Authenticity.UNAUTHENTICATED
    assert authenticity(report(None), secret) is Authenticity.UNAUTHENTICATED
    assert authenticity(report(), lambda _: OTHER.secret) is Authenticity.ALTERED


def test_no_byte_of_a_signed_report_can_be_changed_added_or_taken_away() -> None:
    content = report()
    assert len(content) > 500
    for at in range(len(content)):
        changed = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
        assert authenticity(changed, secret) is not Authenticity.AUTHENTIC, at
        assert authenticity(content[:at], secret) is not Authenticity.AUTHENTIC, at
    assert authenticity(content + b"\n", secret) is Authenticity.ALTERED


@pytest.mark.parametrize(
    "header",
    [
        b"etabli-report/1 0123456789abcdef -",
        b"etabli-report/1 0123456789abcdef",
        b"etabli-report/1 0123456789abcdef " + b"0" * 64,
        b"etabli-report/1 fedcba9876543210 {hmac}",
        b"etabli-report/2 0123456789abcdef {hmac}",
        b"etabli-report/1 0123456789abcdef {hmac} ",
        b"etabli-report/1 0123456789abcdef {hmac}\r",
    ],
)
def test_a_first_line_that_names_a_stick_of_ours_and_does_not_hold_was_altered(header: bytes) -> None:
    signed, _, rest = report().partition(b"\n")
    content = header.replace(b"{hmac}", signed.split()[2]) + b"\n" + rest
    assert authenticity(content, secret) is Authenticity.ALTERED


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"etabli-report/1", b"x" * 10_000, b"etabli-report/1 - -", b"\xff\xfe"]
)
def test_what_is_no_report_of_ours_is_vouched_for_by_nobody(content: bytes) -> None:
    assert authenticity(content, secret) is Authenticity.UNAUTHENTICATED


def test_no_secret_is_in_a_report_and_none_is_printed() -> None:
    content = report()
    assert STICK.secret.hex().encode() not in content
    assert STICK.secret not in content
    assert STICK.secret.hex() not in repr(STICK)
    assert repr(STICK.secret) not in repr(STICK)


def test_what_a_report_says_of_its_own_origin_is_not_believed() -> None:
    diagnosis = replace(READING.diagnosis, origin=Origin(Source.HERE, authentic=True))
    found = machine(report(None, Reading(diagnosis)))
    assert (found.diagnosis.origin.source, found.diagnosis.origin.trusted) == (Source.PROBE, False)


def test_placeholders_are_no_serials_even_where_somebody_wrote_them_into_a_report() -> None:
    identity = Identity("To Be Filled By O.E.M.", "X", system_serial="Default string", board_serial="12345678")
    diagnosis = Diagnosis(READING.diagnosis.read_at, identity, drives=(a_drive("0000000000"),))
    found = machine(report(None, Reading(diagnosis))).diagnosis
    assert (found.identity.maker, found.identity.system_serial, found.identity.board_serial) == (None, None, None)
    assert found.drives[0].serial is None


def test_texts_of_a_report_hold_nothing_that_a_screen_would_obey() -> None:
    identity = Identity("Dell", "\x1b[2JLatitude\n5400\u202e")
    found = machine(report(None, Reading(Diagnosis(READING.diagnosis.read_at, identity)))).diagnosis.identity
    assert found.model == "[2JLatitude 5400"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        "{",
        '{"diagnosis": null}',
        '{"diagnosis": {"read_at": 1}}',
        '{"diagnosis": {"read_at": "2026"}}',
        "[" * 200_000,
        '{"a":' * 200_000,
        '{"diagnosis":' + "[" * 900 + "]" * 900 + "}",
        '{"diagnosis": {"read_at": "2026-01-01T00:00:00Z", "memory_bytes": ' + "9" * 5000 + "}}",
        '{"diagnosis": {"read_at": "2026-01-01T00:00:00Z", "memory_bytes": 1e400}}',
    ],
)
def test_a_body_that_is_none_is_refused(text: str) -> None:
    assert etabli.read(text) is None
    assert isinstance(read_report(b"etabli-report/1 - -\n" + text.encode()), NotRead)


def test_more_than_a_machine_can_be_is_refused() -> None:
    diagnosis = body()["diagnosis"]
    for change in ({"graphics": ["x"] * 1001}, {"operating_system": "x" * 2001}, {"memory_bytes": 2**53}):
        assert etabli.read(json.dumps(body(diagnosis=diagnosis | change))) is None
    assert etabli.read(json.dumps(body(diagnosis=diagnosis | {"graphics": ["x"] * 1000}))) is not None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(body()["diagnosis"])), JSON, st.sampled_from(sorted(body())), JSON)
def test_whatever_stands_in_the_place_of_a_fact_no_report_breaks_its_reader(
    fact: str, value: object, part: str, other: object
) -> None:
    for text in (
        json.dumps(body(diagnosis=body()["diagnosis"] | {fact: value})),
        json.dumps(body(**{part: other})),
        json.dumps(other),
    ):
        found = etabli.read(text)
        assert found is None or canonical(to_content(found))


@given(facts(Diagnosis))
def test_every_diagnosis_that_the_probe_can_write_is_read_or_refused(diagnosis: Diagnosis) -> None:
    try:
        content = report(STICK, Reading(diagnosis)).partition(b"\n")[2]
    except ContentError:  # half a character
        return
    found = etabli.read(content.decode())
    assert found is None or (canonical(to_content(found)) and not found.diagnosis.origin.trusted)


def test_a_newer_probe_may_say_more() -> None:
    diagnosis = body()["diagnosis"] | {"smell": "burnt", "network": None}
    found = etabli.read(canonical(body(diagnosis=diagnosis, more={"a": [1.5]}) | {"more": 1}).decode())
    assert found
    assert found.diagnosis.network is None


def test_a_report_that_is_cut_is_said_to_be_damaged() -> None:
    content = report()
    for length in (30, 100, len(content) // 2, len(content) - 1):
        assert isinstance(read_report(content[:length]), NotRead), length


def test_a_report_is_never_larger_than_what_is_taken() -> None:
    half = b"\xfe" * (LARGEST_RAW // 2)
    content = report(STICK, Reading(READING.diagnosis, (("a", half), ("b", half), ("c", half), ("d", b"small"))))
    assert len(content) < LARGEST_REPORT
    assert [name for name, _ in raw_outputs(content)] == ["a", "b"]
    assert machine(content).diagnosis.identity.system_serial == "8XK2J13"


def test_raw_outputs_of_something_else_are_none() -> None:
    for text in (b"", b"\n{", b"\n[]", b'\n{"raw": [{"name": 1}]}', b'\n{"raw": [{"name": "a", "base64": "?"}]}'):
        assert raw_outputs(text) == ()


def test_a_report_is_written_whole_over_the_older_one_and_can_be_read_by_the_bench(tmp_path: Path) -> None:
    path = tmp_path / "etabli-reports" / "a.etabli"
    for content in (b"first", b"second"):
        save(path, content)
        assert path.read_bytes() == content
    assert [file.name for file in path.parent.iterdir()] == ["a.etabli"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_a_place_that_cannot_be_written_to_is_said_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "full").touch()
    with pytest.raises(MediumError):
        save(tmp_path / "taken", b"report")
    with pytest.raises(MediumError):
        save(tmp_path / "taken" / "full" / "a", b"report")
    assert [file.name for file in tmp_path.iterdir()] == ["taken"]


def test_what_is_no_plain_file_or_too_large_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    assert read_bounded(tmp_path / "a", 5) == b"12345"
    assert read_bounded(tmp_path / "a", 4) is None
