"""A donor's list of machines: which column is what, which line is a machine, and what could not be understood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from workshop.domain.diagnosis import WITHOUT_MEDIUM, Category
from workshop.domain.lots import serial_key

LARGEST_LIST = 16 * 2**20
MOST_LINES, MOST_COLUMNS, MOST_MACHINES = 10_000, 100, 3_000
LONGEST_CELL = 400
_HEADER_WITHIN = 30  # lines; donors write a title and a date above
_LONGEST_SERIAL, _LONGEST_TAG, _LONGEST_NAME = 64, 40, 80


class Field(StrEnum):
    """What a column says of a machine."""

    INVENTORY = "inventory"
    SERIAL = "serial"
    MAKER = "maker"
    MODEL = "model"
    CATEGORY = "category"


class Odd(StrEnum):
    """What is to be told about one line."""

    NO_NUMBER = "no-number"  # neither serial nor tag: no scan could ever find it
    TWICE = "twice"
    DIGITS_LOST = "digits-lost"  # a spreadsheet has rounded it
    TOO_LONG = "too-long"
    UNREADABLE = "unreadable"
    UNKNOWN_KIND = "unknown-kind"
    KIND_TO_SEE = "kind-to-see"  # « monitor »: no list frees a machine from being wiped
    ELSEWHERE = "elsewhere"  # its serial is in another lot now


class WhyNoList(StrEnum):
    """Why a file is no list that can be taken."""

    TOO_LARGE = "too-large"
    NOT_A_TABLE = "not-a-table"
    DAMAGED = "damaged"
    LOCKED = "locked"  # a password
    OLD_FORMAT = "old-format"
    TOO_MANY_LINES = "too-many-lines"
    NO_COLUMN = "no-column"
    NO_MACHINE = "no-machine"


@dataclass(frozen=True, slots=True)
class NoList:
    """A file that could not be taken; `detail` is what it says instead, cut."""

    why: WhyNoList
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a file: each row with its line there. `sheet` is which sheet it is, `others` those left alone."""

    rows: tuple[tuple[int, tuple[str, ...]], ...]
    sheet: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One column by its name; `what` None: it is not used."""

    name: str
    what: Field | None


@dataclass(frozen=True, slots=True)
class ListedMachine:
    """One line that is a machine."""

    line: int
    serial: str = ""
    inventory: str = ""
    maker: str = ""
    model: str = ""
    category: str = Category.UNKNOWN.value

    @property
    def keys(self) -> frozenset[str]:
        """Its serial and its tag, each in the form in which it is compared."""
        named = (("s", serial_key(self.serial)), ("i", serial_key(self.inventory)))
        return frozenset(f"{kind}:{key}" for kind, key in named if key)


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be told about one line; `text` is what stands there. `dropped`: no machine is expected for it."""

    line: int
    why: Odd
    text: str = ""
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class AssetList:
    """A list that was understood, line by line."""

    columns: tuple[Column, ...]
    machines: tuple[ListedMachine, ...]
    remarks: tuple[Remark, ...] = ()
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnNames:
    """The names of columns, the surest first, and the words for kinds of machines; in any spelling."""

    fields: Mapping[Field, tuple[str, ...]]
    kinds: Mapping[Category, tuple[str, ...]]
    _places: dict[str, tuple[int, Field]] = field(init=False, repr=False, compare=False)
    _words: dict[str, Category] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        places = {plain(name): (place, what) for what, names in self.fields.items() for place, name in enumerate(names)}
        words = {plain(word): kind for kind, said in self.kinds.items() for word in said}
        object.__setattr__(self, "_places", places)
        object.__setattr__(self, "_words", words)

    def field_of(self, name: str) -> tuple[int, Field] | None:
        """Return what a column of this name is, and how sure the name is (0 is surest)."""
        return self._places.get(plain(name))

    def kind_of(self, text: str) -> Category | None:
        """Return the kind of machine that a text names: as a whole, else by its first words."""
        words = plain(text).split()
        found = (self._words.get(" ".join(words[:end])) for end in range(len(words), 0, -1))
        return next((kind for kind in found if kind), None)


