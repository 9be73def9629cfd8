"""What the font lacks is seen to be missing; what is too long ends visibly or goes on below."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.adapters.documents.test_wording import sentences
from workshop.adapters.documents.fonts import MISSING, Face, shortened, shown, width, wrapped
from workshop.adapters.documents.voice import voice


def test_every_sentence_of_a_french_document_is_in_the_font() -> None:
    say = voice("fr")
    for sentence in sentences():
        assert MISSING not in shown(say(sentence)), sentence


def test_what_cannot_be_drawn_is_seen_to_be_missing() -> None:
    assert shown("Écran 中文 😀") == f"Écran {MISSING}{MISSING} {MISSING}"


def test_direction_marks_controls_and_joiners_are_gone() -> None:
    assert shown("a\u202eb\u2066c\x00d\x1b[31m\u200de") == "abcd[31me"


def test_accents_in_two_parts_become_letters() -> None:
    assert shown("E\u0301cole") == "École"


@given(st.text(max_size=200))
def test_what_is_shown_has_only_glyphs_and_stays_the_same_when_shown_again(text: str) -> None:
    safe = shown(text)
    assert shown(safe) == safe
    assert safe == safe.strip(" ")


@given(st.text(alphabet="Wi mé…◊", max_size=300), st.floats(min_value=20, max_value=400))
def test_lines_never_leave_their_room(text: str, room: float) -> None:
    safe = shown(text)
    assert all(width(line, Face.BOLD, 10) <= room + 1e-6 for line in wrapped(safe, Face.BOLD, 10, room))
    assert width(shortened(safe, Face.BOLD, 10, room), Face.BOLD, 10) <= room + 1e-6


@given(st.text(alphabet="abc ", max_size=80))
def test_nothing_is_lost_when_a_text_is_broken_into_lines(text: str) -> None:
    safe = shown(text)
    assert "".join(wrapped(safe, Face.REGULAR, 10, 60)).replace(" ", "") == safe.replace(" ", "")
