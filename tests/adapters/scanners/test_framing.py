from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.adapters.scanners.framing import Framing
from workshop.domain.scanning import LONGEST_SCAN, NoScan, Said, meaning


@pytest.mark.parametrize("terminator", [b"\r", b"\n", b"\r\n", b"\t", b"\x03"])
def test_a_terminator_ends_a_scan_and_two_of_them_end_one(terminator: bytes) -> None:
    assert Framing().feed(b"260100041229" + terminator) == ["260100041229"]


def test_what_comes_in_pieces_is_one_scan() -> None:
    framing = Framing()
    assert framing.feed(b"2601") == []
    assert framing.waiting
    assert framing.feed(b"00041229\r2601") == ["260100041229"]
    assert framing.waiting


def test_two_scans_in_one_piece_are_two_in_their_order() -> None:
    assert Framing().feed(b"AAA\rBBB\r") == ["AAA", "BBB"]


def test_silence_ends_a_scan_without_terminator_and_says_nothing_where_there_was_none() -> None:
    framing = Framing()
    framing.feed(b"8XK2J13")
    assert framing.silence() == ["8XK2J13"]
    assert framing.silence() == []


def test_the_start_mark_of_a_reader_is_no_part_of_a_code() -> None:
    assert Framing().feed(b"\x02260100041229\x03") == ["260100041229"]


def test_an_endless_scan_is_cut_and_answered_as_not_read() -> None:
    framing = Framing()
    (text,) = framing.feed(b"7" * 100_000 + b"\r")
    assert len(text) == LONGEST_SCAN + 1
    assert meaning(text) == NoScan(Said.NOT_READ)
    assert framing.feed(b"8XK2J13\r") == ["8XK2J13"]


def test_bytes_that_are_no_text_are_answered_as_not_read() -> None:
    (text,) = Framing().feed(b"\xff\xfe\x00\x01\r")
    assert meaning(text) == NoScan(Said.NOT_READ)


@given(st.lists(st.binary(max_size=40), max_size=12))
def test_how_the_bytes_are_cut_changes_nothing(pieces: list[bytes]) -> None:
    whole, cut = Framing(), Framing()
    at_once = whole.feed(b"".join(pieces)) + whole.silence()
    assert [text for piece in pieces for text in cut.feed(piece)] + cut.silence() == at_once
