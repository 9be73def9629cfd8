from __future__ import annotations

import pytest

from tests.services.shop import Shop
from workshop.domain import events as happened
from workshop.domain.errors import RefusedError, UnknownCodeError
from workshop.domain.inspection import Function
from workshop.services.photos import MOST_PHOTOS, NOT_A_PICTURE, TOO_MANY_PHOTOS, Photos


def upper(content: bytes) -> bytes | None:
    """Stand in for what makes a picture anew."""
    return content.upper() if content.startswith(b"picture") else None


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
def photos(shop: Shop) -> Photos:
    return Photos(shop.store, shop.files, upper)


def test_what_is_kept_is_the_picture_made_anew_never_the_file(shop: Shop, photos: Photos) -> None:
    code = shop.received()
    (digest,) = photos.take(shop.actor, code, b"picture 1", Function.SCREEN)
    assert photos.open(digest) == b"PICTURE 1"
    assert photos.of(code) == (digest,)
    assert b"picture 1" not in shop.files.kept.values()


def test_photos_are_in_the_order_in_which_they_were_taken_and_each_once(shop: Shop, photos: Photos) -> None:
    code = shop.received()
    first = photos.take(shop.actor, code, b"picture 1")
    both = photos.take(shop.actor, code, b"picture 2")
    assert both[:1] == first
    assert photos.take(shop.actor, code, b"picture 1") == both
    assert shop.inspecting.view(code).photos == both


def test_an_undone_photo_was_never_taken(shop: Shop, photos: Photos) -> None:
    code = shop.received()
    photos.take(shop.actor, code, b"picture 1")
    with shop.store.working(shop.actor) as work:
        taken = next(entry for entry in work.history(code) if isinstance(entry.event, happened.PhotoTaken))
        work.append(code, happened.Undone(taken.seq))
    assert photos.of(code) == ()


def test_what_is_no_picture_is_refused_and_nothing_is_kept(shop: Shop, photos: Photos) -> None:
    code = shop.received()
    kept = dict(shop.files.kept)
    with pytest.raises(RefusedError) as refused:
        photos.take(shop.actor, code, b"MZ\x90")
    assert refused.value.reasons == (NOT_A_PICTURE,)
    assert shop.files.kept == kept


def test_a_machine_has_a_bounded_number_of_photos(shop: Shop, photos: Photos) -> None:
    code = shop.received()
    for number in range(MOST_PHOTOS):
        photos.take(shop.actor, code, f"picture {number}".encode())
    with pytest.raises(RefusedError) as refused:
        photos.take(shop.actor, code, b"picture too many")
    assert refused.value.reasons == (TOO_MANY_PHOTOS,)
    assert len(photos.take(shop.actor, code, b"picture 0")) == MOST_PHOTOS


def test_a_machine_that_nobody_knows_has_no_photo(shop: Shop, photos: Photos) -> None:
    kept = dict(shop.files.kept)
    with pytest.raises(UnknownCodeError):
        photos.take(shop.actor, "260100009999", b"picture")
    with pytest.raises(UnknownCodeError):
        photos.of("260100009999")
    assert shop.files.kept == kept
