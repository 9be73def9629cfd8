"""Labels: made as files, on any medium, and laid out as the workshop wants them."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from workshop.domain import events as happened
from workshop.domain.labels import LabelContent, LabelKind
from workshop.domain.media import DEFAULT_MEDIA, Media
from workshop.domain.people import Actor, WorkshopAddress
from workshop.domain.printing import Printer
from workshop.services.authority import identity_of, workshop_for_manager
from workshop.services.label_contents import label_of as label_of  # noqa: PLC0414 — found with the word
from workshop.services.label_ports import LabelDesk, LayoutName
from workshop.services.label_samples import sample_label
from workshop.services.ports import Store

LONGEST_ADDRESS = 200


class Labels:
    """Makes labels and remembers that they were made; `roll` is the medium of this bench."""

    def __init__(self, store: Store, desk: Callable[[], LabelDesk], language: str, roll: str = DEFAULT_MEDIA) -> None:
        self._store = store
        self._desk = desk
        self._language = language
        self.roll = roll

    def content(self, code: str, kind: LabelKind | None = None) -> LabelContent:
        """Return what stands on the label of an object now, or on the kind of label that is asked for."""
        with self._store.looking() as look:
            return label_of(look, code, kind)

    def pdf(self, *codes: str, media: str = "", kind: LabelKind | None = None, first: int = 1) -> bytes:
        """Return one PDF: one label a page, or A4 sheets whose first label is at the place `first`."""
        with self._store.looking() as look:
            contents = [label_of(look, code, kind) for code in codes]
        return self._desk().sheet(contents, media or self.roll, first, self._language)

    def png(self, code: str, dots_per_inch: int = 300, media: str = "", kind: LabelKind | None = None) -> bytes:
        """Return a label as a picture in printer dots."""
        return self._desk().picture(self.content(code, kind), media or self.roll, self._language, dots_per_inch)

    def zpl(self, code: str, dots_per_inch: int = 203, media: str = "", kind: LabelKind | None = None) -> bytes:
        """Return a label for a ZPL printer."""
        return self._desk().zpl(self.content(code, kind), media or self.roll, self._language, dots_per_inch)

    def printed(self, actor: Actor, code: str) -> None:
        """Write down that a label left the printer: an untracked copy would be a second identity."""
        with self._store.working(actor) as work:
            content = label_of(work, code)
            copies = sum(isinstance(entry.event, happened.LabelPrinted) for entry in work.history(code))
            work.append(code, happened.LabelPrinted(content.kind.value, copies + 1))

    def ticks(self, printer: Printer) -> bytes:
        """Return the label by which a printer is set straight, for that printer; see domain/ticks.py."""
        return self._desk().ticks(printer, self._language)

    # layouts

    def media(self) -> tuple[Media, ...]:
        """Return every medium that labels can be printed on."""
        return self._desk().media()

    def layouts(self) -> tuple[LayoutName, ...]:
        """Return every kind and medium that go together."""
        return self._desk().layouts()

    def layout_text(self, kind: LabelKind, media: str) -> str:
        """Return a layout as it is written; raises RulesError where this label does not fit on this medium."""
        return self._desk().text(kind, media)

    def layout_problems(self, media: str, text: str) -> tuple[str, ...]:
        """Return what keeps a text from being a layout, each problem beginning with its element's name."""
        return self._desk().problems(media, text)

    def preview(self, kind: LabelKind, media: str, dots_per_inch: int = 300, text: str | None = None) -> bytes:
        """Return an invented label as a PNG, by the layout in use or by that of a text; raises RulesError."""
        with self._store.looking() as look:
            content = sample_label(kind, identity_of(look).name)
        return self._desk().picture(content, media, self._language, dots_per_inch, text)

    def save_layout(self, actor: Actor, kind: LabelKind, media: str, text: str) -> None:
        """Lay a label out anew, at this bench; only a manager does. Raises RefusedError, RulesError, MediumError."""
        self._changed(actor, kind, media, text)

    def reset_layout(self, actor: Actor, kind: LabelKind, media: str) -> None:
        """Go back to the layout that is shipped; only a manager does."""
        self._changed(actor, kind, media, "")

    def _changed(self, actor: Actor, kind: LabelKind, media: str, text: str) -> None:
        with self._store.working(actor) as work:
            identity = workshop_for_manager(work, actor)
            digest = sha256(text.encode()).hexdigest() if text else ""
            work.append(identity.code, happened.LayoutChanged(kind.value, media, digest))
            if text:  # last: a file that cannot be written takes the event back
                self._desk().keep(kind, media, text)
            else:
                self._desk().drop(kind, media)

    # what papers say of the workshop

    def address(self) -> str:
        """Return where the workshop is; empty: nobody said."""
        with self._store.looking() as look:
            found = look.get(WorkshopAddress, identity_of(look).code)
        return found.text if found else ""

    def set_address(self, actor: Actor, text: str) -> None:
        """Say where the workshop is; only a manager does."""
        with self._store.working(actor) as work:
            identity = workshop_for_manager(work, actor)
            work.put(WorkshopAddress(identity.code, " ".join(text.split())[:LONGEST_ADDRESS]))
