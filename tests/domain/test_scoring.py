"""Emmaüs Connect's points of 09/2023 against the published table, written out here a second time and by hand."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.adapters.rules.scorings import load_scoring, load_scorings
from workshop.domain.contracts import Value
from workshop.domain.scoring import Scoring, score
from workshop.resources import resource

EMMAUS = load_scoring(resource("scorings", "emmaus-connect-2023-09.toml"))
PROCESSORS = (300, 1199, 1200, 2499, 2500, 3999, 4000, 5999, 6000, 21000)
MEMORIES = (2, 3, 4, 5, 7, 8, 15, 16, 64)
DRIVES = (
    {"hdd_gb": 120},
    {"hdd_gb": 160},
    {"hdd_gb": 255},
    {"hdd_gb": 500},
    {"ssd_gb": 32},
    {"ssd_gb": 64},
    {"ssd_gb": 128},
    {"ssd_gb": 240},
    {"ssd_gb": 500},
    {"nvme_gb": 63},
    {"nvme_gb": 64},
    {"nvme_gb": 128},
    {"nvme_gb": 256},
    {"ssd_gb": 128, "hdd_gb": 500},
    {"nvme_gb": 512, "hdd_gb": 1000},
    {"ssd_gb": 256, "hdd_gb": 80},
)


def by_hand(cpu: int, ram: int, drives: dict[str, int]) -> str:
    """The published table, as a person would apply it with a pencil."""
    cpu_points = -8 if cpu < 1200 else 1 if cpu < 2500 else 2 if cpu < 4000 else 3 if cpu < 6000 else 4
    ram_points = -8 if ram < 4 else 1 if ram < 5 else 2 if ram < 8 else 3 if ram < 16 else 4
    disks = 0
    if "hdd_gb" in drives:
        size = drives["hdd_gb"]
        disks += -8 if size < 160 else 1 if size < 256 else 2
    if "ssd_gb" in drives:
        size = drives["ssd_gb"]
        disks += -8 if size < 64 else 1 if size < 128 else 2 if size < 200 else 3 if size < 500 else 4
    if "nvme_gb" in drives:
        size = drives["nvme_gb"]
        disks += -8 if size < 64 else 2 if size < 128 else 3 if size < 200 else 4
    total = cpu_points + ram_points + (min(disks, 4))
    if total < 2:
        return "INVENDABLE"
    if total < 4:
        return "HC"
    if total < 6:
        return "C"
    only_platters = not {"ssd_gb", "nvme_gb"} & drives.keys()
    if cpu_points <= 1 and only_platters:
        return "C"
    if total < 8:
        return "B"
    if cpu_points <= 1:
        return "B"
    return "A" if total < 11 else "PREMIUM"


def test_every_configuration_gets_the_category_of_the_published_table() -> None:
    described = list(itertools.product(PROCESSORS, MEMORIES, DRIVES))
    assert len(described) > 1000
    different = [
        (cpu, ram, drives)
        for cpu, ram, drives in described
        if score({"cpu_score": cpu, "ram_gb": ram, **drives}, EMMAUS).category != by_hand(cpu, ram, drives)
    ]
    assert different == []


def test_every_category_is_reached() -> None:
    reached = {by_hand(*one) for one in itertools.product(PROCESSORS, MEMORIES, DRIVES)}
    assert reached == {"INVENDABLE", "HC", "C", "B", "A", "PREMIUM"}


@pytest.mark.parametrize("missing", ["cpu_score", "ram_gb", "ssd_gb"])
def test_what_nobody_measured_leaves_the_category_unknown(missing: str) -> None:
    facts: dict[str, Value] = {"cpu_score": 5000, "ram_gb": 8, "ssd_gb": 256}
    facts[missing] = None
    found = score(facts, EMMAUS)
    assert (found.total, found.category) == (None, None)
    assert missing in found.unknown


def test_a_drive_that_may_hide_another_leaves_it_unknown_too() -> None:
    assert score({"cpu_score": 5000, "ram_gb": 8, "ssd_gb": 256, "hdd_gb": None}, EMMAUS).category is None
    assert score({"cpu_score": 5000, "ram_gb": 8, "ssd_gb": 256, "hdd_gb": 0}, EMMAUS).category == "A"


def test_a_slow_processor_says_what_it_cost() -> None:
    found = score({"cpu_score": 2000, "ram_gb": 16, "ssd_gb": 500}, EMMAUS)
    assert (found.total, found.category, found.capped) == (9, "B", "A")


@given(st.integers(0, 30000), st.integers(1, 128), st.integers(1, 4000), st.integers(1, 64))
def test_more_memory_never_lowers_a_category(cpu: int, ram: int, ssd: int, more: int) -> None:
    order = [name for _, name in EMMAUS.categories] + [EMMAUS.best]
    less = score({"cpu_score": cpu, "ram_gb": ram, "ssd_gb": ssd}, EMMAUS).category
    greater = score({"cpu_score": cpu, "ram_gb": ram + more, "ssd_gb": ssd}, EMMAUS).category
    assert less is not None
    assert greater is not None
    assert order.index(less) <= order.index(greater)


def test_the_scorings_that_are_shipped_have_names_of_their_own() -> None:
    shipped: tuple[Scoring, ...] = load_scorings(resource("scorings"))
    assert [scoring.name for scoring in shipped] == ["emmaus-connect 2023-09"]
