"""Two readers on one bench: two halves of the Poste, each with its own answers, machine and next action."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication

from tests.adapters.scanners.pty_reader import PtyReader
from tests.ui.fitting import SMALL, laid_out, problems, scrolled, zooms_of
from tests.ui.open_window import OpenIt, OpenWindow, change
from tests.ui.test_every_screen_speaks import speechless
from ui.bench.half import Half
from ui.signals import Signal
from ui.tokens import THEMES, ThemeName
from workshop.domain.chain import Action
from workshop.domain.codes import Command, command_code
from workshop.domain.lanes import Lane, number_of
from workshop.domain.machines import State

NAMES = "ttyONE", "ttyTWO"
SCANS = 200


@dataclass
class TwoPeople:
    """One window, two readers on real lines, and the half of each."""

    window: OpenWindow
    lines: dict[str, PtyReader]
    codes: list[str]

    @property
    def halves(self) -> dict[str, Half]:
        return {half.reader: half for half in self.window.bench.lanes.halves}

    @property
    def one(self) -> Half:
        """The half where keys act at first."""
        return self.window.bench.lanes.halves[0]

    @property
    def other(self) -> Half:
        return self.window.bench.lanes.halves[1]

    def scan(self, half: Half, text: str, signal: Signal | None = None) -> None:
        with self.window.qtbot.waitSignal(self.window.desk.answer_shown):
            self.lines[half.reader].scan(text)
        if signal is not None:
            assert half.band.signal is signal, half.band._sentence.text()
        self.window.settle()

    def command(self, half: Half, command: Command) -> None:
        self.scan(half, command_code(command).text)
        self.window.settle()

    def state(self, code: str) -> str:
        return self.window.workshop.machines.card(code).state


@pytest.fixture
def people(real_shop: Path, open_window: OpenIt, tmp_path: Path) -> Iterator[TwoPeople]:
    lines = {name: PtyReader(tmp_path, name) for name in NAMES}
    change(real_shop, reader_port=" ".join(str(line.path) for line in lines.values()))
    window = open_window(real_shop)
    window.go(Qt.Key.Key_F6, "bench")
    window.until(lambda: window.bench.lanes.is_open)
    actor, workshop = window.desk.session.actor, window.workshop
    lot = workshop.lots.open(actor, "Mairie", 8)
    codes = [workshop.machines.receive(actor, lot.code, f"8XK2J{number:02d}").code for number in range(8)]
    window.settle()
    yield TwoPeople(window, lines, codes)
    for line in lines.values():
        line.close()


def looks(half: Half) -> tuple[object, ...]:
    """Return everything that a person sees of a half."""
    return (
        half.code,
        half.plate.text(),
        half.what.text(),
        half.strip.text(),
        half.next.action,
        half.next.what.text(),
        half.band.signal,
        half.band._word.text(),
        half.question.isHidden(),
        half.has_keys,
        half.widget.grab().toImage(),
    )


def test_each_half_has_the_number_and_the_name_of_its_lane(people: TwoPeople) -> None:
    assert set(people.halves) == set(NAMES)
    for half in (people.one, people.other):
        assert half.widget.isVisible()
        assert half.reader in half.head.reader.label.text()
    assert [half.head.name.text() for half in (people.one, people.other)] == ["Poste bleu", "Poste orange"]
    assert [number_of(lane) for lane in Lane] == [1, 2]
    assert people.window.bench._single.isHidden()


def test_two_hundred_scans_of_two_people_are_never_mixed(people: TwoPeople) -> None:
    window = people.window
    mine = {name: people.codes[place::2] for place, name in enumerate(people.halves)}
    sent: dict[str, list[str]] = {name: [] for name in mine}
    answered: list[tuple[str, str]] = []
    window.desk.router.answered.connect(lambda _name, answer: answered.append((answer.scan.reader, answer.answer.code)))
    for turn in range(SCANS // 2):
        for name, codes in mine.items():
            code = codes[turn * 3 % len(codes)]
            sent[name].append(code)
            people.lines[name].scan(code)
        if turn % 10 == 0:
            QApplication.processEvents()
    window.qtbot.waitUntil(lambda: len(answered) == SCANS, timeout=60_000)
    window.settle()
    with window.workshop.store.looking() as look:
        kept = look.scans(limit=SCANS)[::-1]
    for name, codes in sent.items():
        assert [each.scan.text for each in kept if each.scan.reader == name] == codes
        assert [code for reader, code in answered if reader == name] == codes
        half = people.halves[name]
        assert (half.code, half.plate.code) == (codes[-1], codes[-1])
        assert half.code in mine[name]
    assert {each.answer.signal.value for each in kept if each.answer} == {"accepted"}


def test_a_scan_of_one_never_changes_the_half_of_the_other(people: TwoPeople) -> None:
    people.scan(people.one, people.codes[0], Signal.ACCEPTED)
    people.scan(people.other, people.codes[1], Signal.ACCEPTED)
    people.scan(people.other, "3017620422003", Signal.REFUSED)
    people.window.until(people.one.band.isHidden)
    for half, beside in ((people.one, people.other), (people.other, people.one)):
        before = looks(beside)
        focus = QApplication.focusWidget()
        people.scan(half, people.codes[2], Signal.ACCEPTED)
        people.scan(half, "4006381333931", Signal.REFUSED)
        for command in (Command.TO_REPAIR, Command.REPEAT, Command.YES):
            people.command(half, command)
        assert looks(beside) == before
        if beside is people.one:  # where keys act
            assert QApplication.focusWidget() is focus


def test_a_command_of_the_card_acts_where_it_was_scanned(people: TwoPeople) -> None:
    mine, theirs = people.codes[:2]
    people.scan(people.one, mine)
    people.scan(people.other, theirs)
    people.command(people.other, Command.FOR_PARTS)
    assert (people.state(mine), people.state(theirs)) == (State.RECEIVED.value, State.FOR_PARTS.value)
    people.window.until(people.one.band.isHidden)
    people.command(people.other, Command.RECYCLE)
    assert people.other.band.signal is Signal.REFUSED
    assert "déjà mis de côté" in people.other.band._sentence.text()
    assert people.one.band.signal is None


def test_annuler_of_one_takes_back_nothing_of_the_other(people: TwoPeople) -> None:
    mine, theirs = people.codes[:2]
    people.scan(people.one, mine)
    people.scan(people.other, theirs)
    people.command(people.one, Command.TO_REPAIR)
    people.command(people.other, Command.FOR_PARTS)
    people.command(people.one, Command.UNDO)
    assert (people.state(mine), people.state(theirs)) == (State.RECEIVED.value, State.FOR_PARTS.value)
    people.command(people.other, Command.UNDO)
    assert people.state(theirs) == State.RECEIVED.value


def test_keys_act_on_the_half_that_is_named_and_one_key_turns_them(people: TwoPeople) -> None:
    mine, theirs = people.codes[:2]
    people.scan(people.one, mine)
    people.scan(people.other, theirs)
    assert people.one.keyboard.here.isVisible()
    assert people.other.keyboard.away.isVisible()
    assert (people.one.next.action, people.other.next.action) == (Action.READ, Action.READ)
    for half in (people.one, people.other):
        reads = half.next.buttons[Action.READ]
        assert reads.accessibleDescription() == ("F3" if half.has_keys else "")
    people.window.press(Qt.Key.Key_F2)
    assert people.other.keyboard.here.isVisible()
    assert people.one.keyboard.away.isVisible()
    assert people.window.desk.screen is people.other
    focus = QApplication.focusWidget()
    assert focus is not None
    assert people.other.widget.isAncestorOf(focus)
    people.window.bench.lanes.routes.locked.setFocus()
    people.window.press(Qt.Key.Key_Space)
    people.window.settle()
    assert (people.state(mine), people.state(theirs)) == (State.RECEIVED.value, State.LOCKED.value)
    people.window.press(Qt.Key.Key_F12)  # débloquer
    people.window.settle()
    assert people.state(theirs) == State.RECEIVED.value


def test_tab_never_leaves_for_the_other_half(people: TwoPeople) -> None:
    people.scan(people.one, people.codes[0])
    people.scan(people.other, people.codes[1])
    for _ in range(30):
        people.window.press(Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is None or not people.other.widget.isAncestorOf(focus)
    assert people.one.has_keys


def test_what_is_typed_opens_a_machine_where_keys_act(people: TwoPeople) -> None:
    people.window.type(people.codes[3][-8:])
    assert (people.one.code, people.other.code) == (people.codes[3], "")
    people.window.press(Qt.Key.Key_F2)
    people.window.type(people.codes[4][-8:])
    assert (people.one.code, people.other.code) == (people.codes[3], people.codes[4])


def test_every_widget_of_both_halves_says_what_it_is_and_can_be_hit(people: TwoPeople) -> None:
    people.scan(people.one, people.codes[0])
    people.scan(people.other, people.codes[1])
    assert not speechless(people.window.window)
    buttons = [each for each in people.window.bench.lanes.widget.findChildren(QAbstractButton) if each.isVisible()]
    assert len(buttons) > 6
    assert [each.text() for each in buttons if each.height() < 64] == []


def test_an_answer_names_its_lane_for_whoever_hears_it(people: TwoPeople) -> None:
    people.scan(people.other, "3017620422003", Signal.REFUSED)
    interface = QAccessible.queryAccessibleInterface(people.other.band._word)
    assert interface is not None
    assert interface.text(QAccessible.Text.Name).startswith("Poste orange · Refusé")
    assert people.window.last_gesture.startswith("Poste orange")


def test_a_reader_that_is_pulled_out_keeps_its_half_and_its_machine(people: TwoPeople) -> None:
    people.scan(people.other, people.codes[1])
    line = people.lines[people.other.reader]
    line.unplug()
    people.window.until(lambda: "débranchée" in people.other.head.reader.label.text())
    assert people.other.code == people.codes[1]
    people.scan(people.one, people.codes[2], Signal.ACCEPTED)
    line.plug()
    people.window.until(lambda: "prête" in people.other.head.reader.label.text())
    people.scan(people.other, people.codes[3], Signal.ACCEPTED)
    assert (people.one.code, people.other.code) == (people.codes[2], people.codes[3])


def test_with_one_reader_the_machine_in_hand_has_the_whole_screen_again(people: TwoPeople) -> None:
    people.scan(people.one, people.codes[0])
    kept = tuple(people.window.application.readers.there.values())  # type: ignore[union-attr]
    people.window.desk.show_readers(kept[:1])
    people.window.settle()
    bench = people.window.bench
    assert bench.identity.plate.code == people.codes[0]
    assert bench.header.isVisible()
    assert not bench.lanes.is_open
    people.window.desk.show_readers(kept)
    people.window.settle()
    assert (people.one.code, people.other.code) == (people.codes[0], "")


@pytest.mark.parametrize("theme", THEMES)
def test_two_halves_fit(people: TwoPeople, theme: ThemeName) -> None:
    window = people.window
    window.window.resize(SMALL)
    wrong: list[str] = []
    for codes in ((), people.codes):
        for half, code in zip((people.one, people.other), codes, strict=False):
            people.scan(half, code)
            people.scan(half, "3017620422003")
        for zoom in zooms_of(theme):
            window.application.holder.choose(theme, zoom)
            window.settle()
            laid_out()
            wrong += [f"{zoom}: {words}" for words in problems(window.window)]
        window.application.holder.choose(theme, 1.0)
    assert not wrong, "\n".join(wrong)


def test_two_halves_need_no_scrolling_on_a_small_screen_and_an_answer_moves_nothing(people: TwoPeople) -> None:
    window = people.window
    window.window.resize(SMALL)
    for half, code in zip((people.one, people.other), people.codes, strict=False):
        people.scan(half, code)
    window.until(people.other.band.isHidden)
    assert not scrolled(window, ["two machines"])
    before = people.other.plate.mapTo(window.window, people.other.plate.rect().topLeft())
    people.scan(people.other, "3017620422003", Signal.REFUSED)
    laid_out()
    assert people.other.plate.mapTo(window.window, people.other.plate.rect().topLeft()) == before
