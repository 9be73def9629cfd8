"""What will be erased: in red, with its plate, each drive, what is protected; then the scan that starts it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui import media
from ui.signals import Shape
from ui.tokens import ColorRole
from ui.widgets.button import Button
from ui.widgets.icons import Icon
from ui.widgets.layouts import Column, Row
from ui.widgets.panel import Look, Panel
from ui.widgets.plate import Plate
from ui.widgets.signal_shape import Marked, ShapeMark
from ui.widgets.text import Label
from ui.wiping.acts import About, Act, Acts
from ui.wiping.doubts import protected
from ui.wiping.fates import (
    Fate,
    WhyNot,
    details,
    fate_of,
    headline,
    name,
    state,
    to_erase,
    warnings,
    why_not,
)
from ui.wiping.scrolling import Scrolled
from workshop.domain.codes import Code, Kind
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.drives import PROVEN, Disposition, Validation
from workshop.domain.wiping import PresentDrive
from workshop.services.wipe_plans import PlannedDrive, WipePlan
from workshop.texts import _, several
from workshop.words import shown

MOST_PROTECTED = 2  # more of them are one line: they are no choice
LEAST_DRIVES_PX = 84
DRIVE_ICON_PX, PROTECTED_ICON_PX = 40, 28


class Confirm(QWidget):
    """One machine or one loose drive, before anything is started."""

    def __init__(self) -> None:
        super().__init__()
        self.sentence = Label("", "title", bold=True, color="refused_ink", wrap=True)
        self.plate = Plate("", "title")
        self.name = Label("", "lead", wrap=True)
        self._drives = Column(gap="s")
        self.area = Scrolled(self._drives, LEAST_DRIVES_PX)
        self.box = ScanBox()
        self.refusal = Refusal()
        self.acts = Acts()
        self.print = Button(shown(_("Imprimer l'étiquette")), icon="printer", key="Ctrl P")
        plate = Row(self.plate, (self.name, 1), gap="l", stacks=True)
        action = Row(self.print, None, stacks=True)
        views = (self.box, self.refusal, self.acts)
        self.setLayout(Column(self.sentence, plate, (self.area, 1), *views, action, gap="s"))
        self._rows: list[QWidget] = []

    def show_waiting(self, code: str, name: str) -> None:
        """Show whose label it was, while its drives are looked for."""
        self.sentence.set_color("ink")
        self.sentence.set_text(shown(_("Établi cherche les disques.")))
        self.plate.set_code(code)
        self.name.set_text(name)
        self._put([])
        self.box.hide()
        self.refusal.hide()
        self.acts.offer((), About(code))

    def show_plan(self, plan: WipePlan, *, looked: bool, starting: bool, detailed: bool) -> None:
        """Show what a scan of the label would do."""
        allowed = bool(to_erase(plan).drives)
        self.sentence.set_color("refused_ink" if allowed else "ink")
        self.sentence.set_text(headline(plan) if allowed else shown(_("Rien ne peut être effacé.")))
        self.plate.set_code(plan.code)
        self.name.set_text(plan.name)
        rows: list[QWidget] = [
            DriveRow(plan, item, number, detailed=detailed) for number, item in enumerate(plan.drives, 1)
        ]
        self._put(rows + _protected_rows(plan.protected))
        self.box.setVisible(allowed)
        self.refusal.setVisible(not allowed)
        if allowed:
            self.box.show_step(plan, looked=looked, starting=starting)
        else:
            self.refusal.show_why(why_not(plan))
        self._offer(plan, allowed=allowed and not starting)

    def _offer(self, plan: WipePlan, *, allowed: bool) -> None:
        """Offer what can be attested of drives that are not here, or decided on those that are done."""
        missing = next((item for item in plan.drives if fate_of(plan, item) is Fate.NOT_HERE), None)
        waiting = tuple(item.card.code for item in plan.drives if _waits(item))
        if not plan.drives:
            self.acts.offer((Act.NO_DRIVE,), About(plan.code))
        elif missing is not None and not allowed:
            number = plan.drives.index(missing) + 1
            words = f"{name(number, missing)}."
            self.acts.offer((Act.ABSENT, Act.DESTROYED, Act.LOST), About(plan.code, (missing.card.code,), words))
        elif waiting and not allowed:
            self.acts.offer((Act.VALIDATE, Act.REJECT), About(plan.code, waiting))
        elif plan.unlisted and not allowed:
            self.acts.offer((Act.NO_OTHER,), About(plan.code))
        else:
            self.acts.offer((), About(plan.code))

    def _put(self, rows: list[QWidget]) -> None:
        for row in self._rows:
            self._drives.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = rows
        for place, row in enumerate(rows):
            self._drives.insertWidget(place, row)
        self.area.setVisible(bool(rows))
        self.area.fit()


def _waits(item: PlannedDrive) -> bool:
    proven = Disposition(item.card.disposition) in PROVEN
    return proven and item.card.validation == Validation.PENDING.value and item.wipe is None


class DriveRow(Panel):
    """One drive of the machine: what it is, and what becomes of it."""

    def __init__(self, plan: WipePlan, item: PlannedDrive, number: int, *, detailed: bool) -> None:
        fate = fate_of(plan, item)
        words, shape = state(fate, item)
        erased = fate is Fate.ERASED
        color: ColorRole = "refused_ink" if erased else "ink2"
        column = Column(
            Label(name(number, item), "lead" if erased else "body", bold=True, color="ink" if erased else "ink2"),
            Label(media.identity(item.card), color="ink2", wrap=True),
            gap="none",
        )
        for text, mark in warnings(fate, item):
            column.put(Row(ShapeMark(mark, 22), (Label(text, bold=mark is Shape.LATE, wrap=True), 1), gap="s"))
        if detailed and details(item):
            column.put(Label(details(item), "small", color="ink2", wrap=True))
        marked = Marked(shape, words, role="body", bold=True, color="refused_ink" if erased else "ink", px=28)
        row = Row(Icon("drive", DRIVE_ICON_PX, color), (column, 1), marked, gap="l", stacks=True)
        super().__init__(row, _look(fate), ("l", "s"))
        self.fate = fate
        self.setAccessibleName(f"{name(number, item)}. {media.identity(item.card)}. {words}")


def _look(fate: Fate) -> Look:
    if fate is Fate.ERASED:
        return Look.WILL_BE_DESTROYED
    return Look.PLAIN if fate in (Fate.SETTLED, Fate.RUNNING) else Look.CANNOT_BE_CHOSEN


def _protected_rows(drives: tuple[PresentDrive, ...]) -> list[QWidget]:
    if len(drives) <= MOST_PROTECTED:
        return [ProtectedRow(drive) for drive in drives]
    return [ManyProtected(drives)]


class ProtectedRow(Panel):
    """A drive that is plugged in and can never be chosen."""

    def __init__(self, drive: PresentDrive) -> None:
        assert drive.protected is not None
        title, why = protected(drive.protected)
        words = shown(" · ".join(part for part in (title, media.size(drive.medium.size_bytes)) if part))
        icon = "usb-key" if drive.medium.medium is DriveMedium.USB else "drive"
        super().__init__(_locked(icon, words, why), Look.CANNOT_BE_CHOSEN, ("l", "s"))
        self.setAccessibleName(f"{words}. {why}")


class ManyProtected(Panel):
    """Many of them, in one row."""

    def __init__(self, drives: tuple[PresentDrive, ...]) -> None:
        words = shown(
            several("{number} disque protégé", "{number} disques protégés", len(drives)).format(number=len(drives))
        )
        names = dict.fromkeys(protected(drive.protected)[0] for drive in drives if drive.protected)
        why = ", ".join(names)
        super().__init__(_locked("drive", words, why), Look.CANNOT_BE_CHOSEN, ("l", "s"))
        self.setAccessibleName(f"{words}. {why}")


def _locked(icon: str, words: str, why: str) -> Row:
    told = Row(Label(words, bold=True, color="ink2"), (Label(why, color="ink2", wrap=True), 1), gap="m", stacks=True)
    mark = Icon("padlock", PROTECTED_ICON_PX, "ink2")
    return Row(Icon(icon, PROTECTED_ICON_PX, "ink2"), (told, 1), mark, gap="l")


class ScanBox(Panel):
    """The scan that starts it; or why one has to wait."""

    def __init__(self) -> None:
        self.what = Label("", "lead", bold=True, wrap=True)
        self.more = Label("", "lead", wrap=True)
        words = Column(None, self.what, self.more, None, gap="none")
        super().__init__(Row(Icon("reader", 56, "work"), (words, 1), gap="xl"), Look.DO_NOW, ("xl", "m"))

    def show_step(self, plan: WipePlan, *, looked: bool, starting: bool) -> None:
        loose = Code(plan.code).kind is Kind.DRIVE
        label = _("Scannez l'étiquette de ce disque") if loose else _("Scannez l'étiquette de cet ordinateur")
        what, more = label, _("pour commencer à effacer.")
        if starting:
            what, more = _("L'effacement démarre."), _("Quelques secondes.")
        elif not looked:
            what, more = _("Établi regarde les disques."), _("Quelques secondes.")
        elif plan.authorised:
            what, more = _("Le responsable a autorisé tout ce lot."), _("L'effacement démarre seul, sans scanner.")
        self.what.set_text(shown(what))
        self.more.set_text(shown(more))


class Refusal(Panel):
    """Why nothing starts, and what to do; it stays."""

    def __init__(self) -> None:
        self.mark = ShapeMark(Shape.REFUSED, 40)
        self.what = Label("", "lead", wrap=True)
        self.do = Label("", "lead", bold=True, wrap=True)
        words = Column(None, self.what, self.do, None, gap="none")
        super().__init__(Row(self.mark, (words, 1), gap="xl"), Look.PLAIN, ("xl", "m"))

    def show_why(self, why: WhyNot) -> None:
        self.mark.set_shape(why.shape)
        self.what.set_text(why.what)
        self.do.set_text(why.do)
