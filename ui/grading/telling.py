"""What État says: one line an axis, the reasons of a letter, the ways to another one."""

from __future__ import annotations

from dataclasses import dataclass

from ui.signals import Shape
from ui.widgets.listing import Line
from ui.words import clock, day
from workshop import cosmetic_words, grading_words
from workshop.destination_words import because, destination
from workshop.domain.content import read_time
from workshop.domain.contracts import Axis
from workshop.domain.destinations import Sent
from workshop.domain.grading import Evidence, Finding, Grade, why
from workshop.domain.inspection import Defect
from workshop.domain.lots import MachineCard, machine_name
from workshop.domain.so_far import AxisSoFar
from workshop.domain.typography import grouped
from workshop.domain.upgrades import Plan
from workshop.services.looking import AZERTY, CHARGER, COSMETIC, LOCKS, LooksView
from workshop.texts import _, several
from workshop.words import shown

UNKNOWN_LETTER = "?"
SEEN = frozenset({AZERTY, CHARGER, COSMETIC, LOCKS})  # what a person sees here


@dataclass(frozen=True)
class AxisWords:
    """One axis: its letter, or a shape where it is no letter; its name; what decides or is missing."""

    letter: str
    shape: Shape | None
    name: str
    more: str


def axis_words(axis: AxisSoFar) -> AxisWords:
    """Say one axis as far as it is known."""
    name = shown(grading_words.axis(axis.axis))
    facts = [shown(_named(item)) for item in axis.unknown if item.fact != COSMETIC]
    if axis.letter == "":
        return AxisWords("", Shape.REFUSED, name, ", ".join(_measured(item) for item in axis.deciding[:1]))
    if axis.unknown:
        by_eye = all(item.fact in SEEN for item in axis.unknown)
        missing = " : ".join(
            part for part in (", ".join(facts), _("à regarder") if by_eye else _("pas mesuré")) if part
        )
        return AxisWords(axis.letter or UNKNOWN_LETTER, None, name, shown(missing))
    if axis.axis is Axis.DATA:
        return AxisWords("", Shape.ACCEPTED, name, "")
    return AxisWords(axis.letter or UNKNOWN_LETTER, None, name, ", ".join(map(_measured, axis.deciding[:1])))


def _named(finding: Finding) -> str:
    name = grading_words.fact(finding.fact or finding.criterion)
    return name[:1].lower() + name[1:]


def _measured(finding: Finding) -> str:
    name = grading_words.fact(finding.fact or finding.criterion)
    if finding.named and finding.measured and finding.axis is not Axis.DATA:
        return shown(", ".join(grading_words.counted(finding.fact, one) for one in finding.named))
    return shown(_("{fact} : {measured}").format(fact=name, measured=_amount(finding)))


def _amount(finding: Finding) -> str:
    return grading_words.amount(finding.fact, finding.measured)


def mark(defect: Defect) -> str:
    """Say one mark."""
    return shown(f"{cosmetic_words.zone(defect.zone)} · {_of(defect)}")


def _of(defect: Defect) -> str:
    return f"{cosmetic_words.kind(defect.kind).lower()} · {cosmetic_words.severity(defect.severity)}"


def zone_word(name: str, marks: tuple[Defect, ...]) -> str:
    """Name a zone on its button, with the number of its marks."""
    count = sum(defect.zone == name for defect in marks)
    return shown(f"{cosmetic_words.zone(name)} ({count})" if count else cosmetic_words.zone(name))


def verdict(view: LooksView) -> str:
    """Say the letter, and whether the machine may leave."""
    grade = view.grade
    if grade is None:
        return shown(_("Pas encore noté : il reste des tests.") if not view.machine.tested else _("Pas encore noté."))
    return shown(grading_words.verdict(grade))


def whither(sent: Sent, grade: Grade | None, clause: str) -> str:
    """Say where a machine goes, and by what rule or whose choice."""
    if grade is None:
        return ""
    to = destination(sent.to)
    if sent.chosen and sent.because:
        return shown(_("Va à : {to}. Choisi, car « {reason} ».").format(to=to, reason=because(sent.because).lower()))
    if sent.to is None:
        return shown(_("Destination pas encore décidée."))
    return shown(_("Va à : {to}. {clause}").format(to=to, clause=clause).strip())


