"""One IPP request and its answer over HTTP, within a time limit and a size whatever the other side does."""

from __future__ import annotations

import http.client
import itertools
import socket
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from workshop.adapters.printers.ipp_message import (
    LARGEST_MESSAGE,
    Group,
    Message,
    NotIppError,
    Tag,
    Written,
    read,
    written,
)
from workshop.adapters.printers.wire import Deadline, Limits, WireError, why
from workshop.domain.printing import PrinterTrouble

PORT = 631
_OK, _REFUSED, _UNAUTHORISED, _FORBIDDEN, _BROKEN = 200, 400, 401, 403, 500
Groups = Iterable[tuple[Group, Iterable[Written]]]
_numbers = itertools.count(1)


class HalfSentError(Exception):
    """A request may have been understood although no answer came."""

    def __init__(self, told: str) -> None:
        super().__init__(told)
        self.told = told


class _BoundedSocket(socket.socket):
    """A socket whose every reading ends at one moment: a printer that sends a byte now and then is not waited for."""

    deadline = Deadline(0)

    def recv_into(self, *arguments: Any, **options: Any) -> int:
        self.settimeout(max(0.001, self.deadline.left()))
        return super().recv_into(*arguments, **options)


class IppClient:
    """Asks one printer or queue at an address such as ipp://host:631/printers/name."""

    def __init__(self, address: str, limits: Limits) -> None:
        try:
            parts = urlsplit(address.strip())
            host, port = parts.hostname, parts.port
        except ValueError as problem:
            raise WireError(PrinterTrouble.UNREACHABLE, why(problem)) from problem
        plain = all(sign.isprintable() and sign != " " for sign in address)
        if parts.scheme not in {"ipp", "http"} or not host or not plain:
            raise WireError(PrinterTrouble.UNREACHABLE, address[:200])
        self._host, self._port, self._path = host, port or PORT, parts.path or "/"
        self.uri = f"ipp://{parts.netloc.rpartition('@')[2]}{self._path}"
        self._limits = limits

    def ask(
        self,
        operation: int,
        groups: Groups,
        deadline: Deadline,
        document: bytes = b"",
    ) -> Message:
        """Return the answer; raises WireError where nothing was asked, HalfSentError where no answer is understood."""
        body = written(operation, next(_numbers) & 0x7FFFFFFF, groups) + document
        connection = http.client.HTTPConnection(self._host, self._port)
        connection.sock = self._connected(deadline)
        try:
            connection.request("POST", self._path, body, {"Content-Type": "application/ipp"})
            answer = connection.getresponse()
            content = answer.read(LARGEST_MESSAGE + 1)
            if answer.status in {_UNAUTHORISED, _FORBIDDEN}:
                raise WireError(PrinterTrouble.NOT_ALLOWED, f"HTTP {answer.status}")
            if _REFUSED <= answer.status < _BROKEN:
                raise WireError(PrinterTrouble.UNREACHABLE, f"HTTP {answer.status}")
            if answer.status != _OK:
                raise HalfSentError(f"HTTP {answer.status}")
            return read(content)
        except (OSError, http.client.HTTPException, NotIppError) as problem:
            raise HalfSentError(why(problem)) from problem
        finally:
            connection.close()

    def _connected(self, deadline: Deadline) -> socket.socket:
        try:
            plain = socket.create_connection((self._host, self._port), deadline.left(self._limits.connect))
        except (OSError, UnicodeError) as problem:
            refused = isinstance(problem, PermissionError)
            trouble = PrinterTrouble.NOT_ALLOWED if refused else PrinterTrouble.UNREACHABLE
            raise WireError(trouble, why(problem)) from problem
        bounded = _BoundedSocket(plain.family, plain.type, plain.proto, plain.detach())
        bounded.deadline = deadline
        bounded.settimeout(max(0.001, deadline.left()))
        return bounded


def about(uri: str, *more: Written) -> tuple[Group, tuple[Written, ...]]:
    """Return the group of attributes with which every request begins."""
    return Group.OPERATION, (
        Written("attributes-charset", Tag.CHARSET, ("utf-8",)),
        Written("attributes-natural-language", Tag.LANGUAGE, ("fr",)),
        Written("printer-uri", Tag.URI, (uri,)),
        *more,
    )
