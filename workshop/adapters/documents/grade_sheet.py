"""The sheet of a grade on paper: the letter, every finding with its source and clause, what another letter takes.

It has no number and is not sealed: it says how a machine stands on one day, by one version of a contract.
"""

from __future__ import annotations

from collections.abc import Iterable

from workshop import cosmetic_words, destination_words, grading_words
from workshop.adapters.documents import wording
from workshop.adapters.documents.certificate_pdf import locale
from workshop.adapters.documents.fonts import Face, width
from workshop.adapters.documents.paper import MARGIN, WIDTH, Frame, Group, Pen, Piece, render
from workshop.adapters.documents.pieces import (
    HEADING,
    NOTE,
    NOTE_STRONG,
    STRONG,
    TITLE,
    Cell,
    fields,
    paragraph,
    row,
    rule,
    space,
)
from workshop.adapters.documents.voice import Voice, day, hour, voice
from workshop.domain.content import read_time
from workshop.domain.contracts import Axis
from workshop.domain.grading import Evidence, Finding, Grade, why
from workshop.domain.lots import machine_name
from workshop.domain.typography import grouped
from workshop.services.grade_sheets import GradeSheet
from workshop.texts import speaking

SQUARE, BESIDE, SIZE = 40.0, 56.0, 24.0
LETTER, WHAT, SOURCE = (0.0, 40.0), (44.0, 230.0), (284.0, WIDTH - 284.0)
INDENT = 44.0


def grade_sheet_pdf(sheet: GradeSheet, language: str) -> bytes:
    """Return the sheet as a PDF."""
    _ = voice(language)
    title = _("Note de l’ordinateur {code}", code=grouped(sheet.card.code))
    frame = Frame(
        workshop=sheet.workshop,
        number=grouped(sheet.card.code),
        foot=title,
        title=title,
        example=sheet.example,
        language=language,
        program_language=locale(language),
    )
    with speaking(language):
        return render(tuple(_groups(sheet, language)), frame)


def _groups(sheet: GradeSheet, language: str) -> Iterable[Group]:
    _ = voice(language)
    yield Group(_head(sheet, language))
    yield Group(_whither(sheet, _))
    reasons = why(sheet.grade)
    title = _("Pourquoi {letter} ?", letter=sheet.grade.letter)
    yield _findings(title, reasons, sheet, language) if reasons else Group(_nothing_decides(sheet, _))
    yield from _ways(sheet, _)
    for axis in Axis:
        found = sheet.grade.of(axis)
        if found:
            yield _findings(grading_words.axis(axis), found, sheet, language)
    yield Group(_marks(sheet, _))


def _head(sheet: GradeSheet, language: str) -> tuple[Piece, ...]:
    _ = voice(language)
    card, at = sheet.card, sheet.made_at
    kind = wording.said(wording.CATEGORIES, sheet.category, language)
    return (
        *paragraph(_("Note"), TITLE),
        _letter(sheet.grade, _verdict(sheet, _)),
        space(10),
        *fields(
            (
                (_("Ordinateur"), machine_name(card.maker, card.model) or kind),
                (_("Code"), grouped(card.code)),
                (_("N° de série"), card.serial or _("non lu")),
                (_("Type"), kind),
                (_("Contrat"), f"{sheet.contract_title} · {grading_words.signature(sheet.grade)}"),
                (_("Atelier"), _("{name} (site {site:02d})", name=sheet.workshop, site=sheet.site)),
                (_("Fait le"), _("{day} à {hour}", day=day(at, language), hour=hour(at))),
            )
        ),
        *paragraph(sheet.contract_notice, NOTE),
        space(8),
    )


def _verdict(sheet: GradeSheet, _: Voice) -> str:
    if not sheet.given:
        return _("Cette note n’est pas encore donnée : il reste quelque chose à tester ou à regarder.")
    return grading_words.verdict(sheet.grade)


