"""The impact annex on paper: numbers, the formula with its inputs, every source with its licence, what is unknown.

It has no number and is not sealed: it is a calculation, which anybody can do again from the data attached to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workshop import impact_words as words
from workshop.adapters.documents import wording
from workshop.adapters.documents.archive import Papers, archive
from workshop.adapters.documents.certificate_pdf import locale
from workshop.adapters.documents.impact_sources import formula, sources
from workshop.adapters.documents.paper import WIDTH, Frame, Group, Piece, render
from workshop.adapters.documents.pieces import (
    HEADING,
    NOTE,
    NOTE_STRONG,
    STRONG,
    TITLE,
    Cell,
    column,
    fields,
    paragraph,
    row,
    rule,
    space,
)
from workshop.adapters.documents.voice import day, hour, number, one, voice
from workshop.domain.content import canonical, to_content
from workshop.domain.impact import Totals, significant
from workshop.domain.impact_report import ImpactReport, Scope
from workshop.domain.meters import Meter, MeterUse
from workshop.domain.typography import grouped

FILE = "impact.json"
DIGITS_OF_A_STUDY = 3
LABEL = 214.0  # names of sums are long


def impact_document(report: ImpactReport, language: str) -> bytes:
    """Return the annex as PDF/A-3b with the whole report attached (canonical JSON)."""
    _ = voice(language)
    papers = Papers(
        title=_title(report, language),
        author=report.workshop,
        subject=_subject(report, language),
        language=locale(language),
        made_at=report.made_at,
        file_name=FILE,
        file=canonical(to_content(report)),
        file_description=_("Calcul de l’impact, texte canonique (RFC 8785)"),
    )
    return archive(impact_pdf(report, language), papers)


def impact_pdf(report: ImpactReport, language: str) -> bytes:
    """Return the annex as a plain PDF."""
    frame = Frame(
        workshop=report.workshop,
        number=grouped(report.code) if report.code else "",
        foot=_title(report, language),
        title=_title(report, language),
        example=report.example,
        language=language,
        program_language=locale(language),
    )
    return render(_groups(report, language), frame)


def _title(report: ImpactReport, language: str) -> str:
    _ = voice(language)
    return _("Impact du réemploi : {what}", what=_subject(report, language))


def _subject(report: ImpactReport, language: str) -> str:
    _ = voice(language)
    if report.scope is Scope.PERIOD and report.since and report.until:
        return _("du {first} au {last}", first=day(report.since, language), last=day(report.until, language))
    names = {Scope.MACHINE: _("ordinateur"), Scope.LOT: _("lot"), Scope.ORDER: _("commande"), Scope.PERIOD: ""}
    return f"{names[report.scope]} {grouped(report.code)}".strip()


def _groups(report: ImpactReport, language: str) -> Iterable[Group]:
    _ = voice(language)
    yield Group(_head(report, language))
    yield Group((*paragraph(_("Résultat"), HEADING), *_result(report.totals, language), space(10)))
    yield Group(_unknown(report.totals, language))
    yield _kinds(report, language)
    yield from formula(report, language)
    yield Group(_water(report, language))
    yield from sources(report, language)


def _head(report: ImpactReport, language: str) -> tuple[Piece, ...]:
    _ = voice(language)
    subject = _subject(report, language)
    when = _("{day} à {hour}", day=day(report.made_at, language), hour=hour(report.made_at))
    return (
        *paragraph(_("Impact du réemploi"), TITLE),
        *paragraph(subject[:1].upper() + subject[1:], STRONG),
        space(6),
        *fields(
            (
                (_("Pour"), report.name),
                (_("Atelier"), _("{name} (site {site:02d})", name=report.workshop, site=report.site)),
                (_("Calculé le"), when),
                (_("Chiffres"), report.figures.version),
            )
        ),
        space(8),
    )


def _result(totals: Totals, language: str) -> tuple[Piece, ...]:
    _ = voice(language)
    pairs = [(_("Appareils remis en usage"), _of(totals.reused, totals.machines, language))]
    left = [f"{number(line.machines, language)} {_(words.NOT_COUNTED[line.reason])}" for line in totals.not_reused]
    pairs.append((_("Non comptés"), " · ".join(left)))
    formula_value = words.between(totals.co2e, language, _) if totals.quantified else _("non chiffré")
    pairs.append((_("CO2e évité, par la formule"), _upon(formula_value, totals.quantified, totals.reused, language)))
    if totals.materials_of:
        moved = words.between(totals.materials, language, _)
        pairs.append(
            (_("Matières évitées, par la formule"), _upon(moved, totals.materials_of, totals.reused, language))
        )
    pairs += _yearly(totals, language)
    pairs += _masses(totals, language)
    return fields(pairs, label=LABEL)


def _of(count: int, whole: int, language: str) -> str:
    _ = voice(language)
    return _("{count} sur {total}", count=number(count, language), total=number(whole, language))


def _upon(value: str, count: int, whole: int, language: str) -> str:
    """Say for how many of the machines that count a value stands: a sum never hides what is not in it."""
    _ = voice(language)
    if not count:
        return value
    if one(count, language):
        return _("{value}, pour {count} appareil sur {total}", value=value, count=count, total=number(whole, language))
    counted = number(count, language)
    return _("{value}, pour {count} appareils sur {total}", value=value, count=counted, total=number(whole, language))


def _yearly(totals: Totals, language: str) -> list[tuple[str, str]]:
    _ = voice(language)
    rows = (
        (_("CO2e évité par an, selon l’étude citée"), totals.year_co2e_grams, totals.year_co2e_of),
        (_("Matières évitées par an, selon l’étude citée"), totals.year_materials_grams, totals.year_materials_of),
        (_("Déchets évités par an, selon l’étude citée"), totals.year_ewaste_grams, totals.year_ewaste_of),
    )
    return [
        (name, _upon(_study(grams, language), count, totals.reused, language)) for name, grams, count in rows if count
    ]


def _study(grams: int, language: str) -> str:
    return words.kilograms(significant(grams, DIGITS_OF_A_STUDY), language)


def _masses(totals: Totals, language: str) -> list[tuple[str, str]]:
    _ = voice(language)
    known = totals.weighed_of + totals.declared_of
    how = _("pesée : {weighed}, déclarée : {declared}", weighed=totals.weighed_of, declared=totals.declared_of)
    mass = words.kilograms(totals.known_mass_grams, language) if known else _("non pesée")
    pairs = [(_("Masse gardée hors des déchets"), f"{mass} ({how})" if known else mass)]
    if totals.fallback_of:
        fallback = words.kilograms(totals.fallback_grams, language)
        pairs.append(
            (_("En plus, masse par défaut, non pesée"), _upon(fallback, totals.fallback_of, totals.reused, language))
        )
    if totals.mass_unknown:
        pairs.append((_("Masse inconnue"), _of(totals.mass_unknown, totals.reused, language)))
    return pairs


def _unknown(totals: Totals, language: str) -> tuple[Piece, ...]:
    """List what the formula gives no number for: it is in no sum."""
    _ = voice(language)
    title = paragraph(_("Ce que la formule ne chiffre pas"), HEADING)
    if not totals.unquantified:
        text = _("Rien : chaque appareil remis en usage est chiffré.") if totals.reused else _("Aucun appareil compté.")
        return (*title, *paragraph(text, NOTE), space(10))
    lines = [
        row(
            Cell(0, 40, number(line.machines, language), NOTE_STRONG, right=True),
            Cell(52, WIDTH - 52, _(words.WHY[line.reason]), NOTE),
        )
        for line in totals.unquantified
    ]
    note = _("Ces appareils ne sont dans aucune somme de la formule. Rien n’est compté à leur place.")
    return (*title, *lines, space(3), *paragraph(note, NOTE), space(10))


def _kinds(report: ImpactReport, language: str) -> Group:
    _ = voice(language)
    heads = (_("Type"), _("Comptés"), _("CO2e évité, formule"), _("CO2e par an, étude"), _("Masse"))
    columns = (_line(heads, NOTE_STRONG), rule(), space(2))
    title = (*paragraph(_("Par type d’appareil"), HEADING), *columns)
    lines = []
    for kind in report.categories:
        totals = kind.totals
        known = totals.weighed_of + totals.declared_of
        cells = (
            wording.said(wording.CATEGORIES, kind.category, language),
            _of(totals.reused, totals.machines, language),
            words.between(totals.co2e, language, _) if totals.quantified else _("non chiffré"),
            _study(totals.year_co2e_grams, language) if totals.year_co2e_of else _("non chiffré"),
            words.kilograms(totals.known_mass_grams, language) if known else _("inconnue"),
        )
        lines += [_line(cells, NOTE), rule(0.4, 3)]
    return Group((*title, *lines, space(10)), again=columns, together=len(title) + 1)


_SPANS = ((0, 1), (1, 1), (2, 2), (4, 1), (5, 1))


def _line(texts: Sequence[str], style: object) -> Piece:
    chosen = NOTE_STRONG if style is NOTE_STRONG else NOTE
    return row(*(Cell(*column(*span), text, chosen) for span, text in zip(_SPANS, texts, strict=True)))


def _water(report: ImpactReport, language: str) -> tuple[Piece, ...]:
    _ = voice(language)
    why = _(
        "Les chiffres publiés d’eau par appareil se contredisent, et le plus connu est négatif pour un portable : "
        "aucun n’est repris ici."
    )
    if report.scope is not Scope.PERIOD:
        lines = [_("L’eau et l’électricité de l’atelier se relèvent par période ; elles ne sont pas réparties ici.")]
    else:
        lines = [_metered(use, language) for use in report.meters]
        lines = lines or [_("L’atelier n’a relevé aucun compteur pendant cette période.")]
    pieces = [piece for line in lines for piece in paragraph(line, NOTE)]
    head = paragraph(_("Eau et compteurs de l’atelier"), HEADING)
    return (*head, *paragraph(_(words.WATER), NOTE_STRONG), *paragraph(why, NOTE), *pieces, space(10))


def _metered(use: MeterUse, language: str) -> str:
    _ = voice(language)
    meter = " ".join(part for part in (_(words.METERS[use.meter]), use.name) if part)
    if use.used is None or use.first_at is None or use.last_at is None:
        return _("{meter} : moins de deux relevés pendant cette période.", meter=meter)
    return _(
        "{meter} : {amount} {unit} entre les relevés du {first} et du {last}.",
        meter=meter,
        amount=words.decimal(use.used, language),
        unit="m³" if use.meter is Meter.WATER else "kWh",
        first=day(use.first_at, language),
        last=day(use.last_at, language),
    )
