from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from enum import IntEnum, StrEnum
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.invented import TEXT, facts, moments
from tests.domain.test_certificates import statement
from workshop.domain import events as happened
from workshop.domain.certificates import BareMachine, Certificate, DriveStatement
from workshop.domain.codes import Code, make
from workshop.domain.content import (
    LARGEST_WHOLE_NUMBER,
    ContentError,
    canonical,
    digest,
    from_content,
    read_time,
    to_content,
    written_time,
)
from workshop.domain.deliveries import Manifest
from workshop.domain.diagnosis import Diagnosis
from workshop.domain.entries import KINDS, Recorded
from workshop.domain.grading import Contract, Grade
from workshop.domain.holds import HoldReason
from workshop.domain.inspection import Inspection
from workshop.domain.methods import Method
from workshop.domain.proofs import NotProven, Proof
from workshop.domain.wiping import WipeLog

STORED: list[type[Any]] = [*KINDS.values(), Diagnosis, WipeLog, Grade, Contract, Inspection, Method, Manifest]

texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]))
numbers = st.integers(-LARGEST_WHOLE_NUMBER, LARGEST_WHOLE_NUMBER)
contents = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=20,
)
hostile = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats() | st.binary(max_size=3) | st.just(...),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3) | st.integers(), inner, max_size=3),
    max_leaves=10,
)


@given(contents)
def test_canonical_text_is_that_of_an_independent_rfc_8785(content: Any) -> None:
    assert canonical(content) == rfc8785.dumps(content)
    assert json.loads(canonical(content)) == content


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ({"b": 1, "a": None}, '{"a":null,"b":1}'),
        (
            {"\ufb33": 1, "\U0001f600": 2, "€": 3, "\r": 4},
            '{"\\r":4,"€":3,"\U0001f600":2,"\ufb33":1}',
        ),  # by UTF-16 units
        ('\u0000\u001f\u007f\u2028"\\/\b\f\n\r\t', '"\\u0000\\u001f\u007f\u2028\\"\\\\/\\b\\f\\n\\r\\t"'),
        ([LARGEST_WHOLE_NUMBER, -LARGEST_WHOLE_NUMBER, True, ""], '[9007199254740991,-9007199254740991,true,""]'),
    ],
)
def test_canonical_text_of_the_hard_cases(content: Any, text: str) -> None:
    assert canonical(content) == text.encode() == rfc8785.dumps(content)


@given(contents, contents)
def test_two_contents_have_one_digest_only_if_they_say_the_same(first: Any, second: Any) -> None:
    assert (digest(first) == digest(second)) is (canonical(first) == canonical(second))
    assert len(digest(first)) == 64


def _nested(depth: int) -> Any:
    content: Any = []
    for _ in range(depth):
        content = [content]
    return content


@pytest.mark.parametrize(
    "content",
    [
        1.0,
        float("nan"),
        {"wear": 12.5},
        LARGEST_WHOLE_NUMBER + 1,
        -LARGEST_WHOLE_NUMBER - 1,
        b"bytes",
        {1: "number for a key"},
        ("tuple",),
        "\ud800",
        {"\udfff": 1},
        {"a": datetime(2026, 11, 24, tzinfo=UTC)},
        _nested(100_000),
    ],
    ids=lambda content: repr(content)[:30] if not isinstance(content, list) else "nested",
)
def test_what_two_machines_could_write_differently_has_no_canonical_text(content: Any) -> None:
    with pytest.raises(ContentError):
        canonical(content)


@pytest.mark.parametrize("kind", STORED, ids=lambda kind: kind.__name__)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_every_stored_fact_comes_back_as_it_was(kind: type[Any], data: st.DataObject) -> None:
    fact = data.draw(facts(kind))
    content = to_content(fact)
    stored = json.loads(canonical(content))
    assert from_content(kind, stored) == fact
    assert to_content(from_content(kind, stored)) == content


@given(st.data())
def test_a_certificate_comes_back_as_it_was(data: st.DataObject) -> None:
    statements = data.draw(st.lists(_honest_statements(), max_size=2).map(tuple))
    fact = data.draw(
        st.builds(
            Certificate,
            schema=TEXT,
            number=TEXT,
            example=st.booleans(),
            workshop=TEXT,
            site=st.integers(0, 99),
            donor=TEXT,
            lot=TEXT,
            issued_at=moments(),
            machines_received=st.integers(0, 10**6),
            bare_machines=st.lists(facts(BareMachine), max_size=2).map(tuple),
            drives=st.just(statements),
        )
    )
    assert from_content(Certificate, json.loads(canonical(to_content(fact)))) == fact


