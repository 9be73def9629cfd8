"""Livraison: choose an order and a recipient, scan the machines into boxes, issue the manifest."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from ui.delivery import reading
from ui.delivery.boxes import HowFar, InBox
from ui.delivery.choice import Choice
from ui.delivery.reading import Issued, OrderShown
from ui.papers import open_paper
from ui.questions import Question
from ui.screen import Answered, CardAct, Screen
from ui.session import Session
from ui.signals import Signal as BandSignal
from ui.widgets.band import Band, Form
from ui.widgets.button import Button
from ui.widgets.header import Header
from ui.widgets.icons import IconWord
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.page import Page
from ui.words import count, left, machines
from workshop.domain.codes import Command
from workshop.domain.documents import Document
from workshop.domain.orders import Order
from workshop.domain.scanning import Answer, Said
from workshop.services.scanning import DELIVERY, Place
from workshop.services.views import DeliveryView
from workshop.texts import _
from workshop.words import shown

YES, NO = 1, 2


class DeliveryScreen(Screen):
    """One recipient of one order at a time."""

    name = "delivery"

    def __init__(self, session: Session) -> None:
        self.band = Band(Form.THREE_LINES)
        self.box = IconWord("box", "", role="lead", bold=True, px=32)
        self.header = Header(shown(_("Livraison")), "", [self.box])
        self.choice, self.in_box, self.how_far = Choice(), InBox(), HowFar()
        self.question = Question(shown(_("Oui")), shown(_("Non")))
        self._buttons()
        self.question.takes_the_place_of(self.actions)
        panels = Row((self.in_box, 1), self.how_far, gap="l", stacks=True)
        self.work = holding(Column((panels, 1), self.question, self.actions, gap="l"))
        super().__init__(
            session, Page(self.header, Column((self.choice, 1), (self.work, 1)), band=self.band, pad=("xxl", "l"))
        )
        self.orders: tuple[Order, ...] = ()
        self.order: Order | None = None
        self.order_code = ""
        self.shown_order: OrderShown | None = None
        self.issued: Issued | None = None
        self._by_card = False  # FINI was scanned: a label confirms
        self._connect()
        self._ask_which_order()

    @property
    def view(self) -> DeliveryView | None:
        return self.shown_order.view if self.shown_order else None

    def place(self) -> Place:
        view = self.view
        return Place(DELIVERY, order=view.order.code, recipient=view.recipient.number) if view else Place(DELIVERY)

    def enter(self, code: str = "") -> None:
        view = self.view
        if code:
            self._read_order(code)
        elif view is not None:
            self._read_order(view.order.code, view.recipient.number)
        else:
            self.run(partial(reading.open_orders, self.session.workshop), self._show_orders)

    def follow(self, answered: Answered) -> None:
        answer = answered.answer
        match answer.said:
            case Said.ORDER_CHOSEN:
                self._read_order(answer.code)
            case Said.BOX_OPENED if self._confirms(answer):
                self.choose(YES)
            case Said.BOX_OPENED:
                self._read_order(answer.facts["order"], int(answer.facts["recipient"]))
            case Said.PACKED:
                self.enter()
            case _:
                pass

    @property
    def commands(self) -> Mapping[Command, CardAct]:
        """A manifest lasts: the card asks for it, and a label of this delivery confirms."""
        if self.view is None:
            return {}
        if not self.question.isHidden():
            return {Command.NO: partial(self.choose, NO)}
        return {Command.NEW_BOX: self.new_box, Command.DONE: self._ask_by_card}

    @property
    def about(self) -> str:
        place = self.place()
        return f"{place.order} {place.recipient}".strip("0 ")

    def why_not(self, command: Command) -> str:
        if command is Command.DONE and self.view is not None and self.question.isHidden():
            return self.finish.unavailable_because
        if command is Command.YES and not self.question.isHidden():
            return shown(_("Scannez un carton de cette livraison pour confirmer, ou appuyez sur 1."))
        return super().why_not(command)

    def taken_back(self, answer: Answer) -> None:
        del answer
        self.enter()

    def choose(self, number: int) -> bool:
        if self.question.choose(number):
            return True
        return self.choice.isVisibleTo(self.page) and self.choice.choose(number)

    def go_back(self) -> bool:
        if self.question.choose(NO):
            return True
        if self.view is not None or self.shown_order is not None:
            self._change()
            return True
        return False

    def _buttons(self) -> None:
        self.new_box = Button(shown(_("Nouveau carton")), icon="box", key="F3")
        self.print = Button(shown(_("Bon de livraison")), icon="printer", key="Ctrl P")
        self.change = Button(shown(_("Autre commande")), icon="order", key="F11")
        self.finish = Button(shown(_("Fini")), icon="done", key="F12")
        self.actions = holding(Row(self.new_box, self.print, None, self.change, self.finish, gap="l", stacks=True))

    def _connect(self) -> None:
        self.choice.chosen.connect(self._chosen)
        self.new_box.triggered.connect(self._open_box)
        self.print.triggered.connect(self._open_paper)
        self.change.triggered.connect(self._change)
        self.finish.triggered.connect(self._ask_by_key)
        self.question.answered.connect(self._issue_or_not)
        for button in (self.new_box, self.print, self.finish):
            button.refused.connect(self._explain)

    # which order, which recipient

    def _change(self) -> None:
        self._ask_which_order()
        self.enter()

    def _ask_which_order(self) -> None:
        self.shown_order, self.order_code, self.issued = None, "", None
        self.work.hide()
        self.choice.show()
        self.box.hide()
        self.keys = {}
        self.header.set_context(shown(_("Quelle commande ?")))
        self.band.calm(shown(_("Scannez le code de la commande.")))

    def _show_orders(self, orders: tuple[Order, ...]) -> None:
        self.orders = orders
        names = [shown(f"{order.buyer} · {order.reference}") for order in orders]
        self.choice.ask(shown(_("Quelle commande ?")), "order", names)
        if len(orders) == 1:
            self._read_order(orders[0].code)
        else:
            self.page.setFocus()

    def _chosen(self, place: int) -> None:
        if self.shown_order is None:
            self._read_order(self.orders[place].code)
        else:
            recipient = self.shown_order.recipients[place]
            self._read_order(recipient.order_code, recipient.number)

    def _read_order(self, code: str, recipient: int = 0) -> None:
        self.order_code = code
        self.run(partial(reading.read_order, self.session.workshop, code, recipient), self._order_read)

    def _order_read(self, order: OrderShown) -> None:
        self._show_order("", order)

    def _show_order(self, code: str, order: OrderShown) -> None:
        self.order_code = code or self.order_code
        self.shown_order = order
        if order.view is None:
            self._ask_for_whom(order)
        else:
            self._show_view(order.view)

    def _ask_for_whom(self, order: OrderShown) -> None:
        names = [_for_whom(item.name, item.quantity, item.manifest) for item in order.recipients]
        self.choice.ask(shown(_("Pour qui ?")), "place", names)
        self.choice.show()
        self.work.hide()
        self.header.set_context(shown(_("Pour qui ?")))
        self.band.set_calm_text(shown(_("Tapez le chiffre, ou scannez un carton.")))
        self.page.setFocus()

    def _show_view(self, view: DeliveryView) -> None:
        self.choice.hide()
        if not self.work.isVisibleTo(self.page):
            self.work.show()
            self.band.set_calm_text(shown(_("Scannez l'ordinateur suivant.")))
            self.page.setFocus()
        self.keys = {"F3": self.new_box, "Ctrl P": self.print, "F11": self.change, "F12": self.finish}
        self.header.set_context(shown(f"{view.recipient.name} · {view.order.reference}"))
        self.box.label.set_text(self._box_words(view))
        self.box.show()
        self.in_box.show_view(view)
        self.how_far.show_view(view)
        self._allow(view)

    def _box_words(self, view: DeliveryView) -> str:
        number = view.box.number if view.box else view.boxes + 1
        return shown(_("Carton {number}").format(number=number))

    def _allow(self, view: DeliveryView) -> None:
        waits = self.shown_order is not None and self.shown_order.waits
        empty = "" if waits else shown(_("Rien n'est emballé : scannez un ordinateur."))
        gone = shown(_("Tout est parti : le bon de livraison est fait."))
        self.finish.set_unavailable(gone if view.packed and not waits else empty)
        self.new_box.set_unavailable("" if view.in_box else shown(_("Ce carton est vide : remplissez-le.")))
        self.print.set_unavailable("" if self.issued else shown(_("Le bon de livraison n'est pas encore fait : F12.")))

    def _explain(self, reason: str) -> None:
        self.band.show_signal(BandSignal.REFUSED, shown(_("Refusé.")), reason)

    # boxes

    def _open_box(self) -> None:
        place = self.place()
        job = partial(reading.new_box, self.session.workshop, self.session.actor, place.order, place.recipient)
        self.run(job, self._box_opened)

    def _box_opened(self, order: OrderShown) -> None:
        self._show_order("", order)
        if order.view is not None:
            self.said.emit(shown(_("Nouveau carton : {words}").format(words=self._box_words(order.view))))

    # the manifest

    def _ask_by_card(self) -> None:
        self._by_card = True
        self._ask_to_issue()

    def _confirms(self, answer: Answer) -> bool:
        """Tell whether a box of this delivery answers the question that FINI asked."""
        place = self.place()
        ours = (answer.facts["order"], answer.facts["recipient"]) == (place.order, str(place.recipient))
        return self._by_card and not self.question.isHidden() and ours

    def _ask_by_key(self) -> None:
        self._by_card = False
        self._ask_to_issue()

    def _ask_to_issue(self) -> None:
        view = self.view
        if view is not None:
            missing = max(0, view.recipient.quantity - view.packed)
            what = left(missing) if missing else shown(_("Tout est emballé."))
            more = _("{machines} pour {name}. Faire le bon de livraison ? On ne peut plus revenir en arrière.")
            words = shown(more.format(machines=machines(view.packed), name=view.recipient.name))
            confirm = shown(_("Pour confirmer : scannez un carton de cette livraison.")) if self._by_card else ""
            self.question.ask(what, " ".join(part for part in (words, confirm) if part))

    def _issue_or_not(self, number: int) -> None:
        self.page.setFocus()
        if number == YES:
            place = self.place()
            job = partial(reading.issue, self.session.workshop, self.session.actor, place.order, place.recipient)
            self.run(job, self._was_issued)

    def _was_issued(self, document: Document) -> None:
        self.band.show_signal(
            BandSignal.FINISHED,
            shown(_("Livraison finie.")),
            shown(_("Bon de livraison {number}").format(number=document.number)),
            count_text=count(self.view.packed, self.view.recipient.quantity) if self.view else "",
        )
        self.aside(partial(reading.write, self.session.workshop, self.session.actor, document), self._written)
        self.enter()

    def _written(self, issued: Issued) -> None:
        self.issued = issued
        self.said.emit(shown(_("Bon de livraison : {path}").format(path=issued.pdf)))
        if self.view is not None:
            self._allow(self.view)

    def _open_paper(self) -> None:
        if self.issued is not None:
            self.said.emit(shown(_("Bon de livraison : {path}").format(path=open_paper(self.issued.pdf))))


def _for_whom(name: str, quantity: int, manifest: str) -> str:
    words = shown(f"{name} : {machines(quantity)}")
    return shown(_("{words} (livraison faite)").format(words=words)) if manifest else words
