"""A whole lot: how far its wipes are, and the manager's one permission for all of them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from ui.signals import Shape
from ui.widgets.cells import Cells
from ui.widgets.icons import Icon
from ui.widgets.layouts import Column, Row
from ui.widgets.panel import Look, Panel
from ui.widgets.plate import Plate
from ui.widgets.signal_shape import Marked
from ui.widgets.text import Label
from ui.wiping.acts import About, Act, Acts
from ui.words import count
from workshop.services.wipe_lots import LotWipes, Standing
from workshop.texts import _, several
from workshop.words import shown

ICON_PX = 56
MOST_NAMES = 3


class LotPage(QWidget):
    """One lot."""

    def __init__(self) -> None:
        super().__init__()
        self.view: LotWipes | None = None
        self.sentence = Label("", "title", bold=True, wrap=True)
        self.plate = Plate("", "title")
        self.donor = Label("", "lead", wrap=True)
        self.cells = Cells()
        self.cells.setAccessibleName(shown(_("Disques effacés")))
        self.rows = {standing: Marked(shape, "", role="body", px=28) for standing, shape in SHAPES.items()}
        self.what = Label("", "lead", bold=True, wrap=True)
        self.more = Label("", "lead", wrap=True)
        plate = Row(self.plate, (self.donor, 1), gap="l", stacks=True)
        columns = (Column(*(self.rows[one] for one in part), None, gap="xs") for part in (TO_DO, DONE))
        standings = Row(*((column, 1) for column in columns), gap="l", stacks=True)
        counts = Panel(Column(self.cells, standings, gap="s"), pad=("xl", "m"))
        words = Column(None, self.what, self.more, None, gap="none")
        state = Panel(Row(Icon("wipe", ICON_PX, "work"), (words, 1), gap="xl"), Look.DO_NOW, ("xl", "m"))
        self.acts = Acts(state)
        self.setLayout(Column(self.sentence, plate, counts, self.acts, None, gap="s"))

    def show_waiting(self, code: str, donor: str) -> None:
        """Show whose slip it was, while its drives are looked for."""
        self.view = None
        self.sentence.set_text(shown(_("Établi cherche les disques.")))
        self.plate.set_code(code)
        self.donor.set_text(donor)
        for widget in (self.cells, *self.rows.values()):
            widget.hide()
        self.what.set_text(shown(_("Établi regarde les disques.")))
        self.more.set_text("")
        self.acts.offer((), About(code))

    def show_lot(self, view: LotWipes) -> None:
        """Show how the wipes of a lot stand."""
        if view == self.view:
            return
        self.view = view
        wiped = view.counts[Standing.WIPED]
        self.sentence.set_text(headline(view))
        self.plate.set_code(view.lot.code)
        self.donor.set_text(view.lot.donor)
        self.cells.set_count(view.drives, wiped)
        self.cells.setVisible(view.drives > 0)
        words = dict(told(view))
        for standing, row in self.rows.items():
            row.label.set_text(words.get(standing, ""))
            row.setVisible(standing in words)
        what, more = permission(view)
        self.what.set_text(what)
        self.more.set_text(more)
        self.acts.offer(acts_of(view), About(view.lot.code))


SHAPES = {
    Standing.FAILED: Shape.REFUSED,
    Standing.RUNNING: Shape.NOW,
    Standing.HERE: Shape.TODO,
    Standing.AWAY: Shape.WARNING,
    Standing.PROTECTED: Shape.LEFT,
    Standing.WIPED: Shape.ACCEPTED,
    Standing.SETTLED: Shape.LEFT,
}
TO_DO = (Standing.FAILED, Standing.RUNNING, Standing.HERE, Standing.AWAY)  # at the left
DONE = (Standing.WIPED, Standing.SETTLED, Standing.PROTECTED)


def headline(view: LotWipes) -> str:
    """Say how far a lot is: « 3 sur 7 disques effacés »."""
    if not view.drives:
        return shown(_("Aucun disque n'est connu dans ce lot."))
    wiped = view.counts[Standing.WIPED]
    words = several("{count} disque effacé", "{count} disques effacés", view.drives)
    number = count(wiped, view.drives)
    return shown(words.format(count=number))


def told(view: LotWipes) -> Iterator[tuple[Standing, str]]:
    """Say each standing that there is."""
    for standing in SHAPES:
        number = view.counts[standing]
        if number:
            yield standing, shown(_counted(standing, number, view.to_validate))


def _counted(standing: Standing, number: int, to_validate: int) -> str:
    match standing:
        case Standing.WIPED if to_validate:
            words = several(
                "{number} effacé, dont {waiting} à valider", "{number} effacés, dont {waiting} à valider", number
            )
        case Standing.WIPED:
            words = several("{number} effacé", "{number} effacés", number)
        case Standing.RUNNING:
            words = several("{number} s'efface maintenant", "{number} s'effacent maintenant", number)
        case Standing.FAILED:
            words = several("{number} non effacé", "{number} non effacés", number)
        case Standing.HERE:
            words = several("{number} à effacer, branché ici", "{number} à effacer, branchés ici", number)
        case Standing.AWAY:
            words = several("{number} à effacer, pas branché ici", "{number} à effacer, pas branchés ici", number)
        case Standing.PROTECTED:
            words = several("{number} protégé : ce poste s'en sert", "{number} protégés : ce poste s'en sert", number)
        case Standing.SETTLED:
            words = several("{number} réglé autrement", "{number} réglés autrement", number)
    return words.format(number=number, waiting=to_validate)


def permission(view: LotWipes) -> tuple[str, str]:
    """Say what starts the wipes of a lot, and who may change that."""
    if view.kept:
        what, more = _("Les données de ce lot sont à garder."), _("Le responsable demande l'accord du donateur.")
    elif view.authorised:
        what, more = _("Ce lot est autorisé."), _("Branchez ses disques : ils s'effacent seuls.")
    elif view.may_decide:
        what, more = _("Chaque étiquette est à scanner."), _("Vous pouvez autoriser tout le lot d'un coup.")
    else:
        what = _("Chaque étiquette est à scanner.")
        who = _("Seul un responsable peut autoriser tout le lot : {names}. Il scanne son badge ici.")
        more = who.format(names=", ".join(view.managers[:MOST_NAMES]))
    return shown(what), shown(more)


def acts_of(view: LotWipes) -> tuple[Act, ...]:
    """Return what this person can decide about a lot."""
    release = (Act.RELEASE,) if view.kept else ()
    if not view.may_decide:
        return release
    if view.authorised:
        return (Act.FORBID, *release)
    return release or (Act.AUTHORISE,)