@st.composite
def _honest_statements(draw: st.DrawFn) -> DriveStatement:
    return draw(st.sampled_from([statement(outcome) for outcome in ("wiped", "not-wiped", "destroyed", "open")]))


@pytest.mark.parametrize(
    "kind", [*STORED, Certificate, Proof, NotProven, Code, Recorded], ids=lambda kind: kind.__name__
)
@settings(max_examples=40, deadline=None)
@given(content=hostile)
def test_hostile_content_is_refused_as_such(kind: type[Any], content: Any) -> None:
    try:
        fact = from_content(kind, content)
    except ContentError:
        return
    assert isinstance(fact, kind)


@pytest.mark.parametrize("kind", STORED, ids=lambda kind: kind.__name__)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_fact_with_one_part_replaced_is_rebuilt_or_refused_as_such(kind: type[Any], data: st.DataObject) -> None:
    content = to_content(data.draw(facts(kind)))
    if content:
        content[data.draw(st.sampled_from(sorted(content)))] = data.draw(hostile)
    try:
        fact = from_content(kind, content)
    except ContentError:
        return
    assert isinstance(fact, kind)


@given(moments(), st.integers(-1439, 1439))
def test_a_moment_is_written_in_utc_and_read_back_to_the_microsecond(moment: datetime, offset: int) -> None:
    elsewhere = moment.astimezone(timezone(timedelta(minutes=offset)))
    assert written_time(elsewhere) == written_time(moment)
    assert written_time(moment).endswith("Z")
    assert read_time(written_time(moment)) == moment


@pytest.mark.parametrize("text", ["2026-11-24T08:00:00", "tomorrow", "", "0001-01-01T00:00:00+10:00", "24/11/2026"])
def test_a_time_without_a_place_on_earth_or_beyond_the_calendar_is_no_time(text: str) -> None:
    with pytest.raises(ContentError):
        read_time(text)


def test_a_naive_or_impossible_time_is_not_written() -> None:
    for moment in (datetime(2026, 11, 24), datetime.max.replace(tzinfo=timezone(timedelta(hours=-5)))):  # noqa: DTZ001
        with pytest.raises(ContentError):
            written_time(moment)


class Colour(StrEnum):
    RED = "red"


class Size(IntEnum):
    BIG = 3


@dataclass(frozen=True)
class Mixed:
    named: dict[str, int]
    anything: Any = None
    one_of: int | str | bool | None = None
    chosen: Colour = Colour.RED
    sizes: frozenset[Size] = frozenset()


MIXED = st.builds(
    Mixed,
    st.dictionaries(texts, numbers, max_size=3),
    contents,
    numbers | texts | st.booleans() | st.none(),
    st.just(Colour.RED),
    st.frozensets(st.just(Size.BIG)),
)


@given(MIXED)
def test_mappings_unions_and_sets_come_back_too(fact: Mixed) -> None:
    back = from_content(Mixed, json.loads(canonical(to_content(fact))))
    assert back == fact
    assert type(back.one_of) is type(fact.one_of)


@pytest.mark.parametrize(
    "content",
    [
        [],
        {},
        {"named": []},
        {"named": {"a": "b"}},
        {"named": {}, "one_of": []},
        {"named": {}, "chosen": "blue"},
        {"named": {}, "chosen": None},
        {"named": {}, "sizes": [[]]},
        {"named": {}, "sizes": {}},
    ],
)
def test_a_content_of_another_shape_is_refused(content: Any) -> None:
    with pytest.raises(ContentError):
        from_content(Mixed, content)


def test_fields_added_by_a_later_version_are_left_alone() -> None:
    stored = {"lot": "lot", "added_in_2031": "something"}
    assert from_content(happened.MachineReceived, stored) == happened.MachineReceived("lot")


def test_a_fact_that_refuses_its_content_is_a_content_error() -> None:
    assert from_content(Code, {"text": make(26, 1, 1).text}) == make(26, 1, 1)
    with pytest.raises(ContentError):
        from_content(Code, {"text": "260100000199"})


@pytest.mark.parametrize("value", [1.5, b"raw", object(), {1: "a"}, [b"raw"], int])
def test_what_is_no_fact_has_no_content(value: Any) -> None:
    with pytest.raises(ContentError):
        to_content(value)


def test_a_set_is_written_in_one_order() -> None:
    reasons = frozenset(HoldReason)
    assert to_content(reasons) == sorted(reason.value for reason in reasons)
