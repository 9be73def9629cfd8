"""One wipe in words: everything that its card and its page say, made off the GUI thread."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from ui import media
from ui.signals import Shape
from ui.wiping.doubts import doubt, reservation, what_to_do
from ui.words import clock
from ui.words import drive as disposed
from workshop.domain.content import read_time
from workshop.domain.drives import Disposition, Validation
from workshop.domain.proofs import Doubt, NotProven, Proof, conclude
from workshop.domain.wiping import WipeLog
from workshop.services.wipe_plans import WipeRow
from workshop.texts import _
from workshop.words import shown

ERASE, READ_BACK = "erase", "read-back"
MINUTE, HOUR = 60, 3600
MEGA = 10**6
ATTESTED = frozenset({Disposition.DESTROYED, Disposition.ABSENT, Disposition.LOST})  # whatever a wipe did before
TOO_EARLY = (Doubt.STOPPED, Doubt.NO_STEP, Doubt.NEVER_ENDED)
WHOLE = 100


class Group(IntEnum):
    """Where a wipe stands in the list: failures on top."""

    FAILED = 0
    RUNNING = 1
    ENDED = 2


@dataclass(frozen=True)
class Told:
    """One wipe, ready to be shown; `group` says what can be done with it."""

    id: str
    drive: str
    code: str  # of the machine, or of the loose drive
    group: Group
    name: str
    medium: str
    identity: str
    corner: str
    stages: tuple[float, ...]
    shape: Shape
    state: str
    beside: str = ""
    reasons: tuple[str, ...] = ()
    do: str = ""
    details: str = ""
    to_validate: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        parts = (self.state, self.beside, self.name, self.medium, *self.reasons, self.do)
        return shown(". ".join(part.rstrip(".") for part in parts if part))


class Teller:
    """Tells again and again; a row that is the same as before is not judged a second time."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[WipeRow, Told]] = {}

    def told(self, rows: Iterable[WipeRow], bench: str) -> tuple[Told, ...]:
        """Tell the wipes of a bench, one a drive (its newest): failures first, then what runs, then what has ended."""
        shown_rows = _newest(rows, bench)
        before = self._known
        self._known = {row.wipe.code: (row, self._tell(before, row)) for row in shown_rows}
        return _in_order(one for _row, one in self._known.values())

    @staticmethod
    def _tell(before: dict[str, tuple[WipeRow, Told]], row: WipeRow) -> Told:
        known = before.get(row.wipe.code)
        return known[1] if known is not None and known[0] is row else tell(row)


def _newest(rows: Iterable[WipeRow], bench: str) -> list[WipeRow]:
    """Return the newest wipe of each drive of a bench, the newest first."""
    newest: dict[str, WipeRow] = {}
    for row in (row for row in rows if row.wipe.bench == bench):
        before = newest.get(row.drive.code)
        if before is None or before.wipe.started_at < row.wipe.started_at:
            newest[row.drive.code] = row
    return sorted(newest.values(), key=lambda row: row.wipe.started_at, reverse=True)


def _in_order(found: Iterable[Told]) -> tuple[Told, ...]:
    return tuple(sorted(found, key=lambda one: one.group))


def tell(row: WipeRow) -> Told:
    """Tell one wipe."""
    if row.running or row.outcome is None:
        return _running(row)
    if Disposition(row.drive.disposition) in ATTESTED:
        words, shape = disposed(Disposition(row.drive.disposition), Validation(row.drive.validation))
        return _told(row, Group.ENDED, _since(row), (), shape, words)
    return _failed(row) if row.outcome is Disposition.FAILED else _ended(row)


def _running(row: WipeRow) -> Told:
    stage, percent = _how_far(row)
    back = stage == READ_BACK
    stages = (1.0, percent / 100) if back else (percent / 100, 0.0)
    step = _("étape {number} sur {total}").format(number=2 if back else 1, total=2)
    if row.running:
        state = _("Relecture") if back else _("Effacement")
        beside = time_left(row.progress.seconds_left if row.progress else None)
    else:
        state, beside = _("Fin : Établi regarde la preuve"), ""
    return _told(row, Group.RUNNING, shown(step), stages, Shape.NOW, state, beside=beside)


