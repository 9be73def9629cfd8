"""Where a machine goes: the first rule of the contract that fits; a person may choose otherwise, with a reason.

A rule never rests on what nobody measured: an unknown fact fulfils no rule, and only a machine that can certainly never
be delivered goes to parts or to recycling. Until then there is no destination: something is left to measure or to mend.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from workshop.domain.contracts import Contract, Destination, DestinationRule, Value
from workshop.domain.diagnosis import Category
from workshop.domain.grading import Evidence, Grade, grade
from workshop.domain.upgrades import is_lost


class Because(StrEnum):
    """Why a person sends a machine elsewhere than the contract's rules; names are stored for ever."""

    BUYER_ASKS = "buyer-asks"
    DONOR_ASKS = "donor-asks"
    STOCK = "stock"  # too many here, too few there
    BAD_MODEL = "bad-model"  # known to fail soon
    PARTS_NEEDED = "parts-needed"
    UNSAFE = "unsafe"
    NOT_WORTH_IT = "not-worth-it"  # to mend it takes too long
    RULE_WRONG = "rule-wrong"  # the contract's rule does not fit this machine


@dataclass(frozen=True, slots=True)
class Sent:
    """Where a machine goes: `chosen` by a person, else by the rule; None where neither says anything."""

    to: Destination | None
    rule: str = ""
    chosen: bool = False
    because: Because | None = None


def destination_of(result: Grade, facts: Mapping[str, Value], contract: Contract) -> DestinationRule | None:
    """Return the first rule that fits a graded machine, None where none does."""
    lost = not result.eligible and is_lost(facts, contract)
    if not result.eligible and not lost:
        return None
    return next((rule for rule in contract.destinations if _fits(rule, result, facts)), None)


def judge(facts: Mapping[str, Value], contract: Contract, evidence: Mapping[str, Evidence] | None = None) -> Grade:
    """Grade a machine and say where it goes."""
    result = grade(facts, contract, evidence)
    rule = destination_of(result, facts, contract)
    return replace(result, destination=rule.to, rule=rule.id) if rule else result


def _fits(rule: DestinationRule, result: Grade, facts: Mapping[str, Value]) -> bool:
    category = facts.get("category") or Category.UNKNOWN.value
    return (
        rule.blocked is not result.eligible
        and (not rule.letters or result.letter in rule.letters)
        and (not rule.categories or category in rule.categories)
        and all(need.met_by(facts) for need in rule.needs)
    )
