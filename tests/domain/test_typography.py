from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.typography import NO_BREAK, THIN, french, grouped

EXAMPLES = [
    ("L'ordinateur n'est pas effacé.", "L’ordinateur n’est pas effacé."),
    ("Posez-le dans le bac « À vérifier ».", f"Posez-le dans le bac «{NO_BREAK}À vérifier{NO_BREAK}»."),
    ("Posez-le dans le bac «À vérifier».", f"Posez-le dans le bac «{NO_BREAK}À vérifier{NO_BREAK}»."),
    ("Est-elle vide ?", f"Est-elle vide{THIN}?"),
    ("Est-elle vide?", f"Est-elle vide{THIN}?"),
    ("Vraiment ?!", f"Vraiment{THIN}?!"),
    ("Attendez ; regardez !", f"Attendez{THIN}; regardez{THIN}!"),
    ("Sans douchette : tapez les 8 chiffres.", f"Sans douchette{NO_BREAK}: tapez les 8{NO_BREAK}chiffres."),
    ("Il reste 20 %.", f"Il reste 20{THIN}%."),
    ("16 Go", f"16{NO_BREAK}Go"),
    ("à 10 h 42.", f"à 10{NO_BREAK}h{NO_BREAK}42."),
    ("12 sur 40", f"12{NO_BREAK}sur{NO_BREAK}40"),
    ("mardi 24 novembre", f"mardi 24{NO_BREAK}novembre"),
    ("le lot 2 s'est vidé", "le lot 2 s’est vidé"),
    ("Bordereau n° 31", f"Bordereau n°{NO_BREAK}31"),
    ("Voir https://exemple.fr/a?b=1;c ?", f"Voir https://exemple.fr/a?b=1;c{THIN}?"),
    ("d'« Effacer »", f"d’«{NO_BREAK}Effacer{NO_BREAK}»"),
]
UNTOUCHED = [
    "https://exemple.fr/a?b=1;c",
    "/dev/disk/by-id/ata-X:1",
    r"C:\Users\l'atelier",
    "atelier@exemple.fr",
    "00:1A:2B:3C:4D:5E",
    "10:42",
    "8XK2J13",
    "key=value;other",
    "2601 0004 1229",
    "a%20b",
]
prose = st.text(alphabet="ABabéœ'’«» \u00a0\u202f;!?:%0123456789.hsurGo/@=&-()\n")


@pytest.mark.parametrize(("written", "printed"), EXAMPLES)
def test_a_sentence_is_set_as_the_french_print_it(written: str, printed: str) -> None:
    assert french(written) == printed


@pytest.mark.parametrize("text", UNTOUCHED)
def test_addresses_paths_and_codes_are_left_alone(text: str) -> None:
    assert french(text) == text
    assert french(f"« {text} »") == f"«{NO_BREAK}{text}{NO_BREAK}»"


@given(prose)
def test_setting_twice_changes_nothing(text: str) -> None:
    assert french(french(text)) == french(text)


@given(prose)
def test_only_spaces_and_apostrophes_ever_change(text: str) -> None:
    def bare(value: str) -> str:
        return re.sub(r"[ \u00a0\u202f]", "", value).replace("’", "'")

    assert bare(french(text)) == bare(text)


@given(st.text())
def test_any_text_can_be_set(text: str) -> None:
    assert french(french(text)) == french(text)


def test_a_code_is_read_in_groups_that_never_part() -> None:
    assert grouped("260100041229") == f"2601{NO_BREAK}0004{NO_BREAK}1229"
