"""The life of the workshop's seal: made, brought, saved, renewed, replaced, revoked; each step in the journal.

The key is the keeper's business, the history the journal's. A change writes the seal to come beside the present one,
then the journal (one transaction, which no other window or bench can be in), then lets it take its place. So whoever
looks next can tell from the journal alone whether to finish or to forget: there is one usable seal in every moment.
"""

from __future__ import annotations

from collections.abc import Callable

from workshop.domain import events as happened
from workshop.domain.documents import EXAMPLE, Document
from workshop.domain.errors import SealError
from workshop.domain.people import Actor, WorkshopIdentity
from workshop.domain.seal_book import SealBook, of_state, present_at
from workshop.domain.seal_lists import SCHEMA, ListedSeal, ReplacedPaper, RevokedSeal, SealList
from workshop.domain.seals import (
    KeptSeal,
    RevocationReason,
    SealCard,
    SealFacts,
    SealOrigin,
    SealProblem,
    SealState,
)
from workshop.services.authority import identity_of, workshop_for_manager
from workshop.services.ports import Clock, SealKeeper, Store, Work
from workshop.services.seal_views import (
    KnownSeals,
    SealView,
    book_of,
    known_seals,
    out_of_dates,
    retired,
    view_of,
    why_not,
)


class Seals:
    """What may be done with the seal of this bench."""

    def __init__(self, store: Store, keeper: SealKeeper, clock: Clock, default_actor: Callable[[], Actor]) -> None:
        self._store = store
        self._keeper = keeper
        self._clock = clock
        self._actor = default_actor

    def ready(self) -> None:
        """Make sure that the seal of this bench may seal now; it is made the first time.

        Raises SealError: it is missing, retired, or out of its dates.
        """
        present = self._known()
        if present is None:
            present = self._settled()
        refusal = why_not(present, self._book(), self._clock.now())
        if refusal:
            raise refusal

    def view(self) -> SealView:
        """Return everything that is told of the seal; changes nothing, and asks the keyring for the key."""
        book, now, bench = self._book(), self._clock.now(), self._actor().bench
        present, refusal = None, None
        try:
            present = self._keeper.present()
            if present:
                self._keeper.check()
                refusal = why_not(present, book, now)
            elif self._keeper.coming() is None and present_at(book, bench):
                refusal = SealError(SealProblem.MISSING)
        except SealError as error:
            refusal = error
        return view_of(present, present_at(book, bench), book, now, refusal)

    def known(self) -> KnownSeals:
        """Return whose papers are trusted: the seals of the journal, and nothing that is revoked."""
        return known_seals(self._book())

    def replaced_by(self, number: str) -> str:
        """Return the number of the last document that stands in the place of another; empty: none does."""
        with self._store.looking() as look:
            known = look.find(Document, number=number)
            others = look.find(Document, about=known[0].about) if known else ()
        newer = {other.replaces: other.number for other in others if other.replaces}
        last, seen = number, {number}
        while (by := newer.get(last, "")) and by not in seen:
            last = by
            seen.add(by)
        return "" if last == number else last

    def renew(self, actor: Actor, *, in_file: bool = False) -> SealFacts:
        """Put a new seal with a new key in the place of this one; what it sealed stays good."""
        return self._made(actor, happened.SealRenewed, in_file=in_file)

    def replace(self, actor: Actor, reason: RevocationReason, *, in_file: bool = False) -> SealFacts:
        """Put a new seal in the place of one that was lost or stolen: nothing that it sealed counts any more."""
        return self._made(actor, lambda old, new: happened.SealReplaced(old, reason.value, new), in_file=in_file)

    def bring(self, actor: Actor, file: bytes, password: str, *, in_file: bool = False) -> SealFacts:
        """Use a seal of the workshop's own, or take one back from its copy; another one that was here is renewed."""
        self._allow(actor)
        facts = self._keeper.bring(file, password)
        refusal = SealError(SealProblem.EXAMPLE) if facts.example else out_of_dates(facts, self._clock.now())
        if refusal:
            self._keeper.drop(facts.fingerprint)
            raise refusal
        return self._change(actor, facts, SealOrigin.BROUGHT, happened.SealRenewed, in_file=in_file)

    def save(self, actor: Actor, password: str, write: Callable[[bytes], None]) -> SealFacts:
        """Give a copy of the seal under a password to `write`, and note that one was made."""
        identity = self._allow(actor)
        self.ready()
        present = self._present()
        write(self._keeper.save(password))
        with self._store.working(actor) as work:
            work.append(identity.code, happened.SealSaved(present.facts.fingerprint))
        return present.facts

    def revoke(self, actor: Actor, fingerprint: str, reason: RevocationReason) -> SealCard:
        """Revoke a seal that is no longer used; the present one is replaced instead."""
        identity = self._allow(actor)
        with self._store.working(actor) as work:
            card = book_of(work).get(fingerprint)
            if card is None:
                raise SealError(SealProblem.UNKNOWN, fingerprint)
            if card.state is SealState.REVOKED:
                raise SealError(SealProblem.ALREADY_REVOKED, fingerprint)
            present = self._keeper.present()
            if present and present.facts.fingerprint == fingerprint:
                raise SealError(SealProblem.STILL_PRESENT, fingerprint)
            work.append(identity.code, happened.SealReplaced(fingerprint, reason.value))
            return book_of(work)[fingerprint]

    def public(self) -> bytes:
        """Return the seal as a file without its key: what those who verify the workshop's papers may be given."""
        self.ready()
        return self._keeper.public()

    def published(self, actor: Actor) -> bytes:
        """Return the sealed list of what is revoked and replaced, for those who hold the workshop's papers."""
        identity = self._allow(actor)
        self.ready()
        with self._store.looking() as look:
            replaced = sorted((item.replaces, item.number) for item in look.find(Document) if item.replaces)
        book = self._book()
        statement = SealList(
            SCHEMA,
            identity.name,
            identity.site,
            self._clock.now(),
            tuple(_listed(card.facts) for card in book.values()),
            tuple(_revoked(card) for card in reversed(of_state(book, SealState.REVOKED))),
            tuple(ReplacedPaper(number, by) for number, by in dict(replaced).items()),
        )
        return self._keeper.listed(statement)

    def _known(self) -> KeptSeal | None:
        """Return the present seal where there is nothing to settle first."""
        present = None if self._keeper.coming() else self._keeper.present()
        if present and (present.facts.example or present.facts.fingerprint in self._book()):
            return present
        return None

    def _settled(self) -> KeptSeal:
        """End a change that was cut short, write down a seal that lay here, or make the first."""
        fresh, prepared = self._first(), False
        try:
            with self._store.working(self._actor()) as work:
                identity, book = identity_of(work), book_of(work)
                self._finish(book)
                present = self._keeper.present()
                if present:
                    self._write_down(work, identity, book, present)
                elif fresh is None:
                    raise SealError(SealProblem.MISSING)
                else:
                    self._keeper.prepare(fresh.fingerprint)
                    prepared = True
                    work.append(identity.code, _arrived(fresh, SealOrigin.MADE))
        finally:
            if fresh and not prepared:  # another window was quicker, or the store refused
                self._keeper.drop(fresh.fingerprint)
        if prepared:
            self._end()
        return self._present()

    def _first(self) -> SealFacts | None:
        """Make the first seal of a bench; its keyring is asked before any transaction, for a person may be slow."""
        book, coming = self._book(), self._keeper.coming()
        known = coming is not None and coming.facts.fingerprint in book
        if known or self._keeper.present() or present_at(book, self._actor().bench):
            return None
        with self._store.looking() as look:
            identity = identity_of(look)
        facts = self._keeper.make(_name(identity), self._clock.now())
        self._keeper.secure(facts.fingerprint, in_file=False)
        return facts

    def _made(self, actor: Actor, change: Callable[[str, str], happened.Event], *, in_file: bool) -> SealFacts:
        identity = self._allow(actor)
        facts = self._keeper.make(_name(identity), self._clock.now())
        return self._change(actor, facts, SealOrigin.MADE, change, in_file=in_file)

    def _change(
        self,
        actor: Actor,
        new: SealFacts,
        origin: SealOrigin,
        change: Callable[[str, str], happened.Event],
        *,
        in_file: bool,
    ) -> SealFacts:
        self._keeper.secure(new.fingerprint, in_file=in_file)
        prepared = False
        try:
            with self._store.working(actor) as work:
                identity, book = workshop_for_manager(work, actor), book_of(work)
                _refuse_retired(book, new)
                self._finish(book)
                old = self._going(work, identity, book, actor.bench)
                self._keeper.prepare(new.fingerprint)
                prepared = True  # from here on, the journal decides: a commit that failed may have been one
                work.append(identity.code, _arrived(new, origin))
                if old and old != new.fingerprint:
                    work.append(identity.code, change(old, new.fingerprint))
        except BaseException:
            if not prepared:
                self._keeper.drop(new.fingerprint)
            raise
        self._end()
        return new

    def _end(self) -> None:
        """End a change that the journal knows, in a transaction again: nobody else may be preparing one meanwhile."""
        with self._store.working(self._actor()) as work:
            self._finish(book_of(work))

    def _finish(self, book: SealBook) -> None:
        """Let a seal take its place that the journal knows; forget one that it does not."""
        coming = self._keeper.coming()
        if coming is None:
            return
        card = book.get(coming.facts.fingerprint)
        if card and card.state is SealState.PRESENT:
            self._keeper.promote()
        else:
            self._keeper.drop(coming.facts.fingerprint)

    def _going(self, work: Work, identity: WorkshopIdentity, book: SealBook, bench: str) -> str:
        """Return the fingerprint of the seal that goes, even where its file is gone or broken; empty: there is none."""
        try:
            present = self._keeper.present()
        except SealError:
            present = None
        if present:
            self._write_down(work, identity, book, present)
            return present.facts.fingerprint
        expected = present_at(book, bench)
        return expected.facts.fingerprint if expected else ""

    def _write_down(self, work: Work, identity: WorkshopIdentity, book: SealBook, present: KeptSeal) -> None:
        if present.facts.fingerprint not in book:
            work.append(identity.code, _arrived(present.facts, SealOrigin.FOUND))

    def _allow(self, actor: Actor) -> WorkshopIdentity:
        with self._store.looking() as look:
            return workshop_for_manager(look, actor)

    def _book(self) -> SealBook:
        with self._store.looking() as look:
            return book_of(look)

    def _present(self) -> KeptSeal:
        present = self._keeper.present()
        if present is None:
            raise SealError(SealProblem.MISSING)
        return present


def _name(identity: WorkshopIdentity) -> str:
    """Return the name on a new seal; a real one never bears the name of the throw-away seal."""
    return f"Atelier {identity.name}" if identity.name.strip() == EXAMPLE else identity.name


def _arrived(facts: SealFacts, origin: SealOrigin) -> happened.SealMade:
    return happened.SealMade(facts.fingerprint, facts.name, facts.valid_from, facts.valid_until, origin.value)


def _refuse_retired(book: SealBook, new: SealFacts) -> None:
    card = book.get(new.fingerprint)
    if card and card.state is not SealState.PRESENT:
        raise retired(card)


def _listed(facts: SealFacts) -> ListedSeal:
    return ListedSeal(facts.fingerprint, facts.name, facts.valid_from, facts.valid_until)


def _revoked(card: SealCard) -> RevokedSeal:
    assert card.ended_at
    return RevokedSeal(card.facts.fingerprint, card.ended_at, card.reason or RevocationReason.WITHDRAWN)
