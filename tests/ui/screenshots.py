"""Pictures of every screen, from the real application on the sample: `python -m tests.ui.screenshots --out DIR`.

`--matrix`: every scene × (simple French, English, pseudo right-to-left) × (100 %, 300 %) × (light, high contrast).

Without it, × (fr, en) × (100 %, 300 %) × (light, high contrast) × (1366×768, 1920×1080); at 300 % also the whole length
of the page. `--scenes`, `--languages`, `--zooms`, `--themes`, `--sizes` choose a part.
"""

# ruff: noqa: T201 — it says where it is
from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_IM_MODULE", "none")

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QScrollArea

from tests.ui.contract_scenes import contract_scenes
from tests.ui.documents_scenes import documents_scenes
from tests.ui.grading_scenes import grading_scenes
from tests.ui.holding_scenes import holding_scenes
from tests.ui.inspection_scenes import inspection_scenes
from tests.ui.lane_scenes import lane_scenes
from tests.ui.list_scenes import list_scenes
from tests.ui.overlay_scenes import overlay_scenes
from tests.ui.people_scenes import people_scenes
from tests.ui.photographer import Photographer
from tests.ui.printer_scenes import printer_scenes
from tests.ui.review_scenes import review_scenes
from tests.ui.right_to_left import NAME as RIGHT_TO_LEFT
from tests.ui.right_to_left import read_from_the_right
from tests.ui.settings_scenes import settings_scenes
from tests.ui.storage_scenes import storage_scenes
from tests.ui.wiping_scenes import wiping_scenes
from ui.documents.screen import DocumentsScreen
from ui.review.screen import ReviewScreen
from ui.settings.screen import SettingsScreen
from ui.theme import ThemeHolder, load_fonts
from ui.tokens import THEMES
from ui.widgets.band import Band
from ui.wiping.screen import WipingScreen
from workshop.bootstrap import build, start_sample
from workshop.domain.codes import make
from workshop.resources import resource
from workshop.settings import Profile, Settings
from workshop.texts import Wording

SIMPLE = "simple"
LANGUAGES = {
    "fr": ("fr", Wording.STANDARD),
    SIMPLE: ("fr", Wording.SIMPLE),
    "en": ("en", Wording.STANDARD),
    RIGHT_TO_LEFT: ("fr", Wording.STANDARD),
}
MATRIX_LANGUAGES, MATRIX_SIZES = (SIMPLE, "en", RIGHT_TO_LEFT), ("1366",)
SIZES = {"1366": QSize(1366, 768), "1920": QSize(1920, 1080)}
READY, FAILING, ALSO_READY = "260000000182", "260000000376", "260000000667"


def first_run_scenes(at: Photographer) -> Iterator[str]:
    at.until(lambda: at.application.first_run is not None)
    at.idle()
    yield "first-run"
    at.press(Qt.Key.Key_2)
    at.press(Qt.Key.Key_F12)
    yield "first-run-name"
    flow = at.application.first_run
    assert flow is not None
    flow.prepare()
    flow.preparing.bar.set_stages(0.4)
    yield "first-run-preparing"


def trouble_scenes(at: Photographer) -> Iterator[str]:
    at.until(lambda: at.application.trouble is not None)
    at.idle()
    yield "trouble"


def sample_scenes(at: Photographer) -> Iterator[str]:
    assert at.desk.current == "home"
    at.idle()
    yield "home"
    at.scan(make(26, 7, 41).text)
    yield "home-refused"
    at.calm()
    yield from _intake(at)
    yield from _bench(at)
    yield from _delivery(at)
    screen = at.desk.screens["wiping"]
    assert isinstance(screen, WipingScreen)
    real = at.desk.session.workshop
    yield from wiping_scenes(at.desk.session, screen, at.scan_calmly, at.press, at.idle)
    at.desk.session.workshop = real  # those scenes show wipes that nobody runs
    yield from _documents(at)
    yield from inspection_scenes(at.desk, at.scan_calmly, at.press, at.idle)
    yield from overlay_scenes(at.desk, at.hands, at.press, at.idle)
    yield from holding_scenes(at.desk, READY, at.scan, at.press, at.idle)
    for scene in _settings(at):
        yield f"example-{scene}"


def real_scenes(at: Photographer) -> Iterator[str]:
    assert at.desk.current == "home"
    at.idle()
    yield "home-first-day"
    yield from _review(at)
    yield from storage_scenes(at.desk.session, at.desk.screens["storage"], at.scan, at.press, at.idle)
    yield from list_scenes(at.desk.session, at.desk.screens["intake"], at.scan_calmly, at.press, at.idle)
    yield from grading_scenes(at.desk, at.press, at.idle)
    yield from _settings(at)
    yield from people_scenes(at.desk, at.scan, at.press, at.idle)


