"""What a Brother printer is sent: the right paper, every dot where it was drawn, and nothing that it would lose."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PIL import Image, ImageChops

from tests.adapters.documents.brother_reader import Job, obey
from tests.adapters.documents.label_cases import FOR_BROTHER, drawn, expected, maker
from tests.adapters.documents.pictures import codes
from tests.adapters.documents.samples import label
from workshop.adapters.documents.label_brother import label_brother
from workshop.adapters.documents.label_image import raster
from workshop.adapters.documents.label_media import media
from workshop.domain.errors import RulesError
from workshop.domain.labels import LabelKind
from workshop.domain.printing import Link, Printer, PrinterLanguage

PRINTER = Printer(PrinterLanguage.BROTHER, Link.TCP, "192.0.2.7:9100", "Brother QL-820NWB")


def job(kind: LabelKind, roll: str, **changes: Any) -> Job:
    return obey(maker().label(label(kind), replace(PRINTER, roll=roll, **changes), "fr"))


@pytest.mark.parametrize(("kind", "name"), FOR_BROTHER)
def test_every_label_is_read_from_the_dots_of_the_print_head(kind: LabelKind, name: str) -> None:
    printed = job(kind, name)
    assert printed.printed
    assert printed.cuts
    assert printed.raster_mode
    assert codes(printed.picture()) == expected(label(kind))


@pytest.mark.parametrize(
    ("name", "paper"),
    [
        ("62x29", {"kind": 0x0B, "width": 62, "length": 29, "lines": 271}),
        ("29x90", {"kind": 0x0B, "width": 29, "length": 90, "lines": 991}),
        ("62", {"kind": 0x0A, "width": 62, "length": 0, "lines": 273}),
        ("29", {"kind": 0x0A, "width": 29, "length": 0, "lines": 710}),
    ],
)
def test_the_printer_is_told_which_paper_must_be_in_it(name: str, paper: dict[str, int]) -> None:
    printed = job(LabelKind.EXIT, name)
    assert {key: printed.paper[key] for key in paper} == paper
    assert printed.paper["valid"] & 0x06 == 0x06  # kind and width are checked against what is in it
    assert bool(printed.paper["valid"] & 0x08) == bool(paper["length"])
    assert printed.feed_dots == (0 if paper["length"] else 35)


@pytest.mark.parametrize(("kind", "name"), FOR_BROTHER)
def test_nothing_that_was_drawn_is_lost_and_it_lies_in_the_middle_of_the_paper(kind: LabelKind, name: str) -> None:
    roll = media(name).brother
    assert roll
    whole = raster(drawn(label(kind), name)).convert("L")
    head = job(kind, name).picture()
    right = 720 - roll.offset_dots
    part = head.crop((right - roll.across_dots, 0, right, head.height))
    margins = ((whole.width - part.width) // 2, (whole.height - part.height) // 2)
    pasted = Image.new("L", whole.size, 255)
    pasted.paste(part, margins)
    assert ImageChops.difference(pasted, whole).getbbox() is None
    head.paste(255, (right - roll.across_dots, 0, right, head.height))
    assert head.getextrema() == (255, 255)  # no pin beside the paper is ever heated


def test_a_roll_that_is_too_small_is_refused() -> None:
    roll = media("62x29").brother
    assert roll
    with pytest.raises(RulesError):
        label_brother(Image.new("1", (600, 343), 1), roll)
    with pytest.raises(RulesError):
        label_brother(Image.new("1", (732, 200), 1), replace(roll, continuous=True, along_dots=0, feed_dots=35))


def test_a_calibrated_printer_gets_everything_moved_and_too_far_is_refused() -> None:
    plain, moved = (job(LabelKind.INTAKE, "62x29", right_tenths=tenths).picture() for tenths in (0, 5))
    before, after = plain.point(lambda dot: 255 - dot).getbbox(), moved.point(lambda dot: 255 - dot).getbbox()
    assert before
    assert after
    assert (after[0] - before[0], after[1] - before[1]) == (6, 0)
    down = job(LabelKind.INTAKE, "29", down_tenths=10).picture().point(lambda dot: 255 - dot).getbbox()
    still = job(LabelKind.INTAKE, "29").picture().point(lambda dot: 255 - dot).getbbox()
    assert down
    assert still
    assert (down[0] - still[0], down[1] - still[1]) == (0, 12)
    with pytest.raises(RulesError):
        job(LabelKind.INTAKE, "62x29", right_tenths=60)


@pytest.mark.parametrize(
    ("name", "told"), [("Brother QL-700", False), ("Brother QL-570", False), ("QL-820NWB", True), ("", True)]
)
def test_printers_that_know_one_mode_only_are_not_told_which(name: str, told: bool) -> None:  # noqa: FBT001
    assert job(LabelKind.INTAKE, "62x29", name=name).raster_mode is told


def test_other_paper_than_a_brother_roll_is_refused() -> None:
    with pytest.raises(RulesError):
        job(LabelKind.INTAKE, "50x25")


def test_the_same_label_gives_the_same_bytes() -> None:
    on = replace(PRINTER, roll="62")
    made = {maker().label(label(kind), on, "fr") for kind in LabelKind for _again in range(2)}
    assert len(made) == len(LabelKind)
