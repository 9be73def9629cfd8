"""Contrat in Réglages: a limit is changed, the stock is counted at once, the version is kept, and grading uses it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from tests.ui.grading_window import a_machine
from tests.ui.open_window import OpenIt, OpenWindow
from tests.ui.settings_window import CTRL, at_settings, press, words
from ui.settings.contract_draft import Draft, Wrong
from ui.settings.contract_part import ContractPart, Front
from ui.settings.contract_problems import file_problem
from workshop.domain.errors import RulesError
from workshop.domain.people import Actor, Role
from workshop.grading_wiring import Edits, edited_text, read_text, shipped_text
from workshop.looking_wiring import looking_of

KEY = Qt.Key
MORE = Edits((("memory", "A", 15872),))


@pytest.fixture
def window(real_shop: Path, open_window: OpenIt) -> OpenWindow:
    """A workshop with two graded machines: one with 16 GiB of memory, one with 8."""
    window = open_window(real_shop)
    for serial, memory_mib in (("5CG9123QWZ", 16384), ("5CG9123QWX", 8192)):
        graded(window, serial, memory_mib)
    return window


def graded(window: OpenWindow, serial: str, memory_mib: int) -> str:
    """Look at a machine to which nothing is wanting but memory; return its letter."""
    actor, looking = window.desk.session.actor, looking_of(window.workshop)
    code = a_machine(window.workshop, actor, serial=serial, memory_mib=memory_mib)
    looking.finish(actor, code, (), looking.view(code).declares)
    return window.workshop.grading.grade(actor, code).letter


@pytest.fixture
def part(window: OpenWindow) -> ContractPart:
    return at_contract(window)


def at_contract(window: OpenWindow) -> ContractPart:
    screen = at_settings(window)
    window.press(KEY.Key_N, CTRL)
    window.settle()
    assert screen.part is screen.contract
    return screen.contract


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


def counted(window: OpenWindow, part: ContractPart) -> None:
    """Wait until the pause is over and the stock is counted."""
    draft = part.editor.draft
    assert draft is not None
    window._given_back()
    window.until(lambda: part.effect is not None and part.effect.edits == draft.edits and not part._counting)


def to_memory(window: OpenWindow, part: ContractPart) -> None:
    """Open the editor, and go to the memory by its keys."""
    press(window, KEY.Key_F12)
    while part.editor.list.key != "memory":
        press(window, KEY.Key_F2)
    counted(window, part)


def test_the_contract_in_force_is_read_with_its_notice_and_every_clause(window: OpenWindow, part: ContractPart) -> None:
    told = plain(words(window))
    assert "grand-lyon-defaut, version 2, du 2026-11-24. Non signé." in told
    assert "L’annexe du marché de la Métropole doit la remplacer." in told
    memory = next(line for line in part.list.rows.lines if line.key == "memory")
    assert plain(memory.text).startswith("A ≥ 7,3 Gio · B ≥ 5,4 Gio · C ≥ 3,4 Gio\n")
    assert memory.state == "lu dans le texte"
    assert not part.reset.isVisible()


def test_a_limit_that_is_typed_counts_the_stock_at_once_and_the_kept_version_grades(
    window: OpenWindow, part: ContractPart
) -> None:
    to_memory(window, part)
    before = dict(part.effect.replay.before) if part.effect and part.effect.replay else {}
    assert before == {"A": 2}
    assert plain(part.editor.effect.state.text()) == "2 ordinateurs notés : rien ne change."
    window.hands.type("15872")
    counted(window, part)
    assert part.effect is not None
    assert part.effect.replay is not None
    assert dict(part.effect.replay.after) == {"A": 1, "B": 1}
    assert plain(part.editor.effect.counts.text()).startswith("A : 2 → 1 · B : 0 → 1")
    assert plain(part.editor.effect.machines[0].text()).endswith("Dell Latitude 5400 : A → B (Mémoire)")
    assert "7,3 Gio devient 15,5 Gio. Plus exigeant." in plain(part.editor.effect.changes[0].text())
    press(window, KEY.Key_F12)
    assert part.front.value == "keep"
    assert part.keep.version.text() == "3"
    assert "gardent leur lettre" in words(window)
    part.keep.signer.set_text("Nadia Benali")
    press(window, KEY.Key_F12)
    window.until(lambda: part.front is Front.FIRST)
    window.settle()
    now = window.workshop.contracts.in_force()
    assert (now.name, now.signed_by) == ("grand-lyon-defaut 3", "Nadia Benali")
    assert "Signé par Nadia Benali" in words(window)
    memory = now.criterion("memory")
    assert memory is not None
    assert (memory.at_least[0], memory.confidence.value) == (("A", 15872), "judgement")
    assert sum("#" in line for line in window.workshop.contracts.text().splitlines()) > 20
    assert graded(window, "5CG9123QWY", 8192) == "B"


def test_plus_minus_and_arrows_change_a_limit_by_a_step(window: OpenWindow, part: ContractPart) -> None:
    to_memory(window, part)
    field = part.editor.fields[0]
    window.hands.click(field.more)
    assert field.value == 7500 + 512
    press(window, KEY.Key_Down)
    assert field.value == 7500
    window.hands.press(KEY.Key_Minus, text="-")
    window.until(lambda: field.value != 7500)
    assert (field.value, field.edit.text()) == (7500 - 512, "6988")
    window.press(KEY.Key_Tab)
    assert part.editor.fields[1].edit.hasFocus()


def test_a_wrong_order_is_said_and_nothing_can_be_kept(window: OpenWindow, part: ContractPart) -> None:
    to_memory(window, part)
    window.hands.type("100")
    window.until(lambda: part.editor.fields[0].value == 100)
    assert "A est meilleur que B, et demanderait moins." in plain(words(window))
    assert part.editor.save.unavailable_because
    press(window, KEY.Key_F12)
    assert part.front.value == "edit"


@pytest.mark.parametrize(
    ("name", "letter", "value", "wrong"),
    [
        ("battery", "A", 101, Wrong.RANGE),
        ("memory", "B", 9000, Wrong.ORDER),
        ("cosmetic", "A", 3, Wrong.ORDER),
        ("screen-lines", "B", 600, Wrong.UNKNOWN),
        ("memory", "A", 9000, None),
    ],
)
def test_what_a_draft_says_is_wrong_is_what_the_contracts_reader_refuses(
    name: str, letter: str, value: int, wrong: Wrong | None
) -> None:
    contract = read_text(shipped_text())
    criterion = contract.criterion(name)
    assert criterion is not None
    draft = Draft(contract)
    draft.set_limit(criterion, letter, value)
    found = draft.problem(criterion)
    assert (found.wrong if found else None) is wrong
    draft.set_limit(criterion, letter, dict((*criterion.at_least, *criterion.at_most))[letter])
    assert draft.edits == Edits()


def test_a_version_that_another_text_has_is_refused(window: OpenWindow, part: ContractPart) -> None:
    to_memory(window, part)
    window.hands.type("15872")
    counted(window, part)
    press(window, KEY.Key_F12)
    part.keep.version.set_text("2")
    press(window, KEY.Key_F12)
    assert "a déjà cette version" in plain(words(window))
    assert window.workshop.contracts.in_force().version == "2"


def test_the_pin_is_asked_for_where_there_is_one(window: OpenWindow, part: ContractPart) -> None:
    window.workshop.people.set_pin(window.desk.session.actor, "4711")
    to_memory(window, part)
    window.hands.type("15872")
    counted(window, part)
    press(window, KEY.Key_F12, KEY.Key_F12)
    window.until(lambda: window.desk.current == "pin")
    window.settle()
    window.hands.type("4711")
    press(window, KEY.Key_F12)
    window.until(lambda: window.desk.current == "settings" and part.front is Front.FIRST)
    window.settle()
    assert window.workshop.contracts.in_force().version == "3"


def test_a_clause_is_changed_with_its_limit(window: OpenWindow, part: ContractPart) -> None:
    to_memory(window, part)
    window.hands.type("15872")
    counted(window, part)
    assert part.editor.warning.isVisible()
    part.editor.clause.edit.setFocus()
    part.editor.clause.edit.selectAll()
    window.hands.type("A : 16 Go.")
    window.until(lambda: part.editor.clause.text() == "A : 16 Go.")
    assert not part.editor.warning.isVisible()
    counted(window, part)
    assert part.effect is not None
    assert part.effect.contract is not None
    memory = part.effect.contract.criterion("memory")
    assert memory is not None
    assert memory.clause == "A : 16 Go."


def dropped(window: OpenWindow, file: Path) -> None:
    """Let a file go over the page, as from a folder."""
    page, data = window.desk.screen.page, QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    no, copy = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    page.dragEnterEvent(QDragEnterEvent(QPoint(9, 9), copy, data, Qt.MouseButton.LeftButton, no))
    page.dropEvent(QDropEvent(QPointF(9, 9), copy, data, Qt.MouseButton.LeftButton, no))
    window.settle()


def test_every_error_of_a_file_is_listed_with_its_line(window: OpenWindow, part: ContractPart, tmp_path: Path) -> None:
    file = tmp_path / "metropole.toml"
    file.write_text(shipped_text().replace("clause =", "clauze ="), "utf-8")
    dropped(window, file)
    lines = [plain(line.title) for line in part.file.list.rows.lines]
    assert len(lines) == 2 * shipped_text().count("\nclause =")
    number = shipped_text().splitlines().index('clause = "Toutes les fonctions essayées marchent."') + 1
    assert f"Ligne {number}, « clauze » : mot inconnu" in lines
    assert lines == sorted(lines, key=lambda line: int(line.split()[1].rstrip(",")))


def test_a_file_is_looked_at_before_it_is_kept_as_it_is(window: OpenWindow, part: ContractPart, tmp_path: Path) -> None:
    text = edited_text(
        shipped_text(), MORE, id="metropole", version="2026", signed_by="Zoé Petit", signed_on="2026-11-20"
    )
    file = tmp_path / "metropole.toml"
    file.write_text(text, "utf-8")
    press(window, KEY.Key_F2)
    window.hands.type(str(file))
    press(window, KEY.Key_F12)
    window.until(lambda: part.front is Front.CHECK)
    assert "1 ordinateur change, sur 2." in plain(words(window))
    assert window.workshop.contracts.in_force().id == "grand-lyon-defaut"
    press(window, KEY.Key_F12)
    assert (part.keep.version.text(), part.keep.signer.text()) == ("2026", "Zoé Petit")
    press(window, KEY.Key_F12)
    window.until(lambda: part.front is Front.FIRST)
    window.settle()
    assert window.workshop.contracts.text() == text


def test_the_shipped_contract_comes_back_after_a_look_at_what_that_changes(
    window: OpenWindow, part: ContractPart
) -> None:
    actor = window.desk.session.actor
    window.workshop.contracts.adopt(actor, edited_text(shipped_text(), MORE, version="3"))
    part.enter()
    window.settle()
    press(window, KEY.Key_F11)
    assert part.front.value == "check"
    assert "Moins exigeant." in plain(words(window))
    press(window, KEY.Key_F12)
    window.until(lambda: part.front is Front.FIRST)
    window.settle()
    assert window.workshop.contracts.in_force().version == "2"
    assert "Adoptés avant : grand-lyon-defaut 3." in plain(words(window))


def test_a_technician_may_look_at_what_would_change_and_adopts_nothing(window: OpenWindow, part: ContractPart) -> None:
    sami = window.workshop.people.add(window.desk.session.actor, "Sami", Role.TECHNICIAN)
    window.desk.session.change_actor(Actor(sami.code, "").person, "Sami")
    to_memory(window, part)
    window.hands.type("15872")
    counted(window, part)
    press(window, KEY.Key_F12, KEY.Key_F12)
    window.settle()
    assert window.workshop.contracts.in_force().version == "2"


def test_escape_leads_back_step_by_step(window: OpenWindow, part: ContractPart) -> None:
    to_memory(window, part)
    window.hands.type("15872")
    counted(window, part)
    press(window, KEY.Key_F12, KEY.Key_Escape)
    assert part.front.value == "edit"
    assert part.editor.fields[0].edit.text() == "15872"
    press(window, KEY.Key_Escape)
    assert part.front.value == "first"
    press(window, KEY.Key_Escape)
    window.until(lambda: window.desk.current == "home")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (('version = "2"', "version = 2"), "« version » : il faut un texte"),
        (("format = 2", "format = 7"), "« format » : il faut 1 ou 2"),
        (('letters = ["A", "B", "C"]', "letters = []"), "il faut au moins une lettre"),
        (("{ A = 7500, B = 5600", "{ A = 7500, B = 9000"), "une meilleure lettre ne peut pas demander moins"),
        (("{ A = 7500,", "{ D = 7500,"), "« D » n’est pas une lettre de ce contrat"),
        (('confidence = "verified"', 'confidence = "sure"'), "« sure » n’est aucun de : verified"),
        (("A = 1050, B = 0", "A = 1050, B = 10"), "ne pas mesurer ne doit rien rapporter"),
        (('signed_on = ""', 'signed_on = "2026-11-24"'), "une signature a une personne et une date, ou rien"),
        (('dated = "2026-11-24"', 'dated = "hier"'), "il faut une date comme 2026-11-24"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_in_the_managers_words(wrong: tuple[str, str], told: str) -> None:
    with pytest.raises(RulesError) as refused:
        read_text(shipped_text().replace(*wrong))
    said = [plain(file_problem(problem)) for problem in refused.value.problems]
    assert any(told in line for line in said), said
