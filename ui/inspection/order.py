"""Which page of the tests comes after another, and which before; None is the page of what was found."""

from __future__ import annotations

from workshop.domain.inspection import Function
from workshop.services.inspection import TestsView


def after(view: TestsView, function: Function | None) -> Function | None:
    """Return the next test that is open: after this one, else from the first."""
    asked = view.asked
    place = asked.index(function) + 1 if function in asked else 0
    following = (*asked[place:], *asked[:place])
    return next((item for item in following if item is not function and view.answer(item) is None), None)


def earlier(view: TestsView | None, function: Function | None) -> Function | None:
    """Return the test before this one, or the last one before what was found; None: there is none."""
    asked = view.asked if view else ()
    place = asked.index(function) if function in asked else len(asked)
    return asked[place - 1] if place else None


def again(was: TestsView, now: TestsView, function: Function | None) -> Function | None:
    """Return what is in front after somebody took answers back: the one test is asked again, several are listed."""
    answered = {item.function for item in was.answers}
    gone = [item for item in now.open if item in answered]
    if not gone:
        return function
    return gone[0] if len(gone) == 1 else None


def ends_well(view: TestsView | None) -> bool:
    """Tell whether every test is done, nothing fails, and the machine is not graded yet."""
    return view is not None and view.complete and not view.failed and not view.unsure and not view.machine.letter
