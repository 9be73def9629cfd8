"""One half of the Poste: the reader that owns it, its own answers, its machine, and what to do with that one now."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.bench import facts
from ui.bench.fact_page import FactPage
from ui.bench.next_step import NextStep
from ui.bench.one_machine import OneMachine
from ui.bench.reading import BenchShown
from ui.bench.routes import Routes
from ui.questions import Question
from ui.screen import Screen
from ui.signals import Shape
from ui.theme import Theme, follow
from ui.tokens import ColorRole
from ui.widgets.band import Band, Form
from ui.widgets.button import Button
from ui.widgets.icons import Icon
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.painting import CENTER, paint_box, paint_text
from ui.widgets.plate import Plate
from ui.widgets.prompt import ScanPrompt
from ui.widgets.signal_shape import ROW_SHAPE_PX, Marked, ShapeMark
from ui.widgets.strip import Strip
from ui.widgets.text import Label
from ui.words import BandWords
from workshop.domain.lanes import Lane, Presence, number_of
from workshop.domain.lots import machine_name
from workshop.reader_words import lane as lane_name
from workshop.services.scanning import Place
from workshop.texts import _
from workshop.words import shown

SWITCH = "F2"
SEARCH = "Ctrl F"  # F2 turns the keyboard to the other half
NUMBER_PX = 48
NO_FOCUS = Qt.FocusPolicy.NoFocus
LANE_FACES: dict[Lane, tuple[ColorRole, ColorRole]] = {
    Lane.BLUE: ("work", "on_work"),
    Lane.ORANGE: ("amber", "on_amber"),
}


class LaneNumber(QLabel):
    """The number of a lane, in its colour; its name always stands beside it."""

    def __init__(self, lane: Lane) -> None:
        super().__init__(str(number_of(lane)))
        self.lane = lane
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._theme = follow(self.apply_theme)

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        side = max(self._theme.picture(NUMBER_PX), round(self._theme.px("title") * 1.3))
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        fill, ink = (self._theme.color(role) for role in LANE_FACES[self.lane])
        edge = self._theme.color("ink")
        with QPainter(self) as painter:
            paint_box(painter, self.rect(), self._theme, fill=fill, edge=edge, line="line", radius="control")
            paint_text(painter, self.rect(), self.text(), self._theme.font("title", bold=True), ink, int(CENTER))


class LaneHead(QWidget):
    """Whose half it is: number, name, and whether its reader is there."""

    def __init__(self, lane: Lane) -> None:
        super().__init__()
        self.name = Label(shown(lane_name(lane)), "title", bold=True)
        self.reader = Marked(Shape.ACCEPTED, "")
        words = Column(None, self.name, self.reader, None, gap="none")
        self.setLayout(Row(LaneNumber(lane), (words, 1), gap="l", pad=("l", "s")))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setMinimumHeight(Form.HALF.value.height)
        self._theme = follow(self.apply_theme)

    def show_reader(self, presence: Presence) -> None:
        """Say whether the reader is there."""
        state = _("{name} : prête") if presence.there else _("{name} : débranchée")
        words = shown(state.format(name=presence.reader))
        self.reader.show_state(Shape.ACCEPTED if presence.there else Shape.WARNING, words)

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with QPainter(self) as painter:
            edge = self._theme.color("line")
            paint_box(painter, self.rect(), self._theme, fill=self._theme.color("surface"), edge=edge, line="line")


class KeyboardHere(QWidget):
    """Whether keys act on this half: shape and words, never the place alone."""

    def __init__(self) -> None:
        super().__init__()
        self.mark, icon = ShapeMark(Shape.NOW, ROW_SHAPE_PX), Icon("keyboard", color="ink2")
        self.here = Label(shown(_("Le clavier agit ici, les boutons du bas aussi.")), bold=True, wrap=True)
        self.away = Label(shown(_("Clavier ici : {key}.").format(key=SWITCH)), color="ink2", wrap=True)
        self.setLayout(Row(self.mark, icon, (self.here, 1), (self.away, 1), gap="s"))

    def show_state(self, *, here: bool) -> None:
        self.mark.set_shape(Shape.NOW if here else Shape.TODO)
        self.here.setVisible(here)
        self.away.setVisible(not here)


class Half(OneMachine):
    """A reader's half. What it scans is answered here and nowhere else; keys act here while they were turned here."""

    keys_wanted = Signal()

    def __init__(self, whole: Screen, lane: Lane, routes: Routes) -> None:
        self.lane, self.reader = lane, ""
        self._has_keys = False
        self.routes = routes  # one row for both halves: it is of the one where keys act
        self.band, self.head = Band(Form.HALF), LaneHead(lane)
        self.strip, self.next = Strip(short=True), NextStep(narrow=True)
        self.plate, self.what = Plate("", "title"), Label("", wrap=True)
        self.details = Button(shown(_("Détails")), icon="search", key="F4")
        self.question = Question(shown(_("Oui, c'est lui")), shown(_("Non")))
        self.sheet = FactPage(SEARCH, narrow=True)
        self.keyboard = KeyboardHere()
        prompt = ScanPrompt(shown(_("Scannez l'étiquette d'un ordinateur.")), role="lead")
        self.about_it = holding(
            Row((Column(self.plate, self.what, None, gap="none"), 1), Column(self.details, None), stacks=True)
        )
        self.work = holding(Column(self.strip, self.next, self.question, None, gap="s"))
        self.empty = holding(Column(prompt, None))
        self.top = holding(Column(self.head, self.band))  # an answer stands where the lane's name was
        self.widget = self._whole()
        self._focusable = {
            inside: inside.focusPolicy()
            for inside in self.widget.findChildren(QWidget)
            if inside.focusPolicy() != NO_FOCUS
        }
        super().__init__(whole.session, whole.page)
        self.setParent(whole)
        self.band.hide()
        self.band.shown.connect(self._answering)
        self.band.calmed.connect(self._calm)
        self.show_nothing()

    @property
    def has_keys(self) -> bool:
        return self._has_keys

    @property
    def answering(self) -> Band:
        return self.band

    def place(self) -> Place:
        return Place(self.name, subject=self.code, apart=True)

    def press(self, key: str) -> bool:
        if key == SWITCH:
            self.keys_wanted.emit()
            return True
        return super().press(key)

    def show_reader(self, presence: Presence) -> None:
        self.reader = presence.reader
        self.head.show_reader(presence)

    def turn_keys(self, *, here: bool) -> None:
        """Have keys act here or not: only where they act stand their names."""
        self._has_keys = here
        self.keyboard.show_state(here=here)
        self.next.show_keys(shown_=here)
        self.details.set_key("F4" if here else "")
        for number, button in enumerate(self.question.buttons, 1):
            button.set_key(str(number) if here else "")
        for inside, policy in self._focusable.items():  # Tab stays where keys act
            inside.setFocusPolicy(policy if here else NO_FOCUS)
        if here:
            self.allow()
            self.give_keys()
            self.restore_focus()

    def show_parts(self, there: BenchShown) -> None:
        card, read = there.view.card, there.view.diagnosis
        self.about_it.show()
        self.plate.set_code(card.code)
        trade = read.identity.trade_name if read else None
        known = (machine_name(card.maker, trade or card.model), facts.number(card) if card.serial else "")
        self.what.set_text(" · ".join(word for word in known if word))

    def show_nothing(self) -> None:
        super().show_nothing()
        self.about_it.hide()
        self.allow()
        self.give_keys()

    def allow(self) -> None:
        if self.has_keys:
            super().allow()

    def show_words(self, words: BandWords) -> None:
        """Answer in one column: a half has no room beside the sentence."""
        later = " ".join(part for part in (words.right, words.right_action) if part)
        sentence = " ".join(part for part in (words.sentence, words.count) if part)
        word = f"{self.head.name.text()} · {words.word}"  # while it answers, the band covers whose half it is
        self.band.show_signal(words.signal, word, sentence, words.action or later)

    def _answering(self) -> None:
        self.head.hide()
        self.band.show()
        self.page.area.ensureWidgetVisible(self.top, 0, 0)

    def _calm(self) -> None:
        self.band.hide()
        self.head.show()

    def _whole(self) -> QWidget:
        middle = Column((self.work, 1), (self.empty, 1), (self.sheet, 1))
        return holding(Column(self.top, self.keyboard, self.about_it, (middle, 1), gap="s"))
