"""The list of revoked seals and replaced papers: sealed, read again, and refused as soon as one sign of it changed."""

from __future__ import annotations

import base64
import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import utils

from tests.adapters.documents.samples import NOON
from workshop.adapters.documents.cms import P256_ORDER
from workshop.adapters.documents.seal import Seal, facts_of, new_seal
from workshop.adapters.documents.seal_list import heard, written_list
from workshop.domain.content import canonical
from workshop.domain.errors import SealError
from workshop.domain.seal_lists import SCHEMA, ListedSeal, ReplacedPaper, RevokedSeal, SealList
from workshop.domain.seals import RevocationReason, SealProblem, readable

OLD, GOOD = new_seal("Atelier", NOON), new_seal("Atelier", NOON)


def listed(seal: Seal) -> ListedSeal:
    facts = facts_of(seal.certificate)
    return ListedSeal(facts.fingerprint, facts.name, facts.valid_from, facts.valid_until)


STATEMENT = SealList(
    SCHEMA,
    "Atelier d’Exemple",
    1,
    NOON,
    (listed(OLD), listed(GOOD)),
    (RevokedSeal(OLD.fingerprint, NOON, RevocationReason.STOLEN),),
    (ReplacedPaper("CE-2026-01-000001", "CE-2026-01-000002"),),
)
FILE = written_list(STATEMENT, GOOD)


def problem_of(file: bytes) -> SealProblem:
    with pytest.raises(SealError) as refused:
        heard(file, "list.json")
    assert refused.value.what.startswith("list.json")
    return refused.value.problem


def test_a_list_says_what_was_sealed_and_by_whom() -> None:
    said = heard(FILE, "list.json")
    assert said.seal == facts_of(GOOD.certificate)
    assert said.revoked == {OLD.fingerprint}
    assert said.seals == {OLD.fingerprint, GOOD.fingerprint}
    assert said.replaced == {"CE-2026-01-000001": "CE-2026-01-000002"}


def test_the_spaces_of_a_list_do_not_matter_but_what_it_says_does() -> None:
    content = json.loads(FILE)
    for file in (canonical(content), b"\xef\xbb\xbf" + FILE, b"\n\n " + json.dumps(content, indent=7).encode()):
        assert heard(file, "list.json") == heard(FILE, "list.json")


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    content = json.loads(FILE)
    change(content)
    return json.dumps(content, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content["revoked"].clear(),
        lambda content: content["replaced"][0].update(by="CE-2026-01-000009"),
        lambda content: content["seals"].append(dict(content["seals"][0], fingerprint="0" * 64)),
        lambda content: content.update(workshop="Another"),
        lambda content: content.update(more=1),
        lambda content: content.update(issued_at="2027-01-01T00:00:00Z"),
        lambda content: content.update(certificate=base64.b64encode(OLD.certificate).decode()),
        lambda content: content.update(signature=base64.b64encode(b"").decode()),
    ],
)
def test_a_list_that_was_changed_is_refused(change: Callable[[dict[str, Any]], object]) -> None:
    assert problem_of(changed(change)) is SealProblem.LIST_CHANGED


def test_the_other_spelling_of_the_same_signature_is_refused() -> None:
    def respelt(content: dict[str, Any]) -> None:
        r, s = utils.decode_dss_signature(base64.b64decode(content["signature"]))
        content["signature"] = base64.b64encode(utils.encode_dss_signature(r, P256_ORDER - s)).decode()

    assert problem_of(changed(respelt)) is SealProblem.LIST_CHANGED


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda content: content.pop("signature"), SealProblem.NOT_A_LIST),
        (lambda content: content.pop("certificate"), SealProblem.NOT_A_LIST),
        (lambda content: content.pop("schema"), SealProblem.NOT_A_LIST),
        (lambda content: content.update(schema="something-1"), SealProblem.NOT_A_LIST),
        (lambda content: content.update(schema="etabli-seals-2"), SealProblem.NEWER),
        (lambda content: content.update(certificate="AAAA"), SealProblem.NOT_A_LIST),
        (lambda content: content.update(certificate=3), SealProblem.NOT_A_LIST),
        (lambda content: content.update(signature="é"), SealProblem.NOT_A_LIST),
        (lambda content: content.update(site=1.5), SealProblem.NOT_A_LIST),
    ],
)
def test_what_is_no_list_is_told(change: Callable[[dict[str, Any]], object], problem: SealProblem) -> None:
    assert problem_of(changed(change)) is problem


@pytest.mark.parametrize("file", [b"{", b"{}", b'{"schema":null}', b"{" * 100_000, b'{"a":' * 50_000 + b"1"])
def test_what_is_not_even_json_of_ours_is_told(file: bytes) -> None:
    assert problem_of(file) is SealProblem.NOT_A_LIST


def test_flipped_bytes_never_make_another_list() -> None:
    chosen = random.Random(4)
    whole = heard(FILE, "list.json")
    for _ in range(600):
        file = bytearray(FILE)
        file[chosen.randrange(len(file))] ^= 1 << chosen.randrange(8)
        try:
            said = heard(bytes(file), "list.json")
        except SealError:
            continue
        assert said == whole  # a space between two words


def test_a_plain_text_of_fingerprints_is_a_list_for_which_nobody_answers() -> None:
    colons = ":".join(OLD.fingerprint[at : at + 2] for at in range(0, 64, 2))
    text = f"# sceaux révoqués\n\n{readable(OLD.fingerprint)}\r\n{colons}\n  {GOOD.fingerprint.upper()}\n"
    said = heard(text.encode(), "list.txt")
    assert said.revoked == {OLD.fingerprint, GOOD.fingerprint}
    assert (said.seal, said.seals, dict(said.replaced)) == (None, frozenset(), {})
    assert heard(b"", "list.txt").revoked == frozenset()


@pytest.mark.parametrize("line", [OLD.fingerprint[:-1], OLD.fingerprint + "0", "z" + OLD.fingerprint[1:], "hello"])
def test_a_line_with_a_slip_is_told_by_its_number_rather_than_passed_over(line: str) -> None:
    with pytest.raises(SealError) as refused:
        heard(f"{GOOD.fingerprint}\n{line}\n".encode(), "list.txt")
    assert (refused.value.problem, refused.value.what) == (SealProblem.NOT_A_FINGERPRINT, "list.txt, 2")
