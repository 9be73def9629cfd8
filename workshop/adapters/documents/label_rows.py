"""Facts on the few rows of a label: several a row where they must, and what does not fit ends visibly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from workshop.adapters.documents.fonts import Face, shortened, shown, width, wrapped
from workshop.domain.labels import printable

BETWEEN = " · "
MOST_FACTS = 8  # more would make the choice of rows slow; no label says as much


def packed(lines: Sequence[str], rows: int, face: Face, size: float, room: float) -> list[str]:
    """Place facts on a few rows: one a row where there is room, else those together that lose least."""
    facts = [fact for fact in (shown(printable(line)) for line in lines) if fact][:MOST_FACTS]
    return list(_packed(tuple(facts), rows, face, size, room))


@lru_cache(maxsize=1 << 8)
def _packed(facts: tuple[str, ...], rows: int, face: Face, size: float, room: float) -> tuple[str, ...]:
    if len(facts) <= rows:
        return tuple(shortened(fact, face, size, room) for fact in facts)
    best = min(_splits(facts, rows), key=lambda split: _lost(split, face, size, room))
    return tuple(_row(together, face, size, room) for together in best)


def _splits(facts: tuple[str, ...], rows: int) -> Iterator[tuple[tuple[str, ...], ...]]:
    """Every way to part facts, in their order, among the rows; the fuller upper rows come first."""
    ways = sorted(combinations(range(1, len(facts)), rows - 1), reverse=True)
    for cuts in ways:
        ends = (0, *cuts, len(facts))
        yield tuple(facts[start:end] for start, end in pairwise(ends))


def _lost(split: tuple[tuple[str, ...], ...], face: Face, size: float, room: float) -> float:
    return sum(max(0.0, width(BETWEEN.join(row), face, size) - room) for row in split)


def _row(facts: tuple[str, ...], face: Face, size: float, room: float) -> str:
    """Join facts; where they are too long together, the longest gives way first."""
    whole = BETWEEN.join(facts)
    if width(whole, face, size) <= room:
        return whole
    longest = max(range(len(facts)), key=lambda place: width(facts[place], face, size))
    others = [fact for place, fact in enumerate(facts) if place != longest]
    left = room - width(BETWEEN.join(["", *others]), face, size)
    short = shortened(facts[longest], face, size, left)
    if not short:
        return shortened(whole, face, size, room)
    return BETWEEN.join(short if place == longest else fact for place, fact in enumerate(facts))


def noted(notes: Sequence[str], rows: int, face: Face, size: float, room: float) -> list[str]:
    """Place as many notes as fit whole, the first ones first: half a word beside a code would be read as something."""
    if len(notes) <= rows:
        return packed(notes, rows, face, size, room)
    together = BETWEEN.join(notes[rows - 1 :])
    last = together if width(together, face, size) <= room else notes[rows - 1]
    return packed((*notes[: rows - 1], last), rows, face, size, room)


def broken(text: str, rows: int, face: Face, size: float, room: float) -> list[str]:
    """Break one text over a few rows; what is too long ends visibly."""
    return _broken(shown(printable(text)), rows, face, size, room)


def flowing(lines: Sequence[str], rows: int, face: Face, size: float, room: float) -> list[str]:
    """Begin each line on a row of its own where there is room for all of them whole, else let them run on."""
    texts = [shown(line) for line in lines]
    apart = [row for text in texts for row in wrapped(text, face, size, room)]
    if len(apart) <= rows:
        return apart
    return [row.removesuffix(BETWEEN.rstrip()) for row in _broken(BETWEEN.join(texts), rows, face, size, room)]


def _broken(text: str, rows: int, face: Face, size: float, room: float) -> list[str]:
    found = list(wrapped(text, face, size, room))
    if len(found) > rows:
        found[rows - 1] = shortened(" ".join(found[rows - 1 :]), face, size, room)
    return [row for row in found[:rows] if row]