def _review(at: Photographer) -> Iterator[str]:
    at.hands.press(Qt.Key.Key_B, modifiers=Qt.KeyboardModifier.ControlModifier)
    at.idle()
    screen = at.desk.screens["review"]
    assert isinstance(screen, ReviewScreen)
    yield from review_scenes(at.desk.session, screen, at.press, at.idle)


def _settings(at: Photographer) -> Iterator[str]:
    at.hands.press(Qt.Key.Key_R, modifiers=Qt.KeyboardModifier.ControlModifier)
    at.idle()
    screen = at.desk.screens["settings"]
    assert isinstance(screen, SettingsScreen)
    yield from settings_scenes(screen, at.press, at.idle)
    yield from contract_scenes(screen, at.press, at.idle)
    if not screen.session.sample:
        yield from printer_scenes(screen, at.press, at.idle)


def _intake(at: Photographer) -> Iterator[str]:
    at.press(Qt.Key.Key_F5)
    yield "intake"
    at.scan("EXG6480002")
    yield "intake-received"
    at.scan("EXT49005")
    at.scan("EXT49005")
    yield "intake-again"
    at.scan("00:1A:2B:3C:4D:5E")
    yield "intake-refused"
    at.calm()
    at.hands.type("EXX27")
    at.rest()
    yield "intake-typing"
    at.press(Qt.Key.Key_Escape)
    yield from _intake_form(at)
    at.press(Qt.Key.Key_F12)
    yield "intake-question"
    at.press(Qt.Key.Key_2)
    at.press(Qt.Key.Key_F11)
    yield "intake-which-lot"
    at.press(Qt.Key.Key_F12)
    at.press(Qt.Key.Key_F12)
    yield "intake-which-lot-wrong"
    at.press(Qt.Key.Key_Escape)


def _intake_form(at: Photographer) -> Iterator[str]:
    at.scan("356938035643809")
    at.calm()
    yield "intake-form-kind"
    at.press(Qt.Key.Key_1)
    yield "intake-form-maker"
    at.press(Qt.Key.Key_1)
    at.hands.type("Galaxy A52")
    at.idle()
    yield "intake-form-model"
    at.hands.press(Qt.Key.Key_Return)
    at.idle()
    yield "intake-form-storage"
    at.press(Qt.Key.Key_5)
    yield "intake-form-received"
    at.calm()
    at.press(Qt.Key.Key_F2)
    at.press(Qt.Key.Key_1)
    yield "intake-form-number"
    at.scan("356938035643808")
    yield "intake-form-wrong"
    at.calm()
    at.press(Qt.Key.Key_Escape)
    at.press(Qt.Key.Key_Escape)


def _bench(at: Photographer) -> Iterator[str]:
    at.press(Qt.Key.Key_F6)
    yield "bench-nothing"
    for name, code in (("ready", READY), ("failing", FAILING), ("two-drives", "EXG6480002"), ("locked", "EXT49005")):
        at.scan(code)
        at.calm()
        yield f"bench-{name}"
    yield from _bench_facts(at)
    at.scan("EXX27006")
    at.calm()
    yield "bench-expected"
    at.scan("356938035643809")
    at.calm()
    yield "bench-phone"
    at.scan("EXG6480002")
    at.press(Qt.Key.Key_F3)
    at.until(lambda: at.application.background.busy is False)
    at.idle()
    yield "bench-another-machine"
    at.press(Qt.Key.Key_2)
    at.calm()
    at.scan("JAMAISVU9")
    yield "bench-refused"
    at.calm()
    at.press(Qt.Key.Key_F10)
    yield "bench-soon"
    yield from lane_scenes(at.desk, READY, FAILING, at.press, at.idle, at.calm)


def _bench_facts(at: Photographer) -> Iterator[str]:
    at.press(Qt.Key.Key_F4)
    yield "bench-facts"
    at.press(Qt.Key.Key_F2)
    at.hands.type("serie")
    at.idle()
    yield "bench-facts-search"
    at.press(Qt.Key.Key_Escape)
    at.press(Qt.Key.Key_F3)
    at.idle()
    yield "bench-answers"
    at.press(Qt.Key.Key_F4)


def _delivery(at: Photographer) -> Iterator[str]:
    at.press(Qt.Key.Key_F9)
    yield "delivery-for-whom"
    at.press(Qt.Key.Key_1)
    yield "delivery-empty"
    at.scan(READY)
    yield "delivery-packed"
    at.scan(FAILING)
    yield "delivery-refused"
    at.press(Qt.Key.Key_F12)
    yield "delivery-question"
    at.press(Qt.Key.Key_2)
    at.scan(ALSO_READY)
    yield "delivery-complete"
    at.calm()
    at.press(Qt.Key.Key_F12)
    at.press(Qt.Key.Key_1)
    at.idle()
    for band in at.window.findChildren(Band):
        band._rest.stop()
    yield "delivery-manifest"


