"""Every code of the domain has its words on paper, and no sentence of any document promises too much."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

from workshop.adapters.documents import wording
from workshop.adapters.documents.shapes import SHAPES
from workshop.adapters.documents.voice import voice
from workshop.domain.certificates import Outcome
from workshop.domain.diagnosis import Category, DriveMedium
from workshop.domain.drives import Disposition, Refusal
from workshop.domain.methods import Level, Technique
from workshop.domain.proofs import Doubt, Reservation
from workshop.domain.wiping import Coverage, HiddenArea
from workshop.resources import resource

FOLDER = Path(wording.__file__).parent
FORBIDDEN = {
    "fr": re.compile(
        r"irrécupérable|100\s*%\s*s|effacement garanti|garanti|niveau militaire|militaire|certifié|conforme\b|"
        r"comme neuf|\bvert\b|\bDoD\b|ANSSI|CSPN",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"irrecoverable|unrecoverable|100\s*%\s*s|guaranteed|military|certified|compliant|complies|like new|"
        r"\bgreen\b|\bDoD\b",
        re.IGNORECASE,
    ),
}


def sentences() -> list[str]:
    """Return every sentence that the documents can say, as translators get them."""
    found = extract_from_dir(str(FOLDER), [("**.py", "python")], keywords={"_": None})
    return sorted({message for _file, _line, message, _comments, _context in found if isinstance(message, str)})


@pytest.mark.parametrize(
    ("table", "kinds"),
    [
        (wording.OUTCOMES, (Outcome,)),
        (wording.COUNTS, (Outcome,)),
        (SHAPES, (Outcome,)),
        (wording.DISPOSITIONS, (Outcome, Disposition)),
        (wording.REASONS, (Doubt, Reservation)),
        (wording.REFUSALS, (Refusal,)),
        (wording.TECHNIQUES, (Technique,)),
        (wording.LEVELS, (Level,)),
        (wording.COVERAGES, (Coverage,)),
        (wording.HIDDEN_AREAS, (HiddenArea,)),
        (wording.MEDIA, (DriveMedium,)),
        (wording.CATEGORIES, (Category,)),
    ],
)
def test_every_code_has_its_words_and_every_word_its_code(
    table: Mapping[str, object], kinds: tuple[type[Enum], ...]
) -> None:
    known = {member.value for kind in kinds for member in kind}
    assert set(table) - {"", "rejected", wording.NOT_REACHED} == known


def test_every_word_of_the_tables_is_collected_for_translation() -> None:
    collected = set(sentences())
    for table in (wording.OUTCOMES, wording.REASONS, wording.REFUSALS, wording.CONSEQUENCES, wording.MEDIA):
        assert set(table.values()) <= collected


def test_what_is_not_plainly_wiped_always_says_what_it_means() -> None:
    told = {Outcome(outcome) for outcome in wording.CONSEQUENCES}
    assert told == set(Outcome) - {Outcome.WIPED, Outcome.WIPED_WITH_RESERVATIONS}
    for reservation in Reservation:
        if reservation is not Reservation.SAMPLED:
            assert "Conséquence :" in wording.REASONS[reservation]


def test_enough_sentences_are_looked_at() -> None:
    assert len(sentences()) > 200


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_sentence_promises_what_standards_forbid(language: str) -> None:
    if language == "en" and not resource("locale", "en", "LC_MESSAGES", "etabli.mo").exists():
        pytest.skip("the English catalogue is not built")
    say = voice(language)
    told = [say(sentence) for sentence in sentences()]
    assert [sentence for sentence in told if FORBIDDEN[language].search(sentence)] == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_software_never_says_that_it_destroyed(language: str) -> None:
    for technique in Technique:
        assert "détrui" not in wording.said(wording.TECHNIQUES, technique, "fr")


def test_a_clause_of_the_contract_speaks_for_itself() -> None:
    said = wording.refusal("clause:41 %|La batterie garde au moins 60 %.", "fr")
    assert "La batterie garde au moins" in said
    assert "Mesuré" in said
    assert "41" in said
    assert "Personne ne l’a mesuré" in wording.refusal("clause:|La batterie garde au moins 60 %.", "fr")


def test_a_reason_about_one_drive_names_it() -> None:
    said = wording.refusal("drive-failed:070100011217", "fr")
    assert said == "l’effacement d’un disque n’est pas prouvé (disque 0701\u00a00001\u00a01217)"


def test_an_unknown_reason_is_shown() -> None:
    assert "later" in wording.refusal("later:thing", "fr")
