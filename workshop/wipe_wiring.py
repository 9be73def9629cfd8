"""The part of `bootstrap.py` that picks what wipes: real drives and a process for each wipe, or images of a sample."""

from __future__ import annotations

import functools
import os
from collections.abc import Mapping
from pathlib import Path

from workshop.domain.diagnosis import DriveMedium
from workshop.domain.methods import Acceptance, Level, Method
from workshop.resources import resource
from workshop.services.ports import Clock, DrivesHere, Files
from workshop.services.sample import MEDIUM_BYTES
from workshop.services.wipe_plans import WipeParts, WipeRules
from workshop.settings import Profile, Settings

ACCEPTANCE = "acceptance.toml"
EXERCISE = Acceptance({DriveMedium.IMAGE: Level.CLEAR}, {DriveMedium.IMAGE: ("exercise-overwrite",)})


def wipe_parts(settings: Settings, files: Files, clock: Clock) -> WipeParts:
    """Pick what starts and follows wipes here, and how the drives of this bench are found."""
    from workshop.adapters.erasers.keeper import ProcessKeeper  # noqa: PLC0415 — imported when it is built

    sample = settings.profile is Profile.SAMPLE
    logs = log_folder(settings)
    pace = settings.practice_mib_per_second if sample else 0
    keeper = ProcessKeeper(logs, elevated=elevated(settings), exercise_only=sample, practice_mib_per_second=pace)
    rules = functools.cache(functools.partial(wipe_rules, sample=sample))
    here = practice_drives(settings) if sample else bench_drives(settings, logs, clock)
    return WipeParts(keeper, here, rules, files, clock)


def log_folder(settings: Settings) -> Path:
    """Return where the logs of wipes stand that are started directly; a sample never leaves its folder."""
    from workshop.adapters.erasers.wipe_logs import logs_of  # noqa: PLC0415

    own = settings.folder() / "wipes"
    return own if settings.profile is Profile.SAMPLE else logs_of(os.environ, lambda: own)


def practice_drives(settings: Settings) -> DrivesHere:
    """Return the drives of a sample: images that it makes itself."""
    from workshop.adapters.erasers.practice import PracticeDrives  # noqa: PLC0415

    return PracticeDrives(settings.folder() / "media", MEDIUM_BYTES)


def elevated(settings: Settings) -> tuple[str, ...]:
    """Return the command that starts the helper as root."""
    from workshop.adapters.erasers.asking import ELEVATED  # noqa: PLC0415

    return tuple(settings.elevation.split()) or ELEVATED


def bench_drives(settings: Settings, logs: Path, clock: Clock) -> DrivesHere:
    """Return the drives that are plugged into this bench."""
    from workshop.adapters.erasers.asking import Helper  # noqa: PLC0415
    from workshop.adapters.erasers.drives_here import BenchDrives  # noqa: PLC0415
    from workshop.adapters.erasers.helper_door import Parts  # noqa: PLC0415

    parts = functools.cache(lambda: Parts(methods, lambda: acceptance().no_crypto, logs, clock))
    return BenchDrives(Helper(logs, elevated=elevated(settings)), parts)


@functools.cache
def methods() -> Mapping[str, Method]:
    """Read the methods; raises RulesError with every problem."""
    from workshop.adapters.rules.methods import load_methods  # noqa: PLC0415

    return load_methods(resource("methods"))


@functools.cache
def acceptance() -> Acceptance:
    """Read what is wanted for which medium; raises RulesError with every problem."""
    from workshop.adapters.rules.acceptance import load_acceptance  # noqa: PLC0415

    return load_acceptance(resource("methods", ACCEPTANCE), methods())


def wipe_rules(*, sample: bool) -> WipeRules:
    """Return the methods, and the house's table; in a sample, the one method for images."""
    return WipeRules(methods(), EXERCISE if sample else acceptance())
