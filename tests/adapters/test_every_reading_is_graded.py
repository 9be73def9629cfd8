"""Every recorded machine and every report of the corpus gets a grade with reasons, under every contract."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.adapters.imports.corpus import files, machine
from tests.adapters.readings.corpus import TOLD
from workshop.adapters.commands import RecordedCommands
from workshop.adapters.machine import MachineReader
from workshop.adapters.rules.contracts import load_contracts
from workshop.adapters.rules.processor_classes import load_classes
from workshop.adapters.rules.processors import load_processors
from workshop.domain.content import from_content, to_content
from workshop.domain.destinations import judge
from workshop.domain.diagnosis import Diagnosis
from workshop.domain.eligibility import windows_11
from workshop.domain.grading import Around, Grade, facts_of, why
from workshop.domain.inspection import Inspection, KeyboardLayout, Tested, Works, mandatory
from workshop.domain.upgrades import plans
from workshop.grading_words import finding, obstacle, plan, step
from workshop.resources import resource
from workshop.services.grading_facts import Catalogues, rated

MOMENT = datetime(2026, 11, 24, 8, tzinfo=UTC)
FOLDERS = (resource("machines"), Path(__file__).resolve().parents[1] / "machines")
RECORDED = [folder for place in FOLDERS for folder in sorted(place.iterdir()) if folder.is_dir()]
CONTRACTS = load_contracts(resource("contracts"))
PROCESSORS = load_processors(resource("catalogue"))
CLASSES = load_classes(resource("catalogue"), PROCESSORS)
KNOWN = Catalogues(lambda: PROCESSORS, lambda: CLASSES)


class Stopped:
    def now(self) -> datetime:
        return MOMENT


def grades(diagnosis: Diagnosis) -> Iterator[Grade]:
    """Grade a reading as it is, and with everything else at its best, under every contract."""
    category = diagnosis.identity.category
    tests = tuple(Tested(function, Works.YES) for function in mandatory(category))
    seen = Inspection(tests, looks_checked=True, keyboard=KeyboardLayout.AZERTY, locked=False)
    checked = windows_11(diagnosis, PROCESSORS)
    whole = Around(charger=True, system="", open_drives=(), windows_11=checked, processor=rated(diagnosis, KNOWN))
    for inspection, around in ((None, Around()), (seen, whole)):
        facts = facts_of(category, diagnosis, inspection, around)
        for contract in CONTRACTS:
            result = judge(facts, contract)
            assert judge(dict(reversed(facts.items())), contract) == result
            said = [*map(finding, result.findings)]
            for way in plans(facts, contract):
                said += [plan(way), *map(step, way.steps), *map(obstacle, way.obstacles)]
            assert all(said)
            yield result


def check(diagnosis: Diagnosis) -> Grade:
    found = list(grades(diagnosis))
    for result in found:
        assert result.letter in result.letters
        assert result.findings
        assert result.letter == result.letters[0] or why(result)
        assert result.eligible or result.blocking()
        assert from_content(Grade, to_content(result)) == result
    assert not any(result.eligible for result in found[: len(CONTRACTS)]), "nobody looked at it"
    return found[-1]


@pytest.mark.parametrize("folder", RECORDED, ids=lambda folder: folder.name)
def test_a_recorded_machine_gets_a_grade_with_reasons(folder: Path) -> None:
    check(MachineReader(RecordedCommands(folder), Stopped()).read().diagnosis)


@pytest.mark.parametrize(
    ("name", "letter", "eligible"),
    [
        ("dell-latitude-5400-healthy", "A", True),
        ("hp-elitebook-840-two-drives", "B", True),
        ("dell-optiplex-7010-failing-drive", "C", False),
        ("hp-prodesk-600-healthy", "A", True),
        ("lenovo-thinkpad-x270-worn-battery", "C", False),
        ("lenovo-thinkpad-t490-locked", "C", False),
    ],
)
def test_the_machines_that_are_shipped_get_the_letters_that_we_expect(
    name: str,
    letter: str,
    eligible: bool,  # noqa: FBT001 — the case
) -> None:
    result = check(MachineReader(RecordedCommands(resource("machines", name)), Stopped()).read().diagnosis)
    assert (result.letter, result.eligible) == (letter, eligible), [item.criterion for item in why(result)]


@TOLD
def test_every_report_of_the_corpus_that_tells_of_a_machine_gets_a_grade_with_reasons() -> None:
    graded = [check(found.diagnosis) for name in files() if (found := machine(name)) is not None]
    assert graded
