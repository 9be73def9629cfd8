"""A whole log of nwipe 0.27 to 0.42, with any number of drives and runs: text in, report out.

A line is « [time] level: message », its time that of the bench without a zone. Long messages go on in the next lines,
indented below their text. Each run ends with tables without times, `!` where something went wrong:
« Error Summary » (since 0.32), « Erasure Summary » (0.42), « Drive Status » (since 0.30), then « Total Throughput …,
method, 1R+NB+VL ». 0.27 has no table: it never says that a drive is erased. Names of devices are cut at the front to
fit 6 or 8 columns, models at 17 characters; the line « Found » has the serial in full. A method that only verifies
ends in « Erased » too. « Erased » stands for a drive that was complete when somebody stopped the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from workshop.adapters.imports.pieces import about_times, count, model, said, serial, wall_clock
from workshop.domain.imports import (
    MOST_ENTRIES,
    Account,
    ForeignReport,
    ForeignWipe,
    Note,
    Problem,
    ReportFormat,
    ReportProblem,
    account,
    plain_serial,
)

TOOL = "nwipe"
_LONGEST_LINE = 2000
_CUT_NAME = 6  # the narrowest column of device names
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_LINE = re.compile(
    r"\[(\d{4})/(\d\d)/(\d\d) (\d\d:\d\d:\d\d)\]\s+(?:nwipe: )?"
    r"(?:(?:debug|info|notice|warning|error|fatal|sanity): )?(.*)"
)
_GOES_ON = re.compile(r" {24,}(\S.*)")
_DEVICE = r"'?(/dev/[^\s',]+?)'?[.,:]?(?:\s|$)"
_STOPPED = "UABORTED"
_STATUSES = {
    "Erased": Account.WIPED,
    "-FAILED-": Account.FAILED,
    "--FAIL--": Account.FAILED,
    _STOPPED: Account.ABORTED,
    "INSANITY": Account.UNKNOWN,
}
_HEADERS = (("Pass Errors", "errors"), ("Bytes Erased", "erased"), ("Status", "status"))


def is_verification(method: str) -> bool:
    """Tell whether a method only reads: « Verify Zeros (0x00) », « Verify Ones  (0xFF) », « Verify Blank »."""
    return method.lower().startswith("verify")


@dataclass
class _Device:
    """What a log says of one device in one run."""

    name: str
    model: str = ""
    serial: str = ""
    size: int = 0
    method: str = ""
    started: str = ""
    finished: str = ""
    notes: list[Note] = field(default_factory=list)


@dataclass
class _Run:
    """One run of nwipe within a log: logs are appended to."""

    devices: dict[str, _Device] = field(default_factory=dict)
    rows: dict[str, list[list[str]]] = field(default_factory=lambda: {name: [] for _, name in _HEADERS})
    method: str = ""
    ended: str = ""
    aborted: bool = False
    table: str = ""
    geometry: str = ""

    def device(self, path: str) -> _Device:
        return self.devices.setdefault(path, _Device(path))

    @property
    def is_over(self) -> bool:
        return bool(self.rows["status"] or self.ended)


class _Log:
    """Reads a log line by line; runs follow one another."""

    def __init__(self) -> None:
        self.runs = [_Run()]
        self.version = ""
        self.last = ""  # the time of the last line
        self.lines = 0

    def take(self, line: str) -> None:
        found = _LINE.match(line)
        if not found:
            self._take_row(line)
            return
        self.lines += 1
        at = wall_clock(*found.groups()[:4])
        self.last = at or self.last
        self.runs[-1].table = ""
        self._take_message(found[5], at)

    def _take_message(self, message: str, at: str) -> None:
        for pattern, does in _MESSAGES:
            said_so = pattern.match(message)
            if said_so:
                does(self, said_so, at)

    def _take_row(self, line: str) -> None:
        run = self.runs[-1]
        cells = [cell.strip() for cell in line.split("|")]
        if line.startswith("!") and cells[0].lstrip("! ") == "Device":
            run.table = next((name for title, name in _HEADERS if len(cells) > 1 and cells[1] == title), "")
        elif line.startswith("*"):
            run.table = ""
        elif run.table and len(cells) > 2 and len(run.rows[run.table]) <= MOST_ENTRIES:  # noqa: PLR2004 — no ruler
            run.rows[run.table].append(["!" if line.startswith("!") else "", cells[0].lstrip("! "), *cells[1:]])

    def found(self, path: str, named: str, number: str) -> None:
        """Take a line « Found »; after a summary, or where the place holds another drive, a new run has begun."""
        known = self.runs[-1].devices.get(path)
        other = known and known.started and plain_serial(known.serial) != plain_serial(serial(number))
        if self.runs[-1].is_over or other:
            self.runs.append(_Run())
        device = self.runs[-1].device(path)
        device.model, device.serial = model(named), serial(number)


def _on_version(log: _Log, found: re.Match[str], _at: str) -> None:
    log.version = said(found[1], 20)
    if log.runs[-1].devices and not found[0].startswith("  banner"):
        log.runs.append(_Run())


def _on_start(log: _Log, found: re.Match[str], at: str) -> None:
    device = log.runs[-1].device(found[2])
    device.method, device.started = said(found[1]), at


def _on_finish(log: _Log, found: re.Match[str], at: str) -> None:
    log.runs[-1].device(found[1]).finished = at


def _on_size(log: _Log, found: re.Match[str], _at: str) -> None:
    log.runs[-1].device(found[1]).size = count(found[2])


def _on_geometry(log: _Log, found: re.Match[str], _at: str) -> None:
    log.runs[-1].geometry = found[1]


def _on_total_bytes(log: _Log, found: re.Match[str], _at: str) -> None:
    run = log.runs[-1]
    if run.geometry:
        run.device(run.geometry).size = count(found[1])


def _noting(note: Note) -> Callable[[_Log, re.Match[str], str], None]:
    def note_it(log: _Log, found: re.Match[str], _at: str) -> None:
        notes = log.runs[-1].device(found[1]).notes
        if note not in notes:
            notes.append(note)

    return note_it


def _on_end(log: _Log, found: re.Match[str], at: str) -> None:
    log.runs[-1].method, log.runs[-1].ended = said(found[1]), at


def _on_abort(log: _Log, _found: re.Match[str], _at: str) -> None:
    log.runs[-1].aborted = True


_MESSAGES: tuple[tuple[re.Pattern[str], Callable[[_Log, re.Match[str], str], None]], ...] = (
    (re.compile(r"(?:  banner\s+= )?nwipe (\d\S{0,15})$"), _on_version),
    (
        re.compile(r"Found (/dev/[^\s,]+), [^,]*, (.*), +\S+ \w+, S/N=(.*)$"),
        lambda log, found, _: log.found(found[1], found[2], found[3]),
    ),
    (
        re.compile(r'Found drive model="(.*)", device path="(/dev/[^\s"]+)", size="[^"]*", serial number="(.*)"$'),
        lambda log, found, _: log.found(found[2], found[1], found[3]),
    ),
    (re.compile(r"(/dev/\S+), sect/blk/dev \d+/\d+/(\d+)$"), _on_size),
    (re.compile(r"Device '(/dev/[^\s']+)' is size (\d+)\."), _on_size),
    (re.compile(r"(/dev/\S+): Device geometry"), _on_geometry),
    (re.compile(r"  Total device bytes\s+= (\d+)$"), _on_total_bytes),
    (re.compile(rf"Invoking method '(.+)' on (?:device )?{_DEVICE}"), _on_start),
    (re.compile(rf"Finished (?:final )?round .* on (?:device )?{_DEVICE}"), _on_finish),
    (re.compile(rf"\[SUCCESS\] .*?{_DEVICE}"), _on_finish),
    (re.compile(rf"\[FAILURE\] .*?{_DEVICE}"), _noting(Note.ERRORS_COUNTED)),
    (re.compile(rf"Nwipe exited with errors on device = {_DEVICE}"), _noting(Note.ERRORS_COUNTED)),
    (re.compile(rf".*HIDDEN (?:SECTORS|AREA) DETECTED.*? on {_DEVICE}"), _noting(Note.HIDDEN_SECTORS)),
    (re.compile(rf".*HIDDEN SECTORS INDETERMINATE.*? on {_DEVICE}"), _noting(Note.HIDDEN_UNKNOWN)),
    (re.compile(r"Total Throughput .*?, (.+), \d+R\+"), _on_end),
    (re.compile(r"Nwipe was aborted by the user"), _on_abort),
)


def read(text: str) -> ForeignReport | None:
    """Return what a log tells, None where it is no log of nwipe."""
    log = _Log()
    for line in _lines(text):
        log.take(line)
    told = [entry for run in log.runs for entry in _entries(run)]
    is_nwipe = log.version or any(run.devices or run.is_over for run in log.runs)
    if not log.lines or not is_nwipe:
        return None
    problems = (ReportProblem(Problem.TOO_MANY),) if len(told) > MOST_ENTRIES else ()
    return ForeignReport(TOOL, log.version, ReportFormat.NWIPE_LOG, log.last, tuple(told[-MOST_ENTRIES:]), problems)


def _lines(text: str) -> Iterator[str]:
    """Give whole messages: what goes on in the next line is put together, as it was cut."""
    whole = ""
    for raw in text.splitlines():
        line = _ESCAPES.sub("", raw)[:_LONGEST_LINE]
        more = _GOES_ON.fullmatch(line)
        if more and whole.startswith("["):
            whole = (whole + more[1])[:_LONGEST_LINE]
            continue
        yield whole
        whole = line
    yield whole


def _entries(run: _Run) -> Iterator[ForeignWipe]:
    by_row: dict[str, list[list[str]]] = {}
    for row in run.rows["status"]:
        device = _device_of(run, row[1])
        if device:
            by_row.setdefault(device.name, []).append(row)
        else:
            yield _nameless(run, row)
    for device in run.devices.values():
        if device.started or device.name in by_row:
            yield _entry(run, device, by_row.get(device.name, []))


def _device_of(run: _Run, named: str) -> _Device | None:
    names = {path.rpartition("/")[2]: device for path, device in run.devices.items()}
    if named in names:
        return names[named]
    cut = [device for name, device in names.items() if len(named) >= _CUT_NAME and name.endswith(named)]
    return cut[0] if len(cut) == 1 else None


def _entry(run: _Run, device: _Device, rows: list[list[str]]) -> ForeignWipe:
    row = rows[0] if len(rows) == 1 else []
    notes = [*device.notes, *_of_table(run, device, rows)]
    word = _STATUSES.get(row[2], Account.UNKNOWN) if row else Account.UNKNOWN
    if word is Account.WIPED and run.aborted:
        notes.append(Note.STOPPED_AFTER)
        word = word if device.finished else Account.ABORTED
    method = device.method or run.method
    notes += [Note.CHECKED_ONLY] if is_verification(method) or is_verification(run.method) else []
    notes += [Note.SERIAL_TWICE] if _is_twice(run, device) else []
    notes += [Note.CONTRADICTS_ITSELF] if row and not _agree(device, row) else []
    ended = device.finished or run.ended
    notes += about_times(device.started, ended)
    return ForeignWipe(
        device.serial,
        device.model,
        device.size,
        method,
        account(word, notes),
        device.started,
        ended,
        said(" ".join(row[2:3])),
        tuple(dict.fromkeys(notes)),
    )


def _nameless(run: _Run, row: list[str]) -> ForeignWipe:
    """Tell of a row whose device the log never found (its beginning is lost): only the cut names are known."""
    named, _, number = row[5].rpartition("/") if len(row) > 5 else ("", "", "")  # noqa: PLR2004 — the last column
    word = _STATUSES.get(row[2], Account.UNKNOWN)
    notes = (Note.INCOMPLETE, *about_times("", run.ended))
    return ForeignWipe(
        serial(number), model(named), 0, run.method, account(word, notes), "", run.ended, said(row[2]), notes
    )


def _of_table(run: _Run, device: _Device, rows: list[list[str]]) -> Iterator[Note]:
    """Say what the tables of a run say against a drive."""
    if not rows or not run.ended or any(len(table) > MOST_ENTRIES for table in run.rows.values()):
        yield Note.NO_SUMMARY
    if len(rows) > 1:
        yield Note.CONTRADICTS_ITSELF
    if any(row[0] and row[2] != _STOPPED for row in rows):
        yield Note.ERRORS_COUNTED
    for row in run.rows["errors"]:
        if _device_of(run, row[1]) is device and (row[0] or any(cell != "0" for cell in row[2:])):
            yield Note.ERRORS_COUNTED
    for row in run.rows["erased"]:
        if _device_of(run, row[1]) is device and (row[0] or row[2] != row[3] or row[-1] != "100.00%"):
            yield Note.NOT_WHOLE


def _is_twice(run: _Run, device: _Device) -> bool:
    number = plain_serial(device.serial)
    return bool(number) and sum(plain_serial(other.serial) == number for other in run.devices.values()) > 1


def _agree(device: _Device, row: list[str]) -> bool:
    """Tell whether a row's last column is about the drive that was found: it holds the serial, or its beginning."""
    shown = plain_serial("|".join(row[5:]).rpartition("/")[2])
    return not shown or not device.serial or plain_serial(device.serial).startswith(shown)
