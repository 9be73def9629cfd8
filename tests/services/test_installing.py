from __future__ import annotations

import pytest

from tests.services.shop import Shop
from workshop.domain import events as happened
from workshop.domain.errors import RefusedError
from workshop.domain.inspection import Function, Works
from workshop.domain.systems import Licence, SystemImage, Systems
from workshop.services.installing import NO_SYSTEM_WANTED, UNKNOWN_SYSTEM, Installing

SYSTEMS = Systems(
    "1",
    (
        SystemImage("debian", "Debian", "13", (Licence.FREE,), ("fr-FR",)),
        SystemImage("windows", "Windows 11 Pro", "25H2", (Licence.FIRMWARE, Licence.VOLUME), ("fr-FR", "en-GB")),
    ),
    {"fr-FR": "Français", "en-GB": "English"},
)


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
def installing(shop: Shop) -> Installing:
    return Installing(shop.store, lambda: SYSTEMS)


def test_a_system_is_written_down_with_its_image_its_licence_and_its_language(
    shop: Shop, installing: Installing
) -> None:
    code = shop.received()
    installing.want(shop.actor, code)
    assert shop.inspecting.view(code).installs_first
    installing.installed(shop.actor, code, "windows", "firmware", "en-GB")
    with shop.store.looking() as look:
        told = [entry.event for entry in look.history(code) if isinstance(entry.event, happened.SystemInstalled)]
    assert told == [happened.SystemInstalled("Windows 11 Pro", "25H2", "windows", "firmware", "en-GB")]
    assert not shop.inspecting.view(code).installs_first


def test_what_runs_on_a_machine_is_tested_after_it_was_installed(shop: Shop, installing: Installing) -> None:
    code = shop.received()
    installing.want(shop.actor, code)
    for function in shop.inspecting.view(code).asked:
        shop.inspecting.answer(shop.actor, code, function, Works.YES)
    installing.installed(shop.actor, code, "debian", "free", "fr-FR")
    assert shop.inspecting.view(code).first_open is Function.STARTS


def test_where_no_order_wants_a_system_there_is_no_such_step(shop: Shop, installing: Installing) -> None:
    code = shop.received()
    assert not shop.inspecting.view(code).installs_first
    with pytest.raises(RefusedError) as refused:
        installing.installed(shop.actor, code, "debian", "free", "fr-FR")
    assert refused.value.reasons == (NO_SYSTEM_WANTED,)


@pytest.mark.parametrize(
    "answer",
    [
        ("haiku", "free", "fr-FR"),
        ("debian", "volume", "fr-FR"),
        ("debian", "free", "en-GB"),
        ("windows", "cracked", "fr-FR"),
        ("", "", ""),
    ],
)
def test_nothing_but_the_lists_can_be_installed(
    shop: Shop, installing: Installing, answer: tuple[str, str, str]
) -> None:
    code = shop.received()
    installing.want(shop.actor, code)
    with pytest.raises(RefusedError) as refused:
        installing.installed(shop.actor, code, *answer)
    assert refused.value.reasons == (UNKNOWN_SYSTEM,)
    assert shop.inspecting.view(code).installs_first
