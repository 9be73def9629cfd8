from __future__ import annotations

from enum import Enum
from typing import Any

import pytest

from tests.domain.graded import BEST, DEFAULT
from workshop import contract_words, cosmetic_words, grading_words
from workshop.adapters.rules.contracts import load_contract
from workshop.domain.contract_changes import Change, ChangeKind, Effect, changes
from workshop.domain.contracts import FACTS, Axis, Confidence, Destination, How, Part, Value
from workshop.domain.cosmetics import Looks, Mark, Zone
from workshop.domain.destinations import Because
from workshop.domain.grading import Evidence, EvidenceKind, grade
from workshop.domain.inspection import KeyboardLayout, Severity
from workshop.domain.upgrades import Obstacle, Step, WhyNot, what_for
from workshop.resources import resource


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ").replace("’", "'")


@pytest.mark.parametrize(
    ("say", "kind"),
    [
        (grading_words.axis, Axis),
        (grading_words.destination, Destination),
        (grading_words.because, Because),
        (cosmetic_words.looks, Looks),
        (cosmetic_words.keyboard, KeyboardLayout),
        (cosmetic_words.zone, Zone),
        (cosmetic_words.kind, Mark),
        (cosmetic_words.severity, Severity),
    ],
)
def test_everything_has_a_name_of_its_own(say: Any, kind: type[Enum]) -> None:
    words = [say(item) for item in kind]
    assert all(words)
    assert len(set(words)) == len(words)


def test_what_may_be_unsaid_is_said_everywhere_else() -> None:
    assert [item for item in Confidence if not grading_words.confidence(item)] == [Confidence.UNSAID]
    assert [item for item in Part if not grading_words.part(item)] == [Part.NONE]
    assert [item for item in Effect if not contract_words.effect(item)] == [Effect.NONE]
    empty = [item for item in EvidenceKind if not grading_words.evidence(Evidence(item, "x"))]
    assert empty == [EvidenceKind.UNKNOWN]
    assert grading_words.evidence(Evidence(EvidenceKind.PERSON, "04"), "Camille", "le 24") == "vu par Camille, le 24"


@pytest.mark.parametrize("name", FACTS)
def test_every_fact_has_a_name_and_says_how_much_there_is(name: str) -> None:
    assert grading_words.fact(name) not in ("", name)
    assert grading_words.amount(name, None) == "pas mesuré"
    assert grading_words.amount(name, FACTS[name].least)


def said(machine: dict[str, Value], criterion: str) -> str:
    (found,) = [item for item in grade(machine, DEFAULT).findings if item.criterion == criterion]
    return plain(grading_words.finding(found))


@pytest.mark.parametrize(
    ("changed", "criterion", "expected"),
    [
        ({}, "memory", "Mémoire : 8 Gio."),
        ({"memory_mib": 3900}, "memory", "Mémoire : 3,8 Gio. Pour B, il faut 5,4 Gio."),
        ({"memory_mib": 100}, "memory", "Mémoire : 0 Gio. Pour partir, il faut 3,4 Gio."),
        ({"memory_mib": None}, "memory", "Mémoire : pas mesuré. Pour partir, il faut 3,4 Gio."),
        ({"charger": False}, "charger", "Chargeur : non. Pour partir, il faut : oui."),
        ({"azerty": None}, "azerty", "Clavier AZERTY : pas mesuré. Pour A, il faut : oui."),
        ({"battery_percent": 70}, "battery", "Batterie : 70 %. Pour A, il faut 80 %."),
        (
            {"cosmetic": 2, "cosmetic_named": "lid:dent:visible"},
            "cosmetic",
            "Aspect : traces visibles (Capot · Bosse · visible). Pour A : traces légères au plus.",
        ),
        (
            {"functions_failed": 2, "functions_failed_named": "screen,wifi"},
            "functions-failed",
            "Fonctions en panne : 2 (L'écran, Le Wi-Fi). Pour partir : 0 au plus.",
        ),
        (
            {"locks": 1, "locks_named": "mdm"},
            "locks",
            "Verrous : 1 (géré par une organisation). Pour partir : 0 au plus.",
        ),
    ],
)
def test_a_finding_says_what_was_measured_and_what_is_needed(
    changed: dict[str, Value], criterion: str, expected: str
) -> None:
    assert said({**BEST, **changed}, criterion) == expected


def test_a_grade_says_its_letter_and_who_signed_its_contract() -> None:
    assert grading_words.verdict(grade(BEST, DEFAULT)) == "Note A : il peut partir."
    assert "disques" in grading_words.verdict(grade({**BEST, "drives_open": 1}, DEFAULT))
    assert "ne peut pas" in grading_words.verdict(grade({}, DEFAULT))
    assert grading_words.signature(grade(BEST, DEFAULT)) == "Contrat grand-lyon-defaut 2, non signé."
    assert grading_words.destination(None) == "Pas encore décidée"


def test_a_way_to_a_letter_is_said_step_by_step() -> None:
    machine: dict[str, Value] = {**BEST, "memory_mib": 3900, "memory_slots_free": 1, "azerty": False, "charger": None}
    way = what_for("A", machine, DEFAULT)
    assert plain(grading_words.plan(way)) == "A : 41 minutes de travail."
    assert [plain(grading_words.step(step)) for step in way.steps] == [
        "Ajouter : une barrette de mémoire, 4 Gio (10 minutes)",
        "Mettre : un clavier (30 minutes)",
        "Mesurer : Chargeur (1 minute)",
    ]
    assert plain(grading_words.plan(what_for("A", BEST, DEFAULT))) == "A : rien à faire."
    never = what_for("A", {**BEST, "processor_year": 2010}, DEFAULT)
    assert plain(grading_words.plan(never)) == "A : impossible."
    assert [plain(grading_words.obstacle(item)) for item in never.obstacles] == [
        "Année du processeur : 2010, aucune réparation connue."
    ]
    lock = Step("locks", "locks", How.REPAIR, Part.NONE, name="mdm")
    assert plain(grading_words.step(lock)) == "Régler : géré par une organisation"
    for why in WhyNot:
        assert grading_words.obstacle(Obstacle("memory", "memory_mib", 4, 8, rising=True, why=why))


def test_every_change_between_two_versions_has_its_sentence() -> None:
    first = load_contract(resource("contracts", "grand-lyon-defaut-1.toml"))
    for found in (*changes(first, DEFAULT), *changes(DEFAULT, first)):
        assert contract_words.change(found)
    limit = Change(ChangeKind.LIMIT, "memory", "limit", "7500", "", Effect.STRICTER, "A")
    assert plain(contract_words.change(limit)) == "« memory », pour A : 7500 devient rien. Plus exigeant."
    unknown = Change(ChangeKind.UNKNOWN, "memory", "unknown", "C", "", Effect.STRICTER)
    assert "C devient bloqué" in plain(contract_words.change(unknown))
    flag = Change(ChangeKind.POLICY, "", "second_person", "false", "true", Effect.STRICTER)
    assert "non devient oui" in plain(contract_words.change(flag))
    assert contract_words.signed(DEFAULT) == "Non signé."


def test_marks_are_said_with_where_what_and_how_much() -> None:
    assert cosmetic_words.mark("screen:crack:heavy") == "Écran · Fêlure · fort"
    assert cosmetic_words.mark("somewhere:else:light") == "somewhere · else · léger"
