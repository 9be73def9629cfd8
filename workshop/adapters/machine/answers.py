"""What is said at the helper's door `read`: one line of request, lines of answers until `done`.

The request says nothing but that it is one: which programs run, on which drives, with which options is the helper's own
business. An answer says which question of the closed list it answers and what came out; the window only ever looks up
its own questions in them. Both sides are here, so that they cannot drift apart, and each trusts nothing that it reads.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from workshop.adapters.machine import allowed
from workshop.domain.content import Content, canonical
from workshop.services.ports import Output

REQUEST = canonical({"act": "read"}) + b"\n"
MAX_REQUEST_BYTES = 1024
MAX_OUTPUT_BYTES = 1024 * 1024  # smartctl -x of a server's drive: 200 kB
MAX_COMPLAINT_BYTES = 64 * 1024
MAX_LINE_BYTES = 2 * 1024 * 1024
MAX_TOTAL_BYTES = 64 * 1024 * 1024
MAX_LINES = 4096
_LONGEST_DETAIL = 300
_LARGEST_CODE = 2**31
_OUTPUT = {"exit_code", "stdout", "stderr", "timed_out", "missing"}


class BadLineError(ValueError):
    """A line is not what may be said at this door."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The helper may read, and begins."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a program answered."""

    argv: tuple[str, ...]
    output: Output


@dataclass(frozen=True, slots=True)
class Told:
    """What stands in a file; None where it is not there."""

    path: str
    content: bytes | None


@dataclass(frozen=True, slots=True)
class Done:
    """Everything was asked."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The request is none."""

    detail: str


Answer = Ready | Ran | Told | Done | Refused


def check_request(line: bytes) -> None:
    """Raise BadLineError for anything but the one request, alone and whole."""
    if len(line) > MAX_REQUEST_BYTES:
        raise BadLineError("too long")
    if not line.endswith(b"\n") or line.count(b"\n") != 1:
        raise BadLineError("not one line")
    if _object(line) != {"act": "read"}:
        raise BadLineError("not a request to read")


def written(answer: Answer) -> bytes:
    """Write an answer as its line."""
    return canonical(_content(answer)) + b"\n"


def cut(output: Output) -> Output:
    """Keep what fits in a line; like everywhere, a program that said too much has no exit code."""
    kept = output.stdout[:MAX_OUTPUT_BYTES]
    code = output.exit_code if kept == output.stdout else None
    return replace(output, exit_code=code, stdout=kept, stderr=output.stderr[:MAX_COMPLAINT_BYTES])


def read(line: bytes) -> Answer | None:
    """Read an answer, None where it answers no question of the list; raises BadLineError."""
    content = _object(line)
    if content in ({"ready": True}, {"done": True}):
        return Ready() if "ready" in content else Done()
    if content.keys() == {"refused"}:
        return Refused(_a_text(content["refused"])[:_LONGEST_DETAIL])
    if content.keys() == {"ran", *_OUTPUT}:
        argv, output = _an_argv(content["ran"]), _an_output(content)
        return None if allowed.device_of(argv) is None else Ran(argv, output)
    if content.keys() == {"file", "content"}:
        path, told = _a_text(content["file"]), content["content"]
        bytes_ = None if told is None else _bytes(told, MAX_COMPLAINT_BYTES)
        return Told(path, bytes_) if allowed.is_file(path) else None
    raise BadLineError("unknown answer")


def _content(answer: Answer) -> Content:
    match answer:
        case Ready():
            return {"ready": True}
        case Done():
            return {"done": True}
        case Refused(detail):
            return {"refused": detail[:_LONGEST_DETAIL]}
        case Told(path, content):
            return {"file": path, "content": None if content is None else _base64(content[:MAX_COMPLAINT_BYTES])}
        case Ran(argv, output):
            return {
                "ran": list(argv),
                "exit_code": output.exit_code,
                "stdout": _base64(output.stdout),
                "stderr": _base64(output.stderr),
                "timed_out": output.timed_out,
                "missing": output.missing,
            }


def _object(line: bytes) -> Content:
    if len(line) > MAX_LINE_BYTES:
        raise BadLineError("too long")
    try:
        content = json.loads(line.decode("utf-8"), object_pairs_hook=_once_each)
    except (ValueError, RecursionError) as problem:
        raise BadLineError(type(problem).__name__) from problem
    if not isinstance(content, dict):
        raise BadLineError("no object")
    return content


def _once_each(pairs: list[tuple[str, Any]]) -> Content:
    content = dict(pairs)
    if len(content) != len(pairs):
        raise ValueError("a key twice")
    return content


def _an_output(content: Content) -> Output:
    code = content["exit_code"]
    if not (code is None or (type(code) is int and abs(code) < _LARGEST_CODE)):
        raise BadLineError("exit_code")
    timed_out, missing = content["timed_out"], content["missing"]
    if type(timed_out) is not bool or type(missing) is not bool:
        raise BadLineError("a flag")
    stdout, stderr = _bytes(content["stdout"], MAX_OUTPUT_BYTES), _bytes(content["stderr"], MAX_COMPLAINT_BYTES)
    return Output(code, stdout, stderr, missing=missing, timed_out=timed_out)


def _an_argv(content: object) -> tuple[str, ...]:
    if not isinstance(content, list):
        raise BadLineError("ran")
    return tuple(map(_a_text, content))


def _a_text(content: object) -> str:
    if not isinstance(content, str):
        raise BadLineError("a text")
    return content


def _bytes(content: object, limit: int) -> bytes:
    try:
        found = base64.b64decode(_a_text(content), validate=True)
    except ValueError as problem:
        raise BadLineError("base64") from problem
    if len(found) > limit:
        raise BadLineError("too long")
    return found


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


Say = Callable[[Answer], bool]
