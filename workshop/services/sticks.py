"""Sticks: each gets a secret of its own, under which the probe signs the reports that it writes on it."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from workshop.domain import events as happened
from workshop.domain.content import written_time
from workshop.domain.errors import NotSetUpError, UnknownCodeError
from workshop.domain.people import Actor
from workshop.domain.reports import Stick, StickKey, StickRecord
from workshop.services.ports import Store, Work

_ID_BYTES, _SECRET_BYTES = 8, 32


class Sticks:
    """Knows the sticks of the workshop and what they sign with; no secret ever leaves it but onto its stick."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def prepare(self, actor: Actor, label: str, write: Callable[[StickKey], None]) -> Stick:
        """Make a secret and give it to `write`, which puts it onto the stick. `label` is how people tell sticks apart.

        The secret is remembered first: a stick whose key could not be written is only one more that is never seen.
        """
        key = StickKey(secrets.token_hex(_ID_BYTES), secrets.token_bytes(_SECRET_BYTES))
        with self._store.working(actor) as work:
            record = StickRecord(key.stick, label, key.secret.hex(), written_time(work.now))
            work.put(record)
            work.append(_workshop(work), happened.StickPrepared(key.stick, label))
        write(key)
        return _seen(record)

    def all(self) -> tuple[Stick, ...]:
        """Return every stick that was ever prepared, oldest first."""
        with self._store.looking() as look:
            return tuple(map(_seen, look.find(StickRecord)))

    def forget(self, actor: Actor, stick: str) -> Stick:
        """Forget the secret of a stick that was lost or lent: what it signs counts no more. Raises UnknownCodeError."""
        with self._store.working(actor) as work:
            record = work.get(StickRecord, stick)
            if record is None:
                raise UnknownCodeError(stick)
            if record.secret:
                record = StickRecord(stick, record.label, "", record.prepared_at, written_time(work.now))
                work.put(record)
                work.append(_workshop(work), happened.StickForgotten(stick))
            return _seen(record)

    def secret(self, stick: str) -> bytes | None:
        """Return what a stick signs with; None where it is none of ours, or was forgotten."""
        with self._store.looking() as look:
            record = look.get(StickRecord, stick)
        return bytes.fromhex(record.secret) if record and record.secret else None


def _workshop(work: Work) -> str:
    identity = work.workshop()
    if identity is None:
        raise NotSetUpError
    return identity.code


def _seen(record: StickRecord) -> Stick:
    return Stick(record.code, record.label, record.prepared_at, record.forgotten_at)
