"""Every answer is heard, by a program that a test put on PATH; real loudspeakers were never tried here."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.fake_player import FakePlayer
from tests.ui.hands import APART_MS
from tests.ui.open_window import OpenIt, OpenWindow, change
from tests.ui.settings_window import at_settings, press
from ui.settings.sound_part import SoundPart
from ui.signals import Signal
from ui.sounds import FILES, Sounds
from workshop.domain.codes import make
from workshop.resources import resource
from workshop.settings import SoundChoice, load_settings

BOUNCE_AFTER_MS = 500
UNKNOWN, READY = make(26, 7, 41).text, "260000000182"


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakePlayer:
    """The only program of this bench that plays."""
    folder = tmp_path / "bin"
    monkeypatch.delenv("ETABLI_SOUNDS")
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return FakePlayer(folder, "pw-play")


def sound_page(window: OpenWindow) -> SoundPart:
    screen = at_settings(window)
    part = next(part for part in screen.parts if isinstance(part, SoundPart))
    window.digit(screen.parts.index(part) + 1)
    window.settle()
    return part


def test_every_signal_has_its_file() -> None:
    assert set(FILES) == set(Signal)
    assert all(resource("sounds", name).exists() for name in FILES.values())


def test_a_refusal_and_an_acceptance_are_heard(program: FakePlayer, sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    window.scan(UNKNOWN, Signal.REFUSED)
    program.wait_for("refused.wav")
    window.scan(READY)
    program.wait_for("refused.wav", "accepted.wav")


def test_a_trigger_that_bounced_makes_no_sound(program: FakePlayer, sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    window.scan(READY)
    program.wait_for("accepted.wav")
    window.hands._now_ms -= APART_MS - BOUNCE_AFTER_MS
    window.scan(READY)
    assert "deux fois" in window.band_text
    window.scan(UNKNOWN, Signal.REFUSED)
    program.wait_for("accepted.wav", "refused.wav")


def test_what_a_key_cannot_do_now_is_heard_as_a_refusal(
    program: FakePlayer, sample_shop: Path, open_window: OpenIt
) -> None:
    window = open_window(sample_shop)
    window.go(Qt.Key.Key_F9, "delivery")
    window.press(Qt.Key.Key_F10)
    program.wait_for("refused.wav")


def test_refusals_only(program: FakePlayer, sample_shop: Path, open_window: OpenIt) -> None:
    change(sample_shop, sounds=SoundChoice.REFUSALS)
    window = open_window(sample_shop)
    window.scan(READY)
    window.scan(UNKNOWN, Signal.REFUSED)
    program.wait_for("refused.wav")


def test_the_choice_holds_at_once_and_is_kept(program: FakePlayer, sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    part = sound_page(window)
    assert part.choices[SoundChoice.ON].isChecked()
    press(window, Qt.Key.Key_F4)
    assert [choice for choice, button in part.choices.items() if button.isChecked()] == [SoundChoice.OFF]
    assert load_settings(sample_shop, {}).sounds is SoundChoice.OFF
    window.scan(UNKNOWN, Signal.REFUSED)
    press(window, Qt.Key.Key_F3)
    window.scan(make(26, 7, 42).text, Signal.REFUSED)
    program.wait_for("refused.wav")
    assert load_settings(sample_shop, {}).sounds is SoundChoice.REFUSALS


def test_one_listens_to_the_four_one_after_the_other(
    program: FakePlayer, sample_shop: Path, open_window: OpenIt
) -> None:
    window = open_window(sample_shop)
    part = sound_page(window)
    heard = []
    for file, words in zip(FILES.values(), ("C’est bon", "Déjà", "Refusé", "Fini"), strict=True):
        press(window, Qt.Key.Key_F12)
        heard.append(file)
        program.wait_for(*heard)
        assert words in part.which.text()
    assert "pw-play" in part.player.text()


def test_where_nothing_plays_it_is_said_and_nothing_else_changes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sample_shop: Path, open_window: OpenIt
) -> None:
    monkeypatch.delenv("ETABLI_SOUNDS")
    monkeypatch.setenv("PATH", str(tmp_path))
    window = open_window(sample_shop)
    window.scan(UNKNOWN, Signal.REFUSED)
    part = sound_page(window)
    assert "Aucun programme" in part.player.text()
    press(window, Qt.Key.Key_F12)


class _Notes:
    """A player that only notes."""

    def __init__(self) -> None:
        self.files: list[str] = []

    name, failed = "notes", False

    def play(self, file: Path) -> None:
        self.files.append(file.name)

    def close(self) -> None:
        self.files.append("closed")


@pytest.mark.parametrize(
    ("choice", "heard"),
    [
        (SoundChoice.ON, list(FILES.values())),
        (SoundChoice.REFUSALS, [FILES[Signal.REFUSED]]),
        (SoundChoice.OFF, []),
    ],
)
def test_each_choice_lets_through_what_it_says(choice: SoundChoice, heard: list[str]) -> None:
    notes = _Notes()
    sounds = Sounds(choice, player=notes)
    before = time.monotonic()
    for signal in Signal:
        sounds.play(signal)
    assert time.monotonic() - before < 0.2
    sounds.close()
    assert notes.files == [*heard, "closed"]
