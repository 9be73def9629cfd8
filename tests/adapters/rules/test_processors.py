"""The list of processors: what it knows, what it leaves unknown, and every problem of a wrong file."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.adapters.exports.machines import RECORDED, of_the_corpus, recorded
from tests.adapters.readings.corpus import CORPUS, TOLD, text
from workshop.adapters.readings import lscpu
from workshop.adapters.rules.processors import load_processors
from workshop.domain.diagnosis import Processor
from workshop.domain.errors import RulesError
from workshop.domain.processors import Support, plain_name
from workshop.resources import resource

HOUSE = load_processors(resource("catalogue"))


def known(model: str) -> tuple[str, str | None]:
    """Return a processor's generation, and whether Windows 11 takes it."""
    rule = HOUSE.rule(Processor(model))
    return (rule.generation, rule.windows_11.value if rule.windows_11 else None) if rule else ("", None)


# Checked by hand, one by one: what each of them is, and whether a list of Microsoft names it.
SPOT_CHECKS = [
    ("Intel(R) Core(TM) i5-8365U CPU @ 1.60GHz", "8", "yes"),
    ("Intel(R) Core(TM) i7-7820HQ CPU @ 2.90GHz", "7", "no"),  # only in the Surface Studio 2
    ("Intel(R) Core(TM) i5-7300U CPU @ 2.60GHz", "7", "no"),
    ("Intel(R) Core(TM) i7-7Y75 CPU @ 1.30GHz", "7", "no"),
    ("Intel(R) Core(TM) i7-7800X CPU @ 3.50GHz", "7", "yes"),
    ("Intel(R) Core(TM) i7-7740X CPU @ 4.30GHz", "7", "no"),
    ("Intel(R) Core(TM) i5-6500T CPU @ 2.50GHz", "6", "no"),
    ("Intel(R) Core(TM) i5-3470 CPU @ 3.20GHz", "3", "no"),
    ("Intel(R) Core(TM) i7-860 CPU @ 2.80GHz", "1", "no"),
    ("Intel(R) Core(TM) i5 CPU       M 520  @ 2.40GHz", "1", "no"),
    ("Intel(R) Core(TM)2 Duo CPU     P8600  @ 2.40GHz", "Core 2", "no"),
    ("Intel(R) Core(TM) M-5Y71 CPU @ 1.20GHz", "5", "no"),
    ("Intel(R) Core(TM) m3-8100Y CPU @ 1.10GHz", "8", "yes"),
    ("Intel(R) Core(TM) i3-8121U CPU @ 2.20GHz", "8", None),
    ("Intel(R) Core(TM) i5-8200Y CPU @ 1.30GHz", "8", "yes"),
    ("Intel(R) Core(TM) i7-8086K CPU @ 4.00GHz", "8", "yes"),
    ("Intel(R) Core(TM) i9-9900KS CPU @ 4.00GHz", "9", "yes"),
    ("Intel(R) Core(TM) i5-1035G1 CPU @ 1.00GHz", "10", "yes"),
    ("Intel(R) Core(TM) i3-10110U CPU @ 2.10GHz", "10", "yes"),
    ("11th Gen Intel(R) Core(TM) i7-1185G7 @ 3.00GHz", "11", "yes"),
    ("12th Gen Intel(R) Core(TM) i5-1245U", "12", "yes"),
    ("13th Gen Intel(R) Core(TM) i7-1355U", "13", "yes"),
    ("Intel(R) Core(TM) i5-14500", "14", "yes"),
    ("Intel(R) Core(TM) 5 120U", "Series 1", "yes"),
    ("Intel(R) Core(TM) Ultra 5 125U", "Series 1", "yes"),
    ("Intel(R) Celeron(R) N4000 CPU @ 1.10GHz", "Gemini Lake", "yes"),
    ("Intel(R) Celeron(R) CPU N3350 @ 1.10GHz", "Apollo Lake", "no"),
    ("Intel(R) Celeron(R) CPU  N2840  @ 2.16GHz", "Bay Trail", "no"),
    ("Intel(R) Celeron(R) N5095 @ 2.00GHz", "Jasper Lake, Elkhart Lake", "yes"),
    ("Intel(R) Celeron(R) CPU 3867U @ 1.80GHz", "8 to 11", "yes"),
    ("Intel(R) Celeron(R) CPU 3865U @ 1.80GHz", "7", "no"),
    ("Intel(R) Pentium(R) CPU 4417U @ 2.30GHz", "8 to 11", "yes"),
    ("Intel(R) Pentium(R) CPU 4415U @ 2.30GHz", "7", "no"),
    ("Intel(R) Pentium(R) Gold G5400 CPU @ 3.70GHz", "8 to 11", "yes"),
    ("Intel(R) Pentium(R) CPU G4560 @ 3.50GHz", "7", "no"),
    ("Intel(R) Pentium(R) CPU G6950 @ 2.80GHz", "1", "no"),
    ("Intel(R) Pentium(R) Gold G6400 CPU @ 4.00GHz", "8 to 11", "yes"),
    ("Intel(R) Pentium(R) Silver N5000 CPU @ 1.10GHz", "Gemini Lake", "yes"),
    ("Intel(R) N100", "Alder Lake-N", "yes"),
    ("Intel(R) Atom(TM) x7-Z8700 CPU @ 1.60GHz", "before Elkhart Lake", "no"),
    ("Intel(R) Atom(TM) CPU C3558 @ 2.20GHz", "before Elkhart Lake", "no"),
    ("Intel Atom(R) x6425E Processor @ 2.00GHz", "Elkhart Lake", "yes"),
    ("Intel(R) Xeon(R) CPU E3-1245 v5 @ 3.50GHz", "v5", "no"),
    ("Intel(R) Xeon(R) CPU E31220 @ 3.10GHz", "v1", "no"),
    ("Intel(R) Xeon(R) CPU E5-2680 v4 @ 2.40GHz", "v4", "no"),
    ("Intel(R) Xeon(R) CPU E5-1620 0 @ 3.60GHz", "v1", "no"),
    ("Intel(R) Xeon(R) CPU           W3520  @ 2.67GHz", "3000, 5000, 7000", "no"),
    ("Intel(R) Xeon(R) W-2123 CPU @ 3.60GHz", "W-2100 to W-3200", "yes"),
    ("Intel(R) Xeon(R) E-2176M  CPU @ 2.70GHz", "E-2100 to E-2400", "yes"),
    ("Intel(R) Xeon(R) E-2104G CPU @ 3.20GHz", "E-2100", None),
    ("Intel(R) Xeon(R) Gold 6132 CPU @ 2.60GHz", "1", "yes"),
    ("AMD Ryzen 5 1600 Six-Core Processor", "Ryzen 1000 (Zen)", "no"),
    ("AMD Ryzen 5 2500U with Radeon Vega Mobile Gfx", "Ryzen 2000 with graphics (Zen)", "no"),
    ("AMD Ryzen 5 2400G with Radeon Vega Graphics", "Ryzen 2000 with graphics (Zen)", "no"),
    ("AMD Ryzen 5 2600 Six-Core Processor", "Ryzen 2000 (Zen+)", "yes"),
    ("AMD Ryzen 3 3200U with Radeon Vega Mobile Gfx", "Ryzen 3000", "yes"),
    ("AMD Ryzen 5 PRO 3500U w/ Radeon Vega Mobile Gfx", "Ryzen 3000", "yes"),
    ("AMD Ryzen 3 3300X 4-Core Processor", "Ryzen 3000", None),
    ("AMD Ryzen 7 PRO 4750U with Radeon Graphics", "Ryzen 4000", "yes"),
    ("AMD Ryzen 5 5600G with Radeon Graphics", "Ryzen 5000", "yes"),
    ("AMD Ryzen 7 9800X3D 8-Core Processor", "Ryzen 8000, 9000", "yes"),
    ("AMD Athlon 3000G with Radeon Vega Graphics", "Athlon 300, 3000, 7000", "yes"),
    ("AMD Athlon Silver 3050U with Radeon Graphics", "Athlon 300, 3000, 7000", "yes"),
    ("AMD Athlon 200GE with Radeon Vega Graphics", "Athlon 200 (Zen)", "no"),
    ("AMD Athlon(tm) II X2 250 Processor", "before Zen", "no"),
    ("AMD A9-9425 RADEON R5, 5 COMPUTE CORES 2C+3G", "A 9000", "no"),
    ("AMD PRO A10-8770 R7, 10 COMPUTE CORES 4C+6G", "A 8000", "no"),
    ("AMD FX(tm)-8350 Eight-Core Processor", "before Zen", "no"),
    ("AMD EPYC 7302P 16-Core Processor", "2 and 3", "yes"),
    ("AMD EPYC 7251 8-Core Processor", "1", "no"),
    ("Snapdragon (TM) 835 @ 2.21 GHz", "835", "no"),
    ("Snapdragon(R) X Elite - X1E78100 - Qualcomm(R) Oryon(TM) CPU", "X", "yes"),
    ("Apple M1", "Apple silicon", "not-applicable"),
]


