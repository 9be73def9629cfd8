from __future__ import annotations

from pathlib import Path

import pytest

from workshop.adapters.rules.systems import FILE, load_systems
from workshop.domain.errors import RulesError
from workshop.domain.systems import MOST, Licence
from workshop.resources import resource

GOOD = """
format = 1
version = "1"
[locales]
"fr-FR" = "Français"
[[system]]
id = "debian-13"
name = "Debian"
version = "13"
licences = ["free"]
locales = ["fr-FR"]
"""
ANOTHER = '[[system]]\nid = "{id}"\nname = "N"\nversion = "1"\nlicences = ["free"]\nlocales = ["fr-FR"]\n'


def problems(folder: Path, text: str) -> str:
    (folder / FILE).write_text(text, "utf-8")
    with pytest.raises(RulesError) as refused:
        load_systems(folder)
    return "\n".join(refused.value.problems)


def test_the_systems_that_are_shipped_can_be_chosen_by_one_key_each() -> None:
    systems = load_systems(resource("catalogue"))
    assert 1 <= len(systems.images) <= MOST
    for image in systems.images:
        assert all(systems.allows(image.id, licence, image.locales[0]) for licence in image.licences)
    assert not systems.allows("haiku", "free", "fr-FR")


def test_a_file_is_read_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(GOOD, "utf-8")
    (image,) = load_systems(tmp_path).images
    assert (image.id, image.licences, image.locales) == ("debian-13", (Licence.FREE,), ("fr-FR",))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("format = 1", "format = 2", "systems.toml:2: format: must be 1"),
        ('licences = ["free"]', 'licences = ["stolen"]', "licences: 'stolen' is none of free"),
        ('locales = ["fr-FR"]', 'locales = ["xx"]', "locales: 'xx' is none of fr-FR"),
        ('licences = ["free"]', "licences = []", "licences: must be a list"),
        ('name = "Debian"', "name = 3", "name: must be a short text"),
        ('id = "debian-13"', 'id = "Debian 13"', "id: must be lower-case"),
        ('version = "13"', 'version = "13"\ncolour = "red"', "colour: unknown key"),
        ('version = "1"', 'version = "1"\nmore = 1', "more: unknown key"),
        ('"fr-FR" = "Français"', '"fr-FR" = ""', "fr-FR: must be a short text"),
        ("[[system]]", "[[systems]]", "system: must be a list"),
        ("format = 1", "format = ", "systems.toml:"),
    ],
)
def test_every_mistake_of_the_manager_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in GOOD
    assert told in problems(tmp_path, GOOD.replace(old, new, 1))


def test_two_images_of_one_name_and_more_than_there_are_keys_are_told(tmp_path: Path) -> None:
    assert "stands there twice" in problems(tmp_path, GOOD + ANOTHER.format(id="debian-13"))
    many = GOOD + "".join(ANOTHER.format(id=f"n{number}") for number in range(MOST))
    assert "must be a list" in problems(tmp_path, many)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(RulesError):
        load_systems(tmp_path)
