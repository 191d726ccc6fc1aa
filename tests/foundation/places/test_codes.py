import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.foundation.places.codes import LEVELS, level_of, parent_code, path_of, short_code
from xuncheng.foundation.places.models import Area
from xuncheng.rules.legal import RuleError

CODES = st.sampled_from([level.digits for level in LEVELS]).flatmap(
    lambda digits: st.text("0123456789", min_size=digits, max_size=digits)
)


def test_a_code_tells_its_level_parent_and_path() -> None:
    assert level_of("110199003002005").kind == Area.Kind.GRID
    assert parent_code("110199003002005") == "110199003002"
    assert parent_code("110199") is None
    assert short_code("110199003002005") == "0005"
    assert path_of("110199003002005") == "110199.003.002.0005."
    assert path_of("110199") == "110199."


@pytest.mark.parametrize("wrong", ["", "1101", "11019900", "1101990010", "11019X", "１１０１９９"])
def test_what_is_no_code_is_refused(wrong: str) -> None:
    with pytest.raises(RuleError) as refused:
        level_of(wrong)
    assert refused.value.code == "area_code_invalid"


@given(CODES)
def test_a_path_begins_with_the_path_of_the_parent_and_nothing_else_does(code: str) -> None:
    above = parent_code(code)
    assert path_of(code).endswith(".")
    assert above is None or path_of(code).startswith(path_of(above))


@given(CODES, CODES)
def test_two_codes_never_share_a_path(one: str, other: str) -> None:
    assert (path_of(one) == path_of(other)) == (one == other)


@given(CODES, CODES)
def test_paths_nest_exactly_as_codes_do(one: str, other: str) -> None:
    assert path_of(one).startswith(path_of(other)) == one.startswith(other)
