"""The application: behind a window that is painted already, the workshop opens, then the screens come."""

from __future__ import annotations

import gc
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ui import opening, system_look
from ui.background import Background
from ui.bridge import Bridge
from ui.choices import Choices, changes
from ui.failures import FOLDER as CRASHES
from ui.failures import Failures
from ui.instance import Instance
from ui.profiles import Profiles
from ui.shell.trouble import Trouble
from ui.shell.window import Window
from ui.sounds import Sounds
from ui.theme import Theme, ThemeHolder, layout_direction
from workshop.domain.errors import RecordingError, SettingsError, WorkshopError
from workshop.settings import Profile, Settings, default_data_folder, load_settings
from workshop.texts import Front, _, speak, speak_on

if TYPE_CHECKING:
    from ui.first_run.flow import FirstRun
    from ui.key_listener import KeyListener
    from ui.opening import Opened
    from ui.readers import ReadersHere
    from ui.shell.desk import Desk
    from ui.typed_line import TypedLine
    from workshop.domain.scanning import Scan
    from workshop.words import Sentence

DONE, REFUSED, WRONG_USE = 0, 1, 2


@dataclass(frozen=True)
class Options:
    """What the command line said."""

    settings_file: Path
    recording: Path | None = None
    watches: bool = False  # sticks, and the folder where reports arrive


