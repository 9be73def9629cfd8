"""Leads through the form for what no program can read, and has the object received at its end."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer

from ui import media
from ui.intake import describing, reading
from ui.intake.describing import HANDHELD, OTHER, UNKNOWN, Described, Step
from ui.intake.object_form import Asked, Choice, ObjectForm
from ui.theme import theme_holder
from ui.words import category
from workshop.domain.imei import looks_like_imei
from workshop.domain.lots import machine_name
from workshop.domain.scanning import Asks
from workshop.texts import _
from workshop.words import shown

if TYPE_CHECKING:
    from ui.intake.reading import LotShown
    from ui.intake.screen import IntakeScreen


class Objects(QObject):
    """One object at a time: what is it, its number, its maker, its model, its memory."""

    def __init__(self, screen: IntakeScreen, form: ObjectForm) -> None:
        super().__init__(screen)
        self._screen, self.form = screen, form
        self.step = Step.KIND
        self.what = Described()
        self._before: list[tuple[Step, Described]] = []
        self._last: Described | None = None
        self._receiving = self._like_last = False
        self._sight = QTimer(self)
        self._sight.setSingleShot(True)
        self._sight.timeout.connect(self._show_question)
        form.chosen.connect(self.choose)
        form.written.connect(self._write)
        form.back.triggered.connect(self.step_back)
        form.no_number.triggered.connect(self._without_number)
        form.finish.triggered.connect(self.finish)
        form.finish.refused.connect(screen.explain)

    @property
    def is_open(self) -> bool:
        return not self.form.isHidden()

    @property
    def asks(self) -> Asks:
        """What a scan fills now."""
        return describing.asks(self.step, self.what)

    def open(self, number: str | None = None) -> None:
        """Begin with an object, whose number may have been scanned already."""
        self._before.clear()
        self._receiving = self._like_last = False
        self.form.show()
        self._ask(Step.KIND, Described(number=number))

    def close(self) -> None:
        self.form.hide()

    def take(self, number: str) -> None:
        """Take the number that was scanned."""
        what = replace(self.what, number=number)
        if self.step is Step.NUMBER:
            self._go_on(what)
        else:
            self.what = what
            self.form.ask(self.form.asked, self._told())

    def choose(self, number: int) -> bool:
        """Take an answer by its key; False where it is none."""
        if not self.is_open or not self.form.offers(number):
            return False
        match self.step:
            case Step.KIND if number == UNKNOWN and self._last is not None:
                self._like_the_last(self._last)
            case Step.KIND:
                self._go_on(replace(self.what, category=describing.kinds()[number - 1].category))
            case Step.STORAGE:
                size = 0 if number == UNKNOWN else describing.SIZES_GB[number - 1] * describing.GB
                self._go_on(replace(self.what, storage_bytes=size))
            case _ if number == OTHER:
                self.form.ask(replace(self.form.asked, writes=True), self._told())
                self._settle()
            case _:
                self._write("" if number == UNKNOWN else self.form.asked.choices[number - 1].word)
        return True

    def step_back(self) -> bool:
        """Ask the question before again, or leave the form; False where it is not open."""
        if not self.is_open:
            return False
        if self.form.asked.writes and self.form.asked.choices:
            self.form.ask(replace(self.form.asked, writes=False), self._told())
            self._settle()
        elif self._before:
            step, what = self._before.pop()
            self._ask(step, what)
        else:
            self._screen.leave_form()
        return True

    def finish(self) -> None:
        """Receive the object with what is known of it: the rest is unknown."""
        if self._receiving or self._screen.lot is None:
            return
        self._receiving = True
        session = self._screen.session
        job = partial(
            reading.described,
            session.workshop,
            session.actor,
            self._screen.lot.code,
            self.what,
            self._screen.inventory,
        )
        self._screen.run(job, self._received)

    # the way

    def _like_the_last(self, last: Described) -> None:
        self._like_last = True
        self._go_on(replace(last, number=self.what.number), Step.STORAGE if self.what.number is not None else None)

    def _without_number(self) -> None:
        self._go_on(replace(self.what, number=""))

    def _write(self, text: str) -> None:
        self._go_on(replace(self.what, maker=text) if self.step is Step.MAKER else replace(self.what, model=text))

    def _go_on(self, what: Described, from_: Step | None = None) -> None:
        self._before.append((self.step, self.what))
        step = describing.after(from_ or self.step, what)
        if step is Step.DONE or (self.step is Step.NUMBER and self._like_last):
            self.what = what
            self.finish()
        elif step is Step.MODEL:
            self.what = what
            self._screen.run(partial(reading.models, self._screen.session.workshop, what), self._ask_model)
        else:
            self._ask(step, what)

    def _ask_model(self, found: tuple[Described, tuple[str, ...]]) -> None:
        what, models = found
        if self.is_open and what == self.what and not self._receiving:
            self._ask(Step.MODEL, what, models)

    def _ask(self, step: Step, what: Described, models: tuple[str, ...] = ()) -> None:
        self.step, self.what = step, what
        self._like_last &= step is not Step.KIND
        self.form.ask(self._question(models), self._told())
        unsaid = shown(_("Dites d'abord ce que c'est.")) if step is Step.KIND else ""
        self.form.finish.set_unavailable(unsaid)
        self._settle()

    def _settle(self) -> None:
        self._screen.form_changed(self.form.line.edit if self.form.asked.writes else None)
        self._sight.start()

    def _show_question(self) -> None:
        """Bring the question into sight: in one column it stands below the band."""
        area = self._screen.page.area
        content = area.widget()
        if theme_holder().theme.one_column and self.is_open and content is not None:
            area.verticalScrollBar().setValue(self.form.mapTo(content, QPoint()).y())

    def _received(self, lot: LotShown) -> None:
        self._last = replace(self.what, number=None)
        self._screen.received(lot, self._told())

    # the words

    def _told(self) -> str:
        what = self.what
        kind = category(what.category) if self.step is not Step.KIND or self._receiving else ""
        words = _("IMEI {number}") if looks_like_imei(what.number or "") else _("numéro {number}")
        number = words.format(number=what.number) if what.number else ""
        size = media.size(what.storage_bytes)
        return shown(" · ".join(part for part in (kind, machine_name(what.maker, what.model), size, number) if part))

    def _question(self, models: tuple[str, ...]) -> Asked:
        match self.step:
            case Step.NUMBER:
                return self._number_question()
            case Step.MAKER:
                return Asked(shown(_("Quelle marque ?")), choices=_short_list(describing.makers(self.what.category)))
            case Step.MODEL:
                return Asked(shown(_("Quel modèle ?")), choices=_short_list(models), writes=not models)
            case Step.STORAGE:
                sizes = tuple(Choice(place, media.size(gb * describing.GB)) for place, gb in _sizes())
                unknown = Choice(UNKNOWN, shown(_("Inconnu")), "help")
                return Asked(shown(_("Combien de mémoire ?")), choices=(*sizes, unknown))
            case _:
                return self._kind_question()

    def _kind_question(self) -> Asked:
        choices = tuple(Choice(place, kind.word, kind.icon) for place, kind in enumerate(describing.kinds(), 1))
        if self._last is not None:
            choices = (*choices, Choice(UNKNOWN, shown(_("Comme le précédent")), "returns"))
        return Asked(shown(_("Qu'est-ce que c'est ?")), choices=choices)

    def _number_question(self) -> Asked:
        if self.what.category in HANDHELD:
            hint = _("Sur un téléphone, tapez *#06# : le numéro s'affiche avec son code-barres.")
            return Asked(shown(_("Scannez le numéro IMEI, ou le numéro de série.")), shown(hint), by_scan=True)
        hint = _("Il est souvent au dos. Sans douchette : tapez-le, puis Entrée.")
        return Asked(shown(_("Scannez le numéro de série.")), shown(hint), by_scan=True)


def _sizes() -> enumerate[int]:
    return enumerate(describing.SIZES_GB, 1)


def _short_list(words: tuple[str, ...]) -> tuple[Choice, ...]:
    """Return a short list with its two last answers: another one, unknown."""
    listed = tuple(Choice(place, word) for place, word in enumerate(words[: describing.MOST_CHOICES], 1))
    return (
        *listed,
        Choice(OTHER, shown(_("Autre : l'écrire")), "keyboard"),
        Choice(UNKNOWN, shown(_("Inconnu")), "help"),
    )
