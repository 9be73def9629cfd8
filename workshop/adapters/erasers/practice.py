"""The drives of a sample: an image for each of them, made by us to practise on, and no real drive ever."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from workshop.adapters.erasers.exercise_marks import is_ours
from workshop.adapters.erasers.identity import IMAGE_SUFFIX, identify
from workshop.adapters.erasers.interlocks import InterlockError
from workshop.adapters.erasers.media import make_image
from workshop.domain.codes import is_code
from workshop.domain.errors import MediumError
from workshop.domain.lots import DriveCard
from workshop.domain.wiping import HiddenArea, Looked, MediumIdentity, PresentDrive


class PracticeDrives:
    """Plugs in an image wherever a drive is asked for (`services.ports.DrivesHere`).

    An image stays as it was left: what was wiped is empty the next time. The drives of the machine on which the sample
    runs are not even looked at.
    """

    def __init__(self, folder: Path, size_bytes: int) -> None:
        self._folder = folder.resolve()
        self._size_bytes = size_bytes

    def here(self) -> tuple[PresentDrive, ...]:
        """List the images that were made up to now."""
        try:
            names = sorted(path for path in self._folder.iterdir() if path.suffix == IMAGE_SUFFIX)
        except OSError:
            return ()
        return tuple(drive for path in names if (drive := self._drive(path)) is not None)

    def of(self, drives: Sequence[DriveCard]) -> dict[str, PresentDrive]:
        """Return an image for each of these drives, made where there is none; one that cannot be made is not there."""
        found = {}
        for card in drives:
            drive = self._drive(self._image(card.code))
            if drive is None and is_code(card.code):
                with suppress(MediumError):
                    drive = self._drive(make_image(self._folder, card.code, self._size_bytes))
            if drive is not None:
                found[card.code] = drive
        return found

    def look(self, medium: MediumIdentity) -> Looked:
        """Say that an image can do nothing by itself and hides nothing."""
        del medium
        return Looked(hidden_area=HiddenArea.NOT_APPLICABLE)

    def _image(self, code: str) -> Path:
        return self._folder / f"{code}{IMAGE_SUFFIX}"

    def _drive(self, path: Path) -> PresentDrive | None:
        if not is_ours(path, self._folder):
            return None
        try:
            return PresentDrive(identify(str(path)))
        except InterlockError:
            return None
