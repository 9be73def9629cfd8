"""Reader maps × computers × Caps Lock: every cell decoded or refused, never wrong. `-s` prints the table."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest

from tests.domain.typing_reader import (
    CHEAP,
    COMPUTERS,
    OTHER_THINGS,
    OUR_CODES,
    READERS,
    SERIALS,
    WINDOWS_WHOLE,
    heard,
    some_codes,
)
from workshop.domain.calibration import WHOLE, Calibration
from workshop.domain.layouts import Layout
from workshop.domain.scanning import CodeScan, NoScan, Said, SerialScan, meaning

SOME = 250  # of our codes, where the keys are not told and there are many maps to try; all with --long


@dataclass(frozen=True)
class Caps:
    """How Caps Lock stands, and whether it turns the row of digits."""

    name: str
    on: bool = False
    windows: bool = False

    def whole(self, computer: str) -> bool:
        return self.windows and computer in WINDOWS_WHOLE


CAPS = (Caps("off"), Caps("on", on=True), Caps("on, Windows", on=True, windows=True))


@dataclass
class Cell:
    """How many were read, refused, wrong."""

    read: int = 0
    refused: int = 0
    wrong: int = 0

    def count(self, sent: str, text: str, *, doubtful: bool) -> None:
        meant, was = meaning(text), meaning(sent)
        if isinstance(meant, NoScan) or (doubtful and not isinstance(meant, CodeScan)):
            self.refused += 1
        elif meant == was:
            self.read += 1
        else:
            self.wrong += 1

    def __str__(self) -> str:
        return f"{self.read:4d} {self.refused:4d} {self.wrong:2d}"


def calibrated(reader: Layout, computer: Layout, *, keys: bool) -> Calibration:
    learned = heard(WHOLE, reader, computer, keys=keys).teaches()
    assert learned is not None
    assert learned.calibration.complete
    return learned.calibration


def cell(
    sent: tuple[str, ...],
    reader: Layout,
    computer: tuple[str, Layout],
    caps: Caps,
    known: Calibration | None,
    *,
    keys: bool,
) -> Cell:
    counted = Cell()
    for text in sent:
        burst = heard(text, reader, computer[1], caps=caps.on, whole=caps.whole(computer[0]), keys=keys)
        decoded = burst.decoded(known)
        counted.count(text, decoded.text, doubtful=decoded.doubtful)
    return counted


def cells(computers: Mapping[str, Layout]) -> Iterator[tuple[str, str, Caps]]:
    for reader in READERS:
        for computer in computers:
            for caps in CAPS:
                yield reader, computer, caps


def matrix(title: str, codes: tuple[str, ...], computers: Mapping[str, Layout], *, keys: bool, learn: bool) -> None:
    """Fill and print one table; hold it to the rule."""
    lines = [title, "reader     computer  Caps Lock     our codes     serials       other (read, refused, wrong)"]
    total = {name: Cell() for name in ("codes", "serials")}
    for reader, computer, caps in cells(computers):
        layouts = READERS[reader], (computer, computers[computer])
        known = calibrated(layouts[0], layouts[1][1], keys=keys) if learn else None
        found = [cell(sent, *layouts, caps, known, keys=keys) for sent in (codes, SERIALS, OTHER_THINGS)]
        lines.append(f"{reader:10} {computer:9} {caps.name:12} {'  |  '.join(map(str, found))}")
        assert [each.wrong for each in found] == [0, 0, 0]
        assert found[2].read == 0
        for each, counted in zip(total.values(), found, strict=False):
            each.read, each.refused = each.read + counted.read, each.refused + counted.refused
        if keys or computer in COMPUTERS:
            assert found[0].refused == 0, "one of our codes is read on any"
        if learn and keys:
            assert found[1].refused == 0, "a maker's serial is read on any, once the reader is set"
    lines.append(f"in all: our codes {total['codes']}, serials {total['serials']}")
    sys.stdout.write("\n" + "\n".join(lines) + "\n")


def test_there_is_enough_to_try() -> None:
    assert len(OUR_CODES) == len(set(OUR_CODES)) == 1000
    assert len(SERIALS) == len(set(SERIALS)) >= 50
    assert all(isinstance(meaning(code), CodeScan) for code in OUR_CODES)
    assert all(isinstance(meaning(text), SerialScan) for text in SERIALS)
    assert all(meaning(text) == NoScan(Said.NOT_A_SERIAL) for text in OTHER_THINGS)


@pytest.mark.parametrize("learn", [False, True])
def test_no_cell_is_ever_wrong_where_the_platform_tells_the_keys(*, learn: bool) -> None:
    title = "by physical key, " + ("after one scan « réglage »" if learn else "never set")
    matrix(title, OUR_CODES, COMPUTERS, keys=True, learn=learn)


@pytest.mark.parametrize("learn", [False, True])
def test_nor_on_a_computer_with_a_layout_that_nobody_knows(*, learn: bool) -> None:
    matrix("by physical key, AFNOR and BÉPO", some_codes(SOME, 1), CHEAP, keys=True, learn=learn)


@pytest.mark.parametrize("learn", [False, True])
def test_no_cell_is_ever_wrong_where_only_the_maps_can_be_tried(*, learn: bool) -> None:
    matrix("by trying the maps", some_codes(SOME, 2), COMPUTERS, keys=False, learn=learn)


@pytest.mark.long
def test_nor_with_all_thousand_codes_where_only_the_maps_can_be_tried() -> None:
    matrix("by trying the maps, all codes", OUR_CODES, COMPUTERS, keys=False, learn=False)
