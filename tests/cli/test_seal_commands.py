"""`workshop seal` and `verify`: what they print, what they write, and the exit codes that scripts rely on."""

from __future__ import annotations

import getpass
import io
import json
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.documents.samples import documents
from tests.adapters.documents.sealed import REAL
from workshop.adapters.documents.seal import new_seal
from workshop.adapters.documents.seal_box import PRESENT
from workshop.adapters.documents.seal_exchange import opened, sealed_away
from workshop.bootstrap import SystemClock, Workshop, build
from workshop.cli.main import run
from workshop.domain.codes import Kind
from workshop.domain.content import to_content
from workshop.domain.documents import Document
from workshop.domain.people import Role
from workshop.domain.seals import readable
from workshop.seal_wiring import seal_box
from workshop.settings import Profile, Settings
from workshop.texts import speak

PASSWORD = "correct horse"


@dataclass
class Shell:
    """A workshop on disk and its command line; `files` is a folder for what is written."""

    settings: Settings
    capture: pytest.CaptureFixture[str]
    files: Path

    def opened(self) -> Workshop:
        return build(self.settings)

    def __call__(self, *arguments: str | Path) -> tuple[int, str, str]:
        self.capture.readouterr()
        code = run([str(argument) for argument in arguments])
        said = self.capture.readouterr()
        return code, said.out, said.err

    def json(self, *arguments: str | Path) -> tuple[int, Any]:
        code, out, _ = self(*arguments, "--json")
        return code, json.loads(out)

    def secret(self, password: str = PASSWORD) -> tuple[str, Path]:
        file = self.files / "password.txt"
        file.write_text(password + "\r\nsomething else\n", encoding="utf-8")
        return "--password-file", file

    @property
    def seal_file(self) -> Path:
        return self.settings.folder() / PRESENT

    def paper(self, number: str = REAL.number, replaces: str = "") -> Path:
        """Issue a certificate as the workshop does, and return its file."""
        workshop = self.opened()
        workshop.seals.ready()
        seal, actor = seal_box(self.settings).open(), workshop.actor()
        certificate = replace(REAL, number=number, replaces=replaces, issued_at=SystemClock().now())
        with workshop.store.working(actor) as work:
            content = work.keep("certificate", "lot", to_content(certificate))
            code = work.issue(Kind.DOCUMENT).text
            rank = work.count(Document) + 1
            work.put(
                Document(code, "certificate", number, 1, 2026, rank, content, "lot", "now", actor.person, replaces)
            )
        workshop.close()
        file = self.files / f"{number}.pdf"
        file.write_bytes(documents(seal).certificate(certificate, "fr"))
        return file


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Shell]:
    monkeypatch.setenv("ETABLI_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ETABLI_SETTINGS", str(tmp_path / "none.toml"))
    monkeypatch.setenv("ETABLI_LANGUAGE", "fr")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    shell = Shell(Settings(Profile.WORKSHOP, data_folder=str(tmp_path / "data")), capsys, tmp_path)
    workshop = shell.opened()
    workshop.people.begin("Atelier du Rhône", 1, shell.settings.bench)
    workshop.close()
    yield shell
    speak("fr")


