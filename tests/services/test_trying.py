from __future__ import annotations

from dataclasses import replace

from tests.fake_senses import no_senses
from tests.services.shop import NOON
from workshop.domain.diagnosis import Diagnosis, Identity, NetworkAdapter, NetworkKind
from workshop.services.trying import Trying, is_same_machine

RADIO = (NetworkAdapter("wlan0", NetworkKind.WIFI, "aa:bb:cc:dd:ee:01"),)
LATITUDE = Diagnosis(NOON, Identity("Dell Inc.", "Latitude 5400", system_serial="8XK2J13"), network=RADIO)
WITHOUT_SERIAL = replace(LATITUDE, identity=replace(LATITUDE.identity, system_serial=None))


def test_a_machine_is_this_one_by_its_serial_in_whatever_form_it_was_written() -> None:
    spaced = replace(LATITUDE, identity=replace(LATITUDE.identity, system_serial="8xk2 j13"), network=None)
    assert is_same_machine(LATITUDE, spaced)
    twin = replace(LATITUDE, identity=replace(LATITUDE.identity, system_serial="9YK2J13"))
    assert not is_same_machine(LATITUDE, twin), "the serials differ: a borrowed network adapter proves nothing"


def test_without_rights_to_the_serial_its_own_radio_tells() -> None:
    assert is_same_machine(WITHOUT_SERIAL, LATITUDE)
    another = (NetworkAdapter("wlan0", NetworkKind.WIFI, "aa:bb:cc:dd:ee:02"),)
    assert not is_same_machine(replace(WITHOUT_SERIAL, network=another), LATITUDE)
    assert not is_same_machine(replace(WITHOUT_SERIAL, network=None), LATITUDE)


def test_a_dongle_that_moved_to_another_model_does_not_make_it_the_same() -> None:
    other = replace(WITHOUT_SERIAL, identity=Identity("HP", "EliteBook 840"))
    assert not is_same_machine(other, LATITUDE)
    assert not is_same_machine(Diagnosis(NOON, network=RADIO), Diagnosis(NOON, network=RADIO)), "nobody says who it is"


def test_what_was_never_read_is_not_here_and_nothing_is_read_for_it() -> None:
    def must_not_be_called() -> Diagnosis:
        raise AssertionError

    assert not Trying(must_not_be_called, no_senses()).is_here(None)
    assert not Trying(lambda: None, no_senses()).is_here(LATITUDE)
    assert Trying(lambda: WITHOUT_SERIAL, no_senses()).is_here(LATITUDE)
