from __future__ import annotations

import pytest

from workshop.domain.label_queue import PrinterLine
from workshop.domain.printing import JobState, PrinterTrouble, Reason
from workshop.printing_words import against, lamp, line, reason, short_trouble, state, trouble

LAMP = 21  # signs that fit beside the drawing of a printer at 150 %


def there(trouble: PrinterTrouble | None = None, *, waiting: int = 0, unsure: int = 0, failed: int = 0) -> PrinterLine:
    return PrinterLine(there=True, waiting=waiting, unsure=unsure, failed=failed, trouble=trouble)


@pytest.mark.parametrize("what", PrinterTrouble)
def test_every_trouble_is_said_with_what_to_do_and_in_short(what: PrinterTrouble) -> None:
    said, do = trouble(what)
    assert said.endswith(".")
    assert do.endswith(".")
    assert max(len(said.split()), len(do.split())) <= 12
    assert short_trouble(what)[0].islower()
    assert len(lamp(there(what, waiting=12))) <= LAMP


def test_the_lamp_and_the_line_say_how_printing_goes() -> None:
    assert (lamp(there()), line(there())) == ("Imprimante prête", "Imprimante : prête")
    assert lamp(there(waiting=3)) == "3 en attente"
    assert line(there(waiting=3)) == "Imprimante : 3 étiquettes attendent"
    worst = there(PrinterTrouble.NO_PAPER, waiting=1, unsure=1, failed=2)
    assert lamp(worst) == "Plus de papier · 1"
    assert line(worst) == "Imprimante : plus de papier, à regarder, 2 ratées, 1 étiquette attend"
    assert lamp(there(unsure=1)) == lamp(there(PrinterTrouble.CUT_OFF, unsure=1)) == "À regarder"
    none = PrinterLine(there=False)
    assert lamp(none) == line(none) == "Étiquettes en PDF"


def test_every_state_and_every_reason_has_a_name() -> None:
    assert len({state(one) for one in JobState} | {state(JobState.SENT, unsure=True)}) == len(JobState) + 1
    assert len({reason(one) for one in Reason}) == len(Reason)


def test_why_a_job_is_nobodys_to_decide() -> None:
    assert against("label-job:sent") != against("label-job:done") != ""
    assert against("undo-since:machine-triaged") == ""
