"""What is wiped together with the chosen drive, or is it by another name, must be unused as well.

The kernel's hold is on one node: it knows neither the other namespaces of a controller that is told to sanitize, nor
the second cable to one drive. The lie would be « nothing but this drive was touched ».
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.adapters.erasers.conftest import BenchClock
from workshop.adapters.erasers import helper_door, procedure
from workshop.adapters.erasers.engine import Bench
from workshop.adapters.erasers.helper_door import Parts, held_alone
from workshop.adapters.erasers.identity import identify
from workshop.adapters.erasers.interlocks import InterlockError, hold
from workshop.adapters.erasers.media import LoopMedia
from workshop.adapters.erasers.procedure import refusal_of, run_wipe
from workshop.adapters.erasers.toolbox import Toolbox
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.interlocks import Interlock, Protection
from workshop.domain.methods import Abilities, Ability, Method
from workshop.domain.wiping import HiddenArea, Looked, MediumIdentity, PresentDrive, WipeLog
from workshop.services.ports import WipeOrder

MIB = 1024 * 1024


def is_free(path: str) -> bool:
    try:
        with hold(path):
            return True
    except InterlockError:
        return False


@dataclass
class Watching:
    """Erases nothing; sees whether another device can be had meanwhile."""

    other: str
    name: str = "nwipe"
    was_free: bool | None = None

    def erase(self, bench: Bench) -> bool:  # noqa: ARG002 — as Engine
        self.was_free = is_free(self.other)
        return False


Wiping = Callable[[Ability | None, MediumIdentity, MediumIdentity], tuple[WipeLog, Watching]]


@pytest.fixture
def namespaces(zeros: Method, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Wiping:
    """Wipe one of two loop devices that pretend to be namespaces of one controller."""

    def wipe(needs: Ability | None, one: MediumIdentity, other: MediumIdentity) -> tuple[WipeLog, Watching]:
        names = tuple(Path(medium.path).name for medium in (one, other))
        abilities = Abilities(True, frozenset(Ability), False, False, names)  # noqa: FBT003 — known, frozen, locked
        looked = Looked(abilities, hidden_area=HiddenArea.PRESENT)
        monkeypatch.setattr(procedure, "look_at", lambda *_: looked)
        engine = Watching(other.path)
        order = WipeOrder("wipe-1", "drive-1", replace(zeros, needs=needs), one, exercise=True)
        log = run_wipe(
            order, engine, BenchClock(), log_folder=tmp_path / "logs", toolbox=Toolbox(), stopping=threading.Event()
        )
        return log, engine

    return wipe


@pytest.mark.parametrize("needs", [ability for ability in Ability if ability.value.startswith("nvme-")])
def test_a_controller_is_not_told_to_erase_what_somebody_uses_in_another_namespace(
    needs: Ability,
    loops: LoopMedia,
    namespaces: Wiping,
) -> None:
    """A ZFS pool on the second namespace, or its own wipe: sysfs shows neither."""
    with loops.make("un", MIB) as one, loops.make("deux", MIB) as other, hold(other.path):
        log, engine = namespaces(needs, one, other)
    refusal = refusal_of(log)
    assert refusal is not None
    assert refusal[0] is Interlock.IN_USE
    assert engine.was_free is None


def test_the_other_namespaces_are_held_while_the_controller_erases(
    loops: LoopMedia,
    namespaces: Wiping,
) -> None:
    with loops.make("un", MIB) as one, loops.make("deux", MIB) as other:
        _, engine = namespaces(Ability.NVME_SANITIZE_BLOCK, one, other)
        assert engine.was_free is False
        assert is_free(other.path)


def test_overwriting_one_namespace_leaves_the_others_to_whoever_has_them(
    loops: LoopMedia,
    namespaces: Wiping,
) -> None:
    with loops.make("un", MIB) as one, loops.make("deux", MIB) as other:
        _, engine = namespaces(None, one, other)
    assert engine.was_free is True


class Cables:
    """Two loop devices that answer as one SAS drive at the end of two cables."""

    def __init__(self, paths: tuple[str, str], monkeypatch: pytest.MonkeyPatch, logs: Path) -> None:
        self.media = tuple(
            replace(
                identify(path), serial="SAS1", wwn="naa.5000c500a1", medium=DriveMedium.SAS, place=f"sas-phy{number}"
            )
            for number, path in enumerate(paths)
        )
        self.parts = Parts(dict, tuple, logs, BenchClock())
        self.protected: tuple[Protection | None, ...] = (None, None)
        monkeypatch.setattr(helper_door, "drives_here", self._here)
        monkeypatch.setattr(helper_door, "identity_of", self._who)

    def refused(self) -> Interlock:
        with pytest.raises(InterlockError) as refused, held_alone(self.media[0], self.parts, busy_seconds=0):
            pytest.fail("held")
        return refused.value.rule

    def _here(self, *_: object) -> tuple[PresentDrive, ...]:
        return tuple(map(PresentDrive, self.media, self.protected))

    def _who(self, handle: int, path: str) -> MediumIdentity:
        os.fstat(handle)
        return next(medium for medium in self.media if medium.path == path)


def test_a_drive_that_is_used_by_its_other_cable_is_not_wiped_by_this_one(
    loops: LoopMedia, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with loops.make("un", MIB) as one, loops.make("deux", MIB) as two:
        cables = Cables((one.path, two.path), monkeypatch, tmp_path)
        with hold(two.path):
            assert cables.refused() is Interlock.IN_USE
        with ExitStack() as stack:
            held = stack.enter_context(held_alone(cables.media[0], cables.parts, busy_seconds=0))
            assert held.path == one.path
            assert not is_free(two.path)
        assert is_free(two.path)
        cables.protected = (None, Protection.MOUNTED)
        assert cables.refused() is Interlock.PROTECTED


def test_who_is_held_is_asked_once_more(loops: LoopMedia, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Between the list of drives and the hold, two with one name changed places, or another drive came."""
    with loops.make("un", MIB) as one, loops.make("deux", MIB) as two:
        cables = Cables((one.path, two.path), monkeypatch, tmp_path)
        mine = cables.media[0]
        for now in (replace(mine, place=cables.media[1].place), replace(mine, serial="SAS2")):
            monkeypatch.setattr(helper_door, "identity_of", lambda *_, now=now: now)
            assert cables.refused() is Interlock.IDENTITY_CHANGED
