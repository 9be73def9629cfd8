from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workshop.adapters.rules.contracts import FACTS, load_contract, load_contracts
from workshop.domain.contracts import Axis, Confidence, Destination
from workshop.domain.errors import RulesError
from workshop.resources import resource

DEFAULT = resource("contracts", "grand-lyon-defaut.toml")
GOOD = """\
format = 1
id = "essai"
version = "3"
title = "Essai"
dated = "2026-11-24"
notice = "Pour essayer"
letters = ["A", "B"]
accepted_reservations = ["sampled"]
declared_tools = ["tool X"]

[[criterion]]
id = "memory"
axis = "performance"
fact = "memory_mib"
unit = "Mio"
at_least = { B = 4096, A = 8192 }
unknown = ""
clause = "Art. 1"
source = "essai"

[[criterion]]
id = "looks"
axis = "cosmetic"
fact = "looks"
unit = ""
at_most = { A = 1, B = 3 }
unknown = "B"
categories = ["laptop"]
clause = "Art. 2"
source = "essai"
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("contracts")


def problems(folder: Path, text: str | bytes, name: str = "essai.toml") -> tuple[str, ...]:
    file = folder / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(RulesError) as caught:
        load_contract(file)
    assert caught.value.path == str(file)
    return caught.value.problems


def test_the_default_contract_accepts_nothing_but_a_plain_proof_and_says_where_it_comes_from() -> None:
    contract = load_contract(DEFAULT)
    assert contract.name == "grand-lyon-defaut 2"
    assert contract.letters == ("A", "B", "C")
    assert (contract.policy.accepted_reservations, contract.policy.declared_tools) == ((), ())
    assert "annexe" in contract.notice
    assert {criterion.axis for criterion in contract.criteria} == set(Axis)
    told = [(item.clause, item.source, item.confidence) for item in contract.criteria]
    told += [(item.clause, item.source, item.confidence) for item in contract.destinations]
    for clause, source, confidence in told:
        assert clause
        assert source
        assert confidence is not Confidence.UNSAID
    assert (contract.signed_by, contract.signed_on, contract.holds) == ("", "", ())
    assert {rule.to for rule in contract.destinations} == set(Destination)
    assert all(remedy.minutes for remedy in contract.remedies)


def test_both_versions_of_the_default_contract_are_there_under_one_id() -> None:
    first, second = load_contracts(DEFAULT.parent)
    assert [first.name, second.name] == ["grand-lyon-defaut 1", "grand-lyon-defaut 2"]
    assert {criterion.fact for criterion in first.criteria} == {
        *("memory_mib", "storage_gb", "flash_storage", "failing_drives", "processor_cores", "battery_percent"),
        *("locks", "functions_failed", "functions_untested", "looks"),
    }
    assert (first.destinations, first.remedies, first.signed_by) == ((), (), "")


def test_no_word_that_a_document_must_never_say_is_in_the_default_contract() -> None:
    text = DEFAULT.read_text("utf-8").lower()
    for word in ("irrécupérable", "certifié nist", "conforme rgpd", "comme neuf", "passmark", "r2v3", "ctia"):
        assert word not in text


def test_a_contract_is_read_with_its_limits_from_the_best_letter_to_the_worst(folder: Path) -> None:
    file = folder / "essai.toml"
    file.write_text(GOOD, "utf-8")
    contract = load_contract(file)
    memory, looks = contract.criteria
    assert (memory.at_least, memory.at_most, memory.unknown) == ((("A", 8192), ("B", 4096)), (), "")
    assert (looks.at_most, looks.unknown, looks.categories) == ((("A", 1), ("B", 3)), "B", ("laptop",))
    assert contract.policy.accepted_reservations == ("sampled",)


WRONG: dict[str, tuple[str, str, str]] = {
    "unknown head key": ('version = "3"', 'version = "3"\ncolour = "blue"', r"4: colour: unknown key"),
    "format": ("format = 1", "format = 3", r"1: format: must be 1 or 2"),
    "id": ('id = "essai"', 'id = "autre"', r"2: id: must be the file's name, 'essai'"),
    "no title": ('title = "Essai"\n', "", r"title: must be a text"),
    "blank notice": ('"Pour essayer"', '"  "', r"6: notice: must be a text"),
    "date": ("2026-11-24", "24/11/2026", r"5: dated: must be a date"),
    "date as TOML": ('"2026-11-24"', "2026-11-24", r"5: dated: must be a text"),
    "letters": ('["A", "B"]', '"AB"', r"7: letters: must be a list of texts"),
    "no letters": ('["A", "B"]', "[]", r"7: letters: must name one letter"),
    "letters twice": ('["A", "B"]', '["A", "B", "A"]', r"7: letters: says the same twice"),
    "reservation": ('["sampled"]', '["sampled", "dust"]', r"8: accepted_reservations: 'dust' is none of hidden-area"),
    "tools": ('["tool X"]', "[1]", r"9: declared_tools: must be a list of texts"),
    "unknown criterion key": ('unit = "Mio"', 'unit = "Mio"\nweight = 2', r"16: weight: unknown key"),
    "axis": ('axis = "performance"', 'axis = "speed"', r"13: axis: 'speed' is none of functional"),
    "fact": ('fact = "memory_mib"', 'fact = "memory"', r"14: fact: 'memory' is none of memory_mib"),
    "no clause": ('clause = "Art. 2"\n', "", r"21: clause: must be a text"),
    "no source": ('clause = "Art. 1"\nsource = "essai"', 'clause = "Art. 1"', r"11: source: must be a text"),
    "both limits": ('unknown = ""', 'at_most = { A = 1 }\nunknown = ""', r"16: at_least: needs one of"),
    "no limits": ("at_least = { B = 4096, A = 8192 }\n", "", r"11: at_least: needs one of"),
    "empty limits": ("{ B = 4096, A = 8192 }", "{}", r"16: at_least: must be a table"),
    "letter of a limit": ("{ B = 4096, A = 8192 }", "{ D = 4096 }", r"16: at_least: 'D' is no letter"),
    "fraction": ("B = 4096", "B = 4096.5", r"16: at_least: B: must be a whole number"),
    "truth": ("B = 4096", "B = true", r"16: at_least: B: must be a whole number"),
    "upside down": ("A = 8192", "A = 2048", r"16: at_least: a better letter must not ask for less"),
    "upside down, most": ("A = 1, B = 3", "A = 3, B = 1", r"26: at_most: a better letter must not ask for less"),
    "unknown letter": ('unknown = "B"', 'unknown = "Z"', r"27: unknown: 'Z' is no letter"),
    "unknown pays": ('unknown = ""', 'unknown = "B"', r"17: unknown: must be empty or the letter of the worst"),
    "unknown is best": ('unknown = "B"', 'unknown = "A"', r"27: unknown: must be empty or the letter of the worst"),
    "category": ('["laptop"]', '["toaster"]', r"28: categories: 'toaster' is none of laptop"),
    "unknown category": ('["laptop"]', '["unknown"]', r"28: categories: what is unknown is asked for everything"),
    "same id": ('id = "looks"', 'id = "memory"', r"22: id: 'memory' is there twice"),
}


@pytest.mark.parametrize("what", WRONG)
def test_each_error_is_told_with_its_line(folder: Path, what: str) -> None:
    old, new, expected = WRONG[what]
    assert GOOD.count(old) >= 1
    found = problems(folder, GOOD.replace(old, new, 1))
    assert len(found) == 1, found
    assert re.match(expected, found[0]), found


def test_all_errors_are_told_at_once_in_a_file_with_long_texts(folder: Path) -> None:
    text = GOOD.replace('"Pour essayer"', '"""Pour\n[[criterion]]\nessayer\n"""')
    text = text.replace('axis = "cosmetic"', 'axis = "beauty"').replace('version = "3"', "version = 3")
    found = problems(folder, text)
    assert [problem.split(":")[0] for problem in found] == ["3", "26"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "format: must be 1 or 2"),
        ("format = 1\nformat = 1\n", "2: Cannot overwrite"),
        ("a = \n", "1: Invalid value"),
        (b"\xff\xfe", "'utf-8' codec"),
        ("criterion = 3\n", "1: criterion: needs one"),
        ("criterion = [1]\n", "1: criterion: needs one"),
    ],
)
def test_a_file_that_is_no_contract_at_all_is_refused(folder: Path, text: str | bytes, expected: str) -> None:
    assert any(problem.startswith(expected) for problem in problems(folder, text))


def test_a_missing_file_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(RulesError) as caught:
        load_contract(tmp_path / "absent.toml")
    assert caught.value.problems == ("No such file or directory",)


def test_criteria_written_as_one_array_are_read_too(folder: Path) -> None:
    head = GOOD[: GOOD.index("[[criterion]]")]
    line = (
        'criterion = [{ id = "locks", axis = "eligibility", fact = "locks", unit = "", at_most = { A = 0 }, '
        'unknown = "", clause = "Art. 1", source = "essai" }]\n'
    )
    file = folder / "essai.toml"
    file.write_text(head + line, "utf-8")
    assert load_contract(file).criteria[0].at_most == (("A", 0),)
    assert problems(folder, head + line.replace('"locks"', '"latches"')) == (
        f"fact: 'latches' is none of {', '.join(FACTS)}",
    )


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_contract_is_loaded_or_refused_but_never_breaks(folder: Path, data: st.DataObject) -> None:
    lines = GOOD.splitlines()
    place = data.draw(st.integers(0, len(lines) - 1))
    damage = data.draw(
        st.sampled_from(["", "x = 1", "[[criterion]]", 'unknown = "A"', "at_least = 3", "letters = 1", "]"])
    )
    file = folder / "essai.toml"
    file.write_text("\n".join([*lines[:place], damage, *lines[place + 1 :]]), "utf-8")
    with suppress(RulesError):
        assert load_contract(file).criteria


@pytest.mark.parametrize(
    ("line", "demanded"), [("", False), ("second_person = false\n", False), ("second_person = true\n", True)]
)
def test_a_contract_may_demand_a_second_person(folder: Path, line: str, demanded: bool) -> None:  # noqa: FBT001 — the case
    file = folder / "essai.toml"
    file.write_text(GOOD.replace("\n[[criterion]]", f"{line}\n[[criterion]]", 1), "utf-8")
    assert load_contract(file).second_person is demanded


def test_whether_a_second_person_is_demanded_is_no_text(folder: Path) -> None:
    text = GOOD.replace("\n[[criterion]]", 'second_person = "no"\n\n[[criterion]]', 1)
    assert problems(folder, text) == ("10: second_person: must be true or false",)
