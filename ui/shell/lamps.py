"""The lamps of the status bar: what reads and what prints, as far as it is known."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme, follow
from ui.tokens import ColorRole
from ui.widgets.footer import Lamp
from ui.widgets.layouts import Column
from workshop.domain.lanes import Lane, Presence
from workshop.reader_words import lane as lane_name
from workshop.reader_words import lane_gone
from workshop.texts import _
from workshop.words import shown

LANE_PX = 20
LANE_COLORS: dict[Lane, ColorRole] = {Lane.BLUE: "work", Lane.ORANGE: "amber"}


class LaneMark(QWidget):
    """The colour of a lane; its name stands beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.lane: Lane | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()
        self._theme = follow(self.apply_theme)

    def set_lane(self, lane: Lane | None) -> None:
        self.lane = lane
        self.setVisible(lane is not None)
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedSize(theme.icon(LANE_PX), theme.icon(LANE_PX))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self.lane is None:
            return
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.color("ink"))
            inside = self.rect().adjusted(2, 2, -2, -2)
            painter.fillRect(inside, self._theme.color(LANE_COLORS[self.lane]))


class ReaderLamp(Lamp):
    """A reader: a serial one is seen coming and going; one that types is a keyboard like another."""

    def __init__(self) -> None:
        super().__init__("reader", "")
        self.lane = LaneMark()
        row = self.layout()
        assert row is not None
        row.insertWidget(1, self.lane)  # type: ignore[attr-defined]  # a row is a QBoxLayout
        self.show_keyboard()

    def show_keyboard(self) -> None:
        """Show that whatever types is heard."""
        self.lane.set_lane(None)
        self.label.set_text(shown(_("Douchette ou clavier")))
        self.show_state(works=True, words=shown(_("prêts")))

    def show_presence(self, presence: Presence, *, alone: bool) -> None:
        """Show whether a reader is there; of two, each has the name and the colour of its lane."""
        lane = None if alone else presence.lane
        self.lane.set_lane(lane)
        self.label.set_text(shown(_("Douchette bloquée") if presence.barred else _name(presence.there, lane)))
        gone = _("{name} : pas le droit d'ouvrir") if presence.barred else _("{name} : débranchée")
        state = _("{name} : prête") if presence.there else gone
        self.show_state(works=presence.there, words=shown(state.format(name=presence.reader)))


class ReaderLamps(QWidget):
    """Two lamps at most, one above the other; the second is there where a second reader is."""

    def __init__(self) -> None:
        super().__init__()
        self.lamps = ReaderLamp(), ReaderLamp()
        self.setLayout(Column(*self.lamps, gap="xs"))
        self.lamps[1].hide()
        self._there: tuple[Presence, ...] = ()

    def tell(self, presences: Sequence[Presence]) -> str:
        """Show the readers of this bench; return what is said of one that has just vanished, else nothing."""
        before = {presence.place: presence.there for presence in self._there}
        gone = next((now for now in presences if not now.there and before.get(now.place, True)), None)
        self._there = tuple(presences)
        alone = len(presences) < len(self.lamps)
        if not presences:
            self.lamps[0].show_keyboard()
        for lamp, presence in zip(self.lamps, presences, strict=False):
            lamp.show_presence(presence, alone=alone)
        self.lamps[1].setVisible(not alone)
        if gone is None:
            return ""
        lane = self.lane_of(gone.reader)
        if gone.barred:
            return shown(_("Pas le droit d'ouvrir la douchette : voyez Réglages, Lecteur."))
        if lane:
            words = _("La douchette « {lane} » est débranchée : branchez-la, ou tapez").format(lane=lane)
        else:
            words = _("La douchette est débranchée : branchez-la, ou tapez")
        return shown(words)

    def lane_of(self, reader: str) -> str:
        """Name the lane of a reader, where there are two; else nothing."""
        if len(self._there) < len(self.lamps):
            return ""
        lane = next((presence.lane for presence in self._there if presence.reader == reader), None)
        return shown(lane_name(lane)) if lane else ""


def _name(there: bool, lane: Lane | None) -> str:  # noqa: FBT001 — two facts, one name
    if lane is None:
        return _("Douchette") if there else _("Douchette débranchée")
    return lane_name(lane) if there else lane_gone(lane)
