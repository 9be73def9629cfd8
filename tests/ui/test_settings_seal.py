"""The seal in Réglages: its fingerprint, its copy, its successors; what is refused, and what is never kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.fitting import laid_out
from tests.ui.open_window import OpenIt, OpenWindow
from tests.ui.settings_window import at_settings, press, words
from ui.settings.screen import SettingsScreen
from ui.settings.seal_part import Front
from ui.signals import Shape, Signal
from workshop.adapters.documents.seal import new_seal
from workshop.adapters.documents.seal_box import PRESENT
from workshop.adapters.documents.seal_exchange import opened, sealed_away
from workshop.adapters.documents.seal_public import fingerprint_in
from workshop.adapters.documents.seal_text import written
from workshop.domain.codes import make
from workshop.domain.people import Actor, Role
from workshop.domain.seals import RevocationReason
from workshop.services.seal_views import SealView

KEY = Qt.Key
PASSWORD = "correct horse"


@pytest.fixture
def window(real_shop: Path, open_window: OpenIt) -> OpenWindow:
    return open_window(real_shop)


@pytest.fixture
def screen(window: OpenWindow) -> SettingsScreen:
    return at_settings(window)


def view(window: OpenWindow) -> SealView:
    return window.workshop.seals.view()


def write(window: OpenWindow, text: str) -> None:
    """Type into the field that has the focus, and go on with Enter."""
    window.hands.type(text)
    window.hands.press(KEY.Key_Return)
    window.settle()


def test_the_fingerprint_is_shown_in_groups_of_four_and_read_out(window: OpenWindow, screen: SettingsScreen) -> None:
    groups = view(window).groups
    assert len(groups) == 16
    assert screen.seal.seal.fingerprint.groups == groups
    assert screen.seal.seal.fingerprint.accessibleName().startswith(" ".join(groups[0]) + ". ")
    told = words(window)
    assert "Atelier du Rhône" in told
    assert "prouve seulement ceci" in told
    assert "Valable jusqu’au" in told
    assert "dans un fichier de ce poste" in told
    assert "pas de copie" in told


def test_it_is_read_aloud_from_larger_digits(window: OpenWindow, screen: SettingsScreen) -> None:
    small = screen.seal.seal.fingerprint
    press(window, KEY.Key_F11)
    large = screen.seal.large.fingerprint
    assert large.groups == small.groups
    laid_out()
    font, across = large._fitting(large.width(), large.height())
    assert (font.pixelSize(), across) == (64, 4)
    assert "D Désiré" in words(window)
    press(window, KEY.Key_Escape)
    assert screen.seal.front is Front.SEAL


def test_an_example_says_so_and_can_only_be_looked_at(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    screen = at_settings(window)
    assert "EXEMPLE, sans valeur." in words(window)
    assert screen.seal.seal.mark.shape is Shape.WARNING
    assert set(screen.keys) == {"F11", "Ctrl N"}


# the copy


def test_a_copy_is_made_under_a_password_that_was_typed_twice(
    window: OpenWindow, screen: SettingsScreen, tmp_path: Path
) -> None:
    press(window, KEY.Key_F2)
    form, file = screen.seal.save, tmp_path / "cle" / "sceau.p12"
    assert form.password.edit.hasFocus()
    write(window, PASSWORD)
    assert form.again.edit.hasFocus()
    write(window, PASSWORD)
    form.where.set_text(str(file))
    press(window, KEY.Key_F12)
    assert window.band.signal is Signal.FINISHED
    assert opened(file.read_bytes(), PASSWORD).fingerprint == "".join(view(window).groups).lower()
    assert screen.seal.front is Front.SEAL
    assert "Dernière copie" in words(window)
    assert screen.seal.seal.mark.shape is Shape.ACCEPTED


def test_no_password_is_left_in_a_form_that_was_left(window: OpenWindow, screen: SettingsScreen) -> None:
    form = screen.seal.save
    press(window, KEY.Key_F2)
    window.hands.type("secret12")
    press(window, KEY.Key_Escape, KEY.Key_F2)
    assert form.password.text() == ""
    window.hands.type("secret12")
    window.go(KEY.Key_F5, "intake")
    assert form.password.text() == ""


@pytest.mark.parametrize(
    ("first", "second", "told"), [("court", "court", "8 au moins"), ("assez long", "assez lent", "pas le même")]
)
def test_what_is_wrong_with_a_password_is_said_under_it(
    window: OpenWindow, screen: SettingsScreen, first: str, second: str, told: str
) -> None:
    press(window, KEY.Key_F2)
    write(window, first)
    write(window, second)
    press(window, KEY.Key_F12)
    assert told in words(window)
    assert screen.seal.front is Front.SAVE
    assert view(window).card is not None
    assert view(window).card.saved_at is None  # type: ignore[union-attr]


def test_a_file_that_is_there_is_left_alone(window: OpenWindow, screen: SettingsScreen, tmp_path: Path) -> None:
    file = tmp_path / "vacances.p12"
    file.write_bytes(b"photos")
    press(window, KEY.Key_F2)
    write(window, PASSWORD)
    write(window, PASSWORD)
    screen.seal.save.where.set_text(str(file))
    press(window, KEY.Key_F12)
    assert file.read_bytes() == b"photos"
    assert window.band.signal is Signal.REFUSED
    assert "déjà un fichier" in window.band_text
    assert screen.seal.front is Front.SAVE


def test_a_scan_is_taken_out_of_a_password_and_presses_nothing(window: OpenWindow, screen: SettingsScreen) -> None:
    press(window, KEY.Key_F2)
    field = screen.seal.save.password
    window.hands.type("secr")
    window.hands.scan(make(26, 7, 41).text)
    assert field.text() == "secr"
    assert field.edit.hasFocus()
    assert "effacé" in field.error.label.text()
    window.settle()
    assert window.workshop.journal.scans() == ()
    window.hands.type("et99")
    assert field.text() == "secret99"
    window.hands.press(KEY.Key_Return)
    assert screen.seal.save.again.edit.hasFocus()


def test_a_scan_without_an_end_is_taken_out_too(window: OpenWindow, screen: SettingsScreen) -> None:
    press(window, KEY.Key_F2)
    field = screen.seal.save.password
    for char in make(26, 7, 41).text:
        window.hands.press(KEY(ord(char)), 2, text=char)
    assert len(field.text()) == 12  # it was never withheld
    window.until(lambda: field.text() == "")


# those who verify


def test_the_public_seal_and_the_list_are_written_for_those_who_verify(
    window: OpenWindow, screen: SettingsScreen, tmp_path: Path
) -> None:
    press(window, KEY.Key_F3)
    screen.seal.folder.set_text(str(tmp_path / "cle"))
    press(window, KEY.Key_1)
    (public,) = (tmp_path / "cle").glob("*.pem")
    assert fingerprint_in(public.read_bytes(), "") == "".join(view(window).groups).lower()
    assert public.name.startswith("sceau-atelier-du-rhone-")
    assert window.band.signal is Signal.FINISHED
    press(window, KEY.Key_F3)
    screen.seal.folder.set_text(str(tmp_path / "cle"))
    press(window, KEY.Key_2)
    assert list((tmp_path / "cle").glob("sceaux-revoques-*.json"))


# another seal


def test_a_renewed_seal_leaves_the_old_one_good(window: OpenWindow, screen: SettingsScreen) -> None:
    old = view(window).groups
    press(window, KEY.Key_F4, KEY.Key_1, KEY.Key_F12)
    new = view(window)
    assert new.groups != old
    assert len(new.former) == 1
    assert screen.seal.seal.fingerprint.groups == new.groups
    assert "1 ancien sceau" in words(window)
    assert "Sceau changé." in window.band_text


def test_escape_goes_back_one_step_at_a_time(window: OpenWindow, screen: SettingsScreen) -> None:
    old = view(window).groups
    fronts = []
    press(window, KEY.Key_F4, KEY.Key_1)
    for _step in range(2):
        press(window, KEY.Key_Escape)
        fronts.append(screen.seal.front)
    assert fronts == [Front.CHANGE, Front.SEAL]
    assert view(window).groups == old


def test_digits_answer_what_is_asked_and_lead_to_no_other_page(window: OpenWindow, screen: SettingsScreen) -> None:
    press(window, KEY.Key_F4, KEY.Key_4)
    assert screen.part is screen.seal
    assert screen.seal.front is Front.CHANGE
    assert screen.list.isHidden()


def test_a_seal_is_brought_and_a_wrong_password_changes_nothing(
    window: OpenWindow, screen: SettingsScreen, tmp_path: Path
) -> None:
    other, file = new_seal("Autorité", datetime.now(UTC)), tmp_path / "achat.pfx"
    file.write_bytes(sealed_away(other, PASSWORD))
    old = view(window).groups
    press(window, KEY.Key_F4, KEY.Key_2)
    screen.seal.bring.where.set_text(str(file))
    screen.seal.bring.password.setFocus()
    window.hands.type("wrong pass")
    press(window, KEY.Key_F12)
    assert window.band.signal is Signal.REFUSED
    assert "mot de passe" in window.band_text
    assert view(window).groups == old
    screen.seal.bring.password.clear()
    window.hands.type(PASSWORD)
    press(window, KEY.Key_F12)
    assert "".join(view(window).groups).lower() == other.fingerprint


@pytest.mark.parametrize("name", ["", "nulle-part.p12", "."])
def test_what_is_no_file_is_told(window: OpenWindow, screen: SettingsScreen, tmp_path: Path, name: str) -> None:
    press(window, KEY.Key_F4, KEY.Key_2)
    screen.seal.bring.where.set_text(str(tmp_path / name) if name else "")
    press(window, KEY.Key_F12)
    told = window.band_text if name else words(window)
    assert "Impossible" in told if name else "Tapez où est le fichier." in told


def test_a_seal_is_only_replaced_with_a_reason_and_its_first_signs(window: OpenWindow, screen: SettingsScreen) -> None:
    old = view(window)
    press(window, KEY.Key_F4, KEY.Key_3)
    form = screen.seal.replace
    assert "ne sera reconnu" in words(window)
    press(window, KEY.Key_F12)
    assert "pourquoi" in form.field.error.label.text()
    press(window, KEY.Key_F3, KEY.Key_F12)
    assert "pas le début" in form.field.error.label.text()
    assert view(window).groups == old.groups
    window.hands.type(old.groups[0].lower())
    press(window, KEY.Key_F12)
    new = view(window)
    assert new.groups != old.groups
    assert [card.reason for card in new.revoked] == [RevocationReason.STOLEN]


def test_a_technician_is_refused_in_words(window: OpenWindow, screen: SettingsScreen) -> None:
    session, old = window.desk.session, view(window).groups
    person = window.workshop.people.add(session.actor, "Camille", Role.TECHNICIAN)
    session.actor = Actor(person.code, session.actor.bench)
    press(window, KEY.Key_F4, KEY.Key_1, KEY.Key_F12)
    assert window.band.signal is Signal.REFUSED
    assert "responsable" in window.band_text
    assert view(window).groups == old
    assert screen.seal.front is Front.RENEW


# what is wrong with it


def test_a_seal_that_ended_is_told_with_its_way_out(real_shop: Path, open_window: OpenIt) -> None:
    window = open_window(real_shop)
    folder = window.workshop.settings.folder()
    window.workshop.seals.ready()
    old = new_seal("Atelier du Rhône", datetime.now(UTC) - timedelta(days=3660))
    (folder / PRESENT).write_bytes(written(old, with_key=True))
    screen = at_settings(window)
    assert screen.seal.seal.mark.shape is Shape.REFUSED
    assert "ne vaut plus" in words(window)
    assert "F4" in words(window)
    assert "workshop seal" not in words(window)
    assert not {"F2", "F3"} & set(screen.keys)
    press(window, KEY.Key_F4, KEY.Key_1, KEY.Key_F12)
    assert view(window).problem is None


def test_a_seal_that_ends_soon_is_told_with_its_days(real_shop: Path, open_window: OpenIt) -> None:
    window = open_window(real_shop)
    folder = window.workshop.settings.folder()
    old = new_seal("Atelier du Rhône", datetime.now(UTC) - timedelta(days=3620))
    (folder / PRESENT).write_bytes(written(old, with_key=True))
    (folder / PRESENT).chmod(0o600)
    screen = at_settings(window)
    assert screen.seal.seal.mark.shape is Shape.WARNING
    assert "Il finit dans" in words(window)


def test_a_seal_that_is_gone_is_told_and_made_anew(real_shop: Path, open_window: OpenIt) -> None:
    window = open_window(real_shop)
    window.workshop.seals.ready()
    (window.workshop.settings.folder() / PRESENT).unlink()
    screen = at_settings(window)
    assert "n’est plus là" in words(window)
    assert screen.seal.seal.fingerprint.groups  # those who verify still ask for it
    press(window, KEY.Key_F4, KEY.Key_1, KEY.Key_F12)
    assert view(window).problem is None


def test_a_key_that_its_keyring_does_not_give_is_told(real_shop: Path, open_window: OpenIt) -> None:
    window = open_window(real_shop)
    path = window.workshop.settings.folder() / PRESENT
    path.write_bytes(written(new_seal("Atelier du Rhône", datetime.now(UTC)), with_key=False))
    path.chmod(0o600)
    screen = at_settings(window)
    assert screen.seal.seal.mark.shape is Shape.REFUSED
    assert "trousseau" in words(window)
