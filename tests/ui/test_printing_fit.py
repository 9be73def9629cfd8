"""The questions about labels at Entrée fit at every zoom, in every theme."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.fitting import SMALL, misfits, zooms_of
from tests.ui.open_window import OpenIt
from tests.ui.test_printing import with_a_lot
from ui.tokens import THEMES, ThemeName
from workshop.domain.label_queue import PrinterLine
from workshop.domain.printing import PrinterTrouble
from workshop.domain.stickers import StickerRules

WORST = PrinterLine(there=True, name="Zebra", waiting=12, unsure=1, failed=2, trouble=PrinterTrouble.WRONG_ROLL)


@pytest.mark.parametrize("theme", THEMES)
def test_the_check_both_questions_and_the_longest_lamp_fit(
    real_shop: Path, open_window: OpenIt, theme: ThemeName
) -> None:
    window = with_a_lot(open_window(real_shop))
    window.window.resize(SMALL)
    window.workshop.stickers.set_rules(window.desk.session.actor, StickerRules(""))
    window.scan("5CG0000001")
    labelling = window.intake.labelling
    assert window.intake.now.check.isVisibleTo(window.intake.page)
    wrong = misfits(window, ("check",), theme, zooms_of(theme))
    window.desk.printer.lamp.show_line(WORST)
    labelling.why.ask("Pourquoi une autre étiquette ?")
    wrong += misfits(window, ("why",), theme, zooms_of(theme))
    labelling.why.withdraw()
    labelling.came_out.ask("L’étiquette de 5CG0000001 : est-elle sortie ?", "Regardez dans le bac de l’imprimante.")
    wrong += misfits(window, ("came out",), theme, zooms_of(theme))
    assert not wrong, "\n".join(wrong)
