from __future__ import annotations

from pathlib import Path

import pytest

from workshop.adapters.erasers.engines import ENGINES
from workshop.adapters.rules.methods import load_methods
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.errors import RulesError
from workshop.domain.methods import Ability, Expectation, Level, Technique, never_a_purge
from workshop.resources import resource

GOOD = """format = 1
id = "good"
technique = "overwrite"
engine = "nwipe"
passes = 1
expected_byte = 0
source = "somewhere"

[levels]
hdd = "clear"
"""


def _problems(folder: Path) -> tuple[str, ...]:
    with pytest.raises(RulesError) as refused:
        load_methods(folder)
    assert refused.value.path == str(folder)
    return refused.value.problems


def test_the_methods_that_are_shipped_can_be_read() -> None:
    methods = load_methods(resource("methods"))
    assert {method.expected_byte for method in methods.values()} == {0}
    assert methods["nwipe-zero"].engine == "nwipe"
    assert methods["exercise-overwrite"].engine == "etabli-exercice"
    assert set(Ability) == {method.needs for method in methods.values() if method.needs}


def test_every_method_has_an_engine() -> None:
    engines = {method.engine for method in load_methods(resource("methods")).values()}
    assert engines == {*ENGINES, "etabli-exercice"}


def test_an_overwrite_by_the_host_is_clear_at_best() -> None:
    """Without it: « purge » after an overwrite by the host (standards.md §1.7)."""
    overwrites = [
        method for method in load_methods(resource("methods")).values() if method.technique is Technique.OVERWRITE
    ]
    assert len(overwrites) == 2
    assert {level for method in overwrites for _, level in method.levels} == {Level.CLEAR}


def test_no_method_counts_on_an_unknown_medium_and_none_is_a_purge_where_it_never_is_one() -> None:
    for method in load_methods(resource("methods")).values():
        assert method.level(DriveMedium.UNKNOWN) is None
        for medium, level in method.levels:
            assert level is Level.CLEAR or not never_a_purge(method.technique, medium)


def test_a_drive_that_only_changes_its_key_leaves_noise_and_is_read_as_such() -> None:
    """Without it: every crypto erase fails its read-back, which finds no zeros."""
    for method in load_methods(resource("methods")).values():
        assert (method.technique is Technique.CRYPTO_ERASE) <= (method.expects is Expectation.CHANGED)


def test_an_exercise_counts_on_nothing_but_images() -> None:
    assert load_methods(resource("methods"))["exercise-overwrite"].levels == ((DriveMedium.IMAGE, Level.CLEAR),)


def test_all_problems_of_all_files_are_told_with_their_lines(tmp_path: Path) -> None:
    (tmp_path / "good.toml").write_text(GOOD)
    (tmp_path / "bad.toml").write_text(
        GOOD.replace('technique = "overwrite"', 'technique = "wish"')
        .replace("passes = 1", "passes = true")
        .replace('source = "somewhere"\n', "colour = 3\n")
        .replace('hdd = "clear"', 'hdd = "destroy"\nfloppy = "clear"\nunknown = "clear"')
    )
    (tmp_path / "torn.toml").write_text('format = 1\nid = "torn\n')
    problems = _problems(tmp_path)
    assert [problem.partition(": ")[0] for problem in problems] == [
        "bad.toml:7",
        "bad.toml:2",
        "bad.toml",
        "bad.toml:3",
        "bad.toml:5",
        "bad.toml:10",
        "bad.toml:11",
        "bad.toml:12",
        "torn.toml:2",
    ]
    assert "destroy" in problems[5]


@pytest.mark.parametrize("line", [line.partition(" ")[0] for line in GOOD.splitlines() if " = " in line][:7])
def test_every_fact_is_needed(line: str, tmp_path: Path) -> None:
    text = "\n".join(one for one in GOOD.splitlines() if not one.startswith(f"{line} "))
    (tmp_path / "good.toml").write_text(text)
    assert any(line in problem for problem in _problems(tmp_path))


def test_no_method_at_all_is_a_problem(tmp_path: Path) -> None:
    assert _problems(tmp_path) == ("no method",)
    assert _problems(tmp_path / "absent") == ("no method",)


def test_what_is_no_text_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "good.toml").write_bytes(b"\xff\xfe")
    assert len(_problems(tmp_path)) == 1


def test_what_must_be_read_and_what_a_drive_must_be_able_to_do_are_words_of_the_house(tmp_path: Path) -> None:
    (tmp_path / "good.toml").write_text(
        GOOD.replace("\n[levels]", 'expects = "nothing"\nneeds = "courage"\n\n[levels]')
    )
    problems = _problems(tmp_path)
    assert [problem.partition(": ")[0] for problem in problems] == ["good.toml:8", "good.toml:9"]
    assert "changed" in problems[0]
    assert "mmc-sanitize" in problems[1]


def test_a_purge_that_never_is_one_is_a_problem(tmp_path: Path) -> None:
    """Without it: one word in a data file makes a « purge » of an overwritten SSD."""
    (tmp_path / "good.toml").write_text(GOOD.replace('hdd = "clear"', 'hdd = "clear"\nssd = "purge"'))
    assert _problems(tmp_path) == ("good.toml:11: ssd: overwrite never is a purge there",)


def test_the_table_of_what_is_accepted_is_no_method(tmp_path: Path) -> None:
    (tmp_path / "good.toml").write_text(GOOD)
    (tmp_path / "acceptance.toml").write_text("format = 1\n")
    assert set(load_methods(tmp_path)) == {"good"}
