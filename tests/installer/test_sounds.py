"""The four sounds: the files are what the script makes, short, never loud, without a click."""

from __future__ import annotations

import importlib.util
import struct
import wave
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("accepted", "already-done", "refused", "finished")
FULL = 32767


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sounds_of_etabli", ROOT / "installer" / "sounds.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def samples(name: str) -> list[int]:
    with wave.open(str(ROOT / "resources" / "sounds" / f"{name}.wav")) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 22_050)
        return list(struct.unpack(f"<{file.getnframes()}h", file.readframes(file.getnframes())))


def hertz(values: list[int]) -> float:
    """How often a piece of sound goes up through zero in a second."""
    return sum(one < 0 <= other for one, other in pairwise(values)) * 22_050 / len(values)


def test_the_files_are_what_the_script_makes() -> None:
    made = script()
    assert tuple(made.SOUNDS) == NAMES
    for name, sound in made.SOUNDS.items():
        kept = (ROOT / "resources" / "sounds" / f"{name}.wav").read_bytes()
        assert kept == made.file_of(sound), f"{name}: run installer/sounds.py"


@pytest.mark.parametrize("name", NAMES)
def test_a_sound_is_short_and_neither_loud_nor_lost(name: str) -> None:
    values = samples(name)
    assert len(values) / 22_050 < 0.6
    assert 0.15 * FULL < max(map(abs, values)) < 0.6 * FULL


@pytest.mark.parametrize("name", NAMES)
def test_a_sound_comes_and_goes_without_a_click(name: str) -> None:
    values = samples(name)
    assert not any(values[:200])
    assert not any(values[-600:])
    first = next(place for place, value in enumerate(values) if value)
    last = len(values) - next(place for place, value in enumerate(reversed(values)) if value)
    for edge in (values[first : first + 10], values[last - 10 : last]):
        assert max(map(abs, edge)) < 0.1 * FULL
        assert max(abs(one - other) for one, other in pairwise(edge)) < 0.03 * FULL


def test_already_done_is_twice_the_same() -> None:
    values = samples("already-done")
    sounding = [place for place, value in enumerate(values) if value]
    gaps = [(one, other) for one, other in pairwise(sounding) if other - one > 1000]
    assert len(gaps) == 1
    first, second = values[sounding[0] : gaps[0][0] + 1], values[gaps[0][1] : sounding[-1] + 1]
    assert first == second


def test_finished_rises_and_a_refusal_is_the_lowest() -> None:
    values = samples("finished")
    start, note = round(0.01 * 22_050), round(0.12 * 22_050)
    notes = [hertz(values[start + place * note : start + (place + 1) * note]) for place in range(3)]
    assert notes == sorted(set(notes))
    assert hertz(samples("refused")) < hertz(samples("already-done")[220:2000]) < hertz(samples("accepted")[220:1500])
