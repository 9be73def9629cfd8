"""What happened while a machine was installed and tested; found in `events.py`."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain.event import Event
from workshop.domain.inspection import Defect, Function, How, Works


@dataclass(frozen=True, slots=True)
class SystemWanted(Event):
    """An order wants an operating system on this machine; `order` empty: a person said so, and named none."""

    order: str = ""


@dataclass(frozen=True, slots=True)
class SystemInstalled(Event):
    """An operating system is on the machine; `image` is the workshop's own name for what it was installed from."""

    name: str
    version: str = ""
    image: str = ""
    licence: str = ""
    locale: str = ""


@dataclass(frozen=True, slots=True)
class FunctionTested(Event):
    """One function was tested; written at once, so that a pause or a power cut loses no answer.

    `fault` says what is wrong where it does not work, `how` who says so: a person, a guided test, or a reading.
    """

    function: Function
    works: Works
    fault: Defect | None = None
    how: How = How.PERSON


@dataclass(frozen=True, slots=True)
class PhotoTaken(Event):
    """A photo was kept; `photo` is the digest of a kept file, `about` a function or a zone (empty: the whole)."""

    photo: str
    about: str = ""
