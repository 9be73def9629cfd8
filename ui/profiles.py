"""From one profile to another: the first run, a real start from the sample, an exercise and the way back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from ui import opening
from ui.bridge import Progress
from ui.instance import Instance
from workshop.settings import Profile, Settings

if TYPE_CHECKING:
    from ui.application import Application
    from ui.opening import Opened


class Profiles(QObject):
    """Changes what the window shows. The profile before is let go when the other is open, never earlier."""

    def __init__(self, application: Application) -> None:
        super().__init__(application)
        self._application = application
        self._exercising = False  # then the bench starts again where it works for real

    def first_run(self, _nothing: object = None) -> None:
        """Ask what to begin with."""
        self._begin_first_run(from_sample=False)

    def start_for_real(self) -> None:
        """Leave the sample: for the workshop that there is, else for one that gets its name now."""
        if opening.workshop_is_there(self._application.settings):
            self._back_to_work()
        else:
            self._begin_first_run(from_sample=True)

    def exercise(self) -> None:
        """Open the sample beside the workshop, to practise."""
        self._exercising = True
        self._flow(from_sample=True).prepare()
        if not self._prepare_sample():
            self._back_to_the_desk()

    def _begin_first_run(self, *, from_sample: bool) -> None:
        self._flow(from_sample=from_sample).begin()
        self._application.ready.emit()

    def _flow(self, *, from_sample: bool) -> Any:
        from ui.first_run.flow import FirstRun  # noqa: PLC0415 — after the first paint

        flow = FirstRun(self, from_sample=from_sample)
        flow.shown.connect(self._application.window.show_content)
        flow.sample_chosen.connect(self._prepare_sample)
        flow.begun.connect(self._begin)
        flow.left.connect(self._back_to_the_desk)
        self._application.first_run = flow
        return flow

    def _prepare_sample(self) -> bool:
        if not self._change(Profile.SAMPLE):
            return False
        application = self._application
        progress = Progress(application)
        if application.first_run is not None:
            progress.told.connect(application.first_run.hear)
        settings, recording, announce = self._what()
        self._open(partial(opening.prepare_sample, settings, recording, announce, progress.tell))
        return True

    def _begin(self, name: str, site: int) -> None:
        if self._change(Profile.WORKSHOP):
            settings, recording, announce = self._what()
            self._open(partial(opening.begin_workshop, settings, recording, announce, name, site))

    def _back_to_work(self) -> None:
        if self._change(Profile.WORKSHOP):
            self._open(partial(opening.open_workshop, *self._what()))

    def _what(self) -> tuple[Settings, Path | None, Callable[[Any], None]]:
        application = self._application
        return application.settings, application.options.recording, application.bridge.announce

    def _open(self, job: Any) -> None:
        self._application.background.run(job, self._opened, self._application.cannot_open)

    def _change(self, profile: Profile) -> bool:
        """Hold the other profile; the one before is let go when its screens are gone."""
        application = self._application
        settings = opening.profile_of(application.settings, profile)
        instance = Instance(settings.folder(), application)
        if not instance.claim():
            instance.call_the_first()
            return False
        if application.instance is not None:
            application.instance.release()
        application.instance = instance
        instance.called.connect(application.window.raise_up)
        instance.listen()
        application.settings = settings
        return True

    def _opened(self, opened: Opened) -> None:
        application = self._application
        before, application.opened = application.opened, opened
        if opened.identity is None:  # the power went before the workshop had its name
            if before is not None:
                before.workshop.close()
            self._begin_first_run(from_sample=False)
            return
        application.choices.forget()
        if before is not None:
            before.workshop.close()
        flow, application.first_run = application.first_run, None
        self._remember(application.settings.profile)
        application.show_desk(opened)
        if flow is not None:
            flow.discard()

    def _remember(self, profile: Profile) -> None:
        """Start in this profile from now on; an exercise is over when the window is closed."""
        if profile is Profile.WORKSHOP:
            self._exercising = False
        if not self._exercising:
            job = partial(opening.keep_setting, self._application.options.settings_file, profile=profile)
            self._application.background.aside(job, _forget)

    def _back_to_the_desk(self) -> None:
        application = self._application
        flow, application.first_run = application.first_run, None
        if application.desk is not None:
            application.window.show_content(application.desk.shell)
            application.desk.go(application.desk.current)
        if flow is not None:
            flow.discard()


def _forget(_result: Any) -> None:
    """Nobody waits for it."""
