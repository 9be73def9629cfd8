from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.services.shop import Shop
from workshop.domain.asset_lists import AssetList, Column, Field, ListedMachine, NoList, Odd, WhyNoList
from workshop.domain.errors import RefusedError, UnknownCodeError
from workshop.domain.events import AssetListTaken, LotClosed
from workshop.domain.lots import MachineCard
from workshop.domain.machines import State
from workshop.domain.scanning import Answer, Asks, Said, Scan, Signal
from workshop.services.asset_lists import AssetLists, ListTaken
from workshop.services.intake_scans import UNLISTED
from workshop.services.scanning import BENCH, INTAKE, Place
from workshop.services.undoing import Undoing

COLUMNS = (Column("série", Field.SERIAL), Column("inventaire", Field.INVENTORY))


def a_list(*machines: tuple[str, str]) -> AssetList:
    """Write a list of serials and tags."""
    listed = (
        ListedMachine(line, serial, tag, "Dell", "Latitude 5400", "laptop")
        for line, (serial, tag) in enumerate(machines, 2)
    )
    return AssetList(COLUMNS, tuple(listed))


class Intake:
    """A shop whose donor gives lists."""

    def __init__(self) -> None:
        self.shop = Shop()
        self.lists = AssetLists(self.shop.store, unreadable)
        self.lot = self.shop.lots.open(self.shop.actor, "Lycée").code

    def take(self, *machines: tuple[str, str]) -> ListTaken:
        return self.lists.take(self.shop.actor, self.lot, "liste.csv", a_list(*machines))

    def scan(self, text: str, *, asks: Asks | None = None, inventory: str = "", doubtful: bool = False) -> Answer:
        scan = Scan(text, "wedge", self.shop.clock.now(), doubtful=doubtful)
        return self.shop.scanning.answer(self.shop.actor, scan, Place(INTAKE, self.lot, asks=asks, inventory=inventory))

    def cards(self) -> tuple[MachineCard, ...]:
        return self.shop.machines.of_lot(self.lot)

    def missing(self) -> list[str]:
        return [card.serial or card.inventory for card in self.lists.reconciled(self.lot).missing]

    def unlisted(self) -> list[str]:
        return [card.serial for card in self.lists.reconciled(self.lot).unlisted]


def unreadable(content: bytes, columns: Mapping[Field, str]) -> AssetList | NoList:
    del content, columns
    return NoList(WhyNoList.NOT_A_TABLE)


@pytest.fixture
def intake() -> Intake:
    return Intake()


def test_a_list_makes_its_machines_expected_and_counts_them(intake: Intake) -> None:
    taken = intake.take(("S100", "ML-1"), ("", "ML-2"))
    assert [card.state for card in taken.added] == [State.EXPECTED.value] * 2
    assert (taken.lot.expected, taken.known, taken.here) == (2, 0, 0)
    first = intake.cards()[0]
    assert (first.serial, first.inventory, first.maker, first.category) == ("S100", "ML-1", "Dell", "laptop")
    assert intake.shop.lots.arrivals(intake.lot).missing == 2


def test_the_same_list_twice_is_one(intake: Intake) -> None:
    intake.take(("S100", "ML-1"), ("S200", "ML-2"))
    again = intake.take((" s100", ""), ("", "ml-2"))
    assert (again.added, again.known) == ((), 2)
    with intake.shop.store.looking() as look:
        assert len([entry for entry in look.history(intake.lot) if isinstance(entry.event, AssetListTaken)]) == 1


def test_a_longer_list_brings_only_what_is_new(intake: Intake) -> None:
    intake.take(("S100", ""))
    more = intake.take(("S100", ""), ("S200", ""))
    assert ([card.serial for card in more.added], more.known, more.lot.expected) == (["S200"], 1, 2)


def test_as_many_are_expected_as_somebody_counted_where_the_list_is_shorter(intake: Intake) -> None:
    intake.lot = intake.shop.lots.open(intake.shop.actor, "Mairie", 5).code
    assert intake.take(("S100", "")).lot.expected == 5


