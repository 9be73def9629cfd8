"""Where the seal of a bench is kept: its certificate in a file, its key in this account's keyring, else in that file.

A change takes three steps, and may be cut short between any two: the seal to come is written beside the present one;
the journal says that it is the workshop's; it takes the place of the other. Whoever opens the box next finishes what
the journal knows, and throws away what it does not (`services/seals.py`).
"""

from __future__ import annotations

import base64
import binascii
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from workshop.adapters.documents.seal import Seal, facts_of, new_seal, seal_of, throw_away_seal
from workshop.adapters.documents.seal_exchange import opened, sealed_away
from workshop.adapters.documents.seal_file import read_private, settle, told, write_private
from workshop.adapters.documents.seal_keyring import Keyring
from workshop.adapters.documents.seal_list import written_list
from workshop.adapters.documents.seal_public import public_file
from workshop.adapters.documents.seal_text import LARGEST_TEXT, SealText, read, written
from workshop.domain.errors import SealError
from workshop.domain.seal_lists import SealList
from workshop.domain.seals import KeptSeal, SealFacts, SealPlace, SealProblem

PRESENT, COMING, ASIDE = "seal.pem", "seal.coming.pem", "seal.aside.pem"


class SealBox:
    """Implements `ports.SealKeeper` for a real workshop."""

    def __init__(self, folder: Path, keyring: Keyring) -> None:
        self._folder = folder
        self._keyring = keyring
        self._new: dict[str, tuple[Seal, bool]] = {}  # made and not yet written; whether the keyring has the key
        self._opened: tuple[bytes, Seal] | None = None

    def present(self) -> KeptSeal | None:
        return _kept(self._read(PRESENT))

    def coming(self) -> KeptSeal | None:
        return _kept(self._read(COMING))

    def open(self) -> Seal:
        """Return the present seal with its key; raises SealError, MediumError."""
        path = self._folder / PRESENT
        text = read_private(path, LARGEST_TEXT)
        if text is None:
            raise SealError(SealProblem.MISSING, str(path))
        if self._opened is None or self._opened[0] != text:  # a keyring is asked once, not for each paper
            self._opened = (text, self._whole(read(text, str(path))))
        return self._opened[1]

    def check(self) -> None:
        self.open()

    def make(self, name: str, now: datetime) -> SealFacts:
        return self._held(new_seal(name, now))

    def bring(self, file: bytes, password: str) -> SealFacts:
        return self._held(opened(file, password))

    def secure(self, fingerprint: str, *, in_file: bool) -> None:
        seal, _kept = self._new[fingerprint]
        secret = base64.b64encode(seal.key).decode("ascii")
        self._new[fingerprint] = seal, not in_file and self._keyring.keep(fingerprint, secret)

    def prepare(self, fingerprint: str) -> None:
        seal, in_keyring = self._new[fingerprint]
        path = self._folder / COMING
        with told(path):
            for cut_short in self._folder.glob(f".{COMING}.*"):  # the key of a seal that never came to be
                cut_short.unlink(missing_ok=True)
        write_private(path, written(seal, with_key=not in_keyring))

    def promote(self) -> None:
        present, coming = self._folder / PRESENT, self._folder / COMING
        new = self._read(COMING)
        if new is None:  # another window was quicker
            return
        old = self._old()
        with told(present):
            coming.replace(present)
            settle(self._folder)
        self._new.pop(new.facts.fingerprint, None)
        if old and old.key is None and (old.facts.fingerprint, new.key) != (new.facts.fingerprint, None):
            self._keyring.drop(old.facts.fingerprint)

    def drop(self, fingerprint: str) -> None:
        coming = self._read(COMING)
        if coming and coming.facts.fingerprint == fingerprint:
            with told(self._folder / COMING):
                (self._folder / COMING).unlink(missing_ok=True)
                settle(self._folder)
        _seal, in_keyring = self._new.pop(fingerprint, (None, coming is not None and coming.key is None))
        present = None if not in_keyring else self._read(PRESENT)
        if in_keyring and not (present and present.key is None and present.facts.fingerprint == fingerprint):
            self._keyring.drop(fingerprint)

    def save(self, password: str) -> bytes:
        return sealed_away(self.open(), password)

    def public(self) -> bytes:
        return public_file(self.open())

    def listed(self, statement: SealList) -> bytes:
        return written_list(statement, self.open())

    def _read(self, name: str) -> SealText | None:
        path = self._folder / name
        text = read_private(path, LARGEST_TEXT)
        return None if text is None else read(text, str(path))

    def _old(self) -> SealText | None:
        """Return the seal that goes; what is no seal is put aside, for somebody may still want to look at it."""
        try:
            return self._read(PRESENT)
        except SealError:
            path = self._folder / PRESENT
            with told(path):
                path.replace(self._folder / ASIDE)
            return None

    def _held(self, seal: Seal) -> SealFacts:
        self._new[seal.fingerprint] = seal, False
        return facts_of(seal.certificate)

    def _whole(self, text: SealText) -> Seal:
        """Put the key to a certificate, wherever the key is."""
        if text.key is not None:
            return seal_of(text.key, text.certificate)
        secret = self._keyring.get(text.facts.fingerprint)
        if secret is None:
            raise SealError(SealProblem.KEY_UNREACHABLE, text.facts.fingerprint)
        try:
            return seal_of(base64.b64decode(secret, validate=True), text.certificate)
        except (binascii.Error, SealError):
            raise SealError(SealProblem.KEY_UNREACHABLE, text.facts.fingerprint) from None


class ThrowAwayBox:
    """Implements `ports.SealKeeper` for examples: a seal that is never written down, and that nobody may change."""

    def __init__(self) -> None:
        self._seal: Seal | None = None

    def open(self) -> Seal:
        """Return the one seal of this process."""
        self._seal = self._seal or throw_away_seal()
        return self._seal

    def present(self) -> KeptSeal:
        return KeptSeal(facts_of(self.open().certificate), SealPlace.MEMORY)

    def coming(self) -> None:
        return None

    def check(self) -> None:
        self.open()

    def _refused(self, *_what: object, **_how: object) -> NoReturn:
        raise SealError(SealProblem.EXAMPLE)

    make = bring = secure = prepare = promote = drop = save = public = listed = _refused


def _kept(text: SealText | None) -> KeptSeal | None:
    return None if text is None else KeptSeal(text.facts, text.place)
