"""What waits, in words: why first, then what it is about, who, when, and what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ui import media
from ui.signals import Shape
from ui.widgets.listing import Line
from ui.words import clock, day
from workshop.domain.content import read_time
from workshop.domain.diagnosis import Diagnosis, Identity, Source
from workshop.domain.lots import MachineCard, machine_name, serial_key
from workshop.domain.reports import Authenticity, ReportCard, WhyWaiting
from workshop.domain.scanning import LONGEST_SCAN
from workshop.domain.typography import NO_BREAK, grouped
from workshop.fact_words import origin_words
from workshop.inspection_words import function
from workshop.report_words import source, vouched, waiting
from workshop.services.diagnosis import OTHER_MACHINE
from workshop.services.ports import KeptScan
from workshop.services.review import LabelUnsure, Refusal, Unsure, Waiting
from workshop.texts import _, several
from workshop.words import answer, reason, shown

GIB = 2**30
LONGEST_NAME, LONGEST_WORD, PIECE = 60, 16, 8
MAY_BREAK = "\u200b"  # takes no room
BREAKS = re.compile(r"(?<=[ /-])")  # where Qt goes on with the next line by itself
MOST_DRIVES = 2
SERIALS = 1  # the place of the serials among the facts
KEYBOARD = "keyboard"
REPORT, TESTS, SCAN, FILE, LABEL = "report", "tests", "scan", "file", "label"


@dataclass(frozen=True)
class FileMissed:
    """A file that brought nothing: `number` tells it from the others of the day, `words` say which one and why."""

    number: int
    words: str


@dataclass(frozen=True)
class Fact:
    """One fact in words, and what it is compared by: empty where nothing is known of it."""

    words: str
    known: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Side:
    """One of two things that a person compares, fact by fact."""

    name: Fact
    serials: Fact
    processor: Fact
    memory: Fact
    drives: Fact
    told_by: Fact

    @property
    def facts(self) -> tuple[Fact, ...]:
        return (self.name, self.serials, self.processor, self.memory, self.drives, self.told_by)


def key_of(kind: str, name: str | int) -> str:
    """Return what a row is known by."""
    return f"{kind}:{name}"


def lines_of(waits: Waiting, files: Sequence[FileMissed]) -> list[Line]:
    """Return the rows of everything that waits: reports, tests, labels, scans, files."""
    lines = []
    if waits.reports:
        lines += [_heading(_("Rapports d'ordinateurs")), *map(_report_line, waits.reports)]
        lines += _others(waits.report_count - len(waits.reports))
    if waits.unsure:
        lines += [_heading(_("Tests à refaire")), *map(_unsure_line, waits.unsure)]
        lines += _others(waits.unsure_count - len(waits.unsure))
    if waits.labels:
        lines += [_heading(_("Étiquettes")), *map(_label_line, waits.labels)]
        lines += _others(waits.label_count - len(waits.labels))
    if waits.refusals:
        lines += [_heading(_("Scans refusés")), *map(_refusal_line, waits.refusals)]
        lines += _others(waits.refusal_count - len(waits.refusals))
    if files:
        lines += [_heading(_("Fichiers qui n'ont rien apporté")), *map(_file_line, files)]
    return lines


def number_of(waits: Waiting, files: int) -> str:
    """Say how many wait."""
    parts = (
        (several("{number} rapport", "{number} rapports", waits.report_count), waits.report_count),
        (several("{number} test à refaire", "{number} tests à refaire", waits.unsure_count), waits.unsure_count),
        (several("{number} étiquette", "{number} étiquettes", waits.label_count), waits.label_count),
        (several("{number} scan refusé", "{number} scans refusés", waits.refusal_count), waits.refusal_count),
        (several("{number} fichier", "{number} fichiers", files), files),
    )
    return shown(" · ".join(words.format(number=number) for words, number in parts if number))


def raw(scan: KeptScan) -> str:
    """Return what a reader sent as it can be shown: one line, without what does not print, and not without end."""
    return breakable(_printed(scan.scan.text, LONGEST_SCAN).replace(" ", NO_BREAK)) or shown(_("(vide)"))


def plain(name: str) -> str:
    """Return the name of a file that a stranger may have given it."""
    return breakable(_printed(name, LONGEST_NAME))


def breakable(text: str) -> str:
    """Let a long word go over several lines: what a stranger wrote must not be wider than the screen."""
    parts = (part if len(part) <= LONGEST_WORD else _in_pieces(part) for part in BREAKS.split(text))
    return "".join(parts)


def name_of(card: ReportCard | MachineCard) -> str:
    """Name a machine by its maker and model."""
    return breakable(machine_name(card.maker, card.model)) or shown(_("Ordinateur sans nom"))


def why(card: ReportCard) -> str:
    """Say why a report waits."""
    return shown(waiting(card.why)) if card.why else ""


def objection(code: str) -> str:
    """Say what speaks against a report being about a machine."""
    if code == OTHER_MACHINE:
        return shown(_("Son numéro de série n'est pas celui du rapport."))
    return reason(code)


def made_by(card: ReportCard) -> str:
    """Say who made a report and who vouches for it; one that was altered is not to be believed."""
    altered = card.authenticity is Authenticity.ALTERED
    word = _("modifié : ne pas croire") if altered else vouched(card.authenticity)
    return shown(_("{source}, {word}").format(source=source(card.format), word=word))


def at(moment: str) -> str:
    """Say a moment of this bench's clock."""
    when = read_time(moment)
    return f"{day(when)}, {clock(when)}"


