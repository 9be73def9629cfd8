"""The Poste card for its two readers: who works on the machine, and who wants to know everything (F4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.ui.open_window import OpenIt, OpenWindow
from tests.ui.test_bench import FAILING, READY, TWO_DRIVES, received
from ui.bench.card import DriveRow
from ui.bench.fact_text import plain
from ui.bench.facts import progress
from ui.signals import Shape, Signal
from ui.widgets.signal_shape import Marked
from workshop.domain.chain import Action
from workshop.domain.diagnosis import (
    Diagnosis,
    DriveMedium,
    DriveReading,
    Identity,
    Lock,
    LockKind,
    Origin,
    Reading,
    Smart,
    Source,
    Unread,
    WhyUnread,
)

NO_BREAK = "\u00a0"
SERIAL = "8XK2J13"
READ = Diagnosis(
    datetime(2026, 11, 12, 10, 42, tzinfo=UTC),
    Identity("Dell Inc.", "Latitude 5400", system_serial=SERIAL),
    drives=(
        DriveReading(
            "/dev/sda", "Disque", "S1", size_bytes=256 * 10**9, medium=DriveMedium.SSD, smart=Smart(passed=True)
        ),
    ),
)


@pytest.fixture
def at_bench(sample_shop: Path, open_window: OpenIt) -> OpenWindow:
    window = open_window(sample_shop)
    window.go(Qt.Key.Key_F6, "bench")
    return window


@pytest.fixture
def read_as(real_shop: Path, open_window: OpenIt) -> Callable[..., OpenWindow]:
    """Open a window at the Poste, with one machine that was read so."""

    def reading(diagnosis: Diagnosis, *raw: tuple[str, bytes]) -> OpenWindow:
        window = open_window(real_shop)
        workshop, actor = window.workshop, window.desk.session.actor
        lot = workshop.lots.open(actor, "Mairie", 1)
        code = workshop.machines.receive(actor, lot.code, SERIAL).code
        workshop.diagnosing.attach(actor, code, Reading(diagnosis, raw))
        window.go(Qt.Key.Key_F6, "bench")
        window.scan(code)
        return window

    return reading


def health(window: OpenWindow) -> list[tuple[Shape, str]]:
    """List what is marked beside the drives: health, disposition."""
    window.until(lambda: any(row.isVisible() for row in window.bench.facts.findChildren(DriveRow)))
    rows = window.bench.facts.findChildren(DriveRow)
    marked = (mark for row in rows if row.isVisible() for mark in row.findChildren(Marked))
    return [(mark.mark.shape, mark.label.text()) for mark in marked]


def notes(window: OpenWindow) -> str:
    return " ".join(window.bench.facts.notes.said).replace(NO_BREAK, " ")


def sheet(window: OpenWindow) -> str:
    return window.bench.sheet.text.toPlainText().replace(NO_BREAK, " ").replace("\u202f", " ")


# who works on it


def test_each_drive_shows_its_health_and_what_became_of_it(at_bench: OpenWindow) -> None:
    at_bench.scan(FAILING)
    assert health(at_bench) == [(Shape.REFUSED, "En panne"), (Shape.REFUSED, "Non effacé")]
    code = received(at_bench, TWO_DRIVES)
    at_bench.go(Qt.Key.Key_F6, "bench")
    at_bench.scan(code)
    assert health(at_bench) == [(Shape.ACCEPTED, "Bon"), (Shape.TODO, "À effacer")] * 2


def test_a_drive_that_tells_nothing_of_itself_is_unknown_and_not_good(read_as: Callable[..., OpenWindow]) -> None:
    window = read_as(replace(READ, drives=(replace(READ.drives[0], smart=None),)))
    assert health(window)[0] == (Shape.TODO, "État inconnu")


def test_windows_11_is_answered_in_one_word(at_bench: OpenWindow) -> None:
    at_bench.scan(READY)
    assert at_bench.bench.facts.windows.value.text() in ("Oui", "Non", "On ne sait pas")


def test_what_could_not_be_read_is_told_plainly(read_as: Callable[..., OpenWindow]) -> None:
    window = read_as(replace(READ, drives=(), unread=(Unread("drives", WhyUnread.NO_RIGHT, "permission denied"),)))
    assert "Disques : pas lus, il manque un droit." in notes(window)
    assert "permission" not in notes(window)


def test_a_lock_says_what_was_seen_and_what_to_do(read_as: Callable[..., OpenWindow]) -> None:
    window = read_as(replace(READ, locks=(Lock(LockKind.BIOS_PASSWORD, "dmidecode: Enabled"),)))
    assert "Un mot de passe bloque les réglages de démarrage." in notes(window)
    assert "Demandez-le au donateur" in notes(window)
    assert window.bench.next.action is Action.UNLOCK


def test_more_notes_than_there_is_room_for_say_how_many_there_are(read_as: Callable[..., OpenWindow]) -> None:
    unread = tuple(Unread(what, why) for what, why in (("memory", WhyUnread.NO_TOOL), ("drives", WhyUnread.NO_RIGHT)))
    locks = (Lock(LockKind.BIOS_PASSWORD, "seen"), Lock(LockKind.COMPUTRACE, "seen"))
    window = read_as(replace(READ, unread=unread, locks=locks))
    assert "autres : F4)" in notes(window)
    window.window.resize(1920, 1080)
    window.settle()
    window.until(lambda: "autres : F4)" not in notes(window))
    assert "il manque un outil" in notes(window)


@pytest.mark.parametrize(
    ("origin", "words"),
    [
        (Origin(), "Lu ici : 12 novembre"),
        (Origin(Source.PROBE, "etabli", authentic=True), "Lu par la sonde, daté : 12 novembre"),
        (Origin(Source.PROBE, "etabli"), "Lu par une sonde non authentifiée, daté : 12 novembre"),
        (Origin(Source.TOOL, "GLPI"), "Déclaré par GLPI, daté : 12 novembre"),
    ],
)
def test_who_read_it_and_when_stands_on_the_card(
    read_as: Callable[..., OpenWindow], origin: Origin, words: str
) -> None:
    window = read_as(replace(READ, origin=origin))
    assert window.bench.identity.origin.text().replace(NO_BREAK, " ").startswith(words)


@pytest.mark.parametrize("part", ["network", "cameras", "psutil", "devices", "batteries", "smartctl /dev/sda"])
def test_each_part_of_a_reading_is_named_as_it_arrives(part: str) -> None:
    assert progress(part).startswith("Lu")


def test_a_question_of_the_system_is_told_while_it_waits() -> None:
    assert progress("rights") == "Le système demande un mot de passe pour lire les disques."


# who wants to know


def test_f4_shows_every_fact_with_its_tool_and_f4_again_the_card(at_bench: OpenWindow) -> None:
    at_bench.scan(READY)
    at_bench.press(Qt.Key.Key_F4)
    at_bench.settle()
    assert at_bench.bench.work.isHidden()
    assert at_bench.bench.sheet.text.hasFocus()
    for words in ("Identité", "Dell Inc.", "dmidecode", "Barrette de mémoire 1", "Disque 1", "smartctl", "Pas lu :"):
        assert words in sheet(at_bench)
    at_bench.press(Qt.Key.Key_F4)
    at_bench.settle()
    assert at_bench.bench.sheet.isHidden()
    assert at_bench.bench.next.button is not None
    assert at_bench.bench.next.button.hasFocus()


def test_escape_goes_back_one_step_at_a_time(at_bench: OpenWindow) -> None:
    at_bench.scan(READY)
    at_bench.press(Qt.Key.Key_F4)
    at_bench.settle()
    at_bench.press(Qt.Key.Key_F3)
    at_bench.settle()
    page = at_bench.bench.sheet
    for left in (page.shows_answers, not page.isHidden()):
        assert left
        at_bench.press(Qt.Key.Key_Escape)
    assert page.isHidden()
    assert at_bench.desk.current == "bench"


def test_a_search_leaves_what_it_finds_with_or_without_accents(at_bench: OpenWindow) -> None:
    at_bench.scan(READY)
    at_bench.press(Qt.Key.Key_F4)
    at_bench.settle()
    at_bench.press(Qt.Key.Key_F2)
    assert at_bench.bench.sheet.search.edit.hasFocus()
    at_bench.write("MEMOIRE")
    assert "Mémoire totale" in sheet(at_bench)
    assert "Batterie" not in sheet(at_bench)
    assert at_bench.bench.sheet.text.hasFocus()
    at_bench.press(Qt.Key.Key_Escape)
    assert "Batterie" in sheet(at_bench)
    at_bench.press(Qt.Key.Key_F2)
    at_bench.write("zzz")
    assert sheet(at_bench) == "Rien ne correspond à cette recherche."
    assert plain("  Été\u00a0: À ") == "ete : a"


@pytest.mark.parametrize("zoom", [1.0, 3.0])
def test_the_arrows_and_page_keys_scroll_the_facts(at_bench: OpenWindow, zoom: float) -> None:
    at_bench.scan(READY)
    at_bench.press(Qt.Key.Key_F4)
    at_bench.settle()
    at_bench.application.holder.choose("light", zoom)
    at_bench.settle()
    text, page = at_bench.bench.sheet.text, at_bench.bench.page
    bar = (page.area if zoom > 1 else text).verticalScrollBar()
    at_bench.until(lambda: bar.maximum() > 0)
    text.setFocus()
    at_bench.press(Qt.Key.Key_Down)
    once = bar.value()
    assert once > 0
    at_bench.press(Qt.Key.Key_PageDown)
    assert bar.value() > once + 40
    at_bench.press(Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    at_bench.press(Qt.Key.Key_Home)
    assert bar.value() == 0


def test_the_tools_answers_are_shown_as_they_came_by_the_arrows(read_as: Callable[..., OpenWindow]) -> None:
    window = read_as(
        READ, ("dmidecode", b"# dmidecode 3.4\n\x1b[31mred"), ("lscpu -J", b"{}"), ("/proc/meminfo", b"MemTotal")
    )
    window.press(Qt.Key.Key_F4)
    window.settle()
    window.press(Qt.Key.Key_F3)
    window.settle()
    page = window.bench.sheet
    assert list(page.answers.names) == ["dmidecode", "lscpu -J", "/proc/meminfo"]
    assert page.answers.hasFocus()
    assert page.answer.toPlainText() == "# dmidecode 3.4\n\\x1b[31mred"
    window.press(Qt.Key.Key_Down)
    window.settle()
    assert page.answer.toPlainText() == "{}"
    assert page.answer.accessibleName() == "lscpu -J"
    window.press(Qt.Key.Key_F2)
    window.write("MEM")
    window.settle()
    assert list(page.answers.names) == ["/proc/meminfo"]
    assert page.answer.toPlainText() == "MemTotal"


def test_a_machine_that_was_not_read_says_why_there_is_nothing(at_bench: OpenWindow) -> None:
    at_bench.scan("EXT49005")
    at_bench.press(Qt.Key.Key_F4)
    at_bench.settle()
    assert at_bench.bench.sheet.isHidden()
    assert at_bench.band.signal is Signal.REFUSED
    assert "Il n’a pas encore été lu." in at_bench.band_text


def test_a_scan_while_all_facts_are_shown_opens_the_other_machine_s_card(at_bench: OpenWindow) -> None:
    at_bench.scan(READY)
    at_bench.press(Qt.Key.Key_F4)
    at_bench.settle()
    at_bench.scan(FAILING)
    assert at_bench.bench.sheet.isHidden()
    assert at_bench.bench.identity.plate.code == FAILING


def test_everything_that_can_be_reached_has_a_name(at_bench: OpenWindow) -> None:
    at_bench.scan(READY)
    at_bench.press(Qt.Key.Key_F4)
    at_bench.settle()
    page = at_bench.bench.sheet
    for widget in (page.text, page.answers, page.search.edit):
        assert widget.accessibleName()
    assert page.raw.text()
    assert all(label.text() or not label.isVisible() for label in page.findChildren(QLabel))
