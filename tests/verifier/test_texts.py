"""What the page says: the command's sentences in both languages, and its own, complete and as they are printed."""

from __future__ import annotations

import importlib.util
import json
import re
import string
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.adapters.documents.attacks import attacks
from tests.verifier.judging import PAGE, Judge
from workshop.adapters.documents.seal import Seal
from workshop.adapters.documents.verification import Word, verdict_sentences, verify
from workshop.texts import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
PARTS = PAGE.parent / "parts"
SAID = """(() => {
  state.language = LANGUAGE;
  return examined(bytes).then((found) => sentencesOf({ ...verdictOn(found, TRUSTED, REVOKED), by: '' }, found));
})()"""


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("verifier_of_etabli", ROOT / "installer" / "verifier.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def own() -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads((PARTS / "texts.json").read_text("utf-8"))
    return found


def test_the_page_is_as_its_parts_are(maker: ModuleType) -> None:
    assert PAGE.read_text("utf-8") == maker.assembled(), "run installer/verifier.py"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_what_the_command_says(judge: Judge, sealed: bytes, seal: Seal, language: str) -> None:
    said = set()
    for attack in attacks(sealed, seal):
        verdict = verify(attack.pdf, attack.trusted, attack.revoked)
        if (verdict.word, verdict.reason) in said:
            continue
        said.add((verdict.word, verdict.reason))
        script = SAID
        for name, value in (("LANGUAGE", language), ("TRUSTED", attack.trusted), ("REVOKED", attack.revoked)):
            script = script.replace(name, json.dumps(value))
        (page,) = judge.asked(script, attack.pdf)
        assert tuple(page) == verdict_sentences(verdict, language), attack.name
    assert {word for word, _reason in said} == set(Word)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_replaced_certificate_is_told_in_the_same_words(
    judge: Judge, sealed: bytes, seal: Seal, language: str
) -> None:
    verdict = replace(verify(sealed, [seal.fingerprint]), replaced_by="CE-2026-01-000002")
    (page,) = judge.asked(
        f"""(() => {{
          state.language = '{language}';
          const verdict = {{ word: 'authentic', by: 'CE-2026-01-000002' }};
          return examined(bytes).then((found) => sentencesOf(verdict, found));
        }})()""",
        sealed,
    )
    assert tuple(page) == verdict_sentences(verdict, language)


def blanks(text: str) -> list[str]:
    return sorted(name for _literal, name, _spec, _conversion in string.Formatter().parse(text) if name is not None)


def test_every_sentence_of_the_page_is_there_in_both_languages() -> None:
    for key, both in own().items():
        assert len(both) == len(LANGUAGES), key
        assert all(both), key
        assert blanks(both[0]) == blanks(both[1]), key


def test_no_english_sentence_was_left_in_french() -> None:
    for key, (_french, english) in own().items():
        plain = english.replace("Établi", "").replace("Métropole", "").replace("Français", "")
        assert not re.search(r"[éèêàùçœîôû«»]", plain, re.IGNORECASE), key


def test_every_sentence_of_the_page_is_used_and_none_is_missing() -> None:
    written = "".join(path.read_text("utf-8") for path in sorted(PARTS.glob("*.[jh]*")) if path.suffix != ".json")
    used = {*re.findall(r"""(?:data-say="|say\(')(\w+)""", written)}
    named = {key for key in own() if f"'{key}'" in written or f'"{key}"' in written}
    assert used <= set(own())
    assert named == set(own())


def test_no_word_is_said_that_no_document_may_say() -> None:
    forbidden = re.compile(r"irrécupérable|certifié NIST|conforme|comme neuf|vert\b|compliant|unrecoverable")
    for both in own().values():
        assert not any(forbidden.search(text) for text in both)


def test_the_page_needs_nothing_from_elsewhere() -> None:
    page = PAGE.read_text("utf-8")
    assert not re.search(r"https?://|import\s*\(|\beval\s*\(|new Function|innerHTML|outerHTML|insertAdjacentHTML", page)
    assert not re.search(
        r"<(?:link|img|iframe|object|embed|form|base)\b|\bsrc=|@import|url\(|XMLHttpRequest|fetch\(", page
    )
    assert "default-src 'none'" in page


def test_no_part_is_too_long() -> None:
    lengths: dict[str, Any] = {path.name: len(path.read_text("utf-8").splitlines()) for path in PARTS.iterdir()}
    assert {name: length for name, length in lengths.items() if length > 400} == {}
