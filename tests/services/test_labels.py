"""What stands on each label, from what is known of the object in that moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pytest

from tests.services.shop import Shop, an_inspection
from workshop.domain import events as happened
from workshop.domain.accessories import AccessoryKind
from workshop.domain.battery import BatteryWord, battery_word
from workshop.domain.codes import Code, Kind
from workshop.domain.diagnosis import Battery, Processor
from workshop.domain.errors import MediumError, RefusedError, UnknownCodeError
from workshop.domain.inspection import Function
from workshop.domain.labels import LabelContent, LabelKind
from workshop.domain.media import Media
from workshop.domain.people import Actor, Role
from workshop.domain.printing import Link, Printer, PrinterLanguage
from workshop.services.accessories import Accessories
from workshop.services.label_contents import short_processor
from workshop.services.label_ports import LayoutName
from workshop.services.label_samples import sample_label
from workshop.services.labels import Labels

ROLL = Media("62x29", "Étiquettes", 62, 29, 1.5, 3)


@dataclass
class PlainDesk:
    """A desk that writes labels as text and keeps layouts in memory."""

    kept: dict[tuple[str, str], str] = field(default_factory=dict)
    full: bool = False

    def media(self) -> tuple[Media, ...]:
        return (ROLL,)

    def layouts(self) -> tuple[LayoutName, ...]:
        return tuple(LayoutName(kind, "62x29", (kind.value, "62x29") in self.kept) for kind in LabelKind)

    def text(self, kind: LabelKind, media: str) -> str:
        return self.kept.get((kind.value, media), "shipped")

    def problems(self, media: str, text: str) -> tuple[str, ...]:
        return () if text else (f"{media}: nothing",)

    def keep(self, kind: LabelKind, media: str, text: str) -> None:
        if self.full:
            raise MediumError("layouts", "full")
        self.kept[kind.value, media] = text

    def drop(self, kind: LabelKind, media: str) -> None:
        self.kept.pop((kind.value, media), None)

    def picture(
        self, content: LabelContent, media: str, language: str, dots_per_inch: int, text: str | None = None
    ) -> bytes:
        return f"{content.code} {media} {language} {dots_per_inch} {text}".encode()

    def pdf(self, contents: Iterable[LabelContent], media: str, language: str) -> bytes:
        return self.sheet(contents, media, 1, language)

    def sheet(self, contents: Iterable[LabelContent], media: str, first: int, language: str) -> bytes:
        return f"{[content.code for content in contents]} {media} {first} {language}".encode()

    def zpl(self, content: LabelContent, media: str, language: str, dots_per_inch: int) -> bytes:
        return self.picture(content, media, language, dots_per_inch)

    def ticks(self, printer: Printer, language: str) -> bytes:
        return f"ticks {printer.roll} {language}".encode()


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
def desk() -> PlainDesk:
    return PlainDesk()


@pytest.fixture
def labels(shop: Shop, desk: PlainDesk) -> Labels:
    return Labels(shop.store, lambda: desk, "fr")


def test_the_label_of_intake_says_nothing_of_the_machine_or_its_donor(shop: Shop, labels: Labels) -> None:
    code = shop.received()
    assert labels.content(code) == LabelContent(LabelKind.INTAKE, code, "Atelier")


def test_the_label_of_exit_says_what_a_buyer_asks(shop: Shop, labels: Labels) -> None:
    code = shop.ready()
    content = labels.content(code)
    assert (content.kind, content.title, content.letter) == (LabelKind.EXIT, "Dell Latitude 5400", "B")
    assert content.lines == ("i5", "8 Go", "HDD 0 Go")
    assert content.battery is BatteryWord.GOOD
    assert (content.wiped, content.reserved) == (f"{shop.clock.now():%Y-%m}", False)


def test_no_label_says_wiped_where_a_drive_was_taken_out_and_nothing_was_wiped(shop: Shop, labels: Labels) -> None:
    code = shop.received()
    (drive,) = shop.machines.drives(code)
    shop.machines.triage(shop.actor, code)
    shop.wiping.attest_absence(shop.validator, drive.code)
    shop.inspecting.record(shop.actor, code, an_inspection())
    shop.grading.grade(shop.actor, code)
    content = labels.content(code)
    assert (content.kind, content.wiped) == (LabelKind.EXIT, "")
    assert not any("HDD" in line for line in content.lines)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Intel Core i5-8265U", "i5-8265U"),
        ("AMD Ryzen 5 PRO 4650U with Radeon Graphics", "Ryzen 5 PRO 4650U"),
        ("Intel Celeron N4020", "Celeron N4020"),
        ("Intel Core Ultra 7 155H", "Core Ultra 7 155H"),
        ("Intel", "Intel"),
    ],
)
def test_a_processor_is_told_as_people_ask_for_it(name: str, told: str) -> None:
    assert short_processor(name) == told
    assert Processor(name).trade_name == name


@pytest.mark.parametrize(
    ("wear", "word"),
    [
        ((), None),
        ((20,), BatteryWord.GOOD),
        ((21,), BatteryWord.FAIR),
        ((40, 10), BatteryWord.FAIR),
        ((41,), BatteryWord.WEAK),
        ((None,), BatteryWord.UNKNOWN),
    ],
)
def test_the_weakest_battery_is_the_word(wear: tuple[int | None, ...], word: BatteryWord | None) -> None:
    assert battery_word(Battery("BAT", wear_percent=percent) for percent in wear) is word


def test_an_accessory_gets_a_code_and_says_with_what_it_goes(shop: Shop, labels: Labels) -> None:
    code, accessories = shop.received(), Accessories(shop.store)
    charger = accessories.register(shop.actor, AccessoryKind.CHARGER, "  65 W\n USB-C ", code)
    loose = accessories.register(shop.actor, AccessoryKind.MOUSE)
    assert Code(charger.code).kind is Kind.ACCESSORY
    assert accessories.of(code) == (charger,)
    assert labels.content(charger.code).lines == ("65 W USB-C", code)
    assert labels.content(loose.code).title == "mouse"
    with shop.store.looking() as look:
        (entry,) = look.history(charger.code)
    assert entry.event == happened.AccessoryRegistered("charger", "65 W USB-C", code)
    with pytest.raises(UnknownCodeError):
        accessories.register(shop.actor, AccessoryKind.BAG, machine="260199999939")


def test_evidence_says_the_six_fields_and_leaves_out_what_nobody_knows(shop: Shop, labels: Labels) -> None:
    code = shop.ready()
    evidence = labels.content(code, LabelKind.EVIDENCE).evidence
    assert evidence
    assert (evidence.item, evidence.category, evidence.type_number) == ("Dell Latitude 5400", "laptop", "Latitude 5400")
    assert (evidence.year, evidence.company, evidence.address) == ("", "Atelier", "")
    assert (evidence.result, evidence.tested_on) == ("yes", f"{shop.clock.now():%Y-%m-%d}")
    assert Function.SCREEN.value in evidence.kinds
    labels.set_address(shop.validator, "12, rue  de l’Exemple")
    told = labels.content(code, LabelKind.EVIDENCE).evidence
    assert told
    assert told.address == labels.address() == "12, rue de l’Exemple"


def test_evidence_of_an_untested_machine_claims_nothing(shop: Shop, labels: Labels) -> None:
    evidence = labels.content(shop.received(), LabelKind.EVIDENCE).evidence
    assert evidence
    assert (evidence.result, evidence.tested_on, evidence.kinds) == ("", "", ())


def test_a_label_that_an_object_has_not_is_refused(shop: Shop, labels: Labels) -> None:
    code = shop.received()
    for kind in (LabelKind.EXIT, LabelKind.BOX):
        with pytest.raises(UnknownCodeError):
            labels.content(code, kind)
    with pytest.raises(UnknownCodeError):
        labels.content(shop.lot.code, LabelKind.EVIDENCE)
    with pytest.raises(UnknownCodeError):
        labels.content("no code")


def test_an_example_is_on_every_label_of_a_sample() -> None:
    shop = Shop(sample=True)
    labels = Labels(shop.store, PlainDesk, "fr")
    assert labels.content(shop.received()).example
    assert labels.content(shop.lot.code).example


def test_the_roll_of_the_bench_is_used_unless_another_is_asked_for(shop: Shop, desk: PlainDesk) -> None:
    labels, code = Labels(shop.store, lambda: desk, "fr", "50x25"), shop.received()
    assert labels.png(code, 203) == f"{code} 50x25 fr 203 None".encode()
    assert labels.zpl(code, 300, "62") == f"{code} 62 fr 300 None".encode()
    assert labels.pdf(code, media="L7160", first=4) == f"['{code}'] L7160 4 fr".encode()


def test_a_manager_lays_labels_out_and_the_journal_says_so(shop: Shop, labels: Labels, desk: PlainDesk) -> None:
    labels.save_layout(shop.validator, LabelKind.BOX, "62x29", "mine")
    assert labels.layout_text(LabelKind.BOX, "62x29") == "mine"
    assert LayoutName(LabelKind.BOX, "62x29", edited=True) in labels.layouts()
    labels.reset_layout(shop.validator, LabelKind.BOX, "62x29")
    assert not desk.kept
    assert [(change.label, bool(change.text)) for change in changes(shop)] == [("box", True), ("box", False)]


def changes(shop: Shop) -> list[happened.LayoutChanged]:
    with shop.store.looking() as look:
        return [entry.event for entry in look.journal() if isinstance(entry.event, happened.LayoutChanged)]


def test_nobody_else_changes_a_layout_or_the_address(shop: Shop, labels: Labels, desk: PlainDesk) -> None:
    person = shop.people.add(shop.actor, "Dominique", Role.TECHNICIAN)
    technician = Actor(person.code, "banc 1")
    with pytest.raises(RefusedError):
        labels.save_layout(technician, LabelKind.BOX, "62x29", "mine")
    with pytest.raises(RefusedError):
        labels.reset_layout(technician, LabelKind.BOX, "62x29")
    with pytest.raises(RefusedError):
        labels.set_address(technician, "elsewhere")
    assert not desk.kept
    assert labels.address() == ""


def test_a_layout_that_cannot_be_written_leaves_no_trace(shop: Shop, labels: Labels, desk: PlainDesk) -> None:
    desk.full = True
    with pytest.raises(MediumError):
        labels.save_layout(shop.validator, LabelKind.BOX, "62x29", "mine")
    assert not changes(shop)


def test_a_printer_is_set_straight_by_ticks(labels: Labels) -> None:
    printer = Printer(PrinterLanguage.ZPL, Link.TCP, "192.0.2.7:9100", roll="50x25")
    assert labels.ticks(printer) == b"ticks 50x25 fr"


def test_a_preview_shows_an_invented_label(labels: Labels) -> None:
    seen = labels.preview(LabelKind.PLACE, "62x29", 203, "a layout")
    assert seen.endswith(b"62x29 fr 203 a layout")
    assert labels.layout_problems("62x29", "") == ("62x29: nothing",)
    assert labels.media() == (ROLL,)


@pytest.mark.parametrize("kind", list(LabelKind))
def test_an_invented_label_of_each_kind_has_a_code_of_that_kind(kind: LabelKind) -> None:
    content = sample_label(kind, "Atelier")
    assert content.kind is kind
    assert content.example
    assert Code(content.code).site == 99
