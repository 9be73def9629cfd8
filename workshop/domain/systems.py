"""Operating systems that a workshop installs: closed lists of images, licences and languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MOST = 9  # each has one key


class Licence(StrEnum):
    """By what right a system is on a machine."""

    FREE = "free"  # free software: no key
    FIRMWARE = "firmware"  # the maker's own key, in the machine
    REFURBISHER = "refurbisher"  # a refurbisher's programme gives one for each machine
    VOLUME = "volume"  # the buyer's own contract


@dataclass(frozen=True, slots=True)
class SystemImage:
    """One image: what it installs, by which rights, in which languages."""

    id: str
    name: str
    version: str
    licences: tuple[Licence, ...]
    locales: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Systems:
    """What the manager lets be installed; `locales` names each language in its own words."""

    version: str
    images: tuple[SystemImage, ...]
    locales: dict[str, str]

    def find(self, image: str) -> SystemImage | None:
        """Return an image by its id."""
        return next((item for item in self.images if item.id == image), None)

    def allows(self, image: str, licence: str, locale: str) -> bool:
        """Tell whether an answer stands in the lists."""
        found = self.find(image)
        return found is not None and licence in found.licences and locale in found.locales