@pytest.fixture
def elsewhere(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """The same command line at a donor's: no workshop, no seal."""
    donor = Shell(Settings(Profile.WORKSHOP, data_folder=str(tmp_path / "donor")), shell.capture, tmp_path)
    monkeypatch.setenv("ETABLI_DATA", str(tmp_path / "donor"))
    return donor


def shown(shell: Shell) -> dict[str, Any]:
    code, said = shell.json("seal", "show")
    assert code == 0
    return dict(said)


def test_the_seal_is_made_shown_and_the_same_the_next_time(shell: Shell) -> None:
    first = shown(shell)
    assert shown(shell) == first
    assert (first["name"], first["kept"], first["origin"], first["problem"]) == (
        "Atelier du Rhône", "file", "made", None,
    )  # fmt: skip
    assert " ".join(first["fingerprint_groups"]) == readable(first["fingerprint_sha256"])
    assert (first["ends_soon"], first["example"], first["saved_at"]) == (False, False, None)
    assert stat.S_IMODE(shell.seal_file.stat().st_mode) == 0o600
    _, out, _ = shell("seal", "show")
    assert " ".join(first["fingerprint_groups"][:4]) in out
    assert "prouve seulement ceci" in out
    assert "pas de copie" in out


def test_no_key_is_in_any_answer(shell: Shell) -> None:
    shell("seal", "show")
    key = b"".join(shell.seal_file.read_bytes().split(b"-----")[2].split()).decode()
    said = [shell(*words) for words in (("seal", "show", "--json"), ("seal", "renew"), ("journal", "--json"))]
    assert all(key[at : at + 40] not in str(said) for at in range(0, len(key) - 40, 20))


def test_a_copy_is_for_its_owner_under_its_password_and_never_over_a_file(shell: Shell) -> None:
    out = shell.files / "copies" / "seal.p12"
    code, said = shell.json("seal", "save", "--out", out, *shell.secret())
    assert (code, said["file"]) == (0, str(out))
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert opened(out.read_bytes(), PASSWORD).fingerprint == said["fingerprint_sha256"]
    assert shown(shell)["saved_at"]
    code, _, err = shell("seal", "save", "--out", out, *shell.secret())
    assert (code, str(out) in err) == (1, True)
    code, _, err = shell("seal", "save", "--out", shell.files / "short.p12", *shell.secret("short"))
    assert (code, "8" in err, (shell.files / "short.p12").exists()) == (1, True, False)


def test_a_seal_that_was_lost_comes_back_from_its_copy(shell: Shell) -> None:
    out = shell.files / "seal.p12"
    shell("seal", "save", "--out", out, *shell.secret())
    fingerprint = shown(shell)["fingerprint_sha256"]
    shell.seal_file.unlink()
    code, said = shell.json("seal", "show")
    assert (code, said["problem"], said["fingerprint_sha256"], said["kept"]) == (1, "missing", fingerprint, None)
    assert "n’est plus là" in shell("check")[2].replace("'", "’")
    assert shell("check")[0] == 1
    assert shell("seal", "bring", out, *shell.secret("wrong one"))[0] == 1
    code, said = shell.json("seal", "bring", out, *shell.secret())
    assert (code, said["fingerprint_sha256"], said["problem"], said["former"]) == (0, fingerprint, None, [])


def test_a_seal_of_somebody_else_is_brought_and_its_kind_is_checked(shell: Shell) -> None:
    file = shell.files / "seal.p12"
    own = shown(shell)["fingerprint_sha256"]
    file.write_bytes(sealed_away(new_seal("Métropole", SystemClock().now()), PASSWORD))
    code, said = shell.json("seal", "bring", file, *shell.secret(), "--in-file")
    assert (code, said["name"], said["origin"]) == (0, "Métropole", "brought")
    assert [card["fingerprint_sha256"] for card in said["former"]] == [own]
    assert shell("seal", "bring", shell.files / "nothing.p12", *shell.secret())[0] == 1
    file.write_bytes(b"nonsense")
    assert shell("seal", "bring", file, *shell.secret())[0] == 1
    assert shown(shell)["name"] == "Métropole"


def test_a_password_is_asked_where_nobody_sees_it(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    code, _, err = shell("seal", "save", "--out", shell.files / "seal.p12")
    assert (code, "--password-file" in err) == (2, True)

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    answers = iter([PASSWORD, "another one", PASSWORD, PASSWORD])
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: next(answers))
    code, _, err = shell("seal", "save", "--out", shell.files / "seal.p12")
    assert (code, "pas les mêmes" in err, (shell.files / "seal.p12").exists()) == (2, True, False)
    assert shell("seal", "save", "--out", shell.files / "seal.p12")[0] == 0


def test_only_a_manager_may_and_the_person_is_in_the_journal(shell: Shell) -> None:
    workshop = shell.opened()
    hand = workshop.people.add(workshop.actor(), "Camille", Role.TECHNICIAN).code
    boss = workshop.people.add(workshop.actor(), "Dominique", Role.MANAGER).code
    workshop.close()
    shell("seal", "show")
    for act in (("renew",), ("replace", "--reason", "lost"), ("revoked", "--out", shell.files / "list.json")):
        code, _, err = shell("seal", *act, "--person", hand)
        assert (code, "responsable" in err) == (1, True)
    assert shell("seal", "renew", "--person", boss)[0] == 0
    _, said = shell.json("journal")
    assert [(event["kind"], event["person"] == boss) for event in said["events"]] == [
        ("seal-made", False), ("seal-made", True), ("seal-renewed", True),
    ]  # fmt: skip


def test_wrong_use_is_two(shell: Shell) -> None:
    for arguments in (("seal",), ("seal", "replace"), ("seal", "replace", "--reason", "bored"), ("seal", "save")):
        with pytest.raises(SystemExit) as ended:
            run(arguments)
        assert ended.value.code == 2
    assert shell("seal", "revoke", "12 34", "--reason", "lost")[0] == 1


def test_a_renewed_seal_leaves_old_papers_authentic_and_a_revoked_one_does_not(shell: Shell) -> None:
    paper = shell.paper()
    code, said = shell.json("verify", paper)
    assert (code, said["verdict"], said["replaced_by"]) == (0, "authentic", "")
    assert shell("seal", "renew")[0] == 0
    assert shell.json("verify", paper)[1]["verdict"] == "authentic"
    old = shown(shell)["former"][0]["fingerprint_sha256"]
    code, said = shell.json("seal", "revoke", readable(old), "--reason", "stolen")
    assert (code, said["state"], said["reason"]) == (0, "revoked", "stolen")
    code, said = shell.json("verify", paper)
    assert (code, said["verdict"]) == (1, "revoked-seal")
    assert shell.json("verify", paper, "--trust", old)[1]["verdict"] == "revoked-seal"


def test_the_workshop_itself_knows_what_replaced_a_paper(shell: Shell) -> None:
    first = shell.paper("CE-2026-01-000001")
    shell.paper("CE-2026-01-000002", "CE-2026-01-000001")
    code, said = shell.json("verify", first)
    assert (code, said["verdict"], said["replaced_by"]) == (0, "authentic", "CE-2026-01-000002")
    code, out, _ = shell("verify", first)
    assert (code, "remplacé" in out) == (0, True)


def test_a_donor_needs_the_list_or_the_new_paper_to_know(shell: Shell, elsewhere: Shell) -> None:
    donor = elsewhere
    shell_data = str(shell.settings.data_folder)
    first, second = shell.paper("CE-2026-01-000001"), shell.paper("CE-2026-01-000002", "CE-2026-01-000001")
    trusted = ("--trust", readable(seal_box(shell.settings).open().fingerprint))
    listed = shell.files / "list.json"
    with pytest.MonkeyPatch.context() as at_the_shop:
        at_the_shop.setenv("ETABLI_DATA", shell_data)
        assert shell("seal", "revoked", "--out", listed)[0] == 0
    code, out, _ = donor("verify", first, *trusted)
    assert (code, "à sa date d’émission" in out, "remplacé" in out) == (0, True, False)
    for beside in (("--revoked", listed), ("--replacing", second)):
        code, said = donor.json("verify", first, *trusted, *beside)
        assert (code, said["replaced_by"], said["notes"]) == (0, "CE-2026-01-000002", [])
    assert donor.json("verify", first)[1]["verdict"] == "unknown-seal"
    assert donor.json("verify", second, *trusted, "--replacing", first)[1]["notes"] == ["replaces-other"]
    code, _, err = donor("verify", first, *trusted, "--revoked", second)
    assert (code, str(second) in err) == (1, True)
    listed.write_bytes(listed.read_bytes().replace(b"000002", b"000003"))
    code, _, err = donor("verify", first, *trusted, "--revoked", listed)
    assert (code, "changée" in err) == (1, True)
    assert not (Path(donor.settings.data_folder)).exists()  # verifying leaves nothing behind


def test_a_plain_list_of_fingerprints_revokes(shell: Shell) -> None:
    paper, listed = shell.paper(), shell.files / "revoked.txt"
    listed.write_text(f"# perdus\n{readable(shown(shell)['fingerprint_sha256'])}\n", encoding="utf-8")
    code, said = shell.json("verify", paper, "--revoked", listed)
    assert (code, said["verdict"]) == (1, "revoked-seal")
    listed.write_text("perdu\n", encoding="utf-8")
    assert shell("verify", paper, "--revoked", listed)[0] == 1


def test_replacing_a_stolen_seal_says_what_to_do_and_lists_it(shell: Shell) -> None:
    stolen = shown(shell)["fingerprint_sha256"]
    code, _, err = shell("seal", "replace", "--reason", "stolen")
    assert (code, "émettez de nouveau" in err) == (0, True)
    code, said = shell.json("seal", "revoked", "--out", shell.files / "list.json")
    assert (code, [item["fingerprint_sha256"] for item in said["revoked"]]) == (0, [stolen])
    assert "volé" in shell("seal", "show")[1]


def test_a_seal_that_ends_soon_is_told_by_show_and_by_check(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    shell("seal", "show")
    made = SystemClock().now()

    def later(days: int) -> None:
        monkeypatch.setattr(SystemClock, "now", lambda _self: made + timedelta(days=days))

    later(3650 - 50)
    code, _, err = shell("seal", "show")
    assert (code, "seal renew" in err) == (0, True)
    code, _, err = shell("check")
    assert "seal renew" in err
    found = {item["what"]: item for item in shell.json("check")[1]}
    assert (found["seal"]["needed"], bool(found["seal"]["found"])) == (False, True)
    later(3651)
    assert shell.json("seal", "show")[1]["problem"] == "expired"
    assert shell("check")[0] == 1
    code, said = shell.json("seal", "renew")
    assert (code, said["problem"]) == (0, None)


def test_check_makes_no_seal_and_wants_none_before_the_first(shell: Shell) -> None:
    found = {item["what"]: item for item in shell.json("check")[1]}
    assert found["seal"] == {"what": "seal", "found": "", "needed": False, "note": ""}
    assert not shell.seal_file.exists()


def test_the_seal_of_an_example_is_shown_and_never_changed(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = shell.files / "sample.toml"
    settings.write_text('profile = "sample"\n', encoding="utf-8")
    monkeypatch.setenv("ETABLI_SETTINGS", str(settings))
    sample = build(replace(shell.settings, profile=Profile.SAMPLE))
    sample.people.begin("Exemple", 1, "Poste 1", sample=True)
    sample.close()
    code, said = shell.json("seal", "show")
    assert (code, said["name"], said["example"], said["kept"]) == (0, "EXEMPLE", True, "memory")
    for act in (("renew",), ("save", "--out", shell.files / "x.p12", *shell.secret())):
        code, _, err = shell("seal", *act)
        assert (code, "jetable" in err, (shell.files / "x.p12").exists()) == (1, True, False)
    assert shell.json("journal")[1]["events"] == []


def test_whoever_has_the_public_file_of_a_seal_verifies_with_it(shell: Shell, elsewhere: Shell) -> None:
    donor, public = elsewhere, shell.files / "sceau.pem"
    paper = shell.paper()
    with pytest.MonkeyPatch.context() as at_the_shop:
        at_the_shop.setenv("ETABLI_DATA", str(shell.settings.data_folder))
        code, said = shell.json("seal", "public", "--out", public)
    fingerprint = seal_box(shell.settings).open().fingerprint
    assert (code, said["fingerprint_sha256"]) == (0, fingerprint)
    assert b"PRIVATE" not in public.read_bytes()
    assert readable(fingerprint) in public.read_text("utf-8")
    assert donor.json("verify", paper)[1]["verdict"] == "unknown-seal"
    assert donor.json("verify", paper, "--trust", public)[1]["verdict"] == "authentic"
    other = donor.files / "autre.pem"
    other.write_bytes(paper.read_bytes()[:999])
    code, _, err = donor("verify", paper, "--trust", other)
    assert (code, "ne montre pas un sceau" in err) == (1, True)
