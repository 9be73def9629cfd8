"""The part of `bootstrap.py` that picks what a sample may wipe with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from workshop.domain.errors import MediumError
from workshop.domain.methods import Method
from workshop.resources import resource
from workshop.services.ports import Clock
from workshop.services.run_through import Exercise


def exercise(folder: Path, clock: Clock) -> Exercise:
    """Pick what `run-through` may wipe with: nwipe on loop devices as root, else our own eraser on image files.

    Both only ever see images that they made themselves below `folder`. A sample has images only.
    """
    from workshop.adapters.erasers.media import LoopMedia, loop_devices_work  # noqa: PLC0415
    from workshop.adapters.erasers.nwipe import NwipeEngine, nwipe_is_there  # noqa: PLC0415
    from workshop.adapters.erasers.procedure import EngineEraser  # noqa: PLC0415

    made = images_only(folder, clock)
    if not (nwipe_is_there() and loop_devices_work(folder)):
        return made
    method = _methods()["nwipe-zero"]
    eraser = EngineEraser(method, NwipeEngine, clock, log_folder=folder, images_under=folder)
    return Exercise(LoopMedia(folder), eraser)


def images_only(folder: Path, clock: Clock) -> Exercise:
    """Return all that a sample may wipe with: image files that it makes itself; no engine for drives is loaded."""
    from workshop.adapters.erasers.exercise import ExerciseEraser  # noqa: PLC0415
    from workshop.adapters.erasers.media import FileMedia, reads_past_the_cache  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    if not reads_past_the_cache(folder):  # what cannot be read past the cache proves nothing: better to say so before
        raise MediumError(str(folder), "O_DIRECT")
    method = _methods()["exercise-overwrite"]
    return Exercise(FileMedia(folder), ExerciseEraser(method, clock, folder, log_folder=folder))


def _methods() -> Mapping[str, Method]:
    from workshop.adapters.rules.methods import load_methods  # noqa: PLC0415

    return load_methods(resource("methods"))
