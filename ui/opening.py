"""Opening a profile: heavy work, on the worker, after the first paint."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workshop.settings import Profile, Settings, load_settings, save_settings

if TYPE_CHECKING:
    from workshop.bootstrap import Workshop
    from workshop.domain.people import Actor, WorkshopIdentity


@dataclass(frozen=True)
class Opened:
    """A profile that is open; `identity` None: the workshop has no name yet."""

    workshop: Workshop
    identity: WorkshopIdentity | None
    actor: Actor


def load_words() -> None:
    """Load what the first run shows."""
    for name in ("workshop.words", "ui.first_run.flow"):
        importlib.import_module(name)


def open_workshop(settings: Settings, recording: Path | None, announce: Callable[[Any], None]) -> Opened:
    """Open the memory of a profile; raises WorkshopError where it cannot serve."""
    from workshop.bootstrap import SystemClock, build, machine  # noqa: PLC0415 — heavy, after the first paint

    if recording is not None:
        machine(recording, SystemClock())  # a folder that is no machine is told before anything is written
    workshop = build(settings, recording=recording, announce=announce)
    importlib.import_module("ui.screens")
    importlib.import_module("ui.shell.desk")
    return _opened(workshop)


def prepare_sample(
    settings: Settings, recording: Path | None, announce: Callable[[Any], None], report: Callable[..., None]
) -> Opened:
    """Open the sample and fill it."""
    from workshop.bootstrap import clear_unfinished_sample, start_sample  # noqa: PLC0415

    clear_unfinished_sample(settings)
    opened = open_workshop(settings, recording, announce)
    try:
        start_sample(opened.workshop, report)
    except BaseException:
        opened.workshop.close()
        raise
    return _opened(opened.workshop)


def begin_workshop(
    settings: Settings, recording: Path | None, announce: Callable[[Any], None], name: str, site: int
) -> Opened:
    """Open the workshop's own memory and give it its name and site number."""
    opened = open_workshop(settings, recording, announce)
    if opened.identity is None:
        opened.workshop.people.begin(name, site, settings.bench)
    return _opened(opened.workshop)


def keep_setting(path: Path, **changed: Any) -> None:
    """Change settings in their file, and nothing else that is in it."""
    save_settings(path, replace(load_settings(path, {}), **changed))


def workshop_is_there(settings: Settings) -> bool:
    """Whether this bench has a workshop of its own already, beside the sample."""
    real = replace(settings, profile=Profile.WORKSHOP)
    return bool(real.chosen_database()) or real.database_file().exists()


def profile_of(settings: Settings, profile: Profile) -> Settings:
    """Return the settings of another profile of this bench."""
    return replace(settings, profile=profile)


def _opened(workshop: Workshop) -> Opened:
    return Opened(workshop, workshop.people.workshop(), workshop.actor())
