from __future__ import annotations

from pathlib import Path

import pytest

from workshop.adapters.rules.methods import load_methods
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.errors import RulesError
from workshop.domain.methods import Level, Technique
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
    assert set(methods) == {"nwipe-zero", "exercise-overwrite"}
    assert {method.expected_byte for method in methods.values()} == {0}
    assert methods["nwipe-zero"].engine == "nwipe"
    assert methods["exercise-overwrite"].engine == "etabli-exercice"


def test_an_overwrite_is_clear_at_best_and_nothing_on_an_unknown_medium() -> None:
    """Without it: « purge » after an overwrite by the host (standards.md §1.7)."""
    for method in load_methods(resource("methods")).values():
        assert method.technique is Technique.OVERWRITE
        assert {level for _, level in method.levels} == {Level.CLEAR}
        assert method.level(DriveMedium.UNKNOWN) is None


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
