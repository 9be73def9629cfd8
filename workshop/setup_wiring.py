"""The part of `bootstrap.py` about setting a printer up; and what a bench keeps of the one that was chosen."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from workshop.domain.printing import Printer
from workshop.label_wiring import label_maker
from workshop.printer_wiring import printers
from workshop.services.printer_setup import PrinterSetup
from workshop.settings import PrinterAsked, Settings

if TYPE_CHECKING:
    from workshop.bootstrap import Workshop


def setup_of(settings: Settings) -> PrinterSetup:
    """Return what sets the printer of a bench up."""
    return PrinterSetup(functools.cache(lambda: label_maker(settings)), printers, settings.language)


def use_printer(workshop: Workshop, printer: Printer) -> None:
    """Print with this one from now on; who keeps the settings keeps it for the next start."""
    workshop.printing.use(printer)
    workshop.labels.roll = printer.roll


def printer_settings(printer: Printer) -> dict[str, Any]:
    """Return the settings that keep a printer; from then on nobody is asked whether to use one that is found."""
    return {
        "printer_language": printer.language,
        "printer_link": printer.link,
        "printer_address": printer.address,
        "printer_name": printer.name,
        "printer_dots_per_inch": printer.dots_per_inch,
        "printer_roll": printer.roll,
        "printer_right_tenths": printer.right_tenths,
        "printer_down_tenths": printer.down_tenths,
        "printer_asked": PrinterAsked.ANSWERED,
    }
