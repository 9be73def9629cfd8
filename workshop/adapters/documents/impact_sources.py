"""The formula with its inputs, and every figure with its source, as the impact annex prints them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from workshop import impact_words as words
from workshop.adapters.documents import wording
from workshop.adapters.documents.paper import Group, Piece
from workshop.adapters.documents.pieces import HEADING, NOTE, NOTE_STRONG, fields, paragraph, space
from workshop.adapters.documents.voice import is_french, voice
from workshop.domain.impact import Grams, MachineImpact
from workshop.domain.impact_figures import Assumed, Assumption, Figure, FigureSource
from workshop.domain.impact_report import ImpactReport


def formula(report: ImpactReport, language: str) -> Iterable[Group]:
    """Print the formula, the choices that it was given, and each device's own line."""
    _ = voice(language)
    said = _(
        "CO2e évité = remplacement × le plus petit de 1 et (années de seconde vie ÷ années de vie d’un appareil neuf) "
        "× (fabrication + acheminement d’un neuf) − pièces neuves − atelier."
    )
    counted = _(
        "Compte un appareil livré et non revenu. Ce qui n’est pas dit de l’acheminement compte pour zéro. "
        "Quand les sources diffèrent, le résultat va du plus petit au plus grand. "
        "Les pièces qui ont déjà servi comptent pour zéro."
    )
    choices = [(_choice(one, language), _source_name(report, one.source)) for one in report.figures.assumptions]
    yield Group(
        (
            *paragraph(_("La formule et ce qu’on y a mis"), HEADING),
            *paragraph(said, NOTE_STRONG),
            *paragraph(counted, NOTE),
            space(4),
            *fields(choices, label=250.0),
            *_no_choices(report, language),
            space(4),
        )
    )
    for category in (kind.category for kind in report.categories):
        lines = [piece for figure in _of_new(report, category) for piece in _worked(report, figure, language)]
        if lines:
            name = wording.said(wording.CATEGORIES, category, language)
            name = name[:1].upper() + name[1:]
            spent = _spent(report, category, language)
            yield Group((*paragraph(name, NOTE_STRONG), *lines, *spent, space(6)))
    yield Group((space(4),))


def _no_choices(report: ImpactReport, language: str) -> tuple[Piece, ...]:
    _ = voice(language)
    if report.figures.assumptions:
        return ()
    return paragraph(_("La formule n’a servi pour aucun appareil : il lui manque des chiffres ou des choix."), NOTE)


def _choice(one: Assumption, language: str) -> str:
    _ = voice(language)
    name = _(words.CHOICES[one.what])
    kind = wording.said(wording.CATEGORIES, one.category, language) if one.category else ""
    value = words.decimal(one.thousandths, language)
    return _("{name} : {value}", name=f"{name} ({kind})" if kind else name, value=value)


def _of_new(report: ImpactReport, category: str) -> tuple[Figure, ...]:
    return tuple(one for one in report.figures.of_category(category) if one.new_grams is not None)


def _worked(report: ImpactReport, figure: Figure, language: str) -> tuple[Piece, ...]:
    """Write the product out, with the numbers of one source."""
    _ = voice(language)
    known = {what: report.figures.assumed(what, figure.category) for what in Assumed}
    made = words.decimal(figure.construction_grams or 0, language)
    new = (
        made if figure.distribution_grams is None else f"{made} + {words.decimal(figure.distribution_grams, language)}"
    )
    source = _source_name(report, figure.source)
    chosen = (known[Assumed.DISPLACEMENT], known[Assumed.SECOND_LIFE_YEARS], known[Assumed.LIFETIME_YEARS])
    if not all(chosen) or not _is_quantified(report, figure.category):
        return paragraph(_("Un neuf : ({new}) kg. {source}", new=new, source=source), NOTE)
    share, years, lifetime = (one for one in chosen if one)
    saved = share.value * min(Fraction(1), years.value / lifetime.value) * (figure.new_grams or 0)
    least = "min(1 ; {a} ÷ {b})" if is_french(language) else "min(1, {a} ÷ {b})"
    ratio = least.format(a=words.decimal(years.thousandths, language), b=words.decimal(lifetime.thousandths, language))
    line = _(
        "{share} × {ratio} × ({new}) kg = {saved}. {source}",
        share=words.decimal(share.thousandths, language),
        ratio=ratio,
        new=new,
        saved=words.kilograms(round(saved), language),
        source=source,
    )
    return paragraph(line, NOTE)


