"""Stand-ins for what wiping is given: a keeper whose wipes end as the test says, a bench into which it plugs drives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from workshop.domain.diagnosis import Smart
from workshop.domain.errors import WipeRefusedError
from workshop.domain.interlocks import Protection
from workshop.domain.lots import DriveCard, is_drive
from workshop.domain.wiping import (
    Claim,
    Coverage,
    HiddenArea,
    Looked,
    MediumIdentity,
    PresentDrive,
    ReadBack,
    WipeLog,
    WipeStep,
)
from workshop.services.ports import Followed, WipeOrder, WipeProgress


@dataclass
class FakeKeeper:
    """Keeps wipes that run until the test says how they end; `refuses` is what every start is told."""

    orders: list[WipeOrder] = field(default_factory=list)
    refuses: WipeRefusedError | None = None
    wipes: dict[str, Followed] = field(default_factory=dict)
    stopped: list[str] = field(default_factory=list)

    def start(self, order: WipeOrder) -> None:
        if self.refuses:
            raise self.refuses
        self.orders.append(order)
        self.wipes[order.log] = Followed(a_wipe_log(order, ended=False), running=True)

    def stop(self, wipe: str) -> None:
        self.stopped.append(wipe)
        if self.wipes[wipe].running:
            self.end(wipe, stopped=True)

    def follow(self, wipe: str) -> Followed | None:
        return self.wipes.get(wipe)

    def end(self, wipe: str, **changes: Any) -> None:
        """Let a wipe end well, but for these fields of its log."""
        order = next(order for order in self.orders if order.log == wipe)
        self.wipes[wipe] = Followed(replace(a_wipe_log(order), **changes), running=False)

    def progress(self, wipe: str, percent: int, stage: str = "erase") -> None:
        log = replace(self.wipes[wipe].log, stage=stage, percent=percent)
        self.wipes[wipe] = Followed(log, True, WipeProgress(stage, percent, 150_000_000, 41, 3600))  # noqa: FBT003

    def die(self, wipe: str) -> None:
        """Kill the process that keeps a wipe."""
        self.wipes[wipe] = replace(self.wipes[wipe], running=False, progress=None)


def a_wipe_log(order: WipeOrder, *, ended: bool = True) -> WipeLog:
    """Tell of a wipe without a fault, or of one that is in the middle."""
    at = datetime(2026, 11, 24, 9, tzinfo=UTC)
    medium = order.medium
    step = WipeStep(("fake",), "fake", "1", at, at if ended else None, 0 if ended else None, Claim.ERASED)
    back = ReadBack(Coverage.FULL, True, 0, medium.size_bytes, 0, 0, at, at)  # noqa: FBT003 — direct
    return WipeLog(
        order.log,
        order.drive,
        order.method.id,
        order.method.technique,
        order.exercise,
        medium,
        medium if ended else None,
        at,
        at if ended else None,
        (step,),
        back if ended else None,
        HiddenArea.NONE,
        level=order.method.level(medium.medium),
        smart_before=Smart(passed=True, reallocated_sectors=0),
        confirmed=order.confirmed,
    )


@dataclass
class FakeDrivesHere:
    """A bench into which the test plugs drives; `looked` is what each answers, by serial."""

    plugged: list[PresentDrive] = field(default_factory=list)
    looked: dict[str | None, Looked] = field(default_factory=dict)

    def plug(self, medium: MediumIdentity, protected: Protection | None = None, looked: Looked | None = None) -> None:
        self.plugged.append(PresentDrive(medium, protected))
        self.looked[medium.serial] = looked or Looked(smart=Smart(passed=True), hidden_area=HiddenArea.NONE)

    def here(self) -> tuple[PresentDrive, ...]:
        return tuple(self.plugged)

    def of(self, drives: Sequence[DriveCard]) -> dict[str, PresentDrive]:
        found: dict[str, PresentDrive] = {}
        for card in drives:
            alike = [present for present in self.plugged if is_drive(card, present.medium)]
            if len(alike) == 1 and alike[0] not in found.values():
                found[card.code] = alike[0]
        return found

    def look(self, medium: MediumIdentity) -> Looked:
        return self.looked.get(medium.serial, Looked())
