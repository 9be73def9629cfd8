"""The helper's side of its door `wipe`: reads one request, checks all of it again itself, answers with one line.

It runs as root, asked by a window that is not. So it believes nothing: it finds the drive by who it is, among those
that are here now; refuses what serves this system; holds the drive alone before it asks it who it is; takes the method
from its own files. Nothing of a request is ever a path to a drive, an option or part of a command.
"""

from __future__ import annotations

import json
import os
import select
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from workshop.adapters.erasers.abilities import look_at
from workshop.adapters.erasers.bench import look_alone
from workshop.adapters.erasers.candidates import drives_here, in_use
from workshop.adapters.erasers.detaching import Say, detached
from workshop.adapters.erasers.engine import Engine
from workshop.adapters.erasers.exercise import TOOL, ExerciseEngine, images_in
from workshop.adapters.erasers.identity import backing_file, identity_of
from workshop.adapters.erasers.interlocks import Held, InterlockError, hold
from workshop.adapters.erasers.kernel import Kernel
from workshop.adapters.erasers.pace import Slowly
from workshop.adapters.erasers.procedure import refusal_of, run_wipe
from workshop.adapters.erasers.record import OnProgress
from workshop.adapters.erasers.requests import (
    MAX_REQUEST_BYTES,
    Here,
    LookAt,
    Request,
    Start,
    Stop,
    read,
    refused,
    trouble,
)
from workshop.adapters.erasers.resolving import is_an_image_of_ours, other_ways, resolve, resolve_image, the_same
from workshop.adapters.erasers.toolbox import Toolbox
from workshop.adapters.erasers.wipe_logs import SUFFIX, ask_to_stop, running_in
from workshop.domain.content import Content, canonical, to_content
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.errors import MediumError, RulesError
from workshop.domain.interlocks import Interlock
from workshop.domain.methods import Method
from workshop.domain.wiping import Looked, MediumIdentity, PresentDrive, WipeLog
from workshop.services.ports import Clock, WipeOrder

_HOLD_SECONDS = 1.0  # somebody who lists the drives opens each of them alone for an instant
_BETWEEN_SECONDS = 0.05
MIB = 1024 * 1024
Engines = Mapping[str, Callable[[], Engine]]


def engines_for_drives() -> Engines:
    """Return the engines for block devices, which are loaded where one may be wanted and nowhere else."""
    from workshop.adapters.erasers.engines import ENGINES  # noqa: PLC0415 — absent from an exercise

    return ENGINES


@dataclass(frozen=True, slots=True)
class Parts:
    """What the helper works with; methods, and models whose encryption is not trusted, are read when wanted.

    `for_others`: whoever asks may be another person than the one whose rights this process has.
    `practice_mib_per_second`: how fast an exercise goes, 0 where nobody wants to watch it. `engines`: what it may wipe
    with, beside the one for images.
    """

    methods: Callable[[], Mapping[str, Method]]
    no_crypto: Callable[[], Sequence[str]]
    log_folder: Path
    clock: Clock
    toolbox: Toolbox = field(default_factory=Toolbox)
    kernel: Kernel = field(default_factory=Kernel)
    read_seconds: float = 10.0
    for_others: bool = True
    practice_mib_per_second: int = 0
    engines: Callable[[], Engines] = engines_for_drives


def serve(source: int, sink: int, parts: Parts) -> bool:
    """Answer the one request that comes from a handle; True where the answer is no refusal.

    A start leaves a process behind that keeps the wipe; everything else is done when this returns.
    """
    said: list[bytes] = []

    def tell(answer: bytes) -> None:
        said.append(answer)
        while answer:
            answer = answer[os.write(sink, answer) :]

    try:
        request = read(_one_line(source, parts.read_seconds))
        if isinstance(request, Start):
            wanted = request  # one name for the closure, of one type
            if not detached(lambda say, stopping: _keep(wanted, parts, say, stopping), tell):
                tell(_line(refused(Interlock.NO_RIGHT, "the keeper ended without a word")))
        else:
            tell(_line(_answer(request, parts)))
    except InterlockError as error:
        tell(_line(refused(error.rule, error.detail)))
    except MediumError as error:
        tell(_line(trouble(error)))
    return not {"refused", "trouble"} & json.loads(said[-1]).keys()


def look_at_one(medium: MediumIdentity, parts: Parts) -> Looked:
    """Ask one drive what it can do, alone with it; raises InterlockError where it cannot be had."""
    with held_alone(medium, parts, busy_seconds=0) as held:
        return look_at(held, medium, look_alone(held, parts.toolbox), parts.no_crypto())


def _answer(request: Request, parts: Parts) -> Content:
    if isinstance(request, Here):
        return {"here": to_content(drives_here(parts.kernel, in_use))}
    if isinstance(request, LookAt):
        return {"looked": to_content(look_at_one(request.medium, parts))}
    assert isinstance(request, Stop)
    try:
        return {"stopping": ask_to_stop(parts.log_folder, request.wipe)}
    except PermissionError as error:
        raise InterlockError(Interlock.NO_RIGHT, str(error)) from error


def _keep(request: Start, parts: Parts, say: Say, stopping: threading.Event) -> None:
    """Wipe one drive, in a process of its own; what it says first is whether it started."""
    try:
        log = _wipe(request, parts, say, stopping)
    except InterlockError as error:
        say(_line(refused(error.rule, error.detail)))
    except MediumError as error:
        say(_line(trouble(error)))
    except RulesError as error:
        say(_line(refused(Interlock.UNKNOWN_METHOD, str(error))))
    else:
        say(_line(_why_not(log)))  # heard only where it never started


