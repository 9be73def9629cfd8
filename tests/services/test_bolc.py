from __future__ import annotations

import csv
import io

import pytest

from tests.services.shop import Shop
from workshop.adapters.exports.bolc import BOM, bolc_table
from workshop.domain.bolc import COLUMNS
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.errors import UnknownCodeError
from workshop.domain.lots import MachineCard
from workshop.scoring_wiring import emmaus
from workshop.services.bolc import Bolc
from workshop.services.grading_facts import Catalogues


def bolc(shop: Shop) -> Bolc:
    return Bolc(shop.store, shop.grading.contract, Catalogues(), emmaus)


def table(content: bytes) -> list[dict[str, str]]:
    text = content.decode("utf-8")
    assert text.startswith(BOM)
    return list(csv.DictReader(io.StringIO(text.removeprefix(BOM)), delimiter=";"))


def test_a_lot_becomes_the_rows_that_the_import_expects(shop: Shop) -> None:
    first, second = shop.ready("PF1"), shop.received("PF2")
    rows = table(bolc_table(bolc(shop).rows(shop.lot.code)))
    assert tuple(rows[0]) == COLUMNS
    assert [row["Identifiant unique"] for row in rows] == [first, second]
    assert rows[0]["N° Serie"] == "PF1"
    assert rows[0]["Type disque 1"] in {medium.value.upper() for medium in DriveMedium}


def test_without_points_of_the_processor_there_is_no_category_and_it_says_why(shop: Shop) -> None:
    (row,) = table(bolc_table(bolc(shop).rows(shop.ready())))
    assert row["Catégorie"] == ""
    assert "cpu_score" in row["Erreur calcul"]


def test_no_cell_acts_as_a_formula(shop: Shop) -> None:
    code = shop.ready()
    with shop.store.working(shop.actor) as work:
        card = work.get(MachineCard, code)
        assert card is not None
        work.put(MachineCard(code, card.lot, card.state, card.category, "=cmd|' /C calc'!A0", "@SUM(A1)", "+1"))
    (row,) = table(bolc_table(bolc(shop).rows(code)))
    assert all(row[name].startswith("'") for name in ("Constructeur", "Model", "N° Serie"))


def test_an_unknown_code_is_said(shop: Shop) -> None:
    with pytest.raises(UnknownCodeError):
        bolc(shop).rows("260000000182")
