"""What stands on the sheet of a grade: the machine, every finding with its source, the ways to other letters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workshop.domain.contracts import DestinationRule
from workshop.domain.destinations import Sent
from workshop.domain.errors import NotSetUpError
from workshop.domain.grading import Grade
from workshop.domain.inspection import Defect, Inspection
from workshop.domain.lots import MachineCard
from workshop.domain.people import Person
from workshop.domain.upgrades import Plan
from workshop.services.grading import Grading, sent_of
from workshop.services.inspection import inspection_of
from workshop.services.machines import card_of, machine_of
from workshop.services.ports import Store


@dataclass(frozen=True, slots=True)
class GradeSheet:
    """The grade of one machine as it is now; `given` False: it was not graded since something changed."""

    workshop: str
    site: int
    example: bool
    made_at: datetime
    card: MachineCard
    category: str
    grade: Grade
    given: bool
    sent: Sent
    rule: DestinationRule | None
    marks: tuple[Defect, ...]
    looks_checked: bool
    plans: tuple[Plan, ...]
    people: tuple[tuple[str, str], ...] = ()  # code and name of those who vouch for a measure
    contract_title: str = ""
    contract_notice: str = ""
    contract_dated: str = ""


def sheet_of(store: Store, grading: Grading, now: datetime, code: str) -> GradeSheet:
    """Gather it; raises UnknownCodeError, NotSetUpError."""
    with store.looking() as look:
        identity = look.workshop()
        if identity is None:
            raise NotSetUpError
        card, machine = card_of(look, code), machine_of(look, code)
        judged = grading.judged_in(look, code)
        inspection = inspection_of(look, card) or Inspection()
        sent = sent_of(look, code)
        named = {finding.evidence.by for finding in judged.grade.findings}
        people = [look.get(Person, person) for person in sorted(named - {""})]
        contract = judged.contract
        return GradeSheet(
            identity.name,
            identity.site,
            identity.sample,
            now,
            card,
            machine.category.value,
            judged.grade,
            bool(machine.letter),
            sent,
            next((rule for rule in contract.destinations if rule.id == judged.grade.rule), None),
            inspection.defects,
            inspection.looks_checked,
            judged.plans(),
            tuple((person.code, person.name) for person in people if person),
            contract.title,
            contract.notice,
            contract.dated,
        )
