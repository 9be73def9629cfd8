"""Every fact has a row and a word, and what the tools answered is shown as it came, with nothing hidden in it."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.shop import FakeFiles, Shop, a_drive, a_reading
from workshop.domain.diagnosis import (
    Battery,
    Diagnosis,
    Display,
    DriveReading,
    Firmware,
    Lock,
    LockKind,
    MemoryModule,
    NetworkAdapter,
    Origin,
    Processor,
    Reading,
    Smart,
    Source,
    Unread,
    WhyUnread,
)
from workshop.domain.errors import MediumError, UnknownCodeError
from workshop.fact_names import names, parts
from workshop.fact_words import fact_name, fact_value, is_named, origin_words, part_name, unread_detail, unread_words
from workshop.services.fact_views import LARGEST_TEXT_BYTES, FactRow, FactViews, facts_of, visible
from workshop.texts import Wording, disguise, speak

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
FULL = Diagnosis(
    NOON,
    processor=Processor("Intel i5"),
    memory=(MemoryModule("DIMM 1", 8 * 2**30),),
    drives=(DriveReading("/dev/sda", size_bytes=256 * 10**9, smart=Smart(passed=True, reallocated_sectors=12)),),
    batteries=(Battery("BAT0", wear_percent=12),),
    displays=(Display(diagonal_mm=355),),
    graphics=("Intel UHD 620",),
    firmware=Firmware(uefi=True),
    locks=(Lock(LockKind.BIOS_PASSWORD, "dmidecode: Power-On Password: Enabled"),),
    unread=(Unread("drives", WhyUnread.NO_RIGHT, "permission denied"),),
    tools=(("lsblk", "2.38"),),
    network=(NetworkAdapter("eth0"),),
    cameras=("Webcam",),
    microphones=("ALC257",),
    touchscreens=(),
    touchpads=None,
)


def leaves(kind: type, path: str) -> Iterator[tuple[str, str]]:
    """Walk the fields of a fact and of the facts in it: part, name."""
    for item in dataclasses.fields(kind):
        hint = typing.get_type_hints(kind)[item.name]
        inner = next((one for one in inside(hint) if dataclasses.is_dataclass(one)), None)
        part, _, within = path.partition(".")
        name = ".".join(word for word in (within, item.name) if word)
        if inner is None:
            yield (part, name) if path else ("machine", item.name)
        else:
            yield from leaves(inner, f"{path}.{item.name}" if path else item.name)


def inside(hint: typing.Any) -> Iterator[type]:
    if typing.get_origin(hint) in (tuple, types.UnionType, typing.Union):
        for one in typing.get_args(hint):
            yield from inside(one)
    elif isinstance(hint, type):
        yield hint


SIMPLE_LISTS = {"graphics", "cameras", "microphones", "touchscreens", "touchpads", "tools"}


def test_no_fact_of_a_diagnosis_is_forgotten() -> None:
    told = {(row.part, row.name) for row in facts_of(FULL)}
    expected = set(leaves(Diagnosis, ""))
    missing = {(part, name) for part, name in expected if (part, name) not in told and name not in SIMPLE_LISTS}
    assert not missing
    assert {row.part for row in facts_of(FULL)} >= SIMPLE_LISTS


def test_every_fact_and_every_part_has_a_word() -> None:
    rows = facts_of(FULL)
    unnamed = {(row.part, row.name) for row in rows if row.part != "tools" and not is_named(row.part, row.name)}
    assert not unnamed
    assert {row.part for row in rows} <= set(parts())


def test_a_fact_that_was_not_read_is_told_as_unknown_and_never_left_out() -> None:
    rows = {(row.part, row.name): row for row in facts_of(Diagnosis(NOON))}
    serial = rows["identity", "system_serial"]
    assert (serial.value, fact_value(serial)) == (None, "inconnu")
    assert fact_value(rows["network", "count"]) == "personne n’a pu regarder"
    assert fact_value(rows["drives", "count"]) == "aucun"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (FactRow("drives", "size_bytes", 256_060_514_304, "lsblk", 1), "256,1 Go (256 060 514 304 octets)"),
        (FactRow("memory", "size_bytes", 8 * 2**30, "", 1), "8 Gio (8 589 934 592 octets)"),
        (FactRow("drives", "logical_sector_bytes", 512, "", 1), "512 octets"),
        (FactRow("drives", "smart.power_on_hours", 12345, "", 1), "12 345 h"),
        (FactRow("drives", "smart.temperature_celsius", 35, "", 1), "35 °C"),
        (FactRow("drives", "smart.percentage_used", 3, "", 1), "3 %"),
        (FactRow("drives", "smart.critical_warning", 4, "", 1), "0x04"),
        (FactRow("drives", "rotation_rpm", 0, "", 1), "rien ne tourne"),
        (FactRow("batteries", "design_mwh", 48000, "", 1), "48 000 mWh"),
        (FactRow("displays", "diagonal_mm", 356, "", 1), "356 mm (14 pouces)"),
        (FactRow("displays", "year", 2019, "", 1), "2019"),
        (FactRow("firmware", "uefi", True), "oui"),  # noqa: FBT003
        (FactRow("identity", "category", "laptop"), "Ordinateur portable"),
        (FactRow("network", "kind", "wifi", "", 1), "Wi-Fi"),
        (FactRow("drives", "verdict", "worn", "", 1), "Usé"),
        (FactRow("drives", "verdict_because", "reallocated_sectors=12", "", 1), "secteurs remplacés : 12"),
    ],
)
def test_values_are_said_with_their_unit(row: FactRow, words: str) -> None:
    assert fact_value(row).replace("\u202f", " ").replace("\xa0", " ") == words


def test_things_of_one_kind_are_counted_from_one() -> None:
    row = next(row for row in facts_of(FULL) if row.part == "drives")
    assert part_name(row) == "Disque 1"
    assert fact_name(row) == "Chemin pendant la lecture"


def test_each_fact_names_the_tool_that_told_it() -> None:
    tools = {(row.part, row.name): row.tool for row in facts_of(FULL)}
    assert tools["drives", "size_bytes"] == "lsblk 2.38"
    assert tools["drives", "smart.reallocated_sectors"] == "smartctl"
    assert tools["identity", "maker"] == "dmidecode"
    without = replace(FULL, unread=(Unread("smbios", WhyUnread.NO_RIGHT),))
    assert next(row.tool for row in facts_of(without) if row.part == "identity") == "/sys/class/dmi"
    other = replace(FULL, origin=Origin(Source.TOOL, "GLPI agent", "1.7"))
    tools = {(row.part, row.name): row.tool for row in facts_of(other)}
    assert tools["identity", "maker"] == "GLPI agent 1.7"
    assert tools["drives", "verdict"] == "Établi"


def test_what_could_not_be_read_is_told_plainly_once_for_each_reason() -> None:
    one = (Unread("drives", WhyUnread.NO_RIGHT, "lsblk: permission denied"),)
    assert unread_words(one) == ("Disques\xa0: pas lus, il manque un droit.",)
    more = (*one, Unread("tpm", WhyUnread.NO_RIGHT), Unread("smart:/dev/sda", WhyUnread.NO_TOOL))
    assert unread_words(more) == (
        "Disques, puce TPM\xa0: pas lus, il manque un droit.",
        "Santé des disques\xa0: pas lue, il manque un outil.",
    )
    assert unread_detail(one[0]).endswith("· lsblk: permission denied")
    assert "/dev/sda" in unread_detail(more[2])


@pytest.mark.parametrize("why", WhyUnread)
def test_a_thing_nobody_thought_of_is_still_told(why: WhyUnread) -> None:
    assert "holograms" in unread_words((Unread("holograms", why),))[0]


@pytest.mark.parametrize(
    ("origin", "words"),
    [
        (Origin(), "Lu ici\xa0: hier"),
        (Origin(Source.PROBE, authentic=True), "Lu par la sonde, daté\xa0: hier"),
        (Origin(Source.PROBE), "Lu par une sonde non authentifiée, daté\xa0: hier"),
        (Origin(Source.TOOL, "GLPI"), "Déclaré par GLPI, daté\xa0: hier"),
    ],
)
def test_who_made_a_reading_is_said(origin: Origin, words: str) -> None:
    assert origin_words(replace(FULL, origin=origin), "hier") == words


# what the tools answered


def views(shop: Shop, files: FakeFiles) -> FactViews:
    return FactViews(shop.store, files)


class LostFiles(FakeFiles):
    """A folder from which somebody took the files."""

    def open(self, sha256: str) -> bytes:
        raise MediumError(sha256, "gone")


def read_machine(shop: Shop, *raw: tuple[str, bytes]) -> str:
    lot = shop.lots.open(shop.actor, "Mairie", 1)
    code = shop.machines.receive(shop.actor, lot.code, "8XK2J13").code
    reading = a_reading("8XK2J13", a_drive())
    shop.diagnosing.attach(shop.actor, code, Reading(reading.diagnosis, raw))
    return code


def test_the_answers_are_listed_by_name_and_shown_as_they_came(shop: Shop) -> None:
    code = read_machine(shop, ("lscpu -J", b'{"lscpu": []}'), ("dmidecode", "# é\r\nligne".encode()))
    facts = views(shop, shop.files)
    assert [(raw.name, raw.size_bytes) for raw in facts.raw_outputs(code)] == [("dmidecode", 11), ("lscpu -J", 13)]
    text = facts.raw_text(code, "dmidecode")
    assert text is not None
    assert (text.text, text.cut) == ("# é\nligne", False)
    assert facts.raw_text(code, "lspci") is None


def test_a_long_answer_is_cut_and_says_so(shop: Shop) -> None:
    code = read_machine(shop, ("dmesg", b"a" * (LARGEST_TEXT_BYTES + 1)))
    text = views(shop, shop.files).raw_text(code, "dmesg")
    assert text is not None
    assert (len(text.text), text.cut, text.size_bytes) == (LARGEST_TEXT_BYTES, True, LARGEST_TEXT_BYTES + 1)


def test_answers_that_are_lost_do_not_take_the_facts_with_them(shop: Shop) -> None:
    code = read_machine(shop, ("lscpu", b"raw"))
    sheet = views(shop, LostFiles()).sheet(code)
    assert sheet.facts
    assert (sheet.raw, sheet.raw_is_lost) == ((), True)


def test_a_kept_report_that_is_no_archive_is_one_answer(shop: Shop) -> None:
    code = read_machine(shop, ("lscpu", b"raw"))
    shop.files.kept = dict.fromkeys(shop.files.kept, b'{"report": 1}')
    facts = views(shop, shop.files)
    (raw,) = facts.raw_outputs(code)
    text = facts.raw_text(code, raw.name)
    assert text is not None
    assert text.text == '{"report": 1}'


def test_a_machine_that_was_not_read_has_no_facts_and_an_unknown_one_is_refused(shop: Shop) -> None:
    lot = shop.lots.open(shop.actor, "Mairie", 1)
    code = shop.machines.receive(shop.actor, lot.code, "8XK2J13").code
    facts = views(shop, shop.files)
    assert facts.sheet(code).diagnosis is None
    assert facts.raw_outputs(code) == ()
    with pytest.raises(UnknownCodeError):
        facts.sheet("260000000182")


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (b"a\x1b[31mb", "a\\x1b[31mb"),
        ("a\u202eb".encode(), "a\\u202eb"),
        (b"a\xffb", "a\\xffb"),
        (b"a\tb\n", "a\tb\n"),
        ("16\u00a0Go".encode(), "16\u00a0Go"),
        (b"\0AB\xff", "000000  00 41 42 ff                                      .AB."),
    ],
)
def test_nothing_hides_in_an_answer(content: bytes, shown: str) -> None:
    assert visible(content) == shown


@given(st.binary(max_size=400))
def test_whatever_a_tool_answers_prints(content: bytes) -> None:
    assert all(char.isprintable() or char in "\n\t\u00a0\u202f" for char in visible(content))


def test_facts_are_named_as_the_person_reads_who_is_here_now() -> None:
    """A badge changes language and wording; what was said to the person before must not stay."""
    standard = names()["uefi"]
    try:
        speak("fr", Wording.SIMPLE)
        simple = names()["uefi"]
        speak("en")
        english = names()["uefi"]
        disguise(str.upper)
        disguised = names()["uefi"]
    finally:
        disguise(None)
        speak("fr")
    assert len({standard, simple, english, disguised}) == 4
    assert names()["uefi"] == standard
