"""The English catalogue: complete, fresh, and with the same blanks to fill as the French sentence."""

from __future__ import annotations

import ast
import importlib.util
import re
import string
from pathlib import Path
from types import ModuleType

import pytest

from workshop.texts import LANGUAGES, SOURCE_LANGUAGE

ROOT = Path(__file__).resolve().parents[1]


def _strings() -> ModuleType:
    spec = importlib.util.spec_from_file_location("strings_of_etabli", ROOT / "installer" / "strings.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def strings() -> ModuleType:
    return _strings()


def test_every_language_of_the_screens_has_a_catalogue(strings: ModuleType) -> None:
    assert set(LANGUAGES) == {SOURCE_LANGUAGE, *strings.LANGUAGES}


def test_every_sentence_of_the_code_is_translated(strings: ModuleType) -> None:
    for language in strings.LANGUAGES:
        assert strings.missing(strings.merged(language, strings.gathered())) == []


def test_the_catalogue_is_as_the_code_is_and_compiled(strings: ModuleType) -> None:
    for language in strings.LANGUAGES:
        path = strings.translation(language)
        fresh = strings.written(strings.merged(language, strings.gathered()))
        assert path.read_bytes() == fresh, "run installer/strings.py"
        assert path.with_suffix(".mo").read_bytes() == strings.compiled(strings.read(language))


def _blanks(text: str) -> list[str]:
    return sorted(name for _literal, name, _spec, _conversion in string.Formatter().parse(text) if name is not None)


def test_a_translation_has_the_same_blanks_as_its_sentence(strings: ModuleType) -> None:
    for language in strings.LANGUAGES:
        for message in strings.read(language):
            french = message.id if isinstance(message.id, tuple) else (message.id,)
            other = message.string if isinstance(message.string, tuple) else (message.string,)
            if message.id:
                wanted = _blanks(french[-1])
                assert all(_blanks(text) == wanted for text in other[-1:]), message.id


def test_no_english_sentence_was_left_in_french(strings: ModuleType) -> None:
    accents = re.compile(r"[éèêàùçœîôû«»]", re.IGNORECASE)
    names = ("Établi", "Entrée", "Échap", "Métropole", "À vérifier", "Grand Lyon")
    for message in strings.read("en"):
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        for text in texts if message.id else ():
            plain = text
            for name in names:
                plain = plain.replace(name, "")
            assert not accents.search(plain), text


def _said_in(path: Path) -> set[str]:
    """Every constant sentence that a file gives to `_()`, inside f-strings too, which a gatherer may pass over."""
    calls = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call) and node.args)
    named = (call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "_")
    return {str(argument.value) for argument in named if isinstance(argument, ast.Constant)}


def test_no_sentence_is_passed_over_when_they_are_gathered(strings: ModuleType) -> None:
    gathered = {str(message.id) for message in strings.gathered()}
    for folder in strings.FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            assert _said_in(path) <= gathered, path
