from __future__ import annotations

import pytest

from workshop.domain.faults import KINDS, MOST, SEVERITIES, ZONES, Kind, Zone, is_fault
from workshop.domain.inspection import Defect, Function, Severity

# Stored for ever: a name may be added, never changed or taken away.
STORED_ZONES = {
    *("whole", "power-button", "power-socket", "inside", "centre", "edge", "corner", "hinge", "letters", "digits"),
    *("space-and-enter", "function-keys", "arrows", "numeric-pad", "surface", "buttons", "front", "back", "left"),
    *("right", "usb-socket", "screen-socket", "sound-socket", "network-socket", "card-slot", "card", "aerial"),
    *("switch", "battery", "charger"),
}
STORED_KINDS = {
    *("dead", "intermittent", "broken", "missing", "loose", "stops", "noisy", "hot", "cracked", "spot", "lines"),
    *("dark", "colour", "stuck", "repeats", "jumps", "blurred", "weak", "crackles", "slow", "drains"),
}


@pytest.mark.parametrize("function", Function)
def test_every_function_has_a_closed_list_of_zones_and_kinds_of_which_each_has_one_key(function: Function) -> None:
    for names in (ZONES[function], KINDS[function]):
        assert 2 <= len(names) <= MOST
        assert len(set(names)) == len(names)


def test_the_names_of_zones_and_kinds_are_stored_and_never_change() -> None:
    assert set(Zone) >= STORED_ZONES
    assert set(Kind) >= STORED_KINDS
    assert tuple(Severity) == SEVERITIES


def test_a_fault_of_another_functions_list_is_none() -> None:
    cracked = Defect("centre", "cracked", Severity.HEAVY)
    assert is_fault(Function.SCREEN, cracked)
    assert not is_fault(Function.WIFI, cracked)
    assert not is_fault(Function.SCREEN, Defect("centre", "grumpy", Severity.LIGHT))
