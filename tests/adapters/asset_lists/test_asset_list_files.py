from __future__ import annotations

import codecs
import io
import os
import random
import tempfile
import zipfile
from pathlib import Path

import pytest

from tests.adapters.asset_lists.workbooks import OFFICE, PACKAGE, inline, packed, parts, sheet, workbook
from workshop.adapters.asset_lists.workbook import LARGEST_PART
from workshop.asset_wiring import lists_in, read_list
from workshop.domain.asset_lists import LARGEST_LIST, MOST_LINES, AssetList, Field, NoList, Odd, WhyNoList

HEAD = ("N° d'inventaire", "Numéro de série", "Modèle")
ROWS = (("ML-1", "8XK2J13", "Été"), ("ML-2", "5CG9", "Latitude; 5400"))


def separated(separator: str) -> str:
    return "\r\n".join(
        separator.join(f'"{cell}"' if separator in cell else cell for cell in row) for row in (HEAD, *ROWS)
    )


def understood(content: bytes) -> AssetList:
    found = read_list(content, {})
    assert isinstance(found, AssetList), found
    return found


def why(content: bytes) -> WhyNoList:
    found = read_list(content, {})
    assert isinstance(found, NoList), found
    return found.why


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("cp1252", b""),
    ],
)
def test_text_is_read_in_every_way_that_spreadsheets_write_it(separator: str, encoding: str, mark: bytes) -> None:
    assets = understood(mark + separated(separator).encode(encoding))
    assert [(one.inventory, one.serial, one.model) for one in assets.machines] == [*map(tuple, ROWS)]
    assert [one.line for one in assets.machines] == [2, 3]


def test_a_separator_that_the_file_names_is_believed() -> None:
    assets = understood(b"sep=,\r\nserie,marque\r\nS1,Dell; Inc\r\n")
    assert (assets.machines[0].serial, assets.machines[0].maker, assets.machines[0].line) == ("S1", "Dell; Inc", 3)


def test_a_cell_of_several_lines_keeps_the_count_of_lines() -> None:
    assets = understood(b'serie;marque\r\nS1;"Dell\r\nFrance"\r\nS2;HP\r\n')
    assert [(one.line, one.maker) for one in assets.machines] == [(2, "Dell France"), (4, "HP")]


def test_a_workbook_is_read_by_its_cells_whatever_their_kind() -> None:
    texts = ["<t>N° de série</t>", "<r><t>Lati</t></r><r><t>tude</t></r><rPh><t>no</t></rPh>", "<t>Modèle</t>"]
    rows = (
        '<c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>2</v></c>' + inline("Inventaire"),
        '<c r="A2"><v>1234567</v></c><c r="C2" t="s"><v>1</v></c><c r="D2"><v>4.2E+1</v></c>',
        '<c r="A3" t="str"><f>UPPER("x")</f><v>ABC1</v></c><c r="D3"><v>1.2345678901234567E+17</v></c>',
    )
    assets = understood(workbook(*rows, texts=texts))
    first, third, second = *assets.machines, assets.remarks[0]
    assert (third.serial, third.inventory) == ("ABC1", "")
    assert (first.serial, first.model, first.inventory) == ("1234567", "Latitude", "42")
    assert (second.line, second.why, second.dropped) == (3, Odd.DIGITS_LOST, False)


def test_a_formula_is_text_and_is_never_run() -> None:
    rows = (inline("serial"), '<c t="str"><f>HYPERLINK("http://example.org")</f></c>', inline("=1+1"))
    assert [one.serial for one in understood(workbook(*rows)).machines] == ['=HYPERLINK("http://example.org")', "=1+1"]


def test_of_several_sheets_the_one_that_says_most_is_read_and_the_others_are_named() -> None:
    notes = sheet(inline("Bonjour"), inline("voici la liste"))
    asked = sheet(inline("serie", "marque"), inline("S1", "Dell"))
    secret = sheet(inline("serie", "marque", "modele"), inline("S9", "HP", "x"))
    content = packed(parts([("Lisez-moi", notes), ("Parc", asked), ("Caché", secret)], hidden=["Caché"]))
    assets = understood(content)
    assert (assets.sheet, assets.other_sheets, assets.machines[0].serial) == ("Parc", ("Lisez-moi",), "S1")


