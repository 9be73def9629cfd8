"""Taking report files, off the GUI thread: what arrived by itself, and what a person brings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.papers import path_of
from ui.review.telling import plain
from workshop.domain.imports import NotRead, WhyNotRead
from workshop.domain.reports import Arrival, Authenticity, Missed, report_digest
from workshop.domain.typography import grouped
from workshop.report_words import missed, not_read, source
from workshop.services.imports import TAKEN, ImportResult
from workshop.services.report_files import FileTaken
from workshop.services.reports import Arrived
from workshop.texts import _, several
from workshop.words import shown

if TYPE_CHECKING:
    from workshop.bootstrap import Workshop
    from workshop.domain.people import Actor


@dataclass(frozen=True)
class Told:
    """What became of one file, in words. `news`: it was not known before; `taken`: it brought something.

    `waiting` is the digest of a report that waits for a person.
    """

    name: str
    words: str
    news: bool = True
    taken: bool = True
    waiting: str = ""


def bring(workshop: Workshop, actor: Actor, text: str) -> Told:
    """Take a file by its path, as it was typed or dropped."""
    from workshop.report_wiring import report_content  # noqa: PLC0415 — loaded by now

    path = path_of(text)
    content = report_content(path)
    if isinstance(content, Missed):
        return not_taken(path.name or text, content)
    return take(workshop, actor, path.name, content)


def take(workshop: Workshop, actor: Actor, name: str, content: bytes) -> Told:
    """Take the bytes of a file."""
    from workshop.bootstrap import report_files  # noqa: PLC0415 — loaded by now

    known = workshop.reports.find(report_digest(content))
    if known is not None and known.authenticity is Authenticity.AUTHENTIC:  # nothing more is to be learnt from it
        return _of_machine(plain(name), Arrived(known, Arrival.KNOWN), "")
    taken = report_files(workshop).take(actor, name, content)
    return _told(plain(name), taken)


def not_taken(name: str, why: Missed) -> Told:
    """Say why a file could not be read at all."""
    return _nothing(plain(name), missed(why))


def _told(name: str, taken: FileTaken) -> Told:
    wipes = _of_wipes(taken.wipes)
    if taken.machine is not None:
        return _of_machine(name, taken.machine, wipes)
    if wipes:
        return Told(name, wipes, taken=taken.taken)
    return _nothing(name, not_read((taken.wipes.not_read or NotRead(WhyNotRead.DAMAGED)).why))


def _nothing(name: str, why: str) -> Told:
    return Told(name, shown(_("{name} : {why}").format(name=name, why=why)), taken=False)


def _of_machine(name: str, arrived: Arrived, wipes: str) -> Told:
    card = arrived.card
    facts = {"source": source(card.format), "code": grouped(card.machine)}
    known = arrived.result is Arrival.KNOWN
    match card.state:
        case Arrival.ATTACHED if known:
            words = _("Rapport déjà pris : il est rattaché à {code}.")
        case Arrival.ATTACHED:
            words = _("{source} : rapport rattaché à {code}.")
        case Arrival.DISMISSED:
            words = _("Rapport déjà écarté. Il reste gardé.")
        case _ if known:
            words = _("Rapport déjà pris : il attend dans « À vérifier ».")
        case _:
            words = _("{source} : un rapport attend dans « À vérifier ».")
    waiting = card.code if card.state is Arrival.WAITING else ""
    said = " ".join(part for part in (shown(words.format(**facts)), wipes) if part)
    return Told(name, said, news=not known, waiting=waiting)


def _of_wipes(wipes: ImportResult) -> str:
    if wipes.report is None:
        return ""
    declared = sum(line.outcome in TAKEN for line in wipes.lines)
    words = several(
        "{tool} : {declared} disque déclaré effacé sur {total}.",
        "{tool} : {declared} disques déclarés effacés sur {total}.",
        declared,
    )
    return shown(words.format(tool=wipes.report.tool, declared=declared, total=len(wipes.lines)))
