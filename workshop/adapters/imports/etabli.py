"""Our own report of a machine, written by the probe: the body, which anybody may have written. Runs in the child.

Whatever it says of its own origin is not believed: whether it is authentic is for the parent, who knows the secrets.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from workshop.adapters.readings import placeholders
from workshop.domain.content import LARGEST_WHOLE_NUMBER, ContentError, from_content, written_time
from workshop.domain.diagnosis import Diagnosis, DriveReading, Identity, Origin, Source
from workshop.domain.reports import MachineReport, MachineReportFormat

_LONGEST_TEXT = 2000  # of one fact: a tool's words for why it failed are the longest
_MOST_ITEMS = 1000  # of one list: no machine has more drives, slots or unread things
_LONGEST_NAME = 100


def read(text: str) -> MachineReport | None:
    """Read the body of a report; None where it is none."""
    try:
        told = json.loads(text)
        if not isinstance(told, dict):
            return None
        diagnosis = from_content(Diagnosis, _bounded(told.get("diagnosis")))
    except (ValueError, RecursionError):  # ContentError is a ValueError
        return None
    tool, version = _name(told.get("tool")) or "etabli-probe", _name(told.get("tool_version"))
    return MachineReport(
        MachineReportFormat.ETABLI,
        tool,
        version,
        written_time(diagnosis.read_at),
        replace(
            diagnosis,
            identity=_sound(diagnosis.identity),
            drives=tuple(map(_sound_drive, diagnosis.drives)),
            origin=Origin(Source.PROBE, tool, version),
        ),
        _name(told.get("id")),
    )


def _bounded(content: Any) -> Any:
    """Refuse what is larger than a machine can be, and take out of texts what no tool would print."""
    if isinstance(content, str):
        if len(content) > _LONGEST_TEXT:
            raise ContentError("too long")
        return "".join(letter if letter.isprintable() else " " for letter in content)
    if isinstance(content, list):
        if len(content) > _MOST_ITEMS:
            raise ContentError("too many")
        return [_bounded(item) for item in content]
    if isinstance(content, dict):
        return {str(key): _bounded(item) for key, item in content.items()}
    if isinstance(content, int) and abs(content) > LARGEST_WHOLE_NUMBER:
        raise ContentError("too large")
    return content


def _sound(identity: Identity) -> Identity:
    """Take out placeholders once more: a report that nobody signed may hold them, and must match no machine by them."""
    return replace(
        identity,
        maker=placeholders.real(identity.maker),
        model=placeholders.real(identity.model),
        system_serial=placeholders.serial(identity.system_serial),
        board_serial=placeholders.serial(identity.board_serial),
        chassis_serial=placeholders.serial(identity.chassis_serial),
        system_uuid=placeholders.uuid(identity.system_uuid),
    )


def _sound_drive(drive: DriveReading) -> DriveReading:
    return replace(drive, serial=placeholders.serial(drive.serial))


def _name(value: Any) -> str:
    """Return a short text, empty where it is something else."""
    plain = isinstance(value, str) and value.isprintable()
    return value[:_LONGEST_NAME] if plain else ""