def _failed(row: WipeRow) -> Told:
    doubts = _doubts(row.log)
    reasons = tuple(doubt(why) for why in doubts)
    return _told(
        row, Group.FAILED, _since(row), (), Shape.REFUSED, _("Non effacé"), reasons=reasons, do=what_to_do(doubts)
    )


def _ended(row: WipeRow) -> Told:
    assert row.outcome is not None
    validation = Validation(row.drive.validation)
    words, shape = disposed(row.outcome, validation)
    proof = conclude(row.log) if row.log else None
    reasons = tuple(map(reservation, proof.reservations)) if isinstance(proof, Proof) else ()
    waits = validation is Validation.PENDING
    if waits and row.outcome is Disposition.PROVEN_WITH_RESERVATIONS:
        words = shown(_("Effacé avec réserves, à valider"))
    return _told(row, Group.ENDED, _since(row), (), shape, words, reasons=reasons, waits=waits)


def _told(
    row: WipeRow,
    group: Group,
    corner: str,
    stages: tuple[float, ...],
    shape: Shape,
    state: str,
    *,
    beside: str = "",
    reasons: tuple[str, ...] = (),
    do: str = "",
    waits: bool = False,
) -> Told:
    code = row.wipe.machine or row.drive.code
    name = row.machine_name if row.wipe.machine else row.drive.model
    return Told(
        id=row.wipe.code,
        drive=row.drive.code,
        code=code,
        group=group,
        name=name,
        medium=media.drive(row.drive),
        identity=media.identity(row.drive),
        corner=corner,
        stages=stages,
        shape=shape,
        state=shown(state),
        beside=beside,
        reasons=reasons,
        do=do,
        details=details(row),
        to_validate=waits,
    )


def details(row: WipeRow) -> str:
    """Say what only F4 shows: percent, rate, temperature, method, tool."""
    found = []
    stage, percent = _how_far(row)
    if row.running or (row.outcome is Disposition.FAILED and 0 < percent < WHOLE):
        found.append(_stopped_at(stage, percent, running=row.running))
    if row.running and row.progress is not None:
        if row.progress.bytes_per_second is not None:
            found.append(_("{number} Mo/s").format(number=round(row.progress.bytes_per_second / MEGA)))
        if row.progress.celsius is not None:
            found.append(_("{number} °C").format(number=row.progress.celsius))
    found.append(row.wipe.method)
    found += [f"{step.tool} {step.tool_version}".strip() for step in row.log.steps[-1:]] if row.log else []
    if row.wipe.exercise:
        found.append(_("exercice"))
    return shown(" · ".join(part for part in found if part))


def time_left(seconds: int | None) -> str:
    """Say how long a stage still takes, as people count: « encore 20 min »."""
    if seconds is None:
        return ""
    if seconds < MINUTE:
        return shown(_("bientôt fini"))
    if seconds < HOUR:
        return shown(_("encore {number} min").format(number=-(-seconds // MINUTE)))
    return shown(_("encore {number} h").format(number=-(-seconds // HOUR)))


def _how_far(row: WipeRow) -> tuple[str, int]:
    if row.progress is not None:
        return row.progress.stage, row.progress.percent
    if row.log is not None:
        return row.log.stage or ERASE, row.log.percent or 0
    return ERASE, 0


def _stopped_at(stage: str, percent: int, *, running: bool) -> str:
    if running:
        return _("{number} %").format(number=percent)
    name = _("relecture") if stage == READ_BACK else _("effacement")
    return _("interrompu à {number} % ({stage})").format(number=percent, stage=name)


def _doubts(log: WipeLog | None) -> tuple[Doubt, ...]:
    """Return why a log proves nothing; what follows from an end that came too early is not told as well."""
    conclusion = conclude(log) if log else None
    if not isinstance(conclusion, NotProven):
        return (Doubt.NO_STEP,)
    early = next((why for why in TOO_EARLY if why in conclusion.doubts), None)
    return (early,) if early else conclusion.doubts


def _since(row: WipeRow) -> str:
    return clock(read_time(row.wipe.started_at))