@pytest.mark.parametrize(("model", "generation", "support"), SPOT_CHECKS)
def test_a_processor_is_what_it_is(model: str, generation: str, support: str | None) -> None:
    assert known(model) == (generation, support)


@pytest.mark.parametrize(
    "model",
    [
        "",
        "Intel64 Family 6 Model 142 Stepping 12",
        "Intel Core i5",
        "Quad-Core Intel Core i7",
        "Intel(R) Xeon(R) CPU @ 2.00GHz",
        "Intel(R) Atom(TM)",
        "Genuine Intel(R) CPU 0000 @ 2.60GHz",
        "QEMU Virtual CPU version 2.5+",
        "AMD Athlon Gold 9999U",
        "AMD Ryzen 7 4700S",
        "Loongson-3A5000",
        "Cortex-A15",
    ],
)
def test_what_is_not_surely_known_stays_unknown(model: str) -> None:
    assert known(model) == ("", None)


@pytest.mark.parametrize("name", RECORDED)
def test_the_processor_of_every_recorded_machine_is_known(name: str) -> None:
    processor = recorded(name).processor
    assert processor is not None
    assert HOUSE.rule(processor) is not None, plain_name(processor.model)


@TOLD
def test_the_processors_of_the_corpus_are_known_and_those_that_are_not_are_told() -> None:
    names = Counter(item.processor.model for _, item in of_the_corpus() if item.processor)
    for folder in ("lscpu", "machine-bundle"):
        for path in sorted(path for path in (CORPUS / folder).rglob("*lscpu*") if path.is_file()):
            if found := lscpu.read(text(str(path.relative_to(CORPUS)))).processor:
                names[found.model] += 1
    unknown = sorted(name for name in names if HOUSE.rule(Processor(name)) is None)
    print("\nno rule knows:", *unknown, sep="\n  ")  # noqa: T201 — what is unknown is told, with -s
    sold = [name for name in names if any(word in name for word in ("Core(TM)", "Ryzen", "Celeron", "Pentium"))]
    assert [name for name in sold if name in unknown] == []
    assert len(unknown) <= len(names) / 8


