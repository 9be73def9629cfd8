from __future__ import annotations

import pytest

from tests.services.shop import NOON, Shop, a_drive
from workshop.command_words import names, why_not
from workshop.domain.codes import Command, Kind, command_code, make
from workshop.domain.scanning import Answer, Said, Scan, Signal
from workshop.domain.wiping import WipeCard
from workshop.services.commands import MOVES, command_named, name_of
from workshop.services.scanning import Place
from workshop.words import answer as told

SCREENS = (
    "home",
    "intake",
    "bench",
    "wiping",
    "storage",
    "delivery",
    "documents",
    "review",
    "settings",
    "inspection",
    "pin",
)


def scanned(shop: Shop, text: str, place: Place) -> Answer:
    return shop.scanning.answer(shop.actor, Scan(text, "wedge", NOON), place)


@pytest.mark.parametrize("command", Command)
def test_every_command_has_a_name_that_leads_back_to_it_and_words(command: Command) -> None:
    assert command_named(name_of(command)) is command
    assert names(str)[command]


def test_a_command_that_is_offered_is_left_to_the_screen_with_what_it_is_about(shop: Shop) -> None:
    code = shop.received()
    place = Place("bench", subject=code, offers=frozenset({Command.TO_REPAIR}), about=code)
    answer = scanned(shop, command_code(Command.TO_REPAIR).text, place)
    assert (answer.signal, answer.said, answer.code) == (Signal.ACCEPTED, Said.COMMANDED, code)
    assert answer.facts["command"] == "to-repair"
    assert shop.machines.card(code).state == "received"


@pytest.mark.parametrize("screen", SCREENS)
def test_one_that_is_not_offered_says_why_in_words_of_its_own(shop: Shop, screen: str) -> None:
    for command in set(Command) - {Command.WIPE, Command.UNDO, Command.CALIBRATE}:
        answer = scanned(shop, command_code(command).text, Place(screen))
        assert (answer.signal, answer.said) == (Signal.REFUSED, Said.COMMAND_MEANINGLESS)
        what, do = why_not(command, screen)
        assert what != why_not(Command.WIPE, "")[0], (command, screen)  # not the general sentence
        assert do
        assert told(answer).what


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("command", sorted(set(Command) - {Command.UNDO}))
def test_the_card_alone_changes_nothing_but_that_it_was_scanned(shop: Shop, screen: str, command: Command) -> None:
    """Every command, with everything offered, on a machine that is ready to be wiped."""
    code, drive = shop.plugged()
    with shop.store.looking() as look:
        before = look.journal_end()
    for subject in ("", code, drive.code):
        place = Place(screen, shop.lot.code, subject=subject, offers=frozenset(Command), about=code)
        for _again in range(3):
            answer = scanned(shop, command_code(command).text, place)
            assert answer.said not in (Said.WIPE_CONFIRMED, Said.RECEIVED, Said.PACKED)
    with shop.store.looking() as look:
        assert look.journal_end() == before
        assert look.count(WipeCard) == 0


def test_effacer_shows_the_machine_of_the_poste_and_waits_for_its_label(shop: Shop) -> None:
    code = shop.received()
    shown = scanned(shop, command_code(Command.WIPE).text, Place("bench", subject=code))
    assert (shown.said, shown.code) == (Said.WIPE_CHOSEN, code)
    for _again in range(2):  # at Effacer, where that machine is armed: the card still confirms nothing
        answer = scanned(shop, command_code(Command.WIPE).text, Place("wiping", subject=code))
        assert (answer.said, answer.code) == (Said.WIPE_CHOSEN, "")


def test_a_code_of_the_commands_kind_that_no_card_has_is_unknown(shop: Shop) -> None:
    assert scanned(shop, make(int(Kind.COMMAND), 0, 77).text, Place("bench")).said is Said.UNKNOWN_CODE


def test_after_etiquette_the_next_object_is_what_a_label_is_made_of(shop: Shop) -> None:
    code = shop.received("8XK2J13", a_drive("D-1"))
    (drive,) = shop.machines.drives(code)
    waiting = Place("intake", shop.lot.code, prints=True)
    for text in (code, code[-8:], "8XK2J13"):
        answer = scanned(shop, text, waiting)
        assert (answer.said, answer.code) == (Said.TO_PRINT, code), text
    assert scanned(shop, drive.code, waiting).code == drive.code
    assert scanned(shop, shop.lot.code, waiting).code == shop.lot.code


def test_after_etiquette_what_has_no_label_means_what_it_always_means(shop: Shop) -> None:
    waiting = Place("intake", shop.lot.code, prints=True)
    assert scanned(shop, "NEW12345", waiting).said is Said.RECEIVED
    assert scanned(shop, make(26, 1, 999_999).text, waiting).said is Said.UNKNOWN_CODE
    expected = shop.lots.expect(shop.actor, shop.lot.code, "Dell", "Latitude", "8XK2J13")
    assert scanned(shop, "8XK2J13", waiting).code == expected.code
    assert shop.machines.card(expected.code).state == "received"


def test_moves_are_names_of_screens() -> None:
    assert set(MOVES.values()) <= {*SCREENS, "returns"}
