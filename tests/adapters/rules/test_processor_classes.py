from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from workshop.adapters.rules.processor_classes import (
    FILE,
    is_date,
    keep_scores,
    load_classes,
    load_scores,
    read_scores,
)
from workshop.adapters.rules.processors import load_processors
from workshop.domain.diagnosis import Processor
from workshop.domain.errors import RulesError
from workshop.domain.processors import Scores
from workshop.resources import resource

PROCESSORS = load_processors(resource("catalogue"))
CLASSES = load_classes(resource("catalogue"), PROCESSORS)


def test_every_generation_that_we_know_has_a_class() -> None:
    known = {rule for item in CLASSES.classes for rule in item.rules}
    assert known == {rule.id for rule in PROCESSORS.rules}
    assert CLASSES.version
    assert CLASSES.source


@pytest.mark.parametrize(
    ("name", "klass"),
    [
        ("Intel(R) Core(TM)2 Duo CPU P8600 @ 2.40GHz", 0),
        ("Intel(R) Core(TM) i3-3110M CPU @ 2.40GHz", 1),
        ("Intel(R) Core(TM) i5-3320M CPU @ 2.60GHz", 2),
        ("Intel(R) Core(TM) i5-6300U CPU @ 2.40GHz", 3),
        ("Intel(R) Core(TM) i3-8145U CPU @ 2.10GHz", 3),
        ("Intel(R) Core(TM) i5-8365U CPU @ 1.60GHz", 4),
        ("Intel(R) Celeron(R) N4020 CPU @ 1.10GHz", 1),
        ("AMD A6-9225 RADEON R4, 5 COMPUTE CORES 2C+3G", 1),
        ("AMD Ryzen 5 PRO 3500U w/ Radeon Vega Mobile Gfx", 4),
        ("Apple M1", 4),
        ("QEMU Virtual CPU version 2.5+", None),
        ("", None),
    ],
)
def test_a_processor_has_the_class_of_its_generation_and_none_where_nobody_knows(name: str, klass: int | None) -> None:
    assert CLASSES.of(Processor(name), PROCESSORS) == klass


def test_a_newer_generation_of_the_same_family_is_never_slower() -> None:
    names = ("2520M", "3320M", "4300U", "5300U", "6300U", "7300U", "8350U", "10310U", "1145G7", "1245U")
    classes = [CLASSES.of(Processor(f"Intel Core i5-{name}"), PROCESSORS) for name in names]
    assert None not in classes
    assert classes == sorted(classes, key=lambda item: item or 0)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("format = 1", "format = 2", "format: must be 1"),
        ("class = 0", "class = 7", "class 1: class: must be a whole number from 0 to 4"),
        ("class = 0", "class = true", "class 1: class: must be a whole number"),
        ('rules = ["intel-core-2"]', "rules = []", "class 1: rules: must be a list"),
        ('rules = ["intel-core-2"]', 'rules = ["x"]', "class 1: rules: 'x' is no rule of processors.toml"),
        ("patterns = ['Core i3']", "patterns = ['(']", "patterns: '('"),
        ("patterns = ['Core i3']", "patterns = 3", "patterns: must be a list of texts"),
        ("class = 0", "class = 0\nspeed = 3", "class 1: speed: unknown key"),
    ],
)
def test_each_error_of_the_file_is_told(tmp_path: Path, old: str, new: str, expected: str) -> None:
    text = resource("catalogue", FILE).read_text("utf-8")
    assert old in text
    (tmp_path / FILE).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(RulesError) as caught:
        load_classes(tmp_path, PROCESSORS)
    assert any(expected in problem for problem in caught.value.problems), caught.value.problems


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(RulesError):
        load_classes(tmp_path, PROCESSORS)


def test_points_are_read_from_any_plain_table_and_strange_lines_are_told(tmp_path: Path) -> None:
    file = tmp_path / "points.csv"
    lines = ["\ufeffProcesseur;Points", "Intel Core i5-8365U @ 1.60GHz;6 300", "", "# note", "AMD Ryzen;beaucoup", ";3"]
    file.write_bytes("\r\n".join(lines).encode())
    points, problems = read_scores(file)
    assert points == {"intel core i5-8365u": 6300}
    assert problems == ("5: AMD Ryzen;beaucoup", "6: ;3")
    for sign in (",", "\t"):
        file.write_text(f"Intel Core i5-8365U{sign}6300\n", "utf-8")
        assert read_scores(file) == ({"intel core i5-8365u": 6300}, ())
    assert read_scores(tmp_path / "absent.csv")[1] == ("No such file or directory",)
    file.write_bytes(b"\xff\xfe\x00;\x00" * 9)
    assert read_scores(file)[0] == {}


def test_points_that_were_imported_are_found_again_with_their_source(tmp_path: Path) -> None:
    assert load_scores(tmp_path) is None
    scores = Scores("Notre relevé\nde mai", "2026-05-01", {"intel core i5-8365u": 6300})
    keep_scores(tmp_path / "data", scores)
    found = load_scores(tmp_path / "data")
    assert found == Scores("Notre relevé de mai", "2026-05-01", {"intel core i5-8365u": 6300})
    assert found is not None
    assert found.of(Processor("Intel(R) Core(TM) i5-8365U CPU @ 1.60GHz")) == 6300
    assert found.of(Processor("Intel(R) Core(TM) i5-8265U CPU @ 1.60GHz")) is None
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == ["processor-scores.csv"]
    shutil.rmtree(tmp_path / "data")
    assert load_scores(tmp_path / "data") is None


def test_a_date_is_a_date() -> None:
    assert is_date("2026-11-24")
    assert not is_date("24/11/2026")
