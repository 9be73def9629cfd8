"""Affichage: how large, in which colours, in which language. What is pressed holds at once, and at the next start."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.settings.part import Part
from ui.theme import Theme, follow, theme_holder
from ui.tokens import ThemeName
from ui.widgets.button import Button
from ui.widgets.choice import Choice
from ui.widgets.layouts import Column, Row
from ui.widgets.panel import Panel
from ui.widgets.text import Label
from workshop.domain.typography import NO_BREAK
from workshop.texts import SOURCE_LANGUAGE, Wording, _, spoken, wording
from workshop.words import shown

SIMPLE_KEY = "Ctrl T"
LANGUAGES = (("fr", "Français", "F11"), ("en", "English", "F12"))


class DisplayPart(Part):
    """Size, colours, language."""

    name = "display"
    icon = "display"

    def __init__(self) -> None:
        super().__init__()
        self.percent = Label("", "title", bold=True, single_line=True)
        self.smaller = Button(shown(_("Plus petit")), icon="text-size", key="Ctrl -", target="office")
        self.larger = Button(shown(_("Plus grand")), icon="text-size", key="Ctrl +", target="office")
        self.looks: dict[ThemeName, Choice] = {
            "light": Choice(shown(_("Clair")), icon="contrast", key="F2"),
            "dark": Choice(shown(_("Sombre")), icon="contrast", key="F3"),
            "high-contrast": Choice(shown(_("Contraste fort")), icon="contrast", key="F4"),
        }
        self.languages = {name: Choice(word, icon="language", key=key) for name, word, key in LANGUAGES}
        self.simple = Choice(shown(_("Texte simple")), icon="text-size", key=SIMPLE_KEY)
        self.simple.set_chosen(chosen=wording() is Wording.SIMPLE)
        if spoken() != SOURCE_LANGUAGE:
            self.simple.hide()
        self.simple.triggered.connect(self._change_wording)
        self.setLayout(self._composed())
        for name, choice in self.looks.items():
            choice.triggered.connect(_Looks(self, name).choose)
        for language, choice in self.languages.items():
            choice.set_chosen(chosen=language == spoken())
            choice.triggered.connect(_Speaks(self, language).choose)
        self.smaller.triggered.connect(theme_holder().reduce)
        self.larger.triggered.connect(theme_holder().enlarge)
        follow(self.apply_theme)

    def _composed(self) -> Column:
        sizes = Row(self.smaller, self.percent, self.larger, None, gap="l", stacks=True)
        looks = Row(*self.looks.values(), None, gap="m", stacks=True)
        languages = Row(*self.languages.values(), self.simple, None, gap="m", stacks=True)
        note = Label(
            shown(_("Les étiquettes et les certificats sont dans cette langue aussi.")), color="ink2", wrap=True
        )
        return Column(
            _panel(shown(_("Taille du texte")), sizes),
            _panel(shown(_("Couleurs")), looks),
            _panel(shown(_("Langue")), Column(languages, note, gap="s")),
            Label(shown(_("Ces choix valent pour ce poste.")), "small", color="ink2", wrap=True),
            None,
            gap="m",
        )

    @property
    def title(self) -> str:
        return shown(_("Affichage"))

    @property
    def keys(self) -> dict[str, Button]:
        looks = dict(zip(("F2", "F3", "F4"), self.looks.values(), strict=True))
        languages = {key: self.languages[language] for language, _word, key in LANGUAGES}
        return {**looks, **languages, SIMPLE_KEY: self.simple}

    def _change_wording(self) -> None:
        wanted = Wording.STANDARD if wording() is Wording.SIMPLE else Wording.SIMPLE
        self.owner.chosen.emit("wording", wanted)

    def apply_theme(self, theme: Theme) -> None:
        """Show what holds now, whoever changed it."""
        self.percent.set_text(f"{round(theme.zoom * 100)}{NO_BREAK}%")
        for name, choice in self.looks.items():
            choice.set_chosen(chosen=name == theme.name)


class _Looks(QObject):
    """One theme."""

    def __init__(self, part: DisplayPart, name: ThemeName) -> None:
        super().__init__(part)
        self._name = name

    def choose(self) -> None:
        theme_holder().choose(self._name)


class _Speaks(QObject):
    """One language."""

    def __init__(self, part: DisplayPart, language: str) -> None:
        super().__init__(part)
        self._part, self._language = part, language

    def choose(self) -> None:
        if self._language != spoken():
            self._part.owner.chosen.emit("language", self._language)


def _panel(title: str, content: Row | Column) -> Panel:
    return Panel(Column(Label(title, "lead", bold=True), content, gap="m"))
