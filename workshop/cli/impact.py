"""`impact`, `weigh`, `part`, `meter`: what reuse avoids, and what is measured for it."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from workshop import impact_words as words
from workshop.bootstrap import Workshop
from workshop.cli.console import Console, Exit, write_file
from workshop.cli.people import opened
from workshop.domain.contracts import Part
from workshop.domain.impact import Totals, significant
from workshop.domain.impact_figures import Figures
from workshop.domain.impact_report import ImpactReport, Scope
from workshop.domain.meters import UNITS, USUAL, Meter, MeterProblem, MeterUse, Unit, read_amount
from workshop.domain.typography import grouped
from workshop.impact_wiring import (
    example_figures,
    figures_of,
    impact_of,
    impact_paper,
    impact_records_of,
    take_figures,
)
from workshop.services.impact_records import LEAST_GRAMS, MOST_GRAMS
from workshop.settings import Settings
from workshop.texts import _, several, spoken

FIGURES = "figures"


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add this word's commands."""
    impact = commands.add_parser("impact", parents=[shared], help=_("ce que le réemploi évite, avec ses sources"))
    impact.add_argument("what", nargs="?", default="", metavar="LOT|COMMANDE|CODE|figures")
    impact.add_argument("--since", type=_moment, metavar="DATE", help=_("livrés depuis ce moment (ISO 8601)"))
    impact.add_argument("--until", type=_end, metavar="DATE", help=_("livrés jusqu'à ce jour compris"))
    impact.add_argument("--out", type=Path, metavar="FICHIER.pdf", help=_("écrire l'annexe"))
    impact.add_argument("--file", type=Path, metavar="FICHIER", help=_("figures : prendre les chiffres de l'atelier"))
    impact.add_argument("--example", action="store_true", help=_("figures : montrer un fichier à remplir"))
    impact.set_defaults(command=_impact)
    weigh = commands.add_parser("weigh", parents=[shared], help=_("noter la masse d'un ordinateur"))
    weigh.add_argument("code", metavar="CODE")
    weigh.add_argument("--grams", type=int, required=True, metavar="N")
    weigh.add_argument("--declared", action="store_true", help=_("quelqu'un la dit : elle n'est pas pesée ici"))
    weigh.add_argument("--by", default="", metavar="QUI", help=_("qui la dit"))
    weigh.set_defaults(command=_weigh)
    part = commands.add_parser("part", parents=[shared], help=_("noter une pièce posée dans un ordinateur"))
    part.add_argument("code", metavar="CODE")
    part.add_argument("part", choices=[item.value for item in Part if item.value in words.PARTS])
    part.add_argument("--second-hand", action="store_true", help=_("elle a déjà servi"))
    part.set_defaults(command=_part)
    meter = commands.add_parser("meter", parents=[shared], help=_("noter ce que montre un compteur de l'atelier"))
    meter.add_argument("meter", choices=[item.value for item in Meter])
    meter.add_argument("value", metavar="NOMBRE")
    meter.add_argument("--unit", choices=[item.value for item in Unit], help=_("m3 pour l'eau, kWh sinon"))
    meter.add_argument("--name", default="", metavar="NOM", help=_("lequel, s'il y en a plusieurs"))
    meter.add_argument("--replaced", action="store_true", help=_("c'est un nouveau compteur"))
    meter.set_defaults(command=_meter)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone()


def _end(text: str) -> datetime:
    """Read the end of a time; a day alone is meant whole."""
    moment = _moment(text)
    return moment + timedelta(days=1) if len(text) == len("2026-11-24") else moment


