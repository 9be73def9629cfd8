"""A store in which something follows what is written, in the same transaction: labels, checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from workshop.domain.people import Actor
from workshop.services.ports import Look, Store, Work

Follower = Callable[[Work, Actor], None]


class FollowingStore:
    """The same memory; before each commit the followers see what was written, and may write more.

    `written` is called after each commit.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.followers: list[Follower] = []
        self.written: list[Callable[[], None]] = []

    def looking(self) -> AbstractContextManager[Look]:
        return self._store.looking()

    @contextmanager
    def working(self, actor: Actor, *, durable: bool = True) -> Iterator[Work]:
        with self._store.working(actor, durable=durable) as work:
            yield work
            if work.events:
                for follow in self.followers:
                    follow(work, actor)
        for tell in self.written:
            tell()

    def close(self) -> None:
        self._store.close()
