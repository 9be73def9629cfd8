"""Codes and ranks: given once, without gaps, by kind and site and year."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime

import pytest

from tests.adapters.store.conftest import Kept, Opened
from tests.fakes import FakeClock, FakeStore
from workshop.adapters.store.transaction import SqlStore
from workshop.domain.codes import Code, Kind, make
from workshop.domain.documents import DocumentKind
from workshop.domain.errors import CodesUsedUpError, NotSetUpError
from workshop.domain.people import Actor, WorkshopIdentity
from workshop.services.ports import Store


def test_a_workshop_is_named_once(opened: Opened) -> None:
    bare, actor = opened(FakeClock()), Actor("", "banc 1")
    with bare.looking() as look:
        assert look.workshop() is None
    with bare.working(actor) as work:
        identity = work.set_up("Atelier d’Exemple", 42, sample=False)
    with bare.looking() as look:
        assert look.workshop() == identity == WorkshopIdentity(identity.code, "Atelier d’Exemple", 42)
        assert look.subject_of(Code(identity.code)) == identity.code
    with pytest.raises(ValueError, match="already"), bare.working(actor) as work:
        work.set_up("Autre", 43, sample=True)


@pytest.mark.parametrize("site", [-1, 100])
def test_a_site_has_two_digits(opened: Opened, site: int) -> None:
    with pytest.raises(ValueError, match=str(site)), opened(FakeClock()).working(Actor("", "banc 1")) as work:
        work.set_up("Atelier", site, sample=False)


def test_before_the_first_run_nothing_is_numbered(opened: Opened) -> None:
    bare = opened(FakeClock())
    with pytest.raises(NotSetUpError), bare.working(Actor("", "banc 1")) as work:
        work.issue(Kind.LOT)
    with pytest.raises(NotSetUpError), bare.working(Actor("", "banc 1")) as work:
        work.next_rank(DocumentKind.MANIFEST, 2026)


def test_codes_count_by_kind_and_a_machine_by_its_year(kept: Kept) -> None:
    kept.clock.moment = datetime(2026, 12, 31, 23, 59, tzinfo=UTC)
    with kept.store.working(kept.actor) as work:
        assert work.issue(Kind.LOT) == make(2, 1, 1)
        assert work.issue(Kind.LOT) == make(2, 1, 2)
        assert work.issue(Kind.MACHINE) == make(26, 1, 1)
    kept.clock.moment = datetime(2027, 1, 1, tzinfo=UTC)
    with kept.store.working(kept.actor) as work:
        assert work.issue(Kind.MACHINE) == make(27, 1, 1)
        assert work.issue(Kind.LOT) == make(2, 1, 3)


def test_only_an_issued_code_names_something(kept: Kept) -> None:
    with kept.store.working(kept.actor) as work:
        code = work.issue(Kind.BOX)
        assert work.subject_of(code) == code.text
    with kept.store.looking() as look:
        assert look.subject_of(code) == code.text
        assert look.subject_of(make(3, 1, 500_000)) is None


def test_a_code_is_found_by_its_last_eight_digits(kept: Kept) -> None:
    with kept.store.working(kept.actor) as work:
        # serial 1 of kinds 02 and 03 end differently, by their check: only the site and kind are not typed
        lot, box = work.issue(Kind.LOT), work.issue(Kind.BOX)
    with kept.store.looking() as look:
        assert look.codes_ending(lot.typed) == (lot,)
        assert look.codes_ending(box.typed) == (box,)
        assert look.codes_ending("00000000") == ()
        assert look.codes_ending(lot.typed[1:]) == ()


def test_two_codes_with_the_same_ending_are_both_found(kept: Kept) -> None:
    with kept.store.working(kept.actor) as work:
        for year in range(2020, 2100):  # 80 kinds have 97 checks: some end as other codes do
            work.now = work.now.replace(year=year)
            work.issue(Kind.MACHINE)
    everything = [make(kind, 1, 1) for kind in (1, 4, *range(20, 100))]
    with kept.store.looking() as look:
        found = {code.typed: look.codes_ending(code.typed) for code in everything}
    assert any(len(codes) > 1 for codes in found.values())
    for typed, codes in found.items():
        assert codes == tuple(code for code in everything if code.typed == typed)


def test_a_command_is_never_issued(kept: Kept) -> None:
    with pytest.raises(ValueError, match="0"), kept.store.working(kept.actor) as work:
        work.issue(Kind.COMMAND)


def test_a_failed_transaction_gives_its_numbers_back(kept: Kept) -> None:
    with contextlib.suppress(KeyError), kept.store.working(kept.actor) as work:
        lost = work.issue(Kind.LOT)
        assert work.next_rank(DocumentKind.CERTIFICATE, 2026) == 1
        raise KeyError
    with kept.store.working(kept.actor) as work:
        assert work.issue(Kind.LOT) == lost
        assert work.next_rank(DocumentKind.CERTIFICATE, 2026) == 1


def test_ranks_count_by_kind_and_year(kept: Kept) -> None:
    with kept.store.working(kept.actor) as work:
        assert [work.next_rank(DocumentKind.CERTIFICATE, 2026) for _ in range(3)] == [1, 2, 3]
        assert work.next_rank(DocumentKind.MANIFEST, 2026) == 1
        assert work.next_rank(DocumentKind.CERTIFICATE, 2027) == 1
        assert work.next_rank(DocumentKind.CERTIFICATE, 2026) == 4


def _give_all_lots(store: Store) -> None:
    if isinstance(store, FakeStore):
        store._memory.counters["code 02 01"] = 999_999
    elif isinstance(store, SqlStore):
        with store._writers[True].begin() as connection:
            connection.exec_driver_sql("INSERT INTO counter (name, value) VALUES ('code 02 01', 999999)")


def test_when_all_serials_of_a_kind_are_given_it_is_said(kept: Kept) -> None:
    _give_all_lots(kept.store)
    with kept.store.working(kept.actor) as work:
        assert work.issue(Kind.BOX)
    with pytest.raises(CodesUsedUpError, match="02-01"), kept.store.working(kept.actor) as work:
        work.issue(Kind.LOT)


def test_a_code_that_is_replaced_leads_to_the_same_thing_as_the_new_one(kept: Kept) -> None:
    with kept.store.working(kept.actor) as work:
        old = work.issue(Kind.MACHINE)
        assert work.replaced_by(old) == ""
        new = work.replace_code(old.text)
        newest = work.replace_code(new.text)
        assert len({old, new, newest}) == 3
        assert {code.kind for code in (old, new, newest)} == {Kind.MACHINE}
    with kept.store.looking() as look:
        assert [look.subject_of(code) for code in (old, new, newest)] == [old.text] * 3
        assert [look.replaced_by(code) for code in (old, new, newest)] == [new.text, newest.text, ""]
        assert look.codes_ending(newest.typed) == (newest,)
        assert not any(look.is_void(code) for code in (old, new, newest))
