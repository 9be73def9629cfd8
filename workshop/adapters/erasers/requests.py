"""What may be said at the helper's door: one line of JSON each way, and nothing that is not listed here.

A request says who a drive is and which method is wanted; never where the drive is, never how a tool is to be called.
Both sides are here, so that they cannot drift apart: the window writes requests and reads answers, the helper the other
way round, and each trusts nothing that it reads.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from workshop.adapters.erasers.interlocks import InterlockError
from workshop.adapters.erasers.journal import is_an_id
from workshop.domain.codes import Code, Kind, is_code
from workshop.domain.content import Content, ContentError, canonical, from_content, to_content
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.errors import MediumError, WipeRefusedError, WorkshopError
from workshop.domain.interlocks import Interlock
from workshop.domain.wiping import Looked, MediumIdentity, PresentDrive
from workshop.services.ports import WipeOrder

MAX_REQUEST_BYTES = 64 * 1024
MAX_ANSWER_BYTES = 4 * 1024 * 1024
_LONGEST_NAME = 256
_LONGEST_PLACE = 4096  # the path of an image
_LONGEST_DETAIL = 2000
_METHOD_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


@dataclass(frozen=True, slots=True)
class Start:
    """Wipe this drive in this way; `confirmed` is the code that a person scanned, empty for an authorised lot."""

    wipe: str
    drive: str
    confirmed: str
    method: str
    medium: MediumIdentity
    exercise: bool
    sampled: bool


@dataclass(frozen=True, slots=True)
class Stop:
    """Ask a wipe to stop."""

    wipe: str


@dataclass(frozen=True, slots=True)
class LookAt:
    """Ask a drive what it can do."""

    medium: MediumIdentity


@dataclass(frozen=True, slots=True)
class Here:
    """List the drives that are plugged in."""


Request = Start | Stop | LookAt | Here
_ACTS: Mapping[str, type[Start | Stop | LookAt | Here]] = {
    "start": Start,
    "stop": Stop,
    "look": LookAt,
    "here": Here,
}
_MEDIUM = frozenset(field.name for field in fields(MediumIdentity)) - {"path"}


def written(request: Request) -> bytes:
    """Write a request as its line."""
    act = next(name for name, kind in _ACTS.items() if isinstance(request, kind))
    content = {"act": act, **to_content(request)}
    if "medium" in content:
        del content["medium"]["path"]
    return canonical(content) + b"\n"


def start_of(order: WipeOrder) -> Start:
    """Return the request of an order."""
    return Start(order.log, order.drive, order.confirmed, order.method.id, order.medium, order.exercise, order.sampled)


def read(line: bytes) -> Request:
    """Read a request; raises InterlockError(BAD_REQUEST) for anything but one of the four, whole and in its bounds."""
    try:
        return _read(line)
    except (ContentError, ValueError, RecursionError) as problem:
        raise InterlockError(Interlock.BAD_REQUEST, str(problem)[:_LONGEST_DETAIL]) from problem


def refused(rule: Interlock, detail: str) -> Content:
    """Say no."""
    return {"refused": rule.value, "detail": detail[:_LONGEST_DETAIL]}


def trouble(error: MediumError) -> Content:
    """Say that the log or its folder cannot be written."""
    return {"trouble": error.problem[:_LONGEST_DETAIL], "path": error.path[:_LONGEST_DETAIL]}


def answered(line: bytes, wanted: str) -> Any:
    """Return what an answer says under the wanted word; raises what a refusal says (WipeRefusedError, MediumError)."""
    try:
        content = _object(line)
    except (ValueError, RecursionError) as problem:
        raise WipeRefusedError(Interlock.BAD_REQUEST, f"no answer: {type(problem).__name__}") from problem
    if wanted in content:
        return content[wanted]
    raise _told(content)


def looked_in(content: object) -> Looked:
    """Read what a drive answered."""
    try:
        return from_content(Looked, content)
    except ContentError:
        return Looked()


def drives_in(content: object) -> tuple[PresentDrive, ...]:
    """Read a list of drives; one that cannot be read does not hide the others."""
    found = []
    for item in content if isinstance(content, list) else []:
        try:
            found.append(from_content(PresentDrive, item))
        except ContentError:
            continue
    return tuple(found)


def _told(content: Content) -> WorkshopError:
    detail = str(content.get("detail", ""))[:_LONGEST_DETAIL]
    if "trouble" in content:
        return MediumError(str(content.get("path", ""))[:_LONGEST_DETAIL], str(content["trouble"])[:_LONGEST_DETAIL])
    try:
        return WipeRefusedError(Interlock(str(content.get("refused"))), detail)
    except ValueError:
        return WipeRefusedError(Interlock.BAD_REQUEST, f"no answer: {str(content)[:_LONGEST_DETAIL]}")


def _read(line: bytes) -> Request:
    if len(line) > MAX_REQUEST_BYTES:
        raise ContentError("too long")
    content = _object(line)
    kind = _ACTS.get(str(content.pop("act", None)))
    if kind is None:
        raise ContentError("unknown act")
    _exactly(content, frozenset(field.name for field in fields(kind)))
    if "medium" in content:
        content["medium"] = _medium(content["medium"])
    request: Request = from_content(kind, content)
    _in_bounds(request)
    return request


def _medium(content: object) -> Content:
    if not isinstance(content, dict):
        raise ContentError("medium")
    _exactly(content, _MEDIUM)
    return {**content, "path": ""}


def _in_bounds(request: Request) -> None:
    if isinstance(request, Start | Stop) and not is_an_id(request.wipe):
        raise ContentError("wipe")
    if isinstance(request, Start | LookAt):
        _a_medium(request.medium)
    if isinstance(request, Start):
        _a_code("drive", request.drive, Kind.DRIVE)
        if request.confirmed:
            _a_code("confirmed", request.confirmed, Kind.DRIVE, Kind.MACHINE)
        if not request.method or set(request.method) - _METHOD_CHARACTERS or len(request.method) > _LONGEST_NAME:
            raise ContentError("method")
        if request.exercise is not (request.medium.medium is DriveMedium.IMAGE):
            rule = Interlock.NOT_FOR_EXERCISE if request.exercise else Interlock.NOT_AN_EXERCISE
            raise InterlockError(rule, request.medium.medium.value)


def _a_medium(medium: MediumIdentity) -> None:
    for text in (medium.model, medium.serial, medium.wwn):
        if text is not None and (not text or len(text) > _LONGEST_NAME or not text.isprintable()):
            raise ContentError("medium")
    if len(medium.place) > _LONGEST_PLACE or not medium.place.isprintable():
        raise ContentError("place")
    if medium.size_bytes <= 0:
        raise ContentError("size_bytes")


def _a_code(name: str, text: str, *kinds: Kind) -> None:
    if not is_code(text) or Code(text).kind not in kinds:
        raise ContentError(name)


def _exactly(content: Content, names: frozenset[str]) -> None:
    if content.keys() != names:
        raise ContentError(f"keys {sorted(content.keys() ^ names)}")


def _object(line: bytes) -> Content:
    text = line.decode("utf-8")
    if "\n" in text.removesuffix("\n"):
        raise ContentError("more than one line")
    content = json.loads(text, object_pairs_hook=_once_each, parse_constant=_never, parse_float=_never)
    if not isinstance(content, dict):
        raise ContentError("no object")
    canonical(content)  # half characters and numbers beyond what every reader keeps are no content
    return content


def _once_each(pairs: list[tuple[str, Any]]) -> Content:
    content = dict(pairs)
    if len(content) != len(pairs):
        raise ContentError("a key twice")
    return content


def _never(text: str) -> object:
    raise ContentError(text)
