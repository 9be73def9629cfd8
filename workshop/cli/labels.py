"""`label`, `layout`, `accessory`: labels as files, how they are laid out, and what gets a code of its own."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path
from typing import Any

from workshop.bootstrap import Workshop
from workshop.cli.badges import vouch
from workshop.cli.console import Console, Exit, write_file
from workshop.cli.people import opened
from workshop.domain.accessories import AccessoryKind
from workshop.domain.errors import MediumError
from workshop.domain.labels import LabelKind
from workshop.domain.media import LABEL_DOTS
from workshop.domain.typography import grouped
from workshop.settings import Settings
from workshop.texts import _

FORMS = ("pdf", "png", "zpl")
LARGEST_LAYOUT = 64 * 1024


def add_label(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add this word's commands."""
    label = commands.add_parser("label", parents=[shared], help=_("faire une étiquette"))
    label.add_argument("code", nargs="+", metavar="CODE")
    papers = _("62x29, 62, 29, 50x25, L7160 (la liste : layout)")
    label.add_argument("--media", default="", metavar="PAPIER", help=papers)
    label.add_argument("--dpi", type=int, choices=LABEL_DOTS, default=300)
    label.add_argument("--to", choices=FORMS, default="pdf")
    kinds = [kind.value for kind in LabelKind]
    label.add_argument("--kind", choices=kinds, help=_("une autre étiquette du même objet"))
    label.add_argument("--first", type=int, default=1, metavar="N", help=_("planche A4 : la place de la première"))
    label.add_argument("--out", type=Path, required=True, metavar="FICHIER")
    label.set_defaults(command=_label)
    _add_layout(commands, shared)
    accessory = commands.add_parser("accessory", parents=[shared], help=_("inscrire un accessoire : il reçoit un code"))
    accessory.add_argument("what", choices=[kind.value for kind in AccessoryKind], metavar="QUOI")
    accessory.add_argument("--name", default="", metavar="TEXTE", help=_("ce qui est écrit dessus"))
    accessory.add_argument("--machine", default="", metavar="CODE", help=_("l'ordinateur avec lequel il va"))
    accessory.set_defaults(command=_accessory)


def _add_layout(commands: Any, shared: argparse.ArgumentParser) -> None:
    layout = commands.add_parser("layout", parents=[shared], help=_("les dessins d'étiquettes"))
    layout.set_defaults(command=_list)
    acts = layout.add_subparsers(metavar=_("ACTION"))
    again = argparse.ArgumentParser(add_help=False)  # without defaults: they would undo what stood before the act
    again.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    again.add_argument("--database", default=argparse.SUPPRESS, metavar="URL", help=argparse.SUPPRESS)
    for name, told, act in (
        ("show", _("écrire un dessin"), _show),
        ("save", _("changer un dessin"), _save),
        ("reset", _("revenir au dessin d'origine"), _reset),
        ("preview", _("faire une image d'un dessin"), _preview),
    ):
        one = acts.add_parser(name, parents=[again], help=told)
        one.add_argument("kind", choices=[kind.value for kind in LabelKind], metavar="ÉTIQUETTE")
        one.add_argument("media", metavar="PAPIER")
        one.set_defaults(command=act)
        if name in ("save", "preview"):
            one.add_argument("file", type=Path, metavar="FICHIER")
        if name == "preview":
            one.add_argument("--dpi", type=int, choices=LABEL_DOTS, default=300)


def _label(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    if options.to == "png" and len(options.code) > 1:
        console.say(_("Une image montre une seule étiquette."))
        return Exit.WRONG_USE
    with closing(opened(settings)) as workshop:
        write_file(options.out, _made(workshop, options))
        for code in options.code:
            workshop.labels.printed(workshop.actor(), code)
    console.answer({"file": str(options.out)}, str(options.out))
    return Exit.DONE


def _made(workshop: Workshop, options: argparse.Namespace) -> bytes:
    kind = LabelKind(options.kind) if options.kind else None
    labels = workshop.labels
    if options.to == "png":
        return labels.png(options.code[0], options.dpi, options.media, kind)
    if options.to == "zpl":
        return b"".join(labels.zpl(code, options.dpi, options.media, kind) for code in options.code)
    return labels.pdf(*options.code, media=options.media, kind=kind, first=options.first)


def _list(_options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        names, papers = workshop.labels.layouts(), workshop.labels.media()
    content = [{"kind": name.kind.value, "media": name.media, "edited": name.edited} for name in names]
    lines = []
    for paper in papers:
        kinds = ", ".join(f"{name.kind}{' *' if name.edited else ''}" for name in names if name.media == paper.id)
        lines.append(f"{paper.id:<6}  {paper.name} : {kinds}")
    console.answer({"layouts": content}, *lines)
    return Exit.DONE


def _show(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        text = workshop.labels.layout_text(LabelKind(options.kind), options.media)
    console.answer({"text": text}, text)
    return Exit.DONE


def _save(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        vouch(workshop, workshop.actor())
        workshop.labels.save_layout(workshop.actor(), LabelKind(options.kind), options.media, _read(options.file))
    console.answer({"file": str(options.file)}, _("C'est gardé."))
    return Exit.DONE


def _reset(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        vouch(workshop, workshop.actor())
        workshop.labels.reset_layout(workshop.actor(), LabelKind(options.kind), options.media)
    console.answer({"kind": options.kind, "media": options.media}, _("C'est gardé."))
    return Exit.DONE


def _preview(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        write_file(options.file, workshop.labels.preview(LabelKind(options.kind), options.media, options.dpi))
    console.answer({"file": str(options.file)}, str(options.file))
    return Exit.DONE


def _accessory(options: argparse.Namespace, settings: Settings, console: Console) -> Exit:
    with closing(opened(settings)) as workshop:
        made = workshop.accessories.register(
            workshop.actor(), AccessoryKind(options.what), options.name, options.machine
        )
    console.answer({"code": made.code}, grouped(made.code))
    return Exit.DONE


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_LAYOUT:
            raise MediumError(str(path), _("fichier trop gros"))
        return path.read_text("utf-8")
    except (OSError, ValueError) as problem:
        raise MediumError(str(path), str(problem)) from problem
