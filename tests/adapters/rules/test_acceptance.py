from __future__ import annotations

from pathlib import Path

import pytest

from workshop.adapters.rules.acceptance import load_acceptance
from workshop.adapters.rules.methods import load_methods
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.errors import RulesError
from workshop.domain.methods import (
    Abilities,
    Ability,
    Acceptance,
    Level,
    Method,
    Technique,
    distrusts_crypto,
    offers,
)
from workshop.resources import resource

METHODS = {"zeros": Method("zeros", Technique.OVERWRITE, "nwipe", levels=((DriveMedium.HDD, Level.CLEAR),))}
GOOD = """format = 1
source = "somewhere"
no_crypto = ["MX100"]

[wanted]
hdd = "clear"

[order]
hdd = ["zeros"]
"""


@pytest.fixture(scope="module")
def methods() -> dict[str, Method]:
    return load_methods(resource("methods"))


@pytest.fixture(scope="module")
def shipped(methods: dict[str, Method]) -> Acceptance:
    return load_acceptance(resource("methods", "acceptance.toml"), methods)


def _problems(folder: Path, text: str) -> tuple[str, ...]:
    file = folder / "acceptance.toml"
    file.write_text(text)
    with pytest.raises(RulesError) as refused:
        load_acceptance(file, METHODS)
    return refused.value.problems


def test_a_good_table_can_be_read(tmp_path: Path) -> None:
    file = tmp_path / "acceptance.toml"
    file.write_text(GOOD)
    accepted = load_acceptance(file, METHODS)
    assert accepted == Acceptance({DriveMedium.HDD: Level.CLEAR}, {DriveMedium.HDD: ("zeros",)}, ("MX100",))


def test_every_medium_but_the_unknown_one_has_its_place(shipped: Acceptance) -> None:
    assert set(shipped.wanted) == set(shipped.order) == set(DriveMedium) - {DriveMedium.UNKNOWN}


def test_every_method_is_tried_somewhere(shipped: Acceptance, methods: dict[str, Method]) -> None:
    assert {method for listed in shipped.order.values() for method in listed} == set(methods)


def test_flash_wants_a_purge_and_a_stick_cannot_have_one(shipped: Acceptance) -> None:
    flash = (DriveMedium.SSD, DriveMedium.NVME, DriveMedium.SAS, DriveMedium.EMMC)
    assert {shipped.wanted[medium] for medium in flash} == {Level.PURGE}
    assert shipped.wanted[DriveMedium.USB] is shipped.wanted[DriveMedium.SD] is Level.CLEAR


def test_the_best_that_a_drive_can_do_comes_first(shipped: Acceptance, methods: dict[str, Method]) -> None:
    can = frozenset({Ability.ATA_SANITIZE_CRYPTO, Ability.ATA_SANITIZE_BLOCK, Ability.ATA_SECURITY_ERASE})
    found = offers(methods, shipped, DriveMedium.SSD, Abilities(known=True, can=can, frozen=False, locked=False))
    assert [(offer.method.id, offer.enough) for offer in found] == [
        ("ata-sanitize-block", True),
        ("ata-sanitize-crypto", True),
        ("ata-security-erase", False),
        ("nwipe-zero", False),
    ]


def test_a_drive_that_told_nothing_is_offered_what_needs_nothing(
    shipped: Acceptance, methods: dict[str, Method]
) -> None:
    for medium in shipped.order:
        names = [offer.method.id for offer in offers(methods, shipped, medium, Abilities())]
        assert set(names) <= {"nwipe-zero", "exercise-overwrite"}


@pytest.mark.parametrize(
    "model",
    [
        "Crucial_CT256MX100SSD1",
        "CT500MX200SSD1",
        "Crucial_CT525MX300SSD1",
        "Samsung SSD 840 EVO 120GB",
        "SAMSUNG SSD 850 EVO M.2 250GB",
        "Samsung Portable SSD T5",
        "",
        None,
    ],
)
def test_no_crypto_erase_where_the_encryption_is_not_trusted(shipped: Acceptance, model: str | None) -> None:
    """Without it: « purge » of drives whose key was never needed to read them (Meijer and van Gastel, 2018)."""
    assert distrusts_crypto(shipped.no_crypto, model)


@pytest.mark.parametrize("model", ["Samsung SSD 860 EVO 500GB", "Samsung SSD 850 PRO 256GB", "CT500MX500SSD1", "T500"])
def test_other_drives_are_not_suspected(shipped: Acceptance, model: str) -> None:
    assert not distrusts_crypto(shipped.no_crypto, model)


def test_all_problems_are_told_with_their_lines(tmp_path: Path) -> None:
    text = (
        GOOD.replace('source = "somewhere"\n', 'colour = "red"\n')
        .replace('["MX100"]', '["MX100", ""]')
        .replace('hdd = "clear"', 'hdd = "destroy"\nsd = "clear"\nunknown = "clear"')
        .replace('hdd = ["zeros"]', 'hdd = ["zeros", "wishes", "zeros"]\nssd = ["zeros"]\nusb = []')
    )
    problems = _problems(tmp_path, text)
    assert sorted(problem.partition(": ")[0] for problem in problems) == sorted(
        [
            "acceptance.toml",  # no source
            "acceptance.toml:2",  # colour
            "acceptance.toml:3",  # an empty word
            "acceptance.toml:6",  # destroy
            "acceptance.toml:7",  # sd is tried nowhere
            "acceptance.toml:8",  # unknown
            "acceptance.toml:8",
            "acceptance.toml:11",  # wishes
            "acceptance.toml:11",  # twice
            "acceptance.toml:11",  # nothing that can be understood is wanted of hdd
            "acceptance.toml:12",  # zeros count as nothing on an ssd
            "acceptance.toml:12",  # nothing is wanted of it
            "acceptance.toml:13",  # an empty list
        ]
    )


def test_what_is_no_table_is_a_problem(tmp_path: Path) -> None:
    assert _problems(tmp_path, "format = 1\nsource = \n\n[wanted]\n")[0].startswith("acceptance.toml:2: ")
    with pytest.raises(RulesError):
        load_acceptance(tmp_path / "absent.toml", METHODS)
