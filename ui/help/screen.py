"""Aide: the screen below in three pictures, each with one sentence; nothing to press but what closes it."""

from __future__ import annotations

from ui.help.drawing import HelpPicture, pictures
from ui.help.sentences import sentences
from ui.screen import Screen
from ui.session import Session
from ui.theme import Theme, follow
from ui.widgets.band import Band, Form
from ui.widgets.button import Button, Kind
from ui.widgets.header import Header
from ui.widgets.layouts import Column, Row
from ui.widgets.page import Page
from ui.widgets.painting import line_height
from ui.widgets.panel import Panel
from ui.widgets.text import Label
from workshop.texts import _
from workshop.words import shown

STEPS = 3
MOST_LINES = 3


class HelpScreen(Screen):
    """Lies over another screen: its own key and Escape close it."""

    name = "help"

    def __init__(self, session: Session) -> None:
        self.band = Band(Form.HEADER)
        self.header = Header(shown(_("Aide")))
        self.steps = tuple(_Step(number) for number in range(1, STEPS + 1))
        self.close = Button(shown(_("Fermer l'aide")), icon="back", key="F1", kind=Kind.PRIMARY)
        self.rescue = Label(
            shown(_("Une erreur ? Ctrl Z ou la carte « Annuler ». Rien n'est perdu.")), "lead", wrap=True
        )
        steps = Row(*((step, 1) for step in self.steps), gap="l", stacks=True)
        body = Column((steps, 1), self.rescue, Row(None, self.close, gap="l"), gap="l")
        super().__init__(session, Page(self.header, body, band=self.band, pad=("xxl", "l")))
        self.page.first_focus = self.close
        self.about_screen = ""
        self.close.triggered.connect(self._close)

    def enter(self, code: str = "") -> None:
        """Show the help of a screen, by its name."""
        self.about_screen = code if code in pictures() else "home"
        words = tuple(shown(sentence) for sentence in sentences(self.about_screen))
        for step, parts, sentence in zip(self.steps, pictures()[self.about_screen], words, strict=True):
            step.picture.show_picture(parts, sentence)
            step.sentence.set_text(sentence)
        self.header.set_context(shown(_title(self.about_screen)))
        self.page.fit()

    def _close(self) -> None:
        self.wanted.emit("", "")


class _Step(Panel):
    """One picture, its number and its sentence."""

    def __init__(self, number: int) -> None:
        self.picture = HelpPicture()
        self.sentence = Label("", "lead", bold=True, wrap=True)
        mark = Column(Label(str(number), "big", bold=True, color="work"), None)
        words = Row(mark, (Column(self.sentence, None), 1), gap="l")
        super().__init__(Column(None, (self.picture, 3), words, None, gap="l"))
        follow(self.give_room)

    def give_room(self, theme: Theme) -> None:
        """Keep the pictures in line, however long their sentences are."""
        lines = 0 if theme.one_column else MOST_LINES
        self.sentence.setMinimumHeight(lines * line_height(theme.font("lead", bold=True)))


def _title(screen: str) -> str:
    words = {
        "home": _("Accueil"),
        "intake": _("Entrée"),
        "bench": _("Poste"),
        "wiping": _("Effacer"),
        "inspection": _("Tests"),
        "grading": _("État"),
        "storage": _("Ranger"),
        "delivery": _("Livraison"),
        "documents": _("Documents"),
        "review": _("À vérifier"),
        "settings": _("Réglages"),
        "pin": _("Code PIN"),
        "holding": _("Garder ici"),
    }
    return words[screen]
