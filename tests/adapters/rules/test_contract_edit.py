from __future__ import annotations

import pytest

from workshop.adapters.rules.contract_edit import Limit, with_head, with_limits
from workshop.domain.contract_changes import ChangeKind, changes
from workshop.domain.contracts import Confidence, Criterion
from workshop.domain.errors import RulesError
from workshop.grading_wiring import Edits, edited_text, read_text
from workshop.resources import resource

TEXT = resource("contracts", "grand-lyon-defaut.toml").read_text("utf-8")
CONTRACT = read_text(TEXT)
LIMITED = [(item, letter, limit) for item in CONTRACT.criteria for letter, limit in (*item.at_least, *item.at_most)]


@pytest.mark.parametrize(("criterion", "letter", "limit"), LIMITED, ids=lambda item: getattr(item, "id", str(item)))
def test_every_limit_of_the_shipped_contract_can_be_changed_alone(
    criterion: Criterion, letter: str, limit: int
) -> None:
    edited = with_limits(TEXT, [Limit(criterion.id, letter, limit)])
    assert edited == TEXT


def test_a_changed_limit_is_the_only_difference() -> None:
    edited = read_text(with_limits(TEXT, [Limit("memory", "A", 15000)]))
    (found,) = changes(CONTRACT, edited)
    assert (found.kind, found.subject, found.letter, found.after) == (ChangeKind.LIMIT, "memory", "A", "15000")


def test_comments_stay() -> None:
    edited = with_limits(TEXT, [Limit("memory", "B", 1)])
    assert [line for line in edited.splitlines() if line.startswith("#")] == [
        line for line in TEXT.splitlines() if line.startswith("#")
    ]


def test_a_new_version_carries_its_signature() -> None:
    edited = read_text(
        with_head(TEXT, version="3", dated="2026-12-01", signed_by='Zoé "Z" \\ Petit', signed_on="2026-12-01")
    )
    assert (edited.version, edited.dated, edited.signed_by) == ("3", "2026-12-01", 'Zoé "Z" \\ Petit')


def test_a_line_break_in_a_name_opens_no_line() -> None:
    edited = read_text(with_head(TEXT, signed_on="2026-12-01", signed_by='Zoé"\nsecond_person = true\n'))
    assert edited.second_person is False


def test_what_is_not_there_is_said() -> None:
    with pytest.raises(KeyError, match="nothing"):
        with_limits(TEXT, [Limit("nothing", "A", 1)])
    with pytest.raises(KeyError, match="Z"):
        with_limits(TEXT, [Limit("memory", "Z", 1)])


def test_a_head_that_was_not_there_is_added() -> None:
    text = "\n".join(line for line in TEXT.splitlines() if not line.startswith("signed_by"))
    assert read_text(with_head(text, signed_by="Zoé", signed_on="2026-12-01")).signed_by == "Zoé"


def test_a_limit_that_somebody_changes_is_the_workshops_own_choice_and_its_clause_may_follow() -> None:
    edits = Edits((("memory", "A", 15872),), (("memory", 'A : 16 Go, dits "seize".'),))
    memory = read_text(edited_text(TEXT, edits, version="3")).criterion("memory")
    assert memory is not None
    assert (memory.clause, memory.confidence) == ('A : 16 Go, dits "seize".', Confidence.JUDGEMENT)
    assert len(changes(CONTRACT, read_text(edited_text(TEXT, edits)))) == 3


@pytest.mark.parametrize(
    ("written", "edits"),
    [
        ("at_least = { A = 7_500,", Edits((("memory", "A", 15872),))),
        ('at_least = { "A" = 7500,', Edits((("memory", "A", 15872),))),
        ("", Edits((), (("memory", "A : 16 Go."),))),
    ],
)
def test_what_is_written_in_another_way_is_refused_and_never_cut_in_two(written: str, edits: Edits) -> None:
    text = TEXT.replace("at_least = { A = 7500,", written) if edits.limits else _long_clause()
    with pytest.raises(RulesError):
        edited_text(text, edits)


def _long_clause() -> str:
    return TEXT.replace('"A : 8 Go de mémoire. B : 6 Go. C : 4 Go."', '"""A : 8 Go."""')
