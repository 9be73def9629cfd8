"""Which processor this is, by its trade name: maker, family, generation, year, class, and whether Windows 11 takes it.

The rules are data (`resources/catalogue/processors.toml`), dated and each with its source. The first rule that knows a
name decides; a name that no rule knows stays unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from workshop.domain.diagnosis import Processor

LONGEST_NAME = 120
_MARKS = re.compile(r"\((?:r|tm|c)\)|[®™©]", re.IGNORECASE)
_GENERATION = re.compile(r"\d{1,2}th gen ", re.IGNORECASE)
_EMPTY_WORDS = frozenset({"cpu", "processor"})
# A report may leave the maker out: « Core i5-8250U ».
_BRANDS = {
    **dict.fromkeys(("core", "pentium", "celeron", "xeon", "atom"), "Intel"),
    **dict.fromkeys(("ryzen", "epyc", "athlon", "phenom", "opteron", "sempron", "turion"), "AMD"),
}


class Support(StrEnum):
    """What the maker of the system says of a processor."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class ProcessorRule:
    """Names that belong together; `windows_11` None: it could not be decided. `year`: the first of them were sold."""

    id: str
    maker: str
    family: str
    generation: str
    year: int
    patterns: tuple[str, ...]
    source: str
    windows_11: Support | None = None
    note: str = ""

    def knows(self, name: str) -> bool:
        """Whether one of the patterns is the beginning of a plain name, and whole words of it."""
        return any(_compiled(pattern).match(name) for pattern in self.patterns)


@dataclass(frozen=True, slots=True)
class RuleSource:
    """Where a rule comes from, and how old that is (ISO date)."""

    title: str
    dated: str


@dataclass(frozen=True, slots=True)
class Processors:
    """The rules of one file, in the order in which they decide."""

    version: str
    rules: tuple[ProcessorRule, ...]
    sources: dict[str, RuleSource]

    def rule(self, processor: Processor) -> ProcessorRule | None:
        """Return the rule that knows a processor; None where its name tells nothing."""
        name = plain_name(processor.model)
        return next((rule for rule in self.rules if rule.knows(name)), None)

    def source(self, rule: ProcessorRule) -> str:
        """Say where a rule comes from, with its date."""
        found = self.sources[rule.source]
        return f"{found.title} ({found.dated})"


@dataclass(frozen=True, slots=True)
class ClassRule:
    """How fast some processors are, from 0 (too slow) to 4: by their generation, and by a word of their names."""

    klass: int
    rules: tuple[str, ...]
    patterns: tuple[str, ...] = ()

    def knows(self, rule: ProcessorRule, name: str) -> bool:
        """Whether a processor of this rule and name is meant; no pattern means all of them."""
        return rule.id in self.rules and (
            not self.patterns or any(re.search(pattern, name, re.IGNORECASE) for pattern in self.patterns)
        )


@dataclass(frozen=True, slots=True)
class ProcessorClasses:
    """The classes of one file: the first that knows a processor decides, what none knows stays unknown."""

    version: str
    source: str
    classes: tuple[ClassRule, ...]

    def of(self, processor: Processor, processors: Processors) -> int | None:
        """Return the class of a processor."""
        rule, name = processors.rule(processor), plain_name(processor.model)
        if rule is None:
            return None
        return next((item.klass for item in self.classes if item.knows(rule, name)), None)


@dataclass(frozen=True, slots=True)
class Scores:
    """Points that the manager imported, by plain name in small letters; `source` and `dated` as the manager said."""

    source: str
    dated: str
    points: dict[str, int]

    def of(self, processor: Processor) -> int | None:
        """Return the points of a processor; a name that is not there has none, however near another is."""
        return self.points.get(plain_name(processor.model).lower())


def plain_name(model: str) -> str:
    """Give a name without marks, clock and empty words: « Intel Core i5-8365U », « AMD FX-8350 Eight-Core »."""
    bare = _MARKS.sub(" ", model[:LONGEST_NAME].partition("@")[0])
    words = [word for word in bare.split() if word.lower() not in _EMPTY_WORDS]
    name = re.sub(r" -(?=\w)", "-", " ".join(words))
    name = _GENERATION.sub("", name, count=1)
    maker = _BRANDS.get(name.partition(" ")[0].lower())
    return f"{maker} {name}" if maker else name


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})(?![\w-])", re.IGNORECASE)
