"""The application: behind a window that is painted already, the workshop opens, then the screens come."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ui import opening
from ui.background import Background
from ui.bridge import Bridge, Progress
from ui.failures import FOLDER as CRASHES
from ui.failures import Failures
from ui.instance import Instance
from ui.shell.trouble import Trouble
from ui.shell.window import Window
from ui.theme import Theme, ThemeHolder
from workshop.domain.errors import RecordingError, SettingsError, WorkshopError
from workshop.settings import Profile, Settings, default_data_folder, load_settings
from workshop.texts import _, speak

if TYPE_CHECKING:
    from ui.first_run.flow import FirstRun
    from ui.key_listener import KeyListener
    from ui.opening import Opened
    from ui.shell.desk import Desk
    from ui.typed_line import TypedLine
    from workshop.bootstrap import Readers
    from workshop.domain.scanning import Scan
    from workshop.words import Sentence

KEYBOARD = "keyboard"
DONE, REFUSED, WRONG_USE = 0, 1, 2


@dataclass(frozen=True)
class Options:
    """What the command line said."""

    settings_file: Path
    recording: Path | None = None


class Application(QObject):
    """One window and what is behind it."""

    ready = Signal()  # a scan is answered from now on

    def __init__(self, qt: QApplication, options: Options, window: Window) -> None:
        super().__init__(qt)
        self._qt, self._options = qt, options
        self.exit_code = DONE
        self.settings = Settings()
        self.trouble = self._load()
        speak(self.settings.language)
        theme = Theme(self.settings.look.value, self.settings.zoom_percent / 100)
        self.holder = qt.findChild(ThemeHolder) or ThemeHolder(qt)
        self.holder.choose(theme.name, theme.zoom)
        self.window = window
        self.desk: Desk | None = None
        self.first_run: FirstRun | None = None
        self.listener: KeyListener | None = None
        self.line: TypedLine | None = None
        self._instance: Instance | None = None
        self._opened: Opened | None = None
        self._readers: Readers | None = None
        self._early: list[Scan] = []
        self._banner: QWidget | None = None
        self.failures = Failures(self._crashes(), self)
        self.background = Background(self.failures.present, self)
        self.bridge = Bridge(self)

    def claim(self) -> bool:
        """Take this profile; False where another window has it, which comes to the front instead."""
        if self.trouble is not None:
            return True
        self._instance = Instance(self.settings.folder(), self)
        if self._instance.claim():
            return True
        self._instance.call_the_first()
        return False

    def open(self) -> None:
        """Open the workshop behind the window, and put its screens into it."""
        self.window.closing.connect(self.close)
        self.failures.watch()
        self.failures.told.connect(self._tell, Qt.ConnectionType.QueuedConnection)  # a bug may be met while painting
        self._listen()
        if self.trouble is not None:
            self.background.run(opening.load_words, self._show_trouble)
            return
        if self._instance is not None:
            self._instance.called.connect(self.window.raise_up)
            self._instance.listen()
        if self.settings.profile is Profile.UNCHOSEN:
            self.background.run(opening.load_words, self._show_first_run, self._cannot_open)
        else:
            self._open_profile()

    def close(self) -> None:
        """Stop everything; nothing that was accepted is lost."""
        self.failures.leave()
        if self._readers is not None:
            self._readers.stop()
        if self.listener is not None:
            self.listener.stop()
            self.listener = None
        self.background.close()
        if self._opened is not None:
            self._opened.workshop.close()
        if self._instance is not None:
            self._instance.release()
        for shown in (self.desk, self.first_run):
            if shown is not None:
                shown.discard()
        self._readers = self._opened = self._instance = self.desk = self.first_run = None

    # opening

    def _load(self) -> WorkshopError | None:
        try:
            self.settings = load_settings(self._options.settings_file)
        except SettingsError as error:
            return error
        return None

    def _crashes(self) -> Path:
        root = self.settings.data_folder
        return (Path(root) if root else default_data_folder()) / CRASHES

    def _open_profile(self) -> None:
        job = partial(opening.open_workshop, self.settings, self._options.recording, self.bridge.announce)
        self.background.run(job, self._profile_opened, self._cannot_open)

    def _listen(self) -> None:
        from ui.key_listener import KeyListener  # noqa: PLC0415 — after the first paint
        from ui.typed_line import TypedLine  # noqa: PLC0415
        from ui.widgets.icons import application_icon  # noqa: PLC0415

        self._qt.setWindowIcon(application_icon())
        self.line = TypedLine(self._choose, self)
        self.listener = KeyListener(self._qt, self.line, self)
        handle = self.window.windowHandle()
        if handle is not None:
            self.listener.set_main(handle)
        self.window.on_key = self._press
        self.listener.burst.connect(self._burst)
        self.line.entered.connect(self._typed)
        self.line.changed.connect(self._typing)
        self.bridge.scanned.connect(self._scanned)
        self.bridge.reader_changed.connect(self._reader_changed)
        self.holder.changed.connect(self._theme_changed)

    def _profile_opened(self, opened: Opened) -> None:
        self._opened = opened
        if opened.identity is None:  # the power went during the first run
            self._show_first_run()
        else:
            self._show_desk(opened)

    def _cannot_open(self, error: Exception) -> None:
        if not isinstance(error, WorkshopError):
            self.failures.present(error)
            return
        self.trouble = error
        self._show_trouble()

    def _show_trouble(self, _nothing: object = None) -> None:
        from workshop.words import shown, trouble  # noqa: PLC0415 — loaded by now

        error = self.trouble
        assert error is not None
        self.exit_code = WRONG_USE if isinstance(error, SettingsError | RecordingError) else REFUSED
        sentence = trouble(error)
        title = shown(_("Établi ne peut pas s'ouvrir."))
        page = Trouble(title, sentence.what, sentence.do, shown(_("Fermer Établi")))
        page.closed.connect(self.window.close)
        self.window.show_content(page)

    # the first run

    def _show_first_run(self, _nothing: object = None) -> None:
        self._begin_first_run(from_sample=False)

    def _start_for_real(self) -> None:
        self._begin_first_run(from_sample=True)

    def _begin_first_run(self, *, from_sample: bool) -> None:
        from ui.first_run.flow import FirstRun  # noqa: PLC0415 — after the first paint

        flow = FirstRun(self, from_sample=from_sample)
        flow.shown.connect(self.window.show_content)
        flow.sample_chosen.connect(self._prepare_sample)
        flow.begun.connect(self._begin)
        flow.left.connect(self._back_to_the_desk)
        self.first_run = flow
        flow.begin()
        self.ready.emit()

    def _prepare_sample(self) -> None:
        if not self._change_profile(Profile.SAMPLE):
            return
        progress = Progress(self)
        if self.first_run is not None:
            progress.told.connect(self.first_run.hear)
        job = partial(
            opening.prepare_sample, self.settings, self._options.recording, self.bridge.announce, progress.tell
        )
        self.background.run(job, self._first_run_done, self._cannot_open)

    def _begin(self, name: str, site: int) -> None:
        if not self._change_profile(Profile.WORKSHOP):
            return
        job = partial(opening.begin_workshop, self.settings, self._options.recording, self.bridge.announce, name, site)
        self.background.run(job, self._first_run_done, self._cannot_open)

    def _change_profile(self, profile: Profile) -> bool:
        """Hold the other profile; the one before is let go when its screens are gone."""
        settings = opening.profile_of(self.settings, profile)
        instance = Instance(settings.folder(), self)
        if not instance.claim():
            instance.call_the_first()
            return False
        if self._instance is not None:
            self._instance.release()
        self._instance = instance
        instance.called.connect(self.window.raise_up)
        instance.listen()
        self.settings = settings
        return True

    def _first_run_done(self, opened: Opened) -> None:
        before, self._opened = self._opened, opened
        if before is not None:
            before.workshop.close()
        flow, self.first_run = self.first_run, None
        self.background.aside(
            partial(opening.keep_setting, self._options.settings_file, profile=self.settings.profile), _forget
        )
        self._show_desk(opened)
        if flow is not None:
            flow.discard()

    def _back_to_the_desk(self) -> None:
        flow, self.first_run = self.first_run, None
        if self.desk is not None:
            self.window.show_content(self.desk.shell)
            self.desk.go(self.desk.current)
        if flow is not None:
            flow.discard()

    # the desk

    def _show_desk(self, opened: Opened) -> None:
        from ui.screens import make_screens  # noqa: PLC0415 — loaded by the worker
        from ui.session import Session  # noqa: PLC0415
        from ui.shell.desk import Desk  # noqa: PLC0415

        assert opened.identity is not None
        name, sample = opened.identity.name, opened.identity.sample
        session = Session(opened.workshop, opened.actor, self.background, name, sample)
        before = self.desk
        self.desk = Desk(session, make_screens(session), self)
        self.desk.start_wanted.connect(self._start_for_real)
        self._show_banner(shown=sample)
        self.desk.hinted.connect(self._hint)
        self.bridge.happened.connect(self.desk.hear)
        self.window.setWindowTitle(f"Établi · {name}")
        self.window.show_content(self.desk.shell)
        self.desk.go("home")
        if before is not None:
            before.discard()
        self._start_readers()
        gc.freeze()  # what is there now stays: the collector need not look at it during a scan
        self.ready.emit()
        early, self._early = self._early, []
        for scan in early:
            self.desk.scan(scan)

    def _start_readers(self) -> None:
        from workshop.bootstrap import readers  # noqa: PLC0415 — loaded by the worker

        if self._readers is None:
            self._readers = readers(self.settings, self.bridge.scan, self.bridge.reader)

    def _show_banner(self, *, shown: bool) -> None:
        from ui.shell.banner import Banner  # noqa: PLC0415 — in the sample only

        if self._banner is not None:
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None
        if shown:
            self._banner = Banner()
            self.window.put_above(self._banner)

    def _hint(self, words: str) -> None:
        from ui.shell.banner import Banner  # noqa: PLC0415

        if isinstance(self._banner, Banner):
            self._banner.show_words(words)

    # what comes in

    def _burst(self, text: str) -> None:
        self._scanned(_a_scan(text, typed=False))

    def _typed(self, text: str) -> None:
        self._scanned(_a_scan(text, typed=True))

    def _scanned(self, scan: Scan) -> None:
        if self.desk is not None and self.first_run is None:
            self.desk.scan(scan)
        elif self.first_run is None and self.trouble is None:
            self._early.append(scan)

    def _typing(self, text: str) -> None:
        if self.desk is not None:
            self.desk.show_typed(text)

    def _choose(self, number: int) -> bool:
        if self.first_run is not None:
            return self.first_run.choose(number)
        return self.desk is not None and self.desk.choose(number)

    def _press(self, key: str) -> bool:
        if key == "Ctrl +":
            self.holder.enlarge()
        elif key == "Ctrl -":
            self.holder.reduce()
        elif key == "Ctrl 0":
            self.holder.choose(zoom=1.0)
        elif self.first_run is not None:
            return self.first_run.press(key)
        elif self.desk is not None:
            return self.desk.press(key)
        elif isinstance(self.window.content, Trouble) and key in ("F12", "Esc"):
            self.window.close()
        else:
            return False
        return True

    def _reader_changed(self, name: str, there: bool) -> None:  # noqa: FBT001 — a Qt slot
        if self.desk is not None:
            self.desk.show_reader(name, there=there)

    def _theme_changed(self, theme: Theme) -> None:
        changed = {"zoom_percent": round(theme.zoom * 100)}
        self.background.aside(partial(opening.keep_setting, self._options.settings_file, **changed), _forget)

    def _tell(self, sentence: Sentence) -> None:
        if self.desk is not None:
            self.desk.trouble(sentence)


def _a_scan(text: str, *, typed: bool) -> Scan:
    from workshop.domain.scanning import Scan  # noqa: PLC0415 — after the first paint

    return Scan(text, KEYBOARD, datetime.now(UTC), typed)


def _forget(_result: Any) -> None:
    """Nobody waits for it."""
