"""`workshop import`: what it prints for every drive, its JSON, and the exit codes that scripts rely on."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.imports.samples import Disk, blancco, blancco_erasure, nwipe_log, pdf_of
from tests.cli.command_line import Command, in_plain_signs
from tests.services.shop import a_drive, a_reading
from workshop.bootstrap import build
from workshop.cli import imports
from workshop.domain.drives import Refusal
from workshop.domain.imports import FAILS, LEAVES_OPEN, Note, NotRead, Problem, Unmatched, WhyNotRead
from workshop.services.imports import Why
from workshop.settings import Settings
from workshop.texts import speak


@pytest.fixture
def shell(begun: Command) -> Command:
    """Give the command line of a workshop with one machine, whose drives are ZN1D5X7K and its neighbour."""
    command = in_plain_signs(begun)
    _, out, _ = command("check", "--json")
    database = next(item["found"] for item in json.loads(out) if item["what"] == "database")
    workshop = build(Settings(database=f"sqlite:///{database}" if "://" not in database else database))
    actor = workshop.actor()
    lot = workshop.lots.open(actor, "Mairie", 1)
    card = workshop.machines.receive(actor, lot.code, "8XK2J13")
    drives = (a_drive("ZN1D5X7K", "ST1000DM003"), a_drive("OTHER001", "ST1000DM003", "/dev/sdb"))
    workshop.diagnosing.attach(actor, card.code, a_reading("8XK2J13", *drives))
    workshop.close()
    return command


def kept(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def told(answer: tuple[int, str, str]) -> tuple[int, Any]:
    return answer[0], json.loads(answer[1])


def test_a_report_is_declared_drive_by_drive_and_a_second_time_nothing_changes(shell: Command, tmp_path: Path) -> None:
    path = kept(tmp_path, "r.log", nwipe_log(Disk(size=1024)))
    code, out, _ = shell("import", path)
    assert code == 0
    assert "r.log : déclaré par nwipe 0.42, jamais prouvé par Établi." in out
    assert "ZN1D5X7K · ST1000DM003-1SB1 : déclaré effacé par nwipe, disque" in out
    assert "Les heures de ce rapport n'ont pas de fuseau." in out
    code, out, _ = shell("import", path)
    assert (code, "déjà déclaré par ce même rapport, rien n'a changé" in out) == (0, True)


def test_failures_strangers_and_bad_files_are_each_said_and_the_exit_code_is_1(shell: Command, tmp_path: Path) -> None:
    failed = Disk("sdb", serial="OTHER001", status="-FAILED-", errors=2, size=1024)
    mixed = kept(tmp_path, "a", nwipe_log(Disk(size=1024), failed, Disk("sdc", serial="NOBODY01", size=1024)))
    noise = kept(tmp_path, "b.pdf", pdf_of([["Facture"]]))
    code, out, err = shell("import", mixed, noise, tmp_path / "absent", "/dev/null")
    assert code == 1
    assert "déclaré effacé par nwipe" in out
    assert "non effacé, d'après nwipe. Il compte des erreurs." in out
    assert "NOBODY01 · ST1000DM003-1SB1 : aucun disque d'ici. Personne ne connaît ce numéro de série." in out
    assert "b.pdf : rien n'a été repris. Ce n'est pas un rapport connu" in out
    assert "absent" in err
    assert "ce n" in err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_not_waited_for(shell: Command, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert shell("import", tmp_path / "pipe")[0] == 1


def test_json_tells_each_entry_once_with_the_digest_of_the_kept_file(shell: Command, tmp_path: Path) -> None:
    path = kept(tmp_path, "r.xml", blancco(blancco_erasure(serial="OTHER001")))
    code, (answer,) = told(shell("import", path, "--json"))
    assert code == 1
    assert (answer["tool"], answer["format"], answer["format_never_seen"]) == ("blancco", "blancco-xml", True)
    assert len(answer["file"]) == len(answer["fact"]) == 64
    assert [(line["outcome"], line["reasons"]) for line in answer["lines"]] == [("unmatched", ["other-model"])]
    _, out, _ = shell("import", path)
    assert "Établi n'a jamais vu de vrai rapport de cet outil." in out


def test_every_reason_note_and_problem_has_its_sentence() -> None:
    speak("fr")
    refusals = (Refusal.DRIVE_FAILED, Refusal.ALREADY_THERE, Refusal.DESTROYED, Refusal.LOST)
    for reason in (*Why, *Unmatched, *refusals):
        assert imports._reason(reason.value) != reason.value
    assert {note for note in Note if imports._note(note)} == FAILS | LEAVES_OPEN
    assert all(imports._problem(what) for what in Problem)
    assert all(imports._not_read(NotRead(why)) for why in WhyNotRead)
