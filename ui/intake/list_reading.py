"""What Entrée does with a donor's list; called on the worker, never by the window."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ui.papers import path_of
from workshop.asset_words import missed, no_list
from workshop.domain.asset_lists import AssetList
from workshop.domain.reports import Missed
from workshop.services.asset_lists import ListTaken
from workshop.services.lots import Arrivals
from workshop.services.reconciling import Reconciled
from workshop.words import shown

if TYPE_CHECKING:
    from workshop.bootstrap import Workshop
    from workshop.domain.people import Actor


@dataclass(frozen=True)
class Understood:
    """A file that was read: its list, or why it is none."""

    name: str
    assets: AssetList | None
    trouble: str = ""


@dataclass(frozen=True)
class Compared:
    """A lot and what its lists say of it."""

    lot: str
    arrivals: Arrivals
    against: Reconciled


def understand(workshop: Workshop, text: str) -> Understood:
    """Read a file by its path, as it was typed, chosen or dropped; nothing is written."""
    from workshop.asset_wiring import list_content  # noqa: PLC0415 — loaded by now

    path = path_of(text)
    content = list_content(path)
    if isinstance(content, Missed):
        return Understood(path.name or text, None, shown(missed(content)))
    found = workshop.asset_lists.read(content)
    if isinstance(found, AssetList):
        return Understood(path.name, found)
    return Understood(path.name, None, shown(no_list(found)))


def take(workshop: Workshop, actor: Actor, lot: str, read: Understood) -> ListTaken:
    """Expect what stands on a list."""
    assert read.assets is not None, read
    return workshop.asset_lists.take(actor, lot, read.name, read.assets)


def compare(workshop: Workshop, lot: str) -> Compared:
    """Compare a lot with its lists."""
    return Compared(lot, workshop.lots.arrivals(lot), workshop.asset_lists.reconciled(lot))


def files_here() -> tuple[Path, ...]:
    """Return the lists that lie on the sticks that are plugged in, the newest first."""
    from workshop.asset_wiring import lists_in  # noqa: PLC0415 — loaded by now
    from workshop.bench_wiring import sticks  # noqa: PLC0415

    return lists_in(sticks())