_FILLERS = frozenset({"d", "de", "du", "des", "l", "la", "le", "les", "the", "of"})
_NUMBER = frozenset({"n", "no", "num", "numero", "nr", "nbr", "number"})


def plain(text: str) -> str:
    """Return a name without accents, signs, case and small words; every way to write « number » is one."""
    spelled = unicodedata.normalize("NFKD", text.lower().replace("°", "o ").replace("º", "o "))
    letters = "".join(sign if sign.isalnum() else " " for sign in spelled if not unicodedata.combining(sign))
    words = [word for word in letters.split() if word not in _FILLERS]
    named = ["no" if word in _NUMBER and len(words) > 1 else word for word in words]
    return " ".join("serial" if word in ("serie", "series") else word for word in named)


def understood(table: Table, names: ColumnNames, chosen: Mapping[Field, str] | None = None) -> AssetList | NoList:
    """Find the columns of a table by their names, and its machines line by line; `chosen` names columns oneself."""
    head = _header(table, names, chosen or {})
    if head is None:
        first = next((row for _line, row in table.rows if any(row)), ())
        words = " · ".join(_tidy(cell) for cell in first if cell and cell.isprintable())
        return NoList(WhyNoList.NO_COLUMN, words[:_LONGEST_NAME])
    place, columns = head
    reading = _Reading(names, columns, table.rows[place][1])
    for line, row in table.rows[place + 1 :]:
        reading.take(line, row)
    if len(reading.machines) > MOST_MACHINES:
        return NoList(WhyNoList.TOO_MANY_LINES, str(len(reading.machines)))
    if not reading.machines and not reading.remarks:
        return NoList(WhyNoList.NO_MACHINE)
    return AssetList(columns, tuple(reading.machines), tuple(reading.remarks), table.sheet, table.others)


def says_something(table: Table, names: ColumnNames) -> int:
    """Count the columns that are known, to choose among several tables."""
    head = _header(table, names, {})
    return sum(column.what is not None for column in head[1]) if head else 0


def _header(table: Table, names: ColumnNames, chosen: Mapping[Field, str]) -> tuple[int, tuple[Column, ...]] | None:
    """Return where the names of the columns stand, and what they are: the line that knows most of them."""
    best: tuple[int, int, tuple[Column, ...]] | None = None
    for place, (_line, row) in enumerate(table.rows[:_HEADER_WITHIN]):
        columns = _columns(row, names, chosen)
        known = {column.what for column in columns if column.what}
        if known & {Field.SERIAL, Field.INVENTORY} and (best is None or len(known) > best[0]):
            best = (len(known), place, columns)
    return (best[1], best[2]) if best else None


def _columns(row: tuple[str, ...], names: ColumnNames, chosen: Mapping[Field, str]) -> tuple[Column, ...]:
    wanted = {plain(name): what for what, name in chosen.items()}
    found: dict[Field, tuple[int, int]] = {}
    for place, cell in enumerate(row):
        named = names.field_of(cell) if plain(cell) else None
        rank, what = (-1, wanted[plain(cell)]) if plain(cell) in wanted else named or (0, None)
        if what is not None and (what not in found or rank < found[what][0]):
            found[what] = (rank, place)
    used = {place: what for what, (_rank, place) in found.items()}
    return tuple(Column(_tidy(cell), used.get(place)) for place, cell in enumerate(row))


_NO_SERIALS = frozenset(
    plain(words)
    for words in (
        *("", "0", "x", "na", "n a", "ns", "so", "s o", "sans", "neant", "aucun", "aucune", "non", "none", "null"),
        *("vide", "inconnu", "inconnue", "unknown", "absent", "illisible", "default string", "system serial no"),
        *("to be filled by o e m", "to be filled by oem"),
    )
)
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)  # 1,23457E+11
_DECIMALS = re.compile(r"(\d+)[.,]0+")  # 4711,0
_AS_TEXT = re.compile(r'="(.*)"')  # how spreadsheets keep leading zeros in CSV


