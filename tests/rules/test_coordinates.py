"""From the satellite's position to the maps' and back, exactly."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.rules.coordinates import Datum, Position, convert, metres_between
from xuncheng.rules.legal import RuleError

TIANANMEN = Position(116.404, 39.915)

# China without a rim of a tenth of a degree, where the maps stop shifting
in_china = st.builds(
    Position,
    st.floats(min_value=72.104, max_value=137.73),
    st.floats(min_value=0.93, max_value=55.72),
)
anywhere = st.builds(
    Position, st.floats(min_value=-180, max_value=180), st.floats(min_value=-90, max_value=90)
)
datums = st.sampled_from(Datum)


def close(one: Position, other: Position, within: float) -> bool:
    return all(abs(a - b) < within for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        # Published results of the open-source library coordtransform for the same point
        (Datum.WGS84, Datum.GCJ02, Position(116.41024449916938, 39.91640428150164)),
        (Datum.GCJ02, Datum.BD09, Position(116.41036949371029, 39.92133699351021)),
    ],
)
def test_the_maps_shift_as_everybody_knows(source: Datum, target: Datum, expected: Position) -> None:
    assert close(convert(TIANANMEN, source, target), expected, within=1e-10)


def test_the_way_back_is_better_than_the_usual_estimate() -> None:
    # The usual one-step inverse gives 116.39775550, 39.91359572: some centimetres off
    back = convert(TIANANMEN, Datum.GCJ02, Datum.WGS84)
    assert close(back, Position(116.39775550, 39.91359572), within=1e-6)
    assert close(convert(back, Datum.WGS84, Datum.GCJ02), TIANANMEN, within=1e-12)


def test_cgcs2000_is_taken_for_wgs84() -> None:
    assert convert(TIANANMEN, Datum.CGCS2000, Datum.WGS84) == TIANANMEN
    assert convert(TIANANMEN, Datum.CGCS2000, Datum.BD09) == convert(TIANANMEN, Datum.WGS84, Datum.BD09)


@pytest.mark.parametrize("position", [Position(2.35, 48.86), Position(151.2, -33.87), Position(139.7, 35.7)])
def test_outside_china_nothing_is_shifted(position: Position) -> None:
    assert all(convert(position, source, target) == position for source in Datum for target in Datum)


@pytest.mark.parametrize(
    "position",
    [
        Position(39.915, 116.404),
        Position(180.1, 0),
        Position(0, -90.1),
        Position(float("nan"), 39.9),
        Position(116.4, float("inf")),
    ],
)
def test_what_is_no_position_is_refused(position: Position) -> None:
    with pytest.raises(RuleError, match="position_invalid") as refusal:
        convert(position, Datum.WGS84, Datum.GCJ02)
    assert refusal.value.field == "position"


def test_every_datum_has_a_label() -> None:
    assert Datum.CGCS2000.label.zh == "2000国家大地坐标系"
    assert Datum("bd09").label.en == "BD-09"


@given(in_china, datums, datums)
def test_there_and_back_is_the_same_place(position: Position, source: Datum, target: Datum) -> None:
    there = convert(position, source, target)
    assert close(convert(there, target, source), position, within=1e-9)


@given(in_china, datums, datums, datums)
def test_a_detour_ends_at_the_same_place(position: Position, first: Datum, via: Datum, last: Datum) -> None:
    straight = convert(position, first, last)
    detour = convert(convert(position, first, via), via, last)
    assert close(straight, detour, within=1e-9)


@given(in_china)
def test_the_maps_shift_by_more_than_nothing_and_less_than_two_kilometres(position: Position) -> None:
    for one, other in pairwise([Datum.WGS84, Datum.GCJ02, Datum.BD09]):
        shifted = convert(position, one, other)
        assert not close(shifted, position, within=1e-5)
        assert close(shifted, position, within=0.02)


@given(anywhere, datums)
def test_a_system_converts_to_itself_unchanged(position: Position, datum: Datum) -> None:
    assert close(convert(position, datum, datum), position, within=1e-9)


places = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


@given(places, places)
def test_distances_are_the_same_both_ways_and_at_most_half_round_the_earth(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    assert metres_between(one, other) == pytest.approx(metres_between(other, one))
    assert 0 <= metres_between(one, other) <= 20_015_200
    assert metres_between(one, one) == 0
