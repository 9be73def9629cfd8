"""The sheet of a grade: the letter, what decides, by whom it was measured, what another letter takes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.adapters.documents.pictures import flat, text_of
from tests.services.shop import Shop
from workshop.adapters.documents.grade_sheet import grade_sheet_pdf
from workshop.domain.contracts import Destination
from workshop.domain.destinations import Because, Sent
from workshop.domain.inspection import Defect, Severity
from workshop.services.grade_sheets import GradeSheet, sheet_of
from workshop.services.looking import Looking

HOSTILE = "<b>&\u202e𝕏 " * 20


@pytest.fixture
def sheet() -> GradeSheet:
    shop = Shop()
    code = shop.ready()
    looking = Looking(shop.store, shop.grading)
    looking.mark(shop.actor, code, Defect("lid", "dent", Severity.VISIBLE))
    looking.finish(shop.actor, code, looking.view(code).marks, looking.view(code).declares)
    return sheet_of(shop.store, shop.grading, shop.clock.now(), code)


def told(tmp_path: Path, what: GradeSheet, language: str = "fr") -> str:
    return flat(text_of(grade_sheet_pdf(what, language), tmp_path))


def test_it_says_why_and_who_measured(sheet: GradeSheet, tmp_path: Path) -> None:
    text = told(tmp_path, sheet)
    assert "Note B : il peut partir." in text
    assert "Pourquoi B ?" in text
    assert "Mémoire : 8 Gio" in text
    assert "lu par etabli" in text
    assert "Capot · Bosse · visible" in text
    assert "test 1" in text


def test_it_speaks_its_own_language_and_leaves_the_screens_alone(sheet: GradeSheet, tmp_path: Path) -> None:
    assert "Memory" in told(tmp_path, sheet, "en")
    assert "Mémoire" in told(tmp_path, sheet)


def test_a_choice_of_a_person_is_told_with_its_reason(sheet: GradeSheet, tmp_path: Path) -> None:
    chosen = replace(sheet, sent=Sent(Destination.DONATION, "", chosen=True, because=Because.STOCK))
    text = told(tmp_path, chosen)
    assert "Don" in text
    assert "Il y en a trop ici" in text


def test_what_is_not_graded_says_so(sheet: GradeSheet, tmp_path: Path) -> None:
    assert "n’est pas encore donnée" in told(tmp_path, replace(sheet, given=False))


def test_names_that_want_to_break_it_do_not(sheet: GradeSheet, tmp_path: Path) -> None:
    card = replace(sheet.card, maker=HOSTILE, model=HOSTILE, serial=HOSTILE)
    assert "Pourquoi B ?" in told(tmp_path, replace(sheet, card=card, workshop=HOSTILE))


def test_the_same_grade_is_the_same_paper(sheet: GradeSheet) -> None:
    assert grade_sheet_pdf(sheet, "fr") == grade_sheet_pdf(sheet, "fr")