class _Reading:
    """The lines under the names of the columns, one after another."""

    def __init__(self, names: ColumnNames, columns: tuple[Column, ...], header: tuple[str, ...]) -> None:
        self.machines: list[ListedMachine] = []
        self.remarks: list[Remark] = []
        self._names = names
        self._columns = columns
        self._header = tuple(map(_tidy, header))
        self._seen: dict[str, int] = {}

    def take(self, line: int, row: tuple[str, ...]) -> None:
        cells = tuple(map(_tidy, row))
        if not any(cells) or cells == self._header:  # a page's head again
            return
        said = {
            column.what: cell for column, cell in zip(self._columns, cells, strict=False) if column.what is not None
        }
        serial, tag = _number(said.get(Field.SERIAL, "")), _number(said.get(Field.INVENTORY, ""))
        maker, model = said.get(Field.MAKER, ""), said.get(Field.MODEL, "")
        if serial and tag:  # one is enough to find it
            serial, tag = self._whole(line, serial, tag)
        named = serial or maker or model or any(sign.isdigit() for sign in tag)
        why = _against(serial, tag if named else "", maker, model)  # « TOTAL » is no tag
        if why is not None:
            self._tell(line, why[0], why[1] or " · ".join(cell for cell in cells if cell), dropped=True)
            return
        machine = ListedMachine(line, serial, tag, maker, model, self._kind(line, said.get(Field.CATEGORY, "")))
        again = next((key for key in sorted(machine.keys) if key in self._seen), None)
        if again is not None:
            self._tell(line, Odd.TWICE, f"{again[2:]} ({self._seen[again]})", dropped=True)
            return
        self._seen |= dict.fromkeys(machine.keys, line)
        self.machines.append(machine)

    def _whole(self, line: int, serial: str, tag: str) -> tuple[str, str]:
        lost = [text for text in (serial, tag) if _ROUNDED.fullmatch(text)]
        if len(lost) != 1:
            return serial, tag
        self._tell(line, Odd.DIGITS_LOST, lost[0])
        return ("", tag) if lost[0] == serial else (serial, "")

    def _kind(self, line: int, text: str) -> str:
        kind = self._names.kind_of(text) if text else Category.UNKNOWN
        if kind is None or kind in WITHOUT_MEDIUM:
            self._tell(line, Odd.UNKNOWN_KIND if kind is None else Odd.KIND_TO_SEE, text)
            return Category.UNKNOWN.value
        return kind.value

    def _tell(self, line: int, why: Odd, text: str, *, dropped: bool = False) -> None:
        self.remarks.append(Remark(line, why, text[:_LONGEST_NAME], dropped))


def _against(serial: str, tag: str, maker: str, model: str) -> tuple[Odd, str] | None:
    if not serial and not tag:
        return Odd.NO_NUMBER, ""
    for text in (serial, tag):
        if _ROUNDED.fullmatch(text):
            return Odd.DIGITS_LOST, text
    limits = ((serial, _LONGEST_SERIAL), (tag, _LONGEST_TAG), (maker, _LONGEST_NAME), (model, _LONGEST_NAME))
    for text, longest in limits:
        if len(text) > longest:
            return Odd.TOO_LONG, text
        if not text.isprintable() or "\ufffd" in text:
            return Odd.UNREADABLE, text
    return None


def _number(text: str) -> str:
    """Return a serial or a tag as it is on the machine; empty where the cell says that there is none."""
    whole = _DECIMALS.fullmatch(text)
    number = whole[1] if whole else text
    return "" if plain(number) in _NO_SERIALS else number


def _tidy(cell: str) -> str:
    held = _AS_TEXT.fullmatch(cell.strip())
    return " ".join((held[1] if held else cell.strip().removeprefix("'")).split())


def lines_of(remarks: Iterable[Remark]) -> int:
    """Count the lines for which nothing is expected."""
    return len({remark.line for remark in remarks if remark.dropped})
