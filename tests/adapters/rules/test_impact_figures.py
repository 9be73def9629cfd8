"""Figures: what is shipped and by which right, a manager's file, and every problem of a wrong one."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workshop.adapters.rules.impact import LARGEST_FILE, load_figures, read_figures
from workshop.domain.errors import RulesError
from workshop.domain.impact import Reuse, Reused, Unquantified, impact_of
from workshop.domain.impact_figures import Figures, Right
from workshop.impact_wiring import claims, example_figures, take_figures
from workshop.resources import resource
from workshop.settings import Profile, Settings

SHIPPED = load_figures(resource("impact"), None, claims())
HEAD = 'format = 1\nversion = "mine"\n'
SOURCE = """
[[source]]
id = "mine"
title = "Fiche d'un fabricant"
publisher = "Fabricant"
version = "3"
dated = "2024-05"
licence = "© Fabricant"
right = "quotation"
confidence = "verified"
"""
FIGURE = """
[[figure]]
id = "new-laptop"
category = "laptop"
source = "mine"
construction_kg = 170.3
distribution_kg = 12.3
mass_kg = 1.65
"""
CHOICES = """
[[assumption]]
id = "years"
what = "second-life-years"
value = 2.5
source = "mine"
[[assumption]]
id = "life"
what = "lifetime-years"
value = 5
source = "mine"
[[assumption]]
id = "shop"
what = "overhead-kg"
value = 0
source = "mine"
"""
WHOLE = HEAD + SOURCE + FIGURE + CHOICES


def read(folder: Path, text: str | bytes) -> Figures:
    file = folder / "own.toml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_figures(file, SHIPPED, claims())


def problems(folder: Path, text: str | bytes) -> list[str]:
    with pytest.raises(RulesError) as refused:
        read(folder, text)
    return list(refused.value.problems)


# what is shipped


def test_every_shipped_number_has_a_source_with_version_date_licence_and_right() -> None:
    for source in SHIPPED.sources:
        assert source.version
        assert source.licence
        assert source.dated or source.consulted
        assert source.right in (Right.QUOTATION, Right.OPEN), "the workshop's own is entered by the workshop"
    named = {*(one.source for one in SHIPPED.figures), *(one.source for one in SHIPPED.assumptions)}
    assert named == {source.id for source in SHIPPED.sources}


def test_a_quotation_is_a_number_or_two_and_never_a_table() -> None:
    quoted = {source.id for source in SHIPPED.sources if source.right is Right.QUOTATION}
    named = [*(one.source for one in SHIPPED.figures), *(one.source for one in SHIPPED.assumptions)]
    numbers = Counter(name for name in named if name in quoted)
    assert max(numbers.values()) <= 2
    restricted = [name for name in numbers if name.startswith(("impact-co2", "boavizta", "restart"))]
    assert [numbers[name] for name in restricted] == [1, 1, 1]
    assert len(SHIPPED.figures) <= 6


def test_what_the_licences_do_not_allow_is_not_there() -> None:
    """None of the other rows of the table that must not be shipped (standards.md §7), wherever in `resources/`."""
    rows = ("170.3", "202.6", "258.6", "56.3", "182.6", "204.4", "59.7", "85.1", "680", "1460", "1.65", "5.26", "5.73")
    for file in resource("impact").iterdir():
        numbers = set(re.findall(r"\d+(?:\.\d+)?", file.read_text("utf-8")))
        assert not numbers & set(rows), file.name


def test_as_shipped_laptops_and_phones_have_a_study_and_nothing_is_invented_for_the_rest() -> None:
    laptop, phone = (impact_of(Reused("m", kind, Reuse.DELIVERED), SHIPPED) for kind in ("laptop", "smartphone"))
    assert laptop.year
    assert phone.year
    assert (laptop.year.co2e_grams, laptop.year.materials_grams, laptop.year.ewaste_grams) == (27_000, 127_000, 314)
    assert (phone.year.co2e_grams, phone.year.materials_grams, phone.year.ewaste_grams) == (24_600, 76_900, None)
    assert laptop.why is Unquantified.NO_FIGURE
    monitor = impact_of(Reused("m", "monitor", Reuse.DELIVERED), SHIPPED)
    assert (monitor.why, monitor.year, monitor.mass_grams) == (Unquantified.NO_YEARS, None, None)
    totals = sorted(figure.new_grams or 0 for figure in SHIPPED.of_category("monitor"))
    assert totals == [65_900, 333_000]


# a manager's file


def test_a_managers_file_adds_to_what_is_shipped(tmp_path: Path) -> None:
    own = tmp_path / "figures.toml"
    own.write_text(WHOLE)
    known = load_figures(resource("impact"), own, claims())
    done = impact_of(Reused("m", "laptop", Reuse.DELIVERED), known)
    assert done.co2e
    assert done.co2e.low == 45_650  # 0.5 x 2.5/5 x 182.6 kg
    assert (done.mass_grams, done.year is not None) == (1650, True)
    monitor = impact_of(Reused("m", "monitor", Reuse.DELIVERED), known)
    assert monitor.co2e
    assert (monitor.co2e.low, monitor.co2e.high) == (16_475, 83_250)  # a quarter of 65.9 and of 333 kg
    assert load_figures(resource("impact"), tmp_path / "none.toml", claims()) == SHIPPED


def test_a_managers_file_is_taken_whole_or_not_at_all(tmp_path: Path) -> None:
    bench = Settings(data_folder=str(tmp_path), profile=Profile.WORKSHOP)
    file = tmp_path / "mine.toml"
    file.write_text(WHOLE)
    assert take_figures(bench, file).version == "mine"
    kept = tmp_path / "workshop" / "impact" / "figures.toml"
    assert kept.read_text() == WHOLE
    file.write_text(WHOLE.replace("12.3", "-12.3"))
    with pytest.raises(RulesError):
        take_figures(bench, file)
    assert kept.read_text() == WHOLE


def test_the_example_can_be_filled_in(tmp_path: Path) -> None:
    text = example_figures()
    assert "needs one [[figure]]" in problems(tmp_path, text)[0], "as it stands it says nothing"
    filled = re.sub(r"^# (?=(?:\[\[|\w+ = ))", "", text, flags=re.MULTILINE)
    filled = filled.replace('source = "..."', 'source = "contrat"')
    found = read(tmp_path, filled)
    assert {one.what.value for one in found.assumptions} == {
        *("displacement", "second-life-years", "lifetime-years", "overhead-kg")
    }
    assert {figure.category or figure.part for figure in found.figures} == {"laptop", "battery"}


def test_every_problem_is_told_with_its_line(tmp_path: Path) -> None:
    text = (
        HEAD
        + SOURCE.replace("verified", "memory").replace('licence = "© Fabricant"\n', "")
        + FIGURE.replace("170.3", '"much"').replace('"laptop"', '"toaster"')
        + '[[figure]]\nid = "x"\nsource = "nobody"\npart = "battery"\ncategory = "laptop"\n'
    )
    found = problems(tmp_path, text)
    lines = text.splitlines()
    assert len(found) >= 7
    for problem in found:
        at = re.match(r"own\.toml:(\d+): ", problem)
        assert at, problem
        assert lines[int(at[1]) - 1].startswith("[["), problem
    told = "\n".join(found)
    for word in ("licence", "remembered", "must be a number", "toaster", "none of the sources", "not both"):
        assert word in told


WRONG = [
    ("no format", WHOLE.replace("format = 1", "format = 2"), "format"),
    ("no version", WHOLE.replace('version = "mine"\n', ""), "version"),
    ("an unknown key", "surprise = 1\n" + WHOLE, "surprise"),
    ("nothing in it", HEAD + SOURCE, "needs one [[figure]]"),
    ("no source named", WHOLE.replace('source = "mine"', 'source = "else"'), "none of the sources"),
    ("no date", WHOLE.replace('dated = "2024-05"\n', ""), "date"),
    ("a date that is none", WHOLE.replace("2024-05", "2024-13"), "date"),
    ("a date without quotes", WHOLE.replace('"2024-05"', "2024-05-01"), "date"),
    ("only remembered", WHOLE.replace('"verified"', '"memory"'), "remembered"),
    ("told by nobody", WHOLE.replace('"verified"', '"second-hand"'), "who says"),
    ("judged by others", WHOLE.replace('"verified"', '"judgement"'), "own"),
    ("a right of ours", WHOLE.replace('"quotation"', '"because"'), "because"),
    ("below zero", WHOLE.replace("170.3", "-1"), "must be from 0"),
    ("no number", WHOLE.replace("170.3", "nan"), "must be a number"),
    ("without end", WHOLE.replace("170.3", "inf"), "must be a number"),
    ("a truth", WHOLE.replace("170.3", "true"), "must be a number"),
    ("too much", WHOLE.replace("170.3", "1e300"), "must be from 0"),
    ("too fine", WHOLE.replace("170.3", "170.30001"), "more digits"),
    ("only on its way", WHOLE.replace("construction_kg = 170.3\n", ""), "without construction_kg"),
    ("twice", WHOLE + FIGURE, "twice"),
    (
        "chosen twice",
        WHOLE + CHOICES.replace('"years"', '"y2"').replace('"life"', '"l2"').replace('"shop"', '"s2"'),
        "twice",
    ),
    ("a share above one", WHOLE.replace("second-life-years", "displacement"), "from 0 to 1"),
    ("no life", WHOLE.replace("value = 5\n", "value = 0\n"), "from 0.5"),
    ("a long text", WHOLE.replace("Fiche d'un fabricant", "x" * 401), "signs at most"),
    ("a hidden text", WHOLE.replace("Fiche d'un fabricant", "Fiche \\u202e"), "one line"),
    ("two lines", WHOLE.replace("Fiche d'un fabricant", "Fiche\\ndeux"), "one line"),
    ("a promise", WHOLE.replace("Fiche d'un fabricant", "Un choix vert et neutre en carbone"), "says what no paper"),
    ("a table as a list", WHOLE.replace("[[source]]", "[source]"), "tables"),
    ("a list as a word", HEAD + 'figure = "all"\n', "tables"),
    ("no table", HEAD + "figure = [1, 2]\n", "must be a table"),
    ("no TOML", "format = = 1", "line 1"),
    ("no text", b"\xff\xfe\x00", "utf-8"),
    ("too large", WHOLE + "#" * LARGEST_FILE, "larger than"),
]


@pytest.mark.parametrize(("text", "word"), [(text, word) for _name, text, word in WRONG], ids=[row[0] for row in WRONG])
def test_a_wrong_file_is_refused_in_words(tmp_path: Path, text: str | bytes, word: str) -> None:
    assert word in "\n".join(problems(tmp_path, text))


def test_a_file_that_is_not_there_is_a_problem_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(RulesError):
        read_figures(tmp_path / "none.toml", SHIPPED, claims())
    with pytest.raises(RulesError):
        read_figures(tmp_path, SHIPPED, claims())


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_damage_to_a_file_is_more_than_a_list_of_problems(tmp_path: Path, data: st.DataObject) -> None:
    raw = bytearray(WHOLE.encode())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(raw) - 1))
        raw[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    try:
        found: Figures | tuple[str, ...] = read(tmp_path, bytes(raw))
    except RulesError as refused:
        found = refused.problems
    assert found
    assert isinstance(found, tuple) or all(figure.source for figure in found.figures)
