"""Whether Windows 11 may be installed, in plain words: what was measured, what is missing, what to do."""

from __future__ import annotations

import pytest

from workshop.domain.eligibility import GIB, Criterion, Eligibility, Eligible, Finding, Remedy
from workshop.eligibility_words import answer, named, told

UPDATE = "Certains fabricants donnent une mise à jour vers la version 2.0."
TURN_ON = "À activer dans les réglages de démarrage, puis lisez de nouveau l'ordinateur."


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ").replace("’", "'")


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (Eligible.YES, "Windows 11 : oui"),
        (Eligible.NO, "Windows 11 : non"),
        (Eligible.UNKNOWN, "Windows 11 : à vérifier"),
    ],
)
def test_the_answer_is_one_line(verdict: Eligible, said: str) -> None:
    assert plain(answer(Eligibility(verdict, ()))) == said


@pytest.mark.parametrize("criterion", Criterion)
@pytest.mark.parametrize("verdict", Eligible)
def test_every_criterion_that_was_not_read_says_so_and_what_is_needed(criterion: Criterion, verdict: Eligible) -> None:
    said = plain(told(Finding(criterion, verdict, None, required=True)).what)
    assert said.startswith(f"{named(criterion)} : inconnu.")
    assert ("Il faut" in said) is (verdict is not Eligible.YES)


@pytest.mark.parametrize(
    ("finding", "said"),
    [
        (Finding(Criterion.MEMORY, Eligible.YES, 8 * GIB, 4 * GIB), "Mémoire : 8 Gio."),
        (
            Finding(Criterion.MEMORY, Eligible.NO, 2 * GIB, 4 * GIB, remedy=Remedy.ADD_MEMORY),
            "Mémoire : 2 Gio. Il faut 4 Gio. Ajoutez de la mémoire.",
        ),
        (Finding(Criterion.DRIVE, Eligible.YES, 256_060_514_304, 64 * 10**9), "Disque : 256 Go."),
        (
            Finding(Criterion.DRIVE, Eligible.UNKNOWN, 62_537_072_640, 64 * 10**9),
            "Disque : 62,5 Go. Il faut 64 Go.",
        ),
        (
            Finding(Criterion.TPM, Eligible.NO, "1.2", "2.0", remedy=Remedy.UPDATE_TPM),
            f"Puce de sécurité (TPM) : 1.2. Il faut la version 2.0. {UPDATE}",
        ),
        (
            Finding(Criterion.SECURE_BOOT, Eligible.YES, measured=False, required=True, remedy=Remedy.TURN_ON),
            f"Démarrage sécurisé : éteint. {TURN_ON}",
        ),
        (
            Finding(Criterion.UEFI, Eligible.UNKNOWN, measured=False, required=True),
            "Démarrage UEFI : démarré à l'ancienne. Il faut un démarrage UEFI.",
        ),
        (
            Finding(Criterion.PROCESSOR, Eligible.YES, "Intel Core i5-8365U", "listed"),
            "Processeur : Intel Core i5-8365U, accepté par Microsoft.",
        ),
    ],
)
def test_a_criterion_says_its_number_and_what_to_do(finding: Finding, said: str) -> None:
    assert plain(str(told(finding))) == said
