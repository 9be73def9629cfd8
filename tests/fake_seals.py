"""A keeper of seals in memory, by the same contract as the box; it can be cut short before any of its steps."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from workshop.domain.content import canonical, to_content
from workshop.domain.errors import SealError
from workshop.domain.seal_lists import SealList
from workshop.domain.seals import KeptSeal, SealFacts, SealPlace, SealProblem

NOT_BEFORE = timedelta(days=1)
YEARS = timedelta(days=3650)


class CutShort(BaseException):
    """The power went: nothing may catch this, and nothing after it happened."""


@dataclass
class FakeSealKeeper:
    """`files` are the present seal and the one that is coming; `cut` names the step before which the power goes."""

    files: dict[str, KeptSeal] = field(default_factory=dict)
    new: dict[str, KeptSeal] = field(default_factory=dict)
    broken: SealProblem | None = None
    locked: bool = False
    keyring: bool = False
    cut: str = ""
    steps: list[str] = field(default_factory=list)
    made: int = 0
    dead: bool = False

    def present(self) -> KeptSeal | None:
        if self.broken:
            raise SealError(self.broken, "seal.pem")
        return self.files.get("present")

    def coming(self) -> KeptSeal | None:
        return self.files.get("coming")

    def check(self) -> None:
        if self.locked:
            raise SealError(SealProblem.KEY_UNREACHABLE, self.files["present"].facts.fingerprint)

    def make(self, name: str, now: datetime) -> SealFacts:
        self._step("make")
        self.made += 1
        fingerprint = hashlib.sha256(f"{name}{self.made}{id(self)}".encode()).hexdigest()
        return self._held(SealFacts(fingerprint, name, now - NOT_BEFORE, now + YEARS))

    def bring(self, file: bytes, password: str) -> SealFacts:
        self._step("bring")
        if password != "right":
            raise SealError(SealProblem.WRONG_PASSWORD)
        name, first, last = file.decode().split("|")
        fingerprint = hashlib.sha256(file).hexdigest()
        return self._held(SealFacts(fingerprint, name, datetime.fromisoformat(first), datetime.fromisoformat(last)))

    def secure(self, fingerprint: str, *, in_file: bool) -> None:
        self._step("secure")
        place = SealPlace.KEYRING if self.keyring and not in_file else SealPlace.FILE
        self.new[fingerprint] = KeptSeal(self.new[fingerprint].facts, place)

    def prepare(self, fingerprint: str) -> None:
        self._step("prepare")
        self.files["coming"] = self.new[fingerprint]

    def promote(self) -> None:
        self._step("promote")
        if "coming" in self.files:
            self.files["present"] = self.files.pop("coming")
            self.new.pop(self.files["present"].facts.fingerprint, None)
            self.broken = None

    def drop(self, fingerprint: str) -> None:
        self._step("drop")
        self.new.pop(fingerprint, None)
        if "coming" in self.files and self.files["coming"].facts.fingerprint == fingerprint:
            del self.files["coming"]

    def save(self, password: str) -> bytes:
        self._step("save")
        return f"{self.files['present'].facts.fingerprint} {len(password)}".encode()

    def public(self) -> bytes:
        self._step("public")
        return self.files["present"].facts.fingerprint.encode()

    def listed(self, statement: SealList) -> bytes:
        self._step("listed")
        return canonical(to_content(statement))

    def again(self) -> FakeSealKeeper:
        """Return what the next process finds: the files, and nothing that was in memory."""
        return FakeSealKeeper(self.files, broken=self.broken, keyring=self.keyring)

    def _held(self, facts: SealFacts) -> SealFacts:
        self.new[facts.fingerprint] = KeptSeal(facts, SealPlace.MEMORY)
        return facts

    def _step(self, name: str) -> None:
        self.dead = self.dead or self.cut == name
        if self.dead:
            raise CutShort
        self.steps.append(name)
