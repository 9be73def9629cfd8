"""What is wrong with a printer is said in short sentences, with the paper to put in."""

from __future__ import annotations

import re

import pytest

from workshop.domain.printing import Link, PrinterLanguage, PrinterTrouble
from workshop.printer_words import language_name, link_name, put_in, roll_name, trouble

MOST_WORDS = 12


@pytest.mark.parametrize("what", PrinterTrouble)
def test_every_trouble_says_what_happened_and_what_to_do_shortly(what: PrinterTrouble) -> None:
    for text in trouble(what, "62"):
        assert text
        for sentence in re.split(r"(?<=\.)\s+", text):
            assert len(sentence.split()) <= MOST_WORDS


@pytest.mark.parametrize(
    ("roll", "words"),
    [
        ("62", "Mettez le rouleau 62 mm."),
        ("62x29", "Mettez les étiquettes 62 × 29 mm."),
    ],
)
def test_the_paper_to_put_in_is_named(roll: str, words: str) -> None:
    assert trouble(PrinterTrouble.WRONG_ROLL, roll) == ("Ce n'est pas le bon rouleau.", words)
    assert trouble(PrinterTrouble.NO_PAPER, roll)[1] == words


def test_a_paper_whose_name_is_no_size_is_not_made_one() -> None:
    assert (put_in("L7160"), roll_name("L7160")) == ("", "L7160")
    assert trouble(PrinterTrouble.NO_PAPER, "L7160")[1]
    assert trouble(PrinterTrouble.COVER_OPEN, "62") == trouble(PrinterTrouble.COVER_OPEN, "")


def test_every_language_and_link_has_a_name() -> None:
    assert len({language_name(language) for language in PrinterLanguage}) == len(PrinterLanguage)
    assert len({link_name(link) for link in Link}) == len(Link)
