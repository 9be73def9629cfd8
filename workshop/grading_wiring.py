"""Contracts and the files by which processors are known; adapters are imported when needed."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workshop.domain.contracts import Confidence, Contract
from workshop.domain.errors import RulesError
from workshop.domain.processors import ProcessorClasses, Scores
from workshop.export_wiring import processors
from workshop.resources import resource
from workshop.services.contracts import Contracts
from workshop.services.grading_facts import Catalogues
from workshop.services.ports import Store
from workshop.settings import Settings

CONTRACTS = "contracts"
SHIPPED = "grand-lyon-defaut.toml"


def catalogues(settings: Settings) -> Catalogues:
    """Return what is known of processors here: our dated files, and what the manager imported."""
    return Catalogues(processors, processor_classes, lambda: scores(settings.folder()))


@functools.cache
def processor_classes() -> ProcessorClasses:
    """Read the classes, once; raises RulesError with every problem."""
    from workshop.adapters.rules.processor_classes import load_classes  # noqa: PLC0415

    return load_classes(resource("catalogue"), processors())


def scores(folder: Path) -> Scores | None:
    """Return the points that the manager imported, None where nothing was."""
    from workshop.adapters.rules.processor_classes import load_scores  # noqa: PLC0415

    return load_scores(folder)


def import_scores(folder: Path, file: Path, source: str, dated: str) -> tuple[Scores, tuple[str, ...]]:
    """Take a table of names and points; what could not be read comes beside, by line. Raises RulesError."""
    from workshop.adapters.rules.processor_classes import is_date, keep_scores, read_scores  # noqa: PLC0415

    if not source.strip() or not is_date(dated):
        raise RulesError(str(file), ("source and date (such as 2026-11-24) are needed",))
    points, problems = read_scores(file)
    if not points:
        raise RulesError(str(file), problems or ("no processor and points in it",))
    found = Scores(source, dated, points)
    keep_scores(folder, found)
    return found, problems


def contracts(settings: Settings) -> tuple[Contract, ...]:
    """Return every contract: the workshop's own first, then those that are shipped; raises RulesError."""
    from workshop.adapters.rules.contracts import load_contracts  # noqa: PLC0415

    return load_contracts(settings.folder() / CONTRACTS, resource(CONTRACTS))


def contracts_of(store: Store, shipped: Callable[[], Contract]) -> Contracts:
    """Return what says which contract is in force."""
    return Contracts(store, shipped, read_text)


def contract_text(path: Path) -> str:
    """Return the text of a contract's file; raises RulesError."""
    from workshop.adapters.rules.contracts import read_file  # noqa: PLC0415

    return read_file(path)


def read_text(text: str) -> Contract:
    """Read a contract's text, whatever file it came from; raises RulesError."""
    from workshop.adapters.rules.contracts import parse_contract  # noqa: PLC0415

    try:
        name = tomllib.loads(text).get("id")
    except tomllib.TOMLDecodeError:
        name = None  # told with its line by what reads the whole
    return parse_contract(text, name if isinstance(name, str) else "", "contract")


@dataclass(frozen=True, slots=True)
class Edits:
    """What somebody changes in a contract's text: limits by criterion and letter, clauses by criterion."""

    limits: tuple[tuple[str, str, int], ...] = ()
    clauses: tuple[tuple[str, str], ...] = ()


def edited_text(text: str, edits: Edits, **head: str) -> str:
    """Return the text with these changes, its comments kept; raises RulesError where it cannot be.

    A limit that somebody changes here is the workshop's own choice from then on, whatever its source said.
    """
    from workshop.adapters.rules.contract_edit import Limit, with_head, with_limits, with_words  # noqa: PLC0415

    before = read_text(text)
    try:
        edited = with_limits(text, (Limit(*limit) for limit in edits.limits))
        for name, clause in edits.clauses:
            edited = with_words(edited, name, clause=clause)
        for name in dict.fromkeys(name for name, _letter, _value in edits.limits):
            found = before.criterion(name)
            if found is not None and found.confidence is not Confidence.UNSAID:
                edited = with_words(edited, name, confidence=Confidence.JUDGEMENT.value)
    except KeyError as missing:
        raise RulesError(before.name, (f"{missing.args[0]}: is written so that it cannot be changed here",)) from None
    edited = with_head(edited, **head) if head else edited
    _check_limits(read_text(edited), edits)
    return edited


def _check_limits(after: Contract, edits: Edits) -> None:
    """Read again what was written: a number such as 7_500 is no plain one, and would have been cut in two."""
    for name, letter, value in edits.limits:
        found = after.criterion(name)
        limits = dict((*found.at_least, *found.at_most)) if found else {}
        if limits.get(letter) != value:
            raise RulesError(after.name, (f"{name}: is written so that it cannot be changed here",))


def can_be_signed(text: str) -> bool:
    """Tell whether a contract's format has room for a signature; raises RulesError."""
    read_text(text)
    return bool(tomllib.loads(text)["format"] != 1)


def shipped_text() -> str:
    """Return the text of the contract that is shipped."""
    return resource(CONTRACTS, SHIPPED).read_text("utf-8")


def contract_named(settings: Settings, name: str) -> Contract:
    """Return a contract by its file, by « id version », or by its id (the last version); raises RulesError."""
    from workshop.adapters.rules.contracts import load_contract  # noqa: PLC0415

    if name.endswith(".toml") or "/" in name:
        return load_contract(Path(name))
    found = contracts(settings)
    exact = [item for item in found if item.name == name]
    of_id = sorted((item for item in found if item.id == name), key=lambda item: _number(item.version))
    if not exact and not of_id:
        raise RulesError(name, (f"is none of {', '.join(item.name for item in found)}",))
    return exact[0] if exact else of_id[-1]


def previous(settings: Settings, contract: Contract) -> Contract | None:
    """Return the version before another one of the same contract, None where there is none."""
    older = [item for item in contracts(settings) if item.id == contract.id]
    older = [item for item in older if _number(item.version) < _number(contract.version)]
    return max(older, key=lambda item: _number(item.version), default=None)


def _number(version: str) -> tuple[int, str]:
    return (int(version), "") if version.isascii() and version.isdigit() else (-1, version)
