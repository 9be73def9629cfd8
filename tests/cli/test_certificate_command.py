"""`workshop certificate`: what it issues, what it serves again, variants, and proofs of what they mask."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import rfc8785

from tests.services.shop import a_drive, a_reading
from workshop.bootstrap import build
from workshop.cli.main import run
from workshop.domain.variants import MASK
from workshop.settings import Profile, Settings
from workshop.texts import speak

Run = Callable[..., tuple[int, str, str]]


@dataclass
class Shell:
    """The command line of a workshop whose one lot holds one machine with one destroyed drive."""

    folder: Path
    lot: str
    machine: str
    run: Run

    def certificate(self, *arguments: str, name: str = "c.pdf") -> tuple[int, str, bytes]:
        code, out, _err = self.run("certificate", *arguments, "--out", str(self.folder / name))
        path = self.folder / name
        return code, out.strip(), path.read_bytes() if path.exists() else b""


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    for name, value in (
        ("DATA", str(tmp_path / "data")),
        ("SETTINGS", str(tmp_path / "none.toml")),
        ("LANGUAGE", "fr"),
    ):
        monkeypatch.setenv(f"ETABLI_{name}", value)
    speak("fr")

    def command(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(arguments)
        said = capsys.readouterr()
        return code, said.out, said.err

    assert command("begin", "--name", "Atelier", "--site", "1")[0] == 0
    workshop = build(Settings(Profile.WORKSHOP, data_folder=str(tmp_path / "data")))
    actor = workshop.actor()
    lot = workshop.lots.open(actor, "Mairie de Bron", 1)
    card = workshop.machines.receive(actor, lot.code, "8XK2J13", inventory="ML-7")
    workshop.diagnosing.attach(actor, card.code, a_reading("8XK2J13", a_drive("ZN1D5X7K")))
    (drive,) = workshop.machines.drives(card.code)
    workshop.wiping.attest_destruction(actor, drive.code)
    workshop.close()
    return Shell(tmp_path, lot.code, card.code, command)


def content_of(pdf: bytes) -> dict[str, Any]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        content: dict[str, Any] = json.loads(document.attachments["certificate.json"].get_file().read_bytes())
    return content


def test_a_certificate_is_issued_once_and_served_again_by_its_number(shell: Shell) -> None:
    code, number, pdf = shell.certificate(shell.lot)
    assert (code, number) == (0, "CE-2026-01-000001")
    assert shell.certificate(number, name="again.pdf") == (0, number, pdf)
    assert shell.certificate(shell.lot)[1] == "CE-2026-01-000002"


def test_a_variant_is_that_of_the_last_certificate_and_never_takes_a_number(shell: Shell) -> None:
    _code, number, pdf = shell.certificate(shell.lot)
    code, told, public = shell.certificate(shell.lot, "--variant", "public", name="public.pdf")
    assert (code, told) == (0, number)
    assert content_of(public)["donor"].startswith(MASK)
    assert b"Mairie" not in json.dumps(content_of(public)).encode()
    assert shell.certificate(number, "--variant", "public", name="again.pdf") == (0, number, public)
    assert shell.certificate(shell.lot, "--variant", "donor", name="donor.pdf") == (0, number, pdf)
    assert content_of(shell.certificate(number, "--variant", "buyer")[2])["drives"][0]["machine_serial"] == "8XK2J13"


def test_a_variant_of_what_has_no_certificate_yet_issues_one(shell: Shell) -> None:
    code, number, pdf = shell.certificate(shell.machine, "--variant", "buyer")
    assert (code, number) == (0, "CE-2026-01-000001")
    assert content_of(pdf)["variant"] == "buyer"


def test_a_masked_value_can_be_proven_to_an_auditor(shell: Shell) -> None:
    _code, number, _pdf = shell.certificate(shell.lot)
    masked = content_of(shell.certificate(number, "--variant", "public")[2])["drives"][0]["inventory"]
    code, _out, written = shell.certificate(number, "--reveal", masked, name="proof.json")
    (proof,) = json.loads(written)["openings"]
    assert (code, proof["value"]) == (0, "ML-7")
    text = rfc8785.dumps([proof["field"], proof["salt"], proof["value"]])
    assert sha256(text).hexdigest() == proof["sha256"] == masked.removeprefix(MASK)
    assert json.loads(shell.certificate(shell.lot, "--reveal", "donor", name="proof.json")[2])["openings"][0][
        "value"
    ] == ("Mairie de Bron")


def test_what_is_not_masked_or_not_issued_cannot_be_proven(shell: Shell) -> None:
    assert shell.certificate(shell.lot, "--reveal", "donor", name="none.json") == (1, "", b"")
    _code, number, _pdf = shell.certificate(shell.lot)
    assert shell.certificate(number, "--reveal", "weather", name="none.json") == (1, "", b"")


def test_a_provisional_one_is_no_variant(shell: Shell) -> None:
    code, told, pdf = shell.certificate(shell.lot, "--provisional")
    assert (code, told) == (0, "Certificat provisoire, sans numéro.")
    assert content_of(pdf)["number"] == ""
    with pytest.raises(SystemExit):
        shell.run("certificate", shell.lot, "--provisional", "--variant", "public", "--out", "x.pdf")
