"""One paper as it is: its pages, who made it, what it replaced, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.documents.doing import Paper
from ui.documents.page_view import PageView, Size
from ui.documents.telling import moment, paper, short_number, state
from ui.questions import Question
from ui.signals import Shape
from ui.widgets.button import Button, Kind
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.panel import Panel
from ui.widgets.signal_shape import Marked
from ui.widgets.text import Label
from workshop.domain.certificates import Variant
from workshop.domain.documents import DocumentKind
from workshop.services.paper_rows import AboutKind
from workshop.texts import _
from workshop.words import shown

REMADE = frozenset({AboutKind.LOT, AboutKind.MACHINE, AboutKind.DRIVE})


class PaperPage(QWidget):
    """Facts and keys at the left, the pages at the right; a certificate has a variant for each who may read it."""

    variant_wanted = Signal(object)  # Variant

    def __init__(self) -> None:
        super().__init__()
        self.paper: Paper | None = None
        self.number = Label("", "lead", bold=True, wrap=True)
        self.what = Label("", wrap=True)
        self.state = Marked(Shape.ACCEPTED, "", role="body", bold=True)
        self.made = Label("", color="ink2", wrap=True)
        self.pages = PageView(shown(_("Page du document")))
        self.where = Label("", bold=True, wrap=True)
        self.hint = Label(shown(_("Flèches : page et défilement.")), "small", color="ink2", wrap=True)
        self._make_buttons()
        self.question = Question(shown(_("Oui")), shown(_("Non")))
        self.question.takes_the_place_of(self.acts)
        facts = Panel(Column(self.number, self.what, self.state, self.made, gap="xs"), pad=("l", "m"))
        left = Column(facts, self.for_whom, None, self.acts, gap="m")
        place = Column(self.where, self.hint, gap="none")
        right = Column(Row((place, 1), self.sizes, gap="l", stacks=True), (self.pages, 1), gap="s")
        self.setLayout(Column((Row((left, 5), (right, 8), gap="xl", stacks=True), 1), self.question, gap="m"))
        self.pages.turned.connect(self._say_where)
        self.sizes.triggered.connect(self._change_size)

    @property
    def keys(self) -> dict[str, Button]:
        buttons = {"F12": self.open, "F2": self.copy, "F3": self.redo, "F4": self.other, "F11": self.sizes}
        return {key: button for key, button in buttons.items() if not button.isHidden()}

    def show_paper(self, shown_paper: Paper) -> None:
        """Show another paper, from its first page."""
        self.question.choose(2)
        self.paper, row = shown_paper, shown_paper.row
        if row is None:
            self._show_provisional()
        else:
            self.number.set_text(row.number)
            about = " · ".join(dict.fromkeys(part for part in (row.about.name, row.about.whose) if part))
            self.what.set_text(" · ".join(part for part in (paper(row.kind, row.about), about) if part))
            words, shape = state(row)
            self.state.show_state(shape, words)
            by = _("Fait {moment}, par {person}.") if row.person else _("Fait {moment}.")
            self.made.set_text(shown(by.format(moment=moment(row.issued_at), person=row.person)))
        self._offer()
        self.pages.begin()
        self.where.set_text("")

    def ask_to_redo(self) -> None:
        """Ask before a number is used up for another certificate."""
        words = _("Le n° {number} restera dans la liste, marqué « remplacé ».")
        number = self.paper.row.number if self.paper and self.paper.row else ""
        self.question.ask(shown(_("Refaire ce certificat ?")), shown(words.format(number=number)))

    def _make_buttons(self) -> None:
        self.open = Button(shown(_("Ouvrir")), icon="documents", key="F12", kind=Kind.PRIMARY, target="office")
        self.copy = Button(shown(_("Enregistrer une copie")), icon="usb-key", key="F2", target="office")
        self.redo = Button(shown(_("Refaire")), icon="back", key="F3", target="office")
        self.other = Button(shown(_("Voir l'autre")), icon="next", key="F4", target="office")
        self.sizes = Button(shown(_("Taille : la largeur")), icon="search", key="F11", target="office")
        self.back = Button(shown(_("Revenir")), icon="back", key=shown(_("Échap")), target="office")
        words = {Variant.DONOR: _("Donateur"), Variant.BUYER: _("Acheteur"), Variant.PUBLIC: _("Public")}
        self.variants = [
            Button(shown(words[variant]), key=str(number), role="small", target="office")
            for number, variant in enumerate(Variant, 1)
        ]
        for button in self.variants:
            button.setCheckable(True)
        whom = Label(shown(_("Pour qui ?")), "small", color="ink2")
        self.for_whom = holding(Column(whom, Row(*self.variants, None, gap="s", stacks=True), gap="xs"))
        self._chosen = [_Chosen(self, number, button) for number, button in enumerate(self.variants, 1)]
        self.acts = holding(Column(self.open, self.copy, self.redo, self.other, self.back, gap="s"))

    def choose(self, number: int) -> bool:
        """Take a digit: the answer to the question, or whom the certificate is for."""
        if not self.question.isHidden():
            return self.question.choose(number)
        if self.for_whom.isHidden() or not 1 <= number <= len(self.variants):
            return False
        self.variant_wanted.emit(list(Variant)[number - 1])
        return True

    def _show_variant(self) -> None:
        row = self.paper.row if self.paper else None
        self.for_whom.setVisible(row is not None and row.kind is DocumentKind.CERTIFICATE)
        for variant, button in zip(Variant, self.variants, strict=True):
            button.setChecked(self.paper is not None and self.paper.variant is variant)

    def _show_provisional(self) -> None:
        self.number.set_text(shown(_("Certificat provisoire")))
        self.what.set_text(shown(_("Sans numéro : il ne prouve rien.")))
        self.state.show_state(Shape.WARNING, shown(_("Il n'est pas gardé")))
        self.made.set_text("")

    def _offer(self) -> None:
        row = self.paper.row if self.paper else None
        certificate = row is not None and row.kind is DocumentKind.CERTIFICATE and row.about.kind in REMADE
        self.redo.setVisible(bool(certificate and row and not row.replaced_by))
        self.other.setVisible(bool(row and (row.replaced_by or row.replaces)))
        if row is not None:
            number = short_number(row.number, row.number)
            self.redo.set_word(shown(_("Refaire (remplace le {number})").format(number=number)))
            beside = short_number(row.replaced_by or row.replaces, row.number)
            self.other.set_word(shown(_("Voir le {number}").format(number=beside)))
        self._say_size()
        self._show_variant()

    @property
    def beside(self) -> str:
        """The number of the paper that took its place, or whose place it took."""
        row = self.paper.row if self.paper else None
        return (row.replaced_by or row.replaces) if row else ""

    def _say_where(self) -> None:
        words = _("Page {number} sur {total}").format(number=self.pages.number, total=self.pages.pages)
        self.where.set_text(shown(words))

    def _change_size(self) -> None:
        self.pages.next_size()
        self._say_size()

    def _say_size(self) -> None:
        words = {
            Size.WIDTH: _("Taille : la largeur"),
            Size.WHOLE: _("Taille : la page entière"),
            Size.DOUBLE: _("Taille : double"),
        }
        self.sizes.set_word(shown(words[self.pages.size_mode]))


class _Chosen(QObject):
    """One button of a variant."""

    def __init__(self, page: PaperPage, number: int, button: Button) -> None:
        super().__init__(page)
        self._page, self._number = page, number
        button.triggered.connect(self.press)

    def press(self) -> None:
        self._page.choose(self._number)