def reasons(findings: tuple[Finding, ...], people: dict[str, str]) -> list[Line]:
    """List findings: the measure and what is needed; the source, the clause and the contract's version."""
    return [_reason(number, finding, people) for number, finding in enumerate(findings)]


def _reason(number: int, finding: Finding, people: dict[str, str]) -> Line:
    title, text = f"{_measured(finding)}.", grading_words.needed(finding)
    parts = (text, source(finding.evidence, people), finding.clause)
    state = finding.letter or (_("ne part pas") if finding.is_known else _("pas mesuré"))
    shape = None if finding.letter else Shape.REFUSED if finding.is_known else Shape.WARNING
    return Line(
        f"{number}:{finding.criterion}",
        shown(title),
        shown(" · ".join(part for part in parts if part)),
        shown(state),
        shape,
    )


def source(evidence: Evidence, people: dict[str, str]) -> str:
    """Say who measured, and when."""
    at = read_time(evidence.at) if evidence.at else None
    when = f"{day(at)}, {clock(at)}" if at else ""
    return grading_words.evidence(evidence, people.get(evidence.by, ""), when)


def ways(plans: tuple[Plan, ...]) -> list[Line]:
    """List what each letter takes."""
    lines: list[Line] = []
    for plan in plans:
        lines.append(Line(f"way:{plan.letter}", shown(grading_words.plan(plan)), heading=True))
        lines += [
            Line(f"{plan.letter}:step:{place}", shown(grading_words.step(step)))
            for place, step in enumerate(plan.steps)
        ]
        lines += [
            Line(f"{plan.letter}:no:{place}", shown(grading_words.obstacle(what)), shape=Shape.REFUSED, state=_("non"))
            for place, what in enumerate(plan.obstacles)
        ]
    return lines


def marks_words(marks: tuple[Defect, ...]) -> str:
    """Say how many marks there are."""
    if not marks:
        return ""
    return shown(several("{number} marque.", "{number} marques.", len(marks)).format(number=len(marks)))


def better(grade: Grade) -> str:
    """Return the next better letter than a grade's; the same where there is none."""
    if not grade.letters or grade.letter not in grade.letters:
        return grade.letter
    place = grade.letters.index(grade.letter)
    return grade.letters[max(0, place - 1)] if grade.eligible else grade.letters[-1]


PageWords = tuple[str, str, list[Line]]  # the title, what it is about, the rows


def why_page(view: LooksView, people: dict[str, str], plans: tuple[Plan, ...]) -> PageWords:
    """Say why a machine has its letter: what decides first, then everything else that was looked at."""
    del plans
    grade = view.judged.grade
    first = why(grade)
    rest = tuple(item for item in grade.findings if item not in first)
    lines = reasons((*first, *rest), people)
    about = f"{view.judged.contract.title} · {grading_words.signature(grade)}"
    return shown(why_title(grade)), shown(about), lines


def way_page(view: LooksView, people: dict[str, str], plans: tuple[Plan, ...]) -> PageWords:
    """Say what it takes for every letter."""
    del people
    about = _("Les temps sont des estimations de l'atelier.")
    return shown(way_title(view.judged.grade)), shown(about), ways(plans)


def why_title(grade: Grade) -> str:
    """Ask why a machine has its letter."""
    return _("Pourquoi {letter} ?").format(letter=grade.letter) if grade.eligible else _("Pourquoi il ne part pas ?")


def way_title(grade: Grade) -> str:
    """Ask what a better letter takes, or what it takes to leave."""
    words = _("Que faut-il pour {letter} ?").format(letter=better(grade))
    return words if grade.eligible else _("Que faut-il pour partir ?")


def waiting(cards: tuple[MachineCard, ...]) -> PageWords:
    """List the machines that wait for a second inspection."""
    lines = [
        Line(card.code, grouped(card.code), machine_name(card.maker, card.model), shown(_("à regarder")), Shape.TODO)
        for card in cards
    ]
    about = _("Scannez l'étiquette d'un de ces ordinateurs. Ils sont tirés au sort.")
    return shown(_("Deuxième regard")), shown(about), lines
