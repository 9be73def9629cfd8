"""The seal of a bench: what it is, how it is written, who may read it, and how another takes its place."""

from __future__ import annotations

import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from tests.adapters.documents.memory_keyring import MemoryKeyring
from tests.adapters.documents.samples import NOON
from workshop.adapters.documents import seal as seals
from workshop.adapters.documents.seal import Seal, facts_of, new_seal, seal_of, throw_away_seal
from workshop.adapters.documents.seal_box import ASIDE, COMING, PRESENT, SealBox, ThrowAwayBox
from workshop.adapters.documents.seal_text import written
from workshop.domain.errors import MediumError, SealError
from workshop.domain.seals import SealPlace, SealProblem, readable

POSIX = pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")


@pytest.fixture
def keyring() -> MemoryKeyring:
    return MemoryKeyring()


@pytest.fixture
def box(tmp_path: Path, keyring: MemoryKeyring) -> SealBox:
    return SealBox(tmp_path, keyring)


def put(box: SealBox, name: str = "Atelier d’Exemple", *, in_file: bool = True) -> str:
    """Make a seal and let it take its place."""
    fingerprint = box.make(name, NOON).fingerprint
    box.secure(fingerprint, in_file=in_file)
    box.prepare(fingerprint)
    box.promote()
    return fingerprint


def problem_of(box: SealBox) -> SealProblem:
    with pytest.raises(SealError) as refused:
        box.open()
    return refused.value.problem


def test_a_new_seal_is_written_found_again_and_opened_with_its_key(box: SealBox, tmp_path: Path) -> None:
    assert box.present() is None
    fingerprint = put(box)
    kept = box.present()
    assert kept
    assert (kept.facts.name, kept.facts.fingerprint, kept.place) == ("Atelier d’Exemple", fingerprint, SealPlace.FILE)
    seal = SealBox(tmp_path, MemoryKeyring()).open()
    assert seal.fingerprint == fingerprint
    assert seal_of(seal.key, seal.certificate) == seal
    assert [file.name for file in tmp_path.iterdir()] == [PRESENT]


def test_files_of_earlier_versions_are_read(box: SealBox, tmp_path: Path) -> None:
    seal = new_seal("Atelier", NOON)
    text = written(seal, with_key=True)
    assert text.startswith(b"Etabli-Seal: 1\n")
    (tmp_path / PRESENT).write_bytes(text.split(b"\n", 1)[1])
    (tmp_path / PRESENT).chmod(0o600)
    assert box.open() == seal


@POSIX
def test_only_its_owner_may_read_it_from_its_first_moment(box: SealBox, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        put(box)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / PRESENT).stat().st_mode) == 0o600
    for mode in (0o644, 0o640, 0o606, 0o610):
        (tmp_path / PRESENT).chmod(mode)
        assert problem_of(box) is SealProblem.OPEN_TO_OTHERS


KEY = b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", SealProblem.NOT_A_SEAL),
        (b"nonsense", SealProblem.NOT_A_SEAL),
        (KEY, SealProblem.NOT_A_SEAL),
        (bytes(70_000), SealProblem.NOT_A_SEAL),
        (written(new_seal("A", NOON), with_key=False) + KEY, SealProblem.NOT_A_SEAL),
        (written(new_seal("A", NOON), with_key=False) * 2, SealProblem.NOT_A_SEAL),
        (b"Etabli-Seal: 2\nwhatever comes then", SealProblem.NEWER),
        (
            written(new_seal("A", NOON), with_key=True).split(b"-----BEGIN CERTIFICATE")[0]
            + written(new_seal("B", NOON), with_key=False),
            SealProblem.KEY_OF_ANOTHER,
        ),
    ],
)
def test_what_is_no_seal_of_ours_is_told_by_its_name_and_left_alone(
    box: SealBox, tmp_path: Path, content: bytes, problem: SealProblem
) -> None:
    path = tmp_path / PRESENT
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(SealError) as refused:
        box.open()
    assert (refused.value.problem, refused.value.what) == (problem, str(path))
    assert path.read_bytes() == content


