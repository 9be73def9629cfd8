"""The third step of a set-up: the locked libraries, checked by their hashes, then Établi itself, without network."""

from __future__ import annotations

import os

from .failures import why_it_failed
from .sentences import LIBRARIES, PIP_FAILED, PROJECT_FAILED, Sentence
from .setup import NothingInstalled, Setup, Stopped
from .virtual_environment import VirtualEnvironment

RUNTIME_LOCK = "installer/requirements.lock"
TEST_LOCK = "installer/test-requirements.lock"  # holds the runtime as well, in the same versions
LOCKS = (RUNTIME_LOCK, TEST_LOCK)
_PROJECT = "pyproject.toml"
_FIRST_FILE = "Installing collected packages"  # pip's words once everything is downloaded and checked

# Settings of the reader's own pip that would put the libraries elsewhere, or read code from elsewhere
_UNWANTED = ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_REQUIRE_HASHES", "PYTHONPATH", "PYTHONHOME")
_WANTED = {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0", "PIP_NO_INPUT": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def provide(setup: Setup, environment: VirtualEnvironment, lock: str) -> None:
    """Install from `lock` (one of LOCKS) where it has changed since the last time, then the project likewise."""
    setup.narrator.begin(LIBRARIES)
    libraries = environment.fingerprint(lock)
    if not environment.is_ready(lock, libraries):
        given = LOCKS if lock == TEST_LOCK else (lock,)
        recorded = {file: environment.fingerprint(file) for file in given}
        # --only-binary: a source archive would run build tools that no hash covers
        options = ("--require-hashes", "--only-binary", ":all:", "--requirement", str(setup.checkout / lock))
        with environment.installing(recorded, forget=LOCKS):
            _pip(setup, environment, options, PIP_FAILED)
    project = environment.fingerprint(_PROJECT)
    if not environment.is_ready(_PROJECT, project):
        options = ("--no-index", "--no-deps", "--no-build-isolation", "--editable", str(setup.checkout))
        with environment.installing({_PROJECT: project}):
            _pip(setup, environment, options, PROJECT_FAILED)
    setup.narrator.end()


def _pip(setup: Setup, environment: VirtualEnvironment, options: tuple[str, ...], otherwise: Sentence) -> None:
    python = str(environment.program("python"))
    words = [python, "-I", "-m", "pip", "install", "--progress-bar", "off", *options]
    kept = {name: value for name, value in os.environ.items() if name not in _UNWANTED}
    outcome = setup.commands.run(words, kept | _WANTED)
    if not outcome.succeeded:
        ending = Stopped if _FIRST_FILE in outcome.output else NothingInstalled
        raise ending(why_it_failed(outcome.output, setup, otherwise))
