"""What `wipe` prints: progress while it runs, outcomes with their reasons, drives with their protections.

Keys of the JSON: names carry their unit (`_bytes`, `_seconds`, `_percent`, `celsius`); what is not known is null.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from workshop.bootstrap import Workshop, wipe_reason
from workshop.cli.console import Console
from workshop.domain.content import to_content
from workshop.domain.drives import Disposition
from workshop.domain.errors import RefusedError, WipeRefusedError, WorkshopError
from workshop.domain.proofs import Proof, conclude
from workshop.domain.typography import grouped
from workshop.domain.wiping import WipeCard, WipeLog
from workshop.services.ports import WipeProgress
from workshop.services.wipe_plans import SeenDrive, WipeRow
from workshop.texts import _, spoken
from workshop.words import disposition, health, protection, trouble

MEGA = 1_000_000
GIGA = 1_000_000_000
_OUTCOMES = {
    Disposition.PROVEN: "wiped",
    Disposition.PROVEN_WITH_RESERVATIONS: "wiped-with-reservations",
}


def outcome_of(row: WipeRow | None) -> str:
    """Name what became of a wipe; whatever is not a proof is `not-wiped`."""
    return _OUTCOMES.get(row.outcome, "not-wiped") if row and row.outcome else "not-wiped"


def following(
    workshop: Workshop, wipes: Sequence[WipeCard], console: Console, pause: Callable[[float], None] = time.sleep
) -> dict[str, WipeRow]:
    """Follow wipes to their ends, with a line for each step forward; Ctrl+C asks them to stop, twice lets them run."""
    told: dict[str, tuple[str, int]] = {}
    asked = False
    left = {card.code for card in wipes}
    while left:
        try:
            for wipe in sorted(left):
                row = workshop.wiping.row(wipe)
                _tell(row, told, console)
                if not row.running:
                    left.discard(wipe)
            if left:
                pause(1.0)
        except KeyboardInterrupt:
            if asked:
                raise
            asked = True
            console.say(_("Arrêt demandé : non effacé. Attendez que l'outil s'arrête."))
            for wipe in left:
                workshop.wiping.stop(workshop.actor(), wipe)
    workshop.wiping.settle(workshop.actor())
    return {card.code: workshop.wiping.row(card.code) for card in wipes}


def _tell(row: WipeRow, told: dict[str, tuple[str, int]], console: Console) -> None:
    now = row.progress
    if now is None or told.get(row.wipe.code) == (now.stage, now.percent):
        return
    told[row.wipe.code] = (now.stage, now.percent)
    console.say(f"{grouped(row.drive.code)} : {progress_line(now)}")


def progress_line(now: WipeProgress) -> str:
    """Say how far a wipe is: stage, percent, rate, temperature, time left."""
    parts = [f"{_stage(now.stage)} {now.percent} %"]
    if now.bytes_per_second is not None:
        parts.append(_("{rate} Mo/s").format(rate=round(now.bytes_per_second / MEGA)))
    if now.celsius is not None:
        parts.append(f"{now.celsius} °C")
    if now.seconds_left is not None:
        parts.append(_("encore {minutes} min").format(minutes=-(-now.seconds_left // 60)))
    return " · ".join(parts)


def _stage(name: str) -> str:
    return {"erase": _("effacement"), "read-back": _("relecture")}.get(name, name)


def row_line(row: WipeRow) -> str:
    """Show one wipe in one line."""
    if row.outcome:
        state = disposition(row.outcome)
    elif row.progress:
        state = progress_line(row.progress)
    else:
        state = _("en cours") if row.running else _("arrêté")
    return f"{row.wipe.code} {grouped(row.drive.code)} {row.machine_name} : {state}"


def row_content(row: WipeRow) -> dict[str, Any]:
    """Return one wipe as it stands."""
    now = row.progress
    return {
        "wipe": row.wipe.code,
        "drive": row.drive.code,
        "machine": row.wipe.machine,
        "lot": row.wipe.lot,
        "bench": row.wipe.bench,
        "method": row.wipe.method,
        "started_at": row.wipe.started_at,
        "exercise": row.wipe.exercise,
        "running": row.running,
        "outcome": outcome_of(row) if row.outcome else None,
        "stage": now.stage if now else None,
        "progress_percent": now.percent if now else (row.log.percent if row.log else None),
        "bytes_per_second": now.bytes_per_second if now else None,
        "celsius": now.celsius if now else None,
        "seconds_left": now.seconds_left if now else None,
    }


def wipe_content(device: str, row: WipeRow | None, refused: WorkshopError | None) -> dict[str, Any]:
    """Return what became of one device: the outcome and every reason, as codes and as sentences."""
    log = row.log if row else None
    reasons, reservations = _judged(log)
    sentences = [wipe_reason(code, spoken()) for code in (*reasons, *reservations)]
    if log and log.percent is not None and reasons and log.stopped:
        sentences.insert(0, _("Arrêté à {percent} %.").format(percent=log.percent))
    back = log.read_back if log else None
    return {
        "device": device,
        "wipe": row.wipe.code if row else None,
        "drive": row.drive.code if row else None,
        "method": row.wipe.method if row else None,
        "level": log.level.value if log and log.level and not reasons else None,
        "outcome": outcome_of(row),
        "refused": _rules(refused),
        "refused_detail": refused.detail if isinstance(refused, WipeRefusedError) else None,
        "reasons": reasons,
        "reservations": reservations,
        "sentences": [str(trouble(refused))] if refused else sentences,
        "elapsed_seconds": log.elapsed_seconds if log else None,
        "read_back_bytes": back.bytes_read if back else None,
        "differing_bytes": back.differing_bytes if back else None,
        "unreadable_bytes": back.unreadable_bytes if back else None,
        "stopped_percent": log.percent if log and reasons else None,
    }


def _judged(log: WipeLog | None) -> tuple[list[str], list[str]]:
    if log is None:
        return [], []
    conclusion = conclude(log)
    if isinstance(conclusion, Proof):
        return [], [item.value for item in conclusion.reservations]
    return [item.value for item in conclusion.doubts], []


def _rules(refused: WorkshopError | None) -> list[str]:
    match refused:
        case WipeRefusedError(rule=rule):
            return [rule.value]
        case RefusedError(reasons=reasons):
            return list(reasons)
        case None:
            return []
        case _:
            return [type(refused).__name__]


def here_content(item: SeenDrive) -> dict[str, Any]:
    """Return one drive that is plugged in."""
    medium = item.present.medium
    return {
        "device": medium.path,
        "place": medium.place,
        "model": medium.model,
        "serial": medium.serial,
        "wwn": medium.wwn,
        "size_bytes": medium.size_bytes,
        "medium": medium.medium.value,
        "protected": item.present.protected.value if item.present.protected else None,
        "health": item.health.value,
        "health_facts": list(item.health_facts),
        "abilities": to_content(item.looked.abilities) if item.looked else None,
        "hidden_area": item.looked.hidden_area.value if item.looked else None,
        "offers": [
            {"method": offer.method.id, "level": offer.level.value, "enough": offer.enough} for offer in item.offers
        ],
    }


def here_lines(item: SeenDrive) -> list[str]:
    """Show one drive that is plugged in: who it is, and why it cannot be wiped or how it can."""
    medium = item.present.medium
    size = f"{round(medium.size_bytes / GIGA)} Go" if medium.size_bytes >= GIGA else f"{medium.size_bytes // MEGA} Mo"
    lines = [" · ".join(part for part in (medium.path, medium.model, medium.serial, size) if part)]
    if item.present.protected:
        return [*lines, f"  {protection(item.present.protected)}"]
    facts = f" ({', '.join(item.health_facts)})" if item.health_facts else ""
    lines.append("  " + _("État : {health}").format(health=health(item.health)) + facts)
    offered = ", ".join(f"{offer.method.id} ({offer.level.value})" for offer in item.offers)
    return [*lines, "  " + (_("Méthodes : {methods}").format(methods=offered) if offered else _("Aucune méthode."))]
