"""What Réglages does with the layouts of labels, off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.domain.errors import RulesError
from workshop.domain.labels import LabelKind
from workshop.domain.media import Media
from workshop.services.label_ports import LayoutName

if TYPE_CHECKING:
    from workshop.bootstrap import Workshop
    from workshop.domain.people import Actor

PREVIEW_DOTS = 600


@dataclass(frozen=True)
class LabelRead:
    """One layout as it is in use: `names` are all there are; `picture` is a PNG of an invented label."""

    names: tuple[LayoutName, ...]
    paper: Media
    name: LayoutName
    text: str
    picture: bytes


@dataclass(frozen=True)
class Checked:
    """What a draft would be: `problems` begin with the name of an element; without any there is a picture."""

    text: str
    problems: tuple[str, ...]
    picture: bytes = b""


def read_label(workshop: Workshop, kind: LabelKind, media: str) -> LabelRead:
    """Read a layout; a pair that does not go together becomes the first that does."""
    labels = workshop.labels
    names, papers = labels.layouts(), {one.id: one for one in labels.media()}
    fitting = [one for one in names if one.kind is kind]
    name = next((one for one in fitting if one.media == media), fitting[0])
    text, picture = labels.layout_text(name.kind, name.media), labels.preview(name.kind, name.media, PREVIEW_DOTS)
    return LabelRead(names, papers[name.media], name, text, picture)


def check(workshop: Workshop, name: LayoutName, text: str) -> Checked:
    """Look whether a draft fits, and draw it where it does."""
    problems = workshop.labels.layout_problems(name.media, text)
    if problems:
        return Checked(text, problems)
    try:
        return Checked(text, (), workshop.labels.preview(name.kind, name.media, PREVIEW_DOTS, text))
    except RulesError as problem:
        return Checked(text, problem.problems)


def save(workshop: Workshop, actor: Actor, name: LayoutName, text: str) -> None:
    """Use a layout from now on; only a manager does."""
    workshop.labels.save_layout(actor, name.kind, name.media, text)


def reset(workshop: Workshop, actor: Actor, name: LayoutName) -> None:
    """Go back to the layout that is shipped; only a manager does."""
    workshop.labels.reset_layout(actor, name.kind, name.media)
