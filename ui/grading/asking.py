"""The small questions of État, one after the other: a mark, what else is there, where the machine goes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ui.choice_page import Asked
from workshop import cosmetic_words
from workshop.destination_words import because, destination
from workshop.domain.contracts import Destination
from workshop.domain.cosmetics import Zone, marks
from workshop.domain.destinations import Because
from workshop.domain.inspection import MAY_BE_ABSENT, Defect, Function, KeyboardLayout, Severity, Works
from workshop.inspection_words import function, works
from workshop.services.looking import AZERTY, CHARGER, LOCKS, Declared, LooksView
from workshop.texts import _
from workshop.words import shown

LAYOUTS = (KeyboardLayout.AZERTY, KeyboardLayout.QWERTY, KeyboardLayout.QWERTZ, KeyboardLayout.OTHER)
ITEMS = (AZERTY, CHARGER, LOCKS)
YES = 1


@dataclass(frozen=True)
class Gone:
    """A mark that is to be taken away."""

    mark: Defect


@dataclass(frozen=True)
class MarkAsked:
    """A mark in one zone, as far as it is known; `there` are the marks that the zone has."""

    zone: Zone
    there: tuple[Defect, ...] = ()
    kind: str = ""

    @property
    def asked(self) -> Asked:
        where = shown(cosmetic_words.zone(self.zone))
        if not self.kind:
            return Asked(where, shown(_("Quelle marque ?")), tuple(map(self._kind_word, marks(self.zone))))
        about = f"{where} · {shown(cosmetic_words.kind(self.kind))}"
        severities = [shown(cosmetic_words.severity(item)).capitalize() for item in Severity]
        if self._mark(self.kind):
            severities.append(shown(_("Enlever cette marque")))
        return Asked(about, shown(_("Est-ce que ça se voit ?")), tuple(severities))

    def answer(self, number: int) -> MarkAsked | Defect | Gone | None:
        """Take an answer by its number; None: there is no such answer."""
        if not 1 <= number <= len(self.asked.answers):
            return None
        if not self.kind:
            return replace(self, kind=marks(self.zone)[number - 1].value)
        severities = tuple(Severity)
        if number > len(severities):
            mark = self._mark(self.kind)
            return Gone(mark) if mark else None
        return Defect(self.zone.value, self.kind, severities[number - 1])

    def back(self) -> MarkAsked | None:
        """Go one question back; None: to the drawing."""
        return replace(self, kind="") if self.kind else None

    def _mark(self, kind: str) -> Defect | None:
        return next((mark for mark in self.there if mark.kind == kind), None)

    def _kind_word(self, kind: str) -> str:
        mark = self._mark(kind)
        words = [cosmetic_words.kind(kind), cosmetic_words.severity(mark.severity) if mark else ""]
        return shown(" · ".join(word for word in words if word))


@dataclass(frozen=True)
class MoreAsked:
    """What a person sees beside marks: the letters of the keyboard, the charger, a password."""

    view: LooksView
    item: str = ""

    @property
    def items(self) -> tuple[str, ...]:
        return tuple(item for item in ITEMS if item in self.view.asked)

    @property
    def asked(self) -> Asked:
        if not self.item:
            return Asked("", shown(_("Qu'est-ce qui n'est pas comme d'habitude ?")), tuple(map(self._now, self.items)))
        questions = {
            AZERTY: (_("Clavier"), _("Quelles sont les premières lettres ?")),
            CHARGER: (_("Chargeur"), _("Son chargeur est là ?")),
            LOCKS: (_("Mot de passe"), _("Un mot de passe ou un compte le bloque ?")),
        }
        about, question = questions[self.item]
        return Asked(shown(about), shown(question), self._answers())

    def answer(self, number: int) -> MoreAsked | Declared | None:
        """Take an answer by its number; None: there is no such answer."""
        if not 1 <= number <= len(self.asked.answers):
            return None
        if not self.item:
            return replace(self, item=self.items[number - 1])
        if self.item == AZERTY:
            return Declared(keyboard=LAYOUTS[number - 1])
        return Declared(charger=number == YES) if self.item == CHARGER else Declared(locked=number == YES)

    def back(self) -> MoreAsked | None:
        """Go one question back; None: to the drawing."""
        return replace(self, item="") if self.item else None

    def _answers(self) -> tuple[str, ...]:
        if self.item == AZERTY:
            return tuple(shown(cosmetic_words.keyboard(layout)) for layout in LAYOUTS)
        return shown(_("Oui")), shown(_("Non"))

    def _now(self, item: str) -> str:
        inspection, card = self.view.inspection, self.view.card
        not_yet = _("pas encore dit")
        if item == AZERTY:
            known = inspection.keyboard is not KeyboardLayout.UNKNOWN
            keyboard = _("Clavier")
            return shown(f"{keyboard} · {cosmetic_words.keyboard(inspection.keyboard) if known else not_yet}")
        value = card.charger if item == CHARGER else inspection.locked
        name = _("Chargeur") if item == CHARGER else _("Mot de passe")
        told = _("oui") if value else _("non")
        return shown(f"{name} · {not_yet if value is None else told}")


@dataclass(frozen=True)
class SendAsked:
    """Where a machine goes instead of where the rule says, and why."""

    about: str
    to: Destination | None = None

    @property
    def asked(self) -> Asked:
        if self.to is None:
            places = [shown(destination(item)) for item in Destination]
            return Asked(self.about, shown(_("Où va-t-il ?")), (*places, shown(_("Suivre la règle"))))
        reasons = tuple(shown(because(item)) for item in Because)
        return Asked(shown(destination(self.to)), shown(_("Pourquoi ?")), reasons)

    def answer(self, number: int) -> SendAsked | Sending | None:
        """Take an answer by its number; None: there is no such answer."""
        if not 1 <= number <= len(self.asked.answers):
            return None
        if self.to is not None:
            return Sending(self.to, tuple(Because)[number - 1])
        places = tuple(Destination)
        return replace(self, to=places[number - 1]) if number <= len(places) else Sending(None, None)

    def back(self) -> SendAsked | None:
        """Go one question back; None: to the grade."""
        return replace(self, to=None) if self.to else None


@dataclass(frozen=True)
class Sending:
    """Where a manager sends a machine; None: the rule counts again."""

    to: Destination | None
    because: Because | None


@dataclass(frozen=True)
class FunctionAsked:
    """Does one function work? Of the second inspection: nothing of the first answers is known here."""

    function: Function

    @property
    def choices(self) -> tuple[Works, ...]:
        always = (Works.YES, Works.NO, Works.UNSURE)
        return (*always, Works.ABSENT) if self.function in MAY_BE_ABSENT else always

    @property
    def asked(self) -> Asked:
        words = tuple(shown(works(item)) for item in self.choices)
        return Asked(shown(_("Deuxième regard")), shown(_("{what} ?").format(what=function(self.function))), words)

    def answer(self, number: int) -> Works | None:
        """Take an answer by its number; None: there is no such answer."""
        return self.choices[number - 1] if 1 <= number <= len(self.choices) else None


@dataclass(frozen=True)
class LayoutAsked:
    """What is printed on the keys? Of the second inspection."""

    @property
    def asked(self) -> Asked:
        words = tuple(shown(cosmetic_words.keyboard(layout)) for layout in LAYOUTS)
        return Asked(shown(_("Deuxième regard")), shown(_("Quelles sont les premières lettres ?")), words)

    def answer(self, number: int) -> KeyboardLayout | None:
        """Take an answer by its number; None: there is no such answer."""
        return LAYOUTS[number - 1] if 1 <= number <= len(LAYOUTS) else None


Asking = MarkAsked | MoreAsked | SendAsked | FunctionAsked | LayoutAsked
