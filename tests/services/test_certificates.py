"""What a certificate is made of: the journal, the readings, the logs; and its variants, made once and kept."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from tests.services.shop import Shop, a_drive, a_reading
from workshop.domain.certificates import Act, Certificate, Destination, Outcome, Scope, Variant
from workshop.domain.content import digest, to_content
from workshop.domain.deliveries import Manifest
from workshop.domain.receipts import Receipt
from workshop.domain.variants import MASK, Field, is_masked
from workshop.services.documents import PDF, Papers, form_of


@dataclass
class PlainDocuments:
    """Writes each certificate as its digest, and remembers what it was given."""

    made: list[Certificate] = field(default_factory=list)

    def certificate(self, certificate: Certificate, language: str) -> bytes:
        self.made.append(certificate)
        return f"{language} {digest(to_content(certificate))} {len(self.made)}".encode()

    def manifest(self, manifest: Manifest, language: str) -> bytes:
        raise NotImplementedError

    def manifest_rows(self, manifest: Manifest, language: str) -> bytes:
        raise NotImplementedError

    def receipt(self, receipt: Receipt, language: str) -> bytes:
        raise NotImplementedError


def wiped_lot(shop: Shop) -> str:
    code = shop.received()
    shop.wiped(code)
    return code


def test_a_drive_is_stated_with_its_host_its_firmware_and_who_did_what(shop: Shop) -> None:
    card = shop.machines.receive(shop.actor, shop.lot.code, "8XK2J13", inventory="ML-2019-0412")
    disk = replace(a_drive("S1", "Samsung SSD 860"), firmware="RVT04B6Q", interface="sata", wwn="5002538e")
    shop.diagnosing.attach(shop.actor, card.code, a_reading("8XK2J13", disk))
    shop.wiped(card.code)
    _, certificate = shop.certificates.issue(shop.actor, card.code)
    (drive,) = certificate.drives
    assert (drive.machine, drive.machine_serial, drive.inventory) == (card.code, "8XK2J13", "ML-2019-0412")
    assert (drive.maker, drive.firmware, drive.interface, drive.wwn) == ("Samsung", "RVT04B6Q", "sata", "5002538e")
    assert drive.log is not None
    assert drive.log_sha256 == digest(to_content(drive.log))
    assert [deed.act for deed in drive.deeds] == [Act.STARTED, Act.VALIDATED]
    assert (drive.deeds[1].person, drive.deeds[1].role, drive.deeds[1].bench) == ("Camille", "manager", "banc 1")
    assert drive.destination is Destination.UNDECIDED


def test_only_what_happened_since_the_last_wipe_began_is_told(shop: Shop) -> None:
    code = shop.received()
    shop.wiped(code)
    (drive,) = shop.machines.drives(code)
    shop.wiping.reject(shop.validator, drive.code, "relu trop vite")
    shop.wiped(code)
    (told,) = shop.certificates.issue(shop.actor, drive.code)[1].drives
    assert [deed.act for deed in told.deeds] == [Act.STARTED, Act.VALIDATED]


def test_a_destruction_names_who_attests_with_the_note_and_the_photo(shop: Shop) -> None:
    code = shop.received()
    (drive,) = shop.machines.drives(code)
    shop.wiping.attest_destruction(shop.validator, drive.code, b"photo", "broyé")
    (told,) = shop.certificates.issue(shop.actor, code)[1].drives
    (deed,) = told.deeds
    assert (told.outcome, deed.act, deed.person, deed.note) == (
        Outcome.DESTROYED,
        Act.DESTROYED,
        "Camille",
        "broyé",
    )
    assert shop.files.kept[deed.file] == b"photo"


def test_each_form_says_what_it_is_about(shop: Shop) -> None:
    code = wiped_lot(shop)
    (drive,) = shop.machines.drives(code)
    for subject, scope in ((shop.lot.code, Scope.LOT), (code, Scope.MACHINE), (drive.code, Scope.DRIVE)):
        _, certificate = shop.certificates.issue(shop.actor, subject)
        assert (certificate.scope, certificate.about) == (scope, subject)
    assert shop.certificates.issue(shop.actor, shop.lot.code)[1].machines_expected == 2


def test_a_machine_without_drive_is_stated_with_who_looked(shop: Shop) -> None:
    card = shop.machines.receive(shop.actor, shop.lot.code, "8XK2J13")
    shop.machines.check_bays(shop.validator, card.code)
    (machine,) = shop.certificates.issue(shop.actor, shop.lot.code)[1].bare_machines
    assert machine.looked is not None
    assert (machine.serial, machine.looked.act, machine.looked.person) == ("8XK2J13", Act.LOOKED, "Camille")


def test_a_certificate_carries_the_end_of_the_journal_as_it_was_before_it(shop: Shop) -> None:
    wiped_lot(shop)
    with shop.store.looking() as look:
        end = look.journal_end()
    _, certificate = shop.certificates.issue(shop.actor, shop.lot.code)
    assert (certificate.journal_seq, certificate.journal_hash) == end
    with shop.store.looking() as look:
        issued = look.journal(after=certificate.journal_seq)[0]
    assert issued.prev_hash == certificate.journal_hash


def test_every_certificate_has_a_secret_of_its_own_and_a_provisional_none(shop: Shop) -> None:
    wiped_lot(shop)
    first, second = (shop.certificates.issue(shop.actor, shop.lot.code)[1] for _ in range(2))
    assert len(bytes.fromhex(first.secret)) == 32
    assert first.secret != second.secret
    assert shop.certificates.provisional(shop.actor, shop.lot.code).secret == ""


def test_a_variant_is_made_once_kept_and_served_again(shop: Shop) -> None:
    wiped_lot(shop)
    document, certificate = shop.certificates.issue(shop.actor, shop.lot.code)
    makes = PlainDocuments()
    papers = Papers(shop.store, shop.files, makes, "fr")
    files = {variant: papers.file(shop.actor, document, form_of(variant)) for variant in Variant}
    assert len(set(files.values())) == 3
    assert [made.variant for made in makes.made] == list(Variant)
    assert makes.made[0] == certificate
    assert makes.made[2].donor.startswith(MASK)
    for variant, file in files.items():
        assert papers.file(shop.actor, document, form_of(variant)) == file
    assert len(makes.made) == 3
    assert papers.file(shop.actor, document, PDF) == files[Variant.DONOR]
    assert [item.number for item in papers.about(shop.lot.code)] == [document.number]


def test_the_workshop_can_prove_what_it_masked(shop: Shop) -> None:
    wiped_lot(shop)
    document, _ = shop.certificates.issue(shop.actor, shop.lot.code)
    makes = PlainDocuments()
    Papers(shop.store, shop.files, makes, "fr").file(shop.actor, document, form_of(Variant.PUBLIC))
    masked = makes.made[0].drives[0].serial
    assert is_masked(masked)
    (proof,) = shop.certificates.openings(document, masked)
    assert (proof.field, proof.value) == (Field.DRIVE_SERIAL, "D-8XK2J13")
    assert shop.certificates.openings(document, proof.sha256.upper()) == (proof,)
    assert [item.value for item in shop.certificates.openings(document, "donor")] == ["Mairie"]
    assert shop.certificates.openings(document, "weather") == ()


@pytest.mark.parametrize("variant", list(Variant))
def test_the_form_of_a_variant_names_it(variant: Variant) -> None:
    assert form_of(variant) == (PDF if variant is Variant.DONOR else f"pdf-{variant.value}")
