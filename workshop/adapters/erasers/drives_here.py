"""The drives that are plugged into this bench, as the use cases ask for them (`services.ports.DrivesHere`)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence

from workshop.adapters.erasers.asking import Helper
from workshop.adapters.erasers.candidates import drives_here, in_use
from workshop.adapters.erasers.helper_door import Parts, look_at_one
from workshop.adapters.erasers.interlocks import InterlockError
from workshop.adapters.erasers.kernel import Kernel
from workshop.adapters.erasers.requests import LookAt, looked_in
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.errors import WorkshopError
from workshop.domain.lots import DriveCard, is_drive
from workshop.domain.wiping import Looked, MediumIdentity, PresentDrive

_LOOK_SECONDS = 180.0


class BenchDrives:
    """The real drives of this bench. What sysfs tells is told to everybody; to ask a drive itself wants root's rights.

    Images are never listed here: they are for the sample.
    """

    def __init__(self, helper: Helper, parts: Callable[[], Parts], kernel: Kernel | None = None) -> None:
        self._helper = helper
        self._parts = parts
        self._kernel = kernel or Kernel()

    def here(self) -> tuple[PresentDrive, ...]:
        """List them all, those that cannot be chosen too."""
        found = drives_here(self._kernel, in_use)
        return tuple(drive for drive in found if drive.medium.medium is not DriveMedium.IMAGE)

    def of(self, drives: Sequence[DriveCard]) -> dict[str, PresentDrive]:
        """Return, by code, those of these drives that are plugged in; never one device for two of them."""
        return matched(drives, self.here())

    def look(self, medium: MediumIdentity) -> Looked:
        """Ask a drive what it can do; what cannot be asked is unknown."""
        try:
            if os.geteuid() == 0:
                return look_at_one(medium, self._parts())
            answer = self._helper.ask(LookAt(medium), "looked", elevated=True, seconds=_LOOK_SECONDS)
        except (InterlockError, WorkshopError, OSError):
            return Looked()
        return looked_in(answer)


def matched(cards: Sequence[DriveCard], present: Iterable[PresentDrive]) -> dict[str, PresentDrive]:
    """Pair cards with the drives that they can only be: one card, one device, and no second choice for either.

    Where several are alike, only the place tells them apart.
    """
    drives = tuple(present)
    found: dict[str, PresentDrive] = {}
    for card in cards:
        alike = [drive for drive in drives if is_drive(card, drive.medium)]
        rivals = [other for other in cards if any(is_drive(other, drive.medium) for drive in alike)]
        if len(alike) > 1 or len(rivals) > 1:
            alike = [drive for drive in alike if card.place and drive.medium.place == card.place]
        if len(alike) == 1:
            found[card.code] = alike[0]
    taken = [drive.medium.path for drive in found.values()]
    return {code: drive for code, drive in found.items() if taken.count(drive.medium.path) == 1}
