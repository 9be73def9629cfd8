from __future__ import annotations

from workshop.domain.lanes import Lane, lane_for, name_for


def test_the_first_two_readers_are_blue_and_orange_and_a_third_is_neither() -> None:
    taken: set[Lane] = set()
    lanes = []
    for _ in range(3):
        lane = lane_for(None, frozenset(taken))
        lanes.append(lane)
        taken |= {lane} if lane else set()
    assert lanes == [Lane.BLUE, Lane.ORANGE, None]


def test_a_reader_keeps_its_lane_unless_another_has_it() -> None:
    assert lane_for(Lane.ORANGE, frozenset()) is Lane.ORANGE
    assert lane_for(Lane.ORANGE, frozenset({Lane.ORANGE})) is Lane.BLUE


def test_two_readers_of_one_model_have_two_names() -> None:
    taken: set[str] = set()
    for _ in range(3):
        taken.add(name_for("Voyager", frozenset(taken)))
    assert taken == {"Voyager", "Voyager 2", "Voyager 3"}