def test_links_out_of_the_file_are_not_followed() -> None:
    inside = parts([("Parc", sheet(inline("serie"), inline("S1")))])
    for target in ('Target="http://example.org/s.xml" TargetMode="External"', 'Target="../../../etc/passwd"'):
        relation = f'<Relationship Id="r1" Type="{OFFICE}/worksheet" {target}/>'
        inside["xl/_rels/workbook.xml.rels"] = f'<Relationships xmlns="{PACKAGE}">{relation}</Relationships>'
        assert why(packed(inside)) is WhyNoList.NO_MACHINE


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    for part in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"):
        inside = parts([("Parc", sheet(inline("serie"), inline("S1")))])
        inside[part] = bomb + inside[part]
        assert why(packed(inside)) is WhyNoList.DAMAGED


def test_what_unpacks_to_more_than_a_list_needs_is_let_go() -> None:
    inside = parts([("Parc", sheet(inline("serie"), inline("S1")))])
    blank = b" " * (LARGEST_PART + 2**20)
    for part in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"):
        text = inside[part].encode()
        content = packed({**inside, part: text[:-12] + blank + text[-12:]})
        assert len(content) < 2**20
        assert why(content) is WhyNoList.TOO_LARGE


def test_too_many_lines_parts_or_bytes_are_refused() -> None:
    lines = "serie\n" + "\n".join(f"S{number}" for number in range(MOST_LINES + 1))
    assert why(lines.encode()) is WhyNoList.TOO_MANY_LINES
    assert why(workbook(inline("serie"), *[inline("x")] * (MOST_LINES + 1))) is WhyNoList.TOO_MANY_LINES
    assert why(b"serie\n" + b"x" * LARGEST_LIST) is WhyNoList.TOO_LARGE
    crowd = {f"p{number}": "" for number in range(2_001)}
    assert why(packed(parts([("Parc", sheet(inline("serie")))]) | crowd)) is WhyNoList.TOO_LARGE


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", WhyNoList.NO_MACHINE),
        (b"   \r\n", WhyNoList.NO_MACHINE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, WhyNoList.OLD_FORMAT),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), WhyNoList.LOCKED),
        (b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20, WhyNoList.NOT_A_TABLE),
        (b"%PDF-1.7\n" + os.urandom(4000), WhyNoList.NOT_A_TABLE),
        (b"PK\x03\x04 nothing more", WhyNoList.DAMAGED),
        (b'serie;marque\n"' + b"x" * 200_000, WhyNoList.DAMAGED),
        (packed({"word/document.xml": "<x/>"}), WhyNoList.NOT_A_TABLE),
        (b"nom;prenom\nDupont;Jean\n", WhyNoList.NO_COLUMN),
    ],
)
def test_what_is_no_list_says_what_it_is(content: bytes, expected: WhyNoList) -> None:
    assert why(content) is expected


def test_a_damaged_file_is_never_more_than_refused() -> None:
    chance = random.Random(7)
    sound = (workbook(inline(*HEAD), *(inline(*row) for row in ROWS)), separated(";").encode())
    for _turn in range(300):
        content = bytearray(chance.choice(sound))
        for _change in range(chance.randint(1, 8)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        assert isinstance(read_list(bytes(content[: chance.randint(1, len(content))]), {}), AssetList | NoList)


def test_a_part_that_is_locked_is_damage() -> None:
    file = io.BytesIO(workbook(inline("serie"), inline("S1")))
    content = bytearray(file.getvalue())
    with zipfile.ZipFile(file) as archive:
        offset = archive.getinfo("xl/workbook.xml").header_offset
    for start in (offset + 6, content.index(b"PK\x01\x02") + 8):
        content[start] |= 1  # the bit that says: a password
    assert why(bytes(content)) is WhyNoList.DAMAGED


def test_columns_that_no_name_tells_can_be_named_by_a_person() -> None:
    content = b"Ref1;Ref2;Truc\nML-1;8XK2J13;Dell\n"
    assert why(content) is WhyNoList.NO_COLUMN
    found = read_list(content, {Field.INVENTORY: "ref1", Field.SERIAL: "REF2"})
    assert isinstance(found, AssetList)
    assert (found.machines[0].inventory, found.machines[0].serial) == ("ML-1", "8XK2J13")


def test_the_newest_tables_of_a_folder_are_offered() -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for age, name in enumerate(("liste.CSV", "parc.xlsx", "photo.jpg", ".cache.csv", "~$parc.xlsx")):
            (folder / name).write_bytes(b"x")
            os.utime(folder / name, (1000 + age, 1000 + age))
        (folder / "dossier.csv").mkdir()
        (folder / "lien.csv").symlink_to(folder / "liste.CSV")
        assert [path.name for path in lists_in((folder, folder / "rien"))] == ["parc.xlsx", "liste.CSV"]
