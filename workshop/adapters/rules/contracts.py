"""Grading contracts from TOML: one file per version, named `<id>.toml`, or `<id>-<version>.toml` beside another one.

Format 2 adds to format 1 who signed it off, destinations, remedies, and how sure each clause's source is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from workshop.adapters.rules.contract_page import ContractPage, Table
from workshop.domain.contracts import (
    FACTS,
    Axis,
    Confidence,
    Contract,
    Criterion,
    Destination,
    DestinationRule,
    How,
    Need,
    Part,
    Remedy,
    Waiver,
)
from workshop.domain.diagnosis import Category
from workshop.domain.drives import Policy
from workshop.domain.errors import RulesError
from workshop.domain.proofs import Reservation

__all__ = ["FACTS", "FORMATS", "load_contract", "load_contracts", "parse_contract"]

FORMATS = (1, 2)
LARGEST_BYTES = 256 * 1024
LONGEST_MINUTES = 24 * 60
_TEXTS = ("version", "title", "dated", "notice")
_KEYS = frozenset(
    {
        *("format", "id", *_TEXTS, "letters", "accepted_reservations", "declared_tools", "tags_removed"),
        *("second_person", "criterion"),
    },
)
_KEYS_2 = _KEYS | {"signed_by", "signed_on", "holds", "destination", "remedy"}
_CRITERION_KEYS = frozenset(
    {"id", "axis", "fact", "unit", "clause", "source", "at_least", "at_most", "unknown", "categories"}
)
_CRITERION_KEYS_2 = _CRITERION_KEYS | {"confidence", "unless"}
_RULE_KEYS = frozenset({"id", "to", "clause", "source", "confidence", "letters", "categories", "needs", "blocked"})
_REMEDY_KEYS = frozenset({"id", "fact", "how", "minutes", "part", "amounts", "names", "also", "needs", "categories"})
_NEED_KEYS = frozenset({"fact", "at_least", "at_most"})
_REMEDY_NEED_KEYS = _NEED_KEYS | {"unknown"}
_Word = TypeVar("_Word", bound=StrEnum)


def load_contract(path: Path) -> Contract:
    """Read one contract; raises RulesError with every problem, each as `line: problem` where it stands on a line."""
    return parse_contract(read_file(path), path.stem, str(path))


def read_file(path: Path) -> str:
    """Return the text of a file, bounded; raises RulesError."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise RulesError(str(path), (error.strerror or type(error).__name__,)) from error
    if len(content) > LARGEST_BYTES:
        raise RulesError(str(path), (f"larger than {LARGEST_BYTES} bytes",))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RulesError(str(path), (str(error),)) from error


def load_contracts(*folders: Path) -> tuple[Contract, ...]:
    """Read every contract of some folders, by name; one that is in several comes from the first of them."""
    found: dict[str, Contract] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.toml")):
            contract = load_contract(path)
            found.setdefault(contract.name, contract)
    return tuple(found[name] for name in sorted(found))


def parse_contract(text: str, stem: str, where: str = "") -> Contract:
    """Read a contract's text as if its file were named so; raises RulesError with every problem."""
    page = ContractPage(text)
    contract = None if page.problems else _contract(page, stem)
    if contract is None or page.problems:
        raise RulesError(where or stem, tuple(page.problems))
    return contract


def _contract(page: ContractPage, stem: str) -> Contract:
    said = page.table()
    later = said.value("format") == FORMATS[1]
    if type(said.value("format")) is not int or said.value("format") not in FORMATS:
        said.wrong("format", f"must be {' or '.join(map(str, FORMATS))}")
    said.only(_KEYS_2 if later else _KEYS)
    name = said.text("id")
    version, title, dated, notice = map(said.text, _TEXTS)
    if stem not in (name, f"{name}-{version}"):
        said.wrong("id", f"must be the file's name, {stem!r}, alone or before « -{version} »")
    _date(said, "dated", dated)
    letters = said.texts("letters")
    if said.value("letters") == [] or not all(letters):
        said.wrong("letters", "must name one letter at least, from the best to the worst")
    reservations = said.words("accepted_reservations", Reservation)
    policy = Policy(reservations, said.texts("declared_tools"), said.flag("tags_removed"))
    contract = Contract(
        name,
        version,
        title,
        dated,
        notice,
        letters,
        _criteria(page, letters, later=later),
        policy,
        said.flag("second_person"),
    )
    return _more(page, said, contract) if later else contract