def report_side(card: ReportCard, diagnosis: Diagnosis) -> Side:
    """Say what a report tells."""
    identity = diagnosis.identity
    arrived = at(card.arrived_at) if card.arrived_at else ""
    told_by = " · ".join(part for part in (made_by(card), arrived) if part)
    name = _name(identity.maker or "", identity.trade_name or "")
    return Side(name, _serials(identity), *_inside(diagnosis), Fact(told_by))


def machine_side(card: MachineCard, diagnosis: Diagnosis | None) -> Side:
    """Say what is known of a machine."""
    name, on_it = _name(card.maker, card.model), Identity(system_serial=card.serial or None)
    if diagnosis is None:
        nothing = Fact(shown(_("pas encore lu")))
        return Side(name, _serials(on_it), nothing, nothing, nothing, Fact(shown(_("Noté à l'entrée"))))
    when = day(diagnosis.read_at)
    if diagnosis.origin.source is Source.HERE:
        when = f"{when}, {clock(diagnosis.read_at)}"
    read = diagnosis.identity if not card.serial else replace(diagnosis.identity, system_serial=card.serial)
    return Side(name, _serials(read), *_inside(diagnosis), Fact(origin_words(diagnosis, when)))


def captions() -> tuple[str, ...]:
    """Name the facts of a side."""
    words = (_("Modèle"), _("Numéros de série"), _("Processeur"), _("Mémoire"), _("Disques"), _("Qui le dit"))
    return tuple(map(shown, words))


def differs(report: Side, known: Side) -> tuple[bool, ...]:
    """Tell for each fact whether both sides know it and disagree; of the serials one in common is enough."""
    pairs = [(one.known, other.known) for one, other in zip(report.facts, known.facts, strict=True)]
    found = [bool(one) and bool(other) and one != other for one, other in pairs]
    serials, others = pairs[SERIALS]
    found[SERIALS] = found[SERIALS] and not serials & others
    return tuple(found)


def is_about_one(card: ReportCard) -> bool:
    """Tell whether a report waits for nothing but a yes or a no about one machine."""
    return card.why is WhyWaiting.READ_BEFORE and bool(card.machine)


def _unsure_line(one: Unsure) -> Line:
    """Tell a machine of which somebody did not know whether something works, and what to do."""
    functions = [function(item) for item in one.functions]
    names = ", ".join((functions[0], *(name[:1].lower() + name[1:] for name in functions[1:])))
    title = shown(_("{functions} : on ne sait pas.").format(functions=names))
    about = " · ".join(part for part in (grouped(one.card.code), name_of(one.card), breakable(one.person)) if part)
    do = shown(_("Ouvrez les tests, et essayez encore."))
    when = f"{day(one.at)}, {clock(one.at)}"
    return Line(key_of(TESTS, one.card.code), title, f"{about}\n{do}", when, Shape.WARNING)


def _label_line(one: LabelUnsure) -> Line:
    """Tell a label that was on its way when its printer or this bench stopped, and where to look."""
    about = " · ".join(part for part in (breakable(one.name), grouped(one.job.code), breakable(one.job.bench)) if part)
    do = shown(_("Regardez dans le bac de l'imprimante."))
    when = f"{day(one.job.made_at)}, {clock(one.job.made_at)}"
    return Line(key_of(LABEL, one.job.number), shown(_("Est-elle sortie ?")), f"{about}\n{do}", when, Shape.WARNING)


