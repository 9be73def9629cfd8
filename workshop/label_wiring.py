"""The part of `bootstrap.py` about labels: what lays them out and draws them, loaded with the first one."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from workshop.services.labels import Labels
from workshop.services.ports import Store
from workshop.settings import Settings

if TYPE_CHECKING:
    from workshop.adapters.documents.label_maker import Labelmaker

LAYOUTS = "layouts"  # the folder of the layouts that the workshop changed


def labels_of(settings: Settings, store: Store) -> Labels:
    """Return the labels of this bench."""
    desk = functools.cache(lambda: label_maker(settings))
    return Labels(store, desk, settings.language, settings.printer_roll)


def label_maker(settings: Settings) -> Labelmaker:
    """Return what makes labels at this bench."""
    from workshop.adapters.documents.label_layouts import Layouts  # noqa: PLC0415 — with the first label
    from workshop.adapters.documents.label_maker import Labelmaker  # noqa: PLC0415

    return Labelmaker(Layouts(settings.folder() / LAYOUTS))