def _more(page: ContractPage, said: Table, contract: Contract) -> Contract:
    """Add what format 2 says."""
    by, on = said.text("signed_by", empty=True), said.text("signed_on", empty=True)
    if bool(by.strip()) is not bool(on):
        said.wrong("signed_on", "a signature has a person and a date, or neither")
    _date(said, "signed_on", on)
    held = tuple(Waiver(item) for item in said.words("holds", Waiver, optional=True) if item in list(Waiver))
    destinations = _distinct(page, "destination", (_rule(item, contract) for item in page.tables("destination")))
    remedies = _distinct(page, "remedy", map(_remedy, page.tables("remedy")))
    return Contract(
        contract.id,
        contract.version,
        contract.title,
        contract.dated,
        contract.notice,
        contract.letters,
        contract.criteria,
        contract.policy,
        contract.second_person,
        by.strip(),
        on,
        held,
        destinations,
        remedies,
    )


def _date(said: Table, key: str, text: str) -> None:
    if text and not _is_date(text):
        said.wrong(key, "must be a date such as 2026-11-24")


_Item = TypeVar("_Item", Criterion, DestinationRule, Remedy)


def _distinct(page: ContractPage, table: str, found: Iterable[_Item]) -> tuple[_Item, ...]:
    items: list[_Item] = []
    for number, item in enumerate(found, start=1):
        if any(other.id == item.id for other in items):
            page.table(table, number).wrong("id", f"{item.id!r} is there twice")
        items.append(item)
    return tuple(items)


def _criteria(page: ContractPage, letters: tuple[str, ...], *, later: bool) -> tuple[Criterion, ...]:
    tables = page.tables("criterion", needed=True)
    if not letters:  # every limit would be wrong too
        return ()
    return _distinct(page, "criterion", (_criterion(table, letters, later=later) for table in tables))


def _criterion(table: Table, letters: tuple[str, ...], *, later: bool) -> Criterion:
    table.only(_CRITERION_KEYS_2 if later else _CRITERION_KEYS)
    names = [key for key in ("at_least", "at_most") if table.value(key) is not None]
    if len(names) != 1:
        table.wrong("at_least", "needs one of at_least and at_most, not both")
    limits = {key: table.limits(key, letters) for key in names}
    criterion = Criterion(
        table.text("id"),
        _word(table, "axis", Axis) or Axis.FUNCTIONAL,
        _fact(table, "fact"),
        table.text("unit", empty=True),
        table.text("clause"),
        table.text("source"),
        limits.get("at_least", ()),
        limits.get("at_most", ()),
        table.text("unknown", empty=True),
        table.words("categories", Category, optional=True),
        (_word(table, "confidence", Confidence) if later else None) or Confidence.UNSAID,
        _word(table, "unless", Waiver) if table.has("unless") else None,
    )
    if criterion.unknown not in ("", *letters):
        table.wrong("unknown", f"{criterion.unknown!r} is no letter of this contract")
    elif criterion.unknown and not _rewards_nothing(criterion, letters):
        table.wrong("unknown", "must be empty or the letter of the worst measure: not to measure must not pay")
    if later and len(names) == 1 and criterion.fact and not _has_sense(criterion):
        table.wrong(names[0], f"{criterion.fact} is better the {'more' if FACTS[criterion.fact].rising else 'less'}")
    _no_unknown_category(table, criterion.categories)
    return criterion


