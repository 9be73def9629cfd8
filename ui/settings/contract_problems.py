"""What is wrong with a contract's file, in the manager's words; what this version cannot say stays as it was told."""

from __future__ import annotations

import re

from workshop.texts import _
from workshop.words import shown

_PROBLEM = re.compile(r"^(?:(?P<line>\d+): )?(?:(?P<key>[\w-]+): )?(?P<what>.*)$", re.DOTALL)


def file_problem(problem: str) -> str:
    """Say a problem of a file: its line, the word that is wrong there, and what it must be."""
    found = _PROBLEM.match(problem)
    assert found is not None
    line, key, what = found["line"], found["key"], _said(found["what"])
    if line and key:
        words = _("Ligne {line}, « {key} » : {what}").format(line=line, key=key, what=what)
    elif line:
        words = _("Ligne {line} : {what}").format(line=line, what=what)
    else:
        words = _("« {key} » : {what}").format(key=key, what=what) if key else what
    return shown(words)


def _said(what: str) -> str:
    for pattern, words in _known():
        found = re.fullmatch(pattern, what, re.DOTALL)
        if found is not None:
            return words.format(**found.groupdict())
    return what


def _known() -> tuple[tuple[str, str], ...]:
    quoted = r"'(?P<it>.*)'"
    return (
        (r"must be a text", _("il faut un texte")),
        (r"must be a list of texts", _("il faut une liste de textes")),
        (r"says the same twice", _("dit deux fois la même chose")),
        (r"must be true or false", _("il faut true ou false")),
        (r"must be a whole number from (?P<a>\S+) to (?P<b>\S+)", _("il faut un nombre entier de {a} à {b}")),
        (r"must be a list of whole numbers", _("il faut une liste de nombres entiers")),
        (r"must go from the smallest to the largest, each once", _("du plus petit au plus grand, chacun une fois")),
        (rf"{quoted} is none of (?P<all>.*)", _("« {it} » n'est aucun de : {all}")),
        (r"must be a table of (?P<a>name|letter) = whole number", _("il faut des nombres entiers, un par nom")),
        (r"(?P<it>.*): must be a whole number", _("pour {it}, il faut un nombre entier")),
        (rf"{quoted} is no letter of this contract", _("« {it} » n'est pas une lettre de ce contrat")),
        (r"a better letter must not ask for less", _("une meilleure lettre ne peut pas demander moins")),
        (r"unknown key", _("mot inconnu")),
        (r"must be (?P<it>\d+ or \d+)", _("il faut 1 ou 2")),
        (r"must be a date such as (?P<it>\S+)", _("il faut une date comme {it}")),
        (r"must name one letter at least.*", _("il faut au moins une lettre, de la meilleure à la moins bonne")),
        (r"a signature has a person and a date, or neither", _("une signature a une personne et une date, ou rien")),
        (rf"{quoted} is there twice", _("« {it} » est là deux fois")),
        (r"needs one of at_least and at_most, not both", _("il faut at_least ou at_most, pas les deux")),
        (r"must be empty or the letter of the worst measure.*", _("ne pas mesurer ne doit rien rapporter")),
        (r"needs one \[\[(?P<it>.*)\]\] at least", _("il faut au moins un [[{it}]]")),
        (r"(?P<it>\w+) is better the (?:more|less)", _("le sens est faux : at_least et at_most sont échangés")),
        (r"is written so that it cannot be changed here", _("écrit d'une façon qui ne se change pas ici")),
        (r"another text already has it.*", _("Un autre texte a déjà cette version. Choisissez-en une autre.")),
        (r"No such file or directory", _("Ce fichier n'existe pas.")),
        (r"larger than (?P<it>\d+) bytes", _("Ce fichier est trop gros.")),
    )
