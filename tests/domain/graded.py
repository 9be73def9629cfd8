"""A good machine as facts, and whatever facts a machine may have, for the tests of grading."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from workshop.adapters.rules.contracts import load_contract
from workshop.domain.contracts import FACTS
from workshop.domain.diagnosis import (
    Category,
)
from workshop.domain.grading import (
    Value,
)
from workshop.resources import resource

DEFAULT = load_contract(resource("contracts", "grand-lyon-defaut.toml"))
LETTERS = DEFAULT.letters
BEST: dict[str, Value] = {
    "category": "laptop",
    "memory_mib": 8192,
    "storage_gb": 256,
    "flash_storage": True,
    "failing_drives": 0,
    "processor_cores": 4,
    "battery_percent": 92,
    "locks": 0,
    "functions_failed": 0,
    "functions_untested": 0,
    "cosmetic": 0,
    "cpu_class": 4,
    "processor_year": 2018,
    "windows_11": True,
    "windows_10": False,
    "system_fits": True,
    "azerty": True,
    "charger": True,
    "drives_open": 0,
    "screen_lines": 1080,
}


def measures(name: str) -> st.SearchStrategy[Any]:
    if FACTS[name].most == 1:
        return st.booleans()
    near: dict[str, list[int]] = {
        "memory_mib": [2048, 3499, 3500, 4096, 5600, 7499, 7500, 8192, 16384],
        "storage_gb": [32, 59, 60, 119, 120, 239, 240, 256, 1000],
        "battery_percent": [0, 49, 50, 64, 65, 79, 80, 100],
        "processor_year": [2008, 2013, 2014, 2016, 2017, 2024],
        "screen_lines": [768, 1049, 1050, 2160],
    }
    return st.sampled_from(near.get(name, [0, 1, 2, 3, 4, 8]))


FACTS_OF_A_MACHINE = st.fixed_dictionaries(
    {"category": st.sampled_from([category.value for category in Category])},
    optional={name: st.none() | measures(name) for name in FACTS},
)


def rank(letter: str, eligible: bool, letters: tuple[str, ...]) -> tuple[int, int]:  # noqa: FBT001
    """Return how bad a grade is: blocked is worse than every letter."""
    return (0 if eligible else 1, letters.index(letter))
