"""The first sentences of a certificate, which a donor reads aloud: grammar and numbers are right for every count."""

from __future__ import annotations

import pytest

from tests.adapters.documents.samples import bare, certificate, machine, statement
from workshop.adapters.documents.certificate_counts import count_sentences


def counted(machines: int, inside: int, alone: int, *, bare_ones: int = 0, expected: int = 0) -> str:
    """Return the first sentence of counts: the drives are spread over the machines that have any."""
    with_drives = machines - bare_ones
    drives = [statement(rank, machine=machine(rank % with_drives + 1)) for rank in range(inside)]
    drives += [statement(1000 + rank, machine="") for rank in range(alone)]
    empty = tuple(bare(5000 + rank) for rank in range(bare_ones))
    content = certificate(tuple(drives), machines_received=machines, bare_machines=empty, machines_expected=expected)
    return count_sentences(content, "fr")[0].replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((0, 0, 0), "Nous n’avons reçu aucun ordinateur."),
        ((0, 0, 1), "Nous n’avons reçu aucun ordinateur. 1 disque est seul, hors d’un ordinateur."),
        ((0, 0, 5), "Nous n’avons reçu aucun ordinateur. 5 disques sont seuls, hors d’un ordinateur."),
        ((1, 1, 0), "Nous avons reçu 1 ordinateur. Il contenait 1 disque."),
        ((1, 2, 0), "Nous avons reçu 1 ordinateur. Il contenait 2 disques."),
        ((40, 43, 0), "Nous avons reçu 40 ordinateurs. Ils contenaient 43 disques."),
        (
            (40, 43, 1),
            "Nous avons reçu 40 ordinateurs. Ils contenaient 43 disques. 1 disque est seul, hors d’un ordinateur.",
        ),
        ((1, 1, 2), "Nous avons reçu 1 ordinateur. Il contenait 1 disque. 2 disques sont seuls, hors d’un ordinateur."),
    ],
)
def test_the_counts_are_right_for_none_one_and_many(arguments: tuple[int, int, int], sentence: str) -> None:
    assert counted(*arguments) == sentence


def test_machines_without_drives_and_machines_that_did_not_come_are_counted_too() -> None:
    assert counted(2, 0, 0, bare_ones=2) == "Nous avons reçu 2 ordinateurs."
    assert counted(2, 1, 0, bare_ones=1) == "Nous avons reçu 2 ordinateurs. Ils contenaient 1 disque."
    missing = counted(38, 38, 0, expected=40)
    assert missing == "Nous avons reçu 38 ordinateurs. Le donateur en annonçait 40. Ils contenaient 38 disques."
    assert "annonçait" not in counted(40, 40, 0, expected=40)