def test_a_list_that_comes_after_its_machines_knows_them(intake: Intake) -> None:
    intake.scan("AAA1")
    intake.scan("BBB2")
    taken = intake.take(("AAA1", "ML-1"), ("CCC3", ""))
    assert (len(taken.added), taken.here, taken.lot.expected) == (1, 1, 2)
    assert (intake.missing(), intake.unlisted()) == (["CCC3"], ["BBB2"])
    assert intake.take(("AAA1", "ML-1"), ("CCC3", "")).lot.expected == 2


def test_a_tag_receives_its_machine_just_as_its_serial_does(intake: Intake) -> None:
    intake.take(("S100", "ML 1/a"), ("S200", "ML-2"))
    by_tag, by_serial = intake.scan("ml 1/A"), intake.scan("S200")
    assert (by_tag.signal, by_tag.said, by_tag.count, by_tag.total) == (Signal.ACCEPTED, Said.RECEIVED, 1, 2)
    assert by_serial.signal is Signal.FINISHED
    first, second = intake.cards()
    assert (first.serial, first.inventory, first.model) == ("S100", "ML 1/a", "Latitude 5400")
    assert (second.serial, second.inventory, second.category) == ("S200", "ML-2", "laptop")


def test_a_tag_of_digits_is_a_tag_and_our_own_codes_come_first(intake: Intake) -> None:
    intake.take(("S100", "12345678"), ("S200", "4006381333931"))
    own = intake.shop.received("OURS")
    assert intake.scan("12345678").said is Said.RECEIVED
    assert intake.scan("4006381333931").said is Said.RECEIVED  # an EAN on any other day
    assert intake.scan(own).said is Said.OTHER_LOT


def test_a_tag_scanned_again_is_already_done(intake: Intake) -> None:
    intake.take(("S100", "ML-1"))
    intake.scan("ML-1")
    again = intake.scan("ML-1")
    assert (again.signal, again.said) == (Signal.ALREADY_DONE, Said.ALREADY_RECEIVED)
    assert intake.scan("S100").said is Said.ALREADY_RECEIVED


def test_a_machine_listed_by_its_tag_alone_takes_the_serial_that_is_scanned_next(intake: Intake) -> None:
    intake.take(("", "ML-1"))
    assert intake.scan("ML-1", asks=Asks.INVENTORY).said is Said.INVENTORY_TAKEN
    assert intake.scan("S777", inventory="ML-1").signal is Signal.FINISHED
    (card,) = intake.cards()
    assert (card.serial, card.inventory) == ("S777", "ML-1")


def test_a_tag_of_another_lot_or_of_a_closed_one_is_none(intake: Intake) -> None:
    intake.take(("S100", "ML-1"))
    other = intake.shop.lots.open(intake.shop.actor, "Autre").code
    scan = Scan("ML-1", "wedge", intake.shop.clock.now())
    answer = intake.shop.scanning.answer(intake.shop.actor, scan, Place(INTAKE, other))
    assert answer.said is Said.RECEIVED  # as a serial of its own, in the other lot
    assert intake.shop.lots.arrivals(intake.lot).received == 0
    intake.shop.lots.close(intake.shop.actor, intake.lot)
    assert intake.scan("ML-1").said is Said.NO_LOT


def test_a_stranger_is_told_and_stands_for_nobody(intake: Intake) -> None:
    intake.take(("S100", ""), ("S200", ""))
    intake.scan("S100")
    stranger = intake.scan("XYZ9")
    assert (stranger.signal, stranger.facts.get(UNLISTED)) == (Signal.ACCEPTED, "1")
    assert intake.shop.lots.arrivals(intake.lot).missing == 1
    last = intake.scan("S200")
    assert (last.signal, UNLISTED in last.facts) == (Signal.FINISHED, False)
    assert (intake.missing(), intake.unlisted()) == ([], ["XYZ9"])