def _letter(grade: Grade, words: str) -> Piece:
    """Draw the letter in its square, the verdict beside it."""
    told = row(Cell(BESIDE, WIDTH - BESIDE, words, STRONG, lines=3))

    def draw(pen: Pen, top: float) -> None:
        pen.box(MARGIN, top - SQUARE, SQUARE, SQUARE, 1.6)
        left = MARGIN + (SQUARE - width(grade.letter, Face.BOLD, SIZE)) / 2
        pen.text(left, top - SQUARE / 2 - SIZE * 0.35, grade.letter, Face.BOLD, SIZE)
        told.draw(pen, top - 10)

    return Piece(max(SQUARE, told.height + 10), draw)


def _whither(sheet: GradeSheet, _: Voice) -> tuple[Piece, ...]:
    sent = sheet.sent
    pairs = [(_("Destination"), destination_words.destination(sent.to))]
    if sent.chosen and sent.because:
        pairs.append((_("Choisie, car"), destination_words.because(sent.because)))
    if sheet.rule:
        pairs.append((_("Règle du contrat"), sheet.rule.clause))
    return (*paragraph(_("Où va-t-il ?"), HEADING), *fields(pairs), space(8))


def _nothing_decides(sheet: GradeSheet, _: Voice) -> tuple[Piece, ...]:
    text = _("C’est la meilleure lettre du contrat : rien ne la retient plus bas.")
    return (*paragraph(_("Pourquoi {letter} ?", letter=sheet.grade.letter), HEADING), *paragraph(text, NOTE), space(8))


def _findings(title: str, found: tuple[Finding, ...], sheet: GradeSheet, language: str) -> Group:
    people = dict(sheet.people)
    lines: list[Piece] = []
    for item in found:
        lines += [_finding(item, people, language), rule(0.4, 3)]
    head = paragraph(title, HEADING)
    return Group((*head, *lines, space(8)), again=tuple(paragraph(title, NOTE_STRONG)), together=len(head) + 2)


def _finding(item: Finding, people: dict[str, str], language: str) -> Piece:
    _ = voice(language)
    blocked = _("non") if item.is_known else "?"
    said = grading_words.finding(item)
    source = " · ".join(part for part in (item.clause, _source(item.evidence, people, language)) if part)
    return row(
        Cell(*LETTER, item.letter or blocked, NOTE_STRONG),
        Cell(*WHAT, said, NOTE, lines=5),
        Cell(*SOURCE, source, NOTE, lines=5),
    )


def _source(evidence: Evidence, people: dict[str, str], language: str) -> str:
    when = day(read_time(evidence.at), language) if evidence.at else ""
    return grading_words.evidence(evidence, people.get(evidence.by, ""), when)


def _ways(sheet: GradeSheet, _: Voice) -> Iterable[Group]:
    title = paragraph(_("Que faut-il pour une autre lettre ?"), HEADING)
    yield Group((*title, *paragraph(_("Les temps sont des estimations de l’atelier."), NOTE), space(4)))
    for way in sheet.plans:
        pieces = [*paragraph(grading_words.plan(way), NOTE_STRONG)]
        lines = [grading_words.step(step) for step in way.steps]
        lines += [grading_words.obstacle(what) for what in way.obstacles]
        pieces += [row(Cell(INDENT, WIDTH - INDENT, line, NOTE, lines=3)) for line in lines]
        yield Group((*pieces, space(4)))


def _marks(sheet: GradeSheet, _: Voice) -> tuple[Piece, ...]:
    title = paragraph(_("Marques"), HEADING)
    if not sheet.looks_checked:
        return (*title, *paragraph(_("Personne ne l’a encore regardé partout."), NOTE), space(8))
    if not sheet.marks:
        return (*title, *paragraph(_("Aucune marque."), NOTE), space(8))
    lines = [cosmetic_words.mark(f"{mark.zone}:{mark.kind}:{mark.severity.value}") for mark in sheet.marks]
    return (*title, *(piece for line in lines for piece in paragraph(line, NOTE)), space(8))
