from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.adapters.rules.test_contracts import GOOD, problems
from workshop.adapters.rules.contracts import load_contract
from workshop.domain.contracts import (
    Confidence,
    Destination,
    DestinationRule,
    How,
    Need,
    Part,
    Remedy,
    Waiver,
)
from workshop.domain.errors import RulesError

HEAD = 'notice = "Pour essayer"'
LATER = GOOD.replace("format = 1", "format = 2")
LATER = LATER.replace(HEAD, f'{HEAD}\nsigned_by = "Camille"\nsigned_on = "2026-11-24"\nholds = ["windows-10-esu"]')
LATER = LATER.replace('source = "essai"\n', 'source = "essai"\nconfidence = "judgement"\n')
LATER = LATER.replace('id = "looks"\n', 'id = "looks"\nunless = "windows-10-esu"\n')
LATER += """
[[destination]]
id = "kit"
to = "kit"
letters = ["A"]
categories = ["laptop"]
needs = [{ fact = "works_webcam", at_least = 1 }, { fact = "locks", at_most = 0 }]
clause = "Art. 3"
source = "essai"
confidence = "verified"

[[destination]]
id = "fin"
to = "recycling"
blocked = true
clause = "Art. 4"
source = "essai"
confidence = "verified"

[[remedy]]
id = "module"
fact = "memory_mib"
how = "add"
minutes = 10
part = "memory"
amounts = [4096, 8192]
also = { ram_gb = 8 }
needs = [{ fact = "memory_slots_free", at_least = 1, unknown = true }]

[[remedy]]
id = "essayer"
fact = "functions_untested"
how = "measure"
minutes = 1
names = ["wifi"]
categories = ["laptop"]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("contracts")


def test_the_second_format_says_who_signed_where_machines_go_and_what_can_be_done(folder: Path) -> None:
    file = folder / "essai.toml"
    file.write_text(LATER, "utf-8")
    contract = load_contract(file)
    assert (contract.signed_by, contract.signed_on) == ("Camille", "2026-11-24")
    assert contract.holds == (Waiver.WINDOWS_10_ESU,)
    assert [criterion.confidence for criterion in contract.criteria] == [Confidence.JUDGEMENT] * 2
    assert [criterion.unless for criterion in contract.criteria] == [None, Waiver.WINDOWS_10_ESU]
    needs = (Need("works_webcam", 1), Need("locks", at_most=0))
    kit, end = contract.destinations
    assert kit == DestinationRule(
        "kit", Destination.KIT, "Art. 3", "essai", ("A",), ("laptop",), needs, confidence=Confidence.VERIFIED
    )
    assert (end.to, end.blocked) == (Destination.RECYCLING, True)
    module, tries = contract.remedies
    need = Need("memory_slots_free", 1, unknown=True)
    assert module == Remedy(
        "module", "memory_mib", How.ADD, 10, Part.MEMORY, (4096, 8192), (), (("ram_gb", 8),), (need,)
    )
    assert tries == Remedy("essayer", "functions_untested", How.MEASURE, 1, names=("wifi",), categories=("laptop",))


WRONG: dict[str, tuple[str, str, str]] = {
    "signed on no day": ('signed_on = "2026-11-24"', 'signed_on = ""', r"8: signed_on: a signature has a person"),
    "signed by nobody": ('signed_by = "Camille"', 'signed_by = ""', r"8: signed_on: a signature has a person"),
    "signed some day": ('signed_on = "2026-11-24"', 'signed_on = "today"', r"8: signed_on: must be a date"),
    "holds": ('["windows-10-esu"]', '["gold"]', r"9: holds: 'gold' is none of windows-10-esu"),
    "confidence": ('confidence = "judgement"', 'confidence = "sure"', r"\d+: confidence: 'sure' is none of verified"),
    "no confidence": ('confidence = "judgement"\n', "", r"14: confidence: must be a text"),
    "unless": ('unless = "windows-10-esu"', 'unless = "gold"', r"\d+: unless: 'gold' is none of"),
    "sense": ("at_least = { B = 4096, A = 8192 }", "at_most = { B = 8192, A = 4096 }", r"19: at_most: memory_mib is"),
    "where to": ('to = "kit"', 'to = "moon"', r"\d+: to: 'moon' is none of communes"),
    "no letter": ('letters = ["A"]', 'letters = ["Z"]', r"\d+: letters: 'Z' is no letter"),
    "letters of lost ones": ("blocked = true", 'blocked = true\nletters = ["A"]', r"\d+: letters: a machine that"),
    "category": ('["A"]\ncategories = ["laptop"]', '["A"]\ncategories = ["unknown"]', r"\d+: categories: what is"),
    "need without a number": (", at_least = 1 }, {", " }, {", r"\d+: needs: at_least: needs a whole number"),
    "need of nothing": ('"works_webcam"', '"works_wings"', r"\d+: needs: fact: 'works_wings' is none of"),
    "need of the unknown": ("at_most = 0 }]", "at_most = 0, unknown = true }]", r"\d+: needs: unknown: unknown key"),
    "needs": ('needs = [{ fact = "works', 'needs = [1, { fact = "works', r"\d+: needs: must be a list of tables"),
    "rule twice": ('id = "fin"', 'id = "kit"', r"\d+: id: 'kit' is there twice"),
    "minutes": ("minutes = 10", 'minutes = "ten"', r"\d+: minutes: must be a whole number from 0"),
    "how": ('how = "add"', 'how = "pray"', r"\d+: how: 'pray' is none of add"),
    "part": ('part = "memory"', 'part = "engine"', r"\d+: part: 'engine' is none of memory"),
    "amounts": ("[4096, 8192]", "[8192, 4096]", r"\d+: amounts: must go from the smallest"),
    "no amounts": ("amounts = [4096, 8192]\n", "", r"\d+: amounts: is needed to add"),
    "amounts of no use": ("minutes = 1\n", "minutes = 1\namounts = [1]\n", r"\d+: amounts: is of no use to measure"),
    "also": ("also = { ram_gb = 8 }", "also = { wings = 8 }", r"\d+: also: 'wings' is none of"),
    "also without a number": ("{ ram_gb = 8 }", '{ ram_gb = "8" }', r"\d+: also: must be a table"),
    "unknown remedy key": ("minutes = 10", "minutes = 10\nprice = 3", r"\d+: price: unknown key"),
}


@pytest.mark.parametrize("what", WRONG)
def test_each_error_of_the_second_format_is_told_with_its_line(folder: Path, what: str) -> None:
    old, new, expected = WRONG[what]
    assert LATER.count(old) >= 1
    text = LATER.replace(old, new, 1)
    found = problems(folder, text)
    assert len(found) == 1, found
    assert re.match(expected, found[0]), found
    line = int(found[0].partition(":")[0])
    key = found[0].split(": ")[1]
    assert key in text.splitlines()[line - 1] or what.startswith("no ")  # a key that is missing: its table's line


def test_what_the_second_format_added_is_unknown_to_the_first(folder: Path) -> None:
    found = problems(folder, LATER.replace("format = 2", "format = 1"))
    keys = {problem.split(": ")[1] for problem in found}
    assert keys == {"signed_by", "signed_on", "holds", "destination", "remedy", "confidence", "unless"}


def test_every_mistake_in_the_writing_is_told_not_only_the_first(folder: Path) -> None:
    text = GOOD.replace('version = "3"', "version = ").replace('axis = "performance"', "axis performance")
    text = text.replace('clause = "Art. 2"', 'clause = "Art. 2')
    found = problems(folder, text)
    assert [problem.split(":")[0] for problem in found] == ["3", "13", "29"]
    broken = problems(folder, GOOD.replace("[[criterion]]", "[[criterion]", 1))
    assert [problem.split(":")[0] for problem in broken] == ["11"]


def test_a_list_that_never_ends_is_one_mistake(folder: Path) -> None:
    found = problems(folder, GOOD.replace('declared_tools = ["tool X"]', 'declared_tools = ["tool X"'))
    assert found
    assert all(re.match(r"\d+: ", problem) for problem in found)


def test_a_file_may_carry_its_version_in_its_name(folder: Path) -> None:
    file = folder / "essai-3.toml"
    file.write_text(GOOD, "utf-8")
    assert load_contract(file).name == "essai 3"
    assert problems(folder, GOOD, "essai-4.toml")[0].startswith("2: id: must be the file's name, 'essai-4'")


def test_a_file_that_is_far_too_large_is_not_read(folder: Path) -> None:
    assert problems(folder, "#" * (256 * 1024 + 1)) == ("larger than 262144 bytes",)


DAMAGES = ["", "x = 1", "[[criterion]]", "[[remedy]]", "[destination]", "needs = 3", "also = 1", "letters = 1", "]"]
WORSE = ["amounts = [1.5]", "minutes = true", 'how = "repair"', "'''", "{", 'fact = "locks"', "criterion = 3"]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_contract_of_the_second_format_is_loaded_or_refused_with_reasons(
    folder: Path, data: st.DataObject
) -> None:
    lines = LATER.splitlines()
    place = data.draw(st.integers(0, len(lines) - 1))
    damage = data.draw(st.sampled_from([*DAMAGES, *WORSE]))
    file = folder / "essai.toml"
    file.write_text("\n".join([*lines[:place], damage, *lines[place + 1 :]]), "utf-8")
    try:
        assert load_contract(file).criteria
    except RulesError as error:
        assert error.problems  # noqa: PT017 — whatever was found, there is a reason