def _report_line(card: ReportCard) -> Line:
    about = " · ".join(part for part in (name_of(card), breakable(card.serial), made_by(card)) if part)
    return Line(key_of(REPORT, card.code), why(card), about, at(card.arrived_at), Shape.WARNING)


def _refusal_line(refusal: Refusal) -> Line:
    kept = refusal.kept
    said = answer(kept.answer) if kept.answer else None
    title = breakable(said.what) if said else shown(_("Sans réponse."))
    do = said.do if said else ""
    if refusal.since is not None:
        since = _("Depuis, il est entré : {code}.").format(code=grouped(refusal.since.code))
        do = shown(since)
    who = " · ".join(part for part in (raw(kept), breakable(_reader(kept)), refusal.person, kept.bench) if part)
    shape = Shape.ACCEPTED if refusal.since is not None else Shape.WARNING
    when = f"{day(kept.scan.at)}, {clock(kept.scan.at)}"
    return Line(key_of(SCAN, kept.number), title, "\n".join(part for part in (who, do) if part), when, shape)


def _file_line(file: FileMissed) -> Line:
    return Line(key_of(FILE, file.number), file.words)


def _heading(words: str) -> Line:
    return Line("", shown(words), heading=True)


def _others(number: int) -> list[Line]:
    words = several("Et {number} autre, plus ancien.", "Et {number} autres, plus anciens.", number)
    return [_heading(words.format(number=number))] if number > 0 else []


def _reader(kept: KeptScan) -> str:
    if kept.scan.typed:
        return shown(_("tapé au clavier"))
    return shown(_("douchette")) if kept.scan.reader == KEYBOARD else kept.scan.reader


def _name(maker: str, model: str) -> Fact:
    name = machine_name(maker, model)
    return _fact(name, shown(_("Ordinateur sans nom")))


def _serials(identity: Identity) -> Fact:
    """Say the three serials apart; one that stands in two places is said once."""
    named = (
        ("", identity.system_serial),
        (_("boîtier {serial}"), identity.chassis_serial),
        (_("carte mère {serial}"), identity.board_serial),
    )
    found: dict[str, str] = {}
    for words, serial in named:
        if serial and serial not in found:
            whole = breakable(serial.replace(" ", NO_BREAK))
            found[serial] = words.format(serial=whole) if words else whole
    words = " · ".join(found.values()) or _("sans numéro de série")
    return Fact(shown(words), frozenset(map(serial_key, found)))


def _inside(diagnosis: Diagnosis) -> tuple[Fact, Fact, Fact]:
    unknown = shown(_("inconnu"))
    processor = diagnosis.processor.trade_name if diagnosis.processor else ""
    size = diagnosis.memory_bytes
    gib = f"{size / GIB:.1f}".removesuffix(".0").replace(".", _(",")) if size else ""
    memory = shown(_("{size} Gio").format(size=gib)).replace(" ", NO_BREAK) if gib else ""
    return _fact(processor, unknown), _fact(memory, unknown), _drives(diagnosis, unknown)


def _drives(diagnosis: Diagnosis, unknown: str) -> Fact:
    own = [drive for drive in diagnosis.drives if not drive.removable]
    told = [
        " · ".join((media.named(drive.medium, drive.size_bytes or 0), media.says("", drive.serial or "")))
        for drive in own[:MOST_DRIVES]
    ]
    more = len(own) - len(told)
    if more > 0:
        told.append(shown(several("et {number} autre", "et {number} autres", more).format(number=more)))
    return Fact("\n".join(map(breakable, told)) or unknown, frozenset(drive.serial for drive in own if drive.serial))


def _fact(words: str, unknown: str) -> Fact:
    return Fact(breakable(words) or unknown, frozenset((words.casefold(),)) if words else frozenset())


def _printed(text: str, most: int) -> str:
    """Return one line of what was written elsewhere."""
    line = "".join(sign if sign.isprintable() else "·" for sign in text[:most])
    return line if len(text) <= most else line + "…"


def _in_pieces(word: str) -> str:
    return MAY_BREAK.join(word[start : start + PIECE] for start in range(0, len(word), PIECE))