class Application(QObject):
    """One window and what is behind it."""

    ready = Signal()  # a scan is answered from now on

    def __init__(self, qt: QApplication, options: Options, window: Window) -> None:
        super().__init__(qt)
        self._qt, self.options = qt, options
        self.exit_code = DONE
        self.settings = Settings()
        self.trouble = self._load()
        speak_on(Front.SCREEN)
        speak(self.settings.language, self.settings.wording)
        qt.setLayoutDirection(layout_direction())
        self.sounds = Sounds(self.settings.sounds, self)
        self.holder = qt.findChild(ThemeHolder) or ThemeHolder(qt)
        self.holder.choose(system_look.theme_name(self.settings.look), self.settings.zoom_percent / 100)
        self.choices = Choices(self)
        self.choices.spoken.connect(self._speak_anew)
        self.window = window
        self.desk: Desk | None = None
        self.first_run: FirstRun | None = None
        self.listener: KeyListener | None = None
        self.line: TypedLine | None = None
        self.instance: Instance | None = None
        self.opened: Opened | None = None
        self.readers: ReadersHere | None = None
        self._early: list[Scan] = []
        self._banner: QWidget | None = None
        self.failures = Failures(self._crashes(), self)
        self.background = Background(self.failures.present, self)
        self.bridge = Bridge(self)
        self.profiles = Profiles(self)

    def claim(self) -> bool:
        """Take this profile; False where another window has it, which comes to the front instead."""
        if self.trouble is not None:
            return True
        self.instance = Instance(self.settings.folder(), self)
        if self.instance.claim():
            return True
        self.instance.call_the_first()
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
        if self.instance is not None:
            self.instance.called.connect(self.window.raise_up)
            self.instance.listen()
        if self.settings.profile is Profile.UNCHOSEN:
            self.background.run(opening.load_words, self.profiles.first_run, self.cannot_open)
        else:
            self._open_profile()

    def close(self) -> None:
        """Stop everything; nothing that was accepted is lost."""
        self.failures.leave()
        self.sounds.close()
        if self.readers is not None:
            self.readers.stop()
        if self.listener is not None:
            self.listener.stop()
            self.listener = None
        self.background.close()
        if self.opened is not None:
            self.opened.workshop.close()
        if self.instance is not None:
            self.instance.release()
        for shown in (self.desk, self.first_run):
            if shown is not None:
                shown.discard()
        self.opened = self.instance = self.desk = self.first_run = None

    # opening

    def _load(self) -> WorkshopError | None:
        try:
            self.settings = load_settings(self.options.settings_file)
        except SettingsError as error:
            return error
        return None

    def _crashes(self) -> Path:
        root = self.settings.data_folder
        return (Path(root) if root else default_data_folder()) / CRASHES

    def _open_profile(self) -> None:
        job = partial(opening.open_workshop, self.settings, self.options.recording, self.bridge.announce)
        self.background.run(job, self._profile_opened, self.cannot_open)

    def _listen(self) -> None:
        from ui.key_listener import KeyListener  # noqa: PLC0415 — after the first paint
        from ui.readers import ReadersHere  # noqa: PLC0415
        from ui.typed_line import TypedLine  # noqa: PLC0415
        from ui.widgets.icons import application_icon  # noqa: PLC0415

        self._qt.setWindowIcon(application_icon())
        self.line = TypedLine(self._choose, self)
        self.listener = KeyListener(self._qt, self.line, self)
        handle = self.window.windowHandle()
        if handle is not None:
            self.listener.set_main(handle)
        self.window.on_key = self._press
        self.readers = ReadersHere(self.background, self.bridge, self)
        self.listener.burst.connect(self.readers.hear)
        self.line.entered.connect(self.readers.hear_typed)
        self.line.changed.connect(self._typing)
        self.readers.scanned.connect(self._scanned)
        self.readers.changed.connect(self._readers_changed)
        self.holder.changed.connect(self._theme_changed)

    def _profile_opened(self, opened: Opened) -> None:
        before, self.opened = self.opened, opened
        if opened.identity is None:  # the power went during the first run
            self.profiles.first_run()
        elif before is None or self.desk is None:
            self.show_desk(opened)
        else:  # the same profile, in another language
            self.show_desk(replace(opened, actor=self.desk.session.actor), "settings", "display")
            self.background.run(before.workshop.close, _forget)

    def cannot_open(self, error: Exception) -> None:
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

    # the desk

    def show_desk(self, opened: Opened, at: str = "home", code: str = "") -> None:
        from ui.screens import make_screens  # noqa: PLC0415 — loaded by the worker
        from ui.session import Session  # noqa: PLC0415
        from ui.shell.desk import Desk  # noqa: PLC0415

        assert opened.identity is not None
        name, sample = opened.identity.name, opened.identity.sample
        before = self.desk
        person = before.session.person if before and before.session.actor == opened.actor else ""
        session = Session(opened.workshop, opened.actor, self.background, name, sample, person)
        self.desk = Desk(session, make_screens(session), self)
        self.desk.start_wanted.connect(self.profiles.start_for_real)
        self.desk.exercise_wanted.connect(self.profiles.exercise)
        self.desk.chosen.connect(self._choose_setting)
        self.desk.person_seen.connect(self.choices.seen)
        self._show_banner(shown=sample)
        self.desk.hinted.connect(self._hint)
        self.desk.signalled.connect(self.sounds.play)
        self.bridge.happened.connect(self.desk.hear)
        self.window.setWindowTitle(f"Établi · {name}")
        self.window.show_content(self.desk.shell)
        self.desk.go(at, code)
        self._readers_changed()
        if before is not None:
            before.discard()
        self._start_readers()
        if self.options.watches:
            self.desk.watch()
        gc.freeze()  # what is there now stays: the collector need not look at it during a scan
        self.ready.emit()
        early, self._early = self._early, []
        for scan in early:
            self.desk.scan(scan)

    def _start_readers(self) -> None:
        if self.readers is not None:
            self.readers.start(self.settings)

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

    def _readers_changed(self) -> None:
        if self.desk is not None and self.readers is not None:
            self.desk.show_readers(tuple(self.readers.there.values()))

    def _theme_changed(self, theme: Theme) -> None:
        look = system_look.kept(theme.name, self.choices.now.look)
        changed: dict[str, Any] = {"zoom_percent": round(theme.zoom * 100), "look": look}
        if self.choices.keep(**changed):
            return
        self.settings = replace(self.settings, **changed)
        self.background.run(partial(opening.keep_setting, self.options.settings_file, **changed), _forget)

    def _choose_setting(self, key: str, value: Any) -> None:
        """Hold to what was chosen on a screen: at once, and when this bench starts again."""
        changed = changes(key, value)
        if self.choices.keep(**changed):
            return
        self.settings = replace(self.settings, **changed)
        self.background.run(partial(opening.keep_setting, self.options.settings_file, **changed), _forget)
        if key == "sounds":
            self.sounds.choose(value)
        elif key in ("language", "wording"):
            speak(self.settings.language, self.settings.wording)
            self._qt.setLayoutDirection(layout_direction())
            self._open_profile()  # papers are made in another language too, not only screens
        elif key == "reader_port" and self.readers is not None:
            self.readers.restart(self._start_readers)

    def _speak_anew(self) -> None:
        """Make the screens anew, in the words of who works here; papers stay as this bench makes them."""
        if self.desk is not None and self.opened is not None:
            at = self.desk.current if self.desk.current != "pin" else "home"
            self.show_desk(replace(self.opened, actor=self.desk.session.actor), at, "display" * (at == "settings"))

    def _tell(self, sentence: Sentence) -> None:
        if self.desk is not None:
            self.desk.trouble(sentence)


def _forget(_result: Any) -> None:
    """Nobody waits for it."""
