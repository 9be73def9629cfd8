"""Scorings of other organisations, and the table of theirs that we write; adapters are imported when needed."""

from __future__ import annotations

import functools

from workshop.domain.bolc import BolcRow
from workshop.domain.errors import RulesError
from workshop.domain.scoring import Scoring
from workshop.resources import resource

EMMAUS = "emmaus-connect"


@functools.cache
def scorings() -> tuple[Scoring, ...]:
    """Read every scoring, once; raises RulesError."""
    from workshop.adapters.rules.scorings import load_scorings  # noqa: PLC0415

    return load_scorings(resource("scorings"))


def scoring_named(name: str) -> Scoring | None:
    """Return a scoring by « id version », or the last version of an id; None where there is none of that name."""
    exact = [item for item in scorings() if item.name == name]
    of_id = [item for item in scorings() if item.id == name]
    return exact[0] if exact else of_id[-1] if of_id else None


def emmaus() -> Scoring:
    """Return the points that the BOLC import's categories come from."""
    found = scoring_named(EMMAUS)
    if found is None:
        raise RulesError(EMMAUS, ("is not there",))
    return found


def bolc_file(rows: tuple[BolcRow, ...]) -> bytes:
    """Write the rows as the import wants them."""
    from workshop.adapters.exports.bolc import bolc_table  # noqa: PLC0415

    return bolc_table(rows)
