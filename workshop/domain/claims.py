"""What no screen, paper or label may claim: words that say more than anybody measured. The list is data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Where(StrEnum):
    """Where words are forbidden."""

    EVERYWHERE = "everywhere"
    PAPERS = "papers"  # certificates, manifests, annexes, labels


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that are not to be said, as a pattern in one language; `says`: how they are met, found by the pattern."""

    id: str
    language: str
    pattern: str
    where: Where
    says: tuple[str, ...]
    source: str
    instead: str = ""
    allowed: tuple[str, ...] = ()  # phrases that hold the words and claim nothing: « n'est pas garanti »


@dataclass(frozen=True, slots=True)
class Claims:
    """The whole list."""

    version: str
    claims: tuple[Claim, ...]

    def found_in(self, text: str, language: str, where: Where = Where.EVERYWHERE) -> tuple[Claim, ...]:
        """Return what a text claims; on papers what is forbidden everywhere is forbidden too."""
        plain = " ".join(text.replace("’", "'").split())
        asked = {Where.EVERYWHERE, where}
        return tuple(
            claim
            for claim in self.claims
            if claim.language == language and claim.where in asked and _says(claim, plain)
        )


def _says(claim: Claim, plain: str) -> bool:
    for phrase in claim.allowed:
        plain = re.sub(re.escape(phrase), " ", plain, flags=re.IGNORECASE)
    return _compiled(claim.pattern).search(plain) is not None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
