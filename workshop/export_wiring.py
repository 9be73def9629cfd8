"""What a machine is written as for other programs, and the list of processors; adapters are imported when needed."""

from __future__ import annotations

import functools
from enum import StrEnum

from workshop.domain.diagnosis import Diagnosis
from workshop.domain.processors import Processors
from workshop.resources import resource
from workshop.version import own_version


class ExportFormat(StrEnum):
    """The forms in which a machine leaves the workshop."""

    GLPI = "glpi"
    ETABLI = "etabli"


def exported(form: ExportFormat, diagnosis: Diagnosis, code: str) -> bytes:
    """Write a machine in one of the forms; `code` is empty where it has none."""
    from workshop.adapters.exports.etabli import etabli_machine  # noqa: PLC0415 — as all adapters
    from workshop.adapters.exports.glpi import glpi_inventory  # noqa: PLC0415

    write = glpi_inventory if form is ExportFormat.GLPI else etabli_machine
    return write(diagnosis, code, own_version() or "0")


@functools.cache
def processors() -> Processors:
    """Read the list of processors; raises RulesError with every problem."""
    from workshop.adapters.rules.processors import load_processors  # noqa: PLC0415

    return load_processors(resource("catalogue"))