def _wipe(request: Start, parts: Parts, say: Say, stopping: threading.Event) -> WipeLog:
    method = parts.methods().get(request.method)
    if method is None:
        raise InterlockError(Interlock.UNKNOWN_METHOD, request.method)
    if (parts.log_folder / f"{request.wipe}{SUFFIX}").exists():
        raise InterlockError(Interlock.BAD_REQUEST, f"{request.wipe} was used already")
    engine = _engine(method.engine, parts)

    def ready() -> None:
        if not say(_line({"started": True})):
            raise InterlockError(Interlock.BAD_REQUEST, "nobody waits for the answer any more")

    with held_alone(request.medium, parts, busy_seconds=_HOLD_SECONDS) as held:
        return run_wipe(
            _order(request, method, held),
            engine,
            parts.clock,
            log_folder=parts.log_folder,
            toolbox=parts.toolbox,
            stopping=stopping,
            held=held,
            on_progress=_slowly(request, parts, stopping),
            on_ready=ready,
            no_crypto=parts.no_crypto(),
        )


def _slowly(request: Start, parts: Parts, stopping: threading.Event) -> OnProgress | None:
    """Return what holds an exercise back to the pace of practice; nothing ever slows the wipe of a drive."""
    rate = parts.practice_mib_per_second * MIB
    return Slowly(request.medium.size_bytes / rate, stopping) if request.exercise and rate > 0 else None


def _order(request: Start, method: Method, held: Held) -> WipeOrder:
    medium = replace(request.medium, path=held.path)
    return WipeOrder(
        request.wipe, request.drive, method, medium, request.exercise, request.confirmed, sampled=request.sampled
    )


def _engine(name: str, parts: Parts) -> Engine:
    if name == TOOL:
        return ExerciseEngine()
    made = parts.engines().get(name)
    if made is None:
        raise InterlockError(Interlock.WRONG_ENGINE, name)
    return made()


@contextmanager
def held_alone(medium: MediumIdentity, parts: Parts, *, busy_seconds: float) -> Iterator[Held]:
    """Hold the one device that a drive is now, and make sure through that very hold that it is the drive."""
    found, ways = _found(medium, parts)
    with ExitStack() as stack:
        held = stack.enter_context(_one_that_is_free(found.medium, parts, busy_seconds))
        for way in ways:
            stack.enter_context(_one_that_is_free(way.medium, parts, busy_seconds))
        now = identity_of(held.handle, held.path)
        if not the_same(medium, now) or now.place != found.medium.place:  # two with one serial may have changed places
            raise InterlockError(Interlock.IDENTITY_CHANGED, f"chosen {medium}, found {now}")
        if now.medium is DriveMedium.IMAGE and held.rdev:
            backing = backing_file(held.rdev)
            if backing is None or not is_an_image_of_ours(backing, for_others=parts.for_others):
                raise InterlockError(Interlock.NOT_FOR_EXERCISE, f"{held.path}: {backing}")
        yield held


def _found(medium: MediumIdentity, parts: Parts) -> tuple[PresentDrive, tuple[PresentDrive, ...]]:
    """Find a drive among those that are here, and the other ways to it; an image on no loop device by its file."""
    present = drives_here(parts.kernel)
    attached = any(drive.medium.place == medium.place for drive in present)
    if medium.medium is DriveMedium.IMAGE and not attached:
        return resolve_image(medium, for_others=parts.for_others), ()
    found = resolve(medium, present)
    return found, other_ways(found, present)


@contextmanager
def _one_that_is_free(medium: MediumIdentity, parts: Parts, busy_seconds: float) -> Iterator[Held]:
    file = not medium.path.startswith("/dev/")
    holding = images_in(Path(medium.path).parent) if file else hold
    limit = time.monotonic() + busy_seconds
    with ExitStack() as stack:
        while True:
            try:
                held = stack.enter_context(holding(medium.path))
            except InterlockError as error:
                if error.rule is not Interlock.IN_USE:
                    raise
                if time.monotonic() >= limit:
                    raise _who_has_it(medium, parts.log_folder, error) from error
                time.sleep(_BETWEEN_SECONDS)
            else:
                break
        yield held


def _who_has_it(medium: MediumIdentity, folder: Path, error: InterlockError) -> InterlockError:
    for story in running_in(folder):
        if the_same(medium, story.before):
            return InterlockError(Interlock.ALREADY_RUNNING, story.wipe)
    return error


def _why_not(log: WipeLog) -> Content:
    rule, detail = refusal_of(log) or (Interlock.NOT_THERE, log.steps[-1].output if log.steps else "")
    return refused(rule, detail)


def _one_line(source: int, seconds: float) -> bytes:
    """Read up to the end of the first line, bounded in length and in time."""
    limit = time.monotonic() + seconds
    line = b""
    while b"\n" not in line and len(line) <= MAX_REQUEST_BYTES:
        ready, _, _ = select.select([source], [], [], max(0.0, limit - time.monotonic()))
        if not ready:
            raise InterlockError(Interlock.BAD_REQUEST, "no request in time")
        piece = os.read(source, 4096)
        if not piece:
            break
        line += piece
    return line


def _line(content: Content) -> bytes:
    return canonical(content) + b"\n"