def test_a_file_of_another_kind_of_key_is_told(box: SealBox, tmp_path: Path) -> None:
    other = seals._seal("A", ec.generate_private_key(ec.SECP384R1()), NOON)
    (tmp_path / PRESENT).write_bytes(written(other, with_key=True))
    (tmp_path / PRESENT).chmod(0o600)
    assert problem_of(box) is SealProblem.KEY_KIND


def test_no_file_is_told_and_none_is_made_by_opening(box: SealBox, tmp_path: Path) -> None:
    assert problem_of(box) is SealProblem.MISSING
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_hold_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(MediumError):
        put(SealBox(tmp_path / "file", MemoryKeyring()))


def test_until_it_takes_its_place_the_other_one_seals(box: SealBox, tmp_path: Path) -> None:
    first = put(box)
    second = box.make("B", NOON).fingerprint
    box.secure(second, in_file=True)
    box.prepare(second)
    coming = box.coming()
    assert coming
    assert (coming.facts.fingerprint, box.open().fingerprint) == (second, first)
    box.promote()
    assert (box.coming(), box.open().fingerprint) == (None, second)
    box.promote()  # again, or after another window did it
    assert box.open().fingerprint == second


def test_a_window_that_was_open_all_day_seals_with_the_new_one(box: SealBox, tmp_path: Path) -> None:
    put(box)
    box.open()
    second = put(SealBox(tmp_path, MemoryKeyring()))
    assert box.open().fingerprint == second


def test_a_seal_that_comes_to_nothing_leaves_nothing(box: SealBox, tmp_path: Path, keyring: MemoryKeyring) -> None:
    first = put(box, in_file=False)
    second = box.make("B", NOON).fingerprint
    box.secure(second, in_file=False)
    box.prepare(second)
    box.drop(second)
    assert (box.coming(), box.open().fingerprint, list(keyring.secrets)) == (None, first, [first])
    third = box.make("C", NOON).fingerprint
    box.secure(third, in_file=False)
    box.drop(third)  # it was not even written
    assert list(keyring.secrets) == [first]


