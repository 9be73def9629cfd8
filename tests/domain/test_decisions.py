"""The default contract by tables that anybody can read: `decisions/*.md`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.domain.graded import BEST, DEFAULT
from workshop.domain.contracts import FACTS, Value
from workshop.domain.destinations import judge
from workshop.domain.grading import Grade, why
from workshop.domain.inspection import Function

TABLES = Path(__file__).parent / "decisions"
GOOD: dict[str, Value] = {
    **BEST,
    "memory_soldered": False,
    "memory_slots_free": 1,
    **{f"works_{function.value}": True for function in Function},
}


def rows(name: str) -> list[dict[str, str]]:
    lines = [line for line in (TABLES / name).read_text("utf-8").splitlines() if line.startswith("|")]
    head, _rule, *body = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [dict(zip(head, cells, strict=True)) for cells in body]


def value_of(text: str) -> Value:
    if text in ("?", "pas mesuré"):
        return None
    if text in ("oui", "non"):
        return text == "oui"
    return int(text) if text.isdigit() else text


def result_of(result: Grade) -> str:
    if not result.eligible:
        return "ne part pas"
    return result.letter if result.deliverable else "attend"


THRESHOLDS = rows("thresholds.md")
MACHINES = rows("machines.md")


@pytest.mark.parametrize("row", THRESHOLDS, ids=lambda row: f"{row['critère']}={row['valeur']}")
def test_a_good_machine_with_one_other_measure_gets_the_letter_of_the_table(row: dict[str, str]) -> None:
    machine = {**GOOD, "category": row["appareil"], row["mesure"]: value_of(row["valeur"])}
    result = judge(machine, DEFAULT)
    assert result_of(result) == row["résultat"]
    (finding,) = [item for item in result.findings if item.criterion == row["critère"]]
    assert (finding.fact, finding.measured) == (row["mesure"], value_of(row["valeur"]))
    assert finding.letter == (row["résultat"] if row["résultat"] in DEFAULT.letters else "")


def test_the_table_stands_at_under_and_over_each_threshold() -> None:
    told: dict[str, set[Value]] = {}
    for row in THRESHOLDS:
        told.setdefault(row["critère"], set()).add(value_of(row["valeur"]))
    assert set(told) == {criterion.id for criterion in DEFAULT.criteria}
    for criterion in DEFAULT.criteria:
        known = FACTS[criterion.fact]
        assert None in told[criterion.id], criterion.id
        for _letter, limit in (*criterion.at_least, *criterion.at_most):
            near = {limit - 1, limit, limit + 1}
            possible = {number for number in near if known.least <= number <= (known.most or number)}
            assert possible <= told[criterion.id], f"{criterion.id}: {possible - told[criterion.id]}"


@pytest.mark.parametrize("row", MACHINES, ids=lambda row: row["machine"])
def test_a_machine_gets_the_letter_the_reasons_and_the_destination_of_the_table(row: dict[str, str]) -> None:
    changed = dict(item.split("=") for item in row["ce qui change"].split())
    machine = {**GOOD, "category": row["appareil"]}
    result = judge({**machine, **{fact: value_of(text) for fact, text in changed.items()}}, DEFAULT)
    found = {
        "lettre": result.letter,
        "part": "oui" if result.eligible else "non",
        "destination": result.destination.value if result.destination else "",
        "raisons": " ".join(finding.criterion for finding in why(result)),
    }
    assert found == {name: row[name] for name in found}


def test_every_kind_of_machine_is_in_the_table() -> None:
    asked = {"laptop", "desktop", "all-in-one", "mini-pc", "monitor", "tablet", "smartphone", "television", "dock"}
    assert asked <= {row["appareil"] for row in MACHINES}
