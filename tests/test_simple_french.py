"""The simple French: technicians' sentences keep its rules, in the simple wording where the standard one does not.

The rules are those of easy-to-read French, but its name and logo are for texts that people concerned have read.
"""

from __future__ import annotations

import importlib.util
import re
import string
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from workshop.texts import Wording, _, catalogue, several, speak, spoken, translator

ROOT = Path(__file__).resolve().parents[1]

MOST_WORDS = 12
BANNED = re.compile(r"%|\b(?:SMART|NVMe|purge|snapshot|KO|UUID)\b", re.IGNORECASE)
ACRONYM = re.compile(r"\b[A-Z]{2,}\b")
KNOWN = frozenset({"USB", "SSD", "IMEI", "PDF", "SIM", "PIN", "EXEMPLE", "EXERCICE"})  # written on what people hold
# what managers and curious people read (the seal, reports, every measured fact), papers, and the command line
OTHERS = (
    *("ui/settings", "ui/documents", "ui/review", "workshop/cli", "workshop/adapters", "workshop/domain"),
    *("workshop/seal", "workshop/fact_", "workshop/report_words", "workshop/event_words", "workshop/services"),
)


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("strings_of_etabli", ROOT / "installer" / "strings.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


strings = _script()


@pytest.fixture(autouse=True)
def french_again() -> Iterator[None]:
    yield
    speak("fr")


def of_technicians() -> Iterator[tuple[str, str]]:
    """Every sentence of a technician's screens, and how it is said simply."""
    simple = catalogue("fr_simple")
    for message in strings.gathered():
        if not message.id or all(name.startswith(OTHERS) for name, _line in message.locations):
            continue
        one, many = message.id if isinstance(message.id, tuple) else (message.id, message.id)
        if isinstance(message.id, tuple):
            yield one, simple.ngettext(one, many, 1)
            yield many, simple.ngettext(one, many, 2)
        else:
            yield one, simple.gettext(one)


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?\n])\s+", text)


def words(sentence: str) -> list[str]:
    return re.findall(r"[\w{}][\w’'\-{}]*", sentence)


def wrong_with(text: str) -> list[str]:
    """Name the rules that a text breaks."""
    found = [f"« {match.group()} »" for match in BANNED.finditer(text)]
    found += [f"« {name} »" for name in ACRONYM.findall(text) if name not in KNOWN]
    found += [f"{len(words(part))} words" for part in sentences(text) if len(words(part)) > MOST_WORDS]
    return found


def test_a_technician_reads_short_sentences_without_jargon() -> None:
    wrong = [f"{simple} ({', '.join(why)})" for _said, simple in of_technicians() if (why := wrong_with(simple))]
    assert wrong == [], "say it more simply, or write a simple version in resources/locale/fr_simple"


def test_every_simple_sentence_keeps_the_rules_whoever_reads_it() -> None:
    simple = [message for message in strings.read(strings.SIMPLE) if message.id]
    assert len(simple) >= 60
    for message in simple:
        for text in message.string if isinstance(message.string, tuple) else (message.string,):
            assert wrong_with(text) == [], text


def test_a_simple_sentence_differs_and_has_the_same_blanks() -> None:
    for message in strings.read(strings.SIMPLE):
        if message.id:
            standard = message.id if isinstance(message.id, tuple) else (message.id,)
            simple = message.string if isinstance(message.string, tuple) else (message.string,)
            assert simple != standard
            assert blanks(simple[-1]) == blanks(standard[-1]), message.id


def blanks(text: str) -> list[str]:
    return sorted(name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name)


def test_the_simple_set_says_only_what_the_code_says_and_is_compiled() -> None:
    template = strings.gathered()
    assert strings.unsaid(template) == []
    path = strings.translation(strings.SIMPLE)
    assert path.read_bytes() == strings.written(strings.simple(template)), "run installer/strings.py"
    assert path.with_suffix(".mo").read_bytes() == strings.compiled(strings.read(strings.SIMPLE))


def test_the_wording_changes_what_differs_and_nothing_else() -> None:
    hard, easy = "Dans les réglages de démarrage, choisissez AHCI. Puis lisez de nouveau l'ordinateur.", "Appelez"
    assert _(hard) == hard
    speak("fr", Wording.SIMPLE)
    assert _(hard).startswith(easy)
    assert _("Continuez.") == "Continuez."
    assert spoken() == "fr"
    assert several("{number} disque", "{number} disques", 0) == "{number} disque"
    assert several("{number} disque", "{number} disques", 2) == "{number} disques"


def test_other_languages_and_papers_have_one_wording() -> None:
    speak("en", Wording.SIMPLE)
    assert _("Refusé.") == "Refused."
    speak("fr", Wording.SIMPLE)
    assert translator("fr")("Effacé avec réserves") == "Effacé avec réserves"
