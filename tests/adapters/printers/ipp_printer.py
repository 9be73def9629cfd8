"""A small IPP printer on the loopback: it keeps what it was asked, prints nothing, and can be made to misbehave."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from workshop.adapters.printers.finding import GET_QUEUES
from workshop.adapters.printers.ipp import CANCEL_JOB, GET_JOB, GET_PRINTER, PRINT_JOB
from workshop.adapters.printers.ipp_message import (
    Attributes,
    Collection,
    Group,
    Message,
    Resolution,
    Tag,
    Written,
    read,
    written,
)
from workshop.adapters.printers.ipp_status import JobNow

_RESET = struct.pack("ii", 1, 0)
_NO_SUCH_OPERATION, _DOES_NOT_FIT, _SUBSTITUTED, _OK = 0x0501, 0x040B, 0x0001, 0x0000


@dataclass
class Behaviour:
    """How the printer is and what it does with a job. `states`: of a job, one a question, the last again and again."""

    state: int = 3
    reasons: tuple[str, ...] = ("none",)
    accepts: bool = True
    is_queue: bool = False
    sizes: tuple[tuple[int, int], ...] = ((6200, 2900),)
    substitutes: bool = False
    states: tuple[int, ...] = (JobNow.PROCESSING, JobNow.COMPLETED)
    refuses_with: int = 0
    http_status: int = 200
    raw: bytes | None = None  # instead of every answer
    drops_job_after: int = 0  # bytes of the request after which the line is torn down
    hangs: bool = False
    queues: tuple[tuple[Written, ...], ...] = ()


@dataclass
class Came:
    """One job."""

    job: Attributes
    operation: Attributes
    document: bytes


@dataclass
class IppPrinter:
    """Serves until the test is over; `jobs`: those it took, in order."""

    behaviour: Behaviour = field(default_factory=Behaviour)
    jobs: list[Came] = field(default_factory=list)
    cancelled: list[int] = field(default_factory=list)
    asked: int = 0

    def __post_init__(self) -> None:
        self.over = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = False
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self.server = f"127.0.0.1:{self._server.server_address[1]}"
        self.address = f"ipp://{self.server}/ipp/print"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, request: Message) -> bytes:
        how = self.behaviour
        match request.code:
            case op if op == GET_PRINTER:
                return _answered(request, _OK, (Group.PRINTER, self._attributes()))
            case op if op == PRINT_JOB:
                return self._took(request)
            case op if op == GET_JOB:
                state = how.states[min(self.asked, len(how.states) - 1)]
                self.asked += 1
                return _answered(request, _OK, (Group.JOB, (Written("job-state", Tag.ENUM, (int(state),)),)))
            case op if op == CANCEL_JOB:
                self.cancelled.append(int(str(request.first(Group.OPERATION)["job-id"][0])))
                return _answered(request, _OK)
            case op if op == GET_QUEUES:
                return _answered(request, _OK, *((Group.PRINTER, queue) for queue in how.queues))
        return _answered(request, _NO_SUCH_OPERATION)

    def _took(self, request: Message) -> bytes:
        how, job = self.behaviour, request.first(Group.JOB)
        if how.refuses_with:
            return _answered(request, how.refuses_with)
        fits = _size(job) in how.sizes or _size(job) is None
        if not fits and not how.substitutes:
            return _answered(request, _DOES_NOT_FIT)
        self.jobs.append(Came(job, request.first(Group.OPERATION), request.rest))
        number = Written("job-id", Tag.INTEGER, (len(self.jobs),))
        if fits:
            return _answered(request, _OK, (Group.JOB, (number,)))
        ignored = Written("media-col", Tag.BEGIN_COLLECTION, job["media-col"])
        return _answered(request, _SUBSTITUTED, (Group.UNSUPPORTED, (ignored,)), (Group.JOB, (number,)))

    def _attributes(self) -> tuple[Written, ...]:
        how = self.behaviour
        dots = tuple(Resolution(number, number) for number in (203, 300, 600))
        sizes = tuple(Collection({"x-dimension": (wide,), "y-dimension": (high,)}) for wide, high in how.sizes)
        attributes = (
            Written("media-size-supported", Tag.BEGIN_COLLECTION, sizes),
            Written("printer-state", Tag.ENUM, (how.state,)),
            Written("printer-state-reasons", Tag.KEYWORD, how.reasons),
            Written("printer-is-accepting-jobs", Tag.BOOLEAN, (how.accepts,)),
            Written("print-scaling-supported", Tag.KEYWORD, ("auto", "none")),
            Written("printer-resolution-supported", Tag.RESOLUTION, dots),
            Written("sides-supported", Tag.KEYWORD, ("one-sided",)),
            Written("document-format-supported", Tag.MIME, ("application/pdf", "application/vnd.cups-raw")),
        )
        return (*attributes, Written("printer-type", Tag.ENUM, (4,))) if how.is_queue else attributes


def _size(job: Attributes) -> tuple[int, int] | None:
    media = next((value for value in job.get("media-col", ()) if isinstance(value, Collection)), None)
    if media is None:
        return None
    page = media.members["media-size"][0]
    assert isinstance(page, Collection)
    width, height = page.number("x-dimension"), page.number("y-dimension")
    assert width
    assert height
    return width, height


def _answered(request: Message, status: int, *groups: tuple[Group, Iterable[Written]]) -> bytes:
    begin = (
        Written("attributes-charset", Tag.CHARSET, ("utf-8",)),
        Written("attributes-natural-language", Tag.LANGUAGE, ("fr",)),
    )
    return written(status, request.number, ((Group.OPERATION, begin), *groups))


def _handler(printer: IppPrinter) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            how, size = printer.behaviour, int(self.headers["Content-Length"])
            begin = self.rfile.read(8)
            if how.drops_job_after and begin[2:4] == struct.pack(">H", PRINT_JOB):
                self.rfile.read(min(size, how.drops_job_after) - 8)
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
                self.connection.close()
                self.close_connection = True
                return
            request = read(begin + self.rfile.read(size - 8))
            if how.hangs and request.code != GET_PRINTER:
                printer.over.wait(10)
                self.close_connection = True
                return
            answer = printer.answer(request) if how.raw is None else how.raw
            self.send_response(how.http_status)
            self.send_header("Content-Type", "application/ipp")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    return Handler
