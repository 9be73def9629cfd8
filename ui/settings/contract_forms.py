"""The forms of the contract: a file that is taken, what another text would change, and the version that is kept."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.settings.contract_doing import ContractRead, Effect, is_free, proposed_version
from ui.settings.contract_effect import EffectPanel
from ui.settings.contract_problems import file_problem
from ui.settings.contract_telling import headline
from ui.settings.seal_forms import Form
from ui.widgets.button import Button, Kind
from ui.widgets.field import Field
from ui.widgets.layouts import Column, Row
from ui.widgets.listing import Line, Lines
from ui.widgets.panel import Panel
from ui.widgets.text import Label
from workshop.services.people import LONGEST_NAME
from workshop.texts import _, several
from workshop.words import shown

LONGEST_VERSION = 20
MOST_DIFFERENCES = 6


class FileForm(QWidget):
    """A path that is typed or dropped; `wanted` gives it. Everything that is wrong with the file is listed."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.where = Field(
            shown(_("Où est le fichier du contrat (.toml)")),
            help_text=shown(_("Tapez où il est, ou faites-le glisser sur cette page. Rien n'est encore changé.")),
        )
        self.problem = Label("", bold=True, wrap=True)
        self.list = Lines(shown(_("Ce qui ne va pas")))
        self.done = Button(shown(_("Lire ce fichier")), icon="search", key="F12", kind=Kind.PRIMARY, target="office")
        self.back = Button(shown(_("Revenir")), icon="back", key=shown(_("Échap")), target="office")
        title = Label(shown(_("Prendre un contrat dans un fichier")), "lead", bold=True, wrap=True)
        panel = Panel(Column(title, self.where, gap="m"), pad=("xl", "m"))
        foot = Row(self.back, None, self.done, gap="m", stacks=True)
        self.setLayout(Column(panel, self.problem, (self.list, 9), None, foot, gap="m"))
        self.done.triggered.connect(self._ask)
        self.where.edit.returnPressed.connect(self._ask)

    @property
    def keys(self) -> dict[str, Button]:
        return {"F12": self.done}

    def begin(self) -> None:
        """Ask for a file."""
        self.where.set_text("")
        self.where.set_error("")
        self.show_problems(())

    def take(self, path: str) -> None:
        """Take a file that was dropped."""
        self.where.set_text(path)
        self._ask()

    def show_problems(self, problems: tuple[str, ...]) -> None:
        """List everything that is wrong with a file, each with its line."""
        words = several("{count} erreur. Rien n'est changé.", "{count} erreurs. Rien n'est changé.", len(problems))
        self.problem.set_text(shown(words.format(count=len(problems))))
        told = sorted(problems, key=_line)
        self.list.set_lines([Line(str(place), file_problem(item)) for place, item in enumerate(told)])
        for widget in (self.problem, self.list):
            widget.setVisible(bool(problems))

    def _ask(self) -> None:
        there = self.where.text().strip()
        self.where.set_error("" if there else shown(_("Tapez où est le fichier.")))
        self.show_problems(())
        if there:
            self.wanted.emit(there)


class CheckPage(QWidget):
    """What another text would change; nothing is done before F12."""

    def __init__(self) -> None:
        super().__init__()
        self.title = Label("", "lead", bold=True, wrap=True)
        self.about = Label("", wrap=True)
        self.notice = Label("", wrap=True)
        self.effect = EffectPanel(MOST_DIFFERENCES)
        self.done = Button(shown(_("Garder")), icon="done", key="F12", kind=Kind.PRIMARY, target="office")
        self.back = Button(shown(_("Revenir")), icon="back", key=shown(_("Échap")), target="office")
        head = Panel(Column(self.title, self.about, self.notice, gap="xs"), pad=("xl", "m"))
        foot = Row(self.back, None, self.done, gap="m", stacks=True)
        self.setLayout(Column(head, Panel(Column(self.effect), pad=("xl", "m")), None, foot, gap="m"))

    @property
    def keys(self) -> dict[str, Button]:
        return {"F12": self.done}

    def show_effect(self, effect: Effect, done: str) -> None:
        """Show a text that may be used from now on."""
        assert effect.contract is not None
        self.title.set_text(shown(effect.contract.title))
        self.about.set_text(headline(effect.contract))
        self.notice.set_text(shown(effect.contract.notice))
        self.effect.show_effect(effect)
        self.done.set_word(done)


class KeepForm(Form):
    """The version and who signs; `wanted` gives both."""

    wanted = Signal(str, str)

    def __init__(self) -> None:
        self.effect: Effect | None = None
        self.read: ContractRead | None = None
        self.version = Field(shown(_("Version")), tabular=True, help_text=shown(_("Le prochain numéro libre.")))
        self.version.edit.setMaxLength(LONGEST_VERSION)
        self.signer = Field(
            shown(_("Signé par")), help_text=shown(_("La personne qui a lu ce contrat et l'accepte, aujourd'hui."))
        )
        self.signer.edit.setMaxLength(LONGEST_NAME)
        self.unsigned = Label(shown(_("Ce fichier est d'un ancien format, sans place pour une signature.")), wrap=True)
        lines = (
            shown(_("Tous les postes notent avec ce contrat dès maintenant.")),
            shown(_("Les ordinateurs déjà notés gardent leur lettre jusqu'à ce qu'on les note de nouveau.")),
        )
        follows = Column(*(Label(words, wrap=True) for words in lines), gap="xs")
        done = Button(shown(_("Adopter ce contrat")), icon="done", key="F12", kind=Kind.PRIMARY, target="office")
        fields = Column(follows, self.version, self.signer, self.unsigned, gap="m")
        super().__init__(shown(_("Garder une nouvelle version du contrat")), fields, done)
        done.triggered.connect(self._ask)

    @property
    def keys(self) -> dict[str, Button]:
        return {"F12": self.done}

    def begin(self, effect: Effect, read: ContractRead) -> None:
        """Ask under which version a text is kept, and who signs it."""
        assert effect.contract is not None
        self.effect, self.read = effect, read
        self.version.set_text(proposed_version(effect, read))
        self.signer.set_text(effect.contract.signed_by or read.person)
        self.signer.setVisible(effect.signable)
        self.unsigned.setVisible(not effect.signable)
        self.show_wrong("")

    def show_wrong(self, words: str) -> None:
        """Say why the version was not taken."""
        self.version.set_error(words)
        self.signer.set_error("")

    def _ask(self) -> None:
        assert self.effect is not None
        assert self.read is not None
        version, signer = (" ".join(field.text().split()) for field in (self.version, self.signer))
        free = bool(version) and is_free(self.effect, version, self.read)
        self.show_wrong("" if free else shown(_("Un autre texte a déjà cette version. Choisissez-en une autre.")))
        if not version:
            self.show_wrong(shown(_("Tapez une version.")))
        signs = self.effect.signable
        self.signer.set_error(shown(_("Écrivez le nom de la personne.")) if signs and not signer else "")
        if free and (signer or not signs):
            self.wanted.emit(version, signer if signs else "")


def _line(problem: str) -> int:
    """Return the line of a problem: a file is mended from its beginning."""
    line = problem.partition(":")[0]
    return int(line) if line.isdecimal() else 0
