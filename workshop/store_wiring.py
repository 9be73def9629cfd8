"""The part of `bootstrap.py` about the memory: opened, and followed by what is written with each gesture."""

from __future__ import annotations

from workshop.services.following import FollowingStore
from workshop.services.ports import Announce, Clock
from workshop.settings import Settings


def store_of(settings: Settings, clock: Clock, announce: Announce | None) -> FollowingStore:
    """Open the memory of a profile; raises StoreError where it cannot serve."""
    from workshop.adapters.store.opening import open_store, sqlite_url  # noqa: PLC0415 — heavy: when it is opened

    url = settings.chosen_database() or sqlite_url(settings.database_file())
    return FollowingStore(open_store(url, clock, announce))
