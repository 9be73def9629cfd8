"""The trial label: it scans on every paper, and stays where a printer prints whatever the offsets."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from tests.adapters.documents.label_cases import maker
from tests.adapters.documents.pictures import codes
from workshop.adapters.documents.label_image import label_image
from workshop.adapters.documents.label_media import all_media, media
from workshop.adapters.documents.label_trial import trial
from workshop.domain.errors import RulesError
from workshop.domain.printing import Link, Printer, PrinterLanguage
from workshop.domain.trial_labels import TRIAL_CODE

PRINTER = Printer(PrinterLanguage.ZPL, Link.TCP, "192.0.2.7:9100", "Zebra ZD420 ^XA au fond à gauche", 203)
EVERY = [(paper.id, dpi) for paper in all_media().values() for dpi in paper.resolutions]


@pytest.mark.parametrize(("name", "dpi"), EVERY)
@pytest.mark.parametrize("offsets", [(0, 0), (-8, 5)])
def test_it_scans_on_every_paper_and_keeps_to_what_is_printed(name: str, dpi: int, offsets: tuple[int, int]) -> None:
    paper = media(name)
    drawing = trial(paper, replace(PRINTER, right_tenths=offsets[0], down_tenths=offsets[1]), dpi, "fr")
    margins = (round(margin * dpi / 25.4) for margin in (paper.margin_across_mm, paper.margin_along_mm))
    assert drawing.inside(*margins)
    with Image.open(io.BytesIO(label_image(drawing))) as picture:
        assert codes(picture.convert("L")) == [("Code128", TRIAL_CODE)]


def test_a_brother_roll_gets_it_too_and_hostile_names_stay_words() -> None:
    brother = replace(PRINTER, language=PrinterLanguage.BROTHER, roll="62", right_tenths=10)
    assert maker().trial(brother, "fr")
    zpl = maker().trial(PRINTER, "fr")
    assert zpl.count(b"^XA") == 1
    assert b"_5EXA" in zpl


def test_an_offset_that_loses_it_is_refused() -> None:
    with pytest.raises(RulesError):
        maker().trial(replace(PRINTER, down_tenths=200), "fr")
