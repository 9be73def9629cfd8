"""What a donor does on the page, with fingers on keys, and what stands there then."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.documents.attacks import edited, swap_attachment
from tests.adapters.documents.samples import NOON, documents
from tests.adapters.documents.sealed import REAL
from tests.verifier.browser import Browser
from tests.verifier.judging import PAGE, Judge
from workshop.adapters.documents.replacing import Beside, verify_beside
from workshop.adapters.documents.seal import Seal, readable, throw_away_seal
from workshop.adapters.documents.seal_list import heard, written_list
from workshop.domain.seal_lists import SCHEMA, ListedSeal, ReplacedPaper, RevokedSeal, SealList
from workshop.domain.seals import RevocationReason

SENT = ("requestWillBeSent", "loadingFailed")
PICTURE = """new Promise((done) => {
  const image = new Image();
  image.onload = () => done('reached');
  image.onerror = () => done('refused');
  image.src = 'https://example.org/x.png';
})"""
NEWER = replace(REAL, number="CE-2026-01-000002", replaces=REAL.number)
ANSWERS = """JSON.stringify([...document.querySelectorAll('#answers article')].map((made) => (
  { word: made.dataset.word, text: made.textContent.replace(/\\s+/g, ' ') })))"""


@pytest.fixture
def page(browser: Browser) -> Browser:
    browser.open(PAGE)
    return browser


@pytest.fixture
def certificate(sealed: bytes, tmp_path: Path) -> Path:
    return written(tmp_path / "certificat.pdf", sealed)


def written(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def answers(page: Browser) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(page.ask(ANSWERS))
    return found


def words(page: Browser) -> list[str]:
    return [answer["word"] for answer in answers(page)]


def typed(page: Browser, field: str, text: str) -> None:
    page.ask(f"document.getElementById('{field}').focus()")
    page.send("Input.insertText", text=text)


def test_a_certificate_is_not_called_authentic_before_a_fingerprint_was_given(page: Browser, certificate: Path) -> None:
    page.choose("#documents", certificate)
    (answer,) = answers(page)
    assert answer["word"] == "unknown-seal"
    assert "authenti" not in answer["text"].lower()
    assert "au numéro que vous connaissez déjà, pas à celui du document" in answer["text"]


def test_the_fingerprint_stands_in_sixteen_groups_of_four(page: Browser, certificate: Path, seal: Seal) -> None:
    page.choose("#documents", certificate)
    groups = page.ask("[...document.querySelectorAll('.groups span')].map((group) => group.textContent).join(' ')")
    assert groups == readable(seal.fingerprint)
    assert page.ask("parseFloat(getComputedStyle(document.querySelector('.groups')).fontSize)") >= 28


@pytest.mark.parametrize(
    "way",
    [
        lambda digits: digits,
        readable,
        lambda digits: f"  {digits[:32].upper()}\n{digits[32:].upper()}\n",
        lambda digits: ":".join(digits[at : at + 2] for at in range(0, 64, 2)),
        lambda digits: f"Empreinte de l’atelier : {readable(digits)}",
    ],
)
def test_a_fingerprint_that_was_typed_makes_it_authentic(
    page: Browser, certificate: Path, seal: Seal, way: Any
) -> None:
    page.choose("#documents", certificate)
    typed(page, "trusted", way(seal.fingerprint))
    assert words(page) == ["authentic"]
    assert REAL.number in answers(page)[0]["text"]
    assert "peut-être remplacé" in answers(page)[0]["text"]


def test_a_fingerprint_that_is_a_digit_short_is_told_and_trusts_nobody(
    page: Browser, certificate: Path, seal: Seal
) -> None:
    page.choose("#documents", certificate)
    typed(page, "trusted", readable(seal.fingerprint)[:-1])
    assert words(page) == ["unknown-seal"]
    assert "Cette ligne en a 63" in page.ask("document.getElementById('trusted-note').textContent").replace(
        "\u00a0", " "
    )


def test_the_fingerprint_of_another_seal_trusts_nobody(page: Browser, certificate: Path) -> None:
    typed(page, "trusted", throw_away_seal().fingerprint)
    page.choose("#documents", certificate)
    assert words(page) == ["unknown-seal"]


def pem(seal: Seal) -> str:
    from cryptography import x509  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import Encoding  # noqa: PLC0415

    return x509.load_der_x509_certificate(seal.certificate).public_bytes(Encoding.PEM).decode("ascii")


def test_the_seal_itself_or_a_text_may_be_given_as_a_file(
    page: Browser, certificate: Path, seal: Seal, tmp_path: Path
) -> None:
    for name, content in (
        ("sceau.cer", seal.certificate),
        ("sceau.pem", pem(seal)),
        ("liste.txt", f"# nos sceaux\n{readable(seal.fingerprint)}\n"),
    ):
        page.open(PAGE)
        page.choose("#trusted-file", written(tmp_path / name, content))
        page.choose("#documents", certificate)
        assert words(page) == ["authentic"], name


def test_a_revoked_seal_is_refused_and_an_unclear_list_trusts_nobody(
    page: Browser, certificate: Path, seal: Seal, tmp_path: Path
) -> None:
    typed(page, "trusted", seal.fingerprint)
    page.choose("#documents", certificate)
    page.choose("#revoked-file", written(tmp_path / "slip.txt", seal.fingerprint[:-1]))
    assert words(page) == ["unknown-seal"]
    assert "slip.txt" in page.ask("document.getElementById('revoked-note').textContent")
    page.choose("#revoked-file", written(tmp_path / "revoked.txt", f"# stolen\n{seal.fingerprint.upper()}\n"))
    assert words(page) == ["revoked-seal"]


def listed(seal: Seal, *, by: Seal | None = None, revoked: tuple[str, ...] = (), replaced: str = "") -> bytes:
    known = ListedSeal(seal.fingerprint, seal.name, NOON, NOON + timedelta(days=3650))
    gone = tuple(RevokedSeal(item, NOON, RevocationReason.STOLEN) for item in revoked)
    papers = (ReplacedPaper(REAL.number, "CE-2026-01-000005"), ReplacedPaper("CE-2026-01-000005", replaced))
    statement = SealList(SCHEMA, "Atelier", 1, NOON, (known,), gone, papers if replaced else ())
    return written_list(statement, by or seal)


def test_a_list_that_the_workshop_sealed_is_believed_as_the_command_does(
    judge: Judge, sealed: bytes, seal: Seal
) -> None:
    other = throw_away_seal("Another", NOON)
    newer, stranger = documents(seal).certificate(NEWER, "fr"), documents(other).certificate(NEWER, "fr")
    page_says = """Promise.all([examined(bytes), LIST, OTHER]).then(([found, heard, other]) => verdictBeside(found,
      { trusted: TRUSTED, revoked: [], lists: heard ? [heard] : [], others: other?.seal ? [other] : [] }))"""
    seen = set()
    for file in (
        None,
        listed(seal, replaced="CE-2026-01-000009"),
        listed(seal, by=other, replaced="CE-2026-01-000009"),
        listed(seal, revoked=(seal.fingerprint,)),
        listed(seal, by=other, revoked=(seal.fingerprint,)),
        listed(other, replaced="CE-2026-01-000009"),
        listed(seal, replaced=REAL.number),
        f"# text\n{other.fingerprint}\n".encode(),
    ):
        for replacing in (None, newer, stranger):
            for trusted in ([seal.fingerprint], [seal.fingerprint, other.fingerprint], []):
                beside = Beside(trusted, heard=heard(file, "x") if file else None, replacing=replacing)
                verdict = verify_beside(sealed, beside)
                script = page_says.replace("TRUSTED", json.dumps(trusted))
                script = script.replace("LIST", f"heardFrom(new Uint8Array({list(file)}))" if file else "null")
                script = script.replace("OTHER", "null" if replacing is None else "examined(unpacked(other))")
                judge.browser.ask(f"globalThis.other = '{encoded(replacing)}'; 0")
                (page,) = judge.asked(script, sealed)
                notes = [note for note in verdict.notes if note.startswith("list")]
                assert (page["word"], page["by"], page["notes"]) == (verdict.word.value, verdict.replaced_by, notes)
                seen.add((page["word"], page["by"]))
    assert len(seen) == 6


def encoded(content: bytes | None) -> str:
    import base64  # noqa: PLC0415

    return base64.b64encode(content or b"").decode("ascii")


def test_a_list_with_one_sign_changed_is_not_heard(judge: Judge, seal: Seal) -> None:
    good = listed(seal, replaced="CE-2026-01-000009")
    changed = good.replace(b"000009", b"000008")
    script = "heardFrom(bytes).then((heard) => Boolean(heard))"
    assert judge.asked(script, good, b"\xef\xbb\xbf" + good, changed, good[:-3], b"{}", b"") == [
        *(True, True),
        *(False, False, False),
        True,  # an empty text revokes nothing
    ]


def test_the_certificate_that_replaces_another_is_only_believed_where_it_lies_beside_it(
    page: Browser, certificate: Path, seal: Seal, tmp_path: Path
) -> None:
    typed(page, "trusted", seal.fingerprint)
    page.choose("#documents", certificate)
    assert NEWER.number not in answers(page)[0]["text"]
    page.choose("#documents", written(tmp_path / "newer.pdf", documents(seal).certificate(NEWER, "fr")))
    assert words(page) == ["authentic", "authentic"]
    assert NEWER.number in answers(page)[0]["text"]
    assert "remplacé" in answers(page)[0]["text"]


def test_files_that_are_dropped_are_told_apart(page: Browser, certificate: Path, seal: Seal) -> None:
    page.ask(
        f"""(async () => {{
          const files = new DataTransfer();
          const bytes = Uint8Array.from(atob('{encoded(certificate.read_bytes())}'), (c) => c.charCodeAt(0));
          files.items.add(new File([bytes], 'certificat.pdf'));
          files.items.add(new File(['{seal.fingerprint}'], 'empreinte.txt'));
          const how = {{ dataTransfer: files, bubbles: true, cancelable: true }};
          document.body.dispatchEvent(new DragEvent('drop', how));
        }})()"""
    )
    page.settle()
    assert words(page) == ["authentic"]


def test_everything_is_reached_with_the_tab_key(page: Browser, certificate: Path) -> None:
    page.choose("#documents", certificate)
    page.ask("document.activeElement.blur()")
    reached = []
    for _ in range(12):
        for kind in ("keyDown", "keyUp"):
            page.send("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)
        reached.append(page.ask("document.activeElement.id || document.activeElement.localName"))
    order = [name for name in reached if name != "body"]
    wanted = ["language", "documents", "trusted", "trusted-file", "summary", "print", "again"]
    assert [name for name in dict.fromkeys(order) if name in wanted] in (wanted, [*wanted[-2:], *wanted[:-2]])
    assert page.ask("document.getElementById('trusted').labels.length") == 1


def test_the_answer_gets_the_focus_and_is_announced(page: Browser, certificate: Path) -> None:
    page.choose("#documents", certificate)
    assert page.ask("document.activeElement.id") == "s3"
    assert page.ask("document.getElementById('answers').getAttribute('aria-live')") == "polite"


def test_the_language_is_switched_with_everything_that_stands_there(page: Browser, certificate: Path) -> None:
    page.choose("#documents", certificate)
    page.ask("document.getElementById('language').click()")
    assert page.ask("document.documentElement.lang") == "en"
    assert "Fingerprint of this file's seal" in answers(page)[0]["text"]
    page.ask("document.getElementById('language').click()")
    assert "Sceau inconnu" in answers(page)[0]["text"]


def test_what_a_file_says_is_never_taken_for_markup(page: Browser, tmp_path: Path) -> None:
    hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>{number}\u202e"
    seal = throw_away_seal(hostile[:60], NOON)
    pdf = documents(seal).certificate(replace(REAL, workshop=hostile, donor=hostile), "fr")
    page.choose("#documents", written(tmp_path / "x<b>.pdf", pdf))
    typed(page, "trusted", seal.fingerprint)
    (answer,) = answers(page)
    assert answer["word"] == "authentic"
    assert "<img src=x onerror=alert(1)>" in answer["text"]
    assert page.ask("document.querySelectorAll('article img, article script, article b').length") == 0


def test_a_file_changed_by_an_editor_and_one_that_is_none_are_refused(
    page: Browser, sealed: bytes, tmp_path: Path
) -> None:
    changed = written(tmp_path / "changed.pdf", edited(sealed, swap_attachment))
    page.choose("#documents", changed, written(tmp_path / "letter.txt", "Bonjour"))
    assert words(page) == ["modified", "not-a-certificate"]
    assert page.ask("document.querySelectorAll('.groups').length") == 0


def test_start_again_forgets_everything(page: Browser, certificate: Path, seal: Seal) -> None:
    typed(page, "trusted", seal.fingerprint)
    page.choose("#documents", certificate)
    page.ask("document.getElementById('again').click()")
    assert answers(page) == []
    page.choose("#documents", certificate)
    assert words(page) == ["unknown-seal"]


def test_nothing_is_ever_asked_of_a_network(page: Browser, certificate: Path) -> None:
    page.choose("#documents", certificate)
    for attempt in (
        "fetch('https://example.org/').then(() => 'reached', () => 'refused')",
        "fetch('file:///etc/hostname').then(() => 'reached', () => 'refused')",
        PICTURE,
    ):
        assert page.ask(attempt) == "refused"
    told = {name: [event["params"] for event in page.events if event["method"] == f"Network.{name}"] for name in SENT}
    refused = {event["requestId"] for event in told["loadingFailed"] if event.get("blockedReason") == "csp"}
    sent = [event["request"]["url"] for event in told["requestWillBeSent"] if event["requestId"] not in refused]
    assert [address for address in sent if not address.startswith("blob:")] == []


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080), (390, 844), (320, 640)])
def test_nothing_is_wider_than_the_window(page: Browser, certificate: Path, width: int, height: int) -> None:
    page.size(width, height)
    page.choose("#documents", certificate)
    assert page.ask("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.send("Emulation.clearDeviceMetricsOverride")


ZERO = "0" + "1f" * 31 + "a"  # its first sign is the byte with which a certificate in DER begins


def test_a_fingerprint_that_begins_with_a_zero_is_no_certificate(page: Browser) -> None:
    told = f"fingerprintsOf(new TextEncoder().encode('{ZERO}'))"
    assert page.ask(told) == [ZERO]


def test_a_slip_in_a_list_that_begins_with_a_zero_is_a_slip(page: Browser) -> None:
    """Without it: the seal that the line means would stay trusted."""
    assert page.ask(f"heardFrom(new TextEncoder().encode('{ZERO[:-1]}'))") is None
    assert page.ask(f"heardFrom(new TextEncoder().encode('{ZERO}'))")["revoked"] == [ZERO]
