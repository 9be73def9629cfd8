"""Every code of the domain has its words on paper, and no sentence of any document promises too much."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

from tests.adapters.documents.pictures import flat, text_of
from tests.adapters.documents.samples import documents, drive_code, lot_of
from workshop.adapters.documents import wording
from workshop.adapters.documents.shapes import SHAPES
from workshop.adapters.documents.voice import voice
from workshop.domain.certificates import Act, Destination, Outcome, Variant
from workshop.domain.diagnosis import Category, DriveMedium
from workshop.domain.drives import Disposition, Refusal
from workshop.domain.methods import Level, Technique
from workshop.domain.people import Role
from workshop.domain.proofs import Doubt, Reservation
from workshop.domain.typography import grouped
from workshop.domain.variants import variant_of
from workshop.domain.wiping import Coverage, HiddenArea
from workshop.resources import resource

FOLDER = Path(wording.__file__).parent
# what standards.md §1.7, §2.4 and §3.5 and the last row of product.md's decisions say that paper never says
FORBIDDEN = {
    "fr": re.compile(
        r"irrécupérable|irréversible|100\s*%\s*(?:s[ûu]r|sécur|effac|garant)|garanti|militaire|"
        r"certifié|certification|agréé|homologué|conforme\b|(?:selon|suivant) (?:la norme|NIST|IEEE|ISO)|"
        r"ANSSI|CSPN|IEEE|\bDoD\b|(?:3|7|35|trois|sept) passes|"
        r"(?:état|comme|à|quasi) neuf|reconditionné en France|"
        r"\bverte?s?\b|éco-?respons|écologique|respectueu|biodégradable|neutr(?:e|alité) (?:en )?carbone|durable\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"ir?recoverable|unrecoverable|irreversibl|100\s*%\s*(?:secure|safe|wiped|erased|guarant)|guarante|military|"
        r"certified|certification|accredited|approved by|complian|complies|conforms|according to (?:NIST|IEEE|ISO)|"
        r"ANSSI|CSPN|IEEE|\bDoD\b|(?:3|7|35|three|seven)[ -]pass|"
        r"(?:like|as|good as|near) new|refurbished in France|"
        r"\bgreen\b|eco-?(?:friendly|respons)|environmentally|biodegradable|carbon[ -]neutral|sustainable",
        re.IGNORECASE,
    ),
}
MANY = 43
NEVER_SAID = {
    "fr": (
        "données irrécupérables",
        "100 % sécurisé",
        "effacement garanti",
        "niveau militaire",
        "certifié NIST",
        "certifié ANSSI/CSPN",
        "conforme NIST",
        "conforme RGPD",
        "conforme IEEE 2883",
        "DoD 3 passes",
        "comme neuf",
        "état neuf",
        "remis à neuf",
        "reconditionné en France",
        "un choix vert",
        "éco-responsable",
        "respectueux de l’environnement",
        "biodégradable",
        "neutre en carbone",
    ),
    "en": (
        "irrecoverable data",
        "unrecoverable",
        "100 % secure",
        "guaranteed erasure",
        "military grade",
        "NIST certified",
        "NIST compliant",
        "complies with the GDPR",
        "IEEE 2883",
        "DoD 3-pass",
        "like new",
        "as new",
        "refurbished in France",
        "a green choice",
        "eco-friendly",
        "environmentally friendly",
        "biodegradable",
        "carbon neutral",
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
        (wording.ACTS, (Act,)),
        (wording.ROLES, (Role,)),
        (wording.DESTINATIONS, (Destination,)),
    ],
)
def test_every_code_has_its_words_and_every_word_its_code(
    table: Mapping[str, object], kinds: tuple[type[Enum], ...]
) -> None:
    known = {member.value for kind in kinds for member in kind}
    assert set(table) - {"", "rejected", wording.NOT_REACHED} == known


def test_every_variant_but_the_donors_has_a_name_and_says_what_it_masks() -> None:
    assert set(wording.VARIANTS) == set(wording.MASKED) == set(Variant) - {Variant.DONOR}


def test_every_word_of_the_tables_is_collected_for_translation() -> None:
    collected = set(sentences())
    tables = (wording.OUTCOMES, wording.REASONS, wording.REFUSALS, wording.CONSEQUENCES, wording.MEDIA)
    for table in (*tables, wording.ACTS, wording.ROLES, wording.DESTINATIONS, wording.MASKED, wording.SMART):
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
def test_the_list_of_words_finds_every_promise_that_standards_name(language: str) -> None:
    assert [promise for promise in NEVER_SAID[language] if not FORBIDDEN[language].search(promise)] == []


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("drives", [1, 43, pytest.param(1000, marks=pytest.mark.long)])
def test_no_printed_certificate_promises_what_standards_forbid(drives: int, language: str, tmp_path: Path) -> None:
    content = lot_of(drives, example=False, number="CE-2026-01-000012")
    for variant in list(Variant) if drives <= MANY else [Variant.DONOR]:
        pdf = documents().unsealed_certificate(variant_of(content, variant), language)
        text = flat(text_of(pdf, tmp_path))
        assert flat(grouped(drive_code(drives))) in text
        assert FORBIDDEN[language].search(text) is None


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
