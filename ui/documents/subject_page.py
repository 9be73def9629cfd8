"""One lot, machine or drive: how its drives stand, whether it can have its certificate, and its papers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.documents.telling import SHAPES, counted, line_of, moment, short_number, standing
from ui.questions import Question
from ui.signals import Shape
from ui.widgets.button import Button, Kind
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.listing import Line, Lines
from ui.widgets.panel import Panel
from ui.widgets.plate import Plate
from ui.widgets.signal_shape import ShapeMark
from ui.widgets.text import Label
from ui.words import count, machines
from workshop.domain.typography import NO_BREAK, grouped
from workshop.services.paper_rows import AboutKind
from workshop.services.paper_views import SubjectView
from workshop.texts import _, several
from workshop.words import reason, shown

MOST_REASONS = 3
MARK_PX = 40
TOP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


class SubjectPage(QWidget):
    """What is on paper about one thing, and what can be."""

    def __init__(self) -> None:
        super().__init__()
        self.view: SubjectView | None = None
        self.plate = Plate("", "title")
        self.name = Label("", "lead", bold=True, wrap=True)
        self.context = Label("", color="ink2", wrap=True)
        self.counts = Label("", "lead", wrap=True)
        self.mark = ShapeMark(Shape.NOW, MARK_PX)
        self.what = Label("", "lead", bold=True, wrap=True)
        self.more = Label("", wrap=True)
        self.apart = Lines(shown(_("À part")))
        self.apart_title = Label("", bold=True)
        self.list = Lines(shown(_("Ses documents")))
        self.nothing = Label(shown(_("Aucun document encore.")), color="ink2", wrap=True, align=TOP)
        self._make_buttons()
        self.question = Question(shown(_("Oui")), shown(_("Non")))
        self.setLayout(self._composed())
        self.question.takes_the_place_of(self.row)

    @property
    def keys(self) -> dict[str, Button]:
        buttons = {"F12": self.main, "F2": self.provisional, "F3": self.redo}
        return {key: button for key, button in buttons.items() if not button.isHidden()}

    @property
    def code(self) -> str:
        return self.view.about.code if self.view else ""

    def show_waiting(self, code: str) -> None:
        """Show whose label it was, while its papers are looked for; nothing can be done yet."""
        self.question.choose(2)
        self.view = None
        self.plate.set_code(code)
        self.name.set_text(shown(_("Établi cherche ses documents.")))
        self.list.set_lines(())
        self.apart_panel.hide()
        for widget in (self.context, self.counts, self.state, self.main, self.redo, self.provisional):
            widget.hide()

    def show_view(self, view: SubjectView) -> None:
        """Show one thing."""
        self.view = view
        self.plate.set_code(view.about.code)
        self.name.set_text(name(view))
        self._say(self.context, context(view))
        self._say(self.counts, shown(" · ".join(counted(*item) for item in view.counts)))
        self._show_certificate(view)
        self._show_lists(view)

    def ask_to_redo(self) -> None:
        """Ask before a number is used up for another certificate."""
        if self.view is not None and self.view.certificate is not None:
            number = self.view.certificate.number
            words = _("Le n° {number} restera dans la liste, marqué « remplacé ».").format(number=number)
            self.question.ask(shown(_("Refaire ce certificat ?")), shown(words))

    def _make_buttons(self) -> None:
        self.main = Button(
            shown(_("Faire le certificat")), icon="certificate", key="F12", kind=Kind.PRIMARY, target="office"
        )
        self.redo = Button(shown(_("Refaire")), icon="back", key="F3", target="office")
        self.provisional = Button(shown(_("Certificat provisoire")), icon="text-size", key="F2", target="office")
        self.back = Button(shown(_("Revenir")), icon="back", key=shown(_("Échap")), target="office")

    def _composed(self) -> Column:
        head = Row(self.plate, (Column(self.name, self.context, gap="none"), 1), gap="l", stacks=True)
        words = Column(self.what, self.more, gap="none")
        self.state = Panel(Row(self.mark, (words, 1), gap="l"), pad=("xl", "m"))
        self.apart_panel = Panel(Column(self.apart_title, (self.apart, 1), gap="s"), pad=("l", "m"))
        title = Label(shown(_("Ses documents")), bold=True)
        papers = Panel(Column(title, (self.nothing, 1), (self.list, 1), gap="s"), pad=("l", "m"))
        lists = Row((self.apart_panel, 1), (papers, 1), gap="l", stacks=True)
        self.row = holding(Row(self.back, None, self.provisional, self.redo, self.main, gap="l", stacks=True))
        return Column(head, self.counts, self.state, (lists, 1), self.question, self.row, gap="m")

    @staticmethod
    def _say(label: Label, words: str) -> None:
        label.set_text(words)
        label.setVisible(bool(words))

    def _show_certificate(self, view: SubjectView) -> None:
        shape, what, more = certificate_state(view)
        self.state.show()
        self.mark.set_shape(shape)
        self._say(self.what, what)
        self._say(self.more, more)
        issued, ready = view.certificate, view.can_have and not view.objections
        self.main.setVisible(issued is not None or ready)
        self.main.set_word(shown(_("Voir le certificat") if issued else _("Faire le certificat")))
        self.redo.setVisible(issued is not None and ready)
        if issued:
            number = short_number(issued.number, issued.number)
            self.redo.set_word(shown(_("Refaire (remplace le {number})").format(number=number)))
        self.provisional.setVisible(view.can_have and bool(view.objections))

    def _show_lists(self, view: SubjectView) -> None:
        lines = [
            Line(
                item.drive,
                grouped(item.drive),
                _drive(item.model, item.serial),
                standing(item.standing),
                SHAPES[item.standing],
            )
            for item in view.exceptions
        ]
        self.apart.set_lines(lines)
        self.apart_panel.setVisible(bool(lines) and view.about.kind is not AboutKind.DRIVE)
        words = several("{number} disque à part", "{number} disques à part", view.excepted)
        self.apart_title.set_text(shown(words.format(number=view.excepted)))
        self.list.set_lines([line_of(row) for row in view.papers])
        self.list.setVisible(bool(view.papers))
        self.nothing.setVisible(not view.papers)


def name(view: SubjectView) -> str:
    """Name what is shown."""
    about = view.about
    if about.kind is AboutKind.LOT:
        return shown(_("Lot de {donor}").format(donor=about.name))
    if about.kind is AboutKind.ORDER:
        return shown(f"{about.whose} · {about.name}")
    return about.name or shown(_("Disque") if about.kind is AboutKind.DRIVE else _("Ordinateur sans nom"))


def context(view: SubjectView) -> str:
    """Say whose it is and how much of it is there."""
    lot, there = view.lot, view.arrivals
    if lot is None or there is None:
        return shown(view.about.whose) if view.about.kind is not AboutKind.ORDER else shown(_("Commande"))
    slip = _("bordereau {slip}").format(slip=lot.slip) if lot.slip else ""
    parts = [slip, count(there.received, there.expected) if there.expected else "", machines(there.received)]
    if there.expected:
        parts[-1] = _("ordinateurs reçus")
        parts[1:] = [f"{parts[1]} {parts[2]}"]
    return shown(" · ".join(part for part in parts if part))


def certificate_state(view: SubjectView) -> tuple[Shape, str, str]:
    """Say whether there is a certificate, whether there can be one, or why not yet."""
    if not view.can_have:
        words = _("Les bons de livraison se font à l'écran Livraison : F9.")
        return Shape.DONE, shown(_("Une commande n'a pas de certificat.")), shown(words)
    issued = view.certificate
    if issued is not None:
        what = shown(_("Certificat {number}").format(number=issued.number))
        made = _("Fait {moment}.").format(moment=moment(issued.issued_at))
        if view.is_old:
            old = _("Depuis, un disque a changé : refaites-le.") if not view.objections else why_not(view)
            return Shape.WARNING, what, shown(f"{made} {old}")
        return Shape.ACCEPTED, what, shown(made)
    if view.objections:
        return Shape.WARNING, shown(_("Pas encore de certificat.")), why_not(view)
    missing = view.arrivals.missing if view.arrivals else 0
    more = several(
        "Il manque {number} ordinateur : le certificat n'en parlera pas.",
        "Il manque {number} ordinateurs : le certificat n'en parlera pas.",
        missing,
    ).format(number=missing)
    ready = _("Rien ne manque : le certificat peut être fait.")
    return (
        Shape.NOW,
        shown(ready if not missing else _("Le certificat peut être fait.")),
        shown(more if missing else _("Il ne s'annule pas : un nouveau le remplace.")),
    )


def why_not(view: SubjectView) -> str:
    """Say what keeps a certificate from being issued: the first reasons, and how many more."""
    said = [reason(text) for text in view.objections[:MOST_REASONS]]
    more = view.objected - len(said)
    if more > 0:
        words = several("Et {number} autre.", "Et {number} autres.", more)
        said.append(shown(words.format(number=more)))
    return " ".join(said)


def _drive(model: str, serial: str) -> str:
    words = _("série {serial}").format(serial=serial).replace(" ", NO_BREAK) if serial else ""
    return shown(" · ".join(part for part in (model, words) if part))
