"""Grading a machine of the workshop: its facts, who vouches for them, and where the machine goes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.services.shop import CONTRACT, NOON, Shop, a_drive
from workshop.adapters.rules.contracts import load_contract
from workshop.adapters.rules.processor_classes import load_classes
from workshop.adapters.rules.processors import load_processors
from workshop.domain import events as happened
from workshop.domain.content import written_time
from workshop.domain.contracts import Destination
from workshop.domain.destinations import Because
from workshop.domain.diagnosis import Diagnosis, Identity, Origin, Processor, Reading, Source
from workshop.domain.errors import RefusedError, UnknownCodeError
from workshop.domain.grading import Evidence, EvidenceKind
from workshop.domain.inspection import Defect, Function, Severity, Works
from workshop.domain.lots import MachineCard
from workshop.domain.people import Role
from workshop.domain.processors import Processors, Scores
from workshop.domain.r2 import R2Codes
from workshop.resources import resource
from workshop.services.grading import NO_REASON, Grading, facts_kept, grade_of
from workshop.services.grading_facts import Catalogues

DEFAULT = load_contract(resource("contracts", "grand-lyon-defaut.toml"))
FIRST = load_contract(resource("contracts", "grand-lyon-defaut-1.toml"))
PROCESSORS = load_processors(resource("catalogue"))
CLASSES = load_classes(resource("catalogue"), PROCESSORS)
SCORES = Scores("Notre relevé", "2026-05-01", {"intel core i5-8365u": 6300})
KNOWN = Catalogues(lambda: PROCESSORS, lambda: CLASSES, lambda: SCORES)


@pytest.fixture
def shop() -> Shop:
    shop = Shop()
    shop.grading = Grading(shop.store, lambda: DEFAULT, KNOWN)
    return shop


def read(shop: Shop, code: str, **known: object) -> None:
    diagnosis = Diagnosis(
        NOON,
        Identity("Dell", "Latitude 5400", system_serial="8XK2J13"),
        Processor("Intel(R) Core(TM) i5-8365U CPU @ 1.60GHz", cores=4),
        memory_bytes=8 * 2**30,
        drives=(a_drive("D-8XK2J13"),),
        tools=(("lscpu", "2.41"), ("smartctl", "7.4")),
        **known,  # type: ignore[arg-type]
    )
    shop.diagnosing.attach(shop.actor, code, Reading(diagnosis))


def test_each_measure_says_who_made_it_and_when(shop: Shop) -> None:
    code = shop.received()
    read(shop, code)
    shop.inspecting.answer(shop.actor, code, Function.SCREEN, Works.YES)
    shop.machines.set_charger(shop.actor, code, charger=True)
    found = shop.grading.measures(code).evidence
    noon = written_time(NOON)
    assert found["memory_mib"] == Evidence(EvidenceKind.READING, "lscpu 2.41", noon)
    assert found["failing_drives"] == Evidence(EvidenceKind.READING, "smartctl 7.4", noon)
    assert found["storage_gb"] == Evidence(EvidenceKind.READING, "etabli", noon)
    assert (found["charger"].kind, found["charger"].by) == (EvidenceKind.PERSON, shop.actor.person)
    assert (found["works_screen"].kind, found["functions_failed"].kind) == (EvidenceKind.PERSON,) * 2
    assert found["cpu_class"] == Evidence(EvidenceKind.CATALOGUE, f"processor_classes {CLASSES.version}")
    assert found["cpu_score"] == Evidence(EvidenceKind.IMPORTED, "Notre relevé", "2026-05-01")
    assert found["drives_open"].kind is EvidenceKind.JOURNAL
    assert "cosmetic" not in found
    assert "battery_percent" not in found


def test_the_report_of_another_tool_is_named_as_a_whole(shop: Shop) -> None:
    code = shop.received()
    read(shop, code, origin=Origin(Source.TOOL, "glpi-agent", "1.7"))
    assert shop.grading.measures(code).evidence["memory_mib"].by == "glpi-agent 1.7"


def test_a_processor_has_its_year_its_class_and_the_points_that_were_imported(shop: Shop) -> None:
    code = shop.received()
    read(shop, code)
    facts = shop.grading.measures(code).facts
    assert (facts["processor_year"], facts["cpu_class"], facts["cpu_score"]) == (2017, 4, 6300)
    assert (facts["windows_11"], facts["windows_11_mendable"]) == (False, False), "its drive is very small"
    bare = Grading(shop.store, lambda: DEFAULT).measures(code).facts
    assert (bare["processor_year"], bare["cpu_class"], bare["cpu_score"], bare["windows_11"]) == (None,) * 4
    none = Catalogues(lambda: Processors("1", (), {}), lambda: CLASSES, lambda: None)
    assert Grading(shop.store, lambda: DEFAULT, none).measures(code).facts["cpu_class"] is None


def test_only_a_system_that_was_installed_here_is_on_a_machine(shop: Shop) -> None:
    code = shop.received()
    facts = shop.grading.measures(code).facts
    assert (facts["windows_10"], facts["system_fits"]) == (False, True)
    with shop.store.working(shop.actor) as work:
        work.append(code, happened.SystemInstalled("Windows 10 Pro"))
    assert shop.grading.measures(code).facts["windows_10"] is True
    with shop.store.working(shop.actor) as work:
        work.append(code, happened.SystemInstalled("Windows 11 Pro"))
    facts = shop.grading.measures(code).facts
    assert (facts["windows_10"], facts["system_fits"]) == (False, False)


def test_drives_are_open_until_they_are_settled_and_unknown_where_nobody_looked(shop: Shop) -> None:
    code = shop.received()
    (drive,) = shop.machines.drives(code)
    facts = shop.grading.measures(code).facts
    assert (facts["drives_open"], facts["drives_open_named"]) == (1, f"drive-open:{drive.code}")
    shop.machines.triage(shop.actor, code)
    shop.wiped(code)
    assert shop.grading.measures(code).facts["drives_open"] == 0
    unread = shop.machines.receive(shop.actor, shop.lot.code, "OTHER").code
    assert shop.grading.measures(unread).facts["drives_open"] is None


def test_a_grade_is_kept_with_its_facts_and_its_destination(shop: Shop) -> None:
    code = graded(shop)
    with shop.store.looking() as look:
        card = look.get(MachineCard, code)
        assert card is not None
        kept, facts = grade_of(look, card), facts_kept(look, card)
        last = [entry.event for entry in look.history(code) if isinstance(entry.event, happened.MachineGraded)][-1]
    judged = shop.grading.look_at(code)
    assert kept is not None
    assert replace(kept, findings=()) == replace(judged.grade, findings=())
    assert facts == judged.facts
    assert (last.contract, last.destination, card.destination) == ("test 1", "donation", "donation")
    assert kept.findings[0].evidence.kind is EvidenceKind.READING


GIVEN_AWAY = replace(
    CONTRACT, destinations=tuple(rule for rule in DEFAULT.destinations if rule.to is Destination.DONATION)
)


def graded(shop: Shop) -> str:
    shop.grading = Grading(shop.store, lambda: GIVEN_AWAY, KNOWN)
    return shop.ready()


def test_a_machine_is_looked_at_under_another_contract_without_a_trace(shop: Shop) -> None:
    code = graded(shop)
    with shop.store.looking() as look:
        before = look.history(code)
    judged = shop.grading.look_at(code, FIRST)
    assert (judged.grade.contract, judged.contract) == ("grand-lyon-defaut 1", FIRST)
    with shop.store.looking() as look:
        assert look.history(code) == before
    assert [plan.letter for plan in judged.plans()] == ["A", "B", "C"]
    with pytest.raises(UnknownCodeError):
        shop.grading.look_at("999999999999")


def test_a_manager_sends_a_machine_elsewhere_for_a_reason_and_it_stands_in_the_journal(shop: Shop) -> None:
    code = graded(shop)
    assert (shop.grading.sent(code).to, shop.grading.sent(code).rule) == (Destination.DONATION, "don")
    technician = replace(shop.actor, person=shop.people.add(shop.actor, "Sami", Role.TECHNICIAN).code)
    with pytest.raises(RefusedError, match="not-a-manager"):
        shop.grading.send(technician, code, Destination.KIT, Because.STOCK)
    for to, why in ((Destination.KIT, None), (None, Because.STOCK)):
        with pytest.raises(RefusedError, match=NO_REASON):
            shop.grading.send(shop.validator, code, to, why)
    sent = shop.grading.send(shop.validator, code, Destination.KIT, Because.BUYER_ASKS)
    again = shop.grading.send(shop.validator, code, Destination.KIT, Because.BUYER_ASKS)
    assert (sent.to, sent.chosen, sent.because, sent) == (Destination.KIT, True, Because.BUYER_ASKS, again)
    assert shop.machines.card(code).destination == "kit"
    assert chosen(shop, code) == [happened.DestinationChosen("kit", "buyer-asks", "donation")]
    shop.grading.grade(shop.actor, code)
    assert shop.machines.card(code).destination == "kit", "a new grade does not take a person's choice away"
    back = shop.grading.send(shop.validator, code, None)
    assert (back.to, back.chosen, back.because) == (Destination.DONATION, False, None)
    assert shop.machines.card(code).destination == "donation"


def chosen(shop: Shop, code: str) -> list[happened.Event]:
    with shop.store.looking() as look:
        return [entry.event for entry in look.history(code) if isinstance(entry.event, happened.DestinationChosen)]


def test_another_test_takes_the_rules_destination_away_with_the_letter(shop: Shop) -> None:
    code = graded(shop)
    shop.inspecting.answer(shop.actor, code, Function.KEYBOARD, Works.NO, Defect("letters", "dead", Severity.HEAVY))
    assert (shop.machines.card(code).letter, shop.machines.card(code).destination) == ("", "")
    assert shop.grading.sent(code).to is None


def test_the_codes_of_r2_follow_what_was_tried_and_seen(shop: Shop) -> None:
    assert shop.grading.r2(shop.ready()).functional == "F4"
    assert shop.grading.r2(shop.received("PF9")) == R2Codes("", "C0")