@given(st.text(max_size=400))
def test_no_name_makes_it_stumble(model: str) -> None:
    known(model)


def test_every_rule_says_what_and_since_when_and_where_that_stands() -> None:
    assert HOUSE.version
    assert len({rule.id for rule in HOUSE.rules}) == len(HOUSE.rules)
    for rule in HOUSE.rules:
        assert rule.maker, rule.id
        assert HOUSE.source(rule).endswith(")")
        assert (rule.source == "house") is (rule.windows_11 is None), rule.id
    assert {rule.windows_11 for rule in HOUSE.rules} == {*Support, None}


GOOD = """
format = 1
version = "1"
[sources.list]
title = "A list"
dated = "2026-03-02"
[[rule]]
id = "a"
maker = "Intel"
family = "Core"
generation = "8"
year = 2017
windows_11 = "yes"
patterns = ['Intel Core']
source = "list"
"""


def page(tmp_path: Path, content: str) -> Path:
    (tmp_path / "processors.toml").write_text(content)
    return tmp_path


def test_a_small_file_is_read(tmp_path: Path) -> None:
    (rule,) = load_processors(page(tmp_path, GOOD)).rules
    assert (rule.id, rule.year, rule.windows_11) == ("a", 2017, Support.YES)


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("format = 1", "format = 2", "format: must be 1"),
        ('version = "1"', "", "version: must be a text"),
        ('version = "1"', 'version = "1"\nx = 1', "x: unknown key"),
        ('dated = "2026-03-02"', 'dated = "soon"', "list: dated: must be a date"),
        ('title = "A list"', "", "list: title: must be a text"),
        ('source = "list"', 'source = "hearsay"', "a: source: is none of the sources"),
        ('id = "a"', "", "rule 1: id: must be a text"),
        ("year = 2017", 'year = "2017"', "a: year: must be a year"),
        ('windows_11 = "yes"', 'windows_11 = "maybe"', "a: windows_11: is none of"),
        ('windows_11 = "yes"', "note = 3", "a: note: must be a text"),
        ("'Intel Core'", "", "a: patterns: must be a list of texts"),
        ("'Intel Core'", "'Intel ('", "a: patterns: 'Intel ('"),
        ("'Intel Core'", "'(Intel)?'", "knows a name of nothing"),
        ('family = "Core"', 'family = "Core"\ncolour = "blue"', "a: colour: unknown key"),
        (GOOD, GOOD + GOOD[GOOD.index("[[rule]]") :], "a: stands there twice"),
        (
            "[sources.list]",
            '[sources.other]\ntitle = "B"\ndated = "2026-01-01"\n[sources.list]',
            "other: no rule names",
        ),
        (GOOD[GOOD.index("[[rule]]") :], "", "rule: must be a list of rules"),
        (GOOD[GOOD.index("[[rule]]") :], "[rule]\nx = 1", "rule: must be a list of rules"),
        (GOOD, "format = ", "Invalid value"),
    ],
)
def test_every_problem_of_a_wrong_file_is_told(tmp_path: Path, before: str, after: str, problem: str) -> None:
    with pytest.raises(RulesError) as refused:
        load_processors(page(tmp_path, GOOD.replace(before, after)))
    assert any(problem in told for told in refused.value.problems), refused.value.problems


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    wrong = GOOD.replace("2017", "3").replace('"yes"', '"maybe"').replace("format = 1", "format = 9")
    with pytest.raises(RulesError) as refused:
        load_processors(page(tmp_path, wrong))
    assert len(refused.value.problems) == 3


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(RulesError):
        load_processors(tmp_path)
