"""What others may not read is masked everywhere, still proves what it proved, and can be proven later."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.test_certificates import statement
from tests.domain.test_wiping import GOOD
from workshop.domain.certificates import SCHEMA, Act, BareMachine, Certificate, Deed, DriveStatement, Outcome, Variant
from workshop.domain.content import canonical, from_content, to_content
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.proofs import conclude
from workshop.domain.variants import (
    MASK,
    Field,
    is_masked,
    opening,
    openings,
    signs_left,
    variant_of,
)
from workshop.domain.wiping import WipeLog

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SECRET = "5e" * 32
WHO = Deed(Act.STARTED, "Camille Martin", "technician", "poste de Camille", NOON, "note de Camille")
ALWAYS_HIDDEN = ("Mairie de Bron", "bordereau 12", "ML-2019-0412", "note de Camille", "5002538e40ae1122", "pci-0000")
SERIALS = ("7XK3DELL", "S3Z9NB0K123456A")


def wiped() -> WipeLog:
    who = replace(
        GOOD.before, path="/dev/sda", serial="S3Z9NB0K123456A", wwn="5002538e40ae1122", place="pci-0000:00:17.0-ata-1"
    )
    first = replace(
        GOOD.steps[0],
        command=("nwipe", "--method=zero", "/dev/disk/by-id/ata-s3z9nb0k123456a", "/dev/sda"),
        output="S3Z9NB0K123456A erased",
    )
    return replace(GOOD, before=who, after=who, steps=(first, *GOOD.steps[1:]), namespaces=("eui.5002538e40ae1122",))


def drive(log: WipeLog | None = None) -> DriveStatement:
    return replace(
        statement("wiped", log or wiped()),
        machine_serial="7XK3DELL",
        serial="S3Z9NB0K123456A",
        wwn="5002538e40ae1122",
        inventory="ML-2019-0412",
        log_sha256="ab" * 32,
        deeds=(WHO,),
    )


def certificate(*drives: DriveStatement, **changes: Any) -> Certificate:
    base = Certificate(
        schema=SCHEMA,
        number="CE-2026-01-000001",
        example=False,
        workshop="Atelier",
        site=1,
        donor="Mairie de Bron",
        lot="020100000792",
        issued_at=NOON,
        machines_received=2,
        bare_machines=(BareMachine("260100000198", "HP", "7XK3DELL", "ML-2019-0412", "laptop", WHO),),
        drives=drives or (drive(),),
        slip="bordereau 12",
        secret=SECRET,
    )
    return replace(base, **changes)


def text_of(content: Certificate) -> str:
    return canonical(to_content(content)).decode()


def test_the_donors_variant_is_the_certificate_itself() -> None:
    assert variant_of(certificate(), Variant.DONOR) is not None
    assert variant_of(certificate(), Variant.DONOR) == certificate()


def test_the_buyer_reads_no_donor_and_the_end_of_a_drives_serial() -> None:
    masked = variant_of(certificate(), Variant.BUYER)
    text = text_of(masked)
    assert [word for word in ALWAYS_HIDDEN if word in text] == []
    assert "S3Z9NB0K123456A" not in text.upper()
    assert "7XK3DELL" in text
    assert "Camille Martin" in text
    assert signs_left(masked.drives[0].serial) == "456A"


def test_the_public_reads_no_serial_no_donor_and_no_person() -> None:
    text = text_of(variant_of(certificate(), Variant.PUBLIC))
    assert [word for word in (*ALWAYS_HIDDEN, *SERIALS, "Camille") if word.casefold() in text.casefold()] == []
    assert "Latitude" in text
    assert "/dev/sda" in text


@pytest.mark.parametrize("variant", [Variant.BUYER, Variant.PUBLIC])
def test_a_variant_says_which_it_is_and_keeps_neither_the_secret_nor_a_digest_of_what_it_hides(
    variant: Variant,
) -> None:
    masked = variant_of(certificate(), variant)
    assert masked.variant is variant
    assert masked.secret == ""
    assert is_masked(masked.drives[0].log_sha256)
    assert SECRET not in text_of(masked)


@pytest.mark.parametrize("variant", list(Variant))
def test_a_variant_comes_back_as_a_certificate_whose_wipes_still_prove_what_they_proved(variant: Variant) -> None:
    masked = variant_of(certificate(), variant)
    back = from_content(Certificate, json.loads(text_of(masked)))
    assert back == masked
    assert back.drives[0].outcome is Outcome.WIPED
    assert back.drives[0].log is not None
    assert type(conclude(back.drives[0].log)) is type(conclude(wiped()))


def test_the_same_certificate_gives_the_same_variant_and_another_one_other_digests() -> None:
    first, again = (variant_of(certificate(), Variant.PUBLIC) for _ in range(2))
    other = variant_of(certificate(secret="a7" * 32), Variant.PUBLIC)
    assert first == again
    assert first.donor != other.donor
    assert first.drives[0].machine_serial == first.bare_machines[0].serial  # one value, one mask within one paper


def test_every_masked_value_can_be_proven_one_by_one_without_the_secret() -> None:
    proofs = {f"{MASK}{item.sha256}": item for item in openings(certificate())}
    donor = variant_of(certificate(), Variant.PUBLIC).donor
    assert proofs[donor].value == "Mairie de Bron"
    for item in proofs.values():
        assert sha256(rfc8785.dumps([item.field.value, item.salt, item.value])).hexdigest() == item.sha256
    masked = text_of(variant_of(certificate(), Variant.PUBLIC)) + text_of(variant_of(certificate(), Variant.BUYER))
    assert {part[:64] for part in masked.split(MASK)[1:]} == {item.sha256 for item in proofs.values()}


def test_an_image_on_a_persons_disk_does_not_name_its_folder() -> None:
    path = "/home/camille/etabli/070100000105.img"
    who = replace(wiped().before, path=path, medium=DriveMedium.IMAGE)
    log = replace(wiped(), before=who, after=who, exercise=True)
    step = replace(log.steps[0], command=("nwipe", path))
    text = text_of(variant_of(certificate(drive(replace(log, steps=(step,)))), Variant.BUYER))
    assert "/home/camille" not in text


def test_what_is_not_known_stays_not_known() -> None:
    nothing = replace(drive(), serial="", wwn="", inventory="", machine_serial="", deeds=(), log_sha256="")
    masked = variant_of(certificate(nothing, donor="", slip="", bare_machines=()), Variant.PUBLIC)
    assert (masked.donor, masked.slip) == ("", "")
    shown = masked.drives[0]
    assert (shown.serial, shown.wwn, shown.inventory, shown.machine_serial, shown.log_sha256) == ("", "", "", "", "")


def test_a_short_serial_keeps_no_more_than_half() -> None:
    masked = variant_of(certificate(replace(drive(), serial="AB12")), Variant.BUYER)
    assert signs_left(masked.drives[0].serial) == "12"
    assert signs_left(variant_of(certificate(replace(drive(), serial="A")), Variant.BUYER).drives[0].serial) == ""


def test_what_has_no_number_has_no_variants() -> None:
    with pytest.raises(ValueError, match="number"):
        variant_of(certificate(number="", secret=""), Variant.PUBLIC)


@given(st.sampled_from(list(Field)), st.text(min_size=1), st.sampled_from(list(Field)), st.text(min_size=1))
def test_two_values_are_masked_alike_only_if_they_are_the_same(one: Field, text: str, two: Field, other: str) -> None:
    try:
        first, second = opening(SECRET, one, text), opening(SECRET, two, other)
    except ValueError:  # half a character has no canonical text
        return
    assert (first.sha256 == second.sha256) is ((one, text) == (two, other))
    assert first.salt not in (SECRET, second.sha256)
