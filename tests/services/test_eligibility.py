from __future__ import annotations

from datetime import UTC, datetime

from workshop.domain.diagnosis import Diagnosis, Processor
from workshop.domain.eligibility import Eligible
from workshop.domain.processors import ProcessorRule, Processors, RuleSource, Support
from workshop.services.eligibility import Eligibilities

RULES = Processors(
    "1",
    (ProcessorRule("all", "Intel", "Core", "any", 2006, ("Intel Core.*",), "list", Support.NO),),
    {"list": RuleSource("A list", "2026-03-02")},
)


def test_the_list_is_read_when_a_reading_is_judged() -> None:
    read: list[Processors] = []

    def processors() -> Processors:
        read.append(RULES)
        return RULES

    eligibility = Eligibilities(processors)
    assert read == []
    diagnosis = Diagnosis(datetime(2026, 11, 24, tzinfo=UTC), processor=Processor("Intel Core i5-2400"))
    assert eligibility.of(diagnosis).verdict is Eligible.NO
    assert read == [RULES]