def test_what_another_process_left_behind_is_dropped_with_its_key(
    box: SealBox, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    left = box.make("B", NOON).fingerprint
    box.secure(left, in_file=False)
    box.prepare(left)
    SealBox(tmp_path, keyring).drop(left)
    assert (list(keyring.secrets), list(tmp_path.iterdir())) == ([], [])


def test_a_draft_that_a_power_cut_left_is_swept_with_the_next_change(box: SealBox, tmp_path: Path) -> None:
    (tmp_path / f".{COMING}.abcdef").write_bytes(b"half a key")
    put(box)
    assert [file.name for file in tmp_path.iterdir()] == [PRESENT]


def test_a_broken_file_is_put_aside_not_thrown_away(box: SealBox, tmp_path: Path) -> None:
    (tmp_path / PRESENT).write_bytes(b"broken")
    (tmp_path / PRESENT).chmod(0o600)
    fingerprint = put(box)
    assert box.open().fingerprint == fingerprint
    assert (tmp_path / ASIDE).read_bytes() == b"broken"


def test_with_a_keyring_no_key_stands_in_any_file(box: SealBox, tmp_path: Path, keyring: MemoryKeyring) -> None:
    fingerprint = put(box, in_file=False)
    kept = box.present()
    assert kept
    assert kept.place is SealPlace.KEYRING
    assert b"PRIVATE" not in (tmp_path / PRESENT).read_bytes()
    assert list(keyring.secrets) == [fingerprint]
    assert max(len(secret) for secret in keyring.secrets.values()) < 1280  # what the Windows vault holds
    assert SealBox(tmp_path, keyring).open().fingerprint == fingerprint


def test_the_keyring_forgets_a_seal_that_was_replaced(box: SealBox, keyring: MemoryKeyring) -> None:
    put(box, in_file=False)
    second = put(box, in_file=False)
    assert list(keyring.secrets) == [second]
    put(box, in_file=True)
    assert keyring.secrets == {}


def test_the_same_seal_may_move_from_the_keyring_to_a_file_and_back(box: SealBox, keyring: MemoryKeyring) -> None:
    fingerprint = put(box, in_file=False)
    copy = box.save("correct horse")
    for in_file, secrets in ((True, []), (False, [fingerprint]), (False, [fingerprint])):
        assert box.bring(copy, "correct horse").fingerprint == fingerprint
        box.secure(fingerprint, in_file=in_file)
        box.prepare(fingerprint)
        box.promote()
        assert (box.open().fingerprint, list(keyring.secrets)) == (fingerprint, secrets)


def test_a_keyring_that_keeps_nothing_leaves_the_key_in_the_file(tmp_path: Path) -> None:
    box = SealBox(tmp_path, MemoryKeyring(works=False))
    put(box, in_file=False)
    kept = box.present()
    assert kept
    assert kept.place is SealPlace.FILE
    box.check()


def test_a_keyring_that_forgot_or_holds_another_key_is_told(box: SealBox, keyring: MemoryKeyring) -> None:
    fingerprint = put(box, in_file=False)
    for secret in (None, "", "not base 64!", "AAAA"):
        keyring.secrets.clear()
        if secret is not None:
            keyring.secrets[fingerprint] = secret
        with pytest.raises(SealError) as refused:
            box.check()
        assert (refused.value.problem, refused.value.what) == (SealProblem.KEY_UNREACHABLE, fingerprint)


def test_an_example_seal_says_so_and_is_never_twice_the_same() -> None:
    one, other = throw_away_seal(now=NOON), throw_away_seal(now=NOON)
    assert one.example
    assert one.fingerprint != other.fingerprint


def test_an_example_keeps_one_seal_in_memory_and_changes_nothing() -> None:
    box = ThrowAwayBox()
    kept = box.present()
    assert (kept.facts.example, kept.place, kept.facts.fingerprint) == (True, SealPlace.MEMORY, box.open().fingerprint)
    for act in (box.make, box.bring, box.secure, box.prepare, box.promote, box.drop, box.save, box.listed):
        with pytest.raises(SealError) as refused:
            act()
        assert refused.value.problem is SealProblem.EXAMPLE


def test_no_key_is_ever_shown(box: SealBox, tmp_path: Path) -> None:
    put(box)
    seal = box.open()
    secrets = {seal.key, seal.key.hex(), repr(seal.key), seal.key.hex()[72:136]}
    assert not any(str(secret) in repr((seal, box, box.present(), box._read(PRESENT))) for secret in secrets)
    (tmp_path / PRESENT).write_bytes(written(seal, with_key=True).replace(b"MIG", b"XXX"))
    with pytest.raises(SealError) as refused:
        box.open()
    assert (refused.value.__cause__, refused.value.__suppress_context__) == (None, True)


def test_the_certificate_is_for_sealing_and_lasts_ten_years() -> None:
    certificate = x509.load_der_x509_certificate(throw_away_seal(now=NOON).certificate)
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.digital_signature
    assert usage.content_commitment
    assert not usage.key_cert_sign
    assert certificate.not_valid_after_utc - NOON == timedelta(days=3650)


def test_a_key_that_is_no_key_of_the_curve_makes_no_seal() -> None:
    certificate = throw_away_seal(now=NOON).certificate
    other = rsa.generate_private_key(65537, 2048).private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    for key, problem in ((other, SealProblem.KEY_KIND), (b"x", SealProblem.NOT_A_SEAL)):
        with pytest.raises(SealError) as refused:
            seal_of(key, certificate)
        assert refused.value.problem is problem
    with pytest.raises(SealError):
        facts_of(b"x")


def test_a_fingerprint_is_read_aloud_in_groups_of_four() -> None:
    assert readable("00ff" * 16).split(" ") == ["00FF"] * 16


def test_a_long_name_is_cut_as_certificates_want_it() -> None:
    seal: Seal = new_seal("é" * 200, NOON)
    assert seal.name == facts_of(seal.certificate).name == "é" * 32
    assert new_seal("x" + "é" * 200, NOON).name == "x" + "é" * 31
