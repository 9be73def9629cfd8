"""The workshop's seal: made once, kept for its owner only, never replaced by accident."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509

from tests.adapters.documents.samples import NOON
from workshop.adapters.documents.seal import fingerprint_of, load_or_make_seal, readable, throw_away_seal
from workshop.domain.errors import MediumError


def test_the_first_time_makes_it_and_the_next_finds_it(tmp_path: Path) -> None:
    path = tmp_path / "new" / "seal.pem"
    first = load_or_make_seal(path, "Atelier d’Exemple", NOON)
    assert load_or_make_seal(path, "Another name") == first
    assert first.name == "Atelier d’Exemple"
    assert not first.example
    assert fingerprint_of(path) == first.fingerprint


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "seal.pem"
    load_or_make_seal(path, "A")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o644)
    with pytest.raises(MediumError) as refused:
        load_or_make_seal(path, "A")
    assert refused.value.problem == "open-to-others"


@pytest.mark.parametrize(
    "content", [b"", b"nonsense", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"]
)
def test_a_broken_seal_is_told_and_not_replaced(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "seal.pem"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(MediumError):
        load_or_make_seal(path, "A")
    assert path.read_bytes() == content


def test_a_folder_that_cannot_hold_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(MediumError):
        load_or_make_seal(tmp_path / "file" / "seal.pem", "A")
    with pytest.raises(MediumError):
        fingerprint_of(tmp_path / "nothing.pem")


def test_two_windows_at_once_make_one_seal(tmp_path: Path) -> None:
    path = tmp_path / "seal.pem"
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda name: load_or_make_seal(path, name), "abcd"))
    assert len({seal.fingerprint for seal in made}) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["seal.pem"]


def test_an_example_seal_says_so_and_is_never_twice_the_same() -> None:
    one, other = throw_away_seal(now=NOON), throw_away_seal(now=NOON)
    assert one.example
    assert one.fingerprint != other.fingerprint
    assert "key=" not in repr(one)


def test_the_certificate_is_for_sealing_and_lasts_ten_years() -> None:
    certificate = x509.load_der_x509_certificate(throw_away_seal(now=NOON).certificate)
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.digital_signature
    assert usage.content_commitment
    assert not usage.key_cert_sign
    assert certificate.not_valid_after_utc - NOON == timedelta(days=3650)


def test_a_fingerprint_is_read_aloud_in_groups_of_four() -> None:
    assert readable("00ff" * 16).split(" ") == ["00FF"] * 16
