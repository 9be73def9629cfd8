"""A reuse contract as data: criteria, destinations, remedies; and what changed between two versions of one.

Nothing here is decided in code that a contract could decide: thresholds, letters, minutes and destinations are read
from a file, each with its clause, its source and how sure that source is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from workshop.domain.drives import Policy
from workshop.domain.inspection import Function

Value = int | str | bool | None


class Axis(StrEnum):
    """The kinds of criteria, kept apart."""

    FUNCTIONAL = "functional"
    COSMETIC = "cosmetic"
    PERFORMANCE = "performance"
    BATTERY = "battery"
    DATA = "data"
    ELIGIBILITY = "eligibility"


class Confidence(StrEnum):
    """How sure the source of a clause is."""

    VERIFIED = "verified"  # read in the text itself
    SECOND_HAND = "second-hand"  # read where somebody else tells it
    MEMORY = "memory"  # to be checked
    JUDGEMENT = "judgement"  # the workshop's own
    UNSAID = ""


class Waiver(StrEnum):
    """What a buyer holds that makes a criterion void; a contract says which of these its buyer holds."""

    WINDOWS_10_ESU = "windows-10-esu"  # paid security updates after 14 October 2025


class Destination(StrEnum):
    """Where a machine goes."""

    COMMUNES = "communes"  # agents of the communes, through the central purchasing body
    KIT = "kit"  # kit inclusif: machine, training and connection
    RENTAL = "rental"  # the pool of machines to rent
    DONATION = "donation"
    PARTS = "parts"
    RECYCLING = "recycling"


class Part(StrEnum):
    """What a remedy puts in, or `NONE`: only work is needed."""

    MEMORY = "memory"
    DRIVE = "drive"
    BATTERY = "battery"
    SCREEN = "screen"
    KEYBOARD = "keyboard"
    TOUCHPAD = "touchpad"
    WEBCAM = "webcam"
    MICROPHONE = "microphone"
    SPEAKERS = "speakers"
    WIFI_CARD = "wifi-card"
    SOCKET = "socket"
    CHARGER = "charger"
    CASING = "casing"
    SYSTEM = "system"
    NONE = ""


class How(StrEnum):
    """What a remedy does to a fact."""

    ADD = "add"  # so much more of it
    SET = "set"  # it is so much afterwards
    REPAIR = "repair"  # one of the things that are counted is no longer there
    MEASURE = "measure"  # it becomes known


@dataclass(frozen=True, slots=True)
class FactRange:
    """What a fact can be: the least, the most (None: no end), whether more of it is better; `unit` of its numbers."""

    least: int = 0
    most: int | None = None
    rising: bool = True
    unit: str = ""


_FLAG = FactRange(0, 1)
_FAULTS = FactRange(rising=False)
# Every fact that a contract may ask for; `workshop.domain.measures.facts_of` gathers them.
FACTS: dict[str, FactRange] = {
    "memory_mib": FactRange(unit="MiB"),
    "storage_gb": FactRange(unit="GB"),
    "flash_storage": _FLAG,
    "failing_drives": _FAULTS,
    "processor_cores": FactRange(),
    "battery_percent": FactRange(0, 100, unit="%"),
    "locks": _FAULTS,
    "functions_failed": _FAULTS,
    "functions_untested": _FAULTS,
    "looks": FactRange(0, 3, rising=False),  # the worst mark alone, whatever it is and wherever
    "cosmetic": FactRange(0, 4, rising=False),
    "cpu_class": FactRange(0, 4),
    "cpu_score": FactRange(),
    "processor_year": FactRange(),
    "windows_11": _FLAG,
    "windows_11_mendable": _FLAG,  # everything that it misses can be added or turned on
    "windows_10": FactRange(0, 1, rising=False),  # delivered with Windows 10
    "system_fits": _FLAG,  # the system that is on it may be on this machine
    "tpm_2": _FLAG,
    "azerty": _FLAG,
    "charger": _FLAG,
    "drives_open": _FAULTS,
    "screen_lines": FactRange(unit="px"),
    "ram_gb": FactRange(unit="GiB"),
    "hdd_gb": FactRange(unit="GB"),
    "ssd_gb": FactRange(unit="GB"),
    "nvme_gb": FactRange(unit="GB"),
    "memory_slots_free": FactRange(),
    "memory_soldered": FactRange(0, 1, rising=False),
    **{f"works_{function.value}": _FLAG for function in Function},
}
# Facts that count or judge several things: `<fact>_named` lists them, apart by commas.
NAMED = (
    *("functions_failed", "functions_untested", "failing_drives", "locks", "cosmetic", "drives_open", "windows_11"),
)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One clause: the least (`at_least`) or the most (`at_most`) of a fact that each letter needs.

    `unknown` is the best letter that an unmeasured fact allows, empty where it blocks delivery. A fact beyond the last
    letter blocks delivery. `unless`: void where the contract's buyer holds that.
    """

    id: str
    axis: Axis
    fact: str
    unit: str
    clause: str
    source: str
    at_least: tuple[tuple[str, int], ...] = ()
    at_most: tuple[tuple[str, int], ...] = ()
    unknown: str = ""
    categories: tuple[str, ...] = ()
    confidence: Confidence = Confidence.UNSAID
    unless: Waiver | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """What a rule asks of one fact; `unknown`: a fact that nobody measured fulfils it (only of remedies)."""

    fact: str
    at_least: int | None = None
    at_most: int | None = None
    unknown: bool = False

    def met_by(self, facts: Mapping[str, Value]) -> bool:
        """Tell whether the fact lies between both ends."""
        value = facts.get(self.fact)
        if not isinstance(value, int):
            return self.unknown
        least, most = self.at_least, self.at_most
        return (least is None or value >= least) and (most is None or value <= most)


@dataclass(frozen=True, slots=True)
class DestinationRule:
    """Where machines go that fulfil everything: the first rule of a contract that fits decides.

    `blocked`: the rule is for machines that may never be delivered, whatever is mended; the others for those that may.
    """

    id: str
    to: Destination
    clause: str
    source: str
    letters: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    blocked: bool = False
    confidence: Confidence = Confidence.UNSAID


@dataclass(frozen=True, slots=True)
class Remedy:
    """One thing that a workshop can do: which fact it betters, by which part, in how many minutes.

    `amounts`: the sizes of the part (`ADD`, `SET`), smallest first. `names`: which of the counted things it mends
    (`REPAIR`), or makes known (`MEASURE`); empty: all. `also`: other facts that are so afterwards. `needs`: when it
    can be done.
    """

    id: str
    fact: str
    how: How
    minutes: int
    part: Part = Part.NONE
    amounts: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    also: tuple[tuple[str, int], ...] = ()
    needs: tuple[Need, ...] = ()
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contract:
    """One version of a reuse contract; `letters` from the best to the worst.

    `second_person`: who validates a wipe is not who started it. `signed_by` empty: nobody has signed it off.
    """

    id: str
    version: str
    title: str
    dated: str
    notice: str
    letters: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    policy: Policy
    second_person: bool = False
    signed_by: str = ""
    signed_on: str = ""
    holds: tuple[Waiver, ...] = ()
    destinations: tuple[DestinationRule, ...] = ()
    remedies: tuple[Remedy, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.id} {self.version}"

    def criterion(self, name: str) -> Criterion | None:
        """Return a criterion by its id."""
        return next((item for item in self.criteria if item.id == name), None)

    def rank(self, letter: str) -> int:
        """Return how far a letter is from the best one; empty (blocked) comes after the worst."""
        return self.letters.index(letter) if letter else len(self.letters)
