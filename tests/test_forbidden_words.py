"""No screen, paper, label, contract or data file claims what nobody measured; the list is `resources/words/`.

The words come from standards.md §1.7, §2.4 and §3.5. `tests/adapters/documents/test_wording.py` reads printed
certificates; here every template is read, in every language, before anything is printed.
"""

from __future__ import annotations

import importlib.util
import tomllib
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from workshop.adapters.rules.forbidden import load_claims
from workshop.domain.claims import Claims, Where
from workshop.domain.errors import RulesError
from workshop.resources import resource

ROOT = Path(__file__).resolve().parents[1]
CLAIMS = load_claims(resource("words"))
LANGUAGES = ("fr", "en")
PAPERS = ("workshop/adapters/documents", "workshop/impact_words", "workshop/adapters/labels")
NOT_SHOWN = ("machines", "words", "locale")  # recordings, the list itself, catalogues (read as sentences below)


@cache
def strings() -> ModuleType:
    spec = importlib.util.spec_from_file_location("strings_of_etabli", ROOT / "installer" / "strings.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _texts(said: str | tuple[str, ...]) -> tuple[str, ...]:
    return said if isinstance(said, tuple) else (said,)


def sentences(language: str) -> Iterator[tuple[str, Where]]:
    """Every sentence of the code in one language, and whether a paper says it."""
    translated = {str(message.id): message.string for message in strings().read("en") if message.id}
    for message in strings().gathered():
        if not message.id:
            continue
        on_paper = any(name.startswith(PAPERS) for name, _line in message.locations)
        told = _texts(message.id) if language == "fr" else _texts(translated.get(str(message.id), ""))
        for text in told:
            yield text, Where.PAPERS if on_paper else Where.EVERYWHERE


def simple_sentences() -> Iterator[str]:
    for message in strings().read(strings().SIMPLE):
        yield from _texts(message.string) if message.id else ()


def values(said: Any) -> Iterator[str]:
    """Every text of a data file, keys too."""
    if isinstance(said, dict):
        for key, value in said.items():
            yield key
            yield from values(value)
    elif isinstance(said, list):
        for value in said:
            yield from values(value)
    elif isinstance(said, str):
        yield said


def data_files() -> list[Path]:
    files = sorted(resource().rglob("*.toml"))
    return [file for file in files if file.relative_to(resource()).parts[0] not in NOT_SHOWN]


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def found(text: str, language: str, where: Where) -> list[str]:
    return [claim.id for claim in CLAIMS.found_in(text, language, where)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_a_screen_or_a_paper_claims_anything(language: str) -> None:
    told = list(sentences(language))
    assert len(told) > 2000
    assert sum(where is Where.PAPERS for _text, where in told) > 300
    wrong = [(text, ids) for text, where in told if (ids := found(text, language, where))]
    assert wrong == []


def test_no_simple_sentence_claims_anything() -> None:
    assert [text for text in simple_sentences() if found(text, "fr", Where.EVERYWHERE)] == []


def test_no_contract_label_layout_or_other_data_file_claims_anything() -> None:
    files = data_files()
    folders = {file.relative_to(resource()).parts[0] for file in files}
    assert {"contracts", "labels", "impact", "methods"} <= folders
    wrong = [
        (file.name, text, ids)
        for file in files
        for text in values(tomllib.loads(file.read_text("utf-8")))
        for language in LANGUAGES
        if (ids := found(text, language, _where(file)))
    ]
    assert wrong == []


def _where(file: Path) -> Where:
    """Labels and impact figures stand on paper as they are; contracts may speak of a warranty and of conformity."""
    return Where.PAPERS if file.relative_to(resource()).parts[0] in ("labels", "impact") else Where.EVERYWHERE


def test_no_page_and_no_example_that_is_handed_out_claims_anything() -> None:
    pages = [*sorted(resource().rglob("*.html")), resource("impact", "manager-example.txt")]
    assert len(pages) >= 2
    for page in pages:
        words = _Words()
        words.feed(page.read_text("utf-8"))
        text = " ".join(words.found)
        assert [found(text, language, Where.EVERYWHERE) for language in LANGUAGES] == [[], []], page.name


# the test of the test


def test_every_claim_is_found_as_it_is_met_and_in_any_dress() -> None:
    for claim in CLAIMS.claims:
        for text in claim.says:
            dressed = (text, text.upper(), f"« {text} »", text.replace("'", "’"), text.replace(" ", "\u00a0"))
            for said in dressed:
                assert claim.id in found(f"Voici : {said}.", claim.language, claim.where), said


def test_the_list_knows_what_the_standards_name() -> None:
    named = (
        *("données irrécupérables", "certifié NIST", "conforme RGPD", "comme neuf", "état neuf", "un ordinateur vert"),
        *("écologique", "éco-responsable", "neutre en carbone", "respectueux de l'environnement", "niveau militaire"),
        *("100 % sécurisé", "certifié ANSSI", "reconditionné en France", "biodégradable"),
    )
    assert [text for text in named if not found(text, "fr", Where.EVERYWHERE)] == []


def test_plain_words_are_left_alone() -> None:
    french = (
        *(
            "Un lot est ouvert.",
            "La couverte du lot",
            "appareil neuf",
            "années de vie d'un appareil neuf",
            "neuf disques",
        ),
        *("prêt à être livré", "données à garder", "non conforme à la liste", "sous garantie", "100 % de la surface"),
        "vocabulaire NIST SP 800-88r2 ; conformité IEEE 2883 non revendiquée",
    )
    assert [text for text in french if found(text, "fr", Where.EVERYWHERE)] == []
    assert found("conformité IEEE 2883", "fr", Where.EVERYWHERE) == ["fr-certified"]
    english = ("a new label", "listed as new code", "a new device", "the green key", "under warranty")
    assert [text for text in english if found(text, "en", Where.EVERYWHERE)] == []


def test_the_tests_above_would_fail_for_one_sentence() -> None:
    planted = "Cet ordinateur est comme neuf."
    assert found(planted, "fr", Where.EVERYWHERE) == ["fr-new"]
    assert found("This erasure is guaranteed.", "en", Where.PAPERS) != []
    assert list(values({"contract": {"notice": [planted]}})) == ["contract", "notice", planted]
    page = _Words()
    page.feed(f"<p>{planted}</p>")
    assert page.found == [planted]


WRONG = [
    ('pattern = "("', "pattern"),
    ('pattern = ""', "must be a text"),
    ('pattern = "x*"', "says nothing"),
    ('pattern = "other"', "is not found"),
    ('where = "nowhere"', "where"),
    ('source = "hearsay"', "none of the sources"),
    ("surprise = 1", "surprise"),
]


@pytest.mark.parametrize(("line", "word"), WRONG)
def test_a_wrong_list_is_refused_with_its_problems(tmp_path: Path, line: str, word: str) -> None:
    whole = {
        "id": 'id = "c"',
        "language": 'language = "fr"',
        "pattern": 'pattern = "neuf"',
        "where": 'where = "papers"',
        "says": 'says = ["neuf"]',
        "source": 'source = "s"',
    }
    entry = {**whole, line.split(" ", 1)[0]: line}
    text = 'format = 1\nversion = "1"\n[sources]\ns = "S"\n[[claim]]\n' + "\n".join(entry.values()) + "\n"
    (tmp_path / "forbidden.toml").write_text(text)
    with pytest.raises(RulesError) as refused:
        load_claims(tmp_path)
    assert word in "\n".join(refused.value.problems)


def test_an_empty_list_forbids_nothing_and_is_no_list(tmp_path: Path) -> None:
    assert Claims("", ()).found_in("comme neuf", "fr") == ()
    (tmp_path / "forbidden.toml").write_text('format = 1\nversion = "1"\n[sources]\ns = "S"\n')
    with pytest.raises(RulesError):
        load_claims(tmp_path)