def _no_unknown_category(table: Table, categories: tuple[str, ...]) -> None:
    if Category.UNKNOWN in categories:
        table.wrong("categories", "what is unknown is asked for everything already")


def _has_sense(criterion: Criterion) -> bool:
    """Tell whether better machines get better letters."""
    return FACTS[criterion.fact].rising is bool(criterion.at_least)


def _rewards_nothing(criterion: Criterion, letters: tuple[str, ...]) -> bool:
    """Tell whether the letter of an unmeasured fact is no better than that of every measure."""
    fact = FACTS.get(criterion.fact)
    least, most = (fact.least, fact.most) if fact else (0, None)
    limits = criterion.at_least or criterion.at_most
    if not limits:
        return True  # already noted
    letter, limit = limits[-1]
    covers = limit <= least if criterion.at_least else most is not None and limit >= most
    return covers and letters.index(criterion.unknown) >= letters.index(letter)


def _rule(table: Table, contract: Contract) -> DestinationRule:
    table.only(_RULE_KEYS)
    letters = table.texts("letters", optional=True)
    for letter in letters:
        if letter not in contract.letters:
            table.wrong("letters", f"{letter!r} is no letter of this contract")
    blocked = table.flag("blocked")
    if blocked and letters:
        table.wrong("letters", "a machine that cannot leave has none to choose by")
    rule = DestinationRule(
        table.text("id"),
        _word(table, "to", Destination) or Destination.RECYCLING,
        table.text("clause"),
        table.text("source"),
        letters,
        table.words("categories", Category, optional=True),
        _needs(table),
        blocked,
        _word(table, "confidence", Confidence) or Confidence.UNSAID,
    )
    _no_unknown_category(table, rule.categories)
    return rule


def _needs(table: Table, keys: frozenset[str] = _NEED_KEYS) -> tuple[Need, ...]:
    found = []
    for said in table.inside("needs"):
        said.only(keys)
        ends = [said.value(key) for key in ("at_least", "at_most")]
        if ends == [None, None] or not all(end is None or type(end) is int for end in ends):
            said.wrong("at_least", "needs a whole number here, in at_most, or both")
            ends = [None, None]
        found.append(Need(_fact(said, "fact"), ends[0], ends[1], said.flag("unknown")))
    return tuple(found)


def _remedy(table: Table) -> Remedy:
    table.only(_REMEDY_KEYS)
    also = table.pairs("also")
    for fact, _number in also:
        if fact not in FACTS:
            table.wrong("also", f"{fact!r} is none of {', '.join(FACTS)}")
    remedy = Remedy(
        table.text("id"),
        _fact(table, "fact"),
        _word(table, "how", How) or How.SET,
        table.number("minutes", 0, LONGEST_MINUTES),
        (_word(table, "part", Part) if table.value("part") else None) or Part.NONE,
        table.numbers("amounts"),
        table.texts("names", optional=True),
        also,
        _needs(table, _REMEDY_NEED_KEYS),
        table.words("categories", Category, optional=True),
    )
    sized = remedy.how in (How.ADD, How.SET)
    if sized is not bool(remedy.amounts):
        table.wrong("amounts", "is needed to add or to set" if sized else f"is of no use to {remedy.how.value}")
    _no_unknown_category(table, remedy.categories)
    return remedy


def _fact(table: Table, key: str) -> str:
    text = table.text(key)
    if text and text not in FACTS:
        table.wrong(key, f"{text!r} is none of {', '.join(FACTS)}")
        return ""
    return text


def _word(table: Table, key: str, words: type[_Word]) -> _Word | None:
    text = table.text(key)
    found = next((word for word in words if word.value == text and text), None)
    if found is None and text:
        table.wrong(key, f"{text!r} is none of {', '.join(word.value for word in words if word.value)}")
    return found


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
