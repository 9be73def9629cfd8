from __future__ import annotations

import pytest

from workshop.adapters.rules.asset_columns import load_column_names
from workshop.domain.asset_lists import (
    MOST_MACHINES,
    AssetList,
    Field,
    NoList,
    Odd,
    Table,
    WhyNoList,
    plain,
    understood,
)
from workshop.domain.diagnosis import Category
from workshop.resources import resource

NAMES = load_column_names(resource("catalogue"))


def listed(*rows: str, head: str = "inventaire;serie;marque;modele;type") -> AssetList:
    found = understood(table(head, *rows), NAMES)
    assert isinstance(found, AssetList), found
    return found


def table(*rows: str) -> Table:
    return Table(tuple((line, tuple(row.split(";"))) for line, row in enumerate(rows, 1)))


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("N° d'inventaire", Field.INVENTORY),
        ("NUMERO D’INVENTAIRE", Field.INVENTORY),
        ("Asset Tag", Field.INVENTORY),
        ("N° série", Field.SERIAL),
        ("Numéro de Série :", Field.SERIAL),
        ("S/N", Field.SERIAL),
        ("Service Tag", Field.SERIAL),
        ("Fabricant", Field.MAKER),
        ("MODELE", Field.MODEL),
        ("Type de matériel", Field.CATEGORY),
    ],
)
def test_columns_are_known_by_their_names_however_they_are_written(name: str, field: Field) -> None:
    known = NAMES.field_of(name)
    assert known is not None
    assert known[1] is field


@pytest.mark.parametrize("name", ["Type de disque", "Marque écran", "Prix", "Série limitée", ""])
def test_a_name_counts_as_a_whole(name: str) -> None:
    assert NAMES.field_of(name) is None


def test_no_name_means_two_things() -> None:
    names = [plain(name) for said in NAMES.fields.values() for name in said]
    assert all(NAMES.field_of(name) for name in names)


def test_the_header_may_stand_below_a_title() -> None:
    found = understood(table("Parc du lycée", "Le 12/11", "", "Série;Marque", "S1;Dell"), NAMES)
    assert isinstance(found, AssetList)
    assert [(one.line, one.serial, one.maker) for one in found.machines] == [(5, "S1", "Dell")]


def test_of_two_columns_for_the_same_the_surer_name_is_used_and_the_other_is_shown() -> None:
    found = listed("1;Latitude;S1", head="designation;modele;serie")
    assert [(column.name, column.what) for column in found.columns][:2] == [
        ("designation", None),
        ("modele", Field.MODEL),
    ]
    assert found.machines[0].model == "Latitude"


@pytest.mark.parametrize("nothing", ["", "-", "N/A", "néant", "Inconnu", "To be filled by O.E.M.", "0", "aucun"])
def test_what_stands_for_nothing_is_no_number(nothing: str) -> None:
    (remark,) = listed(f"{nothing};{nothing};Dell;Latitude;").remarks
    assert (remark.line, remark.why, remark.dropped) == (2, Odd.NO_NUMBER, True)


def test_a_total_is_no_machine() -> None:
    found = listed("ML-1;S1;;;", "TOTAL;;;;")
    assert len(found.machines) == 1
    assert found.remarks[0].why is Odd.NO_NUMBER


def test_digits_that_a_spreadsheet_lost_are_never_guessed() -> None:
    found = listed("ML-1;1,23457E+11;;;", ";1.23457e11;;;")
    assert [(one.inventory, one.serial) for one in found.machines] == [("ML-1", "")]
    assert [(remark.why, remark.dropped) for remark in found.remarks] == [
        (Odd.DIGITS_LOST, False),
        (Odd.DIGITS_LOST, True),
    ]


def test_a_number_that_became_a_decimal_is_whole_again_and_leading_zeros_stay() -> None:
    found = listed('4711,0;="000123";;;', "'0042;S2;;;")
    assert [(one.inventory, one.serial) for one in found.machines] == [("4711", "000123"), ("0042", "S2")]


def test_the_same_number_twice_is_told_with_both_lines() -> None:
    found = listed("ML-1;S1;;;", "ML-2;s 1;;;", "ml-1;S3;;;")
    assert len(found.machines) == 1
    assert [(remark.line, remark.why) for remark in found.remarks] == [(3, Odd.TWICE), (4, Odd.TWICE)]
    assert "(2)" in found.remarks[0].text


def test_kinds_are_understood_in_words_of_every_day() -> None:
    found = listed("1;S1;;;PC portable 15 pouces", "2;S2;;;Unité centrale", "3;S3;;;Vidéoprojecteur")
    assert [one.category for one in found.machines] == ["laptop", "desktop", "unknown"]
    assert [(remark.line, remark.why, remark.dropped) for remark in found.remarks] == [(4, Odd.UNKNOWN_KIND, False)]


def test_no_list_frees_a_machine_from_being_wiped() -> None:
    found = listed("1;S1;;;Écran", "2;S2;;;Station d'accueil")
    assert {one.category for one in found.machines} == {Category.UNKNOWN.value}
    assert {remark.why for remark in found.remarks} == {Odd.KIND_TO_SEE}


def test_what_is_too_long_or_unreadable_is_told() -> None:
    found = listed(f"{'1' * 41};S1;;;", "1;S\ufffd2;;;", f"2;S3;{'M' * 81};;")
    assert [remark.why for remark in found.remarks] == [Odd.TOO_LONG, Odd.UNREADABLE, Odd.TOO_LONG]
    assert found.machines == ()


def test_a_header_that_is_repeated_is_no_machine_and_blank_lines_are_nothing() -> None:
    found = listed("1;S1;;;", "inventaire;serie;marque;modele;type", ";;;;", "2;S2;;;")
    assert [one.serial for one in found.machines] == ["S1", "S2"]
    assert found.remarks == ()


def test_nothing_known_says_what_stands_there() -> None:
    found = understood(table("Nom;Prénom", "Dupont;Jean"), NAMES)
    assert found == NoList(WhyNoList.NO_COLUMN, "Nom · Prénom")
    assert understood(table("serie"), NAMES) == NoList(WhyNoList.NO_MACHINE)
    many = understood(table("serie", *(f"S{number}" for number in range(MOST_MACHINES + 1))), NAMES)
    assert isinstance(many, NoList)
    assert many.why is WhyNoList.TOO_MANY_LINES
