"""The life of the workshop's seal: who may change it, what the journal keeps of it, and what a power cut leaves."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from tests.fake_seals import CutShort, FakeSealKeeper
from tests.fakes import FakeClock, FakeStore
from workshop.domain import events as happened
from workshop.domain.codes import Kind
from workshop.domain.documents import Document
from workshop.domain.errors import NotSetUpError, RefusedError, SealError
from workshop.domain.journal import verify_chain
from workshop.domain.people import Actor, Person, Role
from workshop.domain.seals import KeptSeal, RevocationReason, SealFacts, SealPlace, SealProblem, SealState
from workshop.services.people import People
from workshop.services.seal_views import SealView
from workshop.services.seals import Seals

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@dataclass
class Shop:
    """A workshop with a manager and a technician at one bench."""

    clock: FakeClock = field(default_factory=lambda: FakeClock(NOON))
    keeper: FakeSealKeeper = field(default_factory=FakeSealKeeper)
    bench: str = "Poste 1"

    def __post_init__(self) -> None:
        self.store = FakeStore(self.clock)
        self.people = People(self.store)
        self.people.begin("Atelier du Rhône", 7, self.bench)
        self.boss = self.people.default_actor(self.bench)
        self.hand = Actor(self.people.add(self.boss, "Camille", Role.TECHNICIAN).code, self.bench)

    @property
    def seals(self) -> Seals:
        return self.at(self.bench, self.keeper)

    def at(self, bench: str, keeper: FakeSealKeeper) -> Seals:
        return Seals(self.store, keeper, self.clock, lambda: self.people.default_actor(bench))

    def view(self) -> SealView:
        return self.seals.view()

    @property
    def now_sealing(self) -> str:
        return self.keeper.files["present"].facts.fingerprint

    def told(self) -> list[happened.Event]:
        with self.store.looking() as look:
            return [entry.event for entry in look.journal()]

    def kinds(self) -> list[str]:
        return [type(event).__name__ for event in self.told()]

    def document(self, number: str, about: str, replaces: str = "") -> None:
        with self.store.working(self.boss) as work:
            content = work.keep("certificate", about, {"number": number})
            code = work.issue(Kind.DOCUMENT).text
            work.put(Document(code, "certificate", number, 7, 2026, 1, content, about, "", self.boss.person, replaces))


@pytest.fixture
def shop() -> Shop:
    return Shop()


def problem_of(act: Callable[[], object]) -> SealProblem:
    with pytest.raises(SealError) as refused:
        act()
    return refused.value.problem


def brought(name: str = "Métropole", first: datetime = NOON, last: datetime = NOON + timedelta(days=400)) -> bytes:
    return f"{name}|{first.isoformat()}|{last.isoformat()}".encode()


def test_the_first_seal_is_made_by_itself_once_and_written_down(shop: Shop) -> None:
    assert (shop.view().facts, shop.view().problem) == (None, None)
    shop.seals.ready()
    first = shop.now_sealing
    shop.seals.ready()
    assert shop.now_sealing == first
    (event,) = shop.told()
    assert isinstance(event, happened.SealMade)
    assert (event.fingerprint, event.name, event.origin) == (first, "Atelier du Rhône", "made")
    view = shop.view()
    assert view.facts
    assert (view.facts.fingerprint, view.place, view.problem, view.ends_soon) == (first, SealPlace.FILE, None, False)
    assert len(view.groups) == 16


def test_before_the_first_run_there_is_none_to_make() -> None:
    store = FakeStore()
    seals = Seals(store, FakeSealKeeper(), FakeClock(), lambda: Actor("", "Poste 1"))
    with pytest.raises(NotSetUpError):
        seals.ready()
    assert seals.view().facts is None
    assert seals.known().trusted == frozenset()


def test_a_workshop_of_the_name_of_the_example_gets_no_throw_away_seal() -> None:
    store, clock, keeper = FakeStore(), FakeClock(NOON), FakeSealKeeper()
    People(store).begin("EXEMPLE", 7, "b")
    Seals(store, keeper, clock, lambda: People(store).default_actor("b")).ready()
    assert not keeper.files["present"].facts.example


def test_a_seal_that_lay_here_before_is_kept_and_written_down(shop: Shop) -> None:
    facts = SealFacts("ab" * 32, "Atelier", NOON, NOON + timedelta(days=100))
    shop.keeper.files["present"] = KeptSeal(facts, SealPlace.FILE)
    shop.seals.ready()
    assert shop.now_sealing == "ab" * 32
    (event,) = shop.told()
    assert isinstance(event, happened.SealMade)
    assert event.origin == "found"


def test_a_renewed_seal_has_another_key_and_the_old_one_stays_good(shop: Shop) -> None:
    shop.seals.ready()
    old = shop.now_sealing
    new = shop.seals.renew(shop.boss).fingerprint
    assert shop.now_sealing == new != old
    assert shop.kinds() == ["SealMade", "SealMade", "SealRenewed"]
    known = shop.seals.known()
    assert known.trusted == {old, new}
    assert known.revoked == frozenset()
    assert [fingerprint for fingerprint, _at in known.ended] == [old]
    assert [card.facts.fingerprint for card in shop.view().former] == [old]


def test_a_replaced_seal_is_revoked_and_a_former_one_may_be(shop: Shop) -> None:
    shop.seals.ready()
    first = shop.now_sealing
    second = shop.seals.renew(shop.boss).fingerprint
    third = shop.seals.replace(shop.boss, RevocationReason.STOLEN).fingerprint
    assert shop.seals.known().revoked == {second}
    card = shop.seals.revoke(shop.boss, first, RevocationReason.LOST)
    assert (card.state, card.reason, card.by) == (SealState.REVOKED, RevocationReason.LOST, second)
    known = shop.seals.known()
    assert (set(known.trusted), set(known.revoked), known.ended) == ({third}, {first, second}, ())
    assert problem_of(lambda: shop.seals.revoke(shop.boss, first, RevocationReason.LOST)) is SealProblem.ALREADY_REVOKED
    assert problem_of(lambda: shop.seals.revoke(shop.boss, third, RevocationReason.LOST)) is SealProblem.STILL_PRESENT
    assert problem_of(lambda: shop.seals.revoke(shop.boss, "0" * 64, RevocationReason.LOST)) is SealProblem.UNKNOWN


def test_only_a_manager_changes_it(shop: Shop) -> None:
    shop.seals.ready()
    before = dict(shop.keeper.files)
    seals, kinds = shop.seals, shop.kinds()
    for actor in (shop.hand, Actor("", shop.bench), Actor("nobody", shop.bench)):
        acts: tuple[Callable[[], object], ...] = (
            lambda actor=actor: seals.renew(actor),  # type: ignore[misc]
            lambda actor=actor: seals.replace(actor, RevocationReason.LOST),  # type: ignore[misc]
            lambda actor=actor: seals.bring(actor, brought(), "right"),  # type: ignore[misc]
            lambda actor=actor: seals.save(actor, "correct horse", lambda _copy: None),  # type: ignore[misc]
            lambda actor=actor: seals.revoke(actor, shop.now_sealing, RevocationReason.LOST),  # type: ignore[misc]
            lambda actor=actor: seals.published(actor),  # type: ignore[misc]
        )
        for act in acts:
            with pytest.raises(RefusedError) as refused:
                act()
            assert refused.value.reasons == ("not-a-manager",)
    assert (shop.keeper.files, shop.keeper.new, shop.kinds()) == (before, {}, kinds)


def test_a_seal_that_is_brought_takes_the_place_of_the_own_one(shop: Shop) -> None:
    shop.seals.ready()
    own = shop.now_sealing
    facts = shop.seals.bring(shop.boss, brought(), "right")
    assert shop.now_sealing == facts.fingerprint
    assert shop.kinds() == ["SealMade", "SealMade", "SealRenewed"]
    assert shop.seals.known().trusted == {own, facts.fingerprint}


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        (brought("EXEMPLE"), SealProblem.EXAMPLE),
        (brought(last=NOON - timedelta(days=1)), SealProblem.EXPIRED),
        (brought(first=NOON + timedelta(days=1)), SealProblem.NOT_YET_VALID),
    ],
)
def test_a_seal_that_cannot_serve_is_not_taken(shop: Shop, file: bytes, problem: SealProblem) -> None:
    shop.seals.ready()
    own = shop.now_sealing
    assert problem_of(lambda: shop.seals.bring(shop.boss, file, "right")) is problem
    assert problem_of(lambda: shop.seals.bring(shop.boss, file, "wrong")) is SealProblem.WRONG_PASSWORD
    assert (shop.now_sealing, shop.kinds()) == (own, ["SealMade"])


def test_a_seal_that_was_given_up_is_not_brought_back(shop: Shop) -> None:
    shop.seals.bring(shop.boss, brought(), "right")
    shop.seals.renew(shop.boss)
    assert problem_of(lambda: shop.seals.bring(shop.boss, brought(), "right")) is SealProblem.RETIRED
    assert shop.keeper.new == {}


def test_a_copy_is_written_first_and_noted_then(shop: Shop) -> None:
    copies: list[bytes] = []
    shop.seals.save(shop.boss, "correct horse", copies.append)
    assert copies == [f"{shop.now_sealing} 13".encode()]
    card = shop.view().card
    assert card
    assert card.saved_at

    def full(_copy: bytes) -> None:
        raise OSError

    with pytest.raises(OSError, match=r"^$"):
        shop.seals.save(shop.boss, "correct horse", full)
    assert shop.kinds().count("SealSaved") == 1


def test_a_seal_that_is_gone_is_not_made_anew_in_silence(shop: Shop) -> None:
    shop.seals.ready()
    old = shop.now_sealing
    del shop.keeper.files["present"]
    assert problem_of(shop.seals.ready) is SealProblem.MISSING
    view = shop.view()
    assert view.facts
    assert (view.problem, view.facts.fingerprint, view.place) == (SealProblem.MISSING, old, None)
    shop.seals.renew(shop.boss)
    assert [card.facts.fingerprint for card in shop.view().former] == [old]
    assert shop.view().problem is None


def test_a_broken_or_exposed_seal_is_told_and_a_manager_may_go_on(shop: Shop) -> None:
    shop.seals.ready()
    old = shop.now_sealing
    for problem in (SealProblem.NOT_A_SEAL, SealProblem.OPEN_TO_OTHERS, SealProblem.NEWER):
        shop.keeper.broken = problem
        assert problem_of(shop.seals.ready) is problem
        assert (shop.view().problem, shop.view().about) == (problem, "seal.pem")
    shop.seals.replace(shop.boss, RevocationReason.STOLEN)
    assert shop.seals.known().revoked == {old}
    assert shop.view().problem is None


def test_the_copy_of_the_seal_that_is_gone_puts_it_back(shop: Shop) -> None:
    facts = shop.seals.bring(shop.boss, brought(), "right")
    del shop.keeper.files["present"]
    shop.seals.bring(shop.boss, brought(), "right")
    assert shop.now_sealing == facts.fingerprint
    assert shop.view().problem is None
    assert (shop.view().former, shop.view().others) == ((), ())


def test_a_keyring_that_does_not_give_the_key_is_told(shop: Shop) -> None:
    shop.keeper.keyring = True
    shop.seals.ready()
    assert shop.view().place is SealPlace.KEYRING
    shop.keeper.locked = True
    assert shop.view().problem is SealProblem.KEY_UNREACHABLE
    shop.seals.renew(shop.boss, in_file=True)
    assert shop.keeper.files["present"].place is SealPlace.FILE


def test_an_expired_seal_seals_nothing_and_is_told_sixty_days_before(shop: Shop) -> None:
    shop.seals.ready()
    until = shop.keeper.files["present"].facts.valid_until
    shop.clock.moment = until - timedelta(days=59)
    shop.seals.ready()
    assert (shop.view().ends_soon, shop.view().days_left, shop.view().problem) == (True, 58, None)
    shop.clock.moment = until + timedelta(days=1)
    with pytest.raises(SealError) as refused:
        shop.seals.ready()
    assert (refused.value.problem, refused.value.what) == (SealProblem.EXPIRED, f"{until:%Y-%m-%d}")
    shop.seals.renew(shop.boss)
    shop.seals.ready()


def test_a_clock_that_went_back_years_is_told_rather_than_believed(shop: Shop) -> None:
    shop.seals.ready()
    shop.clock.moment = NOON - timedelta(days=5000)
    assert problem_of(shop.seals.ready) is SealProblem.NOT_YET_VALID


def test_every_bench_has_its_own_seal_or_shares_one(shop: Shop) -> None:
    shop.seals.ready()
    second = FakeSealKeeper()
    other = shop.at("Poste 2", second)
    other.ready()
    assert second.files["present"].facts.fingerprint != shop.now_sealing
    assert shop.seals.known().trusted == {shop.now_sealing, second.files["present"].facts.fingerprint}
    assert [card.benches for card in shop.view().others] == [("Poste 2",)]


def test_a_bench_that_shares_a_seal_learns_that_another_bench_renewed_it(shop: Shop) -> None:
    shop.seals.bring(shop.boss, brought(), "right")
    second = FakeSealKeeper()
    other = shop.at("Poste 2", second)
    other.bring(Actor(shop.boss.person, "Poste 2"), brought(), "right")
    shop.seals.renew(shop.boss)
    with pytest.raises(SealError) as refused:
        other.ready()
    assert (refused.value.problem, refused.value.what) == (SealProblem.RETIRED, "2026-11-24")
    assert other.view().problem is SealProblem.RETIRED


def test_a_paper_is_replaced_by_the_last_of_those_that_followed_it(shop: Shop) -> None:
    shop.document("CE-1", "lot")
    shop.document("CE-2", "lot", "CE-1")
    shop.document("CE-3", "lot", "CE-2")
    shop.document("CE-4", "machine", "CE-9")
    replaced = [shop.seals.replaced_by(number) for number in ("CE-1", "CE-2", "CE-3", "CE-4", "CE-9", "")]
    assert replaced == ["CE-3", "CE-3", "", "", "", ""]


def test_the_published_list_holds_every_seal_what_is_revoked_and_what_was_replaced(shop: Shop) -> None:
    shop.seals.ready()
    first = shop.now_sealing
    second = shop.seals.replace(shop.boss, RevocationReason.LOST).fingerprint
    shop.document("CE-1", "lot")
    shop.document("CE-2", "lot", "CE-1")
    said = json.loads(shop.seals.published(shop.boss))
    assert [seal["fingerprint"] for seal in said["seals"]] == [first, second]
    assert [(item["fingerprint"], item["reason"]) for item in said["revoked"]] == [(first, "lost")]
    assert said["replaced"] == [{"number": "CE-1", "by": "CE-2"}]
    assert (said["schema"], said["workshop"], said["site"]) == ("etabli-seals-1", "Atelier du Rhône", 7)


STEPS = ("make", "secure", "prepare", "promote")
CHANGES: dict[str, Callable[[Seals, Actor], object]] = {
    "renew": lambda seals, actor: seals.renew(actor),
    "replace": lambda seals, actor: seals.replace(actor, RevocationReason.STOLEN),
    "bring": lambda seals, actor: seals.bring(actor, brought(), "right"),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("step", [*STEPS, "bring"])
def test_a_change_that_is_cut_short_leaves_one_usable_seal_and_the_next_look_settles_it(
    shop: Shop, change: str, step: str
) -> None:
    shop.seals.ready()
    old = shop.now_sealing
    shop.keeper.cut = step
    with suppress(CutShort):
        CHANGES[change](shop.seals, shop.boss)
    shop.keeper = shop.keeper.again()
    shop.seals.ready()
    committed = "SealRenewed" in shop.kinds() or "SealReplaced" in shop.kinds()
    assert (shop.now_sealing != old) is committed
    assert "coming" not in shop.keeper.files
    view = shop.view()
    assert (view.problem, view.others) == (None, ())
    with shop.store.looking() as look:
        assert verify_chain(look.journal()) is None
    CHANGES[change](shop.seals, shop.boss)
    assert shop.view().problem is None


@pytest.mark.parametrize("step", STEPS)
def test_a_first_seal_that_is_cut_short_is_made_once_in_the_end(shop: Shop, step: str) -> None:
    shop.keeper.cut = step
    with pytest.raises(CutShort):
        shop.seals.ready()
    shop.keeper = shop.keeper.again()
    shop.seals.ready()
    assert shop.kinds() == ["SealMade"]
    view = shop.view()
    assert view.card
    assert view.card.facts.fingerprint == shop.now_sealing


def test_an_example_is_never_written_down(shop: Shop) -> None:
    facts = SealFacts("ee" * 32, "EXEMPLE", NOON, NOON + timedelta(days=1))
    shop.keeper.files["present"] = KeptSeal(facts, SealPlace.MEMORY)
    shop.clock.moment = NOON + timedelta(days=9)
    shop.seals.ready()
    assert shop.told() == []
    assert (shop.view().example, shop.view().problem) == (True, None)


def test_people_are_told_apart_by_their_badge(shop: Shop) -> None:
    with shop.store.looking() as look:
        people = look.find(Person)
    assert [person.role for person in people] == [Role.MANAGER, Role.TECHNICIAN]