def _impact(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    if options.what == FIGURES:
        return _figures(options, settings, console)
    timed = options.since or options.until
    if bool(options.what) == bool(timed) or options.file or options.example:
        console.say(_("Dites un lot, une commande ou un ordinateur ; ou --since et --until."))
        return Exit.WRONG_USE
    with closing(opened(settings)) as workshop:
        report = _report(options, workshop, settings)
    if options.out:
        write_file(options.out, impact_paper(report, settings.language))
    console.answer(report, *_told(report), *([str(options.out)] if options.out else []))
    return Exit.DONE


def _report(options: argparse.Namespace, workshop: Workshop, settings: Settings) -> ImpactReport:
    impact = impact_of(workshop.store, settings, workshop.clock)
    if options.what:
        return impact.about(options.what)
    since = options.since or datetime.combine(date.min.replace(year=2000), time(), UTC)
    return impact.between(since, options.until or workshop.clock.now())


def _told(report: ImpactReport) -> Iterable[str]:
    yield from _sums(report.totals)
    if report.scope is Scope.MACHINE:
        for machine in report.machines:
            mass = words.kilograms(machine.mass_grams, spoken()) if machine.mass_grams is not None else "?"
            yield _("Masse : {mass}, {how}").format(mass=mass, how=_(words.WEIGHTS[machine.weight]))
    for row in report.meters:
        yield _metered(row)
    yield _(words.WATER) + " " + _(words.WATER_WHY)
    for source in report.figures.sources:
        parts = (source.publisher, source.title, source.version, source.dated or source.consulted, source.licence)
        yield _("Source : {source}").format(source=" · ".join(part for part in parts if part))


def _sums(totals: Totals) -> Iterable[str]:
    language = spoken()
    count = several("{number} ordinateur livré sur {total}", "{number} ordinateurs livrés sur {total}", totals.reused)
    yield count.format(number=totals.reused, total=totals.machines)
    for row in totals.not_reused:
        yield _("Non comptés : {number}, {why}").format(number=row.machines, why=_(words.NOT_COUNTED[row.reason]))
    if totals.quantified:
        sentence = _("CO2e évité, par la formule : {mass} (appareils : {number})")
        mass = words.between(totals.co2e, language, _)
        yield sentence.format(mass=mass, number=totals.quantified)
    for row in totals.unquantified:
        yield _("Non chiffrés : {number}. {why}").format(number=row.machines, why=_(words.WHY[row.reason]))
    if totals.year_co2e_of:
        sentence = _("CO2e évité par année d'usage, selon une étude : {mass} (appareils : {number})")
        mass = words.kilograms(significant(totals.year_co2e_grams, 3), language)
        yield sentence.format(mass=mass, number=totals.year_co2e_of)
    yield from _masses(totals)


def _masses(totals: Totals) -> Iterable[str]:
    language = spoken()
    sentence = _("Masse remise en usage : {mass} (pesée : {number}, déclarée : {declared})")
    mass = words.kilograms(totals.known_mass_grams, language)
    yield sentence.format(mass=mass, number=totals.weighed_of, declared=totals.declared_of)
    if totals.fallback_of:
        sentence = _("En plus, par défaut et non pesé : {mass} (appareils : {number})")
        yield sentence.format(mass=words.kilograms(totals.fallback_grams, language), number=totals.fallback_of)
    if totals.mass_unknown:
        yield _("Masse inconnue : {number}").format(number=totals.mass_unknown)


def _metered(row: MeterUse) -> str:
    name = " ".join(part for part in (_(words.METERS[row.meter]), row.name) if part)
    if row.used is None or row.first_at is None or row.last_at is None:
        return _("{meter} de l'atelier : moins de deux relevés").format(meter=name)
    unit = "m³" if row.meter is Meter.WATER else "kWh"
    said = _("{meter} de l'atelier : {amount} {unit}, du {first} au {last}")
    days = (f"{row.first_at:%Y-%m-%d}", f"{row.last_at:%Y-%m-%d}")
    return said.format(meter=name, amount=words.decimal(row.used, spoken()), unit=unit, first=days[0], last=days[1])


def _figures(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    if options.example:
        if console.as_json:
            console.answer({"example": example_figures()})
        else:
            print(example_figures(), end="")  # as it stands: a file to keep, not a sentence
        return Exit.DONE
    if options.file:
        taken = take_figures(settings, options.file)
        console.say(_("Les chiffres de l'atelier sont pris : {version}").format(version=taken.version))
    known = figures_of(settings)
    console.answer(known, *_known(known))
    return Exit.DONE


def _known(known: Figures) -> Iterable[str]:
    for figure in known.figures:
        source = known.source(figure.source)
        name = f"{source.publisher}, {source.dated or source.consulted}" if source else figure.source
        yield f"{figure.category or figure.part} : {figure.id} ({name})"
    for one in known.assumptions:
        yield f"{_(words.CHOICES[one.what])} {one.category} : {words.decimal(one.thousandths, spoken())}"


def _weigh(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    if not LEAST_GRAMS <= options.grams <= MOST_GRAMS:
        console.say(_("Un ordinateur ne pèse pas {grams} g. Vérifiez le nombre.").format(grams=options.grams))
        return Exit.REFUSED
    with closing(opened(settings)) as workshop:
        card = impact_records_of(workshop.store).weigh(
            workshop.actor(), options.code, options.grams, declared=options.declared, told_by=options.by
        )
    mass = words.kilograms(options.grams, spoken())
    console.answer({"code": card.code, "grams": options.grams}, f"{grouped(card.code)} : {mass}")
    return Exit.DONE


def _part(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        records = impact_records_of(workshop.store)
        card = records.fit(workshop.actor(), options.code, options.part, second_hand=options.second_hand)
    name = _(words.PARTS[options.part])
    console.answer({"code": card.code, "part": options.part}, f"{grouped(card.code)} : {name}")
    return Exit.DONE


def _meter(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    meter = Meter(options.meter)
    unit = Unit(options.unit) if options.unit else USUAL[meter]
    amount = read_amount(options.value, meter, unit)
    if isinstance(amount, MeterProblem):
        console.say(_(words.METER_PROBLEMS[amount]))
        return Exit.WRONG_USE if amount is MeterProblem.WRONG_UNIT else Exit.REFUSED
    with closing(opened(settings)) as workshop:
        problem = impact_records_of(workshop.store).read_meter(
            workshop.actor(), meter, amount, name=options.name, replaced=options.replaced
        )
    if problem:
        console.say(_(words.METER_PROBLEMS[problem]))
        return Exit.REFUSED
    shown = words.decimal(amount * 1000 // UNITS[unit][1], spoken())
    console.answer({"meter": meter, "amount": amount}, f"{_(words.METERS[meter])} : {shown} {unit.value}")
    return Exit.DONE