def _is_quantified(report: ImpactReport, category: str) -> bool:
    return any(one.co2e for one in report.machines if one.category == category)


def _spent(report: ImpactReport, category: str, language: str) -> tuple[Piece, ...]:
    """Say what was taken off: new parts and the workshop's own."""
    _ = voice(language)
    mine = [one for one in report.machines if one.category == category and one.counts and one.co2e]
    if not mine:
        return ()
    new, used = sum(one.new_parts for one in mine), sum(one.used_parts for one in mine)
    said = _(
        "Ôté : {parts} de pièces neuves ({new}), {overhead} pour l’atelier. Pièces qui ont déjà servi : {used}.",
        parts=words.between(_parts(mine), language, _),
        new=new,
        overhead=words.kilograms(sum(one.overhead_grams or 0 for one in mine), language),
        used=used,
    )
    return paragraph(said, NOTE)


def _parts(machines: Iterable[MachineImpact]) -> Grams:
    total = Grams(0, 0)
    for machine in machines:
        total = total.plus(machine.parts) if machine.parts else total
    return total


def sources(report: ImpactReport, language: str) -> Iterable[Group]:
    """List every figure, and every source with its version, its date, its licence, and how it was read."""
    _ = voice(language)
    title = paragraph(_("Chiffres et sources"), HEADING)
    if not report.figures.sources:
        yield Group((*title, *paragraph(_("Aucun chiffre n’a servi."), NOTE)))
        return
    for rank, source in enumerate(report.figures.sources):
        head = title if rank == 0 else ()
        yield Group((*head, *_source(source, report, language), space(8)))


def _source(source: FigureSource, report: ImpactReport, language: str) -> tuple[Piece, ...]:
    _ = voice(language)
    read = _(words.CONFIDENCES[source.confidence])
    told = _("{read} : {who}", read=read, who=source.told_by) if source.told_by else read
    figures = [figure for figure in report.figures.figures if figure.source == source.id]
    return (
        *paragraph(
            f"{source.publisher} : {source.title}" if is_french(language) else f"{source.publisher}: {source.title}",
            NOTE_STRONG,
        ),
        *fields(
            (
                (_("Version"), source.version),
                (_("Daté de"), source.dated),
                (_("Lu le"), source.consulted),
                (_("Licence"), f"{source.licence} ({_(words.RIGHTS[source.right])})"),
                (_("Sûreté"), told),
                (_("Adresse"), source.url),
                *((_("Chiffre"), _figure(figure, language)) for figure in figures),
            )
        ),
    )


def _figure(figure: Figure, language: str) -> str:
    _ = voice(language)
    of = wording.said(wording.CATEGORIES, figure.category, language) if figure.category else _(words.PARTS[figure.part])
    told = (
        (_("fabrication"), figure.construction_grams),
        (_("acheminement"), figure.distribution_grams),
        (_("matières"), figure.materials_grams),
        (_("masse"), figure.mass_grams),
        (_("CO2e évité par an"), figure.co2e_grams_per_year),
        (_("matières évitées par an"), figure.materials_grams_per_year),
        (_("déchets évités par an"), figure.ewaste_grams_per_year),
    )
    numbers = ", ".join(f"{name} {words.kilograms(grams, language)}" for name, grams in told if grams is not None)
    scope = figure.scope if is_french(language) else figure.scope_en or figure.scope
    return _("{what} : {numbers}", what=of, numbers=f"{numbers} ({scope})" if scope else numbers)


def _source_name(report: ImpactReport, name: str) -> str:
    source = report.figures.source(name)
    return f"{source.publisher}, {source.dated or source.consulted}" if source else name
