"""The impact annex: the formula with its inputs, every source with its licence, what is unknown; never an adjective."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.adapters.documents.pictures import flat, text_of
from tests.adapters.documents.samples import HOSTILE
from workshop.adapters.documents.impact_pdf import impact_document
from workshop.adapters.rules.impact import load_figures
from workshop.domain.claims import Where
from workshop.domain.content import canonical, to_content
from workshop.domain.contracts import Confidence
from workshop.domain.impact import Reuse, Reused, by_category, impact_of, total
from workshop.domain.impact_figures import Assumed, Assumption, Figure, Figures, FigureSource, Right
from workshop.domain.impact_report import SCHEMA, CategoryTotals, ImpactReport, Scope
from workshop.domain.meters import Meter, MeterUse
from workshop.impact_wiring import claims
from workshop.resources import resource

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SHIPPED = load_figures(resource("impact"), None, claims())
OWN = Figures(
    "atelier 1",
    (
        FigureSource(
            "own", "Contrat, clause 12.3", "Atelier", "2", "document interne", Right.OWN, Confidence.VERIFIED, "2026"
        ),
    ),
    (
        Figure(
            "laptop", "own", "laptop", construction_grams=200_000, distribution_grams=10_000, scope="un portable neuf"
        ),
        Figure("battery", "own", part="battery", construction_grams=7_500),
    ),
    (
        Assumption("years", Assumed.SECOND_LIFE_YEARS, 3000, "own"),
        Assumption("life", Assumed.LIFETIME_YEARS, 6000, "own"),
        Assumption("shop", Assumed.OVERHEAD_KG, 4200, "own"),
    ),
)
D = Reuse.DELIVERED
MACHINES = (
    Reused("260100000198", "laptop", D, 1650, parts=("battery",)),
    Reused("260100000295", "laptop", D, None, 1700, used_parts=2),
    Reused("260100000392", "monitor", D, 5200),
    Reused("260100000489", "desktop", D),
    Reused("260100000586", "unknown", D),
    Reused("260100000683", "laptop", Reuse.RETURNED),
)


def report(machines: tuple[Reused, ...] = MACHINES, figures: Figures | None = None, **changes: Any) -> ImpactReport:
    known = SHIPPED.with_own(OWN) if figures is None else figures
    done = tuple(impact_of(machine, known) for machine in machines)
    kinds = {machine.category for machine in machines}
    names = {name for one in done for name in one.used}
    names |= {figure.id for figure in known.figures if figure.category in kinds}
    made = ImpactReport(
        SCHEMA,
        example=True,
        workshop="Atelier d’Exemple",
        site=1,
        scope=Scope.LOT,
        code="020100000113",
        name="Mairie d’Exemple",
        since=None,
        until=None,
        made_at=NOON,
        totals=total(done),
        categories=tuple(CategoryTotals(*pair) for pair in by_category(done)),
        machines=done,
        figures=known.only(names),
        meters=(),
    )
    return replace(made, **changes)


def printed(made: ImpactReport, folder: Path, language: str = "fr") -> str:
    return flat(text_of(impact_document(made, language), folder))


def test_the_paper_prints_the_formula_its_inputs_and_its_result(tmp_path: Path) -> None:
    text = printed(report(), tmp_path)
    assert "0,5 × min(1 ; 3 ÷ 6) × (200 + 10) kg = 52,5 kg. Atelier, 2026" in text
    assert "Ôté : 7,5 kg de pièces neuves (1), 8,4 kg pour l’atelier. Pièces qui ont déjà servi : 2." in text
    # 2 x 52.5 - 7.5 - 8.4 + 16.475 - 4.2 = 101.4; with 83.25 for the monitor: 168.2 kg
    assert "de 100 à 170 kg, pour 3 appareils sur 5" in text
    assert "Appareils remis en usage 5 sur 6" in text
    assert "1 livré puis revenu" in text


def test_a_monitor_is_a_range_with_both_its_sources(tmp_path: Path) -> None:
    text = printed(report(), tmp_path)
    assert "(64,6 + 1,3) kg = 16,475 kg. ADEME, 2024-11-20" in text
    assert "(333) kg = 83,25 kg. Boavizta, environmental-footprint-data, 2023-02-23" in text
    assert "de 12 à 80 kg" in text


def test_what_is_not_quantified_is_counted_and_said(tmp_path: Path) -> None:
    text = printed(report(), tmp_path)
    assert "1 Aucun chiffre publié n’est entré pour ce type." in text
    assert "1 On ne sait pas ce que c’est." in text
    assert "Eau : non quantifiée." in text
    assert "8,55 kg (pesée : 2, déclarée : 1)" in text
    assert "Masse inconnue 2 sur 5" in text


def test_every_source_stands_there_with_version_licence_and_how_it_was_read(tmp_path: Path) -> None:
    made = report()
    text = printed(made, tmp_path)
    assert len(made.figures.sources) == 5
    for source in made.figures.sources:
        for said in (source.version, source.licence, source.publisher):
            assert said.replace("'", "’") in text
    assert "cité par un tiers : Reporterre" in text


@pytest.mark.parametrize("figures", [Figures(), SHIPPED])
def test_without_figures_the_paper_says_so_and_gives_no_number(tmp_path: Path, figures: Figures) -> None:
    text = printed(report(MACHINES[3:], figures), tmp_path)
    assert "CO2e évité, par la formule non chiffré" in text
    assert "La formule n’a servi pour aucun appareil" in text


def test_the_default_mass_is_told_apart(tmp_path: Path) -> None:
    own = replace(OWN, figures=(*OWN.figures, Figure("pc", "own", "desktop", mass_grams=5000)))
    text = printed(report(figures=SHIPPED.with_own(own)), tmp_path)
    assert "En plus, masse par défaut, non pesée 5 kg, pour 1 appareil sur 5" in text
    assert "8,55 kg (pesée : 2, déclarée : 1)" in text, "and is not added"


def test_a_period_tells_the_workshops_meters(tmp_path: Path) -> None:
    meters = (
        MeterUse(Meter.POWER, "", 2, datetime(2026, 1, 3, tzinfo=UTC), datetime(2026, 11, 2, tzinfo=UTC), 1_234_500),
        MeterUse(Meter.WATER, "cour", 1),
    )
    since = datetime(2026, 1, 1, tzinfo=UTC)
    made = report(scope=Scope.PERIOD, code="", name="", since=since, until=NOON, meters=meters)
    text = printed(made, tmp_path)
    assert "Électricité : 1 234,5 kWh entre les relevés du 3 janvier 2026 et du 2 novembre 2026." in text
    assert "Eau cour : moins de deux relevés" in text
    assert "du 1er janvier 2026 au 24 novembre 2026" in text
    assert "L’atelier n’a relevé aucun compteur" in printed(replace(made, meters=()), tmp_path)


def test_the_report_is_attached_as_data_and_the_same_content_gives_the_same_bytes() -> None:
    made = report()
    pdf = impact_document(made, "fr")
    assert pdf == impact_document(made, "fr")
    with pikepdf.open(io.BytesIO(pdf)) as document:
        content = document.attachments["impact.json"].get_file().read_bytes()
    assert content == canonical(to_content(made))
    assert json.loads(content)["totals"]["quantified"] == 3


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_annex_claims_anything_in_either_language(tmp_path: Path, language: str) -> None:
    for made in (report(), report(figures=SHIPPED), report(())):
        text = printed(made, tmp_path, language)
        assert "EXEMPLE" in text or "EXAMPLE" in text
        assert claims().found_in(text, language, Where.PAPERS) == ()
        assert "◊" not in text, "a sign that the font has not"


def test_hostile_names_and_many_machines_break_nothing(tmp_path: Path) -> None:
    source = replace(OWN.sources[0], title=HOSTILE, publisher=HOSTILE, licence=HOSTILE, told_by=HOSTILE, url=HOSTILE)
    own = replace(OWN, sources=(source,), version=HOSTILE)
    machines = tuple(replace(MACHINES[number % 6], code=str(number)) for number in range(600))
    made = report(machines, SHIPPED.with_own(own), workshop=HOSTILE, name=HOSTILE)
    assert "500 sur 600" in printed(made, tmp_path)