def test_without_a_list_nobody_is_a_stranger(intake: Intake) -> None:
    assert UNLISTED not in intake.scan("XYZ9").facts
    assert intake.unlisted() == []


def test_the_list_vouches_for_a_reader_whose_layout_is_not_known(intake: Intake) -> None:
    intake.take(("5CG9123QWZ", ""), ("S200", "ML-0002"))
    assert intake.scan(",L-0002", doubtful=True).said is Said.READER_NOT_SET
    received = intake.scan("ML-0002", doubtful=True)
    assert (received.said, received.facts["serial"]) == (Said.RECEIVED, "S200")
    mangled = intake.scan('(CG)&é"AZW', doubtful=True)  # set to US, heard by a French computer
    assert mangled.said in (Said.RECEIVED, Said.READER_NOT_SET)


def test_where_the_list_knows_two_ways_to_read_none_is_believed(intake: Intake) -> None:
    intake.take(("QBCD", ""), ("ABCD", ""))
    assert intake.scan("QBCD", doubtful=True).said is Said.READER_NOT_SET


def test_what_closes_a_lot_says_how_many_nobody_announced(intake: Intake) -> None:
    intake.take(("S100", ""), ("S200", ""))
    intake.scan("XYZ9")
    intake.shop.lots.close(intake.shop.actor, intake.lot)
    with intake.shop.store.looking() as look:
        assert look.history(intake.lot)[-1].event == LotClosed(1, 2, 1)
    with pytest.raises(RefusedError):
        intake.take(("S300", ""))
    with pytest.raises(UnknownCodeError):
        intake.lists.reconciled("020100009999")


def test_a_serial_that_is_in_another_lot_is_expected_and_told(intake: Intake) -> None:
    intake.shop.received("S100")
    taken = intake.take(("S100", "ML-1"))
    assert len(taken.added) == 1
    assert [(remark.line, remark.why) for remark in taken.remarks] == [(2, Odd.ELSEWHERE)]


def test_one_undo_takes_the_whole_list_back(intake: Intake) -> None:
    intake.take(("S100", "ML-1"), ("S200", "ML-2"))
    undoing = Undoing(intake.shop.store)
    last = undoing.last(intake.shop.actor)
    assert last is not None
    undoing.undo(intake.shop.actor, last.seq)
    assert (intake.cards(), intake.shop.lots.arrivals(intake.lot).expected) == ((), 0)
    assert len(intake.take(("S100", "ML-1")).added) == 1


def test_an_arrival_taken_back_is_expected_again_with_its_tag(intake: Intake) -> None:
    intake.take(("S100", "ML-1"))
    before = intake.cards()
    intake.scan("ML-1")
    undoing = Undoing(intake.shop.store)
    last = undoing.last(intake.shop.actor)
    assert last is not None
    undoing.undo(intake.shop.actor, last.seq)
    assert intake.cards() == before
    assert intake.scan("ML-1").said is Said.RECEIVED


def test_at_the_bench_a_tag_opens_its_machine(intake: Intake) -> None:
    intake.take(("S100", "ML0001"))
    intake.scan("S100")
    scan = Scan("ML0001", "wedge", intake.shop.clock.now())
    answer = intake.shop.scanning.answer(intake.shop.actor, scan, Place(BENCH))
    assert (answer.said, answer.code) == (Said.OPENED, intake.cards()[0].code)


def test_no_list_frees_a_machine_from_being_wiped(intake: Intake) -> None:
    monitor = ListedMachine(2, "S900", "", "Dell", "P2419H", "monitor")
    intake.lists.take(intake.shop.actor, intake.lot, "liste.csv", AssetList(COLUMNS, (monitor,)))
    intake.scan("S900")
    (card,) = intake.cards()
    assert card.category == "unknown"
    assert not intake.shop.views.bench(card.code).machine.without_medium
