"""`run-through`: the main job once, end to end, on the sample lot."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from typing import Any

from workshop.bootstrap import SystemClock, Workshop, build, exercise, machine, recorded_machines
from workshop.cli.console import Console, Exit, write_file
from workshop.cli.summary import summary_of
from workshop.domain.errors import MediumError
from workshop.domain.typography import grouped
from workshop.services.documents import CSV
from workshop.services.run_through import Day, Report, RunThrough, Stage
from workshop.settings import Profile, Settings
from workshop.texts import _
from workshop.words import shown, stage

MARK = ".etabli-exemple"
OURS = ("atelier", "media", "labels", "certificates", "summary.json", "labels.pdf", "certificate.pdf", MARK)
IMAGE_DPI, ZPL_DPI = 300, 203


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add this word's command."""
    command = commands.add_parser("run-through", parents=[shared], help=_("faire tout le travail une fois, en exemple"))
    command.add_argument("--out", type=Path, required=True, metavar="DOSSIER", help=_("où écrire les documents"))
    command.add_argument("--machine", type=Path, metavar="DOSSIER", help=_("lire un ordinateur enregistré"))
    command.set_defaults(command=_run_through)


def _run_through(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    out: Path = options.out.resolve()
    machine(options.machine, SystemClock())  # a folder that is no machine is told before anything is written
    _prepare(out)
    sample = Settings(Profile.SAMPLE, settings.language, data_folder=str(out / "atelier"))
    workshop = build(sample, recording=options.machine)
    try:
        parts = exercise(out / "media", workshop.clock)
        console.say(
            _("EXERCICE : on efface seulement des images faites ici, avec {name}.").format(name=parts.eraser.name)
        )
        run = RunThrough(workshop, parts, recorded_machines(workshop.clock), _progress(console))
        day = run.run()
        summary = _write(workshop, day, out)
    finally:
        workshop.close()
    shutil.rmtree(out / "media", ignore_errors=True)
    refused = [entry for entry in summary["machines"] if entry["refused"]]
    console.answer(summary, *_lines(out, summary, refused))
    return Exit.DONE


def _prepare(out: Path) -> None:
    """Make the folder ours: new, empty, or left by an earlier run. Nothing of anybody else is ever touched."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        names = {item.name for item in out.iterdir()}
        if names and MARK not in names:
            raise MediumError(str(out), _("ce dossier contient autre chose"))
        for item in out.iterdir():
            if item.name in OURS or item.name.startswith("manifest-"):
                shutil.rmtree(item) if item.is_dir() and not item.is_symlink() else item.unlink()
        (out / MARK).touch()
    except OSError as problem:
        raise MediumError(str(out), problem.strerror or str(problem)) from problem


def _progress(console: Console) -> Report:
    shown_on_terminal = sys.stderr.isatty()

    def report(what: Stage, done: int, total: int) -> None:
        line = _("{name} : {done} sur {total}").format(name=stage(what), done=done, total=total)
        if shown_on_terminal:
            end = "\n" if done == total else ""
            print(f"\r{shown(line)}", end=end, file=sys.stderr, flush=True)
        elif done in (0, total):
            console.say(line)

    return report


def _write(workshop: Workshop, day: Day, out: Path) -> dict[str, Any]:
    codes = _labelled(workshop, day)
    write_file(out / "labels.pdf", workshop.labels.pdf(*codes))
    for code in codes:
        write_file(out / "labels" / f"{code}.png", workshop.labels.png(code, IMAGE_DPI))
        write_file(out / "labels" / f"{code}.zpl", workshop.labels.zpl(code, ZPL_DPI))
        workshop.labels.printed(day.technician, code)
    for document in day.certificates:
        write_file(out / "certificates" / f"{document.number}.pdf", workshop.papers.file(day.technician, document))
    assert day.lot_certificate is not None
    write_file(out / "certificate.pdf", workshop.papers.provisional(day.lot_certificate))
    for document in day.manifests:
        number = document.about.rpartition("-")[2]
        write_file(out / f"manifest-{number}.pdf", workshop.papers.file(day.technician, document))
        write_file(out / f"manifest-{number}.csv", workshop.papers.file(day.technician, document, CSV))
    summary = summary_of(workshop, day, codes)
    write_file(out / "summary.json", _json(summary))
    return summary


def _json(content: Any) -> bytes:
    import json  # noqa: PLC0415 — only here

    return json.dumps(content, ensure_ascii=False, indent=2).encode() + b"\n"


def _labelled(workshop: Workshop, day: Day) -> list[str]:
    """Return the codes that need a label: machines, their drives, the lot, the boxes, the order."""
    assert day.order is not None
    machines = [card.code for card in workshop.machines.of_lot(day.lot.code)]
    drives = [drive.code for code in machines for drive in workshop.machines.drives(code)]
    boxes = [box.code for box in workshop.orders.boxes(day.order.code)]
    return [day.lot.code, *machines, *drives, day.order.code, *boxes]


def _lines(out: Path, summary: dict[str, Any], refused: list[dict[str, Any]]) -> list[str]:
    counts = summary["counts"]
    lines = [
        _("{received} ordinateurs reçus, {wiped} disques effacés et relus, {delivered} ordinateurs livrés.").format(
            received=counts["received"], wiped=counts["drives_proven"], delivered=counts["delivered"]
        )
    ]
    lines += [
        _("Refusé : {code} {name} : {why}").format(
            code=grouped(entry["code"]), name=entry["name"] or _("sans nom"), why=" ".join(entry["refused_words"])
        )
        for entry in refused
    ]
    return [*lines, _("Les documents (EXEMPLE) sont dans {out}.").format(out=out)]
