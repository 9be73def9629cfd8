"""What is enough for which medium, and in which order it is tried, from `resources/methods/acceptance.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from workshop.adapters.rules.page import Page
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.errors import RulesError
from workshop.domain.methods import Acceptance, Level, Method

FORMAT = 1
_KEYS = ("format", "source", "no_crypto", "wanted", "order")


def load_acceptance(file: Path, methods: Mapping[str, Method]) -> Acceptance:
    """Read the table; raises RulesError with all of its problems as `file:line: problem`."""
    page = Page(file)
    acceptance = Acceptance() if page.problems else _acceptance(page, methods)
    if page.problems:
        raise RulesError(str(file), tuple(page.problems))
    return acceptance


def _acceptance(page: Page, methods: Mapping[str, Method]) -> Acceptance:
    page.only(*_KEYS)
    if page.said.get("format") != FORMAT:
        page.wrong("format", f"must be {FORMAT}")
    page.words("source")
    wanted = _wanted(page)
    order = _order(page, methods)
    for medium in wanted.keys() - order.keys():
        page.wrong(medium.value, "stands in no order", "wanted")
    for medium in order.keys() - wanted.keys():
        page.wrong(medium.value, "nothing is wanted of it", "order")
    return Acceptance(wanted, order, _no_crypto(page))


def _wanted(page: Page) -> dict[DriveMedium, Level]:
    wanted = {}
    for name, value in page.table("wanted", "medium = level").items():
        medium, level = _medium(page, name, "wanted"), page.one_of(Level, name, value, "wanted")
        if medium and level:
            wanted[medium] = level
    return wanted


def _order(page: Page, methods: Mapping[str, Method]) -> dict[DriveMedium, tuple[str, ...]]:
    order = {}
    for name, listed in page.table("order", "medium = methods").items():
        medium = _medium(page, name, "order")
        if not isinstance(listed, list) or not listed:
            page.wrong(name, "must be a list of methods, with one at least", "order")
            continue
        for one in listed:
            method = methods.get(one) if isinstance(one, str) else None
            if method is None:
                page.wrong(name, f"{one!r} is no method", "order")
            elif medium and method.level(medium) is None:
                page.wrong(name, f"{one} counts as nothing there", "order")
        if len(set(map(str, listed))) != len(listed):
            page.wrong(name, "names a method twice", "order")
        if medium:
            order[medium] = tuple(map(str, listed))
    return order


def _medium(page: Page, name: str, inside: str) -> DriveMedium | None:
    medium = page.one_of(DriveMedium, name, name, inside)
    if medium is DriveMedium.UNKNOWN:
        page.wrong(name, "nothing can be said of an unknown medium", inside)
    return medium


def _no_crypto(page: Page) -> tuple[str, ...]:
    listed = page.said.get("no_crypto")
    if not isinstance(listed, list) or not all(isinstance(words, str) and words.strip() for words in listed):
        page.wrong("no_crypto", "must be a list of words that stand in a model")
        return ()
    return tuple(listed)