def _documents(at: Photographer) -> Iterator[str]:
    at.hands.press(Qt.Key.Key_D, modifiers=Qt.KeyboardModifier.ControlModifier)
    at.idle()
    screen = at.desk.screens["documents"]
    assert isinstance(screen, DocumentsScreen)
    yield from documents_scenes(at.desk.session, screen, at.scan_calmly, at.press, at.idle)


def main() -> None:
    wanted = _wanted()
    wanted.out.mkdir(parents=True, exist_ok=True)
    qt = QApplication([sys.argv[0]])
    load_fonts()
    holder = ThemeHolder(qt)
    with tempfile.TemporaryDirectory() as folder:
        sample = Path(folder) / "ready"
        workshop = build(Settings(Profile.SAMPLE, data_folder=str(sample)))
        start_sample(workshop)
        workshop.close()
        for language in wanted.languages:
            speaking = read_from_the_right(qt) if language == RIGHT_TO_LEFT else nullcontext()
            with speaking:
                _one_language(wanted, holder, Path(folder), sample, language)


def _wanted() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--matrix", action="store_true")
    parser.add_argument("--languages", nargs="*", choices=LANGUAGES, default=["fr", "en"])
    parser.add_argument("--zooms", nargs="*", type=float, default=[1.0, 3.0])
    parser.add_argument("--themes", nargs="*", choices=THEMES, default=["light", "high-contrast"])
    parser.add_argument("--sizes", nargs="*", choices=SIZES, default=list(SIZES))
    parser.add_argument("--scenes", nargs="*", default=[])
    wanted = parser.parse_args()
    if wanted.matrix:
        wanted.languages, wanted.sizes = MATRIX_LANGUAGES, MATRIX_SIZES
    return wanted


def _one_language(wanted: argparse.Namespace, holder: ThemeHolder, folder: Path, sample: Path, language: str) -> None:
    home = folder / language
    shutil.copytree(sample, home / "data")
    spoken, wording = LANGUAGES[language]
    settings = Settings(Profile.SAMPLE, spoken, data_folder=str(home / "data"), wording=wording)
    recording = resource("machines", "dell-latitude-5400-healthy")
    days: list[tuple[Settings, Callable[[Photographer], Iterator[str]], Path | None]] = [
        (replace(settings, profile=Profile.UNCHOSEN, data_folder=str(home / "fresh")), first_run_scenes, None),
        (settings, trouble_scenes, folder / "nothing"),
        (settings, sample_scenes, recording),
        (_begun(replace(settings, profile=Profile.WORKSHOP, data_folder=str(home / "real"))), real_scenes, None),
    ]
    for profile, scenes, recorded in days:
        at = Photographer(profile, home, recorded)
        for scene in scenes(at):
            if not wanted.scenes or any(scene.startswith(name) for name in wanted.scenes):
                _pictures(wanted, holder, at, scene, language)
        at.close()


def _begun(settings: Settings) -> Settings:
    """Give a workshop its name."""
    workshop = build(settings)
    workshop.people.begin("Atelier du Rhône", 7, settings.bench)
    workshop.close()
    return settings


def _pictures(wanted: argparse.Namespace, holder: ThemeHolder, at: Photographer, scene: str, language: str) -> None:
    for theme in wanted.themes:
        for zoom in wanted.zooms:
            for name in wanted.sizes:
                holder.choose(theme, zoom)
                at.window.resize(SIZES[name])
                at.rest(30)
                file = f"{scene}-{language}-{theme}-{round(zoom * 100)}-{name}"
                at.window.grab().save(str(wanted.out / f"{file}.png"))
                if holder.theme.one_column and name == wanted.sizes[0]:
                    _whole(at, wanted.out / f"{file}-whole.png")
    holder.choose("light", 1.0)
    at.window.resize(SIZES["1366"])
    at.rest(30)


def _whole(at: Photographer, file: Path) -> None:
    """Draw the whole length of the page, as if the screen were that high."""
    areas = [area for area in at.window.findChildren(QScrollArea) if area.isVisible()]
    more = max((area.verticalScrollBar().maximum() for area in areas), default=0)
    at.window.resize(at.window.width(), at.window.height() + more)
    at.rest(30)
    at.window.grab().save(str(file))


if __name__ == "__main__":
    main()
    print("done")
