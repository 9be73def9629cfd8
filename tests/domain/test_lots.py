from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.documents import DocumentKind, number_of
from workshop.domain.lots import serial_key
from workshop.domain.orders import recipient_code


@given(st.from_regex(r"[A-Za-z0-9]{1,12}", fullmatch=True), st.sampled_from([" ", "\t", "\u00a0", ""]))
def test_serials_are_compared_without_spaces_and_case(serial: str, gap: str) -> None:
    assert serial_key(f"{gap}{serial[:3].lower()}{gap}{serial[3:].upper()} ") == serial_key(serial) == serial.upper()
    assert serial_key(serial_key(serial)) == serial_key(serial)


def test_documents_are_numbered_by_kind_year_site_and_rank() -> None:
    assert number_of(DocumentKind.CERTIFICATE, 1, 2026, 12, example=False) == "CE-2026-01-000012"
    assert number_of(DocumentKind.MANIFEST, 0, 2026, 1, example=True) == "EXEMPLE-BL-2026-00-000001"


@given(
    st.tuples(st.sampled_from(DocumentKind), st.integers(0, 99), st.integers(2026, 2099), st.integers(1, 2_000_000)),
    st.tuples(st.sampled_from(DocumentKind), st.integers(0, 99), st.integers(2026, 2099), st.integers(1, 2_000_000)),
)
def test_no_two_documents_have_the_same_number(
    first: tuple[DocumentKind, int, int, int], second: tuple[DocumentKind, int, int, int]
) -> None:
    numbers = {number_of(*what, example=example) for what in (first, second) for example in (True, False)}
    assert len(numbers) == 2 * len({first, second})


def test_a_recipient_is_known_by_its_order_and_number() -> None:
    assert recipient_code("060100000120", 2) == "060100000120-2"
