from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.fitting import SMALL, ZOOMS, laid_out, problems
from tests.ui.open_window import OpenIt
from ui.tokens import THEMES, ThemeName
from workshop.domain.lanes import Lane, Presence

TWO = (
    Presence("Honeywell Voyager 1400g", there=True, lane=Lane.BLUE, place=0),
    Presence("Honeywell Voyager 1400g 2", there=False, lane=Lane.ORANGE, place=1),
)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("zoom", ZOOMS)
def test_two_lanes_fit_into_the_status_bar(real_shop: Path, open_window: OpenIt, theme: ThemeName, zoom: float) -> None:
    window = open_window(real_shop)
    window.window.resize(SMALL)
    window.desk.show_readers(TWO)
    wrong = []
    for key, name in ((Qt.Key.Key_F5, "intake"), (Qt.Key.Key_F6, "bench")):
        window.go(key, name)
        window.application.holder.choose(theme, zoom)
        window.settle()
        laid_out()
        wrong += [f"{name}: {words}" for words in problems(window.window)]
    assert not wrong, "\n".join(wrong)
    lamps = window.desk.readers.lamps
    assert [lamp.label.text() for lamp in lamps] == ["Poste bleu", "Orange débranché"]
    assert "débranchée" in lamps[1].label.accessibleDescription()
