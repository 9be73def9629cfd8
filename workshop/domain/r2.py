"""A cross-reference from our own findings to the codes of R2v3 (SERI): the codes, and nothing of their text.

The standard lets a facility keep its own grades beside a documented cross-reference; this is ours. It claims no
certification. A code is given only where our facts carry it: F1, F2 and F6 (specialty equipment, maker's own parts)
and C1, C7 to C9 (for materials, warranted, unused) are never derived from a test at a bench.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workshop.domain.contracts import Value
from workshop.domain.cosmetics import Looks

FUNCTIONAL = ("F3", "F4", "F5")
_COSMETIC = {Looks.CLEAN: "C6", Looks.LIGHT: "C5", Looks.VISIBLE: "C4", Looks.HEAVY: "C3", Looks.DAMAGED: "C2"}
UNKNOWN_LOOKS = "C0"


@dataclass(frozen=True, slots=True)
class R2Codes:
    """The functional code, empty where none is earned, and the cosmetic one."""

    functional: str
    cosmetic: str


def crossed(facts: Mapping[str, Value], *, system: bool) -> R2Codes:
    """Return the codes that the facts of a machine carry.

    F5: every function tried and working, with a system installed (`system`) that fits it. F4: the same without one.
    F3: it starts and nothing failed, but something was not tried or is not there. Anything that fails: no code, it is
    to be repaired first.
    """
    return R2Codes(_functional(facts, system=system), _cosmetic(facts.get("cosmetic")))


def _functional(facts: Mapping[str, Value], *, system: bool) -> str:
    if facts.get("functions_failed") != 0 or facts.get("works_starts") is not True:
        return ""
    if facts.get("functions_untested") != 0 or _lacks_something(facts):
        return "F3"
    return "F5" if system and facts.get("system_fits") is True else "F4"


def _lacks_something(facts: Mapping[str, Value]) -> bool:
    return any(fact.startswith("works_") and value is False for fact, value in facts.items())


def _cosmetic(looks: Value) -> str:
    return _COSMETIC[Looks(looks)] if isinstance(looks, int) and looks in list(Looks) else UNKNOWN_LOOKS
