"""The pages of the first run: the choice, the two questions of a real start, and the sample that is being prepared."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ui.widgets.bar import StageBar
from ui.widgets.button import Button, Kind
from ui.widgets.field import Field
from ui.widgets.header import Header, HomeHeader
from ui.widgets.layouts import Column, Grid, Row, holding
from ui.widgets.page import Page
from ui.widgets.panel import Panel
from ui.widgets.text import Label, Paragraph
from ui.widgets.tile import Tile
from workshop.texts import _
from workshop.words import shown

LONGEST_NAME = 80
FIRST_SITE, LAST_SITE = 1, 99  # 00 is the examples' own


class ChoicePage(Page):
    """Two tiles, nothing else."""

    sample_wanted = Signal()
    start_wanted = Signal()

    def __init__(self) -> None:
        self.sample = Tile(
            shown(_("Essayer avec un lot d'exemple")),
            "lot",
            "1",
            shown(_("Rien n'est réel. Prêt en une minute.")),
        )
        self.start = Tile(
            shown(_("Commencer pour de vrai")),
            "intake",
            "2",
            shown(_("On demande le nom de l'atelier et son numéro, rien d'autre.")),
        )
        question = Label(shown(_("Que voulez-vous faire ?")), "title", bold=True, wrap=True)
        tiles = holding(Grid(self.sample, self.start, columns=2, fills=True))
        body = Column(question, (tiles, 1), (None, 1), gap="xl")
        super().__init__(HomeHeader("Établi", shown(_("Bienvenue"))), body, with_rail=False)
        self.sample.triggered.connect(self.sample_wanted)
        self.start.triggered.connect(self.start_wanted)
        self.first_focus = self.sample
        self.setFocusProxy(self.sample)


class StartPage(Page):
    """The name and the site number; both are on every label and in every code."""

    begun = Signal(str, int)
    back = Signal()

    def __init__(self) -> None:
        self.name = Field(
            shown(_("Comment s'appelle l'atelier ?")), help_text=shown(_("Ce nom est imprimé sur les étiquettes."))
        )
        self.site = Field(
            shown(_("Quel est son numéro, de 1 à 99 ?")),
            help_text=shown(_("La Métropole le donne. Il est dans tous vos codes : on ne peut plus le changer.")),
            tabular=True,
            sample="0000",
        )
        self.begin = Button(shown(_("Commencer")), icon="done", key="F12", kind=Kind.PRIMARY, role="lead")
        self.cancel = Button(shown(_("Revenir")), icon="back", key=shown(_("Échap")))
        panel = Panel(
            Column(self.name, self.site, Row(self.cancel, None, self.begin, gap="l", stacks=True), gap="xl"),
            pad=("xl", "xl"),
        )
        super().__init__(Header(shown(_("Commencer pour de vrai"))), Column(panel, None), with_rail=False)
        self.name.edit.setMaxLength(LONGEST_NAME)
        self.site.edit.setMaxLength(2)
        self.name.edit.returnPressed.connect(self._to_the_site)
        self.site.edit.returnPressed.connect(self.try_to_begin)
        self.begin.triggered.connect(self.try_to_begin)
        self.cancel.triggered.connect(self.back)
        self.first_focus = self.name.edit
        self.setFocusProxy(self.name.edit)

    def try_to_begin(self) -> None:
        """Begin, or say under the field what is missing."""
        name, site = self.name.text().strip(), self.site.text().strip()
        is_site = site.isascii() and site.isdigit() and FIRST_SITE <= int(site) <= LAST_SITE
        self.name.set_error("" if name else shown(_("Écrivez le nom de l'atelier.")))
        self.site.set_error("" if is_site else shown(_("Écrivez un nombre de 1 à 99.")))
        if not name:
            self.name.edit.setFocus()
        elif not is_site:
            self.site.edit.setFocus()
        else:
            self.begun.emit(name, int(site))

    def _to_the_site(self) -> None:
        self.name.set_error("")
        self.site.edit.setFocus()


class PreparingPage(Page):
    """The sample is being made: what happens now, in words."""

    def __init__(self) -> None:
        self.stage = Label(shown(_("Je prépare l'exemple.")), "title", bold=True, wrap=True)
        self.bar = StageBar()
        more = Paragraph(
            shown(
                _(
                    "Établi fabrique un lot d'exemple. Il lit des ordinateurs enregistrés, efface des images de"
                    " disques faites ici, les teste et les note. Aucun vrai disque n'est touché."
                )
            )
        )
        body = Column(None, Panel(Column(self.stage, self.bar, more, gap="l"), pad=("xl", "xl")), None)
        super().__init__(HomeHeader("Établi", shown(_("EXEMPLE"))), body, with_rail=False)

    def show_stage(self, words: str, done: int, total: int) -> None:
        self.stage.set_text(words)
        self.bar.set_stages(done / total if total else 0.0)
