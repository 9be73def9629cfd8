"""What État looks like, for the pictures and for the measures: every drawing, every question, every page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt

from tests.fake_senses import a_picture
from tests.ui.grading_window import a_machine
from ui.grading.screen import GradingScreen
from ui.session import Session
from ui.shell.desk import Desk
from workshop.domain.cosmetics import Zone
from workshop.domain.diagnosis import Category
from workshop.domain.inspection import Defect, Inspection, Severity, Tested, Works
from workshop.domain.people import Actor, Role
from workshop.looking_wiring import looking_of, seconds_of

Press = Callable[[Qt.Key], None]
Idle = Callable[[], None]
KEY = Qt.Key
OTHERS = (Category.DESKTOP, Category.MONITOR, Category.SMARTPHONE, Category.DOCK)


def grading_scenes(desk: Desk, press: Press, idle: Idle) -> Iterator[str]:
    """Show État as a person meets it, a picture at each name."""
    session, screen = desk.session, desk.screens["grading"]
    assert isinstance(screen, GradingScreen)
    desk.go("grading")
    idle()
    yield "grading-nothing"
    yield from _looking(desk, screen, press, idle)
    for category in OTHERS:
        code = a_machine(session.workshop, session.actor, category, f"SN-{category.value}")
        desk.go("grading", code)
        idle()
        yield f"grading-{category.value}"
    yield from _graded(desk, screen, press, idle)
    yield from _twice(desk, screen, press, idle)


def _looking(desk: Desk, screen: GradingScreen, press: Press, idle: Idle) -> Iterator[str]:
    session = desk.session
    code = a_machine(session.workshop, session.actor, memory_mib=6144)
    desk.go("grading", code)
    idle()
    yield "grading-look"
    press(KEY.Key_1)
    yield "grading-mark"
    press(KEY.Key_1)
    yield "grading-severity"
    press(KEY.Key_2)
    idle()
    yield "grading-one-mark"
    looking = looking_of(session.workshop)
    for zone, kind in ((Zone.PALM_REST, "worn"), (Zone.BOTTOM, "missing"), (Zone.HINGE, "scratch")):
        looking.mark(session.actor, code, Defect(zone.value, kind, Severity.LIGHT))
    screen.enter()
    idle()
    press(KEY.Key_8)
    press(KEY.Key_8)
    yield "grading-mark-there"
    press(KEY.Key_Escape)
    press(KEY.Key_Escape)
    press(KEY.Key_2)
    press(KEY.Key_3)
    press(KEY.Key_3)
    idle()
    yield "grading-photo"
    press(KEY.Key_Escape)
    yield "grading-many-marks"
    press(KEY.Key_F4)
    yield "grading-more"
    press(KEY.Key_1)
    yield "grading-keyboard"
    press(KEY.Key_Escape)
    press(KEY.Key_Escape)
    press(KEY.Key_F3)
    idle()
    yield "grading-why-so-far"
    press(KEY.Key_Escape)


def _graded(desk: Desk, screen: GradingScreen, press: Press, idle: Idle) -> Iterator[str]:
    session = desk.session
    code = a_machine(session.workshop, session.actor, serial="5CG0000001", memory_mib=6144)
    desk.go("grading", code)
    idle()
    press(KEY.Key_F12)
    idle()
    yield "grading-result"
    for colour in ((140, 90, 70), (70, 110, 80)):
        session.workshop.photos.take(session.actor, code, a_picture(colour=colour), Zone.LID)
    screen.enter()
    idle()
    yield "grading-result-photos"
    press(KEY.Key_1)
    yield "grading-why"
    press(KEY.Key_Escape)
    press(KEY.Key_2)
    yield "grading-way"
    press(KEY.Key_Escape)
    press(KEY.Key_3)
    yield "grading-where"
    press(KEY.Key_4)
    yield "grading-where-why"
    press(KEY.Key_Escape)
    press(KEY.Key_Escape)
    looking_of(session.workshop).mark(session.actor, code, Defect("screen", "crack", Severity.HEAVY))
    screen.enter()
    idle()
    press(KEY.Key_F12)
    idle()
    yield "grading-blocked"
    untested = a_machine(session.workshop, session.actor, serial="5CG0000002", tested=False)
    desk.go("grading", untested)
    idle()
    press(KEY.Key_F12)
    idle()
    yield "grading-untested"


def _twice(desk: Desk, screen: GradingScreen, press: Press, idle: Idle) -> Iterator[str]:
    session = desk.session
    boss = session.workshop.people.add(session.actor, "Camille", Role.MANAGER)
    camille = Actor(boss.code, session.actor.bench)
    seconds, looking = seconds_of(session.workshop), looking_of(session.workshop)
    seconds.set_percent(camille, 100)
    code = a_machine(session.workshop, session.actor, serial="5CG0000003")
    view = looking.view(code)
    looking.finish(session.actor, code, (), view.declares)
    first = session.actor
    session.change_actor(camille.person, "Camille")
    screen.there = None
    desk.go("grading")
    idle()
    yield "grading-start-manager"
    press(KEY.Key_F3)
    yield "grading-second-list"
    screen.open_second(code)
    idle()
    yield "grading-second-test"
    _second(session, seconds.ask(camille, code).functions, code, camille)
    while screen.draft is not None and screen.draft.asking is not None:
        press(KEY.Key_1)
    yield "grading-second-look"
    screen.draft = None
    screen.acting.show_agreement()
    idle()
    yield "grading-agreement"
    screen.go_back()
    session.change_actor(first.person, "")


def _second(session: Session, functions: tuple[object, ...], code: str, who: Actor) -> None:
    tests = tuple(Tested(item, Works.YES) for item in functions)  # type: ignore[arg-type]
    mark = Defect("lid", "scratch", Severity.VISIBLE)
    seconds_of(session.workshop).take(who, code, Inspection(tests, (mark,), looks_checked=True))
